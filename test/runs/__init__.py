# SPDX-License-Identifier: GPL-2.0-only
"""Judges runs of the experiment program from outside, by its files and its exit status alone."""

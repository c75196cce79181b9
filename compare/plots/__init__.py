# SPDX-License-Identifier: GPL-2.0-only
"""The kinds of plots: a module each, whose draw(data, canvas) draws what the comparison has data
for."""

import os

KINDS = sorted(
    name.removesuffix(".py").replace("_", "-")
    for name in os.listdir(os.path.dirname(os.path.abspath(__file__)))
    if name.endswith(".py") and not name.startswith("_")
)

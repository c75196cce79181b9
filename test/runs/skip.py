# SPDX-License-Identifier: GPL-2.0-only
"""What a group raises that cannot be run here."""


class Skipped(Exception):
    """Why not."""


def has_flow_monitor(program):
    """Whether ns-3 was built with FlowMonitor."""
    arguments = ["--flowMonitor", "--access=ideal", "--move=none", "--duration=0.001"]
    return program.call([*arguments, f"--output={program.work}/probe"]).returncode == 0


def need_flow_monitor(program):
    """Where ns-3 is built without FlowMonitor, a group of it is skipped."""
    if not has_flow_monitor(program):
        raise Skipped("ns-3 was built without FlowMonitor")


def need_lte(program):
    """Where ns-3 is built without LTE, a group of it is skipped."""
    if "--enbDistance" not in program.call(["--help"]).stdout:
        raise Skipped("ns-3 was built without LTE")

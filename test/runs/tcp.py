# SPDX-License-Identifier: GPL-2.0-only
"""Group tcp: a connection survives a handover, on Wi-Fi and on the ideal link."""

from . import general

SOME = 200  # packets, out of thousands


def run(judge, program, _source):
    """Octets arrive behind the handover, by the new gateway."""
    for access, correspondent, case in (
        ("wifi", "mobile", "a21"), ("wifi", "fixed", "a21"), ("ideal", "mobile", "a22"),
        ("ideal", "fixed", "a11"),
    ):  # fmt: skip
        arguments = [f"--access={access}", "--traffic=tcp", f"--correspondent={correspondent}",
                     f"--case={case}", "--trafficStart=1.5", "--moveAt=4", "--duration=6"]
        with judge.of(arguments):
            done = program.run(arguments)
            general.check_pmipv6(judge, done)
            judge.equal("number of handovers", len(done.result["handovers"]), 1)
            one = done.result["handovers"][0]
            for field in ("uplink_resumed_s", "downlink_resumed_s"):
                judge.within(field, one[field], one["registered_s"], one["registered_s"] + 2)
            for flow in (done.flow("mn1", "cn1"), done.flow("cn1", "mn1")):
                name = f"flow {flow['from']} to {flow['to']}"
                judge.check(flow["received"] > SOME, f"{name}: received {flow['received']}")
                judge.check("mag3" in flow["path"], f"{name}: ends by {flow['path']}")
            load = done.result["load"]["mag3"]["packets"]
            judge.check(load > SOME, f"the new gateway forwarded {load} packets")

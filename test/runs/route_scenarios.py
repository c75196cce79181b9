# SPDX-License-Identifier: GPL-2.0-only
"""Runs with localized routing on the ideal link, with what is expected of each."""

import itertools

from . import formulas
from .formulas import FAR, NEAR
from .route_expectation import RouteExpectation

CASES = ["a21", "a11", "a12", "a22"]
REFERENCE = {"options": {}, "delays": {}}
# The gateway that a node comes to is far from its anchor and near to the others: RO Setup is there
# before the PBA (R15).
LATE_ANSWER = {
    "options": {"delayMagLma": 9.1, "delayMagMag": 4.3, "delayLmaLma": 6.7, "l2Gap": 33.3},
    "delays": {("lma1", "mag3"): 41.9, ("lma2", "mag4"): 38.3},
}
ALL_DELAYS = [REFERENCE, FAR, NEAR, LATE_ANSWER]
# Of a length that goes into none of what is combined with it.
ORDERINGS = itertools.cycle(["timestamp", "sequence", "sequence", "timestamp", "timestamp",
                             "sequence", "sequence"])  # fmt: skip
SETUP = {"move": "none", "moves": 0, "trafficStart": 1.5001, "duration": 4.5003}


def clear(delays=REFERENCE, interval=20, **options):
    """(scenario, what is expected of it), in either ordering of registrations by turns. Where a
    route begins depends on when the first packet was sent: packets may be on an edge whenever
    traffic begins, but at another interval."""
    options = {"scheme": "localized-routing", "ordering": next(ORDERINGS), **delays["options"],
               **formulas.SHORT, **options}  # fmt: skip
    pairs = {**delays["delays"], **options.pop("more_delays", {})}
    for i in range(5):
        try:
            return formulas.clear(
                RouteExpectation, delays=pairs, interval=round(interval * (1 + i / 70), 3),
                **options,
            )  # fmt: skip
        except formulas.Unclear as unclear:
            last = unclear
    raise last


def setups():
    """A first packet, and nobody moves."""
    intervals = itertools.cycle([19.3, 7.3, 33.1, 3.7, 11.9])
    directions = itertools.cycle(["both", "mn-cn", "cn-mn"])
    for case, mode, initiator, delays in itertools.product(
        CASES, ["direct", "proxy"], ["lma", "mag"], [REFERENCE, FAR, NEAR]
    ):
        yield clear(delays, case=case, lrMode=mode, lrInitiator=initiator, **SETUP,
                    interval=next(intervals), direction=next(directions))  # fmt: skip
    for case, core, transit in (("a21", "star", 0), ("a22", "star", 0), ("a22", "mesh", 3)):
        yield clear(FAR if core == "mesh" else {**FAR, "delays": {}}, case=case, core=core,
                    transit=transit, interval=7.7, **SETUP)  # fmt: skip
    for case in ("roaming1", "roaming2", "roaming3", "roaming4"):
        yield clear(FAR, case=case, interval=7.7, **SETUP)


def single_moves():
    """One of the two moves."""
    intervals = itertools.cycle([19.3, 7.3, 33.1, 11.9, 3.7])
    initiators = itertools.cycle(["lma", "lma", "mag"])
    directions = itertools.cycle(["both", "both", "cn-mn", "both", "mn-cn"])
    authentications = itertools.cycle([0, 0, 0, 5.6, 0, 17.9])
    detections = itertools.cycle(["none", "none", "none", 10.6, "none", 25.2])
    for case, move, mode, delays in itertools.product(
        CASES, ["mn", "cn"], ["direct", "proxy"], ALL_DELAYS
    ):
        yield clear(
            delays, case=case, move=move, lrMode=mode, interval=next(intervals),
            lrInitiator=next(initiators), direction=next(directions),
            authenticationDelay=next(authentications), detachDetection=next(detections),
        )  # fmt: skip
    # To where the other node is: RO Init alone.
    near = {("lma1", "mag2"): 47.7}  # RO Init is there before the PBA
    for case, mode, delays, more in itertools.product(
        ["a21", "a22"], ["direct", "proxy"], [REFERENCE, FAR, NEAR], [{}, near]
    ):
        yield clear(delays, case=case, lrMode=mode, interval=next(intervals), more_delays=more,
                    paths={"mn1": ["mag1", "mag2"]})  # fmt: skip
        if not more:
            yield clear(delays, case=case, lrMode=mode, interval=next(intervals), move="cn",
                        paths={"cn1": ["mag2", "mag1"]})  # fmt: skip
    for case in ("roaming1", "roaming2", "roaming3", "roaming4"):
        yield clear(FAR, case=case, interval=7.7)
    yield clear(moveAt=10.0033, trafficStart=5, duration=15, interval=20)  # the reference instance


def double_moves():
    """Both move."""
    intervals = itertools.cycle([19.3, 7.3, 33.1, 11.9, 3.7])
    modes = itertools.cycle(["direct", "direct", "proxy"])
    directions = itertools.cycle(["both", "both", "both", "both", "cn-mn"])
    for case, offset, delays in itertools.product(
        CASES, [0, -20, -5, 5, 20, -200, 200], ALL_DELAYS
    ):
        yield clear(delays, case=case, move="both", moveOffset=offset, lrMode=next(modes),
                    interval=next(intervals), direction=next(directions))  # fmt: skip


def journeys():
    """Several moves and several pairs: what is expected packet by packet alone."""
    for delays, detection in ((FAR, "none"), (NEAR, 15.7)):
        yield clear(delays, moves=5, dwell=1.3, interval=23.9, detachDetection=detection,
                    duration=13.1003, paths={"mn1": ["mag1", "mag3", "mag4", "mag2"]})  # fmt: skip
        yield clear(delays, moves=4, dwell=0.7, interval=13.9, detachDetection=detection,
                    move="both", moveOffset=350.9, case="a22", duration=9.1003,
                    paths={"mn1": ["mag1", "mag3"], "cn1": ["mag2", "mag4"]})  # fmt: skip
    apart = {("mn2", "mag1"): 1.7, ("mn3", "mag1"): 2.6}
    yield clear(FAR, mobileNodes=3, stagger=317.3, move="both", moveOffset=111.7, interval=41.3,
                trafficStart=1.9, duration=7.1003, more_delays=apart)  # fmt: skip

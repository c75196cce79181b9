# SPDX-License-Identifier: GPL-2.0-only
"""Plots of made-up comparisons: which are drawn, and that the data behind them are what they should
be."""

import math
import os
import sys
import tempfile
import unittest
import warnings
import xml.dom.minidom

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "..", "compare")]

import pandas  # noqa: E402

import draw  # noqa: E402
import gallery  # noqa: E402
import plots  # noqa: E402
import style  # noqa: E402
from made_up import Comparison  # noqa: E402
from plots import budget, sequence  # noqa: E402
from plots._lines import Line, always_above, split, whole_above  # noqa: E402

style.RESOLUTION_DPI = 40  # quick to draw


class PlotTest(unittest.TestCase):
    """A folder for a comparison."""

    def setUp(self):
        warnings.simplefilter("error")  # as of a layout that has no room
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = scratch.name

    def comparison(self, schemes=("pmipv6", "mipv6"), **more):
        """A made-up comparison in the test's folder."""
        return Comparison(self.folder, schemes, **more)

    def draw(self, kind):
        """The data behind the plots of a kind, by their names; each SVG is one."""
        draw.draw(self.folder, kind)
        folder = os.path.join(self.folder, "plots")
        with open(os.path.join(folder, f".{kind}"), encoding="utf-8") as file:
            names = file.read().split()
        for name in names:
            xml.dom.minidom.parse(os.path.join(folder, name + ".svg"))
            with open(os.path.join(folder, name + ".png"), "rb") as file:
                self.assertEqual(file.read(8), b"\x89PNG\r\n\x1a\n")
        self.assertFalse([name for name in os.listdir(folder) if ".partial" in name])
        return {name: self._table(os.path.join(folder, name + ".csv")) for name in names}

    @staticmethod
    def _table(path):
        return pandas.read_csv(path, keep_default_na=False, na_values=[""])

    def assert_rows(self, table, columns, rows):
        """Those columns of a table are these rows; None is no value."""
        found = table[columns].values.tolist()
        self.assertEqual(len(found), len(rows), found)
        for one, other in zip(found, rows):
            for value, expected in zip(one, other):
                if expected is None:
                    self.assertTrue(value is None or math.isnan(value), one)
                elif isinstance(expected, str):
                    self.assertEqual(value, expected)
                else:
                    self.assertAlmostEqual(value, expected, 7, msg=f"{one} is not {other}")


class Nothing(PlotTest):
    """Comparisons that have no data for a plot."""

    def assert_nothing(self):
        """No kind draws anything."""
        for kind in plots.KINDS:
            with self.subTest(kind):
                self.assertEqual(self.draw(kind), {})

    AXES = {"moveOffset": ("MS", ("0", "10")), "delayLmaLma": ("MS", ("5", "20"))}

    def test_empty_tables(self):
        self.comparison(axes=self.AXES, parameters={"traffic": "tcp"}).write()
        self.assert_nothing()

    def test_all_null(self):
        self.comparison(parameters={"traffic": "tcp"}).write(
            lambda keys, run: {}, lambda keys, run: [{}]
        )
        self.assert_nothing()

    def test_what_was_drawn_and_is_not_any_more_is_removed(self):
        one = self.comparison()
        one.write(lambda keys, run: {"path_stretch": 2})
        self.assertEqual(list(self.draw("path-stretch")), ["path-stretch-a21-ideal"])
        one.write()
        self.assertEqual(self.draw("path-stretch"), {})
        self.assertEqual(os.listdir(os.path.join(self.folder, "plots")), [".path-stretch"])


class Bars(PlotTest):
    """Plots of bars."""

    def test_budget(self):
        self.comparison(("pmipv6", "none")).write(
            lambda keys, run: {"part_link_handover_ms": 50, "part_first_packet_ms": 9 + run}
            if keys["scheme"] == "pmipv6"
            else {"part_link_handover_ms": 50},
            lambda keys, run: [
                {"part_first_packet_ms": 9 + run},
                {"interruption_down_why": "never-resumed"},
                {"interruption_down_why": "no-traffic"},
            ],
        )
        table = self.draw("budget")["budget-a21-ideal"]
        known = table[table["ms"].notna()]
        columns = ["scheme", "part", "ms", "no_first_packet", "handovers"]
        expected = [
            ("pmipv6", "link_handover", 50, 2, 6),
            ("pmipv6", "first_packet", 10.5, 2, 6),
            ("none", "link_handover", 50, 2, 6),
        ]
        self.assert_rows(known, columns, expected)
        self.assertEqual(len(table), 2 * 9)

    def test_a_bar_far_longer_than_others_is_cut(self):
        bars = [
            budget.Bar("pmipv6", {"link_handover": 50, "registration": 30}, 1, 0),
            budget.Bar("mipv6", {"link_handover": 50, "address": 1000}, 1, 0),
        ]
        width, cuts = budget.cut(bars)
        self.assertEqual((width, cuts), (80, {"pmipv6": 0, "mipv6": 970}))
        bars[1].parts["home_registration"] = 40  # what is left of the cut part is to be seen
        self.assertAlmostEqual(budget.cut(bars)[0], 90 / 0.7)
        bars[0].parts["registration"] = 300
        width, cuts = budget.cut(bars)
        self.assertEqual((width, max(cuts.values())), (1090, 0))

    def test_path_stretch(self):
        self.comparison(("pmipv6", "epmip", "none")).write(
            lambda keys, run: {"path_stretch": {"pmipv6": 2 + run, "epmip": 1}.get(keys["scheme"])}
        )
        table = self.draw("path-stretch")["path-stretch-a21-ideal"]
        half = 12.706204736 * 0.5  # Student's t for two values, a standard error of 0.5
        expected = [
            ("pmipv6", 3.5, 3.5 - half, 3.5 + half, 2),
            ("epmip", 1, 1, 1, 2),
            ("none", None, None, None, 0),
        ]
        self.assert_rows(
            table, ["scheme", "path_stretch", "ci95_low", "ci95_high", "runs"], expected
        )

    def test_anchor_load(self):
        one = self.comparison()
        figures = {"anchor_share": 80, "busiest_share": 90}
        one.write(lambda keys, run: figures)
        table = self.draw("anchor-load")["anchor-load-a21-ideal"]
        shares = [("anchor_share", 80), ("busiest_share", 90), ("tunnelled_percent", None)]
        self.assert_rows(
            table,
            ["scheme", "share", "percent"],
            [(scheme, *share) for scheme in ("pmipv6", "mipv6") for share in shares],
        )
        one.write(lambda keys, run: {**figures, "tunnelled_percent": 25})
        table = self.draw("anchor-load")["anchor-load-a21-ideal"]
        self.assertEqual(list(table["percent"]), [80, 90, 25] * 2)


class Over(PlotTest):
    """Plots over an option."""

    def test_numbers(self):
        axes = {"interval": ("MS", ("5", "20")), "l2Gap": ("MS", ("0", "50"))}
        self.comparison(("pmipv6", "none", "mipv6"), axes=axes, idle={"mipv6": ["l2Gap"]}).write(
            lambda keys, run: {
                "service_gap_down_ms": None
                if keys["scheme"] == "none"
                else 20 + float(keys["l2Gap"] or 7) + float(keys["interval"])
            }
        )
        drawn = self.draw("over")
        self.assertEqual(
            sorted(drawn), [f"over-{name}-service-gap-a21-ideal" for name in ("interval", "l2Gap")]
        )
        self.assert_rows(
            drawn["over-interval-service-gap-a21-ideal"],
            ["scheme", "packet_rate_per_s", "service_gap_down_ms"],
            [
                ("pmipv6", 200, 25),
                ("pmipv6", 50, 40),
                ("none", 200, None),
                ("none", 50, None),
                ("mipv6", 200, 32),
                ("mipv6", 50, 47),
            ],
        )
        table = drawn["over-l2Gap-service-gap-a21-ideal"]
        self.assert_rows(
            table[table["scheme"] != "none"],
            ["scheme", "l2Gap_ms", "service_gap_down_ms", "option_changes"],
            [
                ("pmipv6", 0, 25, None),
                ("pmipv6", 50, 75, None),
                ("mipv6", 0, 32, "nothing"),
                ("mipv6", 50, 32, "nothing"),
            ],
        )

    def test_words(self):
        axes = {"lrMode": ("WORD", ("direct", "proxy"))}
        self.comparison(axes=axes).write(
            lambda keys, run: {"messages": 4 if keys["lrMode"] == "direct" else 8}
        )
        table = self.draw("over")["over-lrMode-messages-a21-ideal"]
        expected = [
            (scheme, mode, n)
            for scheme in ("pmipv6", "mipv6")
            for mode, n in (("direct", 4), ("proxy", 8))
        ]
        self.assert_rows(table, ["scheme", "lrMode", "messages"], expected)

    def test_units_of_other_options(self):
        for name, form, column in (
            ("pacing", "MS", "pacing_ms"),
            ("pause", "S", "pause_s"),
            ("accessLoss", "N", "accessLoss_percent"),
            ("speed", "N", "speed_m_per_s"),
            ("lmfs", "N", "lmfs"),
        ):
            with self.subTest(name):
                self.comparison(("pmipv6",), axes={name: (form, ("1", "2"))}).write(
                    lambda keys, run: {"loss_percent": run}
                )
                table = self.draw("over")[f"over-{name}-loss-a21-ideal"]
                self.assertEqual(list(table[column]), [1, 2])

    def test_goodput_is_of_tcp(self):
        axes = {"l2Gap": ("MS", ("0", "50"))}
        for traffic, names in (("udp", []), ("tcp", ["over-l2Gap-goodput-a21-ideal"])):
            self.comparison(axes=axes, parameters={"traffic": traffic}).write(
                lambda keys, run: {"goodput_kbps": 100}
            )
            self.assertEqual(list(self.draw("over")), names)

    def test_far_higher_figures_have_an_axis_of_their_own(self):
        lines = [
            Line(name, [1, 2], mean, mean, mean)
            for name, mean in (("a", [1, 2]), ("b", [2, 3]), ("c", [2, 60]), ("d", [13, 14]))
        ]
        self.assertEqual(split([lines[0], lines[1], lines[3]], whole_above), ["d"])
        self.assertEqual(split(lines, whole_above), [])
        self.assertEqual(split(lines, always_above), [])
        self.assertEqual(split([lines[0], lines[2]], whole_above), [])
        self.assertEqual(split([lines[0], lines[2]], always_above), ["c"])
        self.assertEqual(split([lines[1], lines[2]], always_above), [])
        self.assertEqual(split(lines[:1], whole_above), [])


class Derived(PlotTest):
    """Figures that are derived."""

    def test_smr(self):
        one = self.comparison(("pmipv6", "localized-routing", "epmip"))
        figures = {
            "pmipv6": {"messages": 2, "setups": 0},
            "localized-routing": {"messages": 6, "setups": 1, "setup_messages": 4},
            "epmip": {"messages": 6, "setups": 1},
        }
        one.write(lambda keys, run: figures[keys["scheme"]])
        drawn = self.draw("signalling-smr")
        self.assertEqual(list(drawn), ["signalling-smr-messages-a21-ideal"])
        ratios = (0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10)
        self.assert_rows(
            drawn["signalling-smr-messages-a21-ideal"],
            ["scheme", "session_to_mobility_ratio", "derived_messages_per_handover"],
            [("pmipv6", ratio, 2) for ratio in ratios]
            + [("localized-routing", ratio, 6 + ratio * 4) for ratio in ratios]
            + [("epmip", ratio, None) for ratio in ratios],
        )
        for row in figures.values():
            row.update(handover_octets=100, setup_octets=50, handover_octet_hops=300)
        self.assertEqual(
            sorted(self.redrawn(one, figures)),
            [f"signalling-smr-{cost}-a21-ideal" for cost in ("messages", "octet-hops", "octets")],
        )

    def redrawn(self, one, figures):
        """Drawn again, with other figures."""
        one.write(lambda keys, run: figures[keys["scheme"]])
        return self.draw("signalling-smr")

    def test_residence(self):
        one = self.comparison(("pmipv6", "none"))
        one.write(lambda keys, run: {"messages": 2 * (keys["scheme"] == "pmipv6")})
        drawn = self.draw("signalling-residence")
        times = (1, 2, 5, 10, 20, 50, 100)
        self.assert_rows(
            drawn["signalling-residence-messages-a21-ideal"],
            ["scheme", "residence_time_s", "derived_messages_per_s"],
            [("pmipv6", time, 2 / time) for time in times] + [("none", time, 0) for time in times],
        )
        for name, unit in (("handover_octets", "octets"), ("handover_octet_hops", "octet-hops")):
            one.write(lambda keys, run: {"messages": 2, "handover_octets": 1, name: 300})
            self.assertEqual(
                list(self.draw("signalling-residence")), [f"signalling-residence-{unit}-a21-ideal"]
            )

    def test_blocking(self):
        gaps = {1: (100, 300, None), 2: (200,)}
        self.comparison(("pmipv6",)).write(
            lambda keys, run: {},
            lambda keys, run: [{"service_gap_down_ms": gap} for gap in gaps[run]],
        )
        table = self.draw("blocking")["blocking-a21-ideal"]
        expected = []
        for speed in (1, 2, 5, 10, 20, 30, 40):
            p = [1 - math.exp(-gap * speed / 100) for gap in (0.1, 0.3, 0.2)]
            expected.append((speed, 100 / speed, ((p[0] + p[1]) / 2 + p[2]) / 2, 3, 1))
        self.assert_rows(
            table,
            [
                "speed_m_per_s",
                "residence_time_s",
                "derived_blocking_probability",
                "handovers",
                "handovers_left_out",
            ],
            expected,
        )

    def test_blocking_of_walks_is_of_their_own_latencies(self):
        walks = {"access": "wifi", "wifiHandover": "default"}
        axes = {"speed": ("N", ("10", "20"))}
        self.comparison(("pmipv6",), axes=axes, parameters=walks).write(
            lambda keys, run: {},
            lambda keys, run: [{"service_gap_down_ms": 10 * float(keys["speed"])}],
        )
        table = self.draw("blocking")["blocking-a21-wifi"]
        expected = [(v, 1 - math.exp(-0.01 * v * v / 100)) for v in (10, 20)]
        self.assert_rows(table, ["speed_m_per_s", "derived_blocking_probability"], expected)


class Anchors(PlotTest):
    """Anchors and prefixes."""

    def test_anchors_after_each_handover_of_a_node(self):
        self.comparison(("pmipv6", "dmm-relay")).write(
            lambda keys, run: {},
            lambda keys, run: [
                {"node": node, "anchors": 1 if keys["scheme"] == "pmipv6" else number + 1}
                for number, node in ((1, "mn1"), (3, "mn2"), (2, "mn1"))
            ],
        )
        self.assert_rows(
            self.draw("anchors")["anchors-a21-ideal"],
            ["scheme", "handover", "anchors", "runs"],
            [
                ("pmipv6", 1, 1, 2),
                ("pmipv6", 2, 1, 2),
                ("dmm-relay", 1, 3, 2),
                ("dmm-relay", 2, 3, 2),
            ],
        )

    def test_anchors_of_the_longest_journey(self):
        axes = {"moves": ("N", ("3", "1", "2"))}
        self.comparison(("dmm-relay",), axes=axes).write(
            lambda keys, run: {},
            lambda keys, run: [{"anchors": i + 1} for i in range(1, int(keys["moves"]) + 1)],
        )
        self.assert_rows(
            self.draw("anchors")["anchors-a21-ideal"],
            ["scheme", "handover", "anchors"],
            [("dmm-relay", number, number + 1) for number in (1, 2, 3)],
        )

    def test_anchors_need_two_handovers_of_a_node(self):
        self.comparison().write(lambda keys, run: {}, lambda keys, run: [{"anchors": 2}])
        self.assertEqual(self.draw("anchors"), {})

    def test_delivery_cost(self):
        axes = {"moves": ("N", ("1", "3"))}
        one = self.comparison(("pmipv6", "dmm-relay"), axes=axes)

        def figures(keys, run):
            prefixes = 1 if keys["scheme"] == "pmipv6" else int(keys["moves"])
            return {"active_prefixes": prefixes, "delivery_cost": 2 + prefixes}

        one.write(figures)
        drawn = self.draw("delivery-cost")
        self.assertEqual(list(drawn), ["delivery-cost-moves-cost-a21-ideal"])
        self.assert_rows(
            drawn["delivery-cost-moves-cost-a21-ideal"],
            ["scheme", "moves", "active_prefixes", "delivery_cost"],
            [
                ("pmipv6", 1, 1, 3),
                ("pmipv6", 3, 1, 3),
                ("dmm-relay", 1, 1, 3),
                ("dmm-relay", 3, 3, 5),
            ],
        )
        one.write(lambda keys, run: {"active_prefixes": 1, "delivery_cost": 2})
        self.assertEqual(self.draw("delivery-cost"), {})


class Traces(PlotTest):
    """Plots of what came when."""

    def test_goodput(self):
        one = self.comparison(("pmipv6",), parameters={"traffic": "tcp"})
        one.write(
            lambda keys, run: {}, lambda keys, run: [{"detached_s": 10.05}, {"detached_s": 20}]
        )
        for run in (1, 2):
            lines = ["time_s,from,to,flow,octets,packets,lost"]
            lines += ["%g,cn1,mn1,1,%d,1,0" % (i / 10, 1000 * run * i) for i in range(85, 121)]
            lines += ["10,cn2,mn1,2,500,1,0", "10,mn1,cn1,0,77,1,0"]
            one.write_run_file("pmipv6--a21--ideal", run, "throughput.csv", "\n".join(lines) + "\n")
        table = self.draw("tcp-goodput")["tcp-goodput-a21-ideal"]
        expected = []
        for i in range(-10, 41):
            octets = 1500 * (100 + i) + (500 if i == 0 else 0)
            expected.append((i / 10, octets * 8 / 1000 / 0.1 if i <= 20 else None))
        self.assert_rows(table, ["after_detach_s", "goodput_kbps"], expected)

    FLOW = (
        "time_s,event,flow,node,sequence,octets,delay_ms,reason\n"
        "9.97,sent,1,cn1,4,200,,\n9.98,received,1,mn1,4,200,10,\n"
        "9.99,sent,1,cn1,5,200,,\n10.0,dropped,1,,5,200,,nobody-there\n"
        "10.01,sent,1,cn1,6,200,,\n"
        "10.03,sent,1,cn1,7,200,,\n10.04,received,1,mn1,7,200,10,\n"
        "10.05,sent,3,cn1,0,200,,\n10.06,received,3,mn1,0,200,10,\n"
        "30,lost,1,mag1,6,200,,\n"
    )

    def test_sequence(self):
        one = self.comparison(("pmipv6", "none"))
        one.write(lambda keys, run: {}, lambda keys, run: [{"detached_s": 10}])
        one.write_run_file("pmipv6--a21--ideal", 1, "flow-cn1-mn1.csv", self.FLOW)
        head = "".join(self.FLOW.splitlines(keepends=True)[:3])
        one.write_run_file("none--a21--ideal", 1, "flow-cn1-mn1.csv", head)
        table = self.draw("sequence")["sequence-a21-ideal"]
        self.assert_rows(
            table,
            ["scheme", "event", "after_detach_s", "sequence"],
            [
                ("pmipv6", "received", -0.02, -1),
                ("pmipv6", "received", 0.04, 2),
                ("pmipv6", "lost", -0.01, 0),
                ("pmipv6", "lost", 0.01, 1),
                ("none", "received", -0.02, 0),
            ],
        )

    def test_resumption(self):
        for times, resumed in (
            ((-0.02, 0.01, 0.09, 0.11, 3, 9), 3),
            ((-0.04, -0.02, 0.01, 0.09, 0.11, 0.13, 1.01, 5, 9), 1.01),
            ((-9, -2, -0.02, 0.02, 0.04, 1.5), 1.5),
            ((-0.04, -0.02, 0.01), None),
            ((-9, 2, 4), 2),
            ((-9,), None),
            ((), None),
        ):
            self.assertEqual(sequence.resumption(times), resumed, times)

    def test_the_axis_ends_behind_those_that_resume_in_time(self):
        def resumed(*times):
            return [sequence.Trace("", False, None, None, time) for time in times]

        self.assertAlmostEqual(sequence.end_of(resumed(1.0, 0.1, None, 0.2)), 0.3)
        self.assertAlmostEqual(sequence.end_of(resumed(0.5, 0.2)), 0.75)
        self.assertAlmostEqual(sequence.end_of(resumed(None)), 0.15)


class Race(PlotTest):
    """Maps of races."""

    def test_the_worst_run_of_each_cell(self):
        axes = {"moveOffset": ("MS", ("-10", "0")), "delayLmaLma": ("MS", ("5", "20"))}

        def figures(keys, run):
            is_bad = keys["moveOffset"] == "0" and run == 2
            return {
                "consistent": int(not (is_bad and keys["delayLmaLma"] == "20")),
                "faults": int(is_bad),
            }

        self.comparison(("localized-routing",), axes=axes).write(figures)
        self.assert_rows(
            self.draw("race-map")["race-map-delayLmaLma-a21-ideal-localized-routing"],
            ["moveOffset_ms", "delayLmaLma_ms", "verdict", "runs"],
            [
                (-10, 5, "consistent", 2),
                (0, 5, "for a while", 2),
                (-10, 20, "consistent", 2),
                (0, 20, "lasting", 2),
            ],
        )


class Whole(PlotTest):
    """All kinds."""

    def test_the_same_octets_again_and_the_page(self):
        self.comparison(("pmipv6", "mipv6", "new")).write(
            lambda keys, run: {"path_stretch": 2, "messages": run, "setups": 0},
            lambda keys, run: [{"service_gap_down_ms": 10 * run}],
        )
        drawn, octets = {}, []
        for _ in range(2):
            for kind in ("path-stretch", "signalling-smr", "blocking"):
                drawn.update(self.draw(kind))
            octets.append({name: self._octets(name) for name in drawn})
        self.assertEqual(*octets)
        self.assertEqual(len(drawn), 3)
        for kind in set(plots.KINDS) - {"path-stretch", "signalling-smr", "blocking"}:
            with open(os.path.join(self.folder, "plots", f".{kind}"), "w", encoding="utf-8"):
                pass
        page = gallery.make(self.folder)
        for name in drawn:
            self.assertIn(f"({name}.png)", page)
        self.assertIn("no data for them: anchor-load, ", page)

    def _octets(self, name):
        found = []
        for end in (".svg", ".png", ".csv"):
            with open(os.path.join(self.folder, "plots", name + end), "rb") as file:
                found.append(file.read())
        return found

    def test_each_kind_says_how_it_is_read(self):
        for kind in plots.KINDS:
            self.assertGreater(len(gallery.how_to_read(kind)), 40)


if __name__ == "__main__":
    unittest.main()

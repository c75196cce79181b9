# SPDX-License-Identifier: GPL-2.0-only
"""The searches on systems small enough for every order: nodes that change their state with each
message, and send what their state says."""

import random
import unittest

from orders import Event, Order
from search import Answer, DelayedSearch, FullSearch, RandomSearch, ReducedSearch, run


class System:
    """Some nodes and what they do, drawn at random; the same each time that it is told."""

    def __init__(self, seed, nodes, budget, shared):
        self.seed = seed
        self.nodes = nodes
        self.budget = budget  # messages that a node sends at most
        self.shared = shared  # how likely a message touches what is common to several nodes

    def _draw(self, *what):
        return random.Random(repr((self.seed,) + what))

    def tell(self, request):
        """An answer, as of the program that tells stories."""
        states = {node: "" for node in range(self.nodes)}
        counts = {}
        sent = {node: 0 for node in range(self.nodes)}
        common = ""
        ready = [(f"start:{node}", node, None) for node in range(self.nodes)]
        past = []
        asleep = dict(request.sleeping)
        while ready:
            depth = len(past)
            choices = [key for key, _, _ in ready]
            if depth < len(request.prefix):
                index = choices.index(request.prefix[depth])
            elif request.draw is not None:
                index = random.Random(repr((request.draw, depth))).randrange(len(choices))
            else:
                awake = [i for i, key in enumerate(choices) if key not in asleep]
                if not awake:
                    return self._answer("asleep", past, [])
                index = awake[0]
            key, node, cause = ready.pop(index)
            touches = {str(node)}
            draw = self._draw(node, states[node], key)
            states[node] += key + ";"
            if draw.random() < self.shared:
                touches.add("common")
                common += key + ";"
            for _ in range(draw.choice([0, 1, 1, 2])):
                if sent[node] == self.budget:
                    break
                sent[node] += 1
                to = draw.choice([n for n in range(self.nodes) if n != node])
                counts[node, to] = counts.get((node, to), 0) + 1
                ready.append((f"{node}:{to}:{counts[node, to]}", to, depth))
            touches |= request.touches.get(key, frozenset())
            past.append(
                {
                    "key": key,
                    "what": "",
                    "touches": sorted(touches),
                    "cause": cause,
                    "since": 0,
                    "at": 0,
                    "next": choices,
                }
            )
            if depth + 1 >= len(request.prefix):
                asleep = {k: t for k, t in asleep.items() if touches.isdisjoint(t)}
        state = repr(sorted(states.items())) + common
        fault = self._draw("fault", state).random() < 0.1
        return self._answer("told", past, ["fault " + state] if fault else [])

    @staticmethod
    def _answer(end, past, faults):
        return Answer({"end": end, "past": past, "faults": faults})

    def ask(self, requests):
        return [self.tell(request) for request in requests]


def systems():
    for seed in range(24):
        yield System(seed, nodes=2 + seed % 3, budget=2 if seed % 3 else 3, shared=seed % 2 * 0.3)


class ReducedSearchTest(unittest.TestCase):
    def test_finds_every_class_and_fault_that_all_orders_have(self):
        compared = 0
        for system in systems():
            full, is_done = run(FullSearch(cuts=False), system.ask, limit=1500)
            if not is_done:
                continue
            compared += 1
            reduced, is_done = run(ReducedSearch(), system.ask)
            self.assertTrue(is_done)
            self.assertEqual(set(reduced.kinds), set(full.kinds))
            self.assertEqual(reduced.orders(), full.runs)
        self.assertGreater(compared, 10)

    def test_tells_few_orders_twice(self):
        runs = blocked = classes = 0
        for system in systems():
            tally, _ = run(ReducedSearch(), system.ask, limit=500)
            runs += tally.runs
            blocked += tally.blocked
            classes += len(tally.classes)
        self.assertLess(runs - classes, 2 * classes)

    def test_counts_do_not_depend_on_chance(self):
        system = next(systems())
        first, _ = run(ReducedSearch(), system.ask)
        second, _ = run(ReducedSearch(), system.ask)
        self.assertEqual(first.runs, second.runs)
        self.assertEqual(first.classes, second.classes)


class FullSearchTest(unittest.TestCase):
    def test_with_cuts_it_finds_the_same_in_fewer_orders(self):
        for system in list(systems())[:8]:
            full, is_done = run(FullSearch(cuts=False), system.ask, limit=3000)
            if not is_done:
                continue
            cut, _ = run(FullSearch(), system.ask)
            self.assertEqual(set(cut.classes), set(full.classes))
            self.assertLessEqual(cut.runs, full.runs)


class DelayedSearchTest(unittest.TestCase):
    def test_finds_more_with_more_delays_and_all_in_the_end(self):
        system = System(18, nodes=2, budget=3, shared=0)
        full, is_done = run(FullSearch(cuts=False), system.ask, limit=5000)
        self.assertTrue(is_done)
        found = []
        for bound in (0, 1, 2, 100):
            search = DelayedSearch(bound)
            tally, is_done = run(search, system.ask)
            self.assertTrue(is_done)
            self.assertEqual(search.completed, bound)
            found.append(set(tally.classes))
        self.assertEqual(len(found[0]), 1)
        self.assertLessEqual(found[0], found[1])
        self.assertLessEqual(found[1], found[2])
        self.assertEqual(len(found[3]), full.runs)


class RandomSearchTest(unittest.TestCase):
    def test_finds_what_there_is_and_no_more(self):
        compared = 0
        for system in systems():
            full, is_done = run(FullSearch(cuts=False), system.ask, limit=300)
            if not is_done or full.runs < 10:
                continue
            compared += 1
            drawn, is_done = run(RandomSearch(1), system.ask, limit=20 * full.runs)
            self.assertFalse(is_done)
            self.assertEqual(drawn.runs, 20 * full.runs)
            self.assertLessEqual(set(drawn.kinds), set(full.kinds))
            self.assertLessEqual(set(drawn.classes), set(full.classes))
            self.assertGreater(len(drawn.classes), 0.9 * len(full.classes))
        self.assertGreater(compared, 3)

    def test_is_the_same_for_the_same_seed(self):
        system = next(systems())
        first, second, other = (
            run(RandomSearch(seed), system.ask, limit=40)[0] for seed in (1, 1, 2)
        )
        self.assertEqual(list(first.classes), list(second.classes))
        self.assertNotEqual(list(first.classes), list(other.classes))


class OrderTest(unittest.TestCase):
    def test_linear_extensions_of_two_chains(self):
        events = [Event(f"a{i}", ["a"]) for i in range(4)] + [
            Event(f"b{i}", ["b"]) for i in range(3)
        ]
        self.assertEqual(Order(events).count(), 35)  # 7 over 3

    def test_a_cause_is_no_race(self):
        events = [Event("a", ["1"]), Event("b", ["2"], cause=0), Event("c", ["2"])]
        order = Order(events)
        self.assertEqual(list(order.races()), [(1, 2)])
        self.assertEqual(order.reversal(1, 2), [2])

    def test_everything_depends_on_time(self):
        events = [Event("a", ["1"]), Event("time", ["*"]), Event("b", ["2"])]
        self.assertEqual(Order(events).count(), 1)


if __name__ == "__main__":
    unittest.main()

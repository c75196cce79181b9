# SPDX-License-Identifier: GPL-2.0-only
"""An own reading of ns-2 mobility traces: who is on, where, and nearest to which gateway."""

import collections
import math
import re

LINE = re.compile(
    r"""(?:\$ns_\s+at\s+(?P<at>\S+)\s+")?\$(?:node_|g)\((?P<node>\d+)\)\s+
        (?P<command>setdest|switch|set|start|stop)\s*(?P<rest>[^";\r\n]*)""",
    re.VERBOSE,
)
SUMO = {"start": ["ON"], "stop": ["OFF"]}
STEP = 0.1  # s between two looks, refined where something changes
FINE = 0.001  # s

Stay = collections.namedtuple("Stay", "gateway attach detach")
Leg = collections.namedtuple("Leg", "begin x y end to_x to_y")


class Vehicle:
    """One node: its legs and the times at which it is on."""

    def __init__(self):
        self.start = {}
        self.commands = []  # (time, its place in the file, command, words)
        self.legs = []
        self.periods = []  # [from, to)
        self.is_on = False  # behind the last command
        self.last_on = None  # since when

    def follow(self):
        """Make legs and periods of the commands."""
        x, y = self.start["X_"], self.start["Y_"]
        self.legs = [Leg(0.0, x, y, 0.0, x, y)]
        on = None if any(words == ["ON"] for _, _, _, words in self.commands) else 0.0
        for time, _, command, words in sorted(self.commands):
            if command == "switch":
                if words == ["ON"] and on is None:
                    on = time
                elif words == ["OFF"] and on is not None:
                    if time > on:
                        self.periods.append((on, time))
                    on = None
                continue
            x, y = self.place(time)
            if command == "set":
                x = float(words[1]) if words[0] == "X_" else x
                y = float(words[1]) if words[0] == "Y_" else y
                self.legs.append(Leg(time, x, y, time, x, y))
            else:
                to_x, to_y, speed = map(float, words)
                distance = math.hypot(to_x - x, to_y - y)
                lasts = distance / speed if speed > 0 else 0.0
                if lasts == 0.0:
                    to_x, to_y = x, y
                self.legs.append(Leg(time, x, y, time + lasts, to_x, to_y))
        self.is_on, self.last_on = on is not None, on

    def finish(self, end):
        """Its last period lasts to the end of the trace."""
        if self.is_on:
            self.periods.append((self.last_on, end + 1e-6))

    def place(self, time):
        """Where it is."""
        leg = next(leg for leg in reversed(self.legs) if leg.begin <= time or leg is self.legs[0])
        if time >= leg.end or leg.end == leg.begin:
            return leg.to_x, leg.to_y
        part = max(0.0, (time - leg.begin) / (leg.end - leg.begin))
        return leg.x + part * (leg.to_x - leg.x), leg.y + part * (leg.to_y - leg.y)

    def places_while_on(self):
        """The corners of its course that lie in its periods."""
        for begin, end in self.periods:
            # Placed a moment before (1e9 m/s), it is there when it is switched on.
            times = [begin + 1e-6, end]
            times += [t for leg in self.legs for t in (leg.begin, leg.end) if begin < t < end]
            yield from map(self.place, times)


def read_gateways(path):
    """Where gateways stand, by a file with lines NAME X Y: (name, x, y)."""
    lines = [line.split("#")[0].split() for line in path.read_text(encoding="utf-8").splitlines()]
    return [(words[0], float(words[1]), float(words[2])) for words in lines if words]


class Trace:
    """A trace with gateways at the centres of equal cells over its area, or, where they are given,
    (name, x, y); and with an end of its own, or one that is given."""

    def __init__(self, path, rows=3, columns=5, hysteresis=20.0, gateways=None, end=None):
        self.vehicles = self.read(path)
        self.hysteresis = hysteresis
        last = max((c[0] for v in self.vehicles for c in v.commands), default=0.0)
        for vehicle in self.vehicles:
            vehicle.follow()
        # A last leg counts to its end, of those that are on then.
        legs = [v.legs[-1].end for v in self.vehicles if v.is_on]
        self.end = max([last, *legs]) if end is None else end
        for vehicle in self.vehicles:
            vehicle.finish(self.end)
        places = [place for vehicle in self.vehicles for place in vehicle.places_while_on()]
        self.area = [f(p[axis] for p in places) for axis in (0, 1) for f in (min, max)]
        x_min, x_max, y_min, y_max = self.area
        self.magnames = [f"mag{i + 1}" for i in range(rows * columns)]
        self.gateways = [
            (
                x_min + (column + 0.5) * (x_max - x_min) / columns,
                y_min + (row + 0.5) * (y_max - y_min) / rows,
            )
            for row in range(rows)
            for column in range(columns)
        ]
        if gateways is not None:
            self.magnames = [name for name, _, _ in gateways]
            self.gateways = [(x, y) for _, x, y in gateways]

    @staticmethod
    def read(path):
        """The vehicles in the file's order."""
        vehicles = {}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            match = None if line.lstrip().startswith("#") else LINE.match(line.strip())
            if not match:
                continue
            vehicle = vehicles.setdefault(int(match["node"]), Vehicle())
            words = match["rest"].split()
            command = match["command"]
            if command in SUMO:
                command, words = "switch", SUMO[command]
            if match["at"] is None:
                vehicle.start[words[0]] = float(words[1])
            else:
                vehicle.commands.append((float(match["at"]), number, command, words))
        return list(vehicles.values())

    def distance(self, place, gateway):
        """From a place to a gateway, m."""
        x, y = self.gateways[gateway]
        return math.hypot(place[0] - x, place[1] - y)

    def nearest(self, place):
        """The gateway nearest to a place."""
        return min(range(len(self.gateways)), key=lambda i: self.distance(place, i))

    def choose(self, place, gateway):
        """The gateway of a node that is at a gateway: another only if it is so much nearer."""
        nearest = self.nearest(place)
        is_nearer = self.distance(place, nearest) + self.hysteresis <= self.distance(place, gateway)
        return nearest if is_nearer else gateway

    def stays(self, vehicle):
        """Where a vehicle is attached, when, one stay after the other."""
        stays = []
        for begin, end in vehicle.periods:
            gateway, attach, time = self.nearest(vehicle.place(begin + 1e-6)), begin, begin
            while time < end:
                later = min(time + STEP, end)
                if self.choose(vehicle.place(later), gateway) != gateway:
                    time, later = self.refine(vehicle, gateway, time, later)
                    stays.append(Stay(self.magnames[gateway], attach, later))
                    gateway, attach = self.choose(vehicle.place(later), gateway), later
                time = later
            stays.append(Stay(self.magnames[gateway], attach, end))
        return stays

    def refine(self, vehicle, gateway, before, after):
        """Between which two times a vehicle belongs elsewhere."""
        while after - before > FINE:
            middle = (before + after) / 2
            if self.choose(vehicle.place(middle), gateway) != gateway:
                after = middle
            else:
                before = middle
        return before, after

    def names(self, correspondent):
        """The contract's names of the vehicles, in order."""
        if correspondent == "fixed":
            return [f"mn{i + 1}" for i in range(len(self.vehicles))]
        return [f"{'cn' if i % 2 else 'mn'}{i // 2 + 1}" for i in range(len(self.vehicles))]

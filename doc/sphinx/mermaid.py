# SPDX-License-Identifier: GPL-2.0-only
"""Mermaid's diagrams, which git hosts draw in the reader's browser, drawn when Sphinx runs.

Sequence diagrams are drawn here; diagrams of states by Graphviz. What is not understood is told as a warning;
other kinds, and all in other forms than HTML, stay text.
"""

import html
import re
import shutil
import subprocess
import textwrap

from docutils import nodes
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)
FONT = 13  # height of letters
LETTER = 6.9  # their mean width
LINE = 17  # from line to line
WRAP = 36  # letters of a line
MARGIN = 12  # around texts


def width_of(text):
    """The width of a text of several lines."""
    return max(len(line) for line in text) * LETTER


def wrap(text):
    return textwrap.wrap(text, WRAP) or [""]


class Sequence:
    """A sequence diagram: who takes part, and rows of messages and notes."""

    PARTICIPANT = re.compile(r"participant (\w+)(?: as (.+))?$")
    MESSAGE = re.compile(r"(\w+)(--?)>>(\w+): (.+)$")
    NOTE = re.compile(r"Note over (\w+)(?:, ?(\w+))?: (.+)$")

    def __init__(self, lines):
        self.names = {}
        self.rows = []  # (first column, last column, lines of text, kind)
        for line in lines:
            self._read(line)
        self.places = self._place()

    def _read(self, line):
        if match := self.PARTICIPANT.match(line):
            self.names[match[1]] = match[2] or match[1]
        elif match := self.MESSAGE.match(line):
            kind = "dashed" if match[2] == "--" else "message"
            self._add(match[1], match[3], match[4], kind)
        elif match := self.NOTE.match(line):
            self._add(match[1], match[2] or match[1], match[3], "note")
        else:
            raise ValueError(f"not understood: {line}")

    def _add(self, first, last, text, kind):
        for name in (first, last):
            self.names.setdefault(name, name)
        columns = list(self.names)
        self.rows.append((columns.index(first), columns.index(last), wrap(text), kind))

    def _place(self):
        """Where each column is, far enough from the next for all texts; and the whole width."""
        labels = list(self.names.values())
        gaps = [
            max(90, (len(a) + len(b)) / 2 * LETTER + 3 * MARGIN) for a, b in zip(labels, labels[1:])
        ]
        before = len(labels[0]) * LETTER / 2 + MARGIN
        after = len(labels[-1]) * LETTER / 2 + MARGIN
        for first, last, text, _ in sorted(self.rows, key=lambda row: abs(row[0] - row[1])):
            low, high = sorted((first, last))
            wanted = width_of(text) + 2 * MARGIN
            if low < high:
                lack = wanted - sum(gaps[low:high])
                for i in range(low, high):
                    gaps[i] += max(0, lack) / (high - low)
                continue
            half = wanted / 2
            if low:
                gaps[low - 1] = max(gaps[low - 1], half + MARGIN)
            else:
                before = max(before, half)
            if low < len(gaps):
                gaps[low] = max(gaps[low], half + MARGIN)
            else:
                after = max(after, half)
        places = [before + MARGIN]
        for gap in gaps:
            places.append(places[-1] + gap)
        return [*places, places[-1] + after + MARGIN]

    def draw(self):
        """The diagram as SVG."""
        parts, y = [], 46
        for row in self.rows:
            y = self._draw_row(parts, y, *row)
        width, height = self.places[-1], y + MARGIN
        lines = [
            f'<line x1="{x:.0f}" y1="34" x2="{x:.0f}" y2="{height - 4:.0f}" stroke="#bbb"/>'
            for x in self.places[:-1]
        ]
        heads = []
        for x, label in zip(self.places, self.names.values()):
            half = len(label) * LETTER / 2 + 8
            heads.append(box(x - half, 8, 2 * half, 26, "#eef2f7"))
            heads.append(text_at(x, 26, [label], "bold"))
        return svg(width, height, lines + parts + heads)

    def _draw_row(self, parts, y, first, last, text, kind):
        """One row from y on; where the next one begins."""
        left, right = (self.places[column] for column in sorted((first, last)))
        height = len(text) * LINE
        if kind == "note":
            if left == right:
                half = width_of(text) / 2 + MARGIN / 2
                left, right = left - half, right + half
            else:
                left, right = left - MARGIN, right + MARGIN
            parts.append(box(left, y, right - left, height + 8, "#fff8dc"))
            parts.append(text_at((left + right) / 2, y + LINE - 1, text))
            return y + height + 16
        parts.append(text_at((left + right) / 2, y + LINE - 4, text))
        y += height + 5
        start, end = self.places[first], self.places[last]
        dashes = ' stroke-dasharray="5,4"' if kind == "dashed" else ""
        step = 8 if end > start else -8
        parts.append(
            f'<line x1="{start:.0f}" y1="{y}" x2="{end - step / 2:.0f}" y2="{y}" '
            f'stroke="#345"{dashes}/>'
            f'<path d="M{end:.0f} {y} l{-step} -4 v8 z" fill="#345"/>'
        )
        return y + 10


def box(x, y, width, height, colour):
    return (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}" rx="3" '
        f'fill="{colour}" stroke="#999"/>'
    )


def text_at(x, y, lines, weight="normal"):
    return "".join(
        f'<text x="{x:.0f}" y="{y + i * LINE:.0f}" text-anchor="middle" font-weight="{weight}">'
        f"{html.escape(line)}</text>"
        for i, line in enumerate(lines)
    )


def svg(width, height, parts):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" style="max-width:100%;height:auto" font-family="sans-serif" '
        f'font-size="{FONT}">{"".join(parts)}</svg>'
    )


TRANSITION = re.compile(r"(\S+) --> (\S+) : (.+)$")


def draw_states(lines):
    """A diagram of states as SVG, or nothing where there is no Graphviz."""
    dot = [
        "digraph {",
        'node [shape=box, style="rounded,filled", fillcolor="#eef2f7", fontname="sans-serif",',
        f"fontsize={FONT}];",
        f'edge [fontname="sans-serif", fontsize={FONT - 2}, arrowsize=0.7];',
    ]
    for line in lines:
        match = TRANSITION.match(line)
        if not match:
            raise ValueError(f"not understood: {line}")
        ends = [
            ("begin" if place == 0 else "end") if name == "[*]" else name
            for place, name in enumerate((match[1], match[2]))
        ]
        label = "\\n".join(textwrap.wrap(match[3].replace('"', "'"), 26))
        dot.append(f'"{ends[0]}" -> "{ends[1]}" [label=" {label} "];')
    dot.append('"begin" [shape=point, fillcolor=black, width=0.15];')
    dot.append('"end" [shape=doublecircle, label="", fillcolor=black, width=0.12]; }')
    if not shutil.which("dot"):
        return None
    drawn = subprocess.run(
        ["dot", "-Tsvg"], input="\n".join(dot), capture_output=True, text=True, check=True
    ).stdout
    drawn = drawn[drawn.index("<svg") :]
    return drawn.replace("<svg ", '<svg role="img" style="max-width:100%;height:auto" ', 1)


def draw(text):
    """A diagram as SVG; nothing if it is of another kind than those that are drawn here."""
    kind, *lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    if kind == "sequenceDiagram":
        return Sequence(lines).draw()
    if kind == "stateDiagram-v2":
        return draw_states(lines)
    return None


def replace_diagrams(app, doctree, _):
    """Put drawings in the place of diagrams."""
    for node in list(doctree.findall(nodes.literal_block)):
        if node.get("language") != "mermaid":
            continue
        try:
            drawing = draw(node.astext()) if app.builder.format == "html" else None
        except ValueError as fault:
            LOGGER.warning("a diagram: %s", fault, location=node)
            drawing = None
        if drawing:
            figure = f'<div class="diagram" style="margin:1em 0">{drawing}</div>'
            node.replace_self(nodes.raw("", figure, format="html"))
        else:
            node["language"] = "none"


def setup(app):
    app.connect("doctree-resolved", replace_diagrams)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Sphinx makes the manual of doc/ without a warning, and without Markdown, as ns-3's own manual would.

    check-manual.py FOLDER     FOLDER/manual is the manual
    check-manual.py self-test FOLDER
                               planted faults are found
"""

import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SKIPPED = 77
KINDS = re.compile(r"```mermaid\n(sequenceDiagram|stateDiagram-v2)")
# Without Markdown: pages that are not there, and nothing else.
MISSING = re.compile(r"unknown document|nonexisting document|undefined label")
CONFIGURATION = 'root_doc = "pmipv6"\nsmartquotes = False\nhighlight_language = "none"\n'


def build(source, target, *options):
    """What Sphinx says, and whether it has made all pages."""
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-E", "-b", "html", *options, source, target],
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    return done.returncode == 0, (done.stdout + done.stderr).strip()


def is_there(*modules):
    command = [sys.executable, "-c", "import " + ", ".join(modules)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def count_diagrams(pages):
    return sum(len(KINDS.findall(page.read_text("utf-8"))) for page in pages)


def check_whole(source, target):
    """Sentences about the manual of a folder."""
    shutil.rmtree(target, ignore_errors=True)
    is_made, said = build(source, target, "-W", "--keep-going", "-n")
    if not is_made:
        return [said]
    faults = [f"{name} is missing" for name in ("index.html", "pmipv6.html", "searchindex.js")
              if not (target / name).exists()]  # fmt: skip
    drawn = sum(page.read_text("utf-8").count('class="diagram"') for page in target.glob("*.html"))
    wanted = count_diagrams(source.glob("*.md"))
    if drawn != wanted and shutil.which("dot"):
        faults.append(f"{wanted} diagrams, of which {drawn} are drawn")
    return faults


def check_restructured(source, folder):
    """Sentences about the pages in reStructuredText by themselves."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "source").mkdir(parents=True)
    for page in source.glob("*.rst"):
        shutil.copy(page, folder / "source")
    (folder / "source/conf.py").write_text(CONFIGURATION, "utf-8")
    is_made, said = build(folder / "source", folder / "html")
    return [line for line in said.splitlines() if not MISSING.search(line)] + (
        [] if is_made else ["Sphinx has failed"]
    )


def check(source, folder):
    return [*check_whole(source, folder / "manual"), *check_restructured(source, folder / "plain")]


def self_test(folder):
    """Faults in a copy of the manual, of which Sphinx is to tell."""
    plants = [
        ("epmip.md", "(draft-luo.md)", "(draft-lou.md)", "draft-lou.md"),
        ("epmip.md", "(epmip-area.md#security-8)", "(epmip-area.md#safety)", "#safety"),
        ("usage.rst", ":doc:`policy-file`", ":doc:`policies`", "unknown document: 'policies'"),
        ("dmm.md", "Note over S: ", "Note of S: ", "a diagram: not understood: Note of S"),
    ]
    copy = folder / "planted"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(ROOT / "doc", copy)
    for page, right, wrong, _ in plants:
        text = (copy / page).read_text("utf-8")
        (copy / page).write_text(text.replace(right, wrong), "utf-8")
    said = "\n".join(check_whole(copy, folder / "planted-html"))
    return [wrong for _, _, wrong, sentence in plants if sentence not in said]


def main():
    if len(sys.argv) != (3 if "self-test" in sys.argv[1:2] else 2):
        sys.exit(__doc__)
    if not is_there("sphinx", "myst_parser"):
        print("skipped: python3-sphinx or python3-myst-parser is missing")
        sys.exit(SKIPPED)
    folder = pathlib.Path(sys.argv[-1]).resolve()
    if sys.argv[1] == "self-test":
        missed = self_test(folder)
        print("\n".join(f"not found: {what}" for what in missed) or "all is found")
        sys.exit(1 if missed else 0)
    faults = check(ROOT / "doc", folder)
    print("\n".join(faults) or f"{folder / 'manual' / 'index.html'}: no warning")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()

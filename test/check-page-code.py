#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""The code that the manual's pages show is compiled and run.

    check-page-code.py write FOLDER          C++: fragments.cc and programs.cc, to be compiled
    check-page-code.py run PROGRAMS          the programs of the pages print what the pages say
    check-page-code.py shell EXPERIMENT SCRATCH
                                             commands have options that there are, and work
    check-page-code.py figures EXPERIMENT SCRATCH
                                             the commands and Python of from-run-to-figure.md
    check-page-code.py self-test             planted faults are found

What a page's fragments presuppose, test/pages/PAGE.h declares; test/pages/page_blocks.py reads blocks.
"""

import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "test/pages"))
sys.dont_write_bytecode = True

import page_blocks  # noqa: E402

SKIPPED = 77
BEGIN = "namespace ns3\n{\nnamespace pmipv6\n{\n"  # of what stands in the module's namespace
CPP = ("cpp", "c++")
SHELL = ("sh", "console")
# The script's own list.
COMMANDS = re.search(r'^commands="(.*)"$', (ROOT / "pmipv6").read_text("utf-8"), re.MULTILINE)[1].split()


def read_blocks(pages=None):
    pages = page_blocks.find_pages() if pages is None else pages
    return [block for page in pages for block in page_blocks.read_page(page)]


def to_name(page):
    """A page's name as C++ has names."""
    return re.sub(r"\W", "_", pathlib.PurePath(page).stem)


def line_of(block):
    """The directive by which a compiler names the page."""
    return f'#line {block.line} "{ROOT / block.page}"\n'


def check_language(block):
    """A sentence if a block is code to be checked and does not say so, else nothing."""
    lines = [line for line in block.text.splitlines() if line.strip()]
    ends = sum(line.rstrip().endswith((";", "{", "}")) for line in lines)
    if block.language in ("", "text") and ends * 2 > len(lines) and "(" in block.text:
        return f"{block.place}: looks like C++: say so, or that it is none, by its language"
    if block.language == "" and re.search(r"^\./pmipv6 ", block.text, re.MULTILINE):
        return f"{block.place}: has commands: say so by its language, sh"
    return ""


def collect_programs(blocks):
    """{name: [piece, ..]} of the programs in pages."""
    programs = {}
    for block in blocks:
        if block.language in CPP and block.kind == "program":
            programs.setdefault(block.name, []).append(block)
    return programs


def make_fragments(blocks):
    """The text of fragments.cc: a function a page, in which each block sees those before it."""
    parts = ['#include "common.h"\n#pragma GCC diagnostic ignored "-Wunused"\n']
    pages = {}
    for block in blocks:
        if block.language in CPP and block.kind != "program":
            pages.setdefault(block.page, []).append(block)
    for page, fragments in pages.items():
        name = to_name(page)
        header = ROOT / "test/pages" / f"{pathlib.PurePath(page).stem}.h"
        if header.exists():
            parts.append(f'#include "{header.name}"\n')
        for block in fragments:
            if block.kind == "declarations":
                parts.append(f"{BEGIN}{line_of(block)}{block.text}}}\n}}\n")
        inside = [block for block in fragments if block.kind != "declarations"]
        if inside:
            body = "".join(f"{{\n{line_of(block)}{block.text}" for block in inside)
            ends = "}" * len(inside) + "\n" + "}\n" * 4
            parts.append(
                f"{BEGIN}namespace pages\n{{\nnamespace {name}\n{{\nvoid\nShow()\n{body}{ends}"
            )
    return "".join(parts)


def make_programs(programs):
    """The text of programs.cc: each program in a namespace of its own, started by its name."""
    includes, parts, rows = [], [], []
    for name, pieces in programs.items():
        body = ""
        for block in pieces:
            lines = []
            for line in block.text.splitlines():
                is_include = line.startswith("#include")
                includes += [line] if is_include else []
                lines.append("" if is_include else re.sub(r"\bmain\(", "RunProgram(", line))
            body += line_of(block) + "\n".join(lines) + "\n"
        parts.append(f"namespace program_{to_name(name)}\n{{\n{body}}}\n")
        takes = "argc - 1, argv + 1" if re.search(r"\bRunProgram\(\s*int", body) else ""
        call = f"program_{to_name(name)}::RunProgram({takes})"
        rows.append(f'    if (name == "{name}")\n    {{\n        return {call};\n    }}\n')
    return (
        "\n".join(dict.fromkeys([*includes, "#include <iostream>", "#include <string>"]))
        + "\n"
        + "".join(parts)
        + '#line 1 "the programs of the pages"\n'
        + 'int\nmain(int argc, char* argv[])\n{\n    const std::string name = argc > 1 ? argv[1] : "";\n'
        + "".join(rows)
        + '    std::cerr << "there is no program " << name << "\\n";\n    return 2;\n}\n'
    )


def write(folder):
    blocks = read_blocks()
    faults = [sentence for sentence in map(check_language, blocks) if sentence]
    if faults:
        sys.exit("\n".join(faults))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fragments.cc").write_text(make_fragments(blocks), "utf-8")
    (folder / "programs.cc").write_text(make_programs(collect_programs(blocks)), "utf-8")


def find_outputs(blocks):
    """{name of a program: the block that has what it prints}."""
    return {block.name: block for block in blocks if block.kind == "output"}


def judge_outputs(blocks, execute):
    """Sentences about programs that do not print what their page says; execute(name) runs one."""
    programs, outputs = collect_programs(blocks), find_outputs(blocks)
    for name, block in outputs.items():
        if name not in programs:
            yield f"{block.place}: there is no program {name}"
    for name, pieces in programs.items():
        status, text = execute(name)
        if status:
            yield f"{pieces[0].place}: the program {name} ends with {status}"
        if name in outputs and outputs[name].text != text:
            yield f"{outputs[name].place}: the program {name} prints another text:\n{text}"


def run(program):
    def execute(name):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [program, name],
                capture_output=True,
                text=True,
                cwd=folder,
                timeout=300,
                check=False,
            )
        sys.stderr.write(done.stderr)
        return done.returncode, done.stdout

    blocks = read_blocks()
    faults = list(judge_outputs(blocks, execute))
    print("\n".join(faults) or f"{len(collect_programs(blocks))} programs print what pages say")
    sys.exit(1 if faults else 0)


def find_commands(blocks):
    """(block, line, words) of each command of the module's script in blocks for a shell."""
    for block in blocks:
        if block.language not in SHELL:
            continue
        command, begin = "", 0
        for line, text in enumerate(block.text.splitlines(), block.line):
            begin = begin if command else line
            command += text.removeprefix("$ ")
            if command.endswith("\\"):
                command = command[:-1]
                continue
            if re.match(r"\s*\./pmipv6 \w", command):
                try:
                    yield block, begin, shlex.split(command, comments=True)[1:]
                except ValueError as fault:
                    raise SystemExit(f"{block.page}:{begin}: {fault}") from fault
            command = ""


def find_options(text):
    """The names of options in a text of help."""
    return set(re.findall(r"(?<![\w-])--([\w-]+)", text))


class Shell:
    """Commands of the pages, against the programs."""

    def __init__(self, experiment, scratch):
        self.experiment = experiment
        self.scratch = scratch
        self.options = find_options(self._get_help([experiment, "--help"]))
        # Commands in Python, each with the options of its own; those of a run can follow.
        self.scripts = {
            name: find_options(
                self._get_help(["/usr/bin/python3", "-B", str(ROOT / name / f"{name}.py"), "--help"])
            )
            for name in ("races", "compare")
        }
        self.script = (ROOT / "pmipv6").read_text("utf-8")
        self.runs = 0
        self.left_out = 0

    @staticmethod
    def _get_help(command):
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        return done.stdout + done.stderr

    def judge(self, block, words):
        """A sentence about what is wrong with a command, or nothing."""
        command, *arguments = words
        if command not in [*COMMANDS, "help"]:
            return f"there is no command {command}"
        if command == "example" and arguments and block.kind != "placeholders":
            if not (ROOT / f"examples/pmipv6-{arguments[0]}.cc").exists():
                return f"there is no example {arguments[0]}"
        if command in self.scripts:
            return self._judge_words(arguments, self.scripts[command] | self.options)
        if command == "run":
            return self._judge_words(arguments, self.options) or self._run(block, arguments)
        if command in ("test", "bench", "fuzz", "manual"):
            return self._judge_words(arguments, find_options(self.script))
        return ""

    @staticmethod
    def _judge_words(arguments, known):
        for word in arguments:
            name = word.split("=")[0]
            if name.startswith("--") and not name.startswith("--ns3::") and name[2:] not in known:
                return f"there is no option {name}"
        return ""

    def _run(self, block, arguments):
        """Run the experiment, if its words are whole and it does not take long."""
        words = [
            re.sub(r"^--trace=FILE$", "--trace=pmipv6-two-streets.mob", word) for word in arguments
        ]
        if block.kind in ("long", "placeholders") or "--help" in words:
            return ""
        words = words[: words.index(">")] if ">" in words else words
        words = [word for word in words if not word.startswith("--output=")]
        done = subprocess.run(
            [self.experiment, *words, f"--output={self.scratch / 'run'}"],
            capture_output=True, text=True, timeout=300, check=False, cwd=ROOT / "examples",
        )  # fmt: skip
        if done.returncode and "libgcrypt" in done.stderr:
            self.left_out += 1  # what the module was built without
            return ""
        self.runs += 1
        return f"ends with {done.returncode}: {done.stderr.strip()}" if done.returncode else ""


def shell(experiment, scratch):
    scratch.mkdir(parents=True, exist_ok=True)
    commands = list(find_commands(read_blocks()))
    judge = Shell(experiment, scratch)
    faults = []
    for block, line, words in commands:
        sentence = judge.judge(block, words)
        if sentence:
            faults.append(f"{block.page}:{line}: {sentence}")
    if len(commands) < 50:
        faults.append(f"only {len(commands)} commands were found")
    left_out = f", {judge.left_out} need libgcrypt" if judge.left_out else ""
    print("\n".join(faults) or f"{len(commands)} commands, {judge.runs} of them run{left_out}")
    sys.exit(1 if faults else 0)


def run_python(block, scratch, has_libraries):
    """A block of Python: run, or where its libraries are missing compiled."""
    source = "\n" * (block.line - 1) + block.text
    code = compile(source, str(ROOT / block.page), "exec")
    if has_libraries:
        environment = {**os.environ, "MPLBACKEND": "Agg"}
        subprocess.run(
            ["/usr/bin/python3", "-B", "-"], input=source, text=True, cwd=scratch, env=environment,
            check=True, timeout=300, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return code


def figures(experiment, scratch):
    """The page in its order: what its commands leave its Python reads. Three runs serve for many."""
    libraries = subprocess.run(
        ["/usr/bin/python3", "-c", "import pandas, matplotlib, scipy"],
        capture_output=True,
        check=False,
    )
    has_libraries = libraries.returncode == 0
    for old in scratch.glob("**/*.csv") if scratch.exists() else []:
        old.unlink()
    scratch.mkdir(parents=True, exist_ok=True)
    (scratch / "pmipv6").write_text(f'#!/bin/sh\nshift\nexec "{experiment}" "$@"\n', "utf-8")
    (scratch / "pmipv6").chmod(0o755)
    blocks = page_blocks.read_page(ROOT / "doc/from-run-to-figure.md")
    for block in blocks:
        if block.language == "sh" and block.kind != "long":
            text = re.sub(r"\bseq 1 \d+", "seq 1 3", block.text)
            done = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", text], cwd=scratch, timeout=600, check=False,
                stdout=subprocess.DEVNULL,
            )  # fmt: skip
            if done.returncode:
                sys.exit(f"{block.place}: ends with {done.returncode}")
        elif block.language == "python":
            run_python(block, scratch, has_libraries)
    if not has_libraries:
        print("python3-pandas, -matplotlib or -scipy is missing: the Python was compiled, not run")
        sys.exit(SKIPPED)
    print(
        f"{len(blocks)} blocks; figures: {', '.join(sorted(p.name for p in scratch.glob('*.png')))}"
    )


def self_test():
    """Planted faults are found."""
    fragment = page_blocks.Block("doc/a.md", 7, "cpp", "Wrong();\n")
    program = page_blocks.Block("doc/a.md", 9, "cpp", "int\nmain()\n{\n}\n", "program p")
    output = page_blocks.Block("doc/a.md", 20, "text", "right\n", "output p")
    unnamed = page_blocks.Block("doc/a.md", 30, "", "int f();\nint g();\n")
    console = page_blocks.Block(
        "doc/a.md", 40, "sh", "x\n./pmipv6 run \\\n  --nothing=1\n./pmipv6 sing\n"
    )
    shell_judge = Shell.__new__(Shell)
    shell_judge.options, shell_judge.scripts, shell_judge.script = {"case"}, {}, ""
    commands = list(find_commands([console]))
    checks = {
        "a fragment's page and line": f'#line 7 "{ROOT}/doc/a.md"\nWrong();'
        in make_fragments([fragment]),
        "a program is no fragment": "main" not in make_fragments([program]),
        "another output": list(judge_outputs([program, output], lambda name: (0, "wrong\n"))),
        "the same output": not list(judge_outputs([program, output], lambda name: (0, "right\n"))),
        "a program that fails": list(judge_outputs([program], lambda name: (1, ""))),
        "an output without a program": list(judge_outputs([output], lambda name: (0, ""))),
        "C++ without its name": check_language(unnamed),
        "commands without their name": check_language(
            page_blocks.Block("doc/a.md", 30, "", "./pmipv6 run\n")
        ),
        "an unknown option": shell_judge.judge(*(commands[0][0], commands[0][2])),
        "an unknown command": shell_judge.judge(*(commands[1][0], commands[1][2])),
        "the lines of commands": [line for _, line, _ in commands] == [41, 43],
    }
    missed = [what for what, found in checks.items() if not found]
    print("\n".join(f"not found: {what}" for what in missed) or f"{len(checks)} checks")
    sys.exit(1 if missed else 0)


def main():
    paths = [pathlib.Path(word).resolve() for word in sys.argv[2:]]
    modes = {"write": (write, 1), "run": (run, 1), "shell": (shell, 2), "figures": (figures, 2),
             "self-test": (self_test, 0)}  # fmt: skip
    mode, count = modes.get(sys.argv[1] if len(sys.argv) > 1 else "", (None, 0))
    if mode is None or len(paths) != count:
        sys.exit(__doc__)
    mode(*paths)


if __name__ == "__main__":
    main()

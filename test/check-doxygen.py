#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""doxygen makes the pages of the public headers (doc/Doxyfile) without a warning, and each class is in
the group of its header's folder: check-doxygen.py INCLUDE OUTPUT, with the folder in which ns-3's headers
are as ns3/, and that of the pages. A member may have its comment from a class of ns-3, so doxygen reads
the headers of those too; what it says of them is not judged. Exit status 77: doxygen is not installed. With
--self-test in their place: that what is wrong would be found.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
SKIPPED = 77
TAGS = "pmipv6.tag"
CLASS = re.compile(r"^(?:class|struct) (\w+)(?: final)?\s*(?::([^;{]*))?\{", re.MULTILINE)
INGROUP = re.compile(r"[@\\]ingroup (.*)")
OWN_SCOPE = "ns3::pmipv6::"
MESSAGE = re.compile(r"(?:.+:\d+: )?(?:warning|error): ")


def list_headers(root):
    """The public headers."""
    return sorted([*root.glob("model/*/*.h"), *root.glob("helper/*.h")])


def read_classes(path):
    """{class: names in the list of its bases}, of a header."""
    text = path.read_text("utf-8", "replace")
    return {name: set(re.findall(r"\w+", bases)) for name, bases in CLASS.findall(text)}


def collect_bases(headers, folder):
    """The headers in a folder of the classes from which those of the module's headers derive."""
    places = {}
    for path in sorted(folder.glob("*.h")):
        for name, bases in read_classes(path).items():
            places.setdefault(name, []).append((path, bases))
    found, known = set(), set()
    waiting = set().union(*(bases for path in headers for bases in read_classes(path).values()))
    while waiting:
        known |= waiting
        further = [place for name in waiting for place in places.get(name, [])]
        found |= {path for path, _ in further}
        waiting = set().union(*(bases for _, bases in further)) - known
    return sorted(found)


def run_doxygen(root, folder, output):
    """What doxygen says, line by line; it leaves its pages and its list of names in a folder."""
    output.mkdir(parents=True, exist_ok=True)
    inherited = collect_bases(list_headers(root), folder) if folder else []
    settings = [
        (root / "doc" / "Doxyfile").read_text("utf-8"),
        f'GENERATE_TAGFILE = "{output / TAGS}"',
        "INPUT += " + " ".join(f'"{path}"' for path in inherited),
    ]
    if folder:  # ns-3's own groups stay in ns-3's own pages.
        settings.append(f"""FILTER_PATTERNS = "{folder}/*.h=sed -E '/[@\\\\](in|def|addto)group/d'\"""")
    done = subprocess.run(
        ["doxygen", "-"],
        input="\n".join(settings),
        cwd=root,
        env={**os.environ, "PMIPV6_DOXYGEN": str(output), "LC_ALL": "C"},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    said = done.stderr.splitlines()
    return said if done.returncode == 0 else [*said, f"error: doxygen: exit status {done.returncode}"]


def find_warnings(said, folder):
    """The messages about the module, whole: not of the headers in a folder; and where doxygen names no
    file, as of a comment that was inherited, those that name something of the module.
    """
    messages = []
    for line in filter(str.strip, said):
        if MESSAGE.match(line) or not messages:
            messages.append(line)
        else:  # such as which parameters it is about
            messages[-1] += " " + line.strip()
    return [
        message
        for message in dict.fromkeys(messages)
        if not (folder and message.startswith(f"{folder}/"))
        and not (message.startswith("<") and OWN_SCOPE not in message)
    ]


def find_wrong_groups(root):
    """Sentences about headers that name another group than their folder's."""
    for path in list_headers(root):
        group = f"pmipv6-{path.parent.name}"
        for name in set(INGROUP.findall(path.read_text("utf-8"))):
            if name != group:
                yield f'{path.relative_to(root)}: "@ingroup {name}", allowed is {group}'


def find_ungrouped(tags):
    """Sentences about classes that are in no group; a specialization is where its template is, and a
    class within another one is on its page.
    """
    if not tags.exists():
        return  # doxygen has failed.
    compounds = list(xml.etree.ElementTree.parse(tags).getroot())
    grouped = {one.text for group in compounds if group.get("kind") == "group" for one in group.iter("class")}
    names = {one.findtext("name") for one in compounds if one.get("kind") in ("class", "struct", "union")}
    for name in sorted(names - grouped):
        outer = name.rpartition("::")[0]
        if name.startswith(OWN_SCOPE) and "<" not in name and outer not in names:
            yield f"{name} has no @ingroup"


def check(root, folder, output):
    """All sentences."""
    warnings = find_warnings(run_doxygen(root, folder, output), folder)
    return [*warnings, *find_wrong_groups(root), *find_ungrouped(output / TAGS)]


RIGHT = """/// @file
namespace ns3
{
namespace pmipv6
{
/// @ingroup pmipv6-low
/// A class.
class Right
{
  public:
    /// @param number any @return twice as much
    int Double(int number);
};
} // namespace pmipv6
} // namespace ns3
"""

PLANTED = {
    "a parameter that is not documented": ("@param number any ", "", "Double"),
    "a parameter that is not there": ("@param number any", "@param number any @param other too", "'other'"),
    "a return value that is not documented": (" @return twice as much", "", "return type"),
    "a member that is not documented": ("Double(int number);", "Double(int number);\n    int m_a;", "m_a"),
    "a class without a group": ("/// @ingroup pmipv6-low\n", "", "Right has no @ingroup"),
    "a group of another folder": ("@ingroup pmipv6-low", "@ingroup pmipv6-high", "allowed is pmipv6-low"),
    "a reference to nothing": ("/// A class.", "/// A class; see @ref Nothing.", "'Nothing'"),
}


def self_test():
    """What is planted is found, and nothing where all is right."""
    wrong = []
    for what, (old, new, expected) in {"nothing": ("", "", None), **PLANTED}.items():
        with tempfile.TemporaryDirectory() as name:
            root = pathlib.Path(name)
            for folder in ("doc", "model/low", "helper"):
                (root / folder).mkdir(parents=True)
            shutil.copy(ROOT / "doc" / "Doxyfile", root / "doc")
            (root / "doc/doxygen-main.md").write_text("# Pages\n")
            groups = "/// @file\n/// @defgroup pmipv6-low Low\n\n/// @defgroup pmipv6-high High\n"
            (root / "doc/pmipv6-groups.h").write_text(groups + "\n/// @namespace ns3::pmipv6\n/// All.\n")
            assert old in RIGHT, what
            (root / "model/low/pmipv6-right.h").write_text(RIGHT.replace(old, new, 1) if old else RIGHT)
            faults = check(root, None, root / "pages")
            if not any(expected in fault for fault in faults) if expected else faults:
                wrong.append(f"{what}: {faults}")
    of_ns3 = ["/i/ns3/a.h:1: warning: of ns-3", "  parameter 'x'", "<A>:1: warning: of ns3::A::A"]
    of_module = ["<A>:1: warning: of ns3::pmipv6::A", "error: no memory"]
    if find_warnings([*of_ns3, *of_module], pathlib.Path("/i/ns3")) != of_module:
        wrong.append("messages about ns-3")
    for what in wrong:
        print(f"not found, or found where it is not: {what}")
    return 1 if wrong else 0


def main():
    if not shutil.which("doxygen"):
        print("skipped: doxygen is not installed")
        sys.exit(SKIPPED)
    if sys.argv[1:] == ["--self-test"]:
        sys.exit(self_test())
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1]).resolve() / "ns3"
    output = pathlib.Path(sys.argv[2]).resolve()
    faults = check(ROOT, folder, output)
    for sentence in faults:
        print(sentence)
    print(f"{len(list_headers(ROOT))} headers, {len(faults)} faults; {output / 'html' / 'index.html'}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()

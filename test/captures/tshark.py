# SPDX-License-Identifier: GPL-2.0-only
"""What tshark finds wrong in a capture, and whether it reads Mobility Headers as we do."""

import datetime
import json
import re
import subprocess

from . import mobility

WARNING = 0x600000
# Packets lost or out of order are events of a run, no faults of its captures; whether checksums are
# right is judged in frames.py.
OPTIONS = ("tcp.analyze_sequence_numbers:FALSE",)
CHECKSUMS = re.compile(r"(icmpv6|tcp|udp|ip|wlan)\.(checksum|fcs)[._]?bad")


class Failed(Exception):
    """tshark could not read the capture."""


def dissect(path):
    """The dissected packets with a Mobility Header, a warning or an error."""
    command = ["tshark", "-n", "-r", str(path), "-T", "json", "--no-duplicate-keys"]
    for option in OPTIONS:
        command += ["-o", option]
    command += ["-Y", f"mipv6 || _ws.malformed || _ws.expert.severity >= {WARNING}"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise Failed(f"tshark ended with {result.returncode}: {result.stderr.strip()}")
    return json.loads(result.stdout)


def nodes(tree, wanted, path=()):
    """(path, value) of every entry of that name, however deep."""
    if isinstance(tree, list):
        for entry in tree:
            yield from nodes(entry, wanted, path)
    elif isinstance(tree, dict):
        for name, value in tree.items():
            if name == wanted:
                for entry in value if isinstance(value, list) else [value]:
                    yield path, entry
            yield from nodes(value, wanted, path + (name,))


def excused(expert, path, headers):
    """Whether a complaint is a fault of tshark 4.0 itself, or judged elsewhere."""
    if any(CHECKSUMS.match(name) for name in expert):
        return True
    in_mobility = "mipv6" in path or "_ws.malformed" in path or not path
    if in_mobility and any(header.type in (17, 18) for header in headers):
        return True  # it reads LRI and LRA of RFC 6705 from a wrong offset
    # It wants length 16, where RFC 6705, 11.1, has 18.
    return "mip6.opt.len.invalid" in expert and expert["_ws.expert.message"].startswith(
        "MAG IPv6 Address (with option length = 18 bytes; should be 16)"
    )


def complaints(layers, headers):
    seen = set()
    for path, expert in nodes(layers, "_ws.expert"):
        if not isinstance(expert, dict) or int(expert.get("_ws.expert.severity", 0)) < WARNING:
            continue
        message = expert.get("_ws.expert.message", "")
        if message not in seen and not excused(expert, path, headers):
            seen.add(message)
            where = path[-2] if len(path) > 1 else "frame"
            yield f"tshark complains of {where}: {message}"


def seconds(text):
    """tshark's date as s since 1970, or None where it is none of that form."""
    match = re.match(r"(\w+ +\d+, \d+ \d+:\d+:\d+)(\.\d+)? UTC", text)
    if not match:
        return None
    date = datetime.datetime.strptime(match[1] + " +0000", "%b %d, %Y %H:%M:%S %z")
    return date.timestamp() + float(match[2] or 0)


def differences(layers, headers):
    """Where tshark reads other values than we do. It shows headers in the order of the packet."""
    read = [tree for _, tree in nodes(layers, "mipv6") if isinstance(tree, dict)]
    types = [int(tree["mip6.mhtype"]) for tree in read if "mip6.mhtype" in tree]
    if types != [header.type for header in headers]:
        yield f"tshark sees Mobility Headers of the types {types}, which are not ours"
        return
    for tree, header in zip(read, headers):
        if int(tree["mip6.csum"], 16) != header.checksum:
            yield f"{header.name}: tshark reads the checksum {tree['mip6.csum']}"
        for name in ("mip6.bu.lifetime", "mip6.ba.lifetime"):
            for _, value in nodes(tree, name):
                if int(value) != header.lifetime:
                    yield f"{header.name}: tshark reads the lifetime {int(value) * 4} s"
        if header.type == mobility.EXPERIMENTAL:
            # RFC 5096, 3: all behind the checksum is data.
            data = [bytes.fromhex(value.replace(":", "")) for _, value in nodes(tree, "mip6.em.data")]
            if data != [header.octets[6:]]:
                yield f"{header.name}: tshark reads the data {[part.hex() for part in data]}"
        if header.type in (mobility.BINDING_UPDATE, mobility.BINDING_ACKNOWLEDGEMENT):
            stamps = [seconds(value) for _, value in nodes(tree, "mip6.timestamp_tmp")]
            if len(stamps) != len(header.timestamps) or any(
                theirs is None or abs(theirs - ours) > 1e-4
                for theirs, ours in zip(stamps, header.timestamps)
            ):
                yield f"{header.name}: tshark reads the timestamps {stamps}"


def faults(path, headers_of, unclear):
    """(packet number, sentence) for each fault; headers_of: our own reading by packet number."""
    found = []
    shown = set()
    for packet in dissect(path):
        layers = packet["_source"]["layers"]
        number = int(layers["frame"]["frame.number"])
        headers = headers_of.get(number, [])
        found += [(number, sentence) for sentence in complaints(layers, headers)]
        shown.add(number)
        if number not in unclear:
            found += [(number, sentence) for sentence in differences(layers, headers)]
    for number in headers_of.keys() - shown:
        found.append((number, "tshark sees no Mobility Header"))
    return found

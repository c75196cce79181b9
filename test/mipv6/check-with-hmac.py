#!/ usr / bin / python3
#SPDX - License - Identifier : GPL - 2.0 - only
"""Check tokens, keys and authenticators of return routability with Python's hmac and hashlib.

    pmipv6-mipv6-samples 500 | check-with-hmac.py

Each line of input is a run, see pmipv6-mipv6-samples.cc. Ends with status 1 if anything disagrees,
and with status 77 if there is no run: a build without libgcrypt has none.
"""

import hashlib
import hmac
import ipaddress
import sys

problems = 0


def expect(what, actual, wanted):
    """Count and report a difference."""
    global problems
    if actual != wanted:
        problems += 1
        print(f"{what} is {actual.hex()}, expected {wanted.hex()}")


def mac(key, *parts):
    """HMAC_SHA1 of the parts, one behind the other."""
    return hmac.new(key, b"".join(parts), hashlib.sha1).digest()


def check_authenticator(what, key, care_of, correspondent, octets):
    """RFC 6275, 6.2.7: the last option of a message, whose checksum counts as zero."""
    data = octets[:4] + bytes(2) + octets[6:-12]
    expect(f"option of the {what}", octets[-14:-12], bytes([5, 12]))
    expect(f"authenticator of the {what}", octets[-12:], mac(key, care_of, correspondent, data)[:12])


def check(line):
    """Check a run by RFC 6275, 5.2.5 and 5.2.6."""
    fields = line.rstrip("\n").split("\t")
    home, care_of, correspondent = (ipaddress.IPv6Address(text).packed for text in fields[1:4])
    node_key, home_nonce, care_of_nonce, *results = map(bytes.fromhex, fields[:1] + fields[4:])
    home_token = mac(node_key, home, home_nonce, b"\0")[:8]
    care_of_token = mac(node_key, care_of, care_of_nonce, b"\1")[:8]
    binding_key = hashlib.sha1(home_token + care_of_token).digest()
    deletion_key = hashlib.sha1(home_token).digest()
    for what, actual, wanted in zip(
            ("home keygen token", "care-of keygen token", "Kbm", "Kbm of the deletion"), results,
            (home_token, care_of_token, binding_key, deletion_key)):
        expect(what, actual, wanted)
    update, answer, deletion = results[4:]
    check_authenticator("update", binding_key, care_of, correspondent, update)
    check_authenticator("acknowledgement", binding_key, care_of, correspondent, answer)
    check_authenticator("deletion", deletion_key, home, correspondent, deletion)


def main():
    """Check standard input."""
    lines = list(sys.stdin)
    for line in lines:
        check(line)
    print(f"{len(lines)} runs of return routability, {problems} differences")
    sys.exit(1 if problems else 0 if lines else 77)


if __name__ == "__main__":
    main()

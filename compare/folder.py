# SPDX-License-Identifier: GPL-2.0-only
"""The folder of a comparison: files that are there whole or not at all, and one comparison at a
time."""

import errno
import fcntl
import os

from refused import Refused

PLAN = "comparison.json"  # by which a folder is known as a comparison's
LOCK = ".lock"
PARTIAL = ".partial"  # the end of a name until the file or folder is whole
NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)  # of a file system that has none


def write(path, text):
    """A file, whole or not at all."""
    partial = path + PARTIAL
    try:
        with open(partial, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.replace(partial, path)
    except OSError:
        if os.path.exists(partial):
            os.remove(partial)
        raise


def hold(path):
    """Waits for the lock of that file and gives it; where the file system has no locks it is none."""
    lock = open(path, "w", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise
    return lock


def claim(path):
    """Makes a comparison's folder, or takes one that is empty or a comparison's; gives the lock,
    which holds as long as it is kept."""
    allowed = "allowed: a new folder, an empty one, or one of the same comparison"
    try:
        if os.path.exists(path):
            if not os.path.isdir(path):
                raise Refused(f"--output={path} is a file and no folder; {allowed}")
            others = sorted(set(os.listdir(path)) - {LOCK, PLAN + PARTIAL})
            if others and PLAN not in others:
                raise Refused(
                    f"--output={path} holds other files ({others[0]}) and is not touched; {allowed}"
                )
        os.makedirs(path, exist_ok=True)
        lock = open(os.path.join(path, LOCK), "w", encoding="utf-8")
    except OSError as error:
        raise Refused(f"--output={path} cannot be used ({error.strerror}); {allowed}") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Refused(
            f"--output={path} is being worked on by another ./pmipv6 compare; allowed: to wait for "
            "it, or another folder"
        ) from error
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise
    return lock

# SPDX-License-Identifier: GPL-2.0-only
"""Pages that the manual names and a checkout may lack are left out of it, without a warning."""

import pathlib
import re

LATER = ("attributes", "movement", "trace-sources")


def leave_out(app, docname, source):
    """Take a missing page out of tables of contents, and links to it to its bare name."""
    folder = pathlib.Path(app.srcdir)
    for page in LATER:
        if not any((folder / f"{page}{suffix}").exists() for suffix in (".rst", ".md")):
            source[0] = re.sub(rf"(?m)^   {page}\n", "", source[0])
            source[0] = source[0].replace(f":doc:`{page}`", f"``{page}``")
            source[0] = re.sub(rf"\[([^\]]*)\]\({page}\.(rst|md)[^)]*\)", r"\1", source[0])


def setup(app):
    app.connect("source-read", leave_out)
    return {"parallel_read_safe": True}

# SPDX-License-Identifier: GPL-2.0-only
"""How Sphinx makes the manual: `./pmipv6 manual`, or `sphinx-build -W -n doc FOLDER`."""

import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER / "sphinx"))

project = "pmipv6"
author = "the authors of pmipv6"
root_doc = "pmipv6"
extensions = ["myst_parser", "mermaid"]
source_suffix = {".rst": "restructuredtext", ".md": "markdown"}
exclude_patterns = ["sphinx", "reference", "doxygen-main.md"]

# What stands in quotes or begins with two hyphens is what a user types.
smartquotes = False
# Blocks that do not name a language are output, or figures of characters.
highlight_language = "none"
# Links to headings, PAGE.md#heading, as git hosts make them.
myst_heading_anchors = 4

html_theme = "alabaster"
html_title = "pmipv6: Proxy Mobile IPv6 for ns-3"
html_theme_options = {
    "description": "Proxy Mobile IPv6 for ns-3",
    "fixed_sidebar": True,
    "page_width": "1200px",
    "body_max_width": "none",
    "show_powered_by": False,
}
html_sidebars = {"**": ["about.html", "searchbox.html", "navigation.html"]}
html_show_copyright = False
html_use_index = False
html_copy_source = False
html_show_sourcelink = False
# index.html leads to the page that ns-3's conventions call pmipv6.
html_extra_path = ["sphinx/index.html"]

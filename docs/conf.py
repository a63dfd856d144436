"""The documentation site: `make site` writes it to build/site."""

project = "timeline"
author = "the timeline authors"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["man"]
myst_heading_anchors = 3
html_theme = "alabaster"
html_theme_options = {
    "description": "A folder of articles, turned into a chronology people can trust.",
    "page_width": "64rem",
    "fixed_sidebar": True,
}
html_sidebars = {"**": ["about.html", "searchfield.html", "navigation.html"]}
html_show_sourcelink = False
html_copy_source = False
nitpicky = True
# Nothing is fetched while a page is read.
html_static_path: list[str] = []

"""How Sphinx makes the site from these pages: `make docs`, then open build/site/index.html."""

project = "loosen"
copyright = "the loosen authors"  # noqa: A001  # the name that Sphinx reads
extensions = ["myst_parser"]
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["schemas"]
html_theme = "furo"
html_title = "loosen"
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False

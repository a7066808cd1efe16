"""How Sphinx makes the site from these pages: `make docs`, then open build/site/index.html."""

import re

from pydantic import BaseModel

project = "loosen"
copyright = "the loosen authors"  # noqa: A001  # the name that Sphinx reads
extensions = ["myst_parser", "sphinx.ext.autodoc"]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_default_options = {"members": True, "exclude-members": "model_config"}
autodoc_inherit_docstrings = False
python_use_unqualified_type_names = True
python_display_short_literal_types = True
default_role = "py:obj"


def shorter_signature(app, what, name, found, options, signature, returns):
    """None of a model, whose fields tell how one is made; of others without how a text is checked, too long to read."""
    if what == "class" and issubclass(found, (BaseModel, dict)):
        return "", returns
    return tuple(
        told and re.sub(r"~typing\.Annotated\[(\w+), ~pydantic.*?\)\]", r"\1", told) for told in (signature, returns)
    )


def setup(app):
    """What Sphinx calls."""
    app.connect("autodoc-process-signature", shorter_signature)


myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["schemas"]
html_theme = "furo"
html_title = "loosen"
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False

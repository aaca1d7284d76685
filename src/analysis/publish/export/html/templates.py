"""The templates of the pages, with the style, the script and the fonts that stand inside of each page."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

# The browser itself then refuses any request and any script but ours.
BASE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'"
FACES = {
    "SourceSansPro-Regular": ("Source Sans Pro", 400),
    "SourceSansPro-Semibold": ("Source Sans Pro", 600),
    "SourceSansPro-Bold": ("Source Sans Pro", 700),
    "SourceSerifPro-Semibold": ("Source Serif Pro", 600),
}


@cache
def environment() -> jinja2.Environment:
    """Return the templates, which escape everything that is not marked as markup."""
    made = jinja2.Environment(loader=jinja2.FunctionLoader(asset), autoescape=True, undefined=jinja2.StrictUndefined)
    made.trim_blocks = made.lstrip_blocks = True
    made.globals |= {
        "css": Markup(_faces() + asset("page.css")),  # noqa: S704
        "script": Markup(asset("page.js")),  # noqa: S704
        "policy": _policy(),
    }
    return made


def asset(name: str) -> str:
    """Return a file of this folder."""
    return (files("analysis.publish.export.html") / name).read_text(encoding="utf-8")


def _faces() -> str:
    """Return the rules for our fonts, cut to Latin by ``tools/write_fonts.py``."""
    rules = []
    for name, (family, weight) in FACES.items():
        content = (files("analysis.publish.export.html") / "fonts" / f"{name}.woff").read_bytes()
        source = f"url(data:font/woff;base64,{base64.b64encode(content).decode()}) format('woff')"
        rules.append(f"@font-face{{font-family:'{family}';font-weight:{weight};font-display:swap;src:{source}}}\n")
    return "".join(rules)


def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(asset("page.js").encode()).digest()).decode()
    return f"{BASE_POLICY}; script-src 'sha256-{digest}'"

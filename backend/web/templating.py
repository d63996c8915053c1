"""How a page is made of its template: every text escaped, nothing that is missing passed over."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

FOLDER = Path(__file__).parent
TOKENS = FOLDER.parents[1] / "resources" / "theme" / "tokens.toml"
"""The colours of the whole program; the pages have those of its light theme."""
COLOURS = (
    "ground0", "ground1", "ground2", "ground3", "line", "soft", "text1", "text2", "text3", "accent", "on_accent",
    "severity1", "severity2", "severity3", "severity4",
)  # fmt: skip


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


def page(name: str, status: int = 200, **told: Any) -> Response:
    """The page of this name."""
    return HTMLResponse(_templates().get_template(f"{name}.html").render(**told), status)


@cache
def style() -> str:
    """The one style sheet of all pages."""
    with TOKENS.open("rb") as file:
        light = tomllib.load(file)["light"]
    told = "".join(f"--{name.replace('_', '-')}:{light[name]};" for name in COLOURS)
    return f":root{{{told}}}\n{(FOLDER / 'static' / 'pages.css').read_text(encoding='utf-8')}"

"""The inbox as one HTML file that asks nothing of any other: its style is inside, and its policy allows that alone."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from inbox.letters import Inbox
from knowledge import french

_HERE = Path(__file__).parent


def page(inbox: Inbox, made: date) -> str:
    """The text of the file; all that people wrote is escaped."""
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=True, keep_trailing_newline=True)
    environment.filters["typeset"] = _typeset
    return environment.get_template("page.html").render(
        inbox=inbox,
        made=french.day(made),
        plural=french.plural,
        style=Markup(style),
        style_hash=Markup(base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()),
    )


def _typeset(text: str) -> str:
    """The text without lines that break inside quotation marks or before a mark."""
    return re.sub(r"(?<=«) | (?=[»:;?!])", french.NBSP, text)

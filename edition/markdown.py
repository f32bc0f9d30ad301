"""Markdown posts, with their front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from typing import Any

import yaml
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from edition import web
from edition.documents import Document, clean, day, decoded

_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.DOTALL)
# Attributes that Kramdown, of Jekyll sites, lets one write behind a block.
_ATTRIBUTES = re.compile(r"^\{:.*\}\s*$", re.MULTILINE)
# A line that begins with a label, as "Montant : 3 M€", stands for itself, even where its writer left no mark of a break.
_LABELLED = re.compile(r"(?<=\S)[ \t]*\n(?=[ \t]*[*_]{0,2}[A-ZÀÂÇÉÈÊÎÔ][^\n.:;!?«»|]{1,45} ?:[*_]{0,2}[ \t])")
_MARKDOWN = MarkdownIt("commonmark").enable("table")


def read(content: bytes) -> Document:
    """The document of a post: its front matter says what the text does not."""
    text = decoded(content).replace("\r\n", "\n")
    metadata: Mapping[str, Any] = {}
    found = _FRONT_MATTER.match(text)
    if found:
        metadata, text = _metadata(found.group(1)), text[found.end() :]
    text = _LABELLED.sub("  \n", _ATTRIBUTES.sub("", text))
    document = web.of_soup(BeautifulSoup(_MARKDOWN.render(text), "html.parser"))
    told = {name: clean(unescape(str(metadata.get(name) or ""))) for name in ("title", "publisher", "author", "source")}
    return replace(
        document,
        title=told["title"] or document.title,
        published=day(metadata.get("date") or "") or document.published,
        publisher=told["publisher"] or told["author"] or told["source"],
    )


def _metadata(text: str) -> Mapping[str, Any]:
    """The fields of a front matter; none where it is not written as it should."""
    try:
        loaded = yaml.safe_load(text)
    except yaml.YAMLError:
        return {}
    return loaded if isinstance(loaded, Mapping) else {}

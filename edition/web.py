"""Web pages: what stands in the main part of one, without its menus and forms."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from edition.documents import Block, Document, Kind, clean, day

_NOISE = ("script", "style", "noscript", "template", "nav", "form", "button", "svg", "iframe", "dialog")
_FRAME = ("header", "footer", "aside")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(_HEADINGS) | frozenset(
    "p div section article main ul ol li dl dt dd table tr blockquote figure figcaption header footer aside pre address "
    "body hr details summary".split()
)
_BREAK = "\x00"
_PUBLISHERS = ("og:site_name", "author", "dc.publisher", "dcterms.publisher", "article:publisher")
_DATES = ("article:published_time", "date", "dc.date", "dcterms.date", "dcterms.created")


def read(content: bytes) -> Document:
    """The document of a page; its encoding is the one that it declares."""
    return of_soup(BeautifulSoup(content, "html.parser"))


def of_soup(soup: BeautifulSoup) -> Document:
    """The document of a parsed page."""
    metadata = {
        str(tag.get("property") or tag.get("name")).lower(): clean(str(tag.get("content") or ""))
        for tag in soup.find_all("meta")
    }
    for tag in soup.find_all(_NOISE):
        tag.decompose()
    main = soup.find("main") or soup.find("article") or soup.body or soup
    titled = main.find("h1") or soup.find("h1") or soup.find("title")
    stamped = main.find("time", attrs={"datetime": True})
    dates = [metadata.get(name) for name in _DATES] + ([stamped["datetime"]] if isinstance(stamped, Tag) else [])
    for tag in main.find_all(_FRAME):
        # The header of an article may hold its title; those of pages hold menus.
        if tag.name != "header" or tag.find("h1") is None:
            tag.decompose()
    return Document(
        tuple(_blocks(main)),
        clean(titled.get_text(" ")) if titled else metadata.get("og:title", ""),
        next((found for found in map(day, dates) if found), None),
        next((metadata[name] for name in _PUBLISHERS if metadata.get(name)), ""),
    )


def _blocks(tag: Tag) -> Iterator[Block]:
    """The blocks inside an element, in order; text that stands between them makes paragraphs."""
    loose: list[str] = []
    for child in tag.children:
        if isinstance(child, Tag) and child.name in _BLOCKS:
            yield from _paragraph(loose)
            loose = []
            yield from _block(child)
        elif isinstance(child, Tag) and child.find(_BLOCKS):
            yield from _paragraph(loose)
            loose = []
            yield from _blocks(child)
        elif type(child) is NavigableString or isinstance(child, Tag):
            loose.append(_inline(child))
    yield from _paragraph(loose)


def _block(tag: Tag) -> Iterator[Block]:
    if tag.name in _HEADINGS:
        lines = _lines(_inline(tag))
        if lines:
            yield Block(Kind.HEADING, (" ".join(lines),), int(tag.name[1]))
    elif tag.name == "table":
        yield from _rows(tag)
    elif tag.name == "li" and not tag.find(("li", "table", *_HEADINGS)):
        lines = tuple(line for block in _blocks(tag) for line in block.lines)
        if lines:
            yield Block(Kind.ITEM, lines)
    else:
        yield from _blocks(tag)


def _paragraph(parts: list[str]) -> Iterator[Block]:
    lines = _lines("".join(parts))
    if lines:
        yield Block(Kind.PARAGRAPH, lines)


def _rows(table: Tag) -> Iterator[Block]:
    """The rows of a table, each with the names of its columns; cells over several rows are repeated."""
    caption = table.find("caption")
    if caption is not None and (told := clean(caption.get_text(" "))):
        yield Block(Kind.PARAGRAPH, (told,))
    header: tuple[str, ...] = ()
    spanning: dict[int, tuple[int, str]] = {}
    for row in table.find_all("tr"):
        cells: list[str] = []
        own = row.find_all(("td", "th"))
        waiting = list(own)
        while waiting or len(cells) in spanning:
            column = len(cells)
            if column in spanning:
                left, text = spanning.pop(column)
                if left > 1:
                    spanning[column] = (left - 1, text)
                cells.append(text)
                continue
            cell = waiting.pop(0)
            text = clean(_inline(cell).replace(_BREAK, " "))
            for offset in range(_span(cell, "colspan")):
                cells.append(text if not offset else "")
                if (height := _span(cell, "rowspan")) > 1:
                    spanning[column + offset] = (height - 1, text)
        if not any(cells):
            continue
        if not header and all(cell.name == "th" for cell in own):
            header = tuple(cells)
            continue
        yield Block(Kind.ROW, tuple(cells), header=header)


def _span(cell: Tag, name: str) -> int:
    written = str(cell.get(name) or "1")
    return min(int(written), 100) if written.isdecimal() and int(written) else 1


def _inline(node: object) -> str:
    """The text of an element, with marks where its lines break."""
    if type(node) is NavigableString:
        return str(node)
    if not isinstance(node, Tag):
        return ""
    if node.name == "br":
        return _BREAK
    inside = "".join(_inline(child) for child in node.children)
    return f"{_BREAK}{inside}{_BREAK}" if node.name in _BLOCKS else inside


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in map(clean, text.split(_BREAK)) if line)

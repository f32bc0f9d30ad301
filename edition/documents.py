"""Reading a document, whatever its format, into blocks: headings, paragraphs, items of lists, rows of tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from pathlib import Path

FORMATS = (".html", ".htm", ".md", ".markdown", ".txt", ".pdf")


class Unreadable(Exception):
    """A document cannot be read; its message tells the editor why, in French."""


class Kind(Enum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True)
class Block:
    """A piece of a document: its lines (those of a row are its cells)."""

    kind: Kind
    lines: tuple[str, ...]
    level: int = 0  # of a heading, 1 being the highest
    header: tuple[str, ...] = ()  # of a row: what its table's columns are called

    @property
    def text(self) -> str:
        """The whole text, on one line."""
        return " ".join(self.lines)


@dataclass(frozen=True)
class Document:
    """A document as it was read; what it does not say is empty."""

    blocks: tuple[Block, ...]
    title: str = ""
    published: date | None = None
    publisher: str = ""
    name: str = field(default="", compare=False)  # of its file

    @property
    def text(self) -> str:
        """All of it, a block a line."""
        return "\n".join(block.text for block in self.blocks)


def read(path: Path) -> Document:
    """The document of a file.

    Raises:
        Unreadable: its format is not known, it cannot be opened, or it holds no text.
    """
    from edition import markdown, pdf, plain, web

    readers: dict[str, Callable[[bytes], Document]] = {
        ".html": web.read,
        ".htm": web.read,
        ".md": markdown.read,
        ".markdown": markdown.read,
        ".txt": plain.read,
        ".pdf": pdf.read,
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise Unreadable(f"{path.name} : format inconnu ; je lis {', '.join(FORMATS)}")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path} : impossible à ouvrir ({error.strerror})") from None
    found = reader(content)
    if not found.blocks:
        raise Unreadable(
            f"{path.name} : aucun texte (un PDF numérisé doit d'abord passer par une reconnaissance de texte)"
        )
    return Document(found.blocks, found.title, found.published, found.publisher, path.name)


def decoded(content: bytes) -> str:
    """The text of bytes: UTF-8, or the Windows code page that older tools write."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def day(value: object) -> date | None:
    """The day of a value of metadata: a date, a moment, or a text that begins with one."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        return None


def clean(text: str) -> str:
    """The text on one line, without invisible characters."""
    visible = "".join(c for c in text if c.isprintable() or c.isspace())
    return " ".join(visible.replace("\u00ad", "").split())

"""Plain text, as people paste it from pages and letters: bullets, labels, lines wrapped at a width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.documents import Block, Document, Kind, clean, decoded

_BULLET = re.compile(r"^\s*(?:[•●◦▪■·*–—-]|o(?=\s{2,})|\d{1,2}[.)])\s+(?=\S)")
# "Montant accordé : 3 M€" begins a line of its own.
LABEL = re.compile(r"^[A-ZÀÂÇÉÈÊÎÔ][^.:;!?«»]{1,45}?\s?:(?=\s|$)")
_RULE = re.compile(r"^[\s=_*~-]{4,}$")
# What stands above the title of a press release.
_NO_TITLE = re.compile(
    r"^(?:communiqu[ée]|dossier de presse|contact|publi[ée] le|mis en ligne|[A-Z]\w+,? le \d|n[°o] ?\d|\d{1,2}[ /])",
    re.IGNORECASE,
)
_WRAPPED_FROM = 0.75  # of the longest line: a line so long may go on in the next one


def read(content: bytes) -> Document:
    """The document of a text file; its title is its first block."""
    return of_text(decoded(content))


def of_text(text: str) -> Document:
    """The document of a text: blank lines and bullets part its blocks."""
    lines = [line.expandtabs(4).rstrip() for line in text.replace("\f", "\n\n").splitlines()]
    width = sorted(map(len, lines))[int(len(lines) * 0.95)] if lines else 0
    blocks = list(_blocks(lines, width))
    lines_told = (line for block in blocks for line in block.lines if not _NO_TITLE.match(line))
    return Document(tuple(blocks), next(lines_told, ""))


def _blocks(lines: list[str], width: int) -> Iterator[Block]:
    group: list[str] = []
    for line in [*lines, ""]:
        blank = not line.strip() or _RULE.match(line)
        if group and (blank or _BULLET.match(line)):
            yield _block(group, width)
            group = []
        if not blank:
            group.append(line)


def _block(group: list[str], width: int) -> Block:
    is_item = bool(_BULLET.match(group[0]))
    joined: list[str] = []
    previous = ""
    for line in [_BULLET.sub("", group[0]), *group[1:]]:
        if joined and _goes_on(previous, line, width):
            joined[-1] += " " + line.strip()
        else:
            joined.append(line.strip())
        previous = line
    return Block(Kind.ITEM if is_item else Kind.PARAGRAPH, tuple(filter(None, map(clean, joined))))


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether a line is the rest of the one before, which was wrapped."""
    text = line.strip()
    if LABEL.match(text):
        return False
    return text[:1].islower() or text[:1] in "€%)»" or len(before) >= width * _WRAPPED_FROM

"""Blocks that belong together: a heading and what follows it, an item, a row, a paragraph with its labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from edition.bodies import Bodies
from edition.documents import Block, Kind
from edition.figures import read
from edition.plain import LABEL
from knowledge import french
from knowledge.text import fold

GRANT = re.compile(
    r"\bmontants?\b|\bsubventions?\b|\bfinancements?\b|\baides?\b|\bdotations?\b|\bsoutien\b|\benveloppe\b|\baccorde\b|€|\beuros?\b"
)
_SHOWN = 60  # letters of a heading in the name of a place


@dataclass
class Unit:
    """Lines that may tell of one project, and where they stand."""

    kind: Kind
    lines: list[str]
    place: str
    heading: str = ""
    header: tuple[str, ...] = ()
    above: str = ""  # the block before a list
    level: int = 0  # of the heading

    @property
    def is_labelled(self) -> bool:
        return any(LABEL.match(line) for line in self.lines)


def units_of(blocks: Sequence[Block], bodies: Bodies) -> list[Unit]:
    """The units of a document's blocks, in order."""
    units: list[Unit] = []
    heading, above, level, listed, rowed, paragraphs = "", "", 0, 0, 0, 0
    for block in blocks:
        last = units[-1] if units else None
        if block.kind is Kind.HEADING:
            heading, level = block.text, block.level
            units.append(Unit(Kind.HEADING, [], f"section « {_short(heading)} »", heading))
            listed = rowed = 0
        elif block.kind is Kind.ITEM:
            listed += 1
            units.append(
                Unit(Kind.ITEM, list(block.lines), f"liste, {french.ordinal(listed)} élément", heading, above=above)
            )
        elif block.kind is Kind.ROW:
            rowed += 1
            units.append(
                Unit(
                    Kind.ROW,
                    list(block.lines),
                    f"tableau, {french.ordinal(rowed, feminine=True)} ligne",
                    heading,
                    block.header,
                )
            )
        else:
            paragraphs += 1
            if last is not None and _belongs(block, last, bodies):
                last.lines += block.lines
            else:
                place = f"{french.ordinal(paragraphs)} paragraphe"
                units.append(Unit(Kind.PARAGRAPH, list(block.lines), place, heading))
            above, listed = block.text, 0
        units[-1].level = level
    return units


def _belongs(block: Block, unit: Unit, bodies: Bodies) -> bool:
    """Whether a paragraph goes on with what a unit began."""
    label = LABEL.match(block.lines[0])
    if unit.kind is Kind.HEADING:
        return not bodies.is_list(block.text) or not unit.lines
    if unit.kind is not Kind.PARAGRAPH:
        return bool(label) and unit.kind is Kind.ITEM and not read(" ".join(unit.lines))[0]
    opened = len(unit.lines) == 1 and bodies.is_list(unit.lines[0])
    if label is None:
        return opened
    if not (unit.is_labelled or opened):
        return False
    known = {label_of(line) for line in unit.lines}
    return label_of(block.lines[0]) not in known


def label_of(line: str) -> str:
    """The folded label that a line begins with; nothing where it has none."""
    match = LABEL.match(line)
    return fold(match.group().rstrip(" :")) if match else ""


def has_grant(lines: Sequence[str]) -> bool:
    """Whether one of the lines has the label of a grant."""
    return any(GRANT.search(label_of(line)) for line in lines)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"

"""Turns of phrase that say an operation, a filter or a reference to what was said before, read from cues.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import yaml

from knowledge.text import fold

_SENTENCE_END = re.compile(r"(?<=\w{2})\s*[.?!]+(?=\s)")


@dataclass(frozen=True)
class Cue:
    """A turn of phrase in a text: what it is about (operation, unit…), what it says, and where it stands."""

    kind: str
    value: str
    start: int
    end: int


class Cues:
    """The turns of phrase of a file of regular expressions."""

    def __init__(self, path: Path = Path(__file__).with_name("cues.yml")) -> None:
        written: dict[str, dict[str, list[str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
        self._patterns = [
            (kind, str(value), re.compile(_any_of(patterns), re.MULTILINE))
            for kind, values in written.items()
            for value, patterns in values.items()
        ]

    def find(self, text: str) -> list[Cue]:
        """The turns of phrase in a normalised text, in the order of the file."""
        plain, places = _plain(text)
        found = []
        for kind, value, pattern in self._patterns:
            for match in pattern.finditer(plain):
                if match.end() > match.start():
                    found.append(Cue(kind, value, places[match.start()], places[match.end() - 1] + 1))
        return found


def _any_of(patterns: Iterable[str]) -> str:
    """One pattern for several, in their order, from the edge of a word; to one too, where they do not say their edges."""
    runs = groupby(patterns, key=lambda pattern: pattern.startswith(("^", r"\b")))
    parts = (_grouped(run) if edged else rf"{_grouped(run)}(?!\w)" for edged, run in runs)
    return rf"(?<!\w)(?:{'|'.join(parts)})"


def _grouped(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _plain(text: str) -> tuple[str, list[int]]:
    """The text folded, with one blank for whatever is no letter, digit or percent, and the place of each character.

    A line is a sentence, so that "^" and "$" are its ends.
    """
    characters: list[str] = []
    places: list[int] = []
    ends = {m.start() for m in _SENTENCE_END.finditer(text)}
    for place, character in enumerate(text):
        for folded in fold(character):
            folded = "\n" if place in ends else folded if folded.isalnum() or folded == "%" else " "
            if folded.isspace() and (not characters or characters[-1].isspace()):
                if folded == "\n" and characters:
                    characters[-1] = folded
                continue
            characters.append(folded)
            places.append(place)
    while characters and characters[-1].isspace():
        characters.pop()
    return "".join(characters), places or [0]

"""Numbers of things in a text: "16 projets", "neuf cent mille agents"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.quantities import count_before
from knowledge.text import fold

_WORD = "(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|cent|mille|et)"
# What the noun begins with, and what it counts.
_UNITS = {
    "projet": "project", "laureat": "project", "gagnant": "project", "dossier": "dossiers", "candidature": "dossiers",
    "ministere": "ministry", "operateur": "operator", "organisme": "organisation", "agent": "agents",
    "fonctionnaire": "agents", "personne": "agents", "direction": "directions", "critere": "critères", "region": "régions",
}  # fmt: skip
_TALLY = re.compile(
    rf"\b(\d{{1,3}}(?: ?\d{{3}})?|(?!et\b){_WORD}(?: +{_WORD})*) +(?:\w+ )?((?:{'|'.join(_UNITS)})s?)\b"
)


@dataclass(frozen=True)
class Tally:
    """So many things of a kind: where it stands in the text, and where its noun does."""

    number: int
    unit: str
    start: int
    named: int
    end: int


def tallies(text: str) -> list[Tally]:
    """The numbers of things that a text tells, in order; one alone is none.

    Args:
        text: as it is typed; what is no letter or digit counts as a blank.
    """
    plain = "".join(c if c.isalnum() else " " for c in (fold(c)[:1] or " " for c in text))
    found = []
    for match in _TALLY.finditer(plain):
        said = match[1].replace(" ", "") if match[1][0].isdigit() else " ".join(match[1].split())
        number = count_before(said)
        if number is not None and number > 1:
            unit = next(unit for noun, unit in _UNITS.items() if match[2].startswith(noun))
            found.append(Tally(number, unit, match.start(), match.start(2), match.end()))
    return found

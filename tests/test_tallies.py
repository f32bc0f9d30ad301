"""Numbers of things in a text."""

from __future__ import annotations

import pytest

from knowledge.tallies import tallies


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("les 16 projets", [("project", 16)]),
        ("900 000 fonctionnaires concernés", [("agents", 900_000)]),
        ("quinze ministères et 42 opérateurs", [("ministry", 15), ("operator", 42)]),
        ("dix-huit lauréats", [("project", 18)]),
        ("un projet, 16 millions", []),
        ("", []),
    ],
)
def test_numbers_of_things(text: str, told: list[tuple[str, int]]) -> None:
    assert [(tally.unit, tally.number) for tally in tallies(text)] == told


def test_a_tally_knows_its_place() -> None:
    (tally,) = tallies("Les 16 projets, oui.")
    assert "Les 16 projets, oui."[tally.start : tally.end] == "16 projets"
    assert "Les 16 projets, oui."[tally.named : tally.end] == "projets"

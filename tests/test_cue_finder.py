"""What a question says besides names: amounts, ranks, numbers of things, calls."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import knowledge
from nlu.cue_finder import read
from nlu.cues import Cues

CUES = Cues()
CALLS = knowledge.shared().call_names


def _read(text: str) -> list[tuple[str, Any, int, int]]:
    return read(text, CUES, CALLS)


def _values(text: str, kind: str) -> list[Any]:
    return [value for found, value, _, _ in _read(text) if found == kind]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("top 5", 5),
        ("les trois plus gros", 3),
        ("les 10 premiers", 10),
        ("les cinq projets les mieux dotés", 5),
        ("les deux moins chers", 2),
        ("cite moi 4 projets", 4),
        ("le podium", 3),
        ("le tiercé", 3),
    ],
)
def test_how_many_of_a_ranking(text: str, number: int) -> None:
    assert _values(text, "top") == [number]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("le premier", 1),
        ("le deuxième", 2),
        ("la seconde", 2),
        ("le dixième", 10),
        ("le dernier", -1),
        ("l'avant-dernier", -2),
        ("LE TROISIÈME", 3),
    ],
)
def test_ranks(text: str, position: int) -> None:
    assert _values(text, "position") == [position]


@pytest.mark.parametrize("text", ["le Premier ministre", "le premier appel à projets", "le premier cycle", "combien ?"])
def test_what_looks_like_a_rank(text: str) -> None:
    assert _values(text, "position") == []


@pytest.mark.parametrize(
    ("text", "euros", "bounds"),
    [
        ("1,9 million pour les fourrières ?", 1_900_000, None),
        ("plus de 5 millions", 5_000_000, {"low": 5_000_000, "high": None, "strict": True}),
        ("moins de 2 M€", 2_000_000, {"low": None, "high": 2_000_000, "strict": True}),
        ("entre 2 et 4 millions", 2_000_000, {"low": 2_000_000, "high": 4_000_000, "strict": False}),
        ("à sept chiffres", 1_000_000, {"low": 1_000_000, "high": 9_999_999, "strict": False}),
    ],
)
def test_amounts(text: str, euros: int, bounds: dict[str, Any] | None) -> None:
    assert _values(text, "amount") == [{"euros": euros, "range": bounds}]


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("le deuxième appel", ["appel-2"]),
        ("le 1er appel", ["appel-1"]),
        ("les deux appels", ["appel-1", "appel-2"]),
        ("l'annonce de novembre", ["appel-2"]),
        ("les 17 lauréats", ["appel-1"]),
        ("le troisième appel", ["unknown"]),
        ("la Culture", []),
    ],
)
def test_calls(text: str, calls: list[str]) -> None:
    assert _values(text, "call") == calls


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("33 projets, c'est ça ?", 33),
        ("il y a 16 lauréats ?", 16),
        ("deux régions", 2),
        ("900 000 agents, vraiment ?", 900_000),
    ],
)
def test_numbers_of_things(text: str, number: int) -> None:
    assert _values(text, "count") == [number]


@pytest.mark.parametrize(("text", "number"), [("les deux", 2), ("ces trois-là", 3), ("les 2 ensemble", 2)])
def test_so_many_of_what_was_told(text: str, number: int) -> None:
    assert _values(text, "number") == [number]


@pytest.mark.parametrize("text", ["un projet", "combien de projets", "le projet"])
def test_one_thing_is_no_number(text: str) -> None:
    assert _values(text, "count") == []


def test_turns_of_phrase_are_read_too() -> None:
    assert _values("le plus gros au deuxième appel", "operation") == ["highest"]


def test_each_thing_stands_where_it_was_written() -> None:
    text = "Les trois plus gros, à plus de 5 millions, au deuxième appel"
    said = {kind: text[start:end] for kind, _, start, end in _read(text)}

    assert said["top"] == "Les trois plus"
    assert said["amount"] == "5 millions"
    assert said["call"] == "deuxième appel"
    assert said["operation"] == "plus gros"


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= start <= end <= len(text) for _, _, start, end in _read(text))

"""Folding: what makes two writings of a word the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text import fold, keys, phrase, singular, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ÉCOLE", "ecole"),
        ("Cœur", "coeur"),
        ("œuvre à l’État", "oeuvre a l'etat"),
        ("français", "francais"),
        ("ÆGIS", "aegis"),
        ("e\u0301te\u0301", "ete"),
        ("12\u00a0novembre", "12 novembre"),
    ],
)
def test_folding_drops_accents_case_and_ligatures(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("many", "one"), [("fourrieres", "fourriere"), ("travaux", "travau"), ("impayes", "impaye"), ("labos", "labo")]
)
def test_the_plural_and_the_singular_share_a_key(many: str, one: str) -> None:
    assert singular(many) == singular(one)


@pytest.mark.parametrize("word", ["pass", "des", "ans", "business"])
def test_words_that_only_look_plural_are_left(word: str) -> None:
    assert singular(word) == word


def test_different_words_keep_different_keys() -> None:
    apart = ["licence", "logement", "loyer", "police", "permis", "radio", "region", "export"]
    assert len({singular(w) for w in apart}) == len(apart)


def test_words_know_their_place() -> None:
    text = "L’État, c'est 24h/24 !"
    found = words(text)
    assert [w.folded for w in found] == ["l", "etat", "c", "est", "24h", "24"]
    assert [text[w.start : w.end] for w in found] == ["L", "État", "c", "est", "24h", "24"]


def test_underscores_part_words() -> None:
    assert [w.folded for w in words("carte_grise")] == ["carte", "grise"]


def test_keys_leave_linking_words_out() -> None:
    assert keys("la liste des dossiers de l'État") == ["liste", "dossier", "etat"]


def test_keys_of_linking_words_alone_are_none() -> None:
    assert keys("de la pour les") == []


@pytest.mark.parametrize("text", ["", "   ", "?!… € %"])
def test_a_text_without_words_has_none(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize("text", ["la même somme", "LA MEME SOMME", "la meme somme"])
def test_a_phrase_is_found_with_or_without_its_accents(text: str) -> None:
    assert phrase(r"\bm[êe]me somme\b").search(text) and phrase(r"\bmême somme\b").search(text)


def test_a_phrase_takes_no_accent_that_it_does_not_have() -> None:
    assert phrase(r"\bou\b").search("l'un où l'autre") is None

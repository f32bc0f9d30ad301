"""The French words that are right, so that they are never mended."""

from __future__ import annotations

import pytest
import spacy

from knowledge.text import fold
from nlu.lexicon import Lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.of(spacy.load("fr_core_news_sm", exclude=["parser", "ner", "senter"]))


@pytest.mark.parametrize(
    "word",
    [
        "combien",
        "montants",
        "finançait",
        "chevaux",
        "lauréats",
        "obtenu",
        "obtiendront",
        "chatbot",
        "étudiants",
        "belles",
        "reçu",
        "lequel",
        "million",
        "à",
        "l",
        "qu",
        "successions",
        "dématérialiser",
        "prendre",
        "choisir",
        "Toulouse",
        "CNRS",
    ],
)
def test_french_words_and_their_inflected_forms_are_right(lexicon: Lexicon, word: str) -> None:
    assert fold(word) in lexicon


@pytest.mark.parametrize("word", ["kombien", "montnat", "linterieur", "xyzzy", "projais", "lauréatsdu", "géoplateform"])
def test_misspellings_are_not(lexicon: Lexicon, word: str) -> None:
    assert fold(word) not in lexicon


def test_very_short_words_are_never_in_doubt(lexicon: Lexicon) -> None:
    assert "zq" in lexicon
    assert "" in lexicon


def test_words_are_kept_folded(lexicon: Lexicon) -> None:
    assert all(word == fold(word) for word in lexicon.words)


def test_an_ending_turns_a_form_into_a_word() -> None:
    small = Lexicon(frozenset({"cheval"}), (("aux", "al"),))

    assert "chevaux" in small
    assert "cheval" in small
    assert "animaux" not in small


def test_an_ending_leaves_a_stem() -> None:
    small = Lexicon(frozenset({"er"}), (("aux", "er"),))

    assert "aux" not in small


def test_without_words_only_short_ones_are_right() -> None:
    empty = Lexicon(frozenset(), ())

    assert "le" in empty
    assert "projet" not in empty

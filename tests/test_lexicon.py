"""The French words that are right, so that they are never mended."""

from __future__ import annotations

import subprocess
import sys

import pytest
from spacy.tokens import Doc

from knowledge.text import fold
from nlu import french
from nlu.lexicon import Lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.of(french.model(["parser", "ner", "senter"]))


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


@pytest.mark.parametrize(
    "word", ["kombien", "montnat", "linterieur", "xyzzy", "projais", "lauréatsdu", "géoplateform", "loyé", "dossié"]
)
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


def test_words_are_tagged_as_with_the_whole_of_spacys_model() -> None:
    """In a process of its own, where nothing of spaCy's French is left out."""
    words = ["les", "laboratoires", "de", "police", "reçoivent", "combien", "?"]
    whole = f"""
import spacy
nlp = spacy.load("{french.MODEL}", exclude=["parser", "ner", "senter", "lemmatizer"])
doc = spacy.tokens.Doc(nlp.vocab, words={words})
for _, component in nlp.pipeline:
    doc = component(doc)
print(nlp.tokenizer.token_match is not None, *(word.pos_ for word in doc))
"""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", whole], capture_output=True, text=True, check=True)
    nlp = french.model(["parser", "ner", "senter", "lemmatizer"])
    doc = Doc(nlp.vocab, words=words)
    for _, component in nlp.pipeline:
        doc = component(doc)

    assert nlp.tokenizer.token_match is None
    assert done.stdout.split() == ["True", *(word.pos_ for word in doc)]

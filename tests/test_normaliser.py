"""Noisy French in normal words, each keeping its place in the original text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text import fold
from nlu.corrector import Corrector, Usage, pairs
from nlu.normaliser import LONGEST_TEXT, Normalised, Normaliser, Piece, clean

RIGHT = frozenset(
    [
        "interieur",
        "laureats",
        "laureat",
        "projets",
        "projet",
        "culture",
        "combien",
        "pour",
        "montant",
        "est",
        "les",
        "du",
        "de",
        "la",
        "a",
        "qui",
        "porte",
        "vraiment",
        "oui",
        "plus",
        "gros",
        "quel",
        "le",
        "il",
    ]
)
QUESTIONS = [
    "le plus gros montant d' interieur",
    "quel montant",
    "combien pour la culture",
    "qui porte le projet de l' interieur",
    "plus de lauréats du projet",
    "les projets de l' interieur",
    *sorted(RIGHT),
]
USAGE = Usage(pairs([fold(word) for word in question.split()] for question in QUESTIONS))

CERTAIN = Normaliser(RIGHT.__contains__)
NORMALISE = Normaliser(RIGHT.__contains__, Corrector(USAGE, RIGHT.__contains__))


@pytest.mark.parametrize(
    ("noisy", "normal"),
    [
        ("cb pr la culture", "combien pour la culture"),
        ("Kombien", "combien"),
        ("CB", "combien"),
        ("c koi", "c'est quoi"),
        ("jveux", "je veux"),
        ("svp", "s'il vous plaît"),
        ("2e appel", "deuxième appel"),
        ("2ème appel", "deuxième appel"),
        ("1er", "premier"),
        ("thune", "argent"),
    ],
)
def test_abbreviations_are_written_out(noisy: str, normal: str) -> None:
    assert NORMALISE(noisy).text == normal


@pytest.mark.parametrize(
    ("noisy", "normal"),
    [("linterieur", "l'interieur"), ("lintérieur", "l'interieur"), ("dinterieur", "d'interieur")],
)
def test_missing_apostrophes_are_put_back(noisy: str, normal: str) -> None:
    assert NORMALISE(noisy).text == normal


def test_glued_words_are_parted() -> None:
    assert NORMALISE("lauréatsdu projet").text == "laureats du projet"
    assert NORMALISE("quiporte").text == "qui porte"


def test_stretched_words_are_squeezed() -> None:
    assert NORMALISE("combiennnnn").text == "combien"
    assert NORMALISE("ouiiiiii").text == "oui"


def test_misspelt_words_are_mended() -> None:
    assert NORMALISE("quel montnat").text == "quel montant"


def test_what_was_mended_is_told_with_its_place() -> None:
    assert NORMALISE("quel montnat").mended == (Piece("montant", 5, 12),)
    assert NORMALISE("de lintrieur").mended == (Piece("l'interieur", 3, 12),)
    assert NORMALISE("cb pr la culture").mended == ()


def test_a_glued_word_with_a_typo_is_parted_and_mended() -> None:
    assert NORMALISE("les projets de lintrieur").text == "les projets de l'interieur"
    assert NORMALISE("laréatsdu projet").text == "laureats du projet"


def test_a_typo_that_looks_glued_is_mended() -> None:
    assert NORMALISE("plus de lauréts").text == "plus de laureats"


def test_je_loses_its_vowel_before_any_verb() -> None:
    assert CERTAIN("jporte").text == "je porte"


def test_que_loses_its_apostrophe_too() -> None:
    assert CERTAIN("quil").text == "qu'il"


def test_words_with_digits_are_left() -> None:
    assert NORMALISE("proje7").text == "proje7"
    assert NORMALISE("choix-pr0jet").text == "choix - pr0jet"


def test_without_a_corrector_only_what_is_certain_is_mended() -> None:
    assert CERTAIN("quel montnat de lintérieur").text == "quel montnat de l'interieur"


def test_right_words_are_left_as_written() -> None:
    assert NORMALISE("Intérieur, Culture").text == "Intérieur , Culture"


def test_words_that_nobody_knows_are_left_as_written() -> None:
    assert NORMALISE("Xyzzyq").text == "Xyzzyq"


@pytest.mark.parametrize("text", ["12,8 millions", "900 000 agents", "900\u00a0000 agents", "1.9 million"])
def test_numbers_stay_whole(text: str) -> None:
    first = NORMALISE(text).pieces[0]

    assert first.text == text.rpartition(" ")[0]


def test_curly_apostrophes_are_made_straight() -> None:
    assert NORMALISE("l’Intérieur").text == "l'Intérieur"


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u200e", "\n\t"])
def test_nothing_gives_nothing(text: str) -> None:
    assert NORMALISE(text) == Normalised(())
    assert NORMALISE(text).text == ""


def test_long_texts_are_cut() -> None:
    pieces = NORMALISE("projet " * 1000).pieces

    assert pieces[-1].end <= LONGEST_TEXT


def test_each_word_keeps_the_place_of_the_word_it_comes_from() -> None:
    pieces = NORMALISE("cb pr linterieur ?").pieces

    assert pieces == (
        Piece("combien", 0, 2),
        Piece("pour", 3, 5),
        Piece("l'", 6, 16),
        Piece("interieur", 6, 16),
        Piece("?", 17, 18),
    )


def test_a_part_of_the_normal_text_is_found_in_the_original() -> None:
    written = "cb pr linterieur ?"
    normal = NORMALISE(written)
    start = normal.text.index("interieur")

    low, high = normal.original(start, start + len("interieur"))
    assert written[low:high] == "linterieur"
    assert normal.original(0, len(normal.text)) == (0, len(written))


def test_a_part_that_holds_no_word_has_no_place() -> None:
    assert NORMALISE("cb").original(40, 50) == (0, 0)


def test_invisible_characters_leave_a_blank() -> None:
    assert clean("a\u200bb\u202ec") == "a b c"


def test_own_abbreviations_may_be_given(tmp_path: Path) -> None:
    file = tmp_path / "short.yml"
    file.write_text("zz: zone\n", encoding="utf-8")

    assert Normaliser(lambda word: False, abbreviations=file)("ZZ").text == "zone"


@given(st.text(max_size=80))
def test_any_text_is_read_and_places_are_in_order(text: str) -> None:
    normal = NORMALISE(text)

    assert all(0 <= p.start < p.end <= len(text) for p in normal.pieces)
    assert [p.start for p in normal.pieces] == sorted(p.start for p in normal.pieces)
    assert [normal.text[low:high] for low, high, _ in normal.places()] == [p.text for p in normal.pieces]


@given(st.lists(st.sampled_from(sorted(RIGHT)), max_size=12))
def test_normal_words_stay_as_they_are(words: list[str]) -> None:
    assert NORMALISE(" ".join(words)).text == " ".join(words)


@pytest.mark.parametrize(
    ("text", "heard"), [("sa va", "ça va"), ("sa sert a koi", "ça sert a quoi"), ("sa subvention", "sa subvention")]
)
def test_sa_before_a_verb_is_as_it_sounds(text, heard):
    assert Normaliser(lambda word: True)(text).text == heard


def test_a_dash_between_le_and_a_word_is_moins_but_a_hyphen_of_a_name_is_none() -> None:
    assert "moins" in NORMALISE("le - cher").text
    assert "moins" not in NORMALISE("combien pour Nogent-le-Rotrou").text

"""The noisy channel: what misspelt words most likely stand for, beside their neighbours."""

from __future__ import annotations

import pytest

from nlu.corrector import Corrector, Guess, Usage, pairs

QUESTIONS = """
combien pour le controle fiscal
combien pour la culture
quel est le montant du controle fiscal
quels projets pour la culture
le projet de la culture
qui porte le projet du jour
les projets du ministere
projets entre 5 et 8 millions
""".strip().splitlines()
USAGE = Usage(pairs(question.split() for question in QUESTIONS * 10))
UNUSED = {"discal", "portee", "messi"}
CORRECTOR = Corrector(USAGE, lambda word: word in USAGE.counts or word in UNUSED, {"controle": "contrôle"})


def _mended(text: str) -> str:
    slots = [[Guess((word,)), *([] if CORRECTOR.uses(word) else CORRECTOR.guesses(word))] for word in text.split()]
    return " ".join(word for guess in CORRECTOR.best(slots) for word in guess.words)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quel est le monatnt", "quel est le montant"),
        ("les porjets", "les projets"),
        ("ocmbien pour la cultutre", "combien pour la culture"),
        ("combien pour la cultre", "combien pour la culture"),
        ("combien puor la clture", "combien pour la culture"),
        ("le peojzt de la culture", "le projet de la culture"),
        ("projets etner 5 et 8 millions", "projets entre 5 et 8 millions"),
    ],
)
def test_misspelt_words_are_mended(typed: str, meant: str) -> None:
    assert _mended(typed) == meant


def test_neighbours_decide_between_likely_words() -> None:
    assert _mended("combien pur la culture") == "combien pour la culture"
    assert _mended("le projet du jou") == "le projet du jour"


def test_a_french_word_is_mended_where_its_neighbours_ask_for_another() -> None:
    assert _mended("pour le controle discal") == "pour le controle fiscal"


@pytest.mark.parametrize("name", ["netflix", "messi", "portee", "marignan"])
def test_what_no_used_word_is_near_to_stands_for_itself(name: str) -> None:
    assert _mended(f"combien pour {name}") == f"combien pour {name}"


def test_a_word_that_is_no_french_one_but_used_stands_for_itself() -> None:
    usage = Usage(pairs([["combien", "pour", "cultura"]] * 20 + [["la", "culture"]] * 20))
    corrector = Corrector(usage, "combien pour la culture".split().__contains__)
    slots = [[Guess((w,)), *corrector.guesses(w)] for w in ("pour", "cultura")]

    assert [guess.words for guess in corrector.best(slots)] == [("pour",), ("cultura",)]


def test_a_mended_word_is_written_as_usual() -> None:
    assert CORRECTOR.guesses("contrle")[0].words == ("contrôle",)


def test_neighbouring_keys_are_likelier_than_others() -> None:
    beside, apart = (CORRECTOR.guesses(typed)[0].cost for typed in ("culyure", "culmure"))

    assert beside < apart


def test_numbers_are_all_alike() -> None:
    assert USAGE.cost("entre", "5", 9.0) == USAGE.cost("entre", "700", 9.0)


def test_a_word_is_likelier_after_those_it_follows() -> None:
    assert USAGE.cost("controle", "fiscal", 9.0) < USAGE.cost("la", "fiscal", 9.0) < USAGE.cost("la", "discal", 9.0)


def test_without_usage_nothing_is_mended() -> None:
    corrector = Corrector(Usage(pairs([])), lambda word: False)

    assert corrector.guesses("montnat") == []
    assert corrector.best([[Guess(("montnat",))]]) == [Guess(("montnat",))]
    assert corrector.best([]) == []


def test_a_run_of_words_is_parted_at_its_likeliest_places() -> None:
    assert [g.words for g in CORRECTOR.parted("combienpourlaculture")] == [("combien", "pour", "la", "culture")]


@pytest.mark.parametrize("run", ["anticonstitutionnel", "combienpourxyz"])
def test_a_run_that_no_words_fill_is_left_whole(run: str) -> None:
    assert CORRECTOR.parted(run) == []

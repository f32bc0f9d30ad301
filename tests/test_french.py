"""French writing of numbers, amounts, dates and lists."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge import french

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (33, "33"), (999, "999"), (1000, f"1{NBSP}000"), (900_000, f"900{NBSP}000"), (-1500, f"-1{NBSP}500")],
)
def test_thousands_are_set_apart_without_a_break(value: int, written: str) -> None:
    assert french.number(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0 euro"),
        (1, "1 euro"),
        (2, "2 euros"),
        (325_000, "325 000 euros"),
        (999_999, "999 999 euros"),
        (1_000_000, "1 million d'euros"),
        (1_900_000, "1,9 million d'euros"),
        (2_000_000, "2 millions d'euros"),
        (2_025_000, "2,025 millions d'euros"),
        (12_800_000, "12,8 millions d'euros"),
        (14_125_000, "14,125 millions d'euros"),
        (68_625_000, "68,625 millions d'euros"),
        (700_000_000, "700 millions d'euros"),
        (1_000_000_000, "1 000 millions d'euros"),
        (4_289_063, "4 289 063 euros"),
    ],
)
def test_euros_are_told_in_millions_where_nothing_is_lost(value: int, written: str) -> None:
    assert french.euros(value) == written.replace(" ", NBSP)


@pytest.mark.parametrize("value", [0, 325_000, 1_900_000, 12_800_000, 4_289_063])
def test_an_amount_is_never_broken_between_lines(value: int) -> None:
    assert " " not in french.euros(value)


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (18.652, 1, "18,7"),
        (20.0, 1, "20"),
        (0.5, 1, "0,5"),
        (9.4167, 2, "9,42"),
        (1234.5, 1, f"1{NBSP}234,5"),
        (0.04, 1, "0"),
    ],
)
def test_decimals_have_a_comma_and_no_useless_zero(value: float, places: int, written: str) -> None:
    assert french.decimal(value, places) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2018, 11, 12), "12 novembre 2018"),
        (date(2018, 6, 1), "1er juin 2018"),
        (date(2020, 8, 31), "31 août 2020"),
        (date(2019, 2, 3), "3 février 2019"),
    ],
)
def test_dates_are_written_out(value: date, written: str) -> None:
    assert french.day(value) == written.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("rank", "feminine", "written"),
    [(1, False, "1er"), (1, True, "1re"), (2, False, "2e"), (2, True, "2e"), (21, False, "21e")],
)
def test_ordinals(rank: int, feminine: bool, written: str) -> None:
    assert french.ordinal(rank, feminine) == written


@pytest.mark.parametrize(
    ("parts", "written"),
    [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c"), (["a", "", "b"], "a et b")],
)
def test_lists_end_with_et(parts: list[str], written: str) -> None:
    assert french.join(parts) == written


def test_lists_may_end_with_ou() -> None:
    assert french.join(["a", "b", "c"], last="ou") == "a, b ou c"


@pytest.mark.parametrize(
    ("count", "written"), [(0, "0 projet"), (1, "1 projet"), (2, "2 projets"), (1500, "1 500 projets")]
)
def test_nouns_agree_with_their_count(count: int, written: str) -> None:
    assert french.plural(count, "projet") == written.replace(" ", NBSP)


def test_irregular_plurals_can_be_given() -> None:
    assert french.plural(2, "journal", "journaux") == f"2{NBSP}journaux"


@pytest.mark.parametrize(
    ("article", "name", "written"),
    [
        ("le", "ministère du Travail", "le ministère du Travail"),
        ("l'", "OFII", "l'OFII"),
        ("", "Business France", "Business France"),
    ],
)
def test_names_take_their_article(article: str, name: str, written: str) -> None:
    assert french.with_article(article, name) == written


@pytest.mark.parametrize(
    ("preposition", "article", "name", "written"),
    [
        ("de", "le", "ministère", "du ministère"),
        ("à", "le", "ministère", "au ministère"),
        ("de", "les", "douanes", "des douanes"),
        ("à", "les", "douanes", "aux douanes"),
        ("de", "la", "DIHAL", "de la DIHAL"),
        ("à", "la", "DIHAL", "à la DIHAL"),
        ("de", "l'", "OFII", "de l'OFII"),
        ("à", "l'", "OFII", "à l'OFII"),
        ("de", "", "Business France", "de Business France"),
        ("à", "", "Radio France", "à Radio France"),
        ("de", "", "EDF", "d'EDF"),
        ("de", "", "Île-de-France", "d'Île-de-France"),
    ],
)
def test_prepositions_contract(preposition: str, article: str, name: str, written: str) -> None:
    assert french.contracted(preposition, article, name) == written


@pytest.mark.parametrize(("text", "written"), [("état", "État"), ("", ""), ("le FTAP", "Le FTAP")])
def test_sentences_start_with_a_capital(text: str, written: str) -> None:
    assert french.upper_first(text) == written


def test_lines_of_a_list_have_dashes() -> None:
    assert french.sentence_list(["un", "deux"]) == "- un\n- deux"

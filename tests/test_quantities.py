"""Amounts read in questions: in digits and in words, with their units and what is said of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Range, french
from knowledge.quantities import amounts, bare, count_before, digits, durations

M = 1_000_000


def _one(text: str) -> int:
    (quantity,) = amounts(text)
    return quantity.euros


def _bounds(text: str) -> Range | None:
    (quantity,) = amounts(text)
    return quantity.range


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("12,8 millions d'euros", 12_800_000),
        ("12,8 millions d’€", 12_800_000),
        ("12.8 millions", 12_800_000),
        ("1,5 M€", 1_500_000),
        ("1,5M€", 1_500_000),
        ("5 M d'euros", 5_000_000),
        ("7 MILLIONS", 7_000_000),
        ("325 000 €", 325_000),
        ("325\u00a0000\u202f€", 325_000),
        ("325.000 euros", 325_000),
        ("325000 euros", 325_000),
        ("325 k€", 325_000),
        ("325k", 325_000),
        ("1,2 milliard", 1_200_000_000),
        ("1,8 Md€", 1_800_000_000),
        ("12 800 000 euros", 12_800_000),
        ("1 euro", 1),
        ("3 milions d'euros", 3_000_000),
    ],
)
def test_amounts_in_digits(text: str, euros: int) -> None:
    assert _one(f"est-ce bien {text} ?") == euros


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("un million", 1 * M),
        ("deux millions d'euros", 2 * M),
        ("deux millions et demi", 2_500_000),
        ("un million et demi d'euros", 1_500_000),
        ("un demi-million d'euros", 500_000),
        ("trois cent vingt-cinq mille euros", 325_000),
        ("dix mille euros", 10_000),
        ("soixante-dix millions", 70 * M),
        ("quatre-vingts millions", 80 * M),
        ("quatre-vingt-dix-neuf millions", 99 * M),
        ("vingt et un millions", 21 * M),
        ("sept cents millions d'euros", 700 * M),
        ("un million cinq cent mille euros", 1_500_000),
        ("deux millions trois cent mille euros", 2_300_000),
        ("1 million 500 000 euros", 1_500_000),
    ],
)
def test_amounts_in_words(text: str, euros: int) -> None:
    assert _one(f"est-ce bien {text} ?") == euros


@pytest.mark.parametrize(
    "text",
    [
        "",
        "combien ?",
        "2 projets",
        "le deuxième appel",
        "en 2018",
        "18 projets et 16 lauréats",
        "six directions",
        "24h/24",
    ],
)
def test_numbers_that_are_no_amounts(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("plus de 5 millions", Range(low=5 * M, strict=True)),
        ("plus d'un million", Range(low=M, strict=True)),
        ("supérieur à 6 M€", Range(low=6 * M, strict=True)),
        ("au-dessus de 10 millions", Range(low=10 * M, strict=True)),
        ("au-delà de 10 millions", Range(low=10 * M, strict=True)),
        ("qui dépassent 10 millions", Range(low=10 * M, strict=True)),
        ("qui dépassent la barre des 10 millions", Range(low=10 * M, strict=True)),
        ("> 5 M€", Range(low=5 * M, strict=True)),
        ("moins de 2 millions", Range(high=2 * M, strict=True)),
        ("moins d'un million", Range(high=M, strict=True)),
        ("inférieures à 2 millions", Range(high=2 * M, strict=True)),
        ("en dessous de 2 millions", Range(high=2 * M, strict=True)),
        ("sous les 2 millions", Range(high=2 * M, strict=True)),
        ("< 500 000 €", Range(high=500_000, strict=True)),
        ("au moins 5 millions", Range(low=5 * M)),
        ("à partir de 5 millions", Range(low=5 * M)),
        ("5 millions ou plus", Range(low=5 * M)),
        ("5 millions minimum", Range(low=5 * M)),
        ("pas moins de 5 millions", Range(low=5 * M)),
        (">= 5 millions", Range(low=5 * M)),
        ("au plus 2 millions", Range(high=2 * M)),
        ("jusqu'à 2 millions", Range(high=2 * M)),
        ("2 millions maximum", Range(high=2 * M)),
        ("2 millions ou moins", Range(high=2 * M)),
        ("pas plus de 3 millions", Range(high=3 * M)),
        ("<= 2 M€", Range(high=2 * M)),
        ("qui ne dépassent pas 10 millions", Range(high=10 * M)),
        ("ne dépasse pas 10 millions", Range(high=10 * M)),
        ("exactement 1,9 million", Range(low=1_900_000, high=1_900_000)),
        ("2 millions pile", Range(low=2 * M, high=2 * M)),
    ],
)
def test_comparators_make_bounds(text: str, bounds: Range) -> None:
    assert _bounds(f"les projets : {text} ?") == bounds


@pytest.mark.parametrize(
    "text", ["environ 2 millions", "autour de 2 millions", "à peu près 2 millions", "près de 2 millions"]
)
def test_an_approximate_amount_has_bounds_on_both_sides(text: str) -> None:
    bounds = _bounds(text)
    assert bounds is not None
    assert bounds.holds(1_900_000) and bounds.holds(2_100_000)
    assert not bounds.holds(1_000_000) and not bounds.holds(3_000_000)


def test_a_bare_amount_has_no_bounds() -> None:
    assert _bounds("le projet à 5 millions") is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("entre 2 et 4 millions", 2 * M, 4 * M),
        ("entre 2 millions et 4 millions d'euros", 2 * M, 4 * M),
        ("entre un et deux millions", M, 2 * M),
        ("entre 4 et 2 millions", 2 * M, 4 * M),
        ("de 2 à 5 millions", 2 * M, 5 * M),
        ("compris entre 1,5 et 2,5 M€", 1_500_000, 2_500_000),
        ("entre 300 000 euros et 2 millions", 300_000, 2 * M),
        ("entre 300 000 et 2 millions d'euros", 300_000, 2 * M),
        ("entre 500 000 et 900 000 euros", 500_000, 900_000),
    ],
)
def test_ranges_have_two_bounds_that_are_kept(text: str, low: int, high: int) -> None:
    assert _bounds(f"les projets {text}") == Range(low=low, high=high)


def test_several_amounts_are_read_in_order() -> None:
    assert [q.euros for q in amounts("plutôt 3 millions ou 325 000 euros ?")] == [3 * M, 325_000]


def test_an_amount_knows_its_place() -> None:
    text = "les projets de plus de 2,5 millions d'euros en 2018"
    (quantity,) = amounts(text)
    assert text[quantity.start : quantity.end] == "2,5 millions d'euros"


@given(st.integers(min_value=0, max_value=10**12))
def test_an_amount_that_we_write_is_read_back(euros: int) -> None:
    assert _one(f"il a reçu {french.euros(euros)}.") == euros


@given(st.integers(min_value=0, max_value=10**12))
def test_an_amount_that_we_write_is_read_back_as_a_bound(euros: int) -> None:
    assert _bounds(f"plus de {french.euros(euros)}") == Range(low=euros, strict=True)


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(0 <= q.start < q.end <= len(text) for q in amounts(text))


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("les montants à sept chiffres", Range(low=M, high=9_999_999)),
        ("à 6 chiffres", Range(low=100_000, high=999_999)),
        ("les chiffres du projet", None),
        ("à plusieurs chiffres", None),
    ],
)
def test_amounts_by_their_number_of_digits(text: str, bounds: Range | None) -> None:
    assert digits(text) == bounds


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("et les 472, c'est quoi ?", [472 * M]),
        ("c'est 1,9, nan ?", [1_900_000]),
        ("et à 3,6 y en a ?", [3_600_000]),
        ("c'est l'OFII les 7 alors ?", [7 * M]),
        ("les 7 projets", []),
        ("les 195 projets", []),
        ("en 195", []),
        ("environ 1,9 %", []),
        ("1,9 million", []),
        ("les 473", []),
    ],
)
def test_a_figure_told_is_known_without_its_unit(text: str, euros: list[int]) -> None:
    known = {472 * M, 195 * M, 7 * M, 1_900_000, 3_600_000}
    assert [q.euros for q in bare(text, known)] == euros


def test_a_dictated_comma() -> None:
    assert [q.euros for q in amounts("trois virgule six millions")] == [3_600_000]


@pytest.mark.parametrize(
    ("text", "count"), [("3", 3), ("trois", 3), ("dix-sept", 17), (" cinq ", 5), ("des", None), ("", None)]
)
def test_small_counts(text: str, count: int | None) -> None:
    assert count_before(text) == count


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("quels projets ont eu entre 2 et 5 ?", Range(low=2 * M, high=5 * M)),
        ("ceux de plus de 10", Range(low=10 * M, strict=True)),
        ("les projets dans la tranche 15 à 20", Range(low=15 * M, high=20 * M)),
        ("projets >= 5 M€", Range(low=5 * M)),
        ("ceux qui dépassent la dizaine de millions", Range(low=10 * M, strict=True)),
        ("un projet d'une vingtaine de millions", Range(low=16 * M, high=24 * M)),
    ],
)
def test_bounds_on_projects_need_no_unit(text: str, bounds: Range) -> None:
    assert _bounds(text) == bounds


@pytest.mark.parametrize(
    "text", ["les ministères qui portent plus de 2 projets", "plus de 3 régions ?", "entre 2 et 5 ?"]
)
def test_bare_numbers_of_other_things_are_no_amounts(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("étalé sur dix ans", {(10, "an")}),
        ("5 années ou soixante mois", {(5, "an"), (60, "mois")}),
        ("au bout de trois ans", {(3, "an")}),
        ("les ans et les mois", set()),
    ],
)
def test_lengths_of_time(text: str, said: set[tuple[int, str]]) -> None:
    assert durations(text) == said


@pytest.mark.parametrize(("text", "euros"), [("un million deux", 1_200_000), ("deux millions cinq d'euros", 2_500_000)])
def test_tenths_of_a_million_may_be_said_after_it(text: str, euros: int) -> None:
    assert [q.euros for q in amounts(text)] == [euros]

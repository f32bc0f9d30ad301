"""Amounts of announcements: whatever way they are written, they are read rightly or told as not understood."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.figures import read, with_unit
from knowledge.records import AmountKind

M = 1_000_000


@pytest.mark.parametrize(
    ("text", "euros", "kind"),
    [
        ("Montant accordé par le fonds : 12,8 millions d’€", 12_800_000, "rounded"),
        ("325 000 €", 325_000, "exact"),
        ("1 millions d’€", M, "rounded"),
        ("plus de 30 M€", 30 * M, "more_than"),
        ("+ de 30 M€", 30 * M, "more_than"),
        ("au moins 2 millions d'euros", 2 * M, "more_than"),
        ("environ 3 M€", 3 * M, "rounded"),
        ("750 k€", 750_000, "rounded"),
        ("0,3 million d'euros", 300_000, "rounded"),
        ("1,2 Mds€", 1_200 * M, "rounded"),
        ("1 250 000 EUR", 1_250_000, "exact"),
        ("deux millions et demi d'euros", 2_500_000, "rounded"),
        ("FranceConnect Plateforme - Phase 2 19,3 millions d’€", 19_300_000, "rounded"),
        ("Projet – 3 M€", 3 * M, "rounded"),
        ("en 2018, 195 M€", 195 * M, "rounded"),
    ],
)
def test_an_amount_is_read_with_how_exact_it_is(text: str, euros: int, kind: str) -> None:
    figures, unread = read(text)
    assert [(f.euros, f.kind.value) for f in figures] == [(euros, kind)]
    assert unread == []


@pytest.mark.parametrize(
    "text",
    [
        "XX M€",
        "quelques millions d'euros",
        "entre 2 et 4 M€",
        "de 2 à 4 millions d'euros",
        "jusqu'à 5 M€",
        "450'000 €",
        "2 x 3 M€",
        "montant : 1 2,8 M€",
        "un demi-million d'euros",
        "1 234 567,89 €",
        "1.250.000,00 €",
        "$3 million",
        "-3 M€",
        "12 M",
    ],
)
def test_a_figure_that_is_not_sure_is_told_and_not_guessed(text: str) -> None:
    figures, unread = read(f"Le projet reçoit {text} du fonds.")
    assert figures == []
    assert unread and all(u.said and u.why for u in unread)


@pytest.mark.parametrize(
    "text", ["900 000 agents", "2 millions d'usagers", "24h/24", "en 2020", "à 300 m de la gare", "3e"]
)
def test_a_number_of_something_else_is_no_amount(text: str) -> None:
    assert read(text) == ([], [])


def test_several_amounts_of_a_sentence_are_read_in_order() -> None:
    figures, _ = read("24,3 M€ et 19,3 M€, 4,9 M€ (dont 1 M€ en 2019)")
    assert [f.euros for f in figures] == [24_300_000, 19_300_000, 4_900_000, M]


def test_an_amount_of_several_carriers_is_shared() -> None:
    (figure,), _ = read("3,6 M€")
    assert (figure.amount(1).kind, figure.amount(2).kind) == (AmountKind.ROUNDED, AmountKind.SHARED)


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("6,25", "Subvention (en M€)", "6,25 m€"),
        ("480", "Montant en k€", "480 k€"),
        ("3", "montant (millions d'euros)", "3 millions d’euros"),
        ("250", "en milliers d'euros", "250 k€"),
        ("6,25 M€", "Montant (€)", "6,25 M€"),
        ("n.c.", "Montant (€)", "n.c."),
        ("12", "Lot", "12"),
    ],
)
def test_a_bare_number_takes_the_unit_of_its_column(number: str, unit: str, text: str) -> None:
    assert with_unit(number, unit) == text


SPACES = st.sampled_from([" ", "\u00a0", "\u202f"])


@st.composite
def written(draw: st.DrawFn) -> tuple[str, int]:
    """An amount, and one of the ways in which announcements write it."""
    euros = draw(st.integers(1, 9_999)) * draw(st.sampled_from([1_000, 10_000, 100_000]))
    space, sign = draw(SPACES), draw(st.sampled_from(["€", "euros", "d'€", "d’euros", "d’€", "d'euros"]))
    shape = draw(st.sampled_from(["full", "millions", "M", "k"]))
    if shape == "full":
        sign = sign.removeprefix("d'").removeprefix("d’")
        return f"{euros:,}".replace(",", space) + f"{space}{sign}", euros
    if shape == "k":
        return f"{euros // 1_000}{draw(st.sampled_from(['', ' ']))}k€", euros
    millions = f"{(Decimal(euros) / M).normalize():f}".replace(".", ",")
    if shape == "M":
        return f"{millions}{draw(st.sampled_from(['', ' ', space]))}M€", euros
    noun = draw(st.sampled_from(["million", "millions"]))
    return f"{millions}{space}{noun} {sign if sign.startswith('d') else 'd’' + sign}", euros


@given(
    written(),
    st.sampled_from(["Montant accordé : {}", "Le projet reçoit {}.", "({})", "« Un projet », {}", "{} pour agir"]),
)
def test_every_writing_of_an_amount_is_read(amount: tuple[str, int], around: str) -> None:
    text, euros = amount
    figures, unread = read(around.format(text))
    assert ([f.euros for f in figures], unread) == ([euros], [])


@given(st.lists(written(), min_size=2, max_size=4))
def test_amounts_in_a_row_are_all_read(amounts: list[tuple[str, int]]) -> None:
    figures, unread = read(" ; ".join(f"projet : {text}" for text, _ in amounts))
    assert ([f.euros for f in figures], unread) == ([euros for _, euros in amounts], [])


@given(st.text(alphabet="0123456789 ,.'’xX-–/()€MkdmilonseurdàetplusdeA\u00a0", max_size=60))
def test_no_mark_of_money_is_lost(text: str) -> None:
    figures, unread = read(text)
    told = [(f.start - 3, f.end + 3) for f in figures] + [(u.start - 3, u.end + 12) for u in unread]
    lost = [at for at, c in enumerate(text) if c == "€" and not any(low <= at < high for low, high in told)]
    assert lost == []


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    figures, _ = read(text)
    assert all(0 <= f.start < f.end <= len(text) and f.euros >= 0 for f in figures)

"""Amounts of money in an announcement, read by the grammar of questions (knowledge.quantities), with how exact they are.

That grammar is lenient, being made for people in a hurry. Here every figure must be sure: what is not is told apart, so
that the editor sees it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.quantities import Quantity, amounts
from knowledge.records import Amount, AmountKind
from knowledge.text import fold

_CURRENCY = re.compile(r"€|\beuros?\b|\beur\b|\b[km]eur\b|\bm(?:d|ds)?\s?euros\b|\bmd?s?€|\bk€", re.IGNORECASE)
_MARK = re.compile(r"€|\beuros?\b|\b[km]?eur\b|\bmi(?:llions?|lliards?)\b|[$£]", re.IGNORECASE)
# "2 millions d'usagers" are no euros; "12 millions" alone are.
_OF_SOMETHING = re.compile(r"\s*(?:de\s|d\s?['’]|d['’])\s*(?!euro|€)", re.IGNORECASE)
_SPELT_SCALE = re.compile(r"milli(?:on|ard)", re.IGNORECASE)
# A digit or a sign right before an amount: a part of it was left out ("450'000 €", "2 x 3 M€", "montant : 1 2,8 M€").
# "Phase 2 19,3 M€" is a name and an amount.
_CUT_OFF = re.compile(
    r"(?:\d(?:['’.,]|\s*[*×/+]\s*)|\d\s*x\s*|(?:^|[:(]|\bde|\bà)\s*\d{1,3}\s+|(?:^|\s)[-−]|[$£]\s*)$", re.IGNORECASE
)
# "12 M" says no currency.
_BARE_MILLIONS = re.compile(r"\d\s?M(?:ds?)?$")
_CENTS = re.compile(r",\d+(?!\d)")
_UNIT = re.compile(r"[mk]€|mds?€|\b[mk]eur\b|\bmillions?\b|\bmilliers?\b|\bmilliards?\b|\beuros?\b|€")
_BARE_NUMBER = re.compile(r"\d[\d\s.,]*")
_BEFORE, _AFTER = 40, 25  # characters shown around a figure that is not understood
_MORE = re.compile(r"(?:\+ de|plus d(?:e|'|’)|au[- ]del[àa] de|au moins|>)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """An amount of euros in a text, and its place."""

    start: int
    end: int
    euros: int
    kind: AmountKind  # exact, rounded or more_than

    def amount(self, carriers: int) -> Amount:
        """The amount as a project with so many carriers has it."""
        shared = carriers > 1 and self.kind is not AmountKind.MORE_THAN
        return Amount(kind=AmountKind.SHARED if shared else self.kind, euros=self.euros)


@dataclass(frozen=True)
class Unread:
    """What looks like an amount and was not understood."""

    start: int
    end: int
    said: str  # with some words around it
    why: str  # in French


def read(text: str) -> tuple[list[Figure], list[Unread]]:
    """The figures of a text, and those that were not understood; every mark of money is in one or the other."""
    figures: list[Figure] = []
    unread: list[Unread] = []
    covered: list[tuple[int, int]] = []
    for quantity in amounts(text):
        said = text[quantity.start : quantity.end]
        if _BARE_MILLIONS.search(said):
            unread.append(_unread(text, quantity.start, quantity.end, "unité non écrite"))
        elif _is_money(said, text[quantity.end :]):
            if why := _doubt(text, quantity, said):
                unread.append(_unread(text, quantity.start, quantity.end, why))
            else:
                figures.append(Figure(quantity.start, quantity.end, quantity.euros, _kind(text, quantity, said)))
        covered.append((quantity.start, quantity.end))
    for mark in _MARK.finditer(text):
        if any(low <= mark.start() < high for low, high in covered):
            continue
        scale = _SPELT_SCALE.match(mark.group())
        if scale and _OF_SOMETHING.match(text[mark.end() :]):
            continue
        if _is_part_of_a_figure(text, mark.start(), covered):
            continue
        unread.append(_unread(text, mark.start(), mark.end(), "chiffre non compris"))
        covered.append((mark.start(), min(len(text), mark.end() + 10)))
    return figures, sorted(unread, key=lambda u: u.start)


def with_unit(number: str, unit: str) -> str:
    """A bare number, of a cell or behind a label, with the unit that its column or label tells."""
    told = _UNIT.search(fold(unit))
    if told is None or not _BARE_NUMBER.fullmatch(number.strip()):
        return number
    scale = "k€" if told.group().startswith("millier") else told.group()
    return f"{number.strip()} {scale}{' d’euros' if scale.startswith('milli') else ''}"


def _is_money(said: str, after: str) -> bool:
    if _CURRENCY.search(said):
        return True
    return bool(_SPELT_SCALE.search(said)) and not _OF_SOMETHING.match(after)


def _doubt(text: str, quantity: Quantity, said: str) -> str:
    """Why an amount is not sure, in French; nothing where it is."""
    before = text[max(0, quantity.start - 30) : quantity.start]
    if not (said[0].isdigit() or said[0].isalpha()) or re.match(r"milli(?:on|ard)", fold(said)):
        return "chiffre incomplet"
    if _CUT_OFF.search(before):
        return "chiffre incomplet"
    bounds = quantity.range
    if bounds is not None and bounds.low is not None and bounds.high is not None and bounds.low != bounds.high:
        if not bounds.low < quantity.euros < bounds.high:
            return "fourchette : l'annonce ne donne pas un seul montant"
    if bounds is not None and bounds.low is None:
        return "plafond : l'annonce ne donne pas le montant"
    if _CENTS.search(said) and not re.search(r"[mk]|milli", fold(said)):
        return "montant avec des centimes : arrondir à l'euro"
    return ""


def _kind(text: str, quantity: Quantity, said: str) -> AmountKind:
    bounds = quantity.range
    if (bounds is not None and bounds.high is None) or _MORE.search(text[: quantity.start]):
        return AmountKind.MORE_THAN
    if bounds is not None and bounds.low != bounds.high:
        return AmountKind.ROUNDED
    in_full = re.fullmatch(r"[\d\s.\u00a0\u202f]+(?:€|euros?|eur)", said.strip(), re.IGNORECASE)
    return AmountKind.EXACT if in_full else AmountKind.ROUNDED


def _is_part_of_a_figure(text: str, at: int, covered: list[tuple[int, int]]) -> bool:
    """Whether a mark only repeats the unit of the amount before it: "3 M€ (euros)" or "€ 3,2 M"."""
    return any(0 <= at - high <= 2 and not text[high:at].strip("( ") for _, high in covered)


def _unread(text: str, start: int, end: int, why: str) -> Unread:
    shown = text[max(0, start - _BEFORE) : end + _AFTER]
    return Unread(start, end, " ".join(shown.split()), why)

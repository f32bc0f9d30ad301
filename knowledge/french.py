"""French writing of amounts, numbers, dates and lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from knowledge.text import fold

NBSP = "\u00a0"
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()


def number(value: int) -> str:
    """An integer with its thousands set apart: 900 000."""
    return f"{value:,}".replace(",", NBSP)


def euros(value: int) -> str:
    """An amount of whole euros, in millions where it can be told so without loss: 12,8 millions d'euros; 325 000 euros."""
    if abs(value) >= 1_000_000:
        millions = Decimal(value) / 1_000_000
        if millions == millions.quantize(Decimal("0.001")):
            unit = "millions" if abs(millions) >= 2 else "million"
            return f"{_decimal(millions)}{NBSP}{unit}{NBSP}d'euros"
    return f"{number(value)}{NBSP}{'euros' if abs(value) >= 2 else 'euro'}"


def roughly(value: int) -> str:
    """An amount of whole euros, rounded too where millions do not tell it without loss: 5,9 millions d'euros environ (5 909 090 euros)."""
    if value < 1_000_000 or value % 1000 == 0:
        return euros(value)
    return f"{euros(round(value, -5))} environ ({euros(value)})"


def decimal(value: float, places: int = 1) -> str:
    """A decimal number with a comma, without useless zeros: 1,5."""
    return _decimal(Decimal(value).quantize(Decimal(10) ** -places))


def _decimal(value: Decimal) -> str:
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    whole, _, fraction = text.partition(".")
    return number(int(whole)) + (f",{fraction}" if fraction else "")


def day(value: date) -> str:
    """A date: 12 novembre 2018; 1er juin 2018."""
    return f"{'1er' if value.day == 1 else value.day}{NBSP}{MONTHS[value.month - 1]}{NBSP}{value.year}"


def days(values: Iterable[date]) -> str:
    """Several dates, in order, a year that repeats told once: 20 juin et 12 novembre 2018."""
    ordered = sorted(set(values))
    told = []
    for value, following in zip(ordered, [*ordered[1:], None]):
        written = day(value)
        if following is not None and following.year == value.year:
            written = written.removesuffix(f"{NBSP}{value.year}")
        told.append(written)
    return join(told)


def ordinal(rank: int, feminine: bool = False) -> str:
    """1er, 2e, 3e (1re in the feminine)."""
    if rank == 1:
        return "1re" if feminine else "1er"
    return f"{rank}e"


def join(parts: Iterable[str], last: str = "et") -> str:
    """A list in a sentence: a, b et c."""
    items = [part for part in parts if part]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """The count with its noun: 1 projet, 18 projets."""
    return f"{number(count)}{NBSP}{one if count < 2 else many or one + 's'}"


def with_article(article: str, name: str) -> str:
    """The name with its article: le ministère, l'OFII, Business France."""
    if not article:
        return name
    return f"{article}{name}" if article.endswith("'") else f"{article} {name}"


def contracted(preposition: str, article: str, name: str) -> str:
    """The name after "de" or "à", contracted: du ministère, au ministère, de l'OFII, à la DIHAL, de Business France."""
    forms = {("de", "le"): "du ", ("à", "le"): "au ", ("de", "les"): "des ", ("à", "les"): "aux "}
    if (preposition, article) in forms:
        return forms[preposition, article] + name
    if preposition == "de" and not article and fold(name[:1]) in "aeiouyh":
        return f"d'{name}"
    return f"{preposition} {with_article(article, name)}"


def upper_first(text: str) -> str:
    """The text with its first letter in capitals."""
    return text[:1].upper() + text[1:]


def sentence_list(items: Sequence[str]) -> str:
    """Lines of a list, each with its dash."""
    return "\n".join(f"- {item}" for item in items)

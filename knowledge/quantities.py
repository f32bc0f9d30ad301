"""Amounts of euros in a French text, written in digits or in words, with what is said of them ("plus de", "entre")."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from text_to_num import text2num

from knowledge.questions import Range
from knowledge.text import fold, phrase

# Below that, a number counts something.
FEWEST_EUROS = 1000
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"

_NUMBER_WORDS = frozenset(
    "zero un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts "
    "trente quarante cinquante soixante septante huitante nonante cent cents mille mil".split()
)
_DURATION = re.compile(rf"\b(\d+|{'|'.join(sorted(_NUMBER_WORDS))}) (an|annee|mois|semaine|jour)s?\b")
_UNITS_OF_TIME = {"annee": "an"}
_SCALES = {
    "milliard": 1_000_000_000, "milliards": 1_000_000_000, "mds": 1_000_000_000, "md": 1_000_000_000,
    "million": 1_000_000, "millions": 1_000_000, "milion": 1_000_000, "milions": 1_000_000, "millon": 1_000_000,
    "millons": 1_000_000, "mios": 1_000_000, "m": 1_000_000, "meur": 1_000_000, "meuros": 1_000_000,
    "mille": 1_000, "k": 1_000, "keuros": 1_000, "m€": 1_000_000, "k€": 1_000, "md€": 1_000_000_000, "mds€": 1_000_000_000,
}  # fmt: skip
_TENTHS = {word: place for place, word in enumerate("un deux trois quatre cinq six sept huit neuf".split(), 1)}
# "Le million", "un petit million": one, with no number beside it.
_BEFORE_A_MILLION = frozenset("le du au demi ce petit gros bon malheureux pauvre simple seul".split())
_AFTER_AN_AMOUNT = frozenset("d euro euros € pour au aux a et ou par chez".split())
# "Une dizaine de millions".
_ROUGHLY = {"dizaine": 10, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "cinquantaine": 50, "centaine": 100}
_TOKEN = re.compile(r"\d+(?:[ \u00a0\u202f.]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?|[^\W\d_]+€?|[€<>=≥≤%]")

_MORE = (
    r"(?:plus (?:de|que|d)|superieure?s? a|au dessus (?:de|des|du|d)|au dela (?:de|des|du|d)|depass\w*|exced\w*|franchi\w*|(?:a|ont|ayant) passe|crev\w* le plafond|explos\w* (?:le plafond|la barre)|pass(?:e|es|ent|er|ait|aient|ant) (?:la barre|le cap|le seuil)|pass(?:e|es|ent|er|ait|aient|ant) les"
    r"|>|mieux que|plus haut que|sup a|davantage que|plus gros que|plus cher que|plus grand que)"
)
_LESS = (
    r"(?:moins (?:de|que|d|cher que)|inferieure?s? (?:a|au)|en dessous (?:de|des|du|d)|au dessous (?:de|des|du|d)|sous|<|inf a"
    r"|n (?:atteign\w+|arriv\w+ a|touch\w+) (?:meme )?pas|(?:meme pas|pas meme) (?:eu|recu|touche|obtenu|decroche|gagne)|en deca de|plus petits? que|n atteint (?:meme )?pas|pas les|pas atteint)"
)
_AT_LEAST = r"(?:au moins|a partir de|minimum|min|> ?=|≥|au minimum|pas moins de|atteign\w*|atteint)"
_AT_MOST = (
    r"(?:au plus|jusqu a|maximum|max|< ?=|≤|au maximum|plafond\w* a|pas plus de|pas plus que|(?:pas|jamais) depass\w*)"
)
_ABOUT = (
    r"(?:environ|autour de|a peu pres|pres de|dans les|avoisin\w*|vers les|approximativement|grosso modo|autours de)"
)
_FILLER = r"(?: (?:de|la|barre|le|les|strictement|largement|nettement|cap|seuil|des|du|somme|montant|d|l|une|un|à|a))*"


@dataclass(frozen=True)
class Quantity:
    """An amount in a text: where it stands, its euros, and the range that the words around it make of it."""

    start: int
    end: int
    euros: int
    range: Range | None = None


def amounts(text: str) -> list[Quantity]:
    """The amounts of euros in a text.

    A bare number counts only next to one that has its unit ("entre 2 et 4 millions"), or as a bound on projects, which
    is then in millions ("ceux de plus de 10").
    """
    found = _with_bounds(text, _numbers(text))
    quantities = []
    for index, (start, end, value, scale) in enumerate(found):
        if scale is None and value < 1000 and index + 1 < len(found) and found[index + 1][3] is not None:
            between = fold(text[end : found[index + 1][0]]).strip()
            if between in ("et", "a", "-", "ou", "", "et les"):
                scale = found[index + 1][3]
        of_things = _THINGS.match(_spaced(text[end:]))
        if scale is None and value >= 10_000 and not of_things and re.search(r"(?:entre|de) $", _spaced(text[:start])):
            scale = 1  # "entre 300 000 et 2 millions": so large a number has no unit to share
        if scale is not None:
            quantities.append(Quantity(start, end, int(value * scale)))
    return _with_ranges(text, _joined(text, quantities))


# "Une ville de 30 000 habitants" has no euros.
_THINGS = re.compile(
    r" ?(?:habitants?|agents?|personnes?|gens|etudiants?|eleves?|salaries?|employes?|logements?|hectares?)\b"
)
_Number = tuple[int, int, Decimal, int | None]
# "Les projets entre 2 et 5 ?", "ceux de plus de 10".
_OF_PROJECTS = re.compile(r"\b(?:projets?|laureats?|ceux|celles|lesquels|tranche|fourchette|montants?|budgets?)\b")
_BOUND = re.compile(rf"(?:{_MORE}|{_LESS}|{_AT_LEAST}|{_AT_MOST}){_FILLER} ?$")
_OPENED = re.compile(rf"\b(?:entre|de|tranche|fourchette){_FILLER} ?$")


def _with_bounds(text: str, found: list[_Number]) -> list[_Number]:
    """The numbers of a text, one that ends a clause in millions where it bounds projects without a unit."""
    if not _OF_PROJECTS.search(_spaced(text)):
        return found
    bounded = []
    for index, (start, end, value, scale) in enumerate(found):
        last = found[index - 1] if index else None
        spanned = (
            last is not None
            and fold(text[last[1] : start]).strip() in ("et", "a", "-")
            and _OPENED.search(_spaced(text[: last[0]]))
        )
        bound = spanned or _BOUND.search(_spaced(text[:start]))
        if scale is None and value < 1000 and bound and re.match(r"\s*(?:[?.!,;]|$)", text[end:]):
            scale = 1_000_000
        bounded.append((start, end, value, scale))
    return bounded


# A number that stands for a figure told before, its unit left out: "et les 472 ?", "c'est 1,9, non ?".
_BARE = re.compile(
    r"(?<![\d.,])(?:les |des |de |à |a )?(\d{1,3},\d{1,3}|(?<=\bles )\d{2,3}|(?<=\bdes )\d{2,3}"
    rf"|(?<=\ble )\d{{2,3}}(?!\s+(?:{MONTHS}))"
    r"|(?<=\bcelui à )\d{1,2}|(?<=\bcelle à )\d{1,2}|(?<=\bceux à )\d{1,2}"
    r"|(?<=\bdont )\d{2,3}|(?<=\bet )\d{2,3}(?=\s+(?:à|pour|au|dans|de l)\b)"
    r"|(?<=\bles )\d(?=\s*(?:[?!,.]|$|alors|donc|du coup|non|nan|hein)))(?![\d.,]*\d)"
    r"(?!\s*(?:%|pour ?cent|(?:er?|ème|projets?|laur[ée]ats?|minist[èe]res?|r[ée]gions?|dossiers?|premi\w+|autres?|ans?|jours?|mois)\b))",
    re.I,
)


_OF_SOMETHING = phrase(r"\s*(?:%|fois|x\b|pour ?cent|pourcents?|points?|sur|ans?|heures?|h\b|mois|jours?|projets?|/)")


_BOUND = phrase(
    r"\b(?:entre|sous|au[- ]dessus de|en[- ]dessous de|plus de|moins de|jusqu['’]à|à partir de|dépass\w*|et)\s*$"
)


_SO_MUCH_MORE = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]000)+(?=\s+(?:de (?:plus|moins)|d['’] ?écart)\b)")


def bare(text: str, known: Container[int]) -> list[Quantity]:
    """The numbers without a unit that are, in millions, one of the figures known, or that have a decimal: "3,9 en tout ?"."""
    named = [(q.start, q.end) for q in amounts(text)]
    found = []
    for match in _BARE.finditer(text):
        euros = int(Decimal(match.group(1).replace(",", ".")) * 1_000_000)
        place = (match.start(1), match.end(1))
        plain = _OF_SOMETHING.match(text[match.end(1) :]) is None and _BOUND.search(text[: match.start(1)]) is None
        decimal = "," in match.group(1) and plain
        if (euros in known or decimal) and not any(low < place[1] and place[0] < high for low, high in named):
            found.append(Quantity(*place, euros))
    for match in _SO_MUCH_MORE.finditer(text):  # "400 000 de plus, donc"
        euros = int(re.sub(r"\s", "", match[0]))
        if not any(low < match.end() and match.start() < high for low, high in named):
            found.append(Quantity(match.start(), match.end(), euros))
    return found


def _joined(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """The amounts, those said in two steps made one: "un million cinq cent mille euros"."""
    joined: list[Quantity] = []
    for quantity in quantities:
        last = joined[-1] if joined else None
        if last and not text[last.end : quantity.start].strip() and quantity.euros < 1_000_000 <= last.euros:
            if last.euros % 1_000_000 == 0 and "euro" not in fold(text[last.start : last.end]):
                joined[-1] = Quantity(last.start, quantity.end, last.euros + quantity.euros)
                continue
        joined.append(quantity)
    return joined


def _numbers(text: str) -> list[_Number]:
    """The numbers of a text: start, end, value and the scale of their unit (1 for euros, None without unit)."""
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    numbers = []
    index = 0
    while index < len(tokens):
        parsed = _number_at(tokens, index)
        if parsed is None:
            index += 1
            continue
        value, following = parsed
        scale, following, extra = _unit_at(tokens, following)
        if scale is not None and extra:
            value += extra
        numbers.append((tokens[index][0], tokens[following - 1][1], value, scale))
        index = following
    return numbers


def _number_at(tokens: list[tuple[int, int, str]], index: int) -> tuple[Decimal, int] | None:
    text = tokens[index][2]
    if fold(text) in ("million", "milliard") and index and fold(tokens[index - 1][2]) in _BEFORE_A_MILLION:
        return (Decimal("0.5") if fold(tokens[index - 1][2]) == "demi" else Decimal(1)), index
    if text[0].isdecimal():
        plain = re.sub(r"\s", "", text)
        if re.fullmatch(r"\d{1,3}(\.\d{3})+", plain):
            plain = plain.replace(".", "")
        try:
            return Decimal(plain.replace(",", ".")), index + 1
        except InvalidOperation:
            return None
    roughly = _ROUGHLY.get(fold(text))
    ahead = [fold(token) for _, _, token in tokens[index + 1 : index + 3]]
    if roughly is not None and len(ahead) == 2 and ahead[0] == "de" and ahead[1] in _SCALES:
        return Decimal(roughly), index + 2
    if ahead and ahead[0] in _ROUGHLY:
        return None  # "une vingtaine de…"
    end = index
    while end < len(tokens) and (
        fold(tokens[end][2]) in _NUMBER_WORDS or (end > index and fold(tokens[end][2]) == "et" and _more(tokens, end))
    ):
        end += 1
    while end > index and fold(tokens[end - 1][2]) in ("mille", "et") and end - 1 > index:
        end -= 1
    if end == index:
        return None
    words = " ".join(fold(t[2]) for t in tokens[index:end])
    value = _in_words(words)
    if value is None:
        return None
    decimals = _number_at(tokens, end + 1) if end + 1 < len(tokens) and fold(tokens[end][2]) == "virgule" else None
    if decimals is not None and decimals[0] < 1000 and decimals[0] == int(decimals[0]):
        return Decimal(f"{value}.{decimals[0]}"), decimals[1]  # dictated: "trois virgule six"
    return Decimal(value), end


def _more(tokens: list[tuple[int, int, str]], index: int) -> bool:
    return index + 1 < len(tokens) and fold(tokens[index + 1][2]) in ("un", "une", "onze")


@lru_cache(maxsize=512)
def _in_words(words: str) -> int | None:
    try:
        return int(text2num(words, "fr"))
    except ValueError:
        return None


def _unit_at(tokens: list[tuple[int, int, str]], index: int) -> tuple[int | None, int, Decimal]:
    """The scale of the unit at a place, where it ends, and what "et demi" adds."""
    extra = Decimal(0)
    half_first = _half(tokens, index)
    if half_first:
        extra, index = Decimal("0.5"), index + 2
    scale: int | None = None
    if index < len(tokens) and fold(tokens[index][2]) in _SCALES:
        scale = _SCALES[fold(tokens[index][2])]
        index += 1
        if _half(tokens, index):
            extra, index = Decimal("0.5"), index + 2
        elif index < len(tokens) and re.fullmatch(r"\d{1,3}", tokens[index][2]) and scale >= 1_000_000:
            ahead = fold(tokens[index + 1][2]) if index + 1 < len(tokens) else ""
            if ahead not in _SCALES and len(tokens[index][2]) == 1:
                extra, index = Decimal(int(tokens[index][2])) / 10, index + 1
        elif index < len(tokens) and scale >= 1_000_000 and (tenths := _TENTHS.get(fold(tokens[index][2]))):
            if index + 1 == len(tokens) or fold(tokens[index + 1][2]) in _AFTER_AN_AMOUNT:  # "un million deux"
                extra, index = Decimal(tenths) / 10, index + 1
    if index < len(tokens) and fold(tokens[index][2]) == "d" and index + 1 < len(tokens):
        if fold(tokens[index + 1][2]) in ("euro", "euros", "€"):
            index += 1
    if index < len(tokens) and fold(tokens[index][2]) in ("euro", "euros", "€", "eur", "balles"):
        scale, index = scale or 1, index + 1
    return scale, index, extra


def _half(tokens: list[tuple[int, int, str]], index: int) -> bool:
    return (
        index + 1 < len(tokens)
        and fold(tokens[index][2]) == "et"
        and fold(tokens[index + 1][2]) in ("demi", "demie", "demis")
    )


def _with_ranges(text: str, quantities: list[Quantity]) -> list[Quantity]:
    done: list[Quantity] = []
    skip = False
    for index, quantity in enumerate(quantities):
        if skip:
            skip = False
            continue
        before = _spaced(text[: quantity.start])[-60:]
        after = _spaced(text[quantity.end :])[:30]
        following = quantities[index + 1] if index + 1 < len(quantities) else None
        if following is not None:
            between = _spaced(text[quantity.end : following.start]).strip()
            opened = re.search(rf"(?:entre|de|compris\w*|fourchette|tranche){_FILLER} ?$", before)
            spanned = re.fullmatch(r"\s*(?:à|a|-|–)\s*", text[quantity.end : following.start])
            rising = spanned is not None and quantity.euros < following.euros
            if (between in ("et", "et les") and "entre" in before) or (between in ("a", "") and opened) or rising:
                low, high = sorted((quantity.euros, following.euros))
                done.append(Quantity(quantity.start, following.end, low, Range(low=low, high=high)))
                skip = True
                continue
        bounds = _range(before, after, quantity.euros)
        if bounds is None and fold(text[quantity.start : quantity.end]).split()[0] in _ROUGHLY:
            bounds = _about(quantity.euros)
        done.append(Quantity(quantity.start, quantity.end, quantity.euros, bounds))
    return done


def _range(before: str, after: str, euros: int) -> Range | None:
    ends = rf"{_FILLER} ?$"
    if re.search(_AT_MOST + ends, before) or re.match(
        r" ?(?:ou moins|maximum|max|au plus|et moins|au maximum|tout au plus)\b", after
    ):
        return Range(high=euros)
    negated = re.search(r"\b(?:pas|jamais|sans|ni)(?: \w+){0,2} " + _MORE + ends, before)
    if negated:
        return Range(high=euros)
    if re.search(r"\b(?:ne|n) (?:depass|exced|franchi)\w* (?:pas|jamais|plus|guere)" + ends, before):
        return Range(high=euros)
    if re.search(r"(?:pas|jamais) " + _LESS + ends, before):
        return Range(low=euros)
    if re.search(_MORE + ends, before):
        return Range(low=euros, strict=True)
    if re.search(_LESS + ends, before):
        return Range(high=euros, strict=True)
    if re.search(_AT_LEAST + ends, before) or re.match(
        r" ?(?:ou plus|et plus|minimum|au moins|au minimum|min)\b", after
    ):
        return Range(low=euros)
    if re.search(_ABOUT + ends, before) or re.match(r" ?(?:environ|a peu pres|grosso modo)\b", after):
        return _about(euros)
    if re.search(r"(?:exactement|pile|tout juste|precisement)" + ends, before) or re.match(
        r" ?(?:pile|tout rond|exactement|tout juste)\b", after
    ):
        return Range(low=euros, high=euros)
    return None


def _about(euros: int) -> Range:
    """A fifth less to a fifth more."""
    return Range(low=int(euros * Decimal("0.8")), high=int(euros * Decimal("1.2")))


def _spaced(text: str) -> str:
    return re.sub(r"[^\w<>=≥≤]+", " ", fold(text))


def digits(text: str) -> Range | None:
    """The range of "à sept chiffres": from 1 000 000 to 9 999 999 euros; of so few that only millions have them, millions."""
    found = re.search(r"a (\w+) chiffres", fold(text))
    if not found:
        return None
    value = int(found.group(1)) if found.group(1).isdigit() else _in_words(found.group(1))
    if value is None or not 1 <= value <= 12:
        return None
    scale = 1_000_000 if value < 4 else 1
    return Range(low=10 ** (value - 1) * scale, high=10**value * scale - 1)


def durations(text: str) -> frozenset[tuple[int, str]]:
    """The lengths of time that a text says, as (how many, unit): (5, "an")."""
    said = ((count_before(m[1]), m[2]) for m in _DURATION.finditer(fold(text)))
    return frozenset((number, _UNITS_OF_TIME.get(unit, unit)) for number, unit in said if number is not None)


def count_before(text: str) -> int | None:
    """A small number in digits or words, alone in a text."""
    folded = fold(text).replace("-", " ").strip()
    if folded.isdecimal():
        return int(folded)
    return _in_words(folded) if folded and all(w in _NUMBER_WORDS for w in folded.split()) else None

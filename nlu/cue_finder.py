"""Operations, filters, amounts, ranks, calls and references to what was said, as entities."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import cache
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.training_data.message import Message

import knowledge
from knowledge import quantities
from knowledge.calls import CallNames
from knowledge.sentences import Place, circumstances
from knowledge.tallies import tallies
from knowledge.text import fold
from nlu import entities
from nlu.component import MessageReader
from nlu.cues import Cues

# What says what is asked: it counts in the sentences that ask.
_ASKED = frozenset("unsaid wants operation unit joint complement other refers pronoun singular yes_no position".split())

Found = tuple[str, Any, int, int]  # what kind of thing is said, its value, where it starts and ends
_FOUND = "cues"
_NUMBER = r"(\d{1,3}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt)"
_TOP = re.compile(
    rf"\btop ?{_NUMBER}\b|\b(?<!lequel )(?<!laquelle )(?:les|des|ces|aux|mes) {_NUMBER} (?:(?!a |ont |est |sont )\w+ ){{0,2}}?(?:plus|moins|premiers|premieres|derniers|dernieres|mieux|meilleurs?)\b"
    rf"|\bles {_NUMBER} (?:projets? |laureats? )?qui (?:(?:ont|on|a) (?:\w+ )?(?:le )?(?:plus|moins?)|ferm\w+ la marche|(?:arriv|termin|finiss)\w+ (?:en )?(?:derni|queue|tete))"
    rf"|\bles {_NUMBER} (?:projets? |laureats? )?(?:avec|ayant) le (?:plus|moins)\b|\bles {_NUMBER} (?:gros|grands?|petits?)\b|\b{_NUMBER} (?:plus (?:gros|petits?|grands?|cher\w*|import\w*|eleve\w*|faibles?)|premiers? (?:projets|laureats|par)|mieux)\b"
    rf"|\b(?:donne\w*|cite\w*|montre\w*|liste\w*) \w* ?{_NUMBER} (?:projets|laureats)\b"
)
_ORDINAL = {
    "premier": 1, "premiere": 1, "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5,
    "sixieme": 6, "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10, "onzieme": 11, "douzieme": 12,
    "avant dernier": -2, "avant derniere": -2, "avant   dernier": -2, "avant   derniere": -2, "dernier": -1, "derniere": -1,
}  # fmt: skip
_POSITION = re.compile(
    rf"\b(?<!\bun )(?<!\bune )(?<!\bson )(?<!\bleur )(?<!\bce )(?<!\bcette )(?!(?:premier|dernier|second)e?s\b)({'|'.join(sorted(_ORDINAL, key=len, reverse=True))})s?\b(?! (?:ministre|ministere|communique|cycle|annee|degre|fois|temps|trimestre|semestre|liste|reponse|question|chiffre))"
)
# "Et le numéro deux ?"
_NUMBERED = re.compile(rf"\b(?<!appel )(?:numero|no|n) +{_NUMBER}\b(?! (?:des?|du) appels?)")
_THE_N = re.compile(r"\W*(?:et +)?(?:pour +)?(?:le|la) +([1-9])\W*$")
# "Entre le 1 et le 4 ?"
_FROM_THE_N = re.compile(r"\bentre +(?:le|la) +([1-9]) +et +(?:le|la) +([1-9])\b(?! +(?:million|m\b|er\b|e\b))")
# "les deux", "ces trois-là", "l'un et l'autre": so many of the things that were spoken of.
_MEMBERS = {"duo": 2, "trio": 3, "quatuor": 4}
_GROUP = re.compile(rf"\b(?:le|du|au|ce) ({'|'.join(_MEMBERS)})\b(?! (?:de tete|gagnant))")
_SO_MANY = re.compile(
    r"\b(?:les|ces|des|aux|eux|elles|leurs|vos|tes|nos|mes|toutes|tous) (deux|trois|quatre|cinq|six|[2-6])\b"
    r"(?! (?:premier|premiere|dernier|derniere|plus|moins|gros|petit|appel|annonce|communique|million|an|annee|region"
    r"|direction|critere|mois|milliard|volet|sujet|agent)s?\b)|\b(?:ces|mes|nos|vos) (deux|trois|quatre|cinq|six) (?:petits?|gros|grands?|derniers?)\b|\ba deux\b(?= +(?:ils|elles|ca|on)\b)|\bl une?\b(?:\W+\w+){0,6}?\W+l autre"
)


def read(text: str, cues: Cues, calls: CallNames, told: Container[int] = frozenset()) -> list[Found]:
    """What a normalised text says besides names: (type, value, start, end) of each.

    Types: those of cues.yml; amount (euros with its range), top, position, number ("les deux"), count (a number of
    things), call. A number without a unit is an amount where it is one of those ``told``, in euros.
    """
    found: list[Found] = [(c.kind, c.value, c.start, c.end) for c in cues.find(text)]
    for quantity in quantities.amounts(text):
        bounds = quantity.range.dict() if quantity.range else None
        found.append(("amount", {"euros": quantity.euros, "range": bounds}, quantity.start, quantity.end))
    found += [("amount", {"euros": q.euros, "range": None}, q.start, q.end) for q in quantities.bare(text, told)]
    by_digits = quantities.digits(text)
    if by_digits:
        found.append(("amount", {"euros": by_digits.low, "range": by_digits.dict()}, 0, len(text)))
    mentions = calls.find(text)
    found += [("call", m.call or "unknown", m.start, m.end) for m in mentions]
    plain = "".join(c if c.isalnum() else " " for c in (fold(c)[:1] or " " for c in text))
    top = _TOP.search(plain)
    if re.search(r"\bpied du podium\b|\b(?:rate|manque|loupe)\w* (?:de peu )?le podium\b", plain):  # the fourth
        found += [("position", 4, 0, len(text)), ("operation", "highest", 0, len(text))]
        found = [f for f in found if f[:2] != ("operation", "sort")]
    elif top:
        number = quantities.count_before(next(g for g in top.groups() if g))
        found.append(("top", number, top.start(), top.end()))
    elif re.search(r"\bpodium\b|\bor +argent +(?:et )?bronze\b|\btierce\b|\btrio (?:de tete|gagnant)\b", plain):
        found.append(("top", 3, 0, len(text)))
    numbered = _NUMBERED.search(plain) or _THE_N.match(plain)
    if numbered:
        found.append(("position", quantities.count_before(numbered.group(1)), numbered.start(), numbered.end()))
    between = _FROM_THE_N.search(plain)
    if between:
        found += [("position", int(between.group(n)), between.start(n), between.end(n)) for n in (1, 2)]
    for match in _POSITION.finditer(plain):
        if not any(m.start <= match.start() < m.end for m in mentions):
            found.append(("position", _ORDINAL[match.group(1)], match.start(), match.end()))
    so_many = _SO_MANY.search(plain)
    if so_many:
        words = next((group for group in so_many.groups() if group), None)
        several = quantities.count_before(words) if words else 2
        found.append(("number", several, so_many.start(), so_many.end()))
    elif group := _GROUP.search(plain):
        found.append(("number", _MEMBERS[group.group(1)], group.start(), group.end()))
    for tally in tallies(plain)[:1]:
        found.append(("count", tally.number, tally.start, tally.end))
        if not any(kind == "unit" for kind, *_ in found):
            found.append(("unit", tally.unit, tally.named, tally.end))
    return found


def find(message: Message, kb: knowledge.KnowledgeBase) -> list[Found]:
    """What a tokenized message says besides names; read once, and kept with it."""
    if message.get(_FOUND) is None:
        text = entities.normalised(message).text
        found, aside = read(text, cues(), kb.call_names, kb.told_euros), circumstances(text)
        message.set(_FOUND, [f for f in found if f[0] not in _ASKED or not _inside(f, aside)])
    kept: list[Found] = message.get(_FOUND)
    return kept


def _inside(found: Found, places: Iterable[Place]) -> bool:
    return any(low <= found[2] < high for low, high in places)


@cache
def cues() -> Cues:
    """The turns of phrase of cues.yml, read once."""
    return Cues()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class CueFinder(MessageReader, EntityExtractorMixin):
    """Adds an entity for each thing that a question says besides names."""

    def read(self, message: Message) -> None:
        text, found = entities.normalised(message), find(message, knowledge.shared())
        entities.add(
            message,
            [
                entities.entity(kind, value, text.original(start, end), self.__class__.__name__)
                for kind, value, start, end in found
            ],
        )

"""What an amount stands for when it is not the grant of one project: a total, an endowment, a part of another amount."""

from __future__ import annotations

import re
from enum import Enum

from edition.figures import Figure
from knowledge.quantities import count_before
from knowledge.text import words


class Role(Enum):
    """What an amount of a sentence is."""

    GRANT = "grant"  # of a project, or of several that the sentence names
    ENDOWMENT = "endowment"
    REQUESTED = "requested"
    AWARDED = "awarded"  # to all the laureates of a call
    COST = "cost"  # of all the projects of a call
    TOTAL = "total"  # of some of them
    OTHER = "other"


_N = r"(\d{1,4}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix sept|dix huit|dix neuf|vingt(?: et un| deux| trois| quatre| cinq)?|trente(?: trois)?)"
_PROJECTS = re.compile(
    rf"\b{_N} (?:nouveaux |nouvelles |premiers |autres )?(?:projets?|laureats?|dossiers|actions|beneficiaires|initiatives)\b"
)
_SELECTED = (
    re.compile(rf"\b{_N} (?:nouveaux |premiers )?(?:projets? )?(?:interministeriels? )?laureats?\b"),
    re.compile(
        rf"\b{_N} (?:nouveaux |premiers )?projets? (?:\w+ ){{0,3}}(?:selectionnes?|retenus?|choisis?|recompenses?)\b"
    ),
    re.compile(
        rf"\b(?:retient|retenu|selectionne|choisi|distingue|recompense)s? {_N} (?:nouveaux |premiers )?(?:projets?|laureats?|dossiers)\b"
    ),
)
_RECEIVED = re.compile(
    rf"\b{_N} (?:nouveaux |nouvelles )?(?:dossiers|candidatures|projets (?:deposes|candidats|recus))\b(?! (?:retenus|selectionnes|laureats))"
)
_PROJECT_COST = re.compile(
    r"\bcouts? (?:total|global|complet|estime|du projet|de l operation)?[^.;]*$|\bbudget[^.;]{0,25}$"
)
_OF_THE_FUND = re.compile(
    r"^ ?(?:d |de )?(?:euros )?(?:de (?:subvention|financement|soutien|aide)|octroy|accord|attribu|alloue|apporte|verse|du f|par le f|pris en charge)"
)
_FUND = re.compile(r"\b(?:fonds|ftap|plan|programme|grand plan)\b")


def role(sentence: str, figure: Figure) -> Role:
    """What an amount of a sentence is; a grant where nothing says otherwise."""
    before = spaced(sentence[: figure.start])
    after = spaced(sentence[figure.end :])
    near = before[-70:]
    several = (counted(sentence) or 0) > 1
    given = bool(_OF_THE_FUND.match(after))
    if figure.euros < 1000:
        return Role.OTHER
    if re.match(r" ?(?:\w+ ){0,2}(?:demande|sollicite)", after) or re.search(
        r"\b(?:demand|sollicit)\w+ (?:\w+ ){0,3}$", near
    ):
        return Role.REQUESTED
    if re.search(r"\b(?:dote|dotes|dotee|dotees|dotation|abonde|abondee)\b(?: \w+){0,5} ?$", near) or re.match(
        r" (?:\w+ )?(?:sur|en|pendant) (?:cinq|trois|quatre|\d) ans", after
    ):
        if _FUND.search(before) or "dote" in near:
            return Role.ENDOWMENT
    if re.search(r"\b(?:total|ensemble|cumul\w*)\b", near[-40:]) and re.search(
        r"\b(?:depuis|deja|2 appels|deux appels|les appels)\b", before
    ):
        return Role.OTHER
    if re.search(r"\bdont (?:\w+ ){0,2}$", near):
        if not given:
            return Role.OTHER
        return Role.AWARDED if several else Role.GRANT
    if re.match(r"(?: \w+){0,4} dont (?:\w+ ){1,4}(?:demande|sollicite)", after):
        return Role.OTHER  # what the files that were received would cost
    if several:
        if re.search(r"\b(?:deja|depuis|2 appels|deux appels)\b", f"{before} {after}"):
            return Role.OTHER
        if re.search(
            r"\b(?:financement|subvention|soutien|aide|accompagnement|enveloppe)s? (?:total|global|commun|uni)\w* (?:de|d) $",
            near,
        ):
            return Role.TOTAL
        if re.search(r"\b(?:montant|cout|valeur|investissement)s? (?:total|global)\w*(?: \w+){0,3} $", near):
            return Role.COST
        return Role.TOTAL
    if _PROJECT_COST.search(near[-45:]) and not given:
        return Role.OTHER
    if re.search(r"\b(?:au )?total\b", near[-30:]) and not re.search(r"\bprojet\b", before):
        return Role.TOTAL
    if re.search(r"\b(?:ftap|fonds|etat|gouvernement) (?:a|ont) (?:\w+ )?(?:investi|mobilise|consacre)\w* $", near):
        return Role.OTHER
    return Role.GRANT


def counted(text: str) -> int | None:
    """How many projects a text counts; the most, where it counts twice."""
    found = [count_before(number) for number in _PROJECTS.findall(spaced(text))]
    return max((n for n in found if n is not None), default=None)


def selected(text: str) -> int | None:
    """How many laureates a text says there are."""
    plain = spaced(text)
    found = [count_before(m) for pattern in _SELECTED for m in pattern.findall(plain)]
    return max((n for n in found if n is not None), default=None)


def received(text: str) -> int | None:
    """How many files a text says were received."""
    found = [count_before(number) for number in _RECEIVED.findall(spaced(text))]
    return max((n for n in found if n is not None), default=None)


def spaced(text: str) -> str:
    """The folded words of a text, with one blank between them and at its ends."""
    return " " + " ".join(w.folded for w in words(text)) + " "

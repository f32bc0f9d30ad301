"""What an announcement says, all told: who publishes it and when, of which fund and call, its laureates and totals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from edition import laureates, totals
from edition.bodies import Bodies, Body
from edition.documents import Document
from edition.figures import Unread
from edition.laureates import Laureate, Sum
from edition.totals import spaced
from knowledge import KnowledgeBase
from knowledge.french import MONTHS
from knowledge.records import FUND
from knowledge.text import fold

_MONTHS = [fold(month) for month in MONTHS]
_DAY = re.compile(rf"\b(\d{{1,2}})(?:er)? ({'|'.join(_MONTHS)}) (20\d\d)\b")
_STAMPED = re.compile(r"\b(?:publie|mis en ligne|paris|communique(?: de presse)?)\b[^.]{0,20}$")
_ORDINALS = (
    "premier|premiere|1er|1ere|1re", "deuxieme|second|seconde|2e|2eme|2nd|2nde|2d", "troisieme|3e|3eme", "quatrieme|4e|4eme",
    "cinquieme|5e|5eme", "sixieme|6e|6eme", "septieme|7e|7eme", "huitieme|8e|8eme", "neuvieme|9e|9eme", "dixieme|10e|10eme",
)  # fmt: skip
_CALL = re.compile(
    rf"\b({'|'.join(_ORDINALS)}) (?:et dernier )?(?:appel|vague|edition|session)\b|\bappel a projets?(?: ftap)? (?:n |no |numero )(\d{{1,2}})\b"
)
_OURS = ("FTAP", "fonds pour la transformation de l'action publique")
_FUNDS = re.compile(
    r"\bFonds (?!d[ée]di|publics?\b|propres?\b|a\b|est\b|qui\b|pour la Transformation)(?:[a-zà-ÿ]+['’]\s?)?[\w'’-]+(?: (?:de |d['’]|du |des |pour |à |l['’]|la |le |les |et )*[\w'’-]+){0,5}"
    r"|\bFrance (?:2030|Relance)\b|\b[Pp]lan (?:de relance|France Relance)|\bProgramme d['’]investissements d['’]avenir\b"
)


@dataclass(frozen=True)
class Reading:
    """An announcement as it was read; what it does not say is None or empty."""

    name: str  # of the document
    title: str
    published: date | None
    publisher: str
    call: int | None  # the number of the call for projects
    other_fund: str  # the fund that it is about, where that is not ours
    laureates: tuple[Laureate, ...]
    sums: tuple[Sum, ...]
    envelopes: tuple[tuple[Sum, tuple[str, ...]], ...]
    unread: tuple[tuple[str, Unread], ...]
    proposed: tuple[Body, ...]  # bodies that the knowledge base does not know
    selected: int | None  # how many laureates the call has
    received: int | None  # how many files it received
    warnings: tuple[str, ...]  # in French


def understand(document: Document, kb: KnowledgeBase) -> Reading:
    """The reading of a document, in the light of what is known."""
    bodies = Bodies(kb.organisations.values())
    found = laureates.find(document, bodies)
    published = document.published or _date(document)
    call = _call(document)
    other = _other_fund(document, kb)
    about = list(_about_call(document, call))
    selected = _largest(totals.selected(text) for text in (document.title, *about))
    received = _largest(totals.received(s) for s in about)
    carried = {body.id for laureate in found.laureates for body in laureate.carriers}
    proposed = tuple(body for body in bodies.proposed.values() if body.id in carried)
    return Reading(
        document.name,
        document.title,
        published,
        document.publisher,
        call,
        other,
        tuple(found.laureates),
        tuple(found.sums),
        tuple(found.envelopes),
        tuple(found.unread),
        proposed,
        selected,
        received,
        tuple(_warnings(document, found.laureates, proposed, published, call, other, selected)),
    )


def _warnings(
    document: Document,
    found: Iterable[Laureate],
    proposed: Iterable[Body],
    published: date | None,
    call: int | None,
    other: str,
    selected: int | None,
) -> Iterable[str]:
    if other:
        yield f"cette annonce parle d'un autre fonds : {other}"
    found = list(found)
    if not found:
        yield "aucun lauréat trouvé dans ce document"
    if published is None:
        yield "la date de l'annonce n'a pas été trouvée"
    if call is None:
        yield "le numéro de l'appel à projets n'a pas été trouvé"
    for body in proposed:
        yield f"organisme inconnu : « {body.name} » ; à ajouter dans organisations.yml sous l'id {body.id}, ou à remplacer"
    for laureate in found:
        if not laureate.carriers:
            yield f"porteur non trouvé : « {laureate.title[:60]} » ({laureate.where})"
        if laureate.amount.euros is None:
            yield f"montant non trouvé : « {laureate.title[:60]} » ({laureate.where})"
    if selected is not None and found and selected != len(found):
        yield f"l'annonce parle de {selected} lauréats, j'en ai trouvé {len(found)}"


def _date(document: Document) -> date | None:
    """The day of a text: the one behind "publié le", else the first of its beginning, else that of the file's name."""
    text = spaced(document.text).strip()
    days = [(m, _day(m)) for m in _DAY.finditer(text)]
    stamped = [day for m, day in days if day and _STAMPED.search(text[max(0, m.start() - 40) : m.start()])]
    named = re.match(r"(20\d\d-\d\d-\d\d)", document.name)
    early = [day for m, day in days if day and m.start() < 150]
    of_name = [date.fromisoformat(named.group(1))] if named else []
    return next(iter([*stamped, *of_name, *early]), None)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match.group(3)), _MONTHS.index(match.group(2)) + 1, int(match.group(1)))
    except ValueError:
        return None


def _call(document: Document) -> int | None:
    """The number of the call: the title's, else the last one that the text names first in a sentence on laureates."""
    for text in (
        document.title,
        *(s for s in laureates.sentences(document.text) if "laureat" in fold(s)),
        document.text,
    ):
        numbers = _numbers(text)
        if numbers:
            return max(numbers)
    return None


def _numbers(text: str) -> list[int]:
    found = []
    for match in _CALL.finditer(spaced(text).strip()):
        if match.group(2):
            found.append(int(match.group(2)))
        else:
            found.append(next(n for n, said in enumerate(_ORDINALS, 1) if match.group(1) in said.split("|")))
    return found


def _about_call(document: Document, call: int | None) -> Iterable[str]:
    """The clauses that speak of this call, and of no other."""
    for block in document.blocks:
        for sentence in laureates.sentences(block.text):
            # "Après un premier appel qui avait reçu 122 dossiers, le deuxième a…"
            for clause in re.split(r",\s+(?=(?:le|la|ce|cette)\s)", sentence):
                numbers = _numbers(clause)
                if not numbers or (call in numbers and len(set(numbers)) == 1):
                    if not re.search(r"\b(?:2|deux|trois|des) appels\b|\bdepuis\b", spaced(clause)):
                        yield clause


def _other_fund(document: Document, kb: KnowledgeBase) -> str:
    """The name of another fund that a document is about; nothing where it names ours."""
    told = kb.terms.get(FUND)
    own = [*_OURS, *(n for n in (told.names if told else ()) if "transformation" in fold(n) or n.isupper())]
    text = f"{document.title}\n{document.text}"
    plain = spaced(text)
    if any(spaced(name) in plain for name in own):
        return ""
    named = _FUNDS.search(text)
    return named.group().strip() if named else ""


def _largest(numbers: Iterable[int | None]) -> int | None:
    return max((n for n in numbers if n is not None), default=None)

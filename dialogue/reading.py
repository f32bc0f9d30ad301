"""From what the NLU found in a message to the questions it asks, clause by clause."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from dialogue.clauses import in_clauses
from dialogue.drafting import question_of
from dialogue.message import Message
from dialogue.naming import NAMING, aside_places, named_aside, place_of_entity, text_between
from dialogue.pointing import Pointing
from knowledge import Filter, KnowledgeBase, Operation, Question, Subject, Want
from knowledge.names import SURE
from knowledge.questions import EXTREMES
from knowledge.text import phrase

# What is told of the fund in statements of their own.
_STATED = (Want.AMOUNT, Want.COUNT, Want.DATE, Want.PEOPLE)
# "Combien de ministères et d'opérateurs ?"
_AND_OF = phrase(
    r"(?!\s*les\s*$)\s*(?:déposés|reçus|envoyés)?\s*(?:,|/|\bet\b)?\s*(?:combien\s+|du\s+|le\s+)?(?:de\s+|d['’]\s*|des\s+|les\s+)?"
)
_PER_BODY = phrase(r"\b(?:par|chaque) minist[èe]re")
_FOR_SO_MUCH = phrase(
    r"^\W*(?:et )?(?:pour|de) quel(?:le)? (?:montant|somme|valeur|budget)|^\W*(?:et )?leur (?:montant|coût|valeur) (?:tota|globa|compl)\w+"
)
_HOW_LONG = phrase(r"\bau bout de\b|\ben combien (?:de|d['’])|\bquel délai\b")
_OF_ALL = phrase(r"\bde tou(?:s|tes)\b|\bdes deux appels\b|\bdu classement\b")


@dataclass(frozen=True)
class Reading:
    """A question as it is said, and what in it points back."""

    question: Question
    at: Pointing


def read(message: Message, kb: KnowledgeBase) -> list[Reading]:
    """What a message asks: one question, or several where it asks for different things of different subjects."""
    if message.parts:
        return [reading for part in message.parts for reading in read(part, kb)]
    clauses = in_clauses(message)
    asked = _of_each_unit(message, _parted(message, clauses, kb))
    parts = [clause for clause, _ in clauses] if len(asked) == len(clauses) else [message] * len(asked)
    pointing = (replace(Pointing.of(part), aside=named_aside(part, kb)) for part in parts)
    return [Reading(question, at) for question, at in zip(asked, pointing)]


def _of_each_unit(message: Message, asked: list[Question]) -> list[Question]:
    """A question for each thing that is counted: "combien de ministères et d'opérateurs ?"."""
    if len(asked) == 1 and asked[0].wants == (Want.COUNT,) and _PER_BODY.search(message.text):
        if asked[0].unit in (None, "project", "ministry") and asked[0].operation is None:
            return [asked[0].copy(update={"unit": "ministry", "operation": Operation.SORT, "by_number": True})]
    counted = [e for e in message.entities if e["entity"] == "unit" and e["value"] != "call"]
    beside = [
        b
        for a, b in pairwise(counted)
        if _AND_OF.fullmatch(text_between(message, place_of_entity(a), place_of_entity(b)))
    ]
    if len(asked) != 1 or asked[0].wants != (Want.COUNT,) or not beside or asked[0].operation is not None:
        return asked
    units = dict.fromkeys((counted[counted.index(beside[0]) - 1]["value"], *(e["value"] for e in beside)))
    return [asked[0].copy(update={"unit": unit}) for unit in units]


_THAT_CALL = phrase(r"\b(?:cet|ce même) appel\b")


def _parted(message: Message, clauses: list[tuple[Message, tuple[Want, ...]]], kb: KnowledgeBase) -> list[Question]:
    """A question a clause; one of the whole message where its clauses are about one and the same thing."""
    read = [question_of(clause, wants, kb) for clause, wants in clauses]
    if len(read) < 2:
        return read
    if read[0].wants == (Want.CRITERIA,) and read[1].wants == (Want.DATE,) and _HOW_LONG.search(read[1].text):
        return [read[0].copy(update={"text": message.text})]  # "quelles économies, et au bout de combien d'années ?"
    if read[0].wants in ((Want.DATE,), (Want.PLACE,)) and read[1].wants == (Want.CARRIER,):
        if not any(s.is_topical or s.kind == "organisation" for q in read for s in q.about.subjects):
            read[1] = read[1].copy(update={"wants": (Want.PEOPLE,)})  # who announced it
    if len({q.unit for q in read}) > 1 and len({q.wants for q in read}) == 1:
        shared = next((q.about for q in read if q.about.subjects), read[0].about)
        return [
            q.copy(update={"about": q.about if q.about.subjects else shared, "earlier": message.text}) for q in read
        ]
    calls = read[0].about.of_kind("call")
    if calls and not read[1].about.operands:
        other = _other_call(clauses[1][0], calls, kb)
        if other is not None:
            told = {"about": Filter(subjects=(other,)), "wants": read[0].wants, "unit": read[0].unit, "position": None}
            return [read[0], read[1].copy(update={**told, "text": read[0].text})]
        of_call = read[1].wants == read[0].wants or _THAT_CALL.search(read[1].text)
        about = Filter(subjects=calls) if of_call else read[0].about
        filed = read[0].unit in ("dossiers", "applicant") or any(unit == "dossiers" for unit, _ in read[0].tallies)
        worth = filed and read[0].wants in ((Want.COUNT,), (Want.AMOUNT,))
        if worth and read[1].wants == (Want.AMOUNT,) and _FOR_SO_MUCH.search(read[1].text):
            read[1] = read[1].copy(
                update={"unit": read[0].unit or "dossiers", "earlier": read[0].text}
            )  # "combien de candidatures, et pour quel montant ?"
        if _THAT_CALL.search(read[1].text):
            return [read[0], read[1].copy(update={"about": about})]  # "la Santé en est ? et combien à cet appel ?"
        return [read[0].copy(update={"about": about}), read[1].copy(update={"about": about})]
    if read[0].about.subjects and not read[1].about.subjects and read[1].operation in EXTREMES:
        if _OF_ALL.search(read[1].text):
            return read  # "combien pour la radio, et quel est le moins doté de tous ?"
    named = [q.about.subjects for q in read]
    if all(s.kind == "term" for subjects in named for s in subjects) and all(q.wants[0] in _STATED for q in read):
        shared = next((q.about for q in read if q.about.subjects), read[0].about)
        same = [q.copy(update={"about": q.about if q.about.subjects else shared}) for q in read]
        return [same[0], *(q.copy(update={"earlier": read[0].text}) for q in same[1:])]  # "qui a choisi, et quand ?"
    if len([s for s in named if s]) < 2 or len({frozenset(s) for s in named if s}) < 2:
        wants = tuple(dict.fromkeys(w for q in read for w in q.wants))
        whole = question_of(message, wants, kb)
        return [whole]
    return read


def _other_call(clause: Message, calls: tuple[Subject, ...], kb: KnowledgeBase) -> Subject | None:
    """The call that a second clause means by its place alone: "… la première fois, et combien la deuxième ?"."""
    call = kb.call_at(clause.first("position"))
    if call is None or call.id in {c.id for c in calls}:
        return None
    return Subject(kind="call", id=call.id)


def doubtful(message: Message) -> tuple[dict[str, Any], ...]:
    """The names that may be misspelt ones of the knowledge base, but are not surely so."""
    unsure = (e for e in message.entities if e["entity"] in NAMING and e.get("confidence", 1.0) < SURE)
    aside = aside_places(message)
    return tuple(e for e in unsure if not any(low <= e["start"] < high for low, high in aside))

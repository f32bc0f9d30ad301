"""From what the NLU found in a message to the question it asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from dialogue.clauses import in_clauses
from dialogue.message import Message
from dialogue.naming import (
    ARTICLES,
    INCLUDED,
    NAMING,
    ORDERED,
    Placed,
    all_named,
    are_side_by_side,
    are_together,
    asking_places,
    extreme_left_out,
    is_counted,
    is_its_own,
    named_as_left_out,
    named_aside,
    place_of_entity,
    text_between,
    those_that_count,
)
from dialogue.pointing import Pointing
from knowledge import Filter, KnowledgeBase, Operation, Question, Range, Subject, Want
from knowledge.names import SURE
from knowledge.questions import EXTREMES
from knowledge.records import Asked
from knowledge.selection import members
from knowledge.sums import REMAINS
from knowledge.tallies import tallies
from knowledge.text import phrase

# What is asked of a thing, rather than how much or how many.
OF_A_THING = ((Want.CARRIER,), (Want.DESCRIPTION,), (Want.BENEFITS,))
# What is told of the fund in statements of their own.
_STATED = (Want.AMOUNT, Want.COUNT, Want.DATE, Want.PEOPLE)
# The first that is found counts: "combien de fois plus" compares, whatever else it says.
_OPERATIONS = ("after", "before", "share", "median", "average", "rank", "compare", "sort", "lowest", "highest", "sum")
_TAKEN_FROM = phrase(r"\b(?:(?:sur|parmi|entre|pour) (?:tou(?:te)?s )?(?:les|ces|nos)|des) $")
# "Combien de ministères et d'opérateurs ?"
_AND_OF = phrase(
    r"\s*(?:déposés|reçus|envoyés)?\s*(?:,|\bet\b)?\s*(?:combien\s+|du\s+|le\s+)?(?:de\s+|d['’]\s*|des\s+|les\s+)?"
)
# "Le top 4, ça ferait combien ?"
_ADDS_UP = phrase(
    r"\b(?:ça|ca|cela) (?:fait|ferait|donne|donnerait) combien\b|\bcombien (?:ça|ca|cela) (?:fait|ferait)\b"
)
_COUNTED = phrase(r"(?:combien|nombre|nb)\b")
_SIDE = phrase(r"\bcompar\w+")
# "Qui a eu plus que la Géoplateforme ?"
_MORE_THAN = phrase(
    r"\b(?:qui|(?:les?)?quel(?:le)?s?|ceux|combien(?! (?:de |d['’])?(?:plus|moins))|projets?|lauréats?|d['’]autres)\b(?!\W+ministères?)[^.?!]*?"
    r"\b(?P<side>plus|moins|davantage)\b(?!\W+ou\b)(?: (?!fois)\w+){0,3}? qu(?:e |['’])"
)
_TOTAL_OF = phrase(
    r"\b(?:total|somme|cumul)(?: exacte?)? (?:des|de ces|des montants des) (?:\w+[- ]?){1,3} ?(?:projets|lauréats)\b"
    r"|\btotal en (?:millions|euros|m€|m\b)"
)
_CRITERIA = phrase(r"\bcrit[èe]res?\b")
# "Le premier appel a-t-il retenu davantage de projets que le second ?"
_MORE_OF = phrase(
    r"\b(?:projets?|lauréats?|dossiers?|candidat\w+) de (?:plus|moins)\b|\b(?:plus|davantage|moins|autant) de (?:projets|lauréats|dossiers|candidat\w+|postul\w+)"
)
_WHICH_ONES = phrase(r"\b(?:les?|la)?quel(?:le)?s?\b|\bqui\b|\bliste\b")
_FILED = phrase(r"\b(?:déposé|envoyé|reçu|candidat)\w*")
_THOSE = phrase(r"\bceux\b|\blesquels\b|\bquels sont\b")
# "Les lauréats se partagent combien ?" is about money, not about projects carried together.
_SHARED_OUT = phrase(r"\bse (?:sont )?partag\w+")
_LINKED = phrase(r"\b(?:et|ou|puis|plus|ni|vs|versus)\b|\+")
_PER_BODY = phrase(r"\b(?:par|chaque) minist[èe]re")
_OF_ALL = phrase(r"\bde tou(?:s|tes)\b|\bdes deux appels\b|\bdu classement\b")
_AS_MUCH_AS = phrase(
    r"\b(?:quels?|un|une|d['’]) ?autres?\b[^.?!]*?\b(?:même (?:montant|somme|enveloppe|aide|budget)|autant(?: d['’]argent)?) qu(?:e |['’])"
)
# "La licence arrive bien deuxième, non ?"
_ARRIVES = phrase(
    r"\b(?:est|serait|arriv\w+|class\w+|figur\w+|termin\w+|point\w+|fini\w+|vien\w+)(?:[- ](?:il|elle))? (?:\w+ ){0,2}?"
    r"(?:premi|deuxi|second|troisi|quatri|cinqui|sixi|septi|huiti|neuvi|dixi|derni|avant-derni)\w*"
)
# "1,7 million, c'est le plus petit ?"
_THAT_IS = phrase(r"(?:^|[.,;!?])\W*(?:(?:et|donc|ah) )*c['’ ]?est\b(?! (?:quoi|quel|qui|lequel|laquelle))")
# "Les lauréats ont été dévoilés à Lyon": where, whatever is asked of it.
_ANNOUNCED = phrase(r"\b(?:annonc|dévoil|proclam|présent|révél|remis|cérémoni)\w*")
_OF_AN_EVENT = ((), (Want.CRITERIA,), (Want.UNSAID,), (Want.PROJECTS,), (Want.DESCRIPTION,), (Want.PLACE,))
# "Il n'a fait retenir qu'un projet ?"
_ONLY_ONE = phrase(
    r"\b(?:n['’]|ne )[^.?!]*\bqu['’]une? (?:seul )?(?:projet|lauréat|dossier)|\bun seul (?:projet|lauréat|dossier)\b"
)
_OFFICE = phrase(r"\b(?:ministre|secrétaire d['’][ée]tat)\b[^,.;]*$")
_KEPT = phrase(r"\b(?:reten|sélectionn|selectionn|gagn|chois)\w*")
_SURE = 0.6
_SELECTED = phrase(r"\b(?:distingu|récompens|recompens|primé|élu|lauréat)\w*")
_IS_IT_ALONE = phrase(
    r"\b(?:est|sont|était)[- ](?:il|elle|ils|elles|ce)\b(?:\W+\w+){0,2}?\W+seule?s?\b|\b(?:il|elle|ils|elles) (?:est|sont) (?:\w+ )?seule?s? (?:sur|à)\b"
)
# "Seul ou avec d'autres": either way.
_EITHER = phrase(r"\bseule?s? ou\b")
_ALL_IN = phrase(r"\btout compris\b")
# What calls have so many of.
_OF_A_CALL = ("dossiers", "applicant", "ministry", "operator", "project")


@dataclass(frozen=True)
class Reading:
    """A question as it is said, and what in it points back."""

    question: Question
    at: Pointing


def read(message: Message, kb: KnowledgeBase) -> list[Reading]:
    """What a message asks: one question, or several where it asks for different things of different subjects."""
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


def _parted(message: Message, clauses: list[tuple[Message, tuple[Want, ...]]], kb: KnowledgeBase) -> list[Question]:
    """A question a clause; one of the whole message where its clauses are about one and the same thing."""
    read = [_question(clause, wants, kb) for clause, wants in clauses]
    if len(read) < 2:
        return read
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
        about = Filter(subjects=calls) if read[1].wants == read[0].wants else read[0].about
        return [read[0].copy(update={"about": about}), read[1].copy(update={"about": about})]
    if read[0].about.subjects and not read[1].about.subjects and read[1].operation in EXTREMES:
        if _OF_ALL.search(read[1].text):
            return read  # "combien pour la radio, et quel est le moins doté de tous ?"
    named = [q.about.subjects for q in read]
    if all(s.kind == "term" for subjects in named for s in subjects) and all(q.wants[0] in _STATED for q in read):
        shared = next((q.about for q in read if q.about.subjects), read[0].about)
        return [q.copy(update={"about": q.about if q.about.subjects else shared}) for q in read]
    if len([s for s in named if s]) < 2 or len({frozenset(s) for s in named if s}) < 2:
        wants = tuple(dict.fromkeys(w for q in read for w in q.wants))
        whole = _question(message, wants, kb)
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
    return tuple(e for e in message.entities if e["entity"] in NAMING and e.get("confidence", 1.0) < SURE)


def _question(message: Message, wants: tuple[Want, ...], kb: KnowledgeBase) -> Question:
    by_place = _call_by_place(message, kb)
    if by_place is not None:
        wants = wants or ((Want.AMOUNT,) if message.first("amount") else ())
        return Question(wants=wants, about=Filter(subjects=(by_place,)), text=message.text)
    left_out = extreme_left_out(message)
    found = message.first("operation") and not left_out and _operation(message, wants)
    subjects = all_named(message, kb)
    excluding = (*(s for s, _ in named_as_left_out(message, subjects)), *left_out)
    subjects = those_that_count(message, [(s, place) for s, place in subjects if s not in excluding], kb)
    subjects = [(s, at) for s, at in subjects if not _is_an_office(message, s, at, kb)]
    people = [(s, at) for s, at in subjects if wants == (Want.COUNT,) and is_counted(message, s, at)]
    subjects = [placed for placed in subjects if placed not in people]
    named = tuple(dict.fromkeys(s for s, _ in subjects))
    if wants in ((), (Want.PROJECTS,), (Want.UNSAID,)) and not found and _holds_a_topic(message, named, kb):
        wants = (Want.DESCRIPTION, Want.BENEFITS)  # "le contrôle fiscal recourt-il à l'intelligence artificielle ?"
    operation = Operation(found) if found else None
    if operation is Operation.COMPARE and message.first("same") and all(s.kind == "call" for s in named):
        operation = Operation.TIES
    if operation in (None, Operation.COMPARE) and _added_up(message, subjects):
        operation = Operation.SUM
    placed = _place_wondered(message, subjects) if operation in (None, Operation.SORT, Operation.COMPARE) else None
    if placed is not None:
        operation, subjects = Operation.RANK, [placed, *((s, at) for s, at in subjects if s.kind == "call")]
        named = tuple(dict.fromkeys(s for s, _ in subjects))
    guessed = message.confidence < _SURE and {s.kind for s in named} == {"call"}
    if message.intent == "ask_comparison" and operation is None and not guessed:
        operation = Operation.COMPARE
    if wants == (Want.COUNT,) and operation is Operation.SUM and _TOTAL_OF.search(message.text):
        wants = (Want.AMOUNT,)  # "quel est le total des dix-huit projets ?"
    if wants == (Want.COUNT,) and operation is None and _SHARED_OUT.search(message.text) and _wants_amount(message):
        wants = (Want.AMOUNT,)  # "les seize se partagent combien ?"
    if operation in (None, Operation.COMPARE) and message.first("added") and _wants_amount(message):
        operation = Operation.SUM
    missing = _unsaid(message)
    if wants == (Want.COUNT,) and message.first("unit") == "project" and missing in ("outcome", "progress"):
        missing = None  # "combien de projets a-t-elle réussi à placer ?"
    if missing == "full_cost" and operation is Operation.COMPARE and not named:
        operation = None  # "pour un coût total de combien ?"
    if _ALL_IN.search(message.text) and {s.kind for s in named} == {"organisation"}:
        missing = None  # all that a body has, no full cost
    if missing == "split" and message.first("joint") == "several" and any(s.kind == "project" for s in named):
        if not _wants_amount(message):
            wants, missing = (Want.CARRIER,), None  # "ils sont plusieurs à se partager la Géoplateforme ?"
    if missing == "split" and "carrier" in message.values("wants") and not _wants_amount(message):
        missing = None  # "avec quels partenaires se partage-t-elle le projet ?"
    calls_only = len(named) > 1 and {s.kind for s in named} == {"call"}
    counted = set(message.values("unit")) & set(_OF_A_CALL)
    if (
        {s.kind for s in named} <= {"call", "term"}
        and operation is Operation.COMPARE
        and _CRITERIA.search(message.text)
    ):
        wants, operation = (Want.CRITERIA,), None  # "critères du 1er et du 2e appel, pareils ?"
    told = {tally.unit for tally in tallies(message.text)}
    selected = wants == (Want.COUNT,) and "project" in told and {s.kind for s in named} <= {"call", "term"}
    selected = selected and bool(message.first("yes_no")) and not message.first("amount") and not _wants_amount(message)
    if selected:
        operation = None  # "33 projets soutenus sur les deux appels, c'est bien le bon total ?"
    numbers = _MORE_OF.search(message.text) if calls_only and operation is Operation.COMPARE else None
    if numbers is not None:
        wants, counted = (Want.COUNT,), {"dossiers"}
    weighs = operation is not Operation.SUM and missing is None
    if calls_only and weighs and wants == (Want.AMOUNT,) and counted and not _wants_amount(message):
        wants, operation = (Want.COUNT,), Operation.COMPARE  # "lequel a attiré le plus de dossiers ?"
    if any(s.kind == "region" for s in named) and wants in _OF_AN_EVENT and _ANNOUNCED.search(message.text):
        wants = (Want.PLACE,)  # "pourquoi avoir choisi Lyon pour dévoiler les lauréats ?"
    if wants == (Want.CRITERIA,):  # "avocat à Lyon. Quel retour le fonds attend-il ?"
        named = tuple(s for s in named if s.kind != "region" or any(o.is_topical for o in named if o != s))
    bounds, claims = _amounts(message, wants, named, kb.granted_euros)
    if bounds is not None and operation in EXTREMES and not message.first("top") and _THOSE.search(message.text):
        operation = None  # "les petits poucets, ceux restés sous deux millions"
    beyond = _beyond(message, subjects, kb) if operation in (Operation.COMPARE, *EXTREMES) else None
    if beyond is not None:
        if beyond.low == beyond.high:
            excluding = (*excluding, *(s for s in named if s.kind != "call"))
        named, bounds, operation = tuple(s for s in named if s.kind == "call"), beyond, None
        wants = wants if wants == (Want.COUNT,) else (Want.PROJECTS,)
    bodies = tuple(s for s in named if s.kind == "organisation")
    only_one = len(bodies) == 1 and _ONLY_ONE.search(message.text) is not None
    if only_one:
        wants, operation = (Want.COUNT,), None  # "l'Intérieur n'a fait retenir qu'un projet, son chatbot ?"
        named, claims = tuple(s for s in named if s.kind in ("organisation", "call")), (1,)
    joint = message.first("joint") if not _EITHER.search(message.text) else None
    if (
        joint
        and named
        and all(s.kind == "call" for s in named)
        and (joint == "alone" or _SHARED_OUT.search(message.text))
    ):
        joint = None  # "le second appel a retenu 33 lauréats à lui seul ?"
    if joint == "alone" and _IS_IT_ALONE.search(message.text) and named:
        joint, wants = None, tuple(dict.fromkeys((*wants, Want.CARRIER)))  # "est-il tout seul sur le coup ?"
    if joint == "several" and INCLUDED.search(message.text):
        joint = None  # "projet partagé inclus"
    if joint == "several" and message.first("excluding"):
        joint = "alone"
    return Question(
        wants=wants,
        about=Filter(
            subjects=named,
            excluding=excluding,
            amounts=bounds,
            joint=None if joint is None else joint == "several",
            union=(are_side_by_side(message, subjects) and not _says_whose(message, named, kb))
            or are_together(message, named),
        ),
        operation=operation,
        top=message.first("top"),
        position=_position(message),
        unit="project" if selected else _unit(message) or ("personnes" if people else None),
        by_number=bool(message.first("by_number")),
        each=_each(message, wants) if not only_one else None,
        claims=claims,
        counts=tuple(_supposed_counts(message)) if message.first("unit") == "project" else (),
        tallies=tuple((t.unit, t.number) for t in tallies(message.text)),
        yes_no=bool(message.first("yes_no")),
        attributed=not is_its_own(message, subjects),
        complement=bool(message.first("complement")),
        missing=missing,
        text=message.text,
    )


def _is_an_office(message: Message, subject: Subject, place: tuple[int, int], kb: KnowledgeBase) -> bool:
    """Whether a body only tells the office of a person who is named: "Gérald Darmanin, alors ministre de l'Intérieur"."""
    persons = {f.about for f in kb.facts if f.asks is Asked.PEOPLE}
    named = any(e["entity"] == "term" and e["value"] in persons for e in message.entities)
    before = message.text[: place[0] - message.offset]
    inside = message.text[place[0] - message.offset : place[1] - message.offset]
    office = _OFFICE.search(before) or inside.casefold().startswith("ministre")
    return subject.kind == "organisation" and named and bool(office)


def _place_wondered(message: Message, subjects: list[Placed]) -> Placed | None:
    """What is named before words that give it a place in the ranking: "la licence arrive bien deuxième ?"."""
    said = _ARRIVES.search(message.text)
    if said is None or not (message.first("position") or 0) or message.first("top"):
        return None
    before = [(s, at) for s, at in subjects if s.kind != "call" and at[1] - message.offset <= said.start()]
    return before[0] if len(before) == 1 and before[0][0].is_topical else None


def _says_whose(message: Message, named: tuple[Subject, ...], kb: KnowledgeBase) -> bool:
    """Whether a body is named beside its own project, with a comma alone between: "la Géoplateforme, l'IGN touche combien ?"."""
    projects = [s.id for s in named if s.kind == "project"]
    bodies = [s.id for s in named if s.kind == "organisation"]
    if len(projects) != 1 or len(bodies) != 1 or len(named) != 2 or _LINKED.search(message.text):
        return False
    return bodies[0] in kb.projects[projects[0]].carriers


def _holds_a_topic(message: Message, named: tuple[Subject, ...], kb: KnowledgeBase) -> bool:
    """Whether a message wonders whether the one project that it names is on a topic that it is on."""
    topics = [str(e["value"]) for e in message.entities if e["entity"] == "theme"]
    one = [s for s in named if s.kind == "project"]
    if len(one) != 1 or len(named) != 1 or not topics or _WHICH_ONES.search(message.text):
        return False
    return any(one[0].id in kb.gathered("theme", topic) for topic in topics)


def _unsaid(message: Message) -> str | None:
    """What is asked that no announcement tells; words of a name ask nothing: "les loyers en retard"."""
    named = [place_of_entity(e) for e in message.entities if e["entity"] in ("project", "keyword", "theme")]
    said = (e for e in message.entities if e["entity"] == "unsaid")
    return next((str(e["value"]) for e in said if not any(a <= e["start"] and e["end"] <= b for a, b in named)), None)


def _beyond(message: Message, subjects: list[Placed], kb: KnowledgeBase) -> Range | None:
    """The bound that the grant of one project sets: "lesquels ont eu plus que les fourrières ?"; None for others."""
    said = _MORE_THAN.search(message.text) or _AS_MUCH_AS.search(message.text)
    things = [(s, at) for s, at in subjects if s.kind != "call"]
    if said is None or len(things) != 1 or things[0][1][0] - message.offset < said.end():
        return None
    held = members(kb, things[0][0])
    if len(held) != 1 or kb.projects[held[0]].amount.euros is None:
        return None
    euros = kb.projects[held[0]].euros
    if said.re is _AS_MUCH_AS:
        return Range(low=euros, high=euros)
    return Range(high=euros, strict=True) if said["side"].casefold() == "moins" else Range(low=euros, strict=True)


def _call_by_place(message: Message, kb: KnowledgeBase) -> Subject | None:
    """The call that the sentence which asks names by its place alone: "195 pour les deux appels : et le premier ?"."""
    asked = asking_places(message)
    inside = [e for e in message.entities if any(low <= e["start"] < high for low, high in asked)]
    told = any(e["entity"] == "call" and e not in inside for e in message.entities)
    places = [e["value"] for e in inside if e["entity"] == "position"]
    named = any(e["entity"] in (*NAMING, "call", "topic", "operation") for e in inside)
    call = kb.call_at(places[0]) if len(places) == 1 else None
    return Subject(kind="call", id=call.id) if told and not named and call is not None else None


def _operation(message: Message, wants: tuple[Want, ...]) -> str | None:
    found = message.values("operation")
    if "share" in found and REMAINS.search(message.text):
        found = [name for name in found if name != "share"]  # "sur les 700 millions, il reste combien ?"
    if {"sum", "highest"} <= set(found) and (message.first("top") or 0) > 1 and not {"sort", "compare"} & set(found):
        return "sum"  # "les deux plus gros réunis"
    if "highest" in found and (message.first("top") or 0) > 1 and _ADDS_UP.search(message.text):
        return "sum"
    of_one = wants in OF_A_THING and {"highest", "lowest"} & set(found)
    if of_one and "compare" in found:
        found = [name for name in found if name != "compare"]
    if {"sort", "lowest"} <= set(found) and message.first("position") == -1:
        return "lowest"  # "le dernier du classement"
    several = sum(e["entity"] in NAMING for e in message.entities) > 1
    if {"highest", "lowest"} <= set(found) and message.first("position") is not None:
        found = [name for name in found if name != "lowest"]  # "avant-dernier en montant"
    if "highest" in found and "lowest" in found and not {"sort", "share"} & set(found):
        if "compare" not in found or not several:
            return "extremes"
    ordered = next((name for name in found if name in ("highest", "lowest")), None)
    if "sort" in found and ordered is not None and (message.first("top") or 0) > 1:
        return ordered  # "les cinq plus petites, de la plus petite à la plus grosse"
    first = (message.first("top") or 0) > 1 and not several
    if (
        first
        and ordered is not None
        and {"compare", "sum", "share"} & set(found) == {"compare"}
        and _SIDE.search(message.text)
    ):
        return ordered  # "comparez les deux plus gros"
    if "highest" in found and "compare" in found and "share" not in found and message.first("position") is None:
        return "compare"
    if _is_next_to_the_largest(message):
        return "highest"
    return next((name for name in _OPERATIONS if name in found), None)


def _position(message: Message) -> int | None:
    """The place that is asked for: the one said, or that next to the largest."""
    if message.first("position") == -1 and "lowest" in message.values("operation"):
        return None  # "la lanterne rouge, le dernier"
    return 2 if _is_next_to_the_largest(message) else message.first("position")


def _is_next_to_the_largest(message: Message) -> bool:
    """Whether the second is asked for: "juste derrière le plus gros", where no project is named."""
    ranked = {"highest", "after"} <= set(message.values("operation"))
    return ranked and not any(e["entity"] == "project" for e in message.entities)


def _unit(message: Message) -> str | None:
    """What is counted: what "combien de" stands before, else the first thing that may be."""
    bodies = {e["start"] for e in message.entities if e["entity"] == "organisation"}
    units = [e for e in message.entities if e["entity"] == "unit" and not _names_them(message, e, bodies)]
    if message.first("body"):
        units = [e for e in units if e["value"] != "ministry"]  # "le ministère qui porte ça en a combien ?"
    if any(e["value"] != "applicant" for e in units):  # "combien de candidats venaient de services déconcentrés ?"
        units = [e for e in units if e["value"] != "applicant"]
    if (
        any(e["value"] == "dossiers" for e in units)
        and _SELECTED.search(message.text)
        and not _FILED.search(message.text)
    ):
        return "project"  # "il a bien distingué dix-sept dossiers ?"
    if any(e["value"] != "call" for e in units):  # "lequel des deux appels a attiré le plus de dossiers ?"
        units = [e for e in units if e["value"] != "call"]
    bodies_of = [e for e in units if e["value"] != "project"]
    if (
        message.first("by_number") and bodies_of and ORDERED & set(message.values("operation"))
    ):  # "quel ministère a le plus grand nombre de projets ?"
        units = bodies_of
    if not units and message.intent == "ask_count" and _KEPT.search(message.text):
        return "project"  # "et 17 ont été retenus, c'est bien ça ?"
    counted = [e for e in units if _COUNTED.match(message.text[e["start"] - message.offset :])]
    return next((e["value"] for e in (*counted, *units)), None)


def _names_them(message: Message, unit: dict[str, Any], bodies: set[int]) -> bool:
    """Whether a kind of body only introduces the bodies that are named: "les ministères de la Culture et du Travail"."""
    after = ARTICLES.match(message.text, unit["end"] - message.offset)
    inside = any(unit["start"] <= start < unit["end"] for start in bodies)
    return inside or (after is not None and after.end() + message.offset in bodies)


def _wants_amount(message: Message) -> bool:
    return any(e["entity"] == "wants" and e["value"] == "amount" for e in message.entities)


def _each(message: Message, wants: tuple[Want, ...]) -> Range | None:
    """How many projects the bodies that are asked for carry each: "quels ministères ont plusieurs projets ?"."""
    said, number = message.first("each"), message.first("count")
    if said is not None:
        return Range(low=2) if said == "several" else Range(low=1, high=1)
    asked_for = (
        number is not None
        and message.first("number") is None
        and wants != (Want.COUNT,)
        and not message.first("call")
        and message.first("unit") in (None, "project", "ministry", "organisation", "operator")
    )
    return Range(low=number, high=number) if asked_for else None


def _added_up(message: Message, subjects: list[Placed]) -> bool:
    """Whether "plus" stands between two things: "France Cloud plus FranceConnect"."""
    places = [place for _, place in subjects]
    between = (text_between(message, a, b) for a, b in pairwise(places))
    return any(
        re.fullmatch(r"\s*(?:plus|\+)\s*(?:(?:le|la|les|l'|celui|celle|de|du|des|d')\s*)*", text) for text in between
    )


def _asked_bounds(message: Message) -> list[dict[str, Any]]:
    """The amounts that may bound what is asked: those of the sentences that ask, where others only remark."""
    found = [e for e in message.entities if e["entity"] == "amount"]
    places = asking_places(message)
    inside = [e for e in found if any(low <= e["start"] < high for low, high in places)]
    return inside if places and any(e["entity"] == "wants" for e in message.entities) else found


def _amounts(
    message: Message, wants: tuple[Want, ...], named: Iterable[Subject], granted: frozenset[int]
) -> tuple[Range | None, tuple[int, ...]]:
    """The bounds on amounts that a message sets, or the figures that it takes for true.

    A plain amount is a bound only where it is one of those ``granted`` to projects.
    """
    quantities = message.values("amount")
    ranges = [Range(**e["value"]["range"]) for e in _asked_bounds(message) if e["value"]["range"]]
    plain = tuple(q["euros"] for q in quantities if not q["range"])
    one = [s.kind for s in named] == ["project"]
    if one and len(ranges) == 1 and ranges[0].low is not None and ranges[0].low == ranges[0].high:
        return None, (ranges[0].low,)  # "les fourrières, 2 millions tout rond ?"
    if ranges and "share" not in message.values("operation"):
        merged = ranges[0]
        for other in ranges[1:]:
            merged = Range(
                low=merged.low or other.low, high=merged.high or other.high, strict=merged.strict and other.strict
            )
        return merged, ()
    counts = tuple(_supposed_counts(message)) if Want.COUNT in wants else ()
    if Want.SOURCE in wants or "share" in message.values("operation"):
        return None, plain
    ordered = {"highest", "lowest"} & set(message.values("operation"))
    supposed = bool(ordered and (message.first("yes_no") if list(named) else _THAT_IS.search(message.text)))
    of_it = wants in ((), (Want.AMOUNT,)) and bool(message.first("singular") or message.first("yes_no"))
    figure = wants in ((Want.DESCRIPTION,), (Want.UNSAID,)) or not any(p in granted for p in plain)
    alone = not list(named) and bool(message.first("refers")) and not (of_it or figure)
    told_of_it = bool(list(named)) and plain and not any(p in granted for p in plain) and not message.first("refers")
    bounding = (not wants and not of_it) or alone or Want.PROJECTS in wants or (Want.COUNT in wants and not list(named))
    if plain and bounding and not (supposed or one or told_of_it):
        return Range(low=plain[0], high=plain[0]), counts
    return None, plain + counts


def _supposed_counts(message: Message) -> Iterator[int]:
    """The counts that a message takes for true, not those that something is taken from: "sur les 33 lauréats"."""
    for entity in message.entities:
        before = message.text[: max(0, entity["start"] - message.offset)]
        if entity["entity"] == "count" and not _TAKEN_FROM.search(before):
            yield entity["value"]

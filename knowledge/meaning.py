"""What a question means, before it is answered: its words say one thing where another one is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import rankings
from knowledge.counting import DESCRIBED
from knowledge.premises import about_one
from knowledge.questions import COMPARED, Filter, Operation, Question, Subject, Want
from knowledge.records import FUND, Asked
from knowledge.selection import select
from knowledge.text import keys, phrase

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase

_EVERY_PROJECT = phrase(r"\btous (?:les|ces|vos) (?:projets|lauréats)\b")
_OF_SEVERAL = (Operation.SUM, Operation.AVERAGE, Operation.MEDIAN, Operation.SHARE)
_LOWEST = phrase(r"\bplus (?:petit|faible|modeste)\w*|\bmoins (?:cher|dot|gros|financ)\w*")
# From so many words on, a message tells of circumstances beside what it asks about.
_LONG = 15


def as_meant(kb: KnowledgeBase, question: Question) -> Question:
    """The question as it is meant: "les deux premiers réunis, combien ?" asks for the sum of the two largest grants."""
    question = _of_its_event(kb, question)
    question = _summed(question)
    question = _of_all_calls(kb, question)
    question = _of_the_first(kb, question)
    question = _of_the_announcement(question)
    return _without_circumstances(kb, question)


def _of_its_event(kb: KnowledgeBase, question: Question) -> Question:
    """The question about the call of an event whose persons are asked: "qui était au micro du GovTech Summit ?"."""
    placed = {f.about for f in kb.facts if f.asks is Asked.PLACE} & set(kb.terms)
    events = tuple(s for s in question.about.of_kind("term") if s.id in placed)
    if question.wants != (Want.PEOPLE,) or not events or question.about.of_kind("call"):
        return question
    told = kb.terms[events[0].id].source
    calls = (c for c in kb.calls_in_order() if told and c.source and c.source.announcement == told.announcement)
    call = next((Subject(kind="call", id=c.id) for c in calls), None)
    rest = tuple(s for s in question.about.subjects if s not in events)
    return (
        question.with_filter(question.about.copy(update={"subjects": (*rest, call)})) if call is not None else question
    )


def _of_all_calls(kb: KnowledgeBase, question: Question) -> Question:
    """All calls named together are the fund as a whole, unless they are to be compared."""
    about = question.about
    calls = about.of_kind("call")
    counted = question.unit == "call" and question.wants != (Want.AMOUNT,)
    compared = question.operation in COMPARED or counted
    all_or_none = len(calls) in (0, len(kb.calls)) and about.subjects == calls
    every = question.operation is None and _EVERY_PROJECT.search(question.text) is not None
    if all_or_none and (question.operation is Operation.SUM or every) and about.is_only(calls):
        described = DESCRIBED & set(keys(question.text)) or ("project", len(kb.projects)) in question.tallies
        if described and question.wants == (Want.AMOUNT,):
            return question.with_filter(Filter(within=tuple(kb.projects)))  # "le total des 18 projets décrits"
    if len(calls) < 2 or len(calls) < len(kb.calls) or compared or question.wants == (Want.DESCRIPTION,):
        return question
    fund = Subject(kind="term", id=FUND)
    rest = tuple(s for s in about.subjects if s.kind != "call")
    return question.copy(update={"about": about.copy(update={"subjects": (*rest, fund)})})


def _of_the_first(kb: KnowledgeBase, question: Question) -> Question:
    """ "Les deux premiers réunis": the so many largest of the scope, whose sum, mean or share is asked."""
    gap = question.operation is Operation.COMPARE and question.top == 2 and not question.about.topical
    if not question.top or not (gap or question.operation in _OF_SEVERAL):
        return question
    kept = [p for p in select(kb, question.about) if p.amount.euros is not None]
    first = tuple(p.id for p in rankings.by_amount(kept, bool(_LOWEST.search(question.text)))[: question.top])
    return question.copy(update={"about": Filter(within=first), "top": None})


def _summed(question: Question) -> Question:
    """Projects that are added up are asked for their sum: "tous les projets de l'Intérieur, en tout ?"."""
    listed = question.wants in ((Want.PROJECTS,), (Want.DESCRIPTION,))
    return (
        question.copy(update={"wants": (Want.AMOUNT,)}) if listed and question.operation is Operation.SUM else question
    )


def _of_the_announcement(question: Question) -> Question:
    """ "Quand, et par qui ?" of a call asks who announced it, not who carries its projects."""
    of_event = {Want.DATE, Want.PLACE} & set(question.wants) or "annonc" in question.text.casefold()
    if not of_event or question.about.topical or question.about.within or question.about.of_kind("organisation"):
        return question
    wants = tuple(Want.PEOPLE if want is Want.CARRIER else want for want in question.wants)
    return question.copy(update={"wants": wants})


def _without_circumstances(kb: KnowledgeBase, question: Question) -> Question:
    """A long message tells of circumstances too: topics and bodies without a project, beside a topic that has some."""
    about = question.about
    if len(question.text.split()) <= _LONG or about.joint is not None or about.amounts is not None:
        return question
    carries = question.wants == (Want.CARRIER,) and question.operation is None
    kinds = ("theme", "region") if carries else ("theme", "region", "organisation")
    named = (s for s in about.subjects if s.kind in kinds)
    idle = {s for s in named if not select(kb, about_one(about, s))}
    placed = any(p.regions for s in about.topical if s not in idle for p in select(kb, about_one(about, s)))
    idle = {s for s in idle if s.kind != "region" or not placed}  # "pourquoi la Bretagne pour les achats ?"
    if not idle or idle >= set(about.topical):
        return question
    kept = tuple(s for s in about.subjects if s not in idle)
    return question.copy(update={"about": about.copy(update={"subjects": kept})})

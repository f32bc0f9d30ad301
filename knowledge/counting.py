"""How many: projects, files, applicants, and what projects have so many of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import facts, rankings, sums
from knowledge.answers import (
    Ambiguous,
    Answer,
    Bodies,
    Nothing,
    Premise,
    Stated,
)
from knowledge.premises import (
    APPLYING,
    SURELY,
    few_of,
    of_other_carriers,
)
from knowledge.questions import Filter, Question, Want
from knowledge.records import FUND, Asked, Fact, Measure
from knowledge.selection import none, scope, select
from knowledge.text import keys, phrase

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase

_WINNING = frozenset("laureat porteur porte portent gagnant retenu selectionne gagne obtenu recu".split())
# The kinds of bodies that a stated number of applicants counts.
_APPLICANTS = {
    "ministères": ("ministry", "organisation"),
    "opérateurs": ("operator", "organisation"),
    "organismes publics": ("operator", "organisation"),
}
# "Combien sont décrits ?": fewer than were selected.
DESCRIBED = frozenset(
    "decrit decrire decrivez decris detail detaille presente connaissez connai raconter contenu".split()
)
# "Qui a présenté les lauréats ?": they were announced, not filed.
_THE_CHOSEN = r"(?:\w+ ){1,2}(?:lauréats?|gagnants?|résultats?|vainqueurs?|palmarès|sélection\w*|retenus?|élus?|projets (?:retenus|gagnants|lauréats|sélectionnés|choisis))\b"
_OF_EACH_KIND = phrase(
    rf"\bqui (?:a|ont|avait|avaient) (?:\w+ )?(?:candidat|postul|dépos|répond|particip|concour|présent(?!\w* {_THE_CHOSEN}))\w*|\b(?:types?|sortes?|catégories?|genres?) d|\bde chaque\b|\bquels? profils?\b"
)
# What "combien ?" of a call may count by itself.
OF_A_CALL = {"project": Measure.SELECTED, "dossiers": Measure.RECEIVED}
_COUNTED = (Measure.SELECTED, Measure.RECEIVED)


def how_many(kb: KnowledgeBase, question: Question) -> Answer:
    about, unit = question.about, question.unit
    money = facts.telling(kb, question.claims)
    supposed = question.yes_no or len(question.claims) > 1
    if money is not None and supposed and not about.topical and unit in (None, "project", "call"):
        return sums.amount(kb, question) or Ambiguous((), ())  # "les 700 millions ont été donnés aux 33 projets ?"
    calls = about.of_kind("call")
    refused = kb.figure(calls[0].id if len(calls) == 1 else FUND, Measure.REFUSED)
    if question.missing == "refused" and refused is not None and about.operands == calls:
        return Stated((refused,), sums.premise(question, refused.value))
    stated = facts.score_all(kb, question, Asked.COUNT) if about.amounts is None else []
    fitting = [(score, fact) for score, fact in stated if _is_counted_so(kb, fact, question)]
    if unit in (None, "project") and (whole := _how_many_selected(kb, question)) is not None:
        fitting = [
            (score, fact)
            for score, fact in fitting
            if score >= SURELY or (fact.measure not in _COUNTED and score > 1.0)
        ] or [(SURELY, whole)]
    both = _how_many_of_each(kb, question)
    if both is not None:
        return both
    applicants = how_many_applied(kb, question)
    if applicants:
        return Stated(applicants)
    if fitting and fitting[0][0] >= 1.0:
        fact = fitting[0][1]
        each = facts.of_each_call(kb, question, fitting)
        if each and not question.claims:
            return Stated(each)  # "combien de dossiers refusés ?"
        return Stated((fact,), sums.premise(question, fact.value))
    if rankings.is_body(unit):
        return which_bodies(kb, unit, about)
    if unit not in (None, "project", "call"):
        return Nothing("unsaid", near=tuple(few_of(select(kb, about), about)))
    conflict = of_other_carriers(kb, question)
    if conflict is not None:
        return conflict
    kept = select(kb, about)
    if not kept:
        return none(kb, about)
    return sums.selection(kb, question, Want.COUNT)


def counts_applicants(question: Question) -> bool:
    """Whether a question counts those who applied, or what they filed, rather than who won."""
    said = set(keys(question.text))
    of_kind = question.unit in ("ministry", "operator", "organisation", "applicant", "administrations déconcentrées")
    applied = question.unit == "dossiers" or (of_kind and bool(said & APPLYING))
    return question.wants == (Want.COUNT,) and applied and not said & _WINNING


def _how_many_of_each(kb: KnowledgeBase, question: Question) -> Stated | None:
    """What a call received and selected, where both numbers are told: "16 projets sur 61 dossiers, c'est exact ?"."""
    calls, about = question.about.of_kind("call"), question.about
    told = {unit: number for unit, number in question.tallies if unit in OF_A_CALL}
    if not question.yes_no or len(calls) != 1 or not about.is_only(calls) or len(told) < 2:
        return None
    figures = {unit: kb.figure(calls[0].id, measure) for unit, measure in OF_A_CALL.items()}
    known = tuple(f for f in figures.values() if f is not None)
    holds = all(f is not None and f.value == told[unit] for unit, f in figures.items())
    return Stated(known, Premise(holds)) if len(known) == len(OF_A_CALL) else None


def how_many_applied(kb: KnowledgeBase, question: Question) -> tuple[Fact, ...]:
    """How many of each kind applied to a call: "quels types d'administrations ont candidaté, et combien de chaque ?"."""
    calls = question.about.of_kind("call")
    if question.about.operands != calls or question.about.is_narrowed or not _OF_EACH_KIND.search(question.text):
        return ()
    said = set(keys(question.text))
    if not said & APPLYING or said & _WINNING or question.complement:
        return ()  # not "qui a présenté les lauréats ?"
    of_calls = {c.id for c in calls} or set(kb.calls)
    first: dict[str, Fact] = {}  # each statement tells the other kinds too
    for fact in kb.facts:
        if fact.about in of_calls and fact.unit in _APPLICANTS:
            first.setdefault(fact.about, fact)
    return tuple(first.values())


def _how_many_selected(kb: KnowledgeBase, question: Question) -> Fact | None:
    """How many projects a call, or the fund in all, has selected; None where other projects are in question."""
    about = question.about
    if about.topical or about.of_kind("organisation") or about.amounts or about.within or about.excluding:
        return None
    if about.joint is not None or DESCRIBED & set(keys(question.text)):
        return None
    calls = about.of_kind("call")
    return kb.figure(calls[0].id if len(calls) == 1 else FUND, Measure.SELECTED)


def _is_counted_so(kb: KnowledgeBase, fact: Fact, question: Question) -> bool:
    """Whether a stated number counts what the question counts, rather than what can be counted here."""
    about = question.about
    whole = (
        not (about.topical or about.of_kind("organisation") or about.amounts or about.within or about.excluding)
        and about.joint is None
    )
    if fact.unit == "projets":
        return question.unit in (None, "project") and whole
    if fact.unit == "dossiers":
        return whole and question.unit in (None, "dossiers", "applicant")
    if fact.unit in _APPLICANTS:
        said = set(keys(f"{question.earlier} {question.text}"))
        applied = said & APPLYING or (about.of_kind("call") and not said & _WINNING)
        return whole and bool(applied) and question.unit in _APPLICANTS[fact.unit]
    of_calls = fact.about not in kb.calls or whole
    return question.unit == fact.unit or (question.unit is None and bool(about.subjects) and of_calls)


def which_bodies(kb: KnowledgeBase, unit: str | None, about: Filter) -> Answer:
    """The bodies of a kind that carry the projects in question."""
    ids, carried = rankings.bodies(kb, unit or "organisation", about)
    if not carried:
        return none(kb, about)
    return Bodies(tuple(kb.organisations[i] for i in ids), unit or "organisation", scope(kb, about), tuple(carried))

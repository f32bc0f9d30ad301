"""What is done with the projects or things in question: their mean, share or order, or how they compare."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge import facts, rankings, sums
from knowledge.answers import Answer, Ask, Several, Stated
from knowledge.counting import DESCRIBED, how_many
from knowledge.questions import COMPARED, EXTREMES, NEIGHBOURS, Operation, Question, Subject, Want
from knowledge.records import FUND, Asked, Measure
from knowledge.selection import select
from knowledge.text import keys, phrase

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase

_COMPARABLE = (Want.AMOUNT, Want.PROJECTS, Want.COUNT, Want.CARRIER, Want.DESCRIPTION, Want.BENEFITS)
_ORDERED = (*NEIGHBOURS, *EXTREMES, Operation.EXTREMES, Operation.SORT, Operation.RANK)
# "Quels ministères ont un projet de plus de 5 millions ?" bounds projects, not sums.
# What is asked of the fund where words like "sur cinq ans" tell its terms beside.
_BY_YEAR = "combien par an en moyenne"
_OF_PROJECTS = phrase(r"\b(?:projets?|lauréats?|dossiers?)\b")
_AGAINST = phrase(
    r"\b(?:plus|moins|davantage|autant) qu|\bécart|\bdifférence|\bcompar|\bpar rapport|\bface à|\bcontre\b|\bd[ée]pass"
)
# "Compare les deux appels": by all that is known of them.
_COMPARISON = phrase(r"\bcompar")
_RATE = phrase(r"\b(?:pourcentages?|taux|proportions?|sélection|réussite|sélecti(?:f|ve|vité)s?|sévère|exigeant)\b|%")
_CALLS = phrase(r"\bappels?(?: à projets?)?\b")
_COMPARED_BY: tuple[tuple[re.Pattern[str], Measure | None], ...] = (
    (
        phrase(
            r"\b(?:montants?|sommes?|euros|millions?|argent|budgets?|enveloppes?|subventions?|sous|fric|financ\w+|dot\w+)\b"
        ),
        None,
    ),
    (phrase(r"\b(?:dossiers?|candidat\w*|dépos\w+|reçus|postul\w+|concouru|de monde)\b"), Measure.RECEIVED),
    (phrase(r"\b(?:lauréats?|retenus?|sélectionnés?|projets|gagnants?)\b"), Measure.SELECTED),
)


def operated(kb: KnowledgeBase, question: Question, want: Want, ask: Ask) -> Answer | None:
    """The answer that the operation of a question calls for; None where it changes nothing."""
    if want not in _COMPARABLE:
        return None
    operation = question.operation
    if operation is Operation.SHARE:
        return sums.share(kb, question)
    if operation is Operation.TIES:
        return rankings.ties(kb, question)
    if operation in (Operation.AVERAGE, Operation.MEDIAN):
        return _mean(kb, question, want, ask)
    if operation in COMPARED and not question.top and not rankings.is_body(question.unit):
        beside = _side_by_side(kb, question, want, ask)
        if beside is not None:
            return beside
    return rankings.ranking(kb, question) if _is_ranked(question, want) else None


def _mean(kb: KnowledgeBase, question: Question, want: Want, ask: Ask) -> Answer:
    """The mean or the median, or the projects above or below it: "combien de projets dépassent la moyenne ?"."""
    beside = rankings.beside_the_mean(kb, question) if want in (Want.COUNT, Want.PROJECTS) else None
    if beside is not None:
        return ask(kb, question.copy(update={"about": beside, "operation": None}))
    return _mean_of_all(kb, question) or rankings.average(kb, question)


def _mean_of_all(kb: KnowledgeBase, question: Question) -> Answer | None:
    """The mean over the years of the fund, or over all laureates, described or not; None where neither is asked."""
    about = question.about
    whole = (
        not (about.topical or about.of_kind("organisation") or about.is_narrowed) and len(about.of_kind("call")) != 1
    )
    if not whole or question.operation is Operation.MEDIAN:
        return None
    if sums.YEARLY.search(question.text):
        fund = about.copy(update={"subjects": (Subject(kind="term", id=FUND),)})
        by_year = {"about": fund, "text": _BY_YEAR, "claims": (), "unit": None}
        fact = facts.best(kb, question.copy(update=by_year), Asked.AMOUNT)
        return Stated((fact,)) if fact is not None else None
    mean, selected = kb.figure(FUND, Measure.MEAN), kb.figure(FUND, Measure.SELECTED)
    named = {s.id for s in about.subjects} or {selected.value} & set(question.claims) if selected is not None else None
    return Stated((mean,)) if mean is not None and named and not DESCRIBED & set(keys(question.text)) else None


def _side_by_side(kb: KnowledgeBase, question: Question, want: Want, ask: Ask) -> Answer | None:
    """Things named beside each other, or what is asked of the largest: "l'OFII et la DITP, qui a eu le plus ?"."""
    operation, about = question.operation, question.about
    named = tuple(s for s in about.operands if s.kind != "call")
    if (len(about.operands) > 1 and not named and operation is Operation.COMPARE) or len(named) > 1:
        together = operation is not Operation.COMPARE and not sums.several(kb, about)
        groups = [g for g in sums.groups_of(kb, about)[0] if g.priced] if not together else []
        if len(groups) > 1 and operation in EXTREMES and _of_one(question, want):
            return ask(kb, question.about_only(sums.extreme(groups, operation).subject))
        if len(groups) > 1:
            return _compared(kb, question)
    against = operation is Operation.COMPARE and _AGAINST.search(question.text)
    if against and len(about.of_kind("call")) == len(named) == 1 and not select(kb, about):
        return sums.compared(kb, question)
    if operation is Operation.COMPARE and len(about.within) == 2:
        pair = tuple(Subject(kind="project", id=p) for p in about.within)
        return sums.compared(kb, question.with_filter(about.copy(update={"subjects": pair, "within": ()})))
    return None


def _is_ranked(question: Question, want: Want) -> bool:
    """Whether projects or bodies are put in order: "quels ministères dépassent 10 millions ?"."""
    operation, about, of_body = question.operation, question.about, rankings.is_body(question.unit)
    summed = about.amounts is not None and of_body and _OF_PROJECTS.search(question.text) is None
    listed = want in (Want.PROJECTS, Want.CARRIER) or operation is Operation.SUM
    if summed and listed and not about.topical and not about.of_kind("organisation"):
        return True
    by_projects = question.each is not None or (question.by_number and operation in _ORDERED)
    return (operation in _ORDERED and want is not Want.COUNT) or (by_projects and of_body)


def _of_one(question: Question, want: Want) -> bool:
    """Whether something is asked of the largest or smallest, rather than which one it is."""
    counted = want is Want.COUNT and question.unit not in (None, "project", "call")
    return counted or want in (Want.DESCRIPTION, Want.BENEFITS, Want.CARRIER)


def _compared(kb: KnowledgeBase, question: Question) -> Answer:
    """Things named, side by side: by their files or projects where these are counted, else by their sums."""
    calls = question.about.of_kind("call")
    if question.by_number and len(question.about.of_kind("organisation")) > 1:
        return rankings.by_number(kb, question)
    counted = Want.COUNT in question.wants or question.unit not in (None, "project", "call")
    if len(calls) < 2 or calls != question.about.operands:
        return sums.compared(kb, question)
    if _RATE.search(question.text):
        return sums.rates(kb, calls)
    measures = _measures_of_calls(question)
    if measures and measures != (None,):
        figures = (tuple(filter(None, (kb.figure(c.id, m) for c in calls))) for m in measures if m is not None)
        counts = tuple(Stated(told) for told in figures if told)
        return Several((sums.compared(kb, question), *counts) if None in measures else counts)
    if counted:
        return Several(tuple(how_many(kb, question.about_only(c)) for c in calls))
    return sums.compared(kb, question)


def _measures_of_calls(question: Question) -> tuple[Measure | None, ...]:
    """What calls are compared by: files, laureates, sums (None); all of these where nothing says by what."""
    said = _CALLS.sub(" ", question.text)
    found = tuple(measure for pattern, measure in _COMPARED_BY if pattern.search(said))
    if not found and _COMPARISON.search(question.text):
        return tuple(measure for _, measure in _COMPARED_BY)
    return found

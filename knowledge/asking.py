"""Answering a question: as it is meant, first what comes before an answer, else by what it wants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge import sums
from knowledge.answers import Answer, Carriers, Explained, Nothing, OneProject, Premise, Selection, Several, Stated
from knowledge.corrections import correction
from knowledge.counting import how_many_applied
from knowledge.figures import figures_apart, per_head, source, told_together
from knowledge.meaning import as_meant
from knowledge.obstacles import in_the_way
from knowledge.operations import operated
from knowledge.premises import as_long_as, best_statement, its_call, of_its_call
from knowledge.questions import Operation, Question, Want
from knowledge.reckoning import missed, scaled
from knowledge.records import FUND
from knowledge.selection import coverage
from knowledge.text import phrase
from knowledge.wanted import BY_WANT

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase

# "La Culture n'a rien eu ?"
_NOTHING = phrase(
    r"\b(?:n['’]|ne )[^.?!]*\b(?:rien|aucune? (?:projet|subvention|aide|euro))\b|\b(?:a|avait|ont) rien (?:eu|reçu|touché|obtenu|gagné|décroché)\b|\bbredouille\b"
)


# Who applied, one by one, rather than how many.
_NAMES = phrase(
    r"\b(?:énumér|nomm|cite[rz]?\b|liste\b|noms?\b)\w*|\bquels? (?:sont|étaient) les (?:\d+|quinze|dix[- ]huit|treize)\b"
)


def ask(kb: KnowledgeBase, question: Question) -> Answer:
    """The answer to a question; questions asked at once are answered one by one."""
    if question.times is not None:
        return scaled(question.times, ask(kb, question.copy(update={"times": None, "text": ""})))
    if question.operation is Operation.MISS and question.claims:
        plain = {"operation": None, "claims": (), "text": "", "yes_no": False}
        return missed(question.claims[0], ask(kb, question.copy(update=plain)))
    if question.facts:
        return sums.of_figures(tuple(kb.fact(id) for id in question.facts), question.operation)
    question = as_meant(kb, question)
    if len(question.wants) > 1:
        return _one_by_one(kb, question)
    want = question.wants[0] if question.wants else Want.PROJECTS
    for attempt in _BEFORE:
        answer = attempt(kb, question, want)
        if answer is not None:
            return answer
    return _completed(kb, question, want, BY_WANT[want](kb, question))


def _one_by_one(kb: KnowledgeBase, question: Question) -> Answer:
    """The answers to all that is asked at once: "quand, et par qui ?"."""
    parts = [ask(kb, question.copy(update={"wants": (want,)})) for want in question.wants]
    return _together(parts, question) or Several(tuple(dict.fromkeys(parts)))


def _together(parts: list[Answer], question: Question) -> Answer | None:
    """The answers about one and the same project, as one."""
    ones = [part for part in parts if isinstance(part, OneProject)]
    carriers = [part for part in parts if isinstance(part, Carriers) and len(part.carried) == 1]
    told = any(one.fact is not None for one in ones)
    if len(ones) + len(carriers) != len(parts) or not ones or told:
        return None
    projects = {p.id for part in parts for p in part.projects}
    if len(projects) != 1:
        return None
    return OneProject(ones[0].project, question.wants, ones[0].premise, ones[0].about)


def _completed(kb: KnowledgeBase, question: Question, want: Want, answer: Answer) -> Answer:
    """The answer, with whether a length of time holds ("700 millions sur dix ans ?"), and what is not described."""
    if isinstance(answer, Stated) and len(answer.facts) == 1 and answer.premise.holds is not False:
        if as_long_as(question, answer.facts[0]).holds is False:
            answer = replace(answer, premise=Premise(False))
    if want in (Want.COUNT, Want.PROJECTS) and isinstance(answer, (Selection, OneProject, Nothing)):
        return replace(answer, coverage=coverage(kb, question.about))
    return answer


def _sourced(kb: KnowledgeBase, question: Question, want: Want) -> Answer | None:
    """Where what is asked about comes from: "d'où vient le chiffre de 43,6 millions ?"."""
    return source(kb, question) if want is Want.SOURCE else None


def _corrected(kb: KnowledgeBase, question: Question, want: Want) -> Answer | None:
    """What a question takes for true that is not: "le fonds de 500 millions"."""
    return correction(kb, question, want, ask)


def _of_terms(kb: KnowledgeBase, question: Question, _: Want) -> Explained | None:
    """The notion that a question relates the fund to: "quel rapport entre le fonds et Action publique 2022 ?"."""
    terms = question.about.of_kind("term")
    if question.operation is not Operation.COMPARE or len(terms) < 2 or terms != question.about.subjects:
        return None
    return next((Explained(kb.terms[t.id]) for t in terms if t.id != FUND), None)


def _has_some(kb: KnowledgeBase, question: Question, _: Want) -> Answer | None:
    """The projects of a body of which it is supposed that it has none: "pourquoi la Culture n'a-t-elle rien eu ?"."""
    bodies = question.about.of_kind("organisation")
    if len(bodies) != 1 or not question.about.is_only(bodies) or not _NOTHING.search(question.text):
        return None
    return sums.selection(kb, question, Want.PROJECTS) if kb.carried_by(bodies[0].id) else None


def _applicants(kb: KnowledgeBase, question: Question, want: Want) -> Answer | None:
    """How many of each kind applied: "quel type d'organismes a pu candidater ?"."""
    named = _NAMES.search(question.text) is not None
    applied = how_many_applied(kb, question) if want is not Want.COUNT or named else ()
    numbers, told = {number for _, number in question.tallies}, {fact.value for fact in applied}
    mistaken = bool(numbers) and not numbers & told  # "les 20 ministères qui ont candidaté, vous en avez la liste ?"
    if applied and named and not mistaken:
        return Nothing("unsaid", "applicants")  # "énumérer les quinze ministères qui avaient déposé un dossier"
    return Stated(applied) if applied else None


def _obstacle(kb: KnowledgeBase, question: Question, want: Want) -> Answer | None:
    """What stands in the way of an answer: "la DITP a eu combien ?" (it is no laureate)."""
    return in_the_way(kb, question, want, ask)


def _operated(kb: KnowledgeBase, question: Question, want: Want) -> Answer | None:
    """What the operation of a question comes to: "lequel a eu le plus ?"."""
    return operated(kb, question, want, ask)


def _without_euros(kb: KnowledgeBase, question: Question, want: Want) -> Stated | None:
    """The statement without a sum that answers whether so much was given: "a-t-on déjà mis autant d'argent ?"."""
    about = question.about
    numberless = want is Want.AMOUNT and question.yes_no and not (question.claims or about.operands)
    statement = best_statement(kb, question) if numberless and not about.is_narrowed else None
    return Stated((statement,)) if statement is not None and statement.unit != "euros" else None


# What may answer a question before it is answered by what it wants, in order: the first answer counts.
_BEFORE: tuple[Callable[[KnowledgeBase, Question, Want], Answer | None], ...] = (
    _sourced,
    _corrected,
    _of_terms,
    _has_some,
    its_call,
    _applicants,
    per_head,
    _obstacle,
    of_its_call,
    told_together,
    figures_apart,
    _operated,
    _without_euros,
)

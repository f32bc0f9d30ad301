"""What a question may mean that cannot be told apart: the meanings offered as choices, out of what was spoken of."""

from __future__ import annotations

from dataclasses import dataclass

from dialogue.memory import Memory, Told
from dialogue.referents import is_the_same
from knowledge import Filter, KnowledgeBase, Operation, Question, Subject
from knowledge.selection import members

_JOINED = (Operation.COMPARE, Operation.SUM)
# So many choices are offered, out of so many turns.
_CHOICES, _BACK = 3, 4


@dataclass(frozen=True)
class Meaning:
    """One thing that may be meant, and the question about it."""

    subject: Subject
    question: Question


def one_to_join(question: Question, memory: Memory, kb: KnowledgeBase) -> Subject | None:
    """The one thing that is to be weighed or added up with another that nobody named, be it the last one told."""
    if question.operation not in _JOINED:
        return None
    about, told = question.about, memory.turns[0].project if memory.turns else None
    if told is not None and about.within == tuple(members(kb, told)):
        about = about.copy(update={"within": ()})
    if about == Filter():
        return told
    named = about.operands
    return _as_project(named[0], kb) if about.is_only(named) and len(named) == 1 else None


def meanings(question: Question, one: Subject | None, memory: Memory, kb: KnowledgeBase) -> tuple[Meaning, ...]:
    """The question about each of the last things spoken of, the newest first; none where it says too little.

    Args:
        one: what is to be joined with one of them, if anything is.
    """
    if one is None and (not question.wants or question.operation is not None or question.about != Filter()):
        return ()
    of_one = set(members(kb, one)) if one is not None else set()
    spoken_of: list[Subject] = []
    for thing in (thing for told in memory.turns[:_BACK] for thing in _things(told)):
        own = members(kb, thing)
        if own and not of_one & set(own) and not any(is_the_same(thing, other, kb) for other in spoken_of):
            spoken_of.append(_as_project(thing, kb))
    return tuple(Meaning(thing, _about(question, one, thing)) for thing in spoken_of[:_CHOICES])


def completed(question: Question, pending: Question, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question that was asked back about, with what an answer in free words names: "à la licence"."""
    asked = question.copy(update={"wants": pending.wants, "operation": pending.operation})
    one = one_to_join(pending, memory, kb)
    return _about(asked, one, *question.about.operands) if one is not None and question.about.operands else asked


def _as_project(subject: Subject, kb: KnowledgeBase) -> Subject:
    """A topic of one project as that project."""
    own = members(kb, subject)
    return Subject(kind="project", id=own[0]) if subject.is_topical and len(own) == 1 else subject


def _things(told: Told) -> tuple[Subject, ...]:
    alone = told.focus
    return () if told.absent else (alone,) if alone is not None else told.things


def _about(question: Question, one: Subject | None, *things: Subject) -> Question:
    if one is None:
        return question.with_filter(Filter(subjects=things))
    return question.with_filter(Filter(subjects=(one, *things), union=True))

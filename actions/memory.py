"""What is remembered of a conversation between turns: the last questions and what the last answer listed.

It is kept in slots that the policies do not look at, as plain data.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from knowledge import Filter, KnowledgeBase, Operation, Question, Range, Subject, Want
from knowledge.records import FUND, OrganisationKind

SLOT = "memory"
# A question without a name and of so few words goes on with what was said: "combien de gagnants ?".
_ELLIPTIC = 4


@dataclass(frozen=True)
class Memory:
    """The last question as it was understood, the one before, and the ids of the projects last told, in order."""

    last: Question | None = None
    before: Question | None = None
    listed: tuple[str, ...] = ()
    listed_before: tuple[str, ...] = ()
    offered: dict[str, Any] | None = None  # a question that a clarification waits to complete

    @classmethod
    def of(cls, stored: dict[str, Any] | None) -> Memory:
        """The memory of a slot's value."""
        if not stored:
            return cls()
        return cls(
            last=Question.parse_obj(stored["last"]) if stored.get("last") else None,
            before=Question.parse_obj(stored["before"]) if stored.get("before") else None,
            listed=tuple(stored.get("listed") or ()),
            listed_before=tuple(stored.get("listed_before") or ()),
            offered=stored.get("offered"),
        )

    def stored(self) -> dict[str, Any]:
        """The memory as a slot's value."""
        return {
            "last": self.last and plain(self.last),
            "before": self.before and plain(self.before),
            "listed": list(self.listed),
            "listed_before": list(self.listed_before),
            "offered": self.offered,
        }

    def after(self, question: Question, listed: tuple[str, ...]) -> Memory:
        """The memory once a question has been answered."""
        before = self.last if question.about.subjects else self.before
        listed_before = self.listed if self.listed != listed else self.listed_before
        return Memory(last=question, before=before, listed=listed, listed_before=listed_before)


def plain(question: Question) -> dict[str, Any]:
    """A question as plain data, as a tracker store can keep it."""
    data: dict[str, Any] = json.loads(question.json(exclude_defaults=True))
    return data


def in_context(question: Question, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question as it is meant after what was said before.

    A question that stands by itself is left as it is, so that stale context never answers for something else.
    """
    last = memory.last
    if last is None:
        return question
    if question.refers and question.about.of_kind("unknown"):
        known = tuple(s for s in question.about.subjects if s.kind != "unknown")
        question = question.copy(update={"about": question.about.copy(update={"subjects": known})})
    pointed = _pointed_at(question, memory, kb)
    if pointed is not None:
        counted = last.wants == (Want.COUNT,) and question.operation is Operation.SUM
        wants = last.wants if counted or not question.wants else question.wants
        return question.copy(update={"wants": wants, "about": pointed, "unit": question.unit or last.unit})
    if question.operation is Operation.SHARE and not question.about.subjects:
        part = memory.listed if len(memory.listed) == 1 else ()
        about = last.about.copy(update={"within": part})
        return question.copy(update={"about": about, "text": f"{last.text} {question.text}"})
    if question.wants == (Want.SOURCE,) and question.claims:
        return last.copy(update={"claims": question.claims})
    if _other_call(question, memory):
        calls = tuple(Subject(kind="call", id=c.id) for c in kb.calls.values() if c.number == question.position)
        question = question.copy(update={"about": question.about.copy(update={"subjects": calls}), "position": None})
    if question.operation is Operation.SHARE and question.refers and question.about.operands and memory.listed:
        return question.copy(update={"about": question.about.copy(update={"within": memory.listed})})
    if question.wants == (Want.SOURCE,) and not question.about.operands:
        return last.copy(update={"wants": (Want.SOURCE,), "about": _pinned(last, memory.listed)})
    if not question.wants or _leans(question):
        return last.changed_by(question, memory.listed, memory.before)
    return question


def _pointed_at(question: Question, memory: Memory, kb: KnowledgeBase) -> Filter | None:
    """What "ce ministère", "la même somme", "les deux" or "plus que lui" points at; None where nothing does."""
    about, told = question.about, [kb.projects[p] for p in memory.listed if p in kb.projects]
    if question.body and told and not about.operands:
        kinds = (OrganisationKind.MINISTRY, OrganisationKind.GOVERNMENT)
        bodies = dict.fromkeys(b.id for p in told for b in kb.carriers(p) if b.kind in kinds)
        subjects = tuple(Subject(kind="organisation", id=b) for b in bodies)
        part = memory.listed if question.operation is Operation.SHARE else ()
        return about.copy(update={"subjects": subjects, "within": part}) if subjects else None
    if question.same and len(told) == 1 and not about.operands:
        alike = Range(low=told[0].euros, high=told[0].euros)
        return about.copy(update={"amounts": alike, "excluding": (Subject(kind="project", id=told[0].id),)})
    if question.both and not about.operands and len(memory.listed) == 1 and len(memory.listed_before) == 1:
        pair = (*memory.listed_before, *memory.listed)
        return about.copy(update={"subjects": tuple(Subject(kind="project", id=p) for p in dict.fromkeys(pair))})
    if question.among and memory.listed:
        return about.copy(update={"within": memory.listed})
    if question.complement and len(memory.listed) == 1 and len(memory.listed_before) == 2 and not about.operands:
        rest = tuple(p for p in memory.listed_before if p not in memory.listed)
        return about.copy(update={"subjects": tuple(Subject(kind="project", id=p) for p in rest)})
    if question.operation in (Operation.COMPARE, Operation.SUM) and not about.operands and not about.amounts:
        short = len(question.text.split()) <= _ELLIPTIC + 2
        return _last_two(memory) if (short or question.both) and len(memory.listed) != 2 else None
    if question.operation is Operation.COMPARE and len(about.operands) == 1 and memory.last is not None:
        others = tuple(s for s in memory.last.about.operands if s not in about.subjects)
        if question.refers and others:
            return about.copy(update={"subjects": (*others, *about.subjects)})
    return None


def _last_two(memory: Memory) -> Filter | None:
    """The last two things that were spoken of, side by side; None where there were not two."""
    last, before = memory.last, memory.before
    if last is None:
        return None
    if len([s for s in last.about.operands if s.kind != "call"]) > 1:
        return last.about
    if len(memory.listed) == 1 and len(memory.listed_before) == 1 and memory.listed != memory.listed_before:
        pair = (*memory.listed_before, *memory.listed)
        return Filter(subjects=tuple(Subject(kind="project", id=p) for p in pair), union=True)
    if before is None or not before.about.operands or not last.about.operands:
        return None
    subjects = dict.fromkeys((*before.about.operands, *last.about.operands))
    return Filter(subjects=tuple(subjects), union=True) if len(subjects) > 1 else None


def _other_call(question: Question, memory: Memory) -> bool:
    """Whether "le premier" means a call, since calls were spoken of and no list was told."""
    ordinal = question.position is not None and question.position > 0 and question.operation is None
    spoken_of = memory.last is not None and bool(memory.last.about.of_kind("call"))
    return ordinal and spoken_of and not question.about.subjects and not memory.listed


def _leans(question: Question) -> bool:
    """Whether a question that says what it wants leans on the one before for its subject."""
    about = question.about
    named = [s for s in about.subjects if s.kind != "call" and not (s.id == FUND and question.refers)]
    if named:
        return False
    if question.both or question.complement:
        return True
    if about.of_kind("call") and not question.refers:
        return False
    if question.wants[0] in (Want.BENEFITS, Want.CARRIER, Want.DESCRIPTION) and not about.subjects:
        return question.unit is None
    if _whole(question):
        return False
    return question.refers or (len(question.text.split()) <= _ELLIPTIC and question.operation is None)


def _whole(question: Question) -> bool:
    """Whether a question without a name is about everything: "combien de projets en tout ?"."""
    text = question.text.casefold()
    return "tous les projets" in text or "tous les lauréats" in text


def _pinned(last: Question, listed: tuple[str, ...]) -> Filter:
    """What the last answer was about, with the projects that it told."""
    return last.about if last.about.subjects else Filter(within=listed)

"""What is remembered of a conversation between turns: the last questions, as they were understood, and what was told.

It is kept in a slot that the policies do not look at, as plain data.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk import Tracker

from knowledge import Filter, Question, Subject, Want
from knowledge.answers import (
    Answer,
    Bodies,
    BodyRanking,
    Carriers,
    Comparison,
    Explained,
    Gap,
    Group,
    Nothing,
    Several,
    Share,
    Sources,
    Stated,
)
from knowledge.base import KnowledgeBase
from knowledge.questions import EXTREMES
from knowledge.records import FUND, Fact
from knowledge.selection import members
from knowledge.sums import extreme
from knowledge.text import phrase

SLOT = "memory"
_ENTITLED = phrase(r"\by (?:aur|a|ont|av)\w* (?:\w+ )?(?:droit|accès)\b")
_TURNS = 8  # how far back one may point


def _plainly(subject: Subject) -> Subject:
    """The subject, however it was said, so that two ways to name a thing are one."""
    if subject.kind == "keyword":
        return Subject(kind="project", id=subject.id)
    return subject if subject.kind in ("words", "theme") else subject.copy(update={"text": ""})


@dataclass(frozen=True)
class Told:
    """An answered question: the projects told, in order, and the things that the answer was about, one by one."""

    question: Question
    projects: tuple[str, ...] = ()
    things: tuple[Subject, ...] = ()
    absent: bool = False  # what was asked about is not in the announcements
    foremost: Subject | None = None  # of things compared, the one that came out
    beside: tuple[Question, ...] = ()  # what the same message asked too
    facts: tuple[str, ...] = ()  # ids of the statements that were told
    kept: dict[str, Any] | None = field(
        default=None, compare=False, repr=False
    )  # as plain data, where it comes from a slot

    def stored(self) -> dict[str, Any]:
        """It as plain data."""
        return {
            "question": plain(self.question),
            "projects": list(self.projects),
            "things": [s.dict() for s in self.things],
            "absent": self.absent,
            "foremost": self.foremost and self.foremost.dict(),
            "beside": [plain(question) for question in self.beside],
            "facts": list(self.facts),
        }

    @property
    def named(self) -> tuple[Subject, ...]:
        """The things side by side in the question, calls apart."""
        if self.absent:
            return ()
        return tuple(dict.fromkeys(_plainly(s) for s in self.question.about.operands if s.kind != "call"))

    @property
    def focus(self) -> Subject | None:
        """The one thing that the turn was about, if there was one."""
        if len(self.things) == 1:
            return self.things[0]
        if len(self.named) == 1:
            return self.named[0] if not self.question.about.is_narrowed else None
        calls = self.question.about.of_kind("call")
        return _plainly(calls[0]) if len(calls) == 1 and not self.question.about.is_narrowed else None

    @property
    def project(self) -> Subject | None:
        """The focus where it is a project, by its name or by a word for it."""
        focus = self.focus
        return focus if focus is not None and focus.kind in ("project", "keyword") else None


@dataclass(frozen=True)
class Memory:
    """The answered questions of a conversation, the newest first."""

    turns: tuple[Told, ...] = ()
    offered: dict[str, Any] | None = None  # the choices of the last reply, by their keys
    pending: Question | None = None  # the question that a clarification waits to complete

    @classmethod
    def of(cls, stored: dict[str, Any] | None) -> Memory:
        """The memory of a slot's value."""
        stored = stored or {}
        turns = (
            Told(
                Question.parse_obj(told["question"]),
                tuple(told["projects"]),
                tuple(Subject.parse_obj(thing) for thing in told["things"]),
                bool(told["absent"]),
                Subject.parse_obj(told["foremost"]) if told["foremost"] else None,
                tuple(Question.parse_obj(question) for question in told.get("beside") or ()),
                tuple(told.get("facts") or ()),
                told,
            )
            for told in stored.get("turns") or ()
        )
        pending = stored.get("pending")
        return cls(tuple(turns), stored.get("offered"), Question.parse_obj(pending) if pending else None)

    def stored(self) -> dict[str, Any]:
        """The memory as a slot's value."""
        turns = [told.kept or told.stored() for told in self.turns]
        return {"turns": turns, "offered": self.offered, "pending": self.pending and plain(self.pending)}

    def within(self, kb: KnowledgeBase) -> Memory:
        """The memory without what names something that the base does not have: it was reloaded since."""
        turns = tuple(
            told
            for told in self.turns
            if all(is_of(kb, question) for question in (told.question, *told.beside))
            and all(project in kb.projects for project in told.projects)
            and all(kb.knows(s.kind, s.id) for s in (*told.things, *filter(None, [told.foremost])))
            and all(kb.knows("fact", fact) for fact in told.facts)
        )
        pending = self.pending if self.pending is not None and is_of(kb, self.pending) else None
        return Memory(turns, self.offered, pending)

    @property
    def last(self) -> Question | None:
        """The last question, as it was understood."""
        return self.turns[0].question if self.turns else None

    @property
    def listed(self) -> tuple[str, ...]:
        """The ids of the projects last told, in their order."""
        return self.turns[0].projects if self.turns else ()

    def without_places(self) -> Memory:
        """The memory without the regions that the last question was about beside a project: "et la Bretagne, non ?"."""
        if not self.turns:
            return self
        last = self.turns[0]
        about = last.question.about
        if not (about.of_kind("region") and about.of_kind("project") and last.question.wants == (Want.PLACE,)):
            return self
        elsewhere = last.question.with_filter(about.without("region")).copy(update={"yes_no": False})
        return replace(self, turns=(replace(last, question=elsewhere, kept=None), *self.turns[1:]))

    def of_each(self) -> tuple[Memory, ...]:
        """The memory as if each question of the last message had been the only one."""
        last, *before = self.turns
        return tuple(
            replace(self, turns=(replace(last, question=q, kept=None), *before)) for q in (*last.beside, last.question)
        )

    def after(self, question: Question, answer: Answer, kb: KnowledgeBase, beside: tuple[Question, ...] = ()) -> Memory:
        """The memory once a question has been answered; where nothing was told, what was spoken of stays."""
        if isinstance(answer, Sources) and answer.earlier and self.turns:
            return Memory(self.turns)  # where a figure comes from is an aside
        if isinstance(answer, Nothing) and answer.why == "no_other" and self.turns:
            body = question.about.of_kind("organisation")
            if len(body) != 1:
                return Memory(self.turns)
            of_body = question.copy(update={"about": Filter(subjects=body), "complement": True})
            last = replace(self.turns[0], question=of_body, beside=(), kept=None)
            return Memory((last, *self.turns[1:]))
        if isinstance(answer, Nothing) and self.turns and self.turns[0].projects and _ENTITLED.search(question.text):
            return Memory(self.turns)  # "les infirmières y auront droit aussi ?"
        in_passing = isinstance(answer, Nothing) and answer.why == "unsaid" and question.about.of_kind("words")
        if isinstance(answer, Nothing) and self.turns and (in_passing or not answer.projects):
            other = [s for s in question.about.of_kind("term") if s.id != FUND]
            if not (question.about.of_kind("organisation") or other):
                return Memory(self.turns)
        if not isinstance(answer, Nothing):
            question = question.with_filter(question.about.without("unknown"))
        question = _without_idle_regions(question, answer, kb)
        if isinstance(answer, Carriers) and answer.premise.holds is False:
            question = _corrected(question, answer)
        supposed = _supposed(question, kb) if question.yes_no and question.operation in EXTREMES else ()
        told = Told(
            question,
            tuple(s.id for s in supposed) or tuple(p.id for p in answer.projects),
            supposed or tuple(_things(answer, kb)),
            isinstance(answer, Nothing),
            _foremost(question, answer),
            beside,
            tuple(fact.id for fact in _facts(answer)),
        )
        return Memory((told, *self.turns)[:_TURNS])

    def speaking_of(self, question: Question) -> Memory:
        """The memory once something was spoken of without being answered."""
        question = question.with_filter(question.about.without("words"))
        if not question.about.topical:
            return self  # words that were only searched for name nothing surely
        without = question.about.without("region")
        if without.topical:  # "ma voiture est à la fourrière de Lyon": where somebody is chooses no projects
            question = question.with_filter(without)
        return Memory((Told(question, (), question.about.topical), *self.turns)[:_TURNS])


def ever_offered(events: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The choices of all replies in a tracker's events, by their keys: older buttons can be pressed too."""
    stored = (event.get("value") for event in events if event.get("event") == "slot" and event.get("name") == SLOT)
    return {key: choice for value in stored if value for key, choice in (value.get("offered") or {}).items()}


def recalled(tracker: Tracker, kb: KnowledgeBase) -> Memory:
    """What is remembered of a conversation and can still be told from a base."""
    return Memory.of(tracker.get_slot(SLOT)).within(kb)


def is_of(kb: KnowledgeBase, question: Question) -> bool:
    """Whether a base has all that a question names."""
    return all(
        all(kb.knows(s.kind, s.id) for s in (*about.subjects, *about.excluding))
        and all(project in kb.projects for project in about.within)
        for about in (question.about, *filter(None, [question.whole]))
    ) and all(kb.knows("fact", id) for id in question.facts)


def _things(answer: Answer, kb: KnowledgeBase) -> Iterator[Subject]:
    """The things that an answer is about, one by one: those that are compared, the bodies, else the projects."""
    if isinstance(answer, Several):
        found = dict.fromkeys(thing for part in answer.parts for thing in _things(part, kb))
        yield from found
    elif isinstance(answer, Comparison) and len(answer.groups) > 2:
        yield from (_shortest(g) for g in sorted(answer.groups, key=lambda g: -g.euros))  # as they are told
    elif isinstance(answer, (Comparison, BodyRanking)):
        yield from (_shortest(g) for g in answer.groups)
    elif isinstance(answer, Bodies):
        yield from (Subject(kind="organisation", id=body.id) for body in answer.bodies)
    elif isinstance(answer, Stated):
        yield from dict.fromkeys(
            s for f in answer.facts for told in f.tells or (f.about,) if (s := _of_fact(told, kb)) is not None
        )
    elif isinstance(answer, Explained):
        yield Subject(kind="term", id=answer.term.id)
    elif not (isinstance(answer, Nothing) and answer.why == "none"):
        yield from (Subject(kind="project", id=p.id) for p in answer.projects)


def _supposed(question: Question, kb: KnowledgeBase) -> tuple[Subject, ...]:
    """The project of which it is wondered whether it is the largest, named as such, by its topic or by its body."""
    named = question.about.of_kind("project")
    if named:
        return named
    topics = question.about.topical or question.about.of_kind("organisation")
    own = {p for s in topics for p in members(kb, s)}
    return tuple(Subject(kind="project", id=p) for p in own) if len(topics) == len(own) == 1 else ()


def _without_idle_regions(question: Question, answer: Answer, kb: KnowledgeBase) -> Question:
    """The question without the regions where none of the projects told is: somebody's own, "un labo à Lyon"."""
    told = {p.id for p in answer.projects}
    idle = tuple(s for s in question.about.of_kind("region") if told and not told & set(members(kb, s)))
    kept = tuple(s for s in question.about.subjects if s not in idle)
    of_place = question.wants[:1] == (Want.PLACE,)
    return question if of_place or not idle else question.with_filter(question.about.copy(update={"subjects": kept}))


def _corrected(question: Question, answer: Carriers) -> Question:
    """The question without the bodies that were wrongly supposed."""
    wrong = {body.id for body in answer.supposed}
    kept = tuple(s for s in question.about.subjects if s.id not in wrong)
    return question.copy(update={"about": question.about.copy(update={"subjects": kept})})


def _foremost(question: Question, answer: Answer) -> Subject | None:
    """The one that came out of a comparison: the larger, or the smaller where that was asked for."""
    if not isinstance(answer, Comparison) or answer.asked is Want.AMOUNT or not answer.gap:
        return None
    return _shortest(extreme(list(answer.groups), question.operation))


def _shortest(group: Group) -> Subject:
    """How to name a group again: as its one project, else as it was named."""
    if len(group.members) == 1 and group.organisation is None:
        return Subject(kind="project", id=group.members[0].id)
    return group.subject


def _facts(answer: Answer) -> tuple[Fact, ...]:
    """The statements that an answer makes, or rests on."""
    if isinstance(answer, Gap):
        return (answer.more, answer.less)
    return answer.facts if isinstance(answer, (Stated, Share)) else ()


def _of_fact(about: str, kb: KnowledgeBase) -> Subject | None:
    """What a fact is about, as a subject."""
    kinds: dict[str, Container[str]] = {
        "project": kb.projects,
        "organisation": kb.organisations,
        "call": kb.calls,
        "term": kb.terms,
    }
    return next((Subject(kind=kind, id=about) for kind, known in kinds.items() if about in known), None)


def plain(question: Question) -> dict[str, Any]:
    """A question as plain data, as a tracker store can keep it."""
    data: dict[str, Any] = json.loads(question.json(exclude_defaults=True))
    return data

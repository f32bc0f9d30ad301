"""The answer: typed, so that a reply can only say what it holds.

Every answer gives its ``kind`` (answer, absent, clarify, out_of_scope), the projects it names in order, and the
figures that may be said of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import mean, median
from typing import TYPE_CHECKING

from knowledge.questions import Question, Range, Subject, Want
from knowledge.records import Call, Fact, Organisation, Project, Source, Term

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase


@dataclass(frozen=True)
class Coverage:
    """How many of the laureates of a call, or of the fund where there is none, the announcements describe."""

    described: int
    selected: int
    call: Call | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the knowledge base answers; ``coverage`` is given where other laureates than the described ones may fit."""

    coverage: Coverage | None = None
    kind = "answer"

    @property
    def lack(self) -> str:
        """Why something that was asked is not told (see Nothing.why); nothing where all of it is."""
        return ""

    @property
    def projects(self) -> tuple[Project, ...]:
        return ()

    @property
    def sources(self) -> tuple[Source, ...]:
        return unique(p.source for p in self.projects)

    @property
    def figures(self) -> frozenset[int]:
        """The amounts (euros) and counts that the answer holds."""
        covered = (self.coverage.described, self.coverage.selected) if self.coverage else ()
        return frozenset((*(p.euros for p in self.projects), *covered))


def unique(sources: Iterable[Source | None]) -> tuple[Source, ...]:
    """The sources of an iterable, one an announcement, in order."""
    seen: dict[str, Source] = {}
    for source in sources:
        if source is not None:
            seen.setdefault(source.announcement, source)
    return tuple(sorted(seen.values(), key=lambda s: s.date))


@dataclass(frozen=True)
class Premise:
    """Whether what the question took for true is so; None where it took nothing for true."""

    holds: bool | None = None


@dataclass(frozen=True)
class OneProject(Answer):
    """One project, and what was asked of it."""

    project: Project
    asked: tuple[Want, ...]
    premise: Premise = Premise()
    about: Subject | None = None
    fact: Fact | None = None

    @property
    def kind(self) -> str:  # type: ignore[override]
        return "absent" if self.fact is not None and self.fact.absent else "answer"

    @property
    def lack(self) -> str:
        return "unsaid" if self.kind == "absent" else ""

    @property
    def projects(self) -> tuple[Project, ...]:
        return (self.project,)

    @property
    def figures(self) -> frozenset[int]:
        stated = {self.fact.value} if self.fact is not None and self.fact.value is not None else set()
        return super().figures | stated


@dataclass(frozen=True)
class Selection(Answer):
    """The projects that a filter keeps, with their sum; ``scope`` says in words which ones they are."""

    selected: tuple[Project, ...]
    scope: str
    asked: Want
    shared: tuple[Project, ...] = ()  # those that the body in question carries with others
    premise: Premise = Premise()
    undescribed: int = 0  # laureates of the scope that the announcements count without describing them
    call: Call | None = None

    @property
    def projects(self) -> tuple[Project, ...]:
        return self.selected

    @property
    def total(self) -> int:
        return sum(p.euros for p in self.selected)

    @property
    def alone(self) -> int:
        """The sum of the grants that are not shared with other bodies, in euros."""
        return self.total - sum(p.euros for p in self.shared)

    @property
    def count(self) -> int:
        return len(self.selected) + self.undescribed

    @property
    def figures(self) -> frozenset[int]:
        announced = {self.call.awarded.euros or 0} if self.call and self.call.awarded else set()
        return super().figures | {self.total, self.alone, self.count, len(self.selected), self.undescribed} | announced


@dataclass(frozen=True)
class Average(Answer):
    """The mean grant of some projects, in euros, or the median one."""

    selected: tuple[Project, ...]
    scope: str
    median: bool = False

    @property
    def projects(self) -> tuple[Project, ...]:
        return self.selected

    @property
    def mean(self) -> int:
        middle = median if self.median else mean
        return round(middle([p.euros for p in self.selected]))

    @property
    def total(self) -> int:
        return sum(p.euros for p in self.selected)

    @property
    def figures(self) -> frozenset[int]:
        return super().figures | {self.mean, round(self.mean, -5), self.total, len(self.selected)}


@dataclass(frozen=True)
class PerHead(Answer):
    """The grant of a project for each of those whom a statement counts: each agent, each region."""

    project: Project
    fact: Fact

    @property
    def projects(self) -> tuple[Project, ...]:
        return (self.project,)

    @property
    def share(self) -> float:
        """Euros for each."""
        return self.project.euros / (self.fact.value or 1)

    @property
    def figures(self) -> frozenset[int]:
        return super().figures | {self.fact.value or 0, int(self.share), round(self.share)}


@dataclass(frozen=True)
class Ranking(Answer):
    """Projects in the order of their grants; those at the edge that tie are kept together."""

    ranked: tuple[Project, ...]
    scope: str
    lowest_first: bool
    among: int
    position: int | None = None
    premise: Premise = Premise()

    @property
    def projects(self) -> tuple[Project, ...]:
        return self.ranked

    @property
    def figures(self) -> frozenset[int]:
        return super().figures | {self.among, len(self.ranked)} | set(range(1, self.among + 1))


@dataclass(frozen=True)
class Ties(Answer):
    """Projects that got one and the same amount, the largest first; no groups where all amounts differ."""

    groups: tuple[tuple[Project, ...], ...]
    scope: str
    yes_no: bool = False  # whether it was asked if there are any

    @property
    def projects(self) -> tuple[Project, ...]:
        return tuple(p for group in self.groups for p in group)


@dataclass(frozen=True)
class Rank(Answer):
    """The place of one project among others, largest grant first."""

    project: Project
    place: int
    among: int
    scope: str
    tied: tuple[Project, ...] = ()
    premise: Premise = Premise()

    @property
    def projects(self) -> tuple[Project, ...]:
        return (self.project, *self.tied)

    @property
    def figures(self) -> frozenset[int]:
        return super().figures | {self.place, self.among}


@dataclass(frozen=True)
class Group:
    """Something that is compared with others: its label, its projects, its sum in euros, how it was named."""

    label: str
    members: tuple[Project, ...]
    euros: int
    subject: Subject
    organisation: Organisation | None = None
    derived: bool = False

    @property
    def priced(self) -> bool:
        """Whether any of its amounts is known; a call has its own sum."""
        return self.subject.kind == "call" or any(p.amount.euros is not None for p in self.members)

    @property
    def shared(self) -> bool:
        return self.organisation is not None and any(len(p.carriers) > 1 for p in self.members)


@dataclass(frozen=True)
class Comparison(Answer):
    """Groups side by side. ``asked`` is Want.AMOUNT where each sum was asked for rather than their gap."""

    groups: tuple[Group, ...]
    asked: Want = Want.AMOUNT
    total: int | None = None  # the sum of their projects, each counted once
    overlap: bool = False  # whether they have projects in common
    facts: tuple[Fact, ...] = ()
    lowest: bool = False  # the smaller one was asked for
    premise: Premise = Premise()
    more: bool | None = None  # the thing spoken of has more than what it is compared to, or less, where that is asked

    @property
    def projects(self) -> tuple[Project, ...]:
        return tuple(dict.fromkeys(p for g in self.groups for p in g.members))

    @property
    def gap(self) -> int:
        sums = [g.euros for g in self.groups]
        return max(sums) - min(sums)

    @property
    def ratio(self) -> float | None:
        sums = [g.euros for g in self.groups]
        return max(sums) / min(sums) if min(sums) else None

    @property
    def sources(self) -> tuple[Source, ...]:
        return unique([*(p.source for p in self.projects), *(f.source for f in self.facts)])

    @property
    def figures(self) -> frozenset[int]:
        counts = {len(g.members) for g in self.groups}
        return super().figures | {g.euros for g in self.groups} | {self.gap, self.total or 0} | counts


@dataclass(frozen=True)
class BodyRanking(Answer):
    """Bodies in the order of what they obtained."""

    groups: tuple[Group, ...]
    scope: str
    lowest_first: bool
    top: int | None
    by_number: bool = False  # ordered by how many projects they carry
    each: Range | None = None  # those that carry so many projects each
    position: int | None = None  # the place that was asked for, from the end where it is negative

    @property
    def projects(self) -> tuple[Project, ...]:
        return tuple(dict.fromkeys(p for g in self.groups for p in g.members))

    @property
    def figures(self) -> frozenset[int]:
        return (
            super().figures
            | {g.euros for g in self.groups}
            | {len(self.groups)}
            | {len(g.members) for g in self.groups}
        )


@dataclass(frozen=True)
class Bodies(Answer):
    """The bodies that carry some projects: how many, and which."""

    bodies: tuple[Organisation, ...]
    unit: str
    scope: str
    carried: tuple[Project, ...]

    @property
    def projects(self) -> tuple[Project, ...]:
        return self.carried

    @property
    def figures(self) -> frozenset[int]:
        return frozenset({len(self.bodies), len(self.carried)})


@dataclass(frozen=True)
class Share(Answer):
    """What part of a whole a sum is; both in euros."""

    label: str
    part: int
    members: tuple[Project, ...]
    whole: int
    whole_label: str
    facts: tuple[Fact, ...] = ()

    @property
    def projects(self) -> tuple[Project, ...]:
        return self.members

    @property
    def percent(self) -> float:
        return 100 * self.part / self.whole

    @property
    def sources(self) -> tuple[Source, ...]:
        return unique([*(p.source for p in self.members), *(f.source for f in self.facts)])

    @property
    def figures(self) -> frozenset[int]:
        return super().figures | {self.part, self.whole, round(self.percent), int(self.percent)}


@dataclass(frozen=True)
class FromOneSum:
    """What rests on the one sum, in euros, that another answer tells; ``label`` says what it is of, or nothing."""

    label: str
    euros: int
    of: Answer

    @property
    def projects(self) -> tuple[Project, ...]:
        return self.of.projects

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.of.sources


@dataclass(frozen=True)
class Scaled(FromOneSum, Answer):
    """A part or a multiple of a sum, in euros, rounded down to whole ones."""

    times: tuple[int, int]  # numerator and denominator

    @property
    def result(self) -> int:
        numerator, denominator = self.times
        return self.euros * numerator // denominator

    @property
    def figures(self) -> frozenset[int]:
        return super().figures | self.of.figures | {self.euros, self.result, round(self.result, -5), *self.times}


@dataclass(frozen=True)
class Missed(FromOneSum, Answer):
    """How far a sum that was said is from the right one, both in euros."""

    said: int

    @property
    def gap(self) -> int:
        return abs(self.said - self.euros)

    @property
    def figures(self) -> frozenset[int]:
        return super().figures | self.of.figures | {self.said, self.euros, self.gap}


@dataclass(frozen=True)
class Carriers(Answer):
    """Who carries some projects."""

    carried: tuple[Project, ...]
    premise: Premise = Premise()
    supposed: tuple[Organisation, ...] = ()

    @property
    def projects(self) -> tuple[Project, ...]:
        return self.carried


@dataclass(frozen=True)
class Stated(Answer):
    """Statements of the announcements: figures, dates, places, people, criteria, quotation."""

    facts: tuple[Fact, ...]
    premise: Premise = Premise()

    @property
    def kind(self) -> str:  # type: ignore[override]
        return "absent" if all(f.absent for f in self.facts) else "answer"

    @property
    def lack(self) -> str:
        return "unsaid" if any(f.absent for f in self.facts) else ""

    @property
    def sources(self) -> tuple[Source, ...]:
        return unique(f.source for f in self.facts)

    @property
    def figures(self) -> frozenset[int]:
        return frozenset(f.value for f in self.facts if f.value is not None)


@dataclass(frozen=True)
class Gap(Answer):
    """Two figures of one unit, and how far apart they are."""

    more: Fact
    less: Fact

    @property
    def gap(self) -> int:
        return (self.more.value or 0) - (self.less.value or 0)

    @property
    def ratio(self) -> float | None:
        return (self.more.value or 0) / self.less.value if self.less.value else None

    @property
    def sources(self) -> tuple[Source, ...]:
        return unique((self.more.source, self.less.source))

    @property
    def figures(self) -> frozenset[int]:
        return frozenset({self.more.value or 0, self.less.value or 0, self.gap})


@dataclass(frozen=True)
class Explained(Answer):
    """A notion: the fund, the committee, a person…"""

    term: Term
    aims: bool = False

    @property
    def sources(self) -> tuple[Source, ...]:
        return unique([self.term.source])

    @property
    def figures(self) -> frozenset[int]:
        return frozenset(self.term.figures)


@dataclass(frozen=True)
class Sources(Answer):
    """Where an earlier answer comes from, or on which announcements all answers rest."""

    rests_on: tuple[Source, ...]
    titles: tuple[str, ...]
    places: tuple[str, ...] = ()
    earlier: bool = False

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.rests_on


@dataclass(frozen=True)
class Nothing(Answer):
    """Understood, but not in the announcements.

    ``why``: body (not among the laureates), topic (no project on it), unsaid (the announcements do not say; the label
    is what kind of thing, where that is known),
    none (no project meets the condition), no_other (none besides what was told), undescribed (laureates of a call that is not described in full).
    """

    why: str
    label: str = ""
    organisation: Organisation | None = None
    near: tuple[Project, ...] = ()
    scope: str = ""
    call: Call | None = None
    undescribed: int = 0

    @property
    def kind(self) -> str:  # type: ignore[override]
        return "answer" if self.why in ("none", "no_other") else "absent"

    @property
    def lack(self) -> str:
        return "" if self.kind == "answer" else self.why

    @property
    def projects(self) -> tuple[Project, ...]:
        return self.near

    @property
    def figures(self) -> frozenset[int]:
        selected = {self.call.selected} if self.call else set()
        return super().figures | {self.undescribed} | selected


@dataclass(frozen=True)
class Ambiguous(Answer):
    """Several readings, or a doubtful one: the person chooses."""

    kind = "clarify"
    candidates: tuple[Subject, ...]
    labels: tuple[str, ...]
    heard: str = ""
    joins: str = ""  # what is to be weighed or added up with one of them
    adds: bool = False  # rather than weighs


@dataclass(frozen=True)
class Several(Answer):
    """The answers to several questions asked at once."""

    parts: tuple[Answer, ...] = field(default=())

    @property
    def kind(self) -> str:  # type: ignore[override]
        kinds = {part.kind for part in self.parts}
        return "answer" if "answer" in kinds else self.parts[0].kind

    @property
    def lack(self) -> str:
        return next((part.lack for part in self.parts if part.lack), "")

    @property
    def projects(self) -> tuple[Project, ...]:
        return tuple(dict.fromkeys(p for part in self.parts for p in part.projects))

    @property
    def sources(self) -> tuple[Source, ...]:
        return unique(s for part in self.parts for s in part.sources)

    @property
    def figures(self) -> frozenset[int]:
        return frozenset().union(*(part.figures for part in self.parts))


# What answers a question.
Ask = Callable[["KnowledgeBase", Question], Answer]

"""The question: the one thing that crosses from understanding into knowledge."""

from __future__ import annotations

from enum import Enum

from pydantic import BaseModel


class Want(str, Enum):
    """What is asked."""

    AMOUNT = "amount"
    COUNT = "count"
    PROJECTS = "projects"
    DESCRIPTION = "description"
    BENEFITS = "benefits"
    CARRIER = "carrier"
    DATE = "date"
    PLACE = "place"
    CRITERIA = "criteria"
    PEOPLE = "people"
    QUOTE = "quote"
    SOURCE = "source"
    UNSAID = "unsaid"  # something that the announcements do not say


class Operation(str, Enum):
    """What is done with the projects in question."""

    SUM = "sum"
    AVERAGE = "average"
    HIGHEST = "highest"
    LOWEST = "lowest"
    EXTREMES = "extremes"  # the highest and the lowest
    SORT = "sort"
    RANK = "rank"
    AFTER = "after"  # the next smaller one
    COMPARE = "compare"
    SHARE = "share"


class Frozen(BaseModel):
    class Config:
        frozen = True
        extra = "forbid"


class Subject(Frozen):
    """Something named in a question.

    ``kind`` is project, organisation, theme, keyword (a word that leads to the project ``id``), region, call, term,
    words (free words, to be searched) or unknown (words that lead to nothing). ``text`` is how the person said it.
    """

    kind: str
    id: str
    text: str = ""

    @property
    def is_topical(self) -> bool:
        """Whether it is about what projects do, rather than who carries them or when."""
        return self.kind in ("project", "theme", "keyword", "region", "words")


class Range(Frozen):
    """Bounds on an amount, in euros; a strict bound is itself left out."""

    low: int | None = None
    high: int | None = None
    strict: bool = False

    def holds(self, euros: int) -> bool:
        """Whether an amount lies within the bounds."""
        if self.low is not None and (euros < self.low or (self.strict and euros == self.low)):
            return False
        return not (self.high is not None and (euros > self.high or (self.strict and euros == self.high)))


class Filter(Frozen):
    """Which projects are in question. An empty filter is about all of them."""

    subjects: tuple[Subject, ...] = ()
    excluding: tuple[Subject, ...] = ()
    amounts: Range | None = None
    joint: bool | None = None  # carried by several bodies, or by one alone
    within: tuple[str, ...] = ()  # ids of the projects of an earlier answer
    union: bool = False  # the subjects stand side by side ("l'OFII, puis les labos"), none narrows another

    def of_kind(self, *kinds: str) -> tuple[Subject, ...]:
        """The subjects of these kinds, in order."""
        return tuple(s for s in self.subjects if s.kind in kinds)

    @property
    def topical(self) -> tuple[Subject, ...]:
        return tuple(s for s in self.subjects if s.is_topical)

    def is_only(self, subjects: tuple[Subject, ...]) -> bool:
        """Whether these subjects are all that chooses the projects."""
        narrowed = self.excluding or self.within or self.amounts is not None or self.joint is not None
        return self.operands == subjects and not narrowed

    @property
    def operands(self) -> tuple[Subject, ...]:
        """The subjects that can be compared or added up."""
        return tuple(s for s in self.subjects if s.is_topical or s.kind in ("organisation", "call"))


class Question(Frozen):
    """A question, or the part of one that a follow-up changes (then ``wants`` may be empty)."""

    wants: tuple[Want, ...] = ()
    about: Filter = Filter()
    operation: Operation | None = None
    top: int | None = None  # how many of a ranking
    position: int | None = None  # the n-th; -1 is the last
    unit: str | None = None  # what is counted or ranked: project, ministry, operator, organisation, call, or a noun
    claims: tuple[int, ...] = ()  # amounts or numbers that the question takes for true
    yes_no: bool = False
    refers: bool = False  # to what was said before: "lequel", "celui-ci", "et…"
    complement: bool = False  # "et les autres ?"
    both: bool = False  # "les deux"
    same: bool = False  # "le même montant", as another project
    among: bool = False  # "parmi ceux-là"
    body: bool = False  # "ce ministère", the one that carries what was spoken of
    text: str = ""

    def changed_by(self, change: Question, listed: tuple[str, ...] = (), before: Question | None = None) -> Question:
        """This question, changed by a follow-up.

        Args:
            change: what the follow-up says.
            listed: ids of the projects of the last answer, in their order.
            before: the question before this one, for "les deux".
        """
        wants = change.wants or self.wants
        operation = change.operation
        about = self._about_after(change, listed, before)
        if not change.wants and operation is None and not (change.position or change.complement or change.both):
            operation = self.operation
        return change.copy(
            update={
                "wants": wants,
                "about": about,
                "operation": operation,
                "unit": change.unit or (self.unit if not change.wants else None),
                "claims": change.claims,
                "position": change.position if operation else None,
                "complement": change.complement,
                "refers": False,
                "text": f"{self.text} {change.text}" if not change.wants else change.text,
            }
        )

    def _about_after(self, change: Question, listed: tuple[str, ...], before: Question | None) -> Filter:
        new = change.about
        if change.both and len(listed) != 2 and before is not None and not new.subjects:
            pair = (*before.about.operands, *self.about.operands)
            return new.copy(update={"subjects": tuple(dict.fromkeys(pair))})
        if change.position is not None and change.operation is None and listed:
            index = change.position - 1 if change.position > 0 else change.position
            if -len(listed) <= index < len(listed):
                return new.copy(update={"subjects": (Subject(kind="project", id=listed[index]),)})
        ordered = (Operation.HIGHEST, Operation.LOWEST)
        if change.operation in ordered and self.operation in ordered and not new.subjects:
            return self.about
        if change.complement and not new.operands:
            return self.about.copy(update={"excluding": self._pointed_at(listed), "amounts": new.amounts})
        if new.operands or new.of_kind("unknown", "term"):
            kept: tuple[Subject, ...] = ()
            if new.of_kind("call") == new.subjects:
                kept = tuple(s for s in self.about.subjects if s.kind not in ("call", "project", "keyword", "words"))
            elif not new.of_kind("call"):
                kept = self.about.of_kind("call")
            amounts = new.amounts or (self.about.amounts if not change.wants else None)
            return new.copy(update={"subjects": (*new.subjects, *kept), "amounts": amounts})
        if new.excluding and len(self.about.operands) > 1:
            rest = tuple(
                s for s in self.about.subjects if (s.kind, s.id) not in {(e.kind, e.id) for e in new.excluding}
            )
            if rest != self.about.subjects:
                return self.about.copy(update={"subjects": rest})
        narrowed = {
            "amounts": new.amounts or (self.about.amounts if not change.wants else None),
            "excluding": (*self.about.excluding, *new.excluding),
            "joint": new.joint if new.joint is not None else self.about.joint,
        }
        within = () if new.amounts and self.about.amounts else listed
        if change.operation is Operation.SHARE or change.wants in ((Want.COUNT,), (Want.DATE,), (Want.PEOPLE,)):
            within = ()
        if within:
            return self.about.copy(update={**narrowed, "within": within})
        return self.about.copy(update=narrowed)

    def _pointed_at(self, listed: tuple[str, ...]) -> tuple[Subject, ...]:
        """What "the others" leaves out: what the last answer was about."""
        if listed:
            return tuple(Subject(kind="project", id=project) for project in listed)
        return self.about.operands

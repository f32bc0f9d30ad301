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
    MEDIAN = "median"
    HIGHEST = "highest"
    LOWEST = "lowest"
    EXTREMES = "extremes"  # the highest and the lowest
    SORT = "sort"
    RANK = "rank"
    AFTER = "after"  # the next smaller one
    BEFORE = "before"  # the next larger one
    COMPARE = "compare"
    TIES = "ties"  # those that got one and the same amount
    SHARE = "share"
    MISS = "miss"  # how far the figure that was said is from the right one


# What is asked of a thing, rather than how much or how many.
OF_A_THING = ((Want.CARRIER,), (Want.DESCRIPTION,), (Want.BENEFITS,))
EXTREMES = (Operation.HIGHEST, Operation.LOWEST)
# As the NLU names them.
ENDS = frozenset(operation.value for operation in EXTREMES)
# What weighs things named against each other.
COMPARED = (Operation.COMPARE, *EXTREMES, Operation.SORT)
NEIGHBOURS = (Operation.AFTER, Operation.BEFORE)


class Frozen(BaseModel):
    class Config:
        frozen = True
        extra = "forbid"


class Subject(Frozen):
    """Something named in a question.

    ``kind`` is project, organisation, theme, keyword (a word that leads to the project ``id``), region, call, term,
    words (free words, to be searched), extreme (only left out: the largest or smallest so many, "highest 2") or unknown
    (words that lead to nothing). ``text`` is how the person said it.
    """

    kind: str
    id: str
    text: str = ""

    @property
    def is_topical(self) -> bool:
        """Whether it is about what projects do, rather than who carries them or when."""
        return self.kind in ("project", "theme", "keyword", "region", "words")


class Range(Frozen):
    """Bounds on an amount in euros, or on a number; a strict bound is itself left out."""

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
    carriers: int | None = None  # carried by exactly so many bodies
    ministries: bool = False  # of those carried by several bodies, the ones with several ministries among them
    within: tuple[str, ...] = ()  # ids of the projects of an earlier answer
    union: bool = False  # the subjects stand side by side ("l'OFII, puis les labos"), none narrows another

    def of_kind(self, *kinds: str) -> tuple[Subject, ...]:
        """The subjects of these kinds, in order."""
        return tuple(s for s in self.subjects if s.kind in kinds)

    def without(self, *kinds: str) -> Filter:
        """The same filter without the subjects of these kinds."""
        return self.copy(update={"subjects": tuple(s for s in self.subjects if s.kind not in kinds)})

    @property
    def topical(self) -> tuple[Subject, ...]:
        return tuple(s for s in self.subjects if s.is_topical)

    def is_only(self, subjects: tuple[Subject, ...]) -> bool:
        """Whether these subjects are all that chooses the projects."""
        return self.operands == subjects and not self.is_narrowed

    @property
    def only_bounds(self) -> bool:
        """Whether bounds on amounts are all that chooses the projects."""
        return self.amounts is not None and self == Filter(amounts=self.amounts)

    @property
    def is_narrowed(self) -> bool:
        """Whether something besides its subjects chooses the projects."""
        bounded = self.amounts is not None or self.joint is not None or self.carriers is not None
        return bool(self.excluding or self.within) or bounded

    @property
    def operands(self) -> tuple[Subject, ...]:
        """The subjects that can be compared or added up."""
        return tuple(s for s in self.subjects if s.is_topical or s.kind in ("organisation", "call"))


class Question(Frozen):
    """A question; ``wants`` is empty where a follow-up does not say what it asks."""

    wants: tuple[Want, ...] = ()
    about: Filter = Filter()
    operation: Operation | None = None
    top: int | None = None  # how many of a ranking
    position: int | None = None  # the n-th; -1 is the last
    unit: str | None = None  # what is counted or ranked: project, ministry, operator, organisation, call, or a noun
    claims: tuple[int, ...] = ()  # amounts or numbers that the question takes for true
    counts: tuple[int, ...] = ()  # so many laureates as the question takes for true, whatever it asks
    tallies: tuple[tuple[str, int], ...] = ()  # what else it takes for so many: ("agents", 900000)
    yes_no: bool = False
    attributed: bool = (
        True  # a body is taken for the carrier of a project, not named as its own: "le chatbot de la SNCF"
    )
    by_number: bool = False  # bodies are ordered by how many projects they carry, not by their sums
    each: Range | None = None  # how many projects each body in question carries
    complement: bool = False  # "et les autres ?"
    whole: Filter | None = None  # what a share is of, where it is neither a call nor the fund
    missing: str | None = None  # what is asked that no announcement tells of any project: contractor, jobs…
    times: tuple[int, int] | None = None  # what its amount is multiplied by: (1, 2) for the half of it
    facts: tuple[str, ...] = ()  # ids of the statements of figures that are meant, told before
    text: str = ""
    earlier: str = ""  # the words of the question that a follow-up goes on from

    def with_filter(self, about: Filter) -> Question:
        """The same question about something else."""
        return self.copy(update={"about": about})

    def about_only(self, subject: Subject) -> Question:
        """The same question about one of its subjects alone: "quel poste avait Darmanin ?"."""
        return self.copy(update={"about": self.about.copy(update={"subjects": (subject,)}), "operation": None})

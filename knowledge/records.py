"""What the knowledge base holds: typed records, as editors write them in YAML.

Amounts are whole euros (int). Every fact says where it stands in its announcement; the loader adds which one that is.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any

from pydantic import BaseModel, Extra, Field, conint, root_validator, validator

# The id of the notion that stands for the fund itself.
FUND = "fonds"


class Record(BaseModel):
    """A record: frozen, and strict on unknown fields so that a misspelt one is seen."""

    class Config:
        extra = Extra.forbid
        frozen = True


class AmountKind(str, Enum):
    """How exactly an announcement gives an amount."""

    EXACT = "exact"
    ROUNDED = "rounded"
    MORE_THAN = "more_than"
    SHARED = "shared"  # one amount for several carriers, without its split
    ABSENT = "absent"


class Amount(Record):
    """An amount granted by the fund, in euros."""

    kind: AmountKind
    euros: conint(strict=True, ge=0) | None = None  # type: ignore[valid-type]

    @root_validator(skip_on_failure=True)
    def _euros_unless_absent(cls, values: dict[str, Any]) -> dict[str, Any]:
        if (values["euros"] is None) != (values["kind"] is AmountKind.ABSENT):
            raise ValueError("an amount has euros, unless its kind is absent")
        return values


class Source(Record):
    """Where a fact comes from: an announcement."""

    announcement: str
    publisher: str
    date: date


class Sourced(Record):
    """A record that stands in an announcement, at a place in it."""

    where: str = ""
    source: Source | None = None  # set by the loader


class OrganisationKind(str, Enum):
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    OPERATOR = "operator"
    DIRECTORATE = "directorate"
    ABSENT = "absent"  # known to people, not to the announcements


# The Prime Minister's services count among the ministries, as in the announcements.
MINISTERIAL = (OrganisationKind.MINISTRY, OrganisationKind.GOVERNMENT)


class Named(Record):
    """Something that people can name: its official name, and everyday ones."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    never: tuple[str, ...] = Field((), alias="not")

    class Config:
        allow_population_by_field_name = True


class Organisation(Named):
    """A body that carries projects, or that people ask about."""

    kind: OrganisationKind
    article: str = ""
    short: str = ""
    parent: str | None = None

    @property
    def label(self) -> str:
        """The shortest name that is still clear."""
        return self.short or self.name


class Theme(Named):
    """A subject that gathers projects, or an audience: those whom projects serve, looked for but not summed up."""

    audience: bool = False


class Region(Named):
    """A region that projects concern."""


class Call(Sourced):
    """A call for projects. Dates are None where the announcements do not give them."""

    id: str
    number: int
    name: str
    launched: date | None = None
    committee_met: date | None = None
    announced: date
    selected: int
    awarded: Amount | None = None
    described_in_full: bool


class Project(Sourced):
    """A laureate project and its award."""

    id: str
    call: str
    title: str
    names: tuple[str, ...] = ()
    carriers: tuple[str, ...]
    amount: Amount
    year: int | None = None
    purpose: str
    details: str = ""
    benefits: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()

    @validator("carriers")
    def _some(cls, carriers: tuple[str, ...]) -> tuple[str, ...]:
        if not carriers:
            raise ValueError("a project has at least one carrier")
        return carriers

    @validator("details")
    def _one_line(cls, text: str) -> str:
        return " ".join(text.split())

    @property
    def euros(self) -> int:
        """The grant in euros; 0 where it is not given."""
        return self.amount.euros or 0


class Asked(str, Enum):
    """What a fact answers."""

    AMOUNT = "amount"
    COUNT = "count"
    DATE = "date"
    PLACE = "place"
    PEOPLE = "people"
    CRITERIA = "criteria"
    QUOTE = "quote"


class Measure(str, Enum):
    """What a figure of a call, or of the fund, measures; sums and shares are made of these."""

    RECEIVED = "received"  # files received
    SELECTED = "selected"  # projects selected
    REFUSED = "refused"  # files that were not selected
    APPLICANTS = "applicants"  # bodies of all kinds that applied
    APPLIED = "applied"  # euros that the projects applied for cost in all
    REQUESTED = "requested"  # euros asked of the fund
    AWARDED = "awarded"  # euros granted by the fund
    COST = "cost"  # euros that the selected projects cost in all
    ENDOWMENT = "endowment"  # euros that the fund is endowed with
    MEAN = "mean"  # euros granted for each selected project, on average
    REMAINING = "remaining"  # euros of the endowment that are not granted yet


class Fact(Sourced):
    """A statement of an announcement about something (a call, the fund, a project…), with the words that ask for it.

    ``{value}`` in the text stands for the value, written in French. ``absent`` marks a fact that the announcements
    do not give, and that is told as such. A derived fact is computed from others: ``sum`` or ``difference``, divided by ``per``.
    """

    id: str
    about: str
    asks: Asked
    text: str
    words: tuple[str, ...] = ()
    value: int | None = None
    unit: str = ""
    measure: Measure | None = None
    absent: bool = False
    organisations: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()  # the terms told one by one, in order: "le second" is then the second of them
    sum: tuple[str, ...] = ()
    difference: tuple[str, ...] = ()
    per: int = 1  # what a sum or difference is divided by


class Term(Named, Sourced):
    """A notion of the announcements: the fund, the committee, a programme, a person."""

    text: str
    aims: str = ""
    figures: tuple[int, ...] = ()


class Announcement(Record):
    """An official announcement and all that it says."""

    id: str
    date: date
    publisher: str
    title: str
    call: str
    calls: tuple[Call, ...] = ()
    projects: tuple[Project, ...] = ()
    facts: tuple[Fact, ...] = ()
    derived: tuple[Fact, ...] = ()
    terms: tuple[Term, ...] = ()

"""The question of one clause while it is made: the record that each rule takes and hands on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from dialogue.message import Message
from dialogue.naming import Placed
from knowledge import KnowledgeBase, Operation, Range, Subject, Want


@dataclass(frozen=True)
class Draft:
    """What is known so far of the question that a clause asks."""

    message: Message
    kb: KnowledgeBase
    wants: tuple[Want, ...] = ()
    placed: tuple[Placed, ...] = ()  # what is named and counts, in order, with where it stands
    aside: frozenset[Subject] = frozenset()  # of that, what chooses no projects after all
    excluding: tuple[Subject, ...] = ()
    operation: Operation | None = None
    unit: str | None = None
    missing: str | None = None
    bounds: Range | None = None
    claims: tuple[int, ...] = ()
    each: Range | None = None
    carriers: int | None = None  # carried by so many
    joint: str | None = None  # carried by "several", or "alone"

    @property
    def text(self) -> str:
        return self.message.text

    @property
    def named(self) -> tuple[Subject, ...]:
        """What is named and chooses the projects in question, each once."""
        bodies: dict[tuple[str, str], Subject] = {}  # "finances publiques" and "les Comptes publics" are one
        for subject, _ in self.placed:
            said = subject.text if subject.kind != "organisation" else ""
            bodies.setdefault((f"{subject.kind} {said}", subject.id), subject)
        return tuple(s for s in bodies.values() if s not in self.aside)

    @property
    def kinds(self) -> set[str]:
        """The kinds of what is named."""
        return {s.kind for s in self.named}

    @property
    def names_calls(self) -> bool:
        """Whether several calls are named, and nothing else."""
        return len(self.named) > 1 and self.kinds == {"call"}

    @property
    def wants_amount(self) -> bool:
        """Whether words ask how much, whatever the intent is."""
        return "amount" in self.message.values("wants")

    def says(self, words: re.Pattern[str]) -> bool:
        """Whether the clause holds a turn of phrase."""
        return words.search(self.text) is not None

    def only(self, *kinds: str) -> Draft:
        """The draft in which nothing but what is of these kinds chooses projects."""
        return replace(self, aside=self.aside | {s for s in self.named if s.kind not in kinds})


Rule = Callable[[Draft], Draft]


def unplaced(kind: str, *ids: str) -> tuple[Placed, ...]:
    """Subjects that a rule puts in a draft: they stand nowhere in its text."""
    return tuple((Subject(kind=kind, id=id), (0, 0)) for id in ids)

"""The knowledge base: records, indexed once, that answers questions."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from knowledge.answers import Answer
from knowledge.asking import ask
from knowledge.calls import CallNames
from knowledge.loading import HERE, Records, computed, read
from knowledge.names import Names, Reference
from knowledge.questions import Question
from knowledge.records import (
    Asked,
    Call,
    Fact,
    Measure,
    Organisation,
    OrganisationKind,
    Project,
    Region,
    Source,
    Term,
    Theme,
)
from knowledge.search import ProjectSearch
from knowledge.text import stems
from knowledge.validation import validate


class KnowledgeBase:
    """Everything the announcements say, ready to be asked."""

    def __init__(self, records: Records) -> None:
        announcements = records.announcements
        self.organisations: dict[str, Organisation] = {o.id: o for o in records.organisations}
        self.themes: dict[str, Theme] = {t.id: t for t in records.themes}
        self.regions: dict[str, Region] = {r.id: r for r in records.regions}
        self.calls: dict[str, Call] = {c.id: c for a in announcements for c in a.calls}
        self.projects: dict[str, Project] = {p.id: p for a in announcements for p in a.projects}
        self.terms: dict[str, Term] = {t.id: t for a in announcements for t in a.terms}
        self.titles: dict[str, str] = {a.id: a.title for a in announcements}
        self.sources = tuple(
            Source(announcement=a.id, publisher=a.publisher, date=a.date)
            for a in sorted(announcements, key=lambda a: a.date)
        )
        facts = [f for a in announcements for f in a.facts]
        values = {f.id: f.value for f in facts if f.value is not None}
        self.facts: tuple[Fact, ...] = (*facts, *computed((f for a in announcements for f in a.derived), values))
        self.fact_words = Counter(word for fact in self.facts for word in {" ".join(stems(w)) for w in fact.words})
        self._facts = {f.id: f for f in self.facts}
        self._figures = {(f.about, f.measure): f for f in self.facts if f.measure is not None}
        self.search = ProjectSearch(self.projects.values(), self.themes)
        self.names = self._names()
        self.call_names = CallNames(self.calls.values(), self._received())
        self._positions = {project: position for position, project in enumerate(self.projects)}
        self._gathered: dict[tuple[str, str], list[str]] = {}
        for p in self.projects.values():
            own = (("organisation", p.carriers), ("theme", p.themes), ("region", p.regions), ("call", (p.call,)))
            for kind, ids in own:
                for id in ids:
                    self._gathered.setdefault((kind, id), []).append(p.id)

    def ask(self, question: Question) -> Answer:
        """The answer to a question."""
        return ask(self, question)

    def gathered(self, kind: str, id: str) -> list[str]:
        """The ids of the projects of an organisation (alone or with others), a theme, a region or a call."""
        return self._gathered.get((kind, id), [])

    def carried_by(self, organisation: str) -> list[str]:
        """The ids of the projects that a body carries, alone or with others."""
        return self.gathered("organisation", organisation)

    def on_theme(self, theme: str) -> list[str]:
        """The ids of the projects of a theme."""
        return self.gathered("theme", theme)

    def calls_in_order(self) -> list[Call]:
        """The calls for projects, the first one first."""
        return sorted(self.calls.values(), key=lambda call: call.number)

    def call_at(self, place: int | None) -> Call | None:
        """The call at a place in their order, from 1; None where there is none, or no place."""
        known = self.calls_in_order()
        return known[place - 1] if place is not None and 0 < place <= len(known) else None

    def in_order(self, projects: Iterable[str]) -> list[Project]:
        """Projects by their ids, in the order of the announcements."""
        return [self.projects[p] for p in sorted(projects, key=self._positions.__getitem__)]

    def figure(self, about: str, measure: Measure) -> Fact | None:
        """A measured figure of a call or of the fund."""
        return self._figures.get((about, measure))

    def figures(self, about: str, *measures: Measure) -> tuple[Fact, ...]:
        """The measured figures of a call or of the fund that are known, in the order of the measures."""
        return tuple(f for measure in measures if (f := self.figure(about, measure)) is not None)

    def fact(self, id: str) -> Fact:
        """The fact of an id.

        Raises:
            KeyError: there is none.
        """
        return self._facts[id]

    def knows(self, kind: str, id: str) -> bool:
        """Whether a subject of a question, by its kind and id, is one that the base has, or is of no kind that it has."""
        known: dict[str, Container[str]] = {
            "project": self.projects,
            "keyword": self.projects,
            "organisation": self.organisations,
            "theme": self.themes,
            "region": self.regions,
            "call": {*self.calls, "unknown"},
            "term": self.terms,
            "fact": self._facts,
        }
        if kind == "words":
            return all(project in self.projects for project in id.split())
        return kind not in known or id in known[kind]

    @cached_property
    def with_people(self) -> frozenset[str]:
        """The ids of what facts tell the people of: the ministers, but also the fund, a call, its committee."""
        return frozenset(fact.about for fact in self.facts if fact.asks is Asked.PEOPLE)

    @cached_property
    def told_euros(self) -> frozenset[int]:
        """The amounts that the announcements tell, in euros."""
        stated = (f.value for f in self.facts if f.unit == "euros" and f.value is not None)
        return self.granted_euros.union(stated)

    @cached_property
    def granted_euros(self) -> frozenset[int]:
        """The amounts granted to projects, in euros."""
        return frozenset(p.amount.euros for p in self.projects.values() if p.amount.euros is not None)

    def carriers(self, project: Project) -> tuple[Organisation, ...]:
        """The bodies that carry a project, as its announcement orders them."""
        return tuple(self.organisations[c] for c in project.carriers)

    def _received(self) -> dict[str, int]:
        """How many files each call received, where it is told."""
        told = ((c, self.figure(c, Measure.RECEIVED)) for c in self.calls)
        return {c: fact.value for c, fact in told if fact is not None and fact.value is not None}

    def _names(self) -> Names:
        names = Names()
        for organisation in self.organisations.values():
            own: tuple[str, ...] = (organisation.name, organisation.short, *organisation.names)
            if organisation.kind is OrganisationKind.MINISTRY:
                own += tuple(f"ministère {name}" for name in own if not name.startswith(("=", "ministère")))
            names.add(Reference("organisation", organisation.id), own, organisation.never)
        for theme in self.themes.values():
            names.add(Reference("theme", theme.id), (theme.name, *theme.names), theme.never)
        for region in self.regions.values():
            names.add(Reference("region", region.id), (region.name, *region.names), region.never)
        for term in self.terms.values():
            own = (term.name, *term.names) if term.names else ()
            names.add(Reference("term", term.id), own, term.never)
        for project in self.projects.values():
            names.add(Reference("project", project.id), (project.title, *project.names))
            names.add(Reference("keyword", project.id), project.keywords)
        return names


def load(directory: Path = HERE) -> KnowledgeBase:
    """The knowledge base of a directory.

    Raises:
        KnowledgeError: its files are wrong; says file, line and what is wrong.
    """
    with _uncollected():
        records = read(directory)
        validate(records, directory)
        return KnowledgeBase(records)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's cyclic collector, which walks all records anew at each hundred thousand objects made and finds
    nothing to free: a third of the time that 100,000 laureates take."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()

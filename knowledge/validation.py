"""What must hold between records, beyond the form of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.loading import KnowledgeError, Records, announcement_files, line_of
from knowledge.records import AmountKind, Announcement, Project

# Amounts told to the nearest 0.1 M€ may be off by half of that each, and a total in whole millions by half a million.
ROUNDING_EUROS = 50_000
TOTAL_ROUNDING_EUROS = 500_000


def validate(records: Records, directory: Path) -> None:
    """Checks the records against each other.

    Raises:
        KnowledgeError: with every problem found, each with its file and line.
    """
    problems = [*_duplicates(records, directory)]
    known = _known(records)
    for announcement in records.announcements:
        for needle, problem in (*_problems(announcement, known), *_totals(announcement, known)):
            path = _file(directory, announcement)
            problems.append(f"{path}:{line_of(path, needle)}: {problem}")
    if problems:
        raise KnowledgeError(problems)


def _file(directory: Path, announcement: Announcement) -> Path:
    for path in announcement_files(directory):
        if f'id: "{announcement.id}"' in path.read_text(encoding="utf-8"):
            return path
    return directory / "announcements"


def _duplicates(records: Records, directory: Path) -> Iterator[str]:
    """Ids that are used twice among things of a kind."""
    every = records.announcements
    kinds = {
        "organisation": [o.id for o in records.organisations],
        "theme": [t.id for t in records.themes],
        "region": [r.id for r in records.regions],
        "announcement": [a.id for a in every],
        "project": [p.id for a in every for p in a.projects],
        "fact": [f.id for a in every for f in (*a.facts, *a.derived)],
        "call": [c.id for a in every for c in a.calls],
        "term": [t.id for a in every for t in a.terms],
    }
    for what, ids in kinds.items():
        for name, times in Counter(ids).items():
            if times > 1:
                yield f"{place(directory, what, name)}: the {what} id {name!r} is used {times} times"


def place(directory: Path, what: str, name: str) -> str:
    """The file and line of the last record of a kind that has an id."""
    single = directory / f"{what}s.yml"
    paths = [single] if single.exists() else announcement_files(directory)
    wanted = re.compile(rf"\bid: [\"']?{re.escape(name)}[\"']?(?=[,}}\s]|$)")
    found = [
        f"{path}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if wanted.search(line)
    ]
    return found[-1] if found else str(directory)


@dataclass(frozen=True)
class _Known:
    """What the records of all announcements may name."""

    organisations: set[str]
    themes: set[str]
    regions: set[str]
    calls: dict[str, list[Project]]  # the projects of each
    valued: set[str]  # the facts that have a value, so far
    others: set[str]  # projects and terms


def _known(records: Records) -> _Known:
    every = records.announcements
    calls: dict[str, list[Project]] = {c.id: [] for a in every for c in a.calls}
    for project in (p for a in every for p in a.projects):
        if project.call in calls:
            calls[project.call].append(project)
    return _Known(
        organisations={o.id for o in records.organisations},
        themes={t.id for t in records.themes},
        regions={r.id for r in records.regions},
        calls=calls,
        valued={f.id for a in every for f in a.facts if f.value is not None},
        others={*(p.id for a in every for p in a.projects), *(t.id for a in every for t in a.terms)},
    )


def _problems(announcement: Announcement, known: _Known) -> Iterator[tuple[str, str]]:
    """Each problem of an announcement, with a text that stands on its line."""
    if announcement.call not in known.calls:
        yield f"call: {announcement.call}", f"unknown call {announcement.call!r}"
    for project in announcement.projects:
        line = f"id: {project.id}"
        for right, ids, what in (
            (known.organisations, project.carriers, "organisation"),
            (known.themes, project.themes, "theme"),
            (known.regions, project.regions, "region"),
            (known.calls, (project.call,), "call"),
        ):
            for name in ids:
                if name not in right:
                    yield line, f"project {project.id}: unknown {what} {name!r}"
        if not project.where:
            yield line, f"project {project.id}: no source (where: its place in the announcement)"
        if project.amount.kind.value == "shared" and len(project.carriers) < 2:
            yield line, f"project {project.id}: a shared amount needs several carriers"
    for fact in announcement.facts:
        if not fact.where:
            yield f"id: {fact.id}", f"fact {fact.id}: no source (where: its place in the announcement)"
        if "{value}" in fact.text and fact.value is None:
            yield f"id: {fact.id}", f"fact {fact.id}: its text tells a value, but it has none"
    for term in announcement.terms:
        if not term.where:
            yield f"id: {term.id}", f"term {term.id}: no source (where: its place in the announcement)"
    for fact in (*announcement.facts, *announcement.derived):
        for named in (fact.about, *fact.tells):
            if not any(named in right for right in (known.organisations, known.calls, known.others)):
                yield f"id: {fact.id}", f"fact {fact.id}: about {named!r}, which is nothing known"
    for fact in announcement.derived:
        if not (fact.sum or fact.difference):
            yield f"id: {fact.id}", f"derived fact {fact.id}: neither sum nor difference of others"
        for part in (*fact.sum, *fact.difference):
            if part not in known.valued:
                yield f"id: {fact.id}", f"derived fact {fact.id}: {part!r} is no fact with a value"
        known.valued.add(fact.id)  # those after it may be derived from it


def _totals(announcement: Announcement, known: _Known) -> Iterator[tuple[str, str]]:
    for call in announcement.calls:
        members = known.calls[call.id]
        if not call.described_in_full:
            continue
        if len(members) != call.selected:
            yield f"id: {call.id}", f"call {call.id}: {call.selected} projects announced, {len(members)} described"
        if call.awarded is not None and call.awarded.euros is not None and not _agree(call.awarded.euros, members):
            total = sum(p.euros for p in members)
            yield f"id: {call.id}", f"call {call.id}: {call.awarded.euros} euros announced, {total} added up"


def _agree(total: int, members: list[Project]) -> bool:
    """Whether a total agrees with the sum of the amounts, each as exact as it is given; it may be more where one is open."""
    kinds = [p.amount.kind for p in members]
    margin = TOTAL_ROUNDING_EUROS + sum(kind is not AmountKind.EXACT for kind in kinds) * ROUNDING_EUROS
    above = total - sum(p.euros for p in members)
    is_open = AmountKind.ABSENT in kinds or AmountKind.MORE_THAN in kinds
    return above >= -margin and (is_open or above <= margin)

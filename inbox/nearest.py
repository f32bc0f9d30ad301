"""What the knowledge base has near a question: where the next edit may have to be made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from inbox.grouping import Likeness
from knowledge import KnowledgeBase, french
from knowledge.validation import place

_LEAST = 0.4  # likeness, 0 to 1, from which on a thing is near
_SHOWN = 3


@dataclass(frozen=True)
class Known:
    """A thing of the knowledge base: its kind and label in French, and the place of its record."""

    kind: str
    id: str
    label: str
    place: str


class Nearest:
    """Finds the things of a knowledge base that questions are near to."""

    def __init__(self, kb: KnowledgeBase, directory: Path, likeness: Likeness) -> None:
        self._kb, self._directory, self._likeness = kb, directory, likeness
        self._things = [thing for thing, _ in names(kb)]
        self._known_names = likeness.vectors([name for _, name in names(kb)])

    def named(self, text: str) -> str:
        """The labels of all that a text names."""
        return " ".join(dict.fromkeys(_label(self._kb, *thing)[0] for thing in self._mentioned([text])))

    def to(self, wordings: Sequence[str]) -> tuple[Known, ...]:
        """The things that some wordings name, then those whose names are like them; a few, the nearest first."""
        named = self._mentioned(wordings)
        found = sorted(named, key=lambda thing: -named[thing])
        likenesses = (self._likeness.vectors(wordings) @ self._known_names.T).toarray().max(axis=0)
        found += [self._things[i] for i in np.argsort(-likenesses) if likenesses[i] >= _LEAST]
        return tuple(self._record(kind, id) for kind, id in list(dict.fromkeys(found))[:_SHOWN])

    def _mentioned(self, texts: Sequence[str]) -> dict[tuple[str, str], int]:
        """The kinds and ids of the things that texts name, with the length of the name."""
        return {
            _thing(r.kind, r.id): m.end - m.start
            for text in texts
            for m in self._kb.names.find(text)
            for r in m.references
        }

    def _record(self, kind: str, id: str) -> Known:
        label, count = _label(self._kb, kind, id)
        told = "" if count is None else f" ({french.plural(count, 'projet')})" if count else " (aucun projet)"
        where = place(self._directory, kind, id)
        root = f"{self._directory.parent}/"
        return Known(kind, id, label + told, where.removeprefix(root))


def _label(kb: KnowledgeBase, kind: str, id: str) -> tuple[str, int | None]:
    """What a thing is called in French, and how many projects it has; None where it has none by its nature."""
    if kind == "project":
        return f"projet « {kb.projects[id].title} »", None
    if kind == "organisation":
        return kb.organisations[id].name, len(kb.carried_by(id))
    if kind == "theme":
        return f"thème « {kb.themes[id].name} »", len(kb.on_theme(id))
    if kind == "region":
        return f"région {kb.regions[id].name}", sum(id in p.regions for p in kb.projects.values())
    return f"notion « {kb.terms[id].name} »", None


def _thing(kind: str, id: str) -> tuple[str, str]:
    return ("project" if kind == "keyword" else kind, id)


def names(kb: KnowledgeBase) -> Iterator[tuple[tuple[str, str], str]]:
    """All names, each with the kind and id of its thing."""
    for project in kb.projects.values():
        for name in (project.title, *project.names, *project.keywords):
            yield ("project", project.id), name
    for kind, things in (
        ("organisation", kb.organisations),
        ("theme", kb.themes),
        ("region", kb.regions),
        ("term", kb.terms),
    ):
        for thing in things.values():
            for name in (thing.name, *thing.names):
                yield (kind, thing.id), name.lstrip("=")

"""Lexical search of projects: words of a free question against what is written of each project (SQLite FTS5, BM25)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from knowledge.records import Project, Theme
from knowledge.text import stems

_WEIGHTS = (8.0, 6.0, 3.0, 1.0, 1.0)  # title, names and keywords, purpose, details, benefits

_TELLING = 5  # letters of the shortest stem that says something


@dataclass(frozen=True)
class Hit:
    """A project that a search found, best first; a greater score is a better match."""

    project: str
    score: float


class ProjectSearch:
    """A full-text index of projects, in memory; it holds words and no texts, and knows a project by its place."""

    def __init__(self, projects: Iterable[Project], themes: Mapping[str, Theme] = MappingProxyType({})) -> None:
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(
            "CREATE VIRTUAL TABLE project USING fts5(title, names, purpose, details, benefits, content='')"
        )
        ordered = sorted(projects, key=lambda p: p.id)  # of two as good matches, always the same comes first
        self._ids = [p.id for p in ordered]
        self._places = {id: place for place, id in enumerate(self._ids)}
        of_themes = {name: " ".join(stems(" ".join(theme.names))) for name, theme in themes.items()}
        self._database.executemany(
            "INSERT INTO project (rowid, title, names, purpose, details, benefits) VALUES (?, ?, ?, ?, ?, ?)",
            (
                (
                    place,
                    self._stems(p.title),
                    " ".join((*stems(" ".join((*p.names, *p.keywords))), *(of_themes.get(t, "") for t in p.themes))),
                    self._stems(p.purpose),
                    self._stems(p.details),
                    self._stems(" ".join(p.benefits)),
                )
                for place, p in enumerate(ordered)
            ),
        )

    def find(self, text: str, limit: int = 5) -> list[Hit]:
        """The projects that hold all the meaningful words of a text (their stems), best first."""
        stems = self._stems(text).split()
        if not stems:
            return []
        query = " AND ".join(f'"{stem}"' for stem in stems)
        weights = ", ".join(str(w) for w in _WEIGHTS)
        rows = self._database.execute(
            f"SELECT rowid, -bm25(project, {weights}) AS score FROM project WHERE project MATCH ? "
            "ORDER BY score DESC, rowid LIMIT ?",
            (query, limit),
        )
        return [Hit(project=self._ids[row[0]], score=row[1]) for row in rows]

    def shared(self, text: str, project: str) -> int:
        """How many words of a text (their stems) stand in what is written of a project."""
        stems = dict.fromkeys(s for s in self._stems(text).split() if len(s) >= _TELLING)
        found = "SELECT 1 FROM project WHERE project MATCH ? AND rowid = ?"
        return sum(bool(self._database.execute(found, (f'"{s}"', self._places[project])).fetchone()) for s in stems)

    def _stems(self, text: str) -> str:
        return " ".join(stems(text))

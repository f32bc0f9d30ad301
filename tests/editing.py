"""A copy of the knowledge files that a test edits as an editor would, and loads again."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

import knowledge
from knowledge import KnowledgeBase, KnowledgeError
from knowledge.loading import HERE

FIRST = "announcements/2018-06-20-premier-appel-dinsic.yml"
SECOND = "announcements/2018-11-12-deuxieme-appel.yml"


def copied(directory: Path) -> Copy:
    """The project's own knowledge files, copied into a directory."""
    for path in HERE.glob("*.yml"):
        shutil.copy(path, directory / path.name)
    shutil.copytree(HERE / "announcements", directory / "announcements")
    return Copy(directory)


@dataclass(frozen=True)
class Copy:
    directory: Path

    def read(self, file: str) -> str:
        return (self.directory / file).read_text(encoding="utf-8")

    def write(self, file: str, text: str) -> None:
        (self.directory / file).write_text(text, encoding="utf-8")

    def append(self, file: str, text: str) -> None:
        self.write(file, f"{self.read(file).rstrip()}\n{text}\n")

    def replace(self, file: str, old: str, new: str, after: str = "") -> int:
        """Puts one text for another, the first time that it stands after a mark; gives its line."""
        text = self.read(file)
        at = text.index(old, text.index(after))
        self.write(file, text[:at] + new + text[at + len(old) :])
        return text.count("\n", 0, at) + 1

    def line_of(self, file: str, text: str) -> int:
        """The line on which a text first stands."""
        content = self.read(file)
        return content.count("\n", 0, content.index(text)) + 1

    def load(self) -> KnowledgeBase:
        return knowledge.load(self.directory)

    def problems(self) -> list[str]:
        """What loading complains of."""
        with pytest.raises(KnowledgeError) as caught:
            self.load()
        return caught.value.problems

    def problem(self) -> str:
        """The only thing that loading complains of."""
        problems = self.problems()
        assert len(problems) == 1, problems
        return problems[0]

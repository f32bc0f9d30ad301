"""Reading the YAML and JSON files into records, with errors that name the file and the line.

YAML is for people. JSON, a hundred times as fast to read, is for what a system writes: ten thousand laureates a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from knowledge.records import Announcement, Fact, Organisation, Record, Region, Source, Sourced, Theme

HERE = Path(__file__).parent
# LibYAML's parser, where PyYAML was built with it, reads the same in a tenth of the time.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TO_WRITE = "À ÉCRIRE"  # how a draft marks what its editor has to write
R = TypeVar("R", bound=Record)
S = TypeVar("S", bound=Sourced)


class KnowledgeError(Exception):
    """The knowledge files are wrong; one line a problem, each with its file and, where known, its line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Records:
    """All the records of a knowledge directory, by what they are."""

    announcements: tuple[Announcement, ...]
    organisations: tuple[Organisation, ...]
    themes: tuple[Theme, ...]
    regions: tuple[Region, ...]


def read(directory: Path = HERE) -> Records:
    """The records of a directory: announcements/*.yml and *.json, organisations.yml, themes.yml, regions.yml.

    Raises:
        KnowledgeError: a file is missing, is not YAML, or holds a record that is not as it must be.
    """
    records, problems = sound(directory)
    if not records.announcements and not problems:
        problems.append(f"{directory / 'announcements'}: no announcement (*.yml, *.json)")
    if problems:
        raise KnowledgeError(problems)
    return records


def sound(directory: Path = HERE) -> tuple[Records, list[str]]:
    """The records of a directory that are as they must be, and what is wrong with the others."""
    problems: list[str] = []
    announcements = [
        record for path in announcement_files(directory) for record in _records(path, Announcement, problems)
    ]
    records = Records(
        announcements=tuple(_with_sources(a) for a in announcements),
        organisations=tuple(_records(directory / "organisations.yml", Organisation, problems)),
        themes=tuple(_records(directory / "themes.yml", Theme, problems)),
        regions=tuple(_records(directory / "regions.yml", Region, problems)),
    )
    return records, problems


def announcement_files(directory: Path) -> list[Path]:
    """The files of the announcements, in order of their names."""
    return sorted(path for suffix in ("yml", "json") for path in (directory / "announcements").glob(f"*.{suffix}"))


def _records(path: Path, model: type[R], problems: list[str]) -> Iterator[R]:
    """The records of one file: a list of them, or a single one."""
    try:
        text = path.read_text(encoding="utf-8")
        content = json.loads(text) if path.suffix == ".json" else yaml.load(text, Loader=_Loader)
    except UnicodeDecodeError as error:
        problems.append(f"{path}: not written in UTF-8 (byte {error.start})")
        return
    except OSError as error:
        problems.append(f"{path}: cannot be read ({error.strerror})")
        return
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f":{mark.line + 1}" if mark else ""
        problems.append(f"{path}{place}: not valid YAML ({getattr(error, 'problem', error)})")
        return
    except json.JSONDecodeError as error:
        problems.append(f"{path}:{error.lineno}: not valid JSON ({error.msg})")
        return
    unwritten = list(_unwritten(yaml.compose(text, Loader=_Loader))) if TO_WRITE in text else []
    if unwritten:
        problems += [f"{path}:{line}: {what}" for line, what in unwritten]
        return
    items = content if isinstance(content, list) else [content]
    for position, item in enumerate(items):
        try:
            yield model.parse_obj(item)
        except ValidationError as error:
            node = yaml.compose(text, Loader=_Loader)  # JSON is YAML too, and only its nodes know their lines
            node = node.value[position] if isinstance(content, list) and node is not None else node
            for problem in error.errors():
                line = _line(node, problem["loc"])
                where = ".".join(str(part) for part in problem["loc"] if part != "__root__")
                problems.append(f"{path}:{line}: {where or model.__name__.lower()}: {problem['msg']}")


def _unwritten(node: Any, key: str = "") -> Iterator[tuple[int, str]]:
    """The lines of what a draft leaves to be written, each with what is to be done, in French."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _unwritten(value, str(name.value))
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _unwritten(value, key)
    elif isinstance(node, yaml.ScalarNode) and node.value.startswith(TO_WRITE):
        hint = node.value.removeprefix(TO_WRITE).strip(" :")
        yield node.start_mark.line + 1, f"« {key} » reste à écrire : {hint}"


def _line(node: Any, location: tuple[str | int, ...]) -> int:
    """The line of the innermost YAML node of a location that exists."""
    line = int(node.start_mark.line) + 1 if node is not None else 1
    for part in location:
        child = None
        if isinstance(node, yaml.MappingNode):
            child = next(((k, v) for k, v in node.value if k.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            child = (node.value[part], node.value[part])
        if child is None:
            break
        line, node = child[0].start_mark.line + 1, child[1]
    return line


def _with_sources(announcement: Announcement) -> Announcement:
    """The announcement, with its source on each of its records and the values of derived facts left to the base."""

    source = Source(announcement=announcement.id, publisher=announcement.publisher, date=announcement.date)

    def sourced(records: tuple[S, ...]) -> tuple[S, ...]:
        return tuple(record.copy(update={"source": source}) for record in records)

    return announcement.copy(
        update={
            "calls": sourced(announcement.calls),
            "projects": sourced(announcement.projects),
            "facts": sourced(announcement.facts),
            "derived": sourced(announcement.derived),
            "terms": sourced(announcement.terms),
        }
    )


def computed(derived: Iterable[Fact], values: dict[str, int]) -> tuple[Fact, ...]:
    """Derived facts with their values, from those of the facts that they name: stated ones, or derived before them.

    Raises:
        KeyError: one names a fact that has no value.
    """
    values, facts = dict(values), []
    for fact in derived:
        first, *others = (values[part] for part in fact.sum or fact.difference)
        values[fact.id] = (first + sum(others) if fact.sum else first - sum(others)) // fact.per
        facts.append(fact.copy(update={"value": values[fact.id]}))
    return tuple(facts)


def line_of(path: Path, needle: str) -> int:
    """The first line of a file that holds a text (1 where none does)."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if needle in line:
            return number
    return 1

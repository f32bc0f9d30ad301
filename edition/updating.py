"""Importing an announcement again: what changed in it is written into its file, and nothing else of the file moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz

from edition.drafting import amount_of, call_id, facts, named, project_lines
from edition.laureates import Laureate
from edition.reading import Reading
from knowledge import KnowledgeBase
from knowledge.text import fold, stems

_SAME_TITLE = 85
# A laureate is a project of the file from this likeness on: its amount and a word, or its bodies and its name…
_SAME_PROJECT = 3.0


@dataclass
class Update:
    """A file with what an announcement changes in it."""

    text: str
    gone: list[str] = field(default_factory=list)  # ids of projects that the announcement no longer tells of


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    text: str


def existing(directory: Path, reading: Reading, kb: KnowledgeBase) -> Path | None:
    """The file of the same announcement, if there is one: same day, and same call or title."""
    for path in sorted((directory / "announcements").glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        if is_broken(text) and reading.published is not None and path.name.startswith(reading.published.isoformat()):
            return path
        content = _mapping(text)
        told = {key: _text(node) for key, node in content.items() if isinstance(node, yaml.ScalarNode)}
        same_title = fuzz.ratio(fold(told.get("title", "")), fold(reading.title)) >= _SAME_TITLE
        if reading.published is None:
            if same_title:
                return path
        elif told.get("date", "") == reading.published.isoformat():
            if same_title or (reading.call is not None and told.get("call") == call_id(reading, kb)):
                return path
    return None


def is_broken(text: str) -> bool:
    """Whether a file is no YAML, so that nothing can be told of it or added to it."""
    try:
        yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return True
    return False


def update(text: str, reading: Reading, kb: KnowledgeBase) -> Update:
    """The text of a file once the announcement was read again; what its editor wrote stays."""
    content = _mapping(text)
    records = [_fields(node) for node in _items(content.get("projects"))]
    matched = _matched(records, reading.laureates)
    edits: list[_Edit] = []
    for position, record in enumerate(records):
        laureate = matched.get(position)
        if laureate is not None:
            edits += _changes(text, record, laureate)
    call = call_id(reading, kb)
    edits += _of_call(content, reading, call)
    taken = {*kb.projects, *(_text(r["id"]) for r in records if "id" in r)}
    new = named([x for x in reading.laureates if not any(x is y for y in matched.values())], taken)
    edits += _added(text, content, "projects", [line for project in new for line in project_lines(project, call, kb)])
    own = {
        _text(_fields(node)["id"])
        for key in ("facts", "derived")
        for node in _items(content.get(key))
        if "id" in _fields(node)
    }
    measured = {_text(f["measure"]) for f in map(_fields, _items(content.get("facts"))) if "measure" in f}
    fresh = [f for f in facts(reading, kb, call) if not _is_told(f, own, measured)]
    edits += _added(text, content, "facts", fresh)
    gone = [_text(r["id"]) for i, r in enumerate(records) if i not in matched and "id" in r]
    for edit in sorted(edits, key=lambda e: (e.start, e.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return Update(text, gone)


def _matched(records: Sequence[dict[str, yaml.Node]], laureates: Sequence[Laureate]) -> dict[int, Laureate]:
    """The laureate of each record that has one, the likeliest pairs first."""
    pairs = sorted(
        (
            (_likeness(record, laureate), -i, -j)
            for i, record in enumerate(records)
            for j, laureate in enumerate(laureates)
        ),
        reverse=True,
    )
    matched: dict[int, Laureate] = {}
    used: set[int] = set()
    for score, i, j in pairs:
        if score >= _SAME_PROJECT and -i not in matched and -j not in used:
            matched[-i] = laureates[-j]
            used.add(-j)
    return matched


def _likeness(record: dict[str, yaml.Node], laureate: Laureate) -> float:
    """How likely a record is that of a laureate."""
    told = _value(record.get("amount"))
    carriers = {_text(node) for node in _items(record.get("carriers"))}
    bodies = {body.id for body in laureate.carriers}
    same_amount = told.get("euros") is not None and told.get("euros") == laureate.amount.euros
    shared = len(carriers & bodies) / len(carriers | bodies) if carriers | bodies else 0.0
    title, said = (
        set(stems(_text(record["title"]))) if "title" in record else set(),
        set(stems(f"{laureate.title} {laureate.passage}")),
    )
    words = len(title & said) / len(title) if title else 0.0
    names = [_text(record[key]) for key in ("title",) if key in record] + [
        _text(n) for n in _items(record.get("names"))
    ]
    same_name = any(fold(name) == fold(laureate.title) for name in names) or (
        "id" in record and bool(laureate.title) and named([laureate], set())[0].id == _text(record["id"])
    )
    return 2.5 * same_amount + 2 * shared + words + 3 * same_name


def _changes(text: str, record: dict[str, yaml.Node], laureate: Laureate) -> list[_Edit]:
    """What a laureate's record says otherwise than its announcement."""
    edits = []
    carriers = [_text(node) for node in _items(record.get("carriers"))]
    bodies = [body.id for body in laureate.carriers]
    if bodies and set(bodies) != set(carriers) and "carriers" in record:
        edits.append(_replaced(record["carriers"], f"[{', '.join(bodies)}]"))
    told = _value(record.get("amount"))
    if laureate.amount.euros is not None and told.get("euros") != laureate.amount.euros and "amount" in record:
        edits.append(_replaced(record["amount"], amount_of(laureate)))
    return edits


def _of_call(content: dict[str, yaml.Node], reading: Reading, call: str) -> list[_Edit]:
    """What the call's record says otherwise than the announcement."""
    edits = []
    for record in map(_fields, _items(content.get("calls"))):
        if _text(record["id"]) == call and reading.selected is not None and "selected" in record:
            if _text(record["selected"]) != str(reading.selected):
                edits.append(_replaced(record["selected"], str(reading.selected)))
    return edits


def _added(text: str, content: dict[str, yaml.Node], key: str, lines: Sequence[str]) -> list[_Edit]:
    """New records at the end of a list of the file."""
    if not lines:
        return []
    written = "\n".join(lines).rstrip() + "\n"
    items = _items(content.get(key))
    if key not in content:
        return [_Edit(len(text), len(text), f"\n{key}:\n{written}")]
    if not items and isinstance(content[key], yaml.SequenceNode):  # "projects: []"
        return [_replaced(content[key], ""), _after(text, content[key], written)]
    if not items:
        return [_after(text, content[key], written)]
    return [_after(text, items[-1], written if key == "facts" else f"\n{written}")]


def _after(text: str, node: yaml.Node, written: str) -> _Edit:
    """A text on the lines after a node."""
    at = text.find("\n", _end(node))
    return _Edit(at + 1, at + 1, written) if at >= 0 else _Edit(len(text), len(text), f"\n{written}")


def _is_told(fact: str, ids: set[str], measured: set[str]) -> bool:
    """Whether the file has a fact by the same id, or of the same measure."""
    told: dict[str, Any] = yaml.safe_load(fact)[0]
    return told["id"] in ids or told.get("measure") in measured


def _replaced(node: yaml.Node, text: str) -> _Edit:
    return _Edit(node.start_mark.index, _end(node), text)


def _end(node: yaml.Node) -> int:
    """Where a node ends; that of a block is said to end only where the next thing begins, behind notes and blanks."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    return end


def _mapping(text: str) -> dict[str, yaml.Node]:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return {}
    return _fields(node)


def _fields(node: yaml.Node | None) -> dict[str, yaml.Node]:
    return {str(key.value): value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _value(node: yaml.Node | None) -> dict[str, Any]:
    """What a mapping holds, as plain data."""
    return yaml.safe_load(yaml.serialize(node)) if node is not None else {}


def _text(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""

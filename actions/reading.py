"""From what the NLU found in a message to the question it asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from knowledge import Filter, KnowledgeBase, Operation, Question, Range, Subject, Want
from knowledge.names import SURE
from knowledge.text import keys

WANTS: dict[str, tuple[Want, ...]] = {
    "ask_amount": (Want.AMOUNT,),
    "ask_comparison": (Want.AMOUNT,),
    "ask_count": (Want.COUNT,),
    "ask_projects": (Want.PROJECTS,),
    "ask_description": (Want.DESCRIPTION,),
    "ask_benefits": (Want.BENEFITS,),
    "ask_carrier": (Want.CARRIER,),
    "ask_date": (Want.DATE,),
    "ask_place": (Want.PLACE,),
    "ask_criteria": (Want.CRITERIA,),
    "ask_people": (Want.PEOPLE,),
    "ask_quote": (Want.QUOTE,),
    "ask_source": (Want.SOURCE,),
    "ask_unsaid": (Want.UNSAID,),
}
_NAMES = ("project", "organisation", "theme", "keyword", "region", "term")
# The first that is found counts: "combien de fois plus" compares, whatever else it says.
_OPERATIONS = ("share", "average", "rank", "compare", "sort", "lowest", "highest", "sum")


@dataclass(frozen=True)
class Message:
    """What the NLU found: the intent, the entities in order, the text."""

    intent: str
    confidence: float
    entities: tuple[dict[str, Any], ...]
    text: str

    @classmethod
    def of(cls, parsed: dict[str, Any]) -> Message:
        """The message of a tracker's ``latest_message``."""
        found = sorted(parsed.get("entities") or [], key=lambda e: e.get("start") or 0)
        intent = parsed.get("intent") or {}
        return cls(
            str(intent.get("name") or ""), float(intent.get("confidence") or 0.0), tuple(found), parsed.get("text") or ""
        )

    def first(self, kind: str) -> Any:
        """The value of the first entity of a kind."""
        return next((e["value"] for e in self.entities if e["entity"] == kind), None)

    def values(self, kind: str) -> list[Any]:
        """The values of the entities of a kind, in order."""
        return [e["value"] for e in self.entities if e["entity"] == kind]

    def between(self, start: int, end: int) -> Message:
        """The part of the message between two places."""
        inside = tuple(e for e in self.entities if start <= (e.get("start") or 0) < end)
        return Message(self.intent, self.confidence, inside, self.text[start:end])


def questions(message: Message, kb: KnowledgeBase) -> list[Question]:
    """The questions that a message asks: one, or several where it asks for different things of different subjects."""
    clauses = _clauses(message)
    read = [_question(clause, wants, kb) for clause, wants in clauses]
    if len(read) < 2:
        return read
    named = [q.about.subjects for q in read]
    if len([s for s in named if s]) < 2 or len({frozenset(s) for s in named if s}) < 2:
        wants = tuple(dict.fromkeys(w for q in read for w in q.wants))
        whole = _question(message, wants, kb)
        return [whole]
    return read


def doubtful(message: Message) -> tuple[dict[str, Any], ...]:
    """The names that may be misspelt ones of the knowledge base, but are not surely so."""
    return tuple(e for e in message.entities if e["entity"] in _NAMES and e.get("confidence", 1.0) < SURE)


def _clauses(message: Message) -> list[tuple[Message, tuple[Want, ...]]]:
    """The message in parts that each ask for something of their own, with what they ask for."""
    own = WANTS.get(message.intent, ())
    asked = sorted((e for e in message.entities if e["entity"] == "wants"), key=lambda e: e["start"])
    asked = [e for e in asked if _cut(message, e) or e is asked[0]]
    kinds = list(dict.fromkeys(e["value"] for e in asked))
    if len(kinds) < 2 or not own or own == (Want.UNSAID,):
        return [(message, own)]
    first = asked[0]
    second = next(e for e in asked if e["value"] != first["value"])
    at = _cut(message, second)
    if at is None:
        return [(message, own)]
    head, tail = message.between(0, at), message.between(at, len(message.text) + 1)
    wanted = Want(second["value"])
    before = own if wanted not in own else (Want(first["value"]),)
    return [(head, before), (tail, (wanted,))]


def _cut(message: Message, cue: dict[str, Any]) -> int | None:
    """Where the clause of a cue is parted from the one before: at "et", a comma or the end of a sentence."""
    before = message.text[: cue["start"]]
    stripped = before.rstrip()
    for mark in (" et", ",", "?", ".", ";", " puis", " ainsi que", "!", " et a", " et à", " et pour", " et en", " et de", " Et"):
        if stripped.endswith(mark) and stripped[: -len(mark)].strip():
            return len(stripped)
    return None


def _question(message: Message, wants: tuple[Want, ...], kb: KnowledgeBase) -> Question:
    found = message.first("operation") and _operation(message)
    subjects = _subjects(message, kb)
    excluding: tuple[Subject, ...] = ()
    cut = next((e["start"] for e in message.entities if e["entity"] == "excluding"), None)
    if cut is not None:
        excluding = tuple(s for s, start in subjects if start > cut)
        subjects = [(s, start) for s, start in subjects if start <= cut]
    named = tuple(dict.fromkeys(s for s, _ in subjects))
    operation = Operation(found) if found else None
    if message.intent == "ask_comparison" and operation in (None, Operation.SUM):
        operation = Operation.COMPARE
    bounds, claims = _amounts(message, wants, named)
    joint = message.first("joint")
    return Question(
        wants=wants,
        about=Filter(
            subjects=named,
            excluding=excluding,
            amounts=bounds,
            joint=None if joint is None else joint == "several",
        ),
        operation=operation,
        top=message.first("top"),
        position=message.first("position"),
        unit=_unit(message),
        claims=claims,
        yes_no=bool(message.first("yes_no")),
        refers=bool(message.first("refers")) or message.intent == "follow_up",
        complement=bool(message.first("complement")),
        both=bool(message.first("both")),
        text=message.text,
    )


def _operation(message: Message) -> str | None:
    found = message.values("operation")
    if "highest" in found and "compare" in found and message.first("position") is None:
        return "compare"
    return next((name for name in _OPERATIONS if name in found), None)


def _unit(message: Message) -> str | None:
    units = message.values("unit")
    return units[0] if units else None


def _subjects(message: Message, kb: KnowledgeBase) -> list[tuple[Subject, int]]:
    """What is named, with where: names and calls, and spans that name something else, searched for."""
    found: list[tuple[Subject, int]] = []
    taken: list[tuple[int, int]] = []
    for entity in message.entities:
        kind = entity["entity"]
        if kind in _NAMES:
            found.append((Subject(kind=kind, id=entity["value"], text=_said(message, entity)), entity["start"]))
            taken.append((entity["start"], entity["end"]))
        elif kind == "call":
            found.append((Subject(kind="call", id=entity["value"], text=_said(message, entity)), entity["start"]))
    for entity in message.entities:
        if entity["entity"] != "topic" or any(entity["start"] < high and low < entity["end"] for low, high in taken):
            continue
        said = str(entity["value"])
        if keys(said):
            found.append((_searched(said, kb), entity["start"]))
    calls = {s.id for s, _ in found if s.kind == "call"}
    if "unknown" in calls:
        found = [(s, at) for s, at in found if s.kind != "call"]
        found.append((Subject(kind="unknown", id="call", text="un autre appel à projets"), 0))
    return sorted(found, key=lambda pair: pair[1])


def _said(message: Message, entity: dict[str, Any]) -> str:
    return str(entity.get("said") or entity["value"])


def _searched(said: str, kb: KnowledgeBase) -> Subject:
    hits = kb.search.find(said)
    if not hits:
        return Subject(kind="unknown", id=said, text=said)
    return Subject(kind="words", id=" ".join(hit.project for hit in hits), text=said)


def _amounts(
    message: Message, wants: tuple[Want, ...], named: Iterable[Subject]
) -> tuple[Range | None, tuple[int, ...]]:
    """The bounds on amounts that a message sets, or the figures that it takes for true."""
    quantities = message.values("amount")
    ranges = [Range(**q["range"]) for q in quantities if q["range"]]
    plain = tuple(q["euros"] for q in quantities if not q["range"])
    if ranges:
        merged = ranges[0]
        for other in ranges[1:]:
            merged = Range(low=merged.low or other.low, high=merged.high or other.high, strict=merged.strict)
        return merged, ()
    if plain and Want.PROJECTS in wants or (plain and not wants):
        return Range(low=plain[0], high=plain[0]), ()
    counts = tuple(message.values("count")) if Want.COUNT in wants else ()
    return None, plain + counts

"""Conversations written as scenarios: what a person says, and what the reply must and must not say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from knowledge import KnowledgeBase
from knowledge.quantities import amounts
from knowledge.text import fold

FOLDER = Path(__file__).parent.parent / "tests" / "conversations"
_FIELDS = frozenset(
    "user kind amounts numbers projects no_projects organisations says never source".split()
)  # fmt: skip
_REFUSALS = frozenset({"absent", "out_of_scope", "clarify", "misunderstood"})


@dataclass(frozen=True)
class Expected:
    """A turn: the message, and what a right reply says. See tests/conversations/README.md."""

    user: str
    kinds: tuple[str, ...]
    wanted: dict[str, Any]


@dataclass(frozen=True)
class Scenario:
    """A conversation of one or several turns."""

    name: str
    shape: str
    turns: tuple[Expected, ...]


@dataclass(frozen=True)
class Verdict:
    """What a reply gets wrong; nothing where it is right. ``wrong_figure``: it states a figure that is not right."""

    expected: Expected
    reply: str
    kind: str
    problems: tuple[str, ...]
    wrong_figure: bool = False

    @property
    def right(self) -> bool:
        return not self.problems


@dataclass
class Result:
    """A scenario that was played."""

    scenario: Scenario
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def right(self) -> bool:
        return all(v.right for v in self.verdicts)


def load(path: Path) -> list[Scenario]:
    """The scenarios of a file.

    Raises:
        ValueError: a turn has an unknown field.
    """
    scenarios = []
    for written in yaml.safe_load(path.read_text(encoding="utf-8")):
        turns = []
        for turn in written["turns"]:
            unknown = set(turn) - _FIELDS
            if unknown:
                raise ValueError(f"{path}: {written['scenario']}: unknown fields {sorted(unknown)}")
            kinds = turn["kind"] if isinstance(turn["kind"], list) else [turn["kind"]]
            turns.append(Expected(turn["user"], tuple(kinds), turn))
        scenarios.append(Scenario(written["scenario"], written.get("shape", "dialogue"), tuple(turns)))
    return scenarios


def play(scenario: Scenario, say: Callable[[str], tuple[str, str]], kb: KnowledgeBase) -> Result:
    """Plays a scenario.

    Args:
        say: sends a message, and returns the text and the kind of the reply.
    """
    result = Result(scenario)
    for turn in scenario.turns:
        text, kind = say(turn.user)
        result.verdicts.append(judge(turn, text, kind, kb))
    return result


def judge(turn: Expected, reply: str, kind: str, kb: KnowledgeBase) -> Verdict:
    """What a reply gets wrong."""
    problems = list(_problems(turn, reply, kind, kb))
    stated = _stated(reply)
    wanted = set(turn.wanted.get("amounts", ()))
    forbidden = any(p.startswith("says what it never must") for p in problems)
    wrong_figure = bool(wanted and stated and not wanted & stated) or (forbidden and bool(stated))
    return Verdict(turn, reply, kind, tuple(problems), wrong_figure)


def _stated(reply: str) -> set[int]:
    """The amounts that a reply states, in euros; both of "entre 300 et 69 millions d'euros, l'écart est…"."""
    found = amounts(reply)
    between = (q for q in found if q.range and reply[: q.start].rstrip().casefold().endswith("entre"))
    ends = {end for q in between if q.range for end in (q.range.low, q.range.high) if end is not None}
    return {q.euros for q in found} | ends


def _problems(turn: Expected, reply: str, kind: str, kb: KnowledgeBase) -> Iterator[str]:
    plain = " ".join(re.findall(r"[^\W_]+", fold(reply)))
    if kind not in turn.kinds and not (kind == "misunderstood" and "clarify" in turn.kinds):
        yield f"kind {kind}, not {' or '.join(turn.kinds)}"
    stated = _stated(reply)
    for euros in turn.wanted.get("amounts", ()):
        if euros not in stated:
            yield f"amount {euros} is missing"
    for number in turn.wanted.get("numbers", ()):
        if not re.search(rf"(?<!\d){_spaced(number)}(?!\d)", reply):
            yield f"number {number} is missing"
    for project in turn.wanted.get("projects", ()):
        if not _names(plain, project, kb):
            yield f"project {project} is missing"
    for project in turn.wanted.get("no_projects", ()):
        if fold_words(kb.projects[project].title) in plain:
            yield f"project {project} does not belong"
    for organisation in turn.wanted.get("organisations", ()):
        body = kb.organisations[organisation]
        names = (body.name, body.short, *body.names)
        if not any(fold_words(name) in plain for name in names if name):
            yield f"organisation {organisation} is missing"
    for choices in turn.wanted.get("says", ()):
        if not any(fold_words(choice) in plain for choice in str(choices).split("|")):
            yield f"does not say {choices!r}"
    for text in turn.wanted.get("never", ()):
        if re.search(rf"(?<![\w,]){re.escape(fold_words(str(text)))}(?![\w])", plain) and fold(
            str(text)
        ) in _plain_spaces(reply):
            yield f"says what it never must: {text!r}"
    source = turn.wanted.get("source")
    if source and "answer" in turn.kinds and kind == "answer":
        day = {"2018-06-20": "20 juin 2018", "2018-11-12": "12 novembre 2018"}[str(source)]
        if day not in _plain_spaces(reply):
            yield f"does not give its source {source}"


def _names(plain: str, project: str, kb: KnowledgeBase) -> bool:
    record = kb.projects[project]
    return any(fold_words(name) in plain for name in (record.title, *record.names))


def fold_words(text: str) -> str:
    """The words of a text, folded, one blank apart."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def _plain_spaces(text: str) -> str:
    return fold(re.sub(r"\s", " ", text))


def _spaced(number: int) -> str:
    return r"\s?".join(f"{number:,}".split(","))


def is_refusal(kind: str) -> bool:
    """Whether a kind of reply is no answer to what was asked."""
    return kind in _REFUSALS

"""The training data: each example once, under one intent, and none taken from the conversations that measure it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from evaluation.scenarios import FOLDER
from knowledge.text import fold

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "data").glob("**/*.yml"))
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
# Set by a component over what the classifier reads: it need not be learned.
NOT_LEARNED = {"choose"}
_NAMED = re.compile(r"\[([^\[\]]+)\](?:\(([^()]*)\)|\{[^{}]*\})")


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8")) or {}


def _examples() -> list[tuple[str, str]]:
    """The intent and the text of each example, names still in brackets."""
    found = []
    for path in FILES:
        for block in _read(path).get("nlu") or []:
            if "intent" in block:
                lines = (line.strip() for line in block["examples"].splitlines())
                found += [(block["intent"], line[2:]) for line in lines if line.startswith("- ")]
    return found


def _plain(example: str) -> str:
    return _NAMED.sub(r"\1", example)


def _folded(text: str) -> str:
    """The words of a text, without case, accents and punctuation."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


EXAMPLES = _examples()


def test_there_is_training_data() -> None:
    assert len(EXAMPLES) > 3000


def test_no_example_stands_under_two_intents() -> None:
    intents: defaultdict[str, set[str]] = defaultdict(set)
    for intent, example in EXAMPLES:
        intents[_folded(_plain(example))].add(intent)
    torn = {text: sorted(names) for text, names in intents.items() if text and len(names) > 1}

    assert torn == {}


def test_no_example_stands_twice_under_an_intent() -> None:
    counts = Counter((intent, _folded(_plain(example))) for intent, example in EXAMPLES)
    twice = [key for key, times in counts.items() if times > 1 and key[1]]

    assert twice == []


def test_every_line_of_examples_is_an_example() -> None:
    odd = []
    for path in FILES:
        for block in _read(path).get("nlu") or []:
            lines = block.get("examples", "").splitlines()
            odd += [f"{path.name}: {line}" for line in lines if line.strip() and not re.match(r"\s*- \S", line)]

    assert odd == []


def test_brackets_are_balanced() -> None:
    rest = [(example, _NAMED.sub("", example)) for _, example in EXAMPLES]

    assert [example for example, text in rest if re.search(r"[\[\]]", text)] == []


def test_every_kind_of_name_is_an_entity_of_the_domain() -> None:
    kinds = {kind for _, example in EXAMPLES for _, kind in _NAMED.findall(example)}

    assert kinds
    assert kinds <= set(DOMAIN["entities"])


def test_intents_of_the_data_and_of_the_domain_are_the_same() -> None:
    declared = {name for entry in DOMAIN["intents"] for name in (entry if isinstance(entry, dict) else [entry])}

    assert {intent for intent, _ in EXAMPLES} - NOT_LEARNED == declared - NOT_LEARNED
    assert declared >= NOT_LEARNED


def test_rules_and_stories_speak_of_what_the_domain_has() -> None:
    declared = {name for entry in DOMAIN["intents"] for name in (entry if isinstance(entry, dict) else [entry])}
    actions = {*DOMAIN["actions"], *DOMAIN["responses"], "action_restart", "action_session_start", "action_listen"}
    steps = [
        step
        for path in FILES
        for kind in ("rules", "stories")
        for told in _read(path).get(kind) or []
        for step in told["steps"]
    ]

    assert steps
    assert {s["intent"] for s in steps if "intent" in s} <= declared | {"nlu_fallback"}
    assert {s["action"] for s in steps if "action" in s} <= actions


@pytest.mark.parametrize("name", ["development", "frozen"])
def test_no_example_is_taken_from_the_conversations(name: str) -> None:
    turns, taken = _turns_and_taken(name)

    assert turns > 100
    assert taken == 0, f"{taken} examples are turns of {name}.yml"


def _turns_and_taken(name: str) -> tuple[int, int]:
    """How many turns a set has, and how many of them are examples: only numbers, for the sets are not to be read."""
    said = {_folded(turn["user"]) for told in _read(FOLDER / f"{name}.yml") for turn in told["turns"]}
    examples = {_folded(_plain(example)) for _, example in EXAMPLES}
    return len(said), sum(text in said for text in examples if len(text.split()) > 2)

"""The sentences of texts.yml: each is used, and none that the program says is missing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
import yaml

from knowledge.french import upper_first
from wording import say
from wording.texts import problems

ROOT = Path(__file__).parent.parent
TEXTS: dict[str, str] = yaml.safe_load((ROOT / "wording" / "texts.yml").read_text(encoding="utf-8"))
SOURCES = [
    ast.parse(path.read_text(encoding="utf-8"), str(path))
    for package in ("wording", "actions", "dialogue", "channels", "serving", "nlu", "knowledge")
    for path in sorted((ROOT / package).glob("*.py"))
]


def _calls() -> Iterator[ast.Call]:
    for tree in SOURCES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                yield node


def _strings(node: ast.AST) -> Iterator[str]:
    """The texts written in a piece of source; those with parts to fill in as patterns are left out."""
    inside = {id(part) for joined in ast.walk(node) if isinstance(joined, ast.JoinedStr) for part in joined.values}
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and id(part) not in inside:
            yield part.value


def _patterns(node: ast.AST) -> Iterator[str]:
    """The f-strings of a piece of source that may make a key, as regular expressions."""
    for part in ast.walk(node):
        if isinstance(part, ast.JoinedStr):
            own = [re.escape(str(v.value)) if isinstance(v, ast.Constant) else r"\w+" for v in part.values]
            if re.match(r"[a-z]+_", own[0] if own else ""):
                yield "".join(own)


def _assigned() -> Iterator[ast.AST]:
    """What the variables called ``key`` may be."""
    for tree in SOURCES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "key" for t in node.targets):
                yield node.value


def _named(node: ast.AST) -> tuple[set[str], set[str]]:
    """The keys, and patterns of keys, that an expression may give; conditions are no keys."""
    parts = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    if isinstance(node, ast.IfExp):
        found = [_named(part) for part in parts]
        return set().union(*(f[0] for f in found)), set().union(*(f[1] for f in found))
    return set(_strings(node)), set(_patterns(node))


def test_every_sentence_is_used() -> None:
    strings = {text for tree in SOURCES for text in _strings(tree)}
    patterns = {pattern for tree in SOURCES for pattern in _patterns(tree)}
    unused = [k for k in TEXTS if k not in strings and not any(re.fullmatch(p, k) for p in patterns)]

    assert unused == []


def test_every_sentence_that_is_said_exists() -> None:
    keys, patterns = set(), set()
    for node in [*(call.args[0] for call in _calls()), *_assigned()]:
        if isinstance(node, (ast.Constant, ast.IfExp, ast.JoinedStr)):
            own, own_patterns = _named(node)
            keys |= own
            patterns |= own_patterns

    assert len(keys) > 20
    assert sorted(keys - TEXTS.keys()) == []
    assert [p for p in sorted(patterns) if not any(re.fullmatch(p, key) for key in TEXTS)] == []


def test_every_button_exists() -> None:
    named = {text for tree in SOURCES for text in _strings(tree) if re.fullmatch(r"button_\w+", text)}

    assert named
    assert sorted(named - TEXTS.keys()) == []


def test_every_value_that_a_sentence_needs_is_given() -> None:
    missing = []
    for call in _calls():
        key = call.args[0]
        given = {keyword.arg for keyword in call.keywords}
        if not isinstance(key, ast.Constant) or key.value not in TEXTS or None in given:
            continue
        known = given | {"known"} | {upper_first(str(name)) for name in given}
        missing += [f"{key.value}: {name}" for name in _placeholders(TEXTS[key.value]) if name not in known]

    assert missing == []


def test_no_figure_is_written_in_a_sentence() -> None:
    dates = re.compile(r"\d{1,2} (?:juin|novembre)|\b2018\b|\b1er\b")

    assert [key for key, text in TEXTS.items() if re.search(r"\d", dates.sub("", text))] == []


def test_a_capital_placeholder_takes_a_capital_letter() -> None:
    assert say("amount", title="géoplateforme", amount="3 euros", kind="") == "Géoplateforme : 3 euros."


def test_a_sentence_without_its_values_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("amount", title="géoplateforme")


def test_an_unknown_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("no_such_sentence")


def test_braces_in_a_value_are_only_text() -> None:
    assert say("nothing_topic", label="{title}") == "Aucun des projets décrits ne porte sur « {title} »."


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('a: "Oui."\nb: "{title} : {amount}."\n', []),
        ('a: "Oui.\nb: "Non."\n', [":2: YAML incorrect"]),
        ("a: Oui : non.\n", [":1: YAML incorrect"]),
        ('a: "Oui."\nb: "{title."\n', [":2: « b » : une accolade est seule"]),
        ('a: "{le titre}"\n', [":1: « a » : des accolades ne contiennent pas un nom"]),
        ('a: "{title}"\nb: "{Titel}."\n', [":2: « b » : le programme ne remplit pas {Titel} : {Title} ?"]),
        ('a: "{xyzxyz}"\n', [":1: « a » : le programme ne remplit pas {xyzxyz}"]),
        ("a: {title}\n", [":1: « a » : ce n'est pas une phrase"]),
    ],
)
def test_a_sentence_that_cannot_be_said_is_told_with_its_line(tmp_path: Path, written: str, told: list[str]) -> None:
    file = tmp_path / "texts.yml"
    file.write_text(written, encoding="utf-8")
    found = problems(file)

    assert len(found) == len(told)
    assert all(part in line for part, line in zip(told, found))


def test_our_own_sentences_can_all_be_said() -> None:
    assert problems() == []


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}

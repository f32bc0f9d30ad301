"""The names between braces that the program can fill in, so that a misspelt one is seen before a reply fails."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from knowledge.french import upper_first

_FILLS_IN = ("wording", "actions", "channels")  # what calls say()
_ROOT = Path(__file__).parents[1]


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """The names that the program gives to values, read from its own code: any of them, not those of one sentence."""
    return frozenset(
        name
        for package in _FILLS_IN
        for file in (_ROOT / package).glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in _given(node)
    )


def like(name: str) -> str | None:
    """The known name that is most like another one, written as that is; None where none is like it."""
    near = get_close_matches(name, names() | set(map(upper_first, names())), n=1)
    return near[0] if near else None


def _given(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        yield from (keyword.arg for keyword in node.keywords if keyword.arg)
    elif isinstance(node, ast.Dict):
        yield from (key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str))

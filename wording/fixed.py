"""The kinds of the fixed replies, which stand in domain.yml and have no typed payload."""

from __future__ import annotations

_LIMITS = frozenset({"utter_out_of_scope"})


def kind_of(response: str | None) -> str:
    """The kind of a fixed reply, by its name in domain.yml: out_of_scope, else talk."""
    return "out_of_scope" if response in _LIMITS else "talk"

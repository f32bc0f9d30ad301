"""The fixed replies: how a conversation begins, and the kinds of those in domain.yml, which have no typed payload."""

from __future__ import annotations

from knowledge import KnowledgeBase, french
from wording.texts import say

_LIMITS = frozenset({"utter_out_of_scope"})


def introduction(kb: KnowledgeBase) -> str:
    """What a conversation begins with: that this is a machine, what it knows, and up to when."""
    return say("introduction", dates=french.join(f"du {french.day(source.date)}" for source in kb.sources))


def kind_of(response: str | None) -> str:
    """The kind of a fixed reply, by its name in domain.yml: out_of_scope, else talk."""
    return "out_of_scope" if response in _LIMITS else "talk"

"""The one knowledge base that a process answers from; another takes its place as a whole."""

from __future__ import annotations

from contextvars import ContextVar

from knowledge.base import KnowledgeBase, load

_shared: list[KnowledgeBase] = []
_held: ContextVar[KnowledgeBase | None] = ContextVar("held", default=None)


def shared() -> KnowledgeBase:
    """The base that is held for the present task, else the one that is in place; the project's own until another is."""
    held = _held.get()
    if held is not None:
        return held
    if not _shared:
        _shared.append(load())
    return _shared[-1]


def share(kb: KnowledgeBase) -> None:
    """Puts a base in place: whoever asks for the shared one from now on gets it."""
    _shared[:] = [kb]


def hold() -> None:
    """Keeps the base that is now in place for the rest of the present task.

    A message is so understood and answered from one base, even where another takes its place in between.
    """
    _held.set(None)
    _held.set(shared())

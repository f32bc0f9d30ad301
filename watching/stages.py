"""Timing what Rasa does inside a turn: its tracker store's reading and keeping.

The other stages are timed where they stand: the lock in channels/conversations.py, understanding and deciding in
serving/shortcuts.py, acting in serving/in_process.py.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from channels.forgetting import primary
from watching.metrics import STAGE

_STAGES = {"retrieve": "read", "retrieve_full_tracker": "read", "save": "keep"}


def time_store(store: Any) -> None:
    """Has a tracker store of any kind time its reading and keeping; called once, when the server starts."""
    own = primary(store)
    for name, stage in _STAGES.items():
        setattr(own, name, _timed(getattr(own, name), stage))


def _timed(method: Callable[..., Awaitable[Any]], stage: str) -> Callable[..., Awaitable[Any]]:
    async def run(*arguments: Any, **named: Any) -> Any:
        with STAGE[stage].time():
            return await method(*arguments, **named)

    return run

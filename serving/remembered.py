"""What is remembered in this process for a while: so many things, for so long after they were last used."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

MOST = 1000
SECONDS = 600.0

Thing = TypeVar("Thing")


class Remembered(Generic[Thing]):
    """Things by their names; those that were used longest ago are let go of first."""

    def __init__(self, most: int = MOST, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._things: OrderedDict[str, tuple[float, Thing]] = OrderedDict()

    def get(self, name: str) -> Thing | None:
        """The thing of a name; None where it is not remembered any more."""
        self._let_go()
        found = self._things.get(name)
        return found[1] if found is not None else None

    def keep(self, name: str, thing: Thing) -> None:
        """Remembers a thing from now on."""
        self._things[name] = (self._clock() + self._seconds, thing)
        self._things.move_to_end(name)
        self._let_go()

    def drop(self, name: str) -> None:
        """Forgets a thing."""
        self._things.pop(name, None)

    def _let_go(self) -> None:
        now = self._clock()
        while self._things:
            until, _ = next(iter(self._things.values()))
            if until > now and len(self._things) <= self._most:
                return
            self._things.popitem(last=False)

"""When people come and what they say.

An open model: people arrive by a Poisson process at a rate that does not depend on how fast others are answered, so that
a service which cannot keep up is seen to fall behind. Only the standard library is needed here, since the process that
talks to the service has an environment of its own.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

_SEED = 20181112
_SHORTEST_PAUSE, _MEAN_PAUSE = 1.0, 3.0  # seconds between two messages of a person


@dataclass(frozen=True)
class Plan:
    """What is to be said to a service.

    Attributes:
        url: where its door is.
        rate: messages a second, over all people.
        seconds: how long people arrive.
        scripts: what each says, in turn.
        apology: what the service says where it failed, which counts as no answer.
    """

    url: str
    rate: float
    seconds: float
    scripts: Sequence[Sequence[str]]
    apology: str

    def write(self, path: Path) -> None:
        """Writes it down for another process."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Plan:
        """What was written down."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Visit:
    """A person: when he or she comes, and what is said when, in seconds from the beginning."""

    at: float
    said: tuple[tuple[float, str], ...]


def visits(plan: Plan) -> list[Visit]:
    """All people of a plan, by when they come; the same for the same plan."""
    chance = random.Random(_SEED)
    shuffled = list(plan.scripts)
    chance.shuffle(shuffled)
    people_a_second = plan.rate * len(shuffled) / sum(map(len, shuffled))
    found: list[Visit] = []
    now = chance.expovariate(people_a_second)
    for script in itertools.cycle(shuffled):
        if now >= plan.seconds:
            return found
        at, said = now, []
        for text in script:
            at += _SHORTEST_PAUSE + chance.expovariate(1 / (_MEAN_PAUSE - _SHORTEST_PAUSE))
            said.append((at, text))
        found.append(Visit(now, tuple(said)))
        now += chance.expovariate(people_a_second)
    raise ValueError("nobody has anything to say")

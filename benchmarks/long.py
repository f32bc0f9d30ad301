"""Long conversations: what the last turns cost beside the first ones."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from benchmarks import client, servers
from benchmarks.table import Figure, Goal

EARLY, LATE = 5, 150
_AROUND = 2  # turns before and after, measured with it
_CONVERSATIONS = 12


def figures(texts: Sequence[str]) -> list[Figure]:
    """Turn 150 against turn 5, each with the turns around it, all of the same questions."""
    asked = texts[:: max(1, len(texts) // EARLY)][:EARLY]  # turn 5 and turn 150 come with the same ones
    with servers.ours() as ours:
        client.turns(ours.url, asked, EARLY, _CONVERSATIONS)  # warms up
        times = client.turns(ours.url, asked, LATE + _AROUND, _CONVERSATIONS)

    def around(turn: int) -> float:
        return median(took for number in range(turn - _AROUND, turn + _AROUND + 1) for took in times[number - 1])

    return [Figure(f"turn {LATE}", around(LATE), "ms", around(EARLY), f"turn {EARLY}", Goal(1.3))]

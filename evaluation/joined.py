"""Two questions in one message: pairs of development questions, joined, of which both must be answered."""

from __future__ import annotations

import random
from collections.abc import Sequence

from evaluation.scenarios import Expected, Result, Scenario
from evaluation.talk import play_all
from serving.agent import Assistant

PAIRS = 150
# In characters: nobody asks two longer questions at once.
_LONGEST = 85
_LINKS = (", et ", " et ", " ? ")
# What the reply to two questions must say is what each of them must; what one must not say, the other may.
_SUMMED_UP = ("amounts", "numbers", "projects", "organisations", "says")


def ask_two_by_two(scenarios: Sequence[Scenario], assistant: Assistant) -> list[Result]:
    """Plays pairs of the single questions of scenarios, each joined in one message."""
    return play_all(pairs(scenarios, PAIRS), assistant)


def pairs(scenarios: Sequence[Scenario], count: int) -> list[Scenario]:
    """So many pairs of the short single questions of scenarios that are answered, or are known to be told nowhere.

    They are always the same ones: the choice is seeded.
    """
    rng = random.Random(count)
    short = [s for s in scenarios if len(s.turns) == 1 and _fits(s.turns[0])]
    found: list[Scenario] = []
    while len(found) < count:
        one, other = rng.sample(short, 2)
        if one.turns[0].kinds == other.turns[0].kinds == ("absent",):
            continue
        joined = join(one.turns[0], other.turns[0], rng.choice(_LINKS))
        found.append(Scenario(f"{one.name} + {other.name}", f"{one.shape} + {other.shape}", (joined,)))
    return found


def join(one: Expected, other: Expected, link: str) -> Expected:
    """Two questions as one message, which both must be answered."""
    tail = other.user.strip()
    tail = tail[0].lower() + tail[1:] if tail[1:2].islower() else tail
    wanted = {
        what: [*one.wanted.get(what, ()), *other.wanted.get(what, ())]
        for what in _SUMMED_UP
        if what in one.wanted or what in other.wanted
    }
    kinds = ("answer",) if one.kinds == other.kinds else ("answer", "absent")
    return Expected(one.user.rstrip(" ?.!") + link + tail, kinds, wanted)


def _fits(turn: Expected) -> bool:
    """Whether a question is one short sentence with a reply of its own."""
    one = turn.user.count("?") <= 1 and "." not in turn.user.strip(". ")
    return turn.kinds in (("answer",), ("absent",)) and len(turn.user) <= _LONGEST and one

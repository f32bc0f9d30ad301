"""The stress test: questions with typos, without accents and in capitals must be understood nearly as well as clean ones.

The typos are our own: of the packages that make them, `typo` knows the QWERTY keyboard alone, and `nlpaug` has had no
release since 2022 and brings pandas and a downloader with it.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from evaluation.figures import percent
from evaluation.scenarios import Scenario, Verdict
from evaluation.talk import ask
from knowledge.text import fold
from serving.agent import Assistant

MOST_LOST_POINTS = 5.0
_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")
_WORD = re.compile(r"[^\W\d_]{4,}")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE"})


def _neighbours() -> dict[str, str]:
    """The letters beside each letter of an AZERTY keyboard; a key of a row lies under two of the row above it."""
    beside: dict[str, set[str]] = {letter: set() for row in _ROWS for letter in row}
    pairs = [pair for row in _ROWS for pair in pairwise(row)]
    for upper, lower in pairwise(_ROWS):
        pairs += [*zip(lower, upper), *zip(lower, upper[1:])]
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    return {letter: "".join(sorted(keys)) for letter, keys in beside.items()}


NEIGHBOURS = _neighbours()


def with_typos(message: str, count: int) -> str:
    """The message with typos on letters of its words of four letters and more, as many as fit; always the same ones."""
    # Seeded by the message, so that a question keeps its typos when others are added to the set.
    rng = random.Random(f"{count} {message}")
    places = [place for word in _WORD.finditer(message) for place in range(word.start(), word.end())]
    # From the end, so that the places before a typo still hold.
    for place in sorted(rng.sample(places, min(count, len(places))), reverse=True):
        message = _with_typo(message, place, rng)
    return message


def _with_typo(message: str, place: int, rng: random.Random) -> str:
    """The message with a letter left out, preceded by a neighbouring key, exchanged for one, or swapped with the next."""
    before, letter, after = message[:place], message[place], message[place + 1 :]
    key = _neighbouring_key(letter, rng)
    typos = [before + after, before + key + letter + after, before + key + after]
    if after[:1].isalpha() and after[0] != letter:
        typos.append(before + after[0] + letter + after[1:])
    return rng.choice(typos)


def _neighbouring_key(letter: str, rng: random.Random) -> str:
    key = rng.choice(NEIGHBOURS.get(fold(letter)[0], letter))
    return key.upper() if letter.isupper() else key


def without_accents(message: str) -> str:
    """The message as typed without accents; its case stays."""
    decomposed = unicodedata.normalize("NFD", message.translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


KINDS: dict[str, Callable[[str], str]] = {
    "one typo": partial(with_typos, count=1),
    "two typos": partial(with_typos, count=2),
    "no accents": without_accents,
    "capitals": str.upper,
}


@dataclass(frozen=True)
class Pair:
    """What became of a question asked clean, and of the same with noise."""

    clean: Verdict
    noisy: Verdict


def stress(scenarios: list[Scenario], assistant: Assistant) -> dict[str, list[Pair]]:
    """The first question of each scenario, alone, clean and with each kind of noise."""
    clean = [ask(scenario.turns[0], assistant) for scenario in scenarios]
    return {
        kind: [Pair(v, ask(replace(v.expected, user=spoil(v.expected.user)), assistant)) for v in clean]
        for kind, spoil in KINDS.items()
    }


def percents(pairs: list[Pair]) -> tuple[float, float]:
    """The questions right clean, and those right with noise, in percent."""
    clean, noisy = sum(p.clean.right for p in pairs), sum(p.noisy.right for p in pairs)
    return percent(clean, len(pairs)), percent(noisy, len(pairs))


def loss_points(pairs: list[Pair]) -> float:
    """How many points noise takes from what is right clean."""
    clean, noisy = percents(pairs)
    return clean - noisy


def lost(stressed: dict[str, list[Pair]]) -> str:
    """The questions that noise made go wrong, as text: clean and noisy, what is wrong, and the reply."""
    lines = []
    for kind, pairs in stressed.items():
        for pair in pairs:
            if pair.clean.right and not pair.noisy.right:
                flag = "WRONG FIGURE" if pair.noisy.wrong_figure else "wrong"
                lines += [
                    f"=== {kind}",
                    f"  clean > {pair.clean.expected.user}",
                    f"  noisy > {pair.noisy.expected.user}",
                    f"    [{flag}] {'; '.join(pair.noisy.problems)}",
                    "    < " + pair.noisy.reply.replace("\n", "\n      "),
                ]
    return "\n".join(lines) + "\n"

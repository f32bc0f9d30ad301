"""The knowledge base from 18 to 100,000 laureates: time of replies, of loading, memory, and whether answers stay right."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

import knowledge
from benchmarks import client, generated, servers
from benchmarks.client import Asked
from benchmarks.generated import Base
from benchmarks.table import Figure, Goal
from evaluation.generated import checks
from knowledge import KnowledgeBase, french
from serving.model import HERE

SIZES = (18, 1_000, 10_000, 100_000)
BASES = HERE / ".cache" / "bases"
_MESSAGES, _WARM_UP = 120, 20
_BODIES_SUMMED = 25
Ask = Callable[[str], str]  # a question to the text of its reply


def figures() -> list[Figure]:
    """Load time, memory, median reply and right answers, by size; the smallest base is what the others are compared with."""
    kb = knowledge.load()
    same = same_questions(kb)
    smallest, *larger = SIZES
    folders = {size: BASES / str(size) for size in SIZES}
    bases = {size: generated.write(size, folder) for size, folder in folders.items()}
    costs = {size: _cost(folder) for size, folder in folders.items()}
    timed = [texts for number, texts in enumerate(same) if number % max(1, len(same) // _MESSAGES) == 0]
    found: list[Figure] = []
    with servers.ours(folders[smallest]) as small:
        known = {question: _texts(small.url, question) for question in same}
        for size in larger:
            with servers.ours(folders[size]) as large:
                bots = {"small": Asked(timed, small.url), "large": Asked(timed, large.url)}
                times = {name: median(t) for name, t in client.latencies(bots, _MESSAGES, _WARM_UP).items()}
                other = [q for q, reply in known.items() if _texts(large.url, q) != reply]
                wrong = wrong_sums(lambda q, url=large.url: _texts(url, q), bases[size])  # type: ignore[misc]
            last = size == SIZES[-1]
            found += [
                Figure(
                    f"reply among {size:,}",
                    times["large"],
                    "ms",
                    times["small"],
                    f"{smallest}",
                    Goal(1.5) if last else None,
                ),
                Figure(
                    f"load of {size:,}", costs[size]["seconds"], "s", goal=Goal(15, on_ratio=False) if last else None
                ),
                Figure(
                    f"memory of {size:,}",
                    costs[size]["added_mb"],
                    "MB",
                    goal=Goal(600, on_ratio=False) if last else None,
                ),
                Figure(
                    f"other replies of {len(same)} on the real 18, among {size:,}",
                    len(other),
                    "",
                    goal=Goal(0, on_ratio=False),
                ),
                Figure(
                    f"wrong sums of {len(sums(bases[size]))}, among {size:,}",
                    len(wrong),
                    "",
                    goal=Goal(0, on_ratio=False),
                ),
            ]
            for question in (*other[:5], *wrong[:5]):
                print(f"  answered otherwise among {size:,}: {question}", file=sys.stderr)
    return found


def same_questions(kb: KnowledgeBase) -> list[str]:
    """Questions on the real laureates, their bodies and calls; other laureates change nothing in the answers."""
    about = ("project", "organisation", "call")
    return list(dict.fromkeys(c.question for c in checks(kb) if c.about.split()[0] in about))


def sums(base: Base) -> dict[str, int]:
    """Questions for sums of bodies (some of them, the same at each run) and of the call, with the euros of a plain loop."""
    bodies = random.Random(generated.SEED).sample(base.organisations, min(_BODIES_SUMMED, len(base.organisations)))
    expected = {}
    for body in bodies:
        total = 0
        for project in base.projects:
            if body["id"] in project["carriers"]:
                total += project["amount"]["euros"]
        name = french.contracted("de", body["article"], body["name"])
        expected[f"total des montants {name} ?"] = total
    return expected


def wrong_sums(ask: Ask, base: Base) -> list[str]:
    """The questions for sums whose reply does not say the sum."""
    return [question for question, total in sums(base).items() if french.euros(total) not in ask(question)]


def _texts(url: str, question: str) -> str:
    return "\n".join(message.get("text", "") for message in client.ask(url, question)[1:])  # without the introduction


def _cost(folder: Path) -> Mapping[str, float]:
    """What loading the base of a folder costs in a process of its own: seconds, added MB."""
    command = [sys.executable, "-m", "benchmarks.loading", str(folder)]
    done = subprocess.run(command, cwd=HERE, check=True, capture_output=True, text=True)
    cost: dict[str, float] = json.loads(done.stdout)
    return cost

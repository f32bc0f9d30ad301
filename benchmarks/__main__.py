"""`python -m benchmarks`: where the time of a message goes, in this process, on the first questions of the development set."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from statistics import median, quantiles

import knowledge
from actions.memory import Memory
from actions.message import Message
from actions.reading import read
from evaluation.scenarios import FOLDER, load
from serving.agent import Assistant
from serving.model import ensure
from wording import render

ROUNDS = 3


def main() -> None:
    """Prints the median and 95th percentile of each stage, in milliseconds."""
    start = time.perf_counter()
    assistant = Assistant(str(ensure()))
    loading = time.perf_counter() - start
    texts = [scenario.turns[0].user for scenario in load(FOLDER / "development.yml")]
    kb = knowledge.shared()
    parsed = [Message.of(assistant.parse(text)) for text in texts]  # also warms up
    asked = [read(message, kb)[0].question for message in parsed]
    answers = [kb.ask(question) for question in asked]
    stages: dict[str, Callable[[int], object]] = {
        "whole turn": lambda i: assistant.say(texts[i], f"turn {i}"),
        "  NLU": lambda i: assistant.parse(texts[i]),
        "  question": lambda i: (read(parsed[i], kb), Memory.of(None)),
        "  knowledge": lambda i: kb.ask(asked[i]),
        "  wording": lambda i: render(answers[i], kb),
    }
    print(f"{len(texts)} questions, {ROUNDS} rounds\n{'stage':12} {'median ms':>10} {'p95 ms':>10}")
    for name, run in stages.items():
        times = _times(run, len(texts))
        print(f"{name:12} {median(times):10.2f} {quantiles(times, n=20)[-1]:10.2f}")
    print(f"loading {loading:.1f} s · resident memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _times(run: Callable[[int], object], count: int) -> list[float]:
    times = []
    for _ in range(ROUNDS):
        for index in range(count):
            start = time.perf_counter()
            run(index)
            times.append(1000 * (time.perf_counter() - start))
    return times


if __name__ == "__main__":
    main()

"""What another fallback threshold would do: the right replies that it would lose, the wrong ones that it would withhold.

Below the threshold (config.yml) Rasa's FallbackClassifier takes a message for one that is not understood. That is no
refusal yet: a message that names something known is answered all the same. So each message is played both ways,
understood and not, and the threshold only chooses between the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml
from matplotlib.figure import Figure
from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME

import knowledge
from evaluation.figures import percent
from evaluation.scenarios import Scenario, Verdict, judge, play
from evaluation.talk import speaker
from knowledge import KnowledgeBase
from serving.agent import Assistant
from serving.model import HERE

PICTURE = HERE / "results" / "threshold.png"
THRESHOLDS = tuple(step / 20 for step in range(1, 19))


@dataclass(frozen=True)
class Turn:
    """A message that was played both ways.

    Attributes:
        confidence: the classifier's, before the fallback.
        right: whether the reply is right when the message counts as understood.
        undone: whether not understanding it undoes that reply: a right one is lost, a wrong one is not said.
    """

    confidence: float
    right: bool
    undone: bool


@dataclass(frozen=True)
class Point:
    """What a threshold does, in percent of the right replies and of the wrong ones."""

    threshold: float
    right_lost: float
    wrong_withheld: float


def curve(turns: list[Turn], thresholds: Iterable[float] = THRESHOLDS) -> list[Point]:
    """What each threshold does to the turns; nothing where there are none."""
    return [
        Point(
            at, _share_undone([t for t in turns if t.right], at), _share_undone([t for t in turns if not t.right], at)
        )
        for at in thresholds
    ]


def _share_undone(turns: list[Turn], threshold: float) -> float:
    return percent(sum(t.undone and t.confidence < threshold for t in turns), len(turns)) if turns else 0.0


def present() -> float:
    """The threshold of config.yml."""
    pipeline = yaml.safe_load((HERE / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    return float(next(c["threshold"] for c in pipeline if c["name"] == FallbackClassifier.__name__))


def classifier_confidence(parsed: dict[str, Any]) -> float:
    """The confidence of the classifier's first choice in a parsed message, whatever later components made of it."""
    ranking = parsed.get("intent_ranking") or []
    return max((i["confidence"] for i in ranking if i["name"] != DEFAULT_NLU_FALLBACK_INTENT_NAME), default=0.0)


def turns(scenarios: list[Scenario], assistant: Assistant) -> list[Turn]:
    """Each turn of the scenarios, played understood and not, after turns that were understood."""
    kb = knowledge.shared()
    return [turn for scenario in scenarios for turn in _turns(scenario, assistant, kb)]


def _turns(scenario: Scenario, assistant: Assistant, kb: KnowledgeBase) -> Iterator[Turn]:
    with doubting(False):
        understood = play(scenario, speaker(assistant), kb).verdicts
    for index, verdict in enumerate(understood):
        confidence = classifier_confidence(assistant.parse(verdict.expected.user))
        # Surer messages are below none of the thresholds: they need not be played again.
        undone = confidence < THRESHOLDS[-1] and _undoes(_doubted(scenario, index, assistant, kb), verdict)
        yield Turn(confidence, verdict.right, undone)


def _doubted(scenario: Scenario, index: int, assistant: Assistant, kb: KnowledgeBase) -> Verdict:
    """The turn of that index, when it alone is not understood."""
    say = speaker(assistant)
    with doubting(False):
        for before in scenario.turns[:index]:
            say(before.user)
    turn = scenario.turns[index]
    with doubting(True):
        return judge(turn, *say(turn.user), kb)


def _undoes(doubted: Verdict, understood: Verdict) -> bool:
    return not doubted.right if understood.right else doubted.right or doubted.kind == "misunderstood"


def doubting(doubt: bool) -> AbstractContextManager[object]:
    """While it lasts, every message is below the threshold, or none is."""
    return patch.object(FallbackClassifier, "_should_fallback", return_value=doubt)


def draw(points: list[Point], now: float, path: Path = PICTURE) -> None:
    """Draws the curve into a PNG file, with the present threshold marked."""
    path.parent.mkdir(parents=True, exist_ok=True)
    figure = Figure(figsize=(7, 4.5))  # without pyplot: no display is looked for, and nothing stays open
    axes = figure.add_subplot()
    at = [p.threshold for p in points]
    axes.plot(at, [p.right_lost for p in points], "o-", color="tab:red", label="right replies lost")
    axes.plot(at, [p.wrong_withheld for p in points], "s-", color="tab:blue", label="wrong replies withheld")
    axes.axvline(now, color="gray", linestyle="--", label=f"present threshold, {now:g}")
    axes.set(xlabel="fallback threshold", ylabel="% of the right, of the wrong replies", xlim=(0, 1), ylim=(0, None))
    axes.grid(alpha=0.3)
    axes.legend()
    figure.savefig(path, dpi=120, bbox_inches="tight")

"""The table that decides the classifier: logistic regression against DIET, on the same features.

Each is trained on all the training data, and plays the development set, whose questions were written by others.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from evaluation.scenarios import FOLDER, load
from evaluation.talk import play_all
from serving.agent import Assistant
from serving.model import HERE

_CHOSEN = "LogisticRegressionClassifier"
CLASSIFIERS: dict[str, dict[str, Any]] = {
    "logistic regression": {"name": _CHOSEN, "solver": "liblinear", "class_weight": "balanced"},
    "DIET": {"name": "DIETClassifier", "entity_recognition": False, "constrain_similarities": True, "epochs": 30,
             "random_seed": 1},
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    classifier: str
    conversations_percent: float
    turns_percent: float
    parse_ms: float
    training_s: float


def table() -> list[Row]:
    """Trains and measures each classifier in turn."""
    return [_measure(name, settings) for name, settings in CLASSIFIERS.items()]


def _measure(name: str, settings: dict[str, Any]) -> Row:
    import rasa

    config = yaml.safe_load((HERE / "config.yml").read_text(encoding="utf-8"))
    config["pipeline"] = [settings if c["name"] == _CHOSEN else c for c in config["pipeline"]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.yml"
        path.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
        start = time.monotonic()
        trained = rasa.train(
            domain=str(HERE / "domain.yml"), config=str(path), training_files=[str(HERE / "data")], output=folder
        )
        seconds = time.monotonic() - start
        assistant = Assistant(str(trained.model))
    scenarios = load(FOLDER / "development.yml")
    results = play_all(scenarios, assistant)
    verdicts = [v for r in results for v in r.verdicts]
    times = []
    for scenario in scenarios:
        before = time.perf_counter()
        assistant.parse(scenario.turns[0].user)
        times.append(1000 * (time.perf_counter() - before))
    return Row(
        name,
        100 * sum(r.right for r in results) / len(results),
        100 * sum(v.right for v in verdicts) / len(verdicts),
        median(times),
        seconds,
    )

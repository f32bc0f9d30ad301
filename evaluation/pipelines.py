"""The table that decides the pipeline: logistic regression against DIET on the same features, and on our own.

Each is trained on all the training data, and plays the development set, whose questions were written by others.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from evaluation.scenarios import FOLDER, load
from evaluation.talk import play_all
from serving.agent import Assistant
from serving.model import HERE

_CLASSIFIER, _FEATURIZER = "LogisticRegressionClassifier", "nlu.featurizer.QuestionFeaturizer"
_REGRESSION = {"name": _CLASSIFIER, "solver": "liblinear", "class_weight": "balanced"}
# DIET's training time grows with the number of features: on ours (57,000), an epoch takes a minute. So the two
# classifiers meet on Rasa's own counts of words and pieces of words, the most frequent ones.
_COUNTS = [
    {"name": "CountVectorsFeaturizer", "max_features": 4000},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4, "max_features": 4000},
]
_DIET = {
    "name": "DIETClassifier",
    "entity_recognition": False,
    "constrain_similarities": True,
    "epochs": 20,
    "random_seed": 1,
}
PIPELINES: dict[str, tuple[list[dict[str, Any]], dict[str, Any]]] = {
    "regression, own features": ([{"name": _FEATURIZER}], _REGRESSION),
    "regression, counts": (_COUNTS, _REGRESSION),
    "DIET, counts": (_COUNTS, _DIET),
}


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    pipeline: str
    conversations_percent: float
    turns_percent: float
    parse_ms: float
    training_s: float


def table() -> Iterator[Row]:
    """Trains and measures each pipeline in turn."""
    for name, (features, classifier) in PIPELINES.items():
        yield _measure(name, features, classifier)


def _measure(name: str, features: list[dict[str, Any]], classifier: dict[str, Any]) -> Row:
    import rasa

    config = yaml.safe_load((HERE / "config.yml").read_text(encoding="utf-8"))
    exchanged = {_CLASSIFIER: [classifier], _FEATURIZER: features}
    config["pipeline"] = [new for c in config["pipeline"] for new in exchanged.get(c["name"], [c])]
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

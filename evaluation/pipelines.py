"""`python -m evaluation.pipelines`: the table that decides the pipeline: logistic regression against DIET on the same features, and on our own.

Each is trained on all the training data, and plays the development set, whose questions were written by others. DIET
needs TensorFlow, so FTAP_TENSORFLOW=1 must be set.
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
from evaluation.training import examples, questions, unseen
from serving.agent import Assistant
from serving.model import HERE

_CLASSIFIER, _FEATURIZER = "nlu.classifier.IntentClassifier", "nlu.featurizer.QuestionFeaturizer"
_REGRESSION = {"name": _CLASSIFIER, "solver": "liblinear", "class_weight": "balanced"}
# DIET's training time grows with the features and the examples: an epoch takes a minute on ours (57,000 features). So the
# two classifiers meet on Rasa's own counts of words and pieces of words, the most frequent ones, and on a part of the
# examples.
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
_PART = 5  # one example in so many
PIPELINES: dict[str, tuple[list[dict[str, Any]], dict[str, Any], int]] = {
    "regression, own features": ([{"name": _FEATURIZER}], _REGRESSION, 1),
    "regression, counts": (_COUNTS, _REGRESSION, 1),
    "regression, counts, 1/5": (_COUNTS, _REGRESSION, _PART),
    "DIET, counts, 1/5": (_COUNTS, _DIET, _PART),
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
    for name, (features, classifier, part) in PIPELINES.items():
        yield _measure(name, features, classifier, part)


def _measure(name: str, features: list[dict[str, Any]], classifier: dict[str, Any], part: int) -> Row:
    import rasa

    config = yaml.safe_load((HERE / "config.yml").read_text(encoding="utf-8"))
    exchanged = {_CLASSIFIER: [classifier], _FEATURIZER: features}
    config["pipeline"] = [new for c in config["pipeline"] for new in exchanged.get(c["name"], [c])]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.yml"
        path.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
        files = [
            str(_examples(Path(folder), part)),
            str(HERE / "data" / "rules.yml"),
            str(HERE / "data" / "stories.yml"),
        ]
        start = time.monotonic()
        trained = rasa.train(domain=str(HERE / "domain.yml"), config=str(path), training_files=files, output=folder)
        seconds = time.monotonic() - start
        assistant = Assistant(str(trained.model))
    scenarios = unseen(load(FOLDER / "development.yml"), questions())
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


def _examples(folder: Path, part: int) -> Path:
    """A file of one training example in ``part``."""
    from rasa.shared.nlu.training_data.training_data import TrainingData

    path = folder / "nlu.yml"
    path.write_text(TrainingData(examples()[::part]).nlu_as_yaml(), encoding="utf-8")
    return path


def main() -> None:
    """Prints the table."""
    print("pipeline                   conversations  turns  parse ms  training s", flush=True)
    for row in table():
        print(
            f"  {row.pipeline:24} {row.conversations_percent:13.1f} {row.turns_percent:6.1f}"
            f" {row.parse_ms:9.1f} {row.training_s:11.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()

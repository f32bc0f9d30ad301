"""Cross-validation of the classifier by Rasa itself, with the picture of what is confused with what; and spans of names.

Names are found from the knowledge base, not learnt, so their measure needs no folds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from evaluation.training import examples
from serving.agent import Assistant
from serving.model import HERE

FOLDS = 3
_NAMES = frozenset({"project", "organisation", "theme", "keyword", "region", "topic"})
RESULTS = HERE / "results" / "nlu"


def run(results: Path = RESULTS) -> dict[str, float]:
    """The F1 of intents, in percent; reports and pictures are left in ``results``.

    Raises:
        RuntimeError: Rasa's own run failed; holds the end of what it printed.
    """
    command = [sys.executable, "-m", "rasa", "test", "nlu", "--cross-validation", "--folds", str(FOLDS)]
    command += ["--nlu", "data", "--config", "config.yml", "--out", str(results)]
    environment = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True)
    report = results / "intent_report.json"
    if done.returncode or not report.exists():
        raise RuntimeError(done.stderr[-2000:])
    intents = json.loads(report.read_text(encoding="utf-8"))
    return {
        "intent F1 (weighted)": 100 * intents["weighted avg"]["f1-score"],
        "intent F1 (macro)": 100 * intents["macro avg"]["f1-score"],
    }


def name_spans(assistant: Assistant, every: int = 5) -> float:
    """The F1, in percent, of the spans that name something, found against annotated by hand; overlapping ones agree.

    Args:
        every: one training example in so many is read.
    """
    agreed = found_all = annotated_all = 0
    for example in examples()[::every]:
        annotated = [(e["start"], e["end"]) for e in example.get("entities") or []]
        parsed = assistant.parse(example.get("text"))["entities"]
        found = {(e["start"], e["end"]) for e in parsed if e["entity"] in _NAMES}
        agreed += sum(any(a < high and low < b for low, high in found) for a, b in annotated)
        agreed += sum(any(a < high and low < b for low, high in annotated) for a, b in found)
        found_all, annotated_all = found_all + len(found), annotated_all + len(annotated)
    return 100 * agreed / (found_all + annotated_all)

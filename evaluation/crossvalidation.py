"""Cross-validation of the NLU by Rasa itself: intent and entity F1, and the picture of what is confused with what."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from serving.model import HERE

FOLDS = 3
RESULTS = HERE / "results" / "nlu"


def run(results: Path = RESULTS) -> dict[str, float]:
    """The F1 of intents and of topic spans, in percent; reports and pictures are left in ``results``.

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
    topics = json.loads((results / "CRFEntityExtractor_report.json").read_text(encoding="utf-8"))
    return {
        "intent F1 (weighted)": 100 * intents["weighted avg"]["f1-score"],
        "intent F1 (macro)": 100 * intents["macro avg"]["f1-score"],
        "topic span F1": 100 * topics["topic"]["f1-score"],
    }

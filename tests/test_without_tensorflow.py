"""The empty shell that stands in for TensorFlow: in processes of their own, for an import can't be undone."""

from __future__ import annotations

import os
import subprocess
import sys

from serving.without_tensorflow import LEFT_OUT, VARIABLE


def python(code: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE} | variables
    return subprocess.run(
        [sys.executable, "-c", f"import serving\n{code}"], env=environment, capture_output=True, text=True, timeout=120
    )


def test_rasa_is_imported_without_it() -> None:
    done = python(
        "import sys, rasa.core.agent, rasa.model_training, rasa.nlu.classifiers.logistic_regression_classifier\n"
        "print(*sorted(name for name in sys.modules if name.startswith(('tensorflow.python', 'transformers.models'))))"
    )
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_what_needs_it_says_what_to_do() -> None:
    done = python("from rasa.nlu.classifiers.diet_classifier import DIET\nDIET({}, [], False, {})")
    assert done.returncode != 0
    assert f"ImportError: DIET needs TensorFlow, which was left out to save time: set {VARIABLE}=1" in done.stderr


def test_it_is_there_where_it_is_wanted() -> None:
    done = python("import tensorflow; print(tensorflow.constant(2).numpy() + 1)", **{VARIABLE: "1"})
    assert (done.returncode, done.stdout.strip()) == (0, "3"), done.stderr


def test_only_what_is_named_is_left_out() -> None:
    done = python("import numpy, sklearn, spacy; print(numpy.ones(2).sum()); import not_there")
    assert done.stdout.strip() == "2.0"
    assert "ModuleNotFoundError: No module named 'not_there'" in done.stderr
    assert "numpy" not in LEFT_OUT

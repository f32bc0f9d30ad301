"""The curve of the fallback threshold, from turns that were played understood and not."""

import pytest
from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier
from rasa.shared.nlu.training_data.message import Message

from evaluation.threshold import THRESHOLDS, Point, Turn, classifier_confidence, curve, doubting, draw

TURNS = [
    Turn(0.2, right=True, undone=True),
    Turn(0.4, right=True, undone=True),
    Turn(0.1, right=True, undone=False),  # answered all the same when not understood
    Turn(0.9, right=True, undone=True),
    Turn(0.3, right=False, undone=True),
    Turn(0.1, right=False, undone=False),
]


def test_a_threshold_undoes_the_replies_below_it():
    assert curve(TURNS, [0.1, 0.2, 0.3, 0.5, 1.0]) == [
        Point(0.1, right_lost=0, wrong_withheld=0),
        Point(0.2, right_lost=0, wrong_withheld=0),
        Point(0.3, right_lost=25, wrong_withheld=0),
        Point(0.5, right_lost=50, wrong_withheld=50),
        Point(1.0, right_lost=75, wrong_withheld=50),
    ]


@pytest.mark.parametrize("right", [True, False])
def test_where_no_reply_is_right_or_none_wrong_there_is_nothing_to_undo(right):
    point = curve([Turn(0.1, right, undone=True)], [0.5])[0]

    assert (point.right_lost, point.wrong_withheld) == ((100, 0) if right else (0, 100))


def test_thresholds_go_from_low_to_high():
    assert THRESHOLDS[0] == 0.05 and THRESHOLDS[-1] == 0.9
    assert list(THRESHOLDS) == sorted(set(THRESHOLDS))


def test_the_confidence_is_that_of_the_classifier():
    understood = [{"name": "ask_amount", "confidence": 0.7}, {"name": "greet", "confidence": 0.3}]
    fallback = {"name": "nlu_fallback", "confidence": 0.9}

    assert classifier_confidence({"intent": {"confidence": 1.0}, "intent_ranking": understood}) == 0.7
    assert classifier_confidence({"intent": fallback, "intent_ranking": [fallback, *understood]}) == 0.7
    assert classifier_confidence({"intent": {"confidence": 0.0}}) == 0


@pytest.mark.parametrize(("doubt", "intent"), [(True, "nlu_fallback"), (False, "greet")])
@pytest.mark.parametrize("confidence", [0.01, 0.99])
def test_doubt_decides_instead_of_the_threshold(doubt, intent, confidence):
    message = Message({"text": "salut", "intent": {"name": "greet", "confidence": confidence}})
    with doubting(doubt):
        FallbackClassifier({"threshold": 0.5, "ambiguity_threshold": 0.0}).process([message])

    assert message.get("intent")["name"] == intent


def test_the_curve_is_drawn(tmp_path):
    picture = tmp_path / "results" / "threshold.png"
    draw(curve(TURNS), 0.2, picture)

    assert picture.read_bytes().startswith(b"\x89PNG")

"""From what the NLU found in a message to the question it asks."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

import knowledge
from actions.reading import WANTS, Message, doubtful, questions
from knowledge import Operation, Question, Range, Subject, Want
from nlu import entities
from tests.found import found, message

KB = knowledge.shared()


def _one(intent: str, text: str, *spans: dict[str, Any]) -> Question:
    asked = questions(message(intent, text, *spans), KB)
    assert len(asked) == 1
    return asked[0]


def _ids(question: Question) -> list[tuple[str, str]]:
    return [(s.kind, s.id) for s in question.about.subjects]

"""The training data, as the evaluation needs it: its examples, and the questions of a set that it does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Set

from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.message import Message

from evaluation.scenarios import Scenario, fold_words
from serving.model import HERE

# Messages this short coincide without having been copied ("merci", "et pour l'Intérieur ?").
_SHORT = 3  # words


def examples() -> list[Message]:
    """The training examples that have an intent."""
    importer = TrainingDataImporter.load_from_config(
        str(HERE / "config.yml"), str(HERE / "domain.yml"), [str(HERE / "data")]
    )
    found: list[Message] = importer.get_nlu_data().intent_examples
    return found


def questions() -> frozenset[str]:
    """The words of each training example, folded."""
    return frozenset(fold_words(example.get("text")) for example in examples())


def unseen(scenarios: Iterable[Scenario], known: Set[str]) -> list[Scenario]:
    """The scenarios no substantial message of which is a training example: those that measure understanding.

    Args:
        known: the folded words of each training example.
    """
    return [s for s in scenarios if not any(_is_copied(turn.user, known) for turn in s.turns)]


def _is_copied(message: str, known: Set[str]) -> bool:
    written = sum(any(c.isalnum() for c in word) for word in message.split())  # "l'Intérieur" is one word
    return written > _SHORT and fold_words(message) in known

"""Entities as Rasa passes them on: small dictionaries with a place, a value and who found them."""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_CONFIDENCE,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    EXTRACTOR,
)
from rasa.shared.nlu.training_data.message import Message

from nlu.normaliser import Normalised

SAID = "said"


def entity(
    kind: str, value: Any, place: tuple[int, int], extractor: str, confidence: float = 1.0, said: str = ""
) -> dict[str, Any]:
    """An entity of a kind, with its value, its place in the original text and what the person said."""
    return {
        ENTITY_ATTRIBUTE_TYPE: kind,
        ENTITY_ATTRIBUTE_VALUE: value,
        ENTITY_ATTRIBUTE_START: place[0],
        ENTITY_ATTRIBUTE_END: place[1],
        ENTITY_ATTRIBUTE_CONFIDENCE: confidence,
        EXTRACTOR: extractor,
        SAID: said,
    }


def add(message: Message, entities: list[dict[str, Any]]) -> None:
    """Adds entities to those that a message has."""
    message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)


def normalised(message: Message) -> Normalised:
    """The normalised text that the tokenizer left with a message."""
    return message.get("normalised") or Normalised(())

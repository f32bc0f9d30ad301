"""Buttons: a message that is the opaque name of a choice is no sentence to be understood."""

from __future__ import annotations

import re

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.component import MessageReader

_CHOICE = re.compile(r"\s*choix-[0-9a-f]{12}\s*")
CHOOSE = "choose"


def names_choice(text: str) -> bool:
    """Whether a message is the name of a button."""
    return _CHOICE.fullmatch(text) is not None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ButtonReader(MessageReader):
    """Gives the intent ``choose`` to the name of a button, over whatever the classifier read in it."""

    def read(self, message: Message) -> None:
        if names_choice(message.get(TEXT) or ""):
            intent = {INTENT_NAME_KEY: CHOOSE, PREDICTED_CONFIDENCE_KEY: 1.0}
            message.set(INTENT, intent, add_to_output=True)

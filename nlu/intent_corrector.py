"""Corrections of the classifier by what was found in the question, where words say more surely than statistics.

Each is a rule of French, seen in `rasa shell nlu` through ``corrected_from``; none is about a given sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.text import LINKING_WORDS, fold
from nlu import intents_asked as asked
from nlu import intents_of_figures as figures
from nlu import intents_of_talk as talk
from nlu import intents_out_of_scope as scope
from nlu.component import MessageReader
from nlu.reading_of_intent import COURTESY, NAMES, Reading, Rule

CORRECTED_FROM = "corrected_from"
# In order: the first that applies decides.
RULES: tuple[Rule, ...] = (
    talk.robot_spoken_to,
    talk.hello_to_a_robot,
    talk.project_spoken_of,
    talk.made_by,
    talk.introduced,
    scope.mine,
    scope.service_asked,
    scope.enrolled,
    *asked.CONTINUED,
    *figures.SAID,
    *asked.OF_A_SOURCE,
    *scope.NOT_ONES_OWN,
    *scope.OF_OUR_MATTER,
    *talk.OF_THE_ASSISTANT,
    scope.vote_asked,
    *talk.MISHEARD,
    asked.day_of_meeting,
    *scope.BEYOND,
    talk.took_leave,
    talk.thanked,
    talk.called_names,
    talk.said_again,
    *talk.OF_SOMETHING_FOUND,
    *figures.WONDERED,
    scope.judged,
    *asked.OF_PERSONS,
    *asked.GOING_ON,
    *talk.IN_PASSING,
    scope.one_thing_asked,
    *figures.COUNTED,
    talk.that_one,
    *asked.LIKELY,
    *figures.TOLD,
    asked.by_whom,
    scope.figure_alone,
    scope.of_the_fund,
)
# Below this confidence a turn of phrase that says what is asked is surer than the classifier.
_UNSURE = 0.5
_INVERTED = frozenset("il elle on ils elles".split())


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class IntentCorrector(MessageReader):
    """Sets another intent where a rule applies."""

    def read(self, message: Message) -> None:
        intent = message.get(INTENT) or {}
        name = intent.get(INTENT_NAME_KEY)
        ranked = [str(i[INTENT_NAME_KEY]) for i in message.get(INTENT_RANKING_KEY) or []]
        unsure = float(intent.get("confidence") or 0.0) < _UNSURE
        better = corrected(
            str(name), message.get(ENTITIES) or [], _words_outside_names(message), ranked if unsure else []
        )
        if better != name:
            message.set(
                INTENT,
                {**intent, INTENT_NAME_KEY: better, CORRECTED_FROM: name, "confidence": 1.0},
                add_to_output=True,
            )


def corrected(intent: str, entities: list[dict[str, Any]], others: set[str], ranked: Sequence[str] = ()) -> str:
    """The intent that the entities and the other words of a question point to, or the one given.

    Args:
        intent: what the classifier read.
        entities: what was found in the question.
        others: the folded words of the question that stand outside names.
        ranked: where the classifier is unsure, the intents in its order.
    """
    reading = Reading(intent, entities, others, ranked)
    answers = (rule(reading) for rule in RULES)
    return next((better for better in answers if better is not None), intent)


def _words_outside_names(message: Message) -> set[str]:
    named = [(e["start"], e["end"], fold(e["said"])) for e in message.get(ENTITIES) or [] if e["entity"] in NAMES]
    tokens = [token for token in message.get(TOKENS_NAMES[TEXT]) or [] if token.text.strip("-'")]
    following = (*(fold(token.text) for token in tokens[1:]), "")
    outside = (
        fold(token.text).strip("'")
        for token, after in zip(tokens, following)
        if not (fold(token.text) == "t" and after in _INVERTED)  # "emploie-t-on"
        and not (
            fold(token.text) in ("vous", "te") and after in COURTESY
        )  # "je vous prie" asks nothing of the assistant
        # Words that were written without blanks share one place.
        if not any(low <= token.start < high and fold(token.text).strip("'") in said for low, high, said in named)
    )
    return {word for word in outside if word not in LINKING_WORDS and word.isalnum()}

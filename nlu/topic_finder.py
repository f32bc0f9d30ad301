"""The subject of a question that names nothing known: nouns after "sur", "pour"… that are no ordinary words of questions."""

from __future__ import annotations

from collections.abc import Iterator

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import ENTITIES, ENTITY_ATTRIBUTE_TYPE, ENTITY_ATTRIBUTE_VALUE, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu import entities
from nlu.component import MessageReader

TOPIC = "topic"
# What already says what the question is about.
_NAMING = frozenset(
    {
        "project",
        "organisation",
        "theme",
        "keyword",
        "region",
        "term",
        TOPIC,
        "amount",
        "call",
        "operation",
        "top",
    }
)
# Those who applied are counted, whatever else is said of them: "combien de dossiers étaient en lice ?".
_COUNTED = frozenset({"dossiers", "applicant"})
# What says what is asked, rather than of what: "ministère de rattachement", "effectif visé".
_ASKING = frozenset({"unit", "wants"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_SHORTEST = 4


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class TopicFinder(MessageReader, EntityExtractorMixin):
    """Adds a topic for each run of unordinary nouns where no other component found a name."""

    def read(self, message: Message) -> None:
        found = message.get(ENTITIES) or ()
        counted = any(e[ENTITY_ATTRIBUTE_TYPE] == "unit" and e[ENTITY_ATTRIBUTE_VALUE] in _COUNTED for e in found)
        if counted or any(e[ENTITY_ATTRIBUTE_TYPE] in _NAMING for e in found):
            return
        asked = [(e["start"], e["end"]) for e in found if e[ENTITY_ATTRIBUTE_TYPE] in _ASKING]
        tokens = message.get(TOKENS_NAMES[TEXT]) or []
        for run in _runs([t for t in tokens if not any(low <= t.start < high for low, high in asked)]):
            place = (run[0].start, run[-1].end)
            said = " ".join(token.text for token in run)
            entities.add(message, [entities.entity(TOPIC, said, place, self.__class__.__name__, said=said)])


def _runs(tokens: list[Token]) -> Iterator[list[Token]]:
    """The runs of unordinary nominal words that hold a noun."""
    run: list[Token] = []
    for token, before in zip([*tokens, None], [None, *tokens]):
        if (
            token is not None
            and (token.get("pos") in _NOMINAL or _is_purpose(token, before))
            and not token.get("ordinary")
            and (len(token.text) >= _SHORTEST or (len(token.text) > 1 and token.text.isupper()))
        ):
            run.append(token)
            continue
        if any(t.get("pos") in ("NOUN", "PROPN", "VERB") for t in run):
            yield run
        run = []


def _is_purpose(token: Token, before: Token | None) -> bool:
    """Whether a verb says what something is for: "un projet pour divorcer"."""
    infinitive = token.get("pos") == "VERB" and token.text.lower() == token.lemma
    return infinitive and before is not None and before.text.lower() == "pour"

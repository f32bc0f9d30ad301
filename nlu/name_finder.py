"""The names of projects, bodies, themes, notions and regions in a question, from the knowledge base."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

import knowledge
from knowledge.names import SURE, Mention
from knowledge.text import fold
from nlu import entities
from nlu.component import MessageReader

# A misspelt word of so few letters, with no other word of sense beside it, names nothing surely: "zzz qsdf".
_SHORT = 5
_DOUBT = SURE - 0.01
# A name that means several things means the most definite of them.
_DEFINITE = ("project", "organisation", "region", "term", "keyword", "theme")


_FOUND = "names"


def find(message: Message, kb: knowledge.KnowledgeBase) -> list[tuple[Mention, tuple[int, int]]]:
    """The names in a tokenized message, with their places in the original text; found once, and kept with it."""
    if message.get(_FOUND) is None:
        message.set(_FOUND, _find(message, kb))
    found: list[tuple[Mention, tuple[int, int]]] = message.get(_FOUND)
    return found


def _find(message: Message, kb: knowledge.KnowledgeBase) -> list[tuple[Mention, tuple[int, int]]]:
    text = entities.normalised(message)
    tokens: list[Token] = message.get(TOKENS_NAMES[TEXT]) or []
    right = {fold(token.text) for token in tokens if token.get("right")}
    return [(m, text.original(m.start, m.end)) for m in kb.names.find(text.text, right.__contains__)]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class NameFinder(MessageReader, EntityExtractorMixin):
    """Adds an entity for each name found: its type is the kind of thing, its value the id of the thing."""

    def read(self, message: Message) -> None:
        kb = knowledge.shared()
        found = []
        for mention, place in find(message, kb):
            score = min(mention.score, _DOUBT) if _stands_alone(message, place) else mention.score
            kind = min((r.kind for r in mention.references), key=_DEFINITE.index)
            for reference in mention.references:
                if reference.kind == kind:
                    found.append(
                        entities.entity(
                            kind,
                            reference.id,
                            place,
                            self.__class__.__name__,
                            round(score, 2),
                            mention.text,
                        )
                    )
        entities.add(message, found)


def _stands_alone(message: Message, place: tuple[int, int]) -> bool:
    """Whether a name is one short misspelt word among words that mean nothing."""
    mended = [(p.start, p.end) for p in entities.normalised(message).mended]
    if place not in mended or place[1] - place[0] > _SHORT:
        return False
    others = (t for t in message.get(TOKENS_NAMES[TEXT]) or [] if not place[0] <= t.start < place[1])
    return not any(token.get("right") for token in others)

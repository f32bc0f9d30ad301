"""The subject of a question that names nothing known: nouns after "sur", "pour"… that are no ordinary words of questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import ENTITIES, ENTITY_ATTRIBUTE_TYPE, ENTITY_ATTRIBUTE_VALUE, TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.tokens import Doc
from spacy.tokens import Token as Word

from knowledge.sentences import remarks
from knowledge.text import fold, singular
from nlu import entities, french
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
# "Un projet sur le droit", "quelque chose qui porte sur la justice": a subject, however ordinary its word.
_BEARS_ON = frozenset(
    "projet dossier laureat truc chose initiative action porte portent portant portent existe".split()
)
_ON = frozenset({"sur", "concernant"})
_CONCERNING = frozenset({"concerne", "concernent", "concernerait"})
_PLURAL = frozenset("les des nos mes vos".split())  # "des projets pour les femmes enceintes"
_LEADING = frozenset("sur en entre dans pour a de".split())  # "répartis entre combien ?"
_DETERMINERS = frozenset("le la les l' l un une des du nos mes vos".split())
# What a question is on, rather than projects: "sur le montant", "sur cette liste".
_OF_QUESTIONS = frozenset(
    "projet laureat liste appel sujet theme fonds montant total reste argent an annee periode somme ensemble site "
    "internet chose truc fait point euro million annonce candidature dossier ministere".split()
)
_NO_SUBJECT = frozenset(
    "situation verif verification calcul dommage zut mince parfait super genial chouette flute bravo tiens punaise revanche occurrence surcroit demeurant"
    " rigueur attendant vrac durer dure durera obtenez obtient obtenir arriere rallonge obole parliez parlais parlait accompagnent"
    " redonne redonnez redonner recalcule recalculez recapitule recapitulez additionne additionnez".split()
)
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_HEADS = frozenset({"NOUN", "PROPN", "VERB"})
_SHORTEST = 4
_UNUSED = ["parser", "ner", "senter", "lemmatizer"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class TopicFinder(MessageReader, EntityExtractorMixin):
    """Adds a topic for each run of unordinary nouns where no other component found a name.

    Which words are nouns, spaCy says; it takes a third of the time of a message, so only where there is such a word.
    """

    def __init__(self) -> None:
        self._nlp = french.model(_UNUSED)

    def read(self, message: Message) -> None:
        found = message.get(ENTITIES) or ()
        counted = any(e[ENTITY_ATTRIBUTE_TYPE] == "unit" and e[ENTITY_ATTRIBUTE_VALUE] in _COUNTED for e in found)
        if counted or any(e[ENTITY_ATTRIBUTE_TYPE] in _NAMING for e in found):
            return
        asked = [(e["start"], e["end"]) for e in found if e[ENTITY_ATTRIBUTE_TYPE] in _ASKING]
        asked += remarks(message.get(TEXT) or "")
        tokens: list[Token] = message.get(TOKENS_NAMES[TEXT]) or []
        outside = [not any(low <= token.start < high for low, high in asked) for token in tokens]
        bearing = _bearing(tokens)
        asking = _asking(tokens)
        telling = [
            (_is_unordinary(token) or place in bearing) and place not in asking for place, token in enumerate(tokens)
        ]
        if not any(map(all, zip(outside, telling))):
            return
        tagged = [t[:3] for t in zip(tokens, self._tagged(tokens), telling, outside) if t[3]]
        for run in _runs(tagged):
            place = (run[0].start, run[-1].end)
            said = " ".join(token.text for token in run)
            entities.add(message, [entities.entity(TOPIC, said, place, self.__class__.__name__, said=said)])

    def _tagged(self, tokens: Sequence[Token]) -> Doc:
        """The words with their parts of speech."""
        words = [token.text for token in tokens]
        doc = Doc(self._nlp.vocab, words=words, spaces=[not word.endswith("'") for word in words])
        for _, component in self._nlp.pipeline:
            doc = component(doc)
        return doc


def _is_unordinary(token: Token) -> bool:
    """Whether a word may name a subject: not one of those that ask, no exclamation, nor too short."""
    return (
        not token.get("ordinary")
        and fold(token.text) not in _NO_SUBJECT
        and (len(token.text) >= _SHORTEST or (len(token.text) > 1 and token.text.isupper()))
    )


def _asking(tokens: Sequence[Token]) -> set[int]:
    """The places of words that lead to what is asked: "éparpillés sur combien de projets ?", "pour proclamer combien ?"."""
    folded = [fold(token.text) for token in tokens]
    return {
        place
        for place in range(len(folded))
        if folded[place + 1 : place + 2] == ["combien"]
        or (
            folded[place + 1 : place + 2]
            and folded[place + 1] in _LEADING
            and folded[place + 2 : place + 3] == ["combien"]
        )
    }


def _bearing(tokens: Sequence[Token]) -> set[int]:
    """The place of the word that says what projects bear on, ordinary or not: "un projet sur le droit"."""
    folded = [singular(fold(token.text)) for token in tokens]
    places = set()
    for on, word in enumerate(folded):
        place = on + 1
        while place < len(folded) and fold(tokens[place].text) in _DETERMINERS:
            place += 1
        several = word == "pour" and on + 1 < len(folded) and fold(tokens[on + 1].text) in _PLURAL
        said = (word in _ON or several) and on > 0 and folded[on - 1] in _BEARS_ON
        said = said or word in _CONCERNING
        if said and place < len(folded) and len(folded[place]) >= _SHORTEST and folded[place] not in _OF_QUESTIONS:
            places.add(place)
    return places


def _runs(tagged: list[tuple[Token, Word, bool]]) -> Iterator[list[Token]]:
    """The runs of nominal words that may name a subject and hold a noun."""
    run: list[tuple[Token, Word]] = []
    before = ""
    for token, word, telling in tagged:
        if telling and (word.pos_ in _NOMINAL or _is_purpose(word, before)):
            run.append((token, word))
        else:
            yield from _topic(run)
            run = []
        before = token.text.lower()
    yield from _topic(run)


def _topic(run: list[tuple[Token, Word]]) -> Iterator[list[Token]]:
    if any(word.pos_ in _HEADS for _, word in run):
        yield [token for token, _ in run]


def _is_purpose(word: Word, before: str) -> bool:
    """Whether a verb says what something is for: "un projet pour divorcer"."""
    return before == "pour" and word.pos_ == "VERB" and word.morph.to_dict().get("VerbForm") == "Inf"

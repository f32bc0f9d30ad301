"""Two questions of their own in one message: "qui porte le cloud, et combien de dossiers au premier appel ?".

A message has one intent. Where it may hold two questions, each part is read by the whole pipeline as if it were a
message of its own; where each then asks something, about something else, the message is these two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.text import phrase
from nlu.component import MessageReader
from nlu.paraphraser import MEANT
from nlu.part import CRITERIA, MARKS, NAMED, PAYER, WORD, Part
from nlu.reading_of_intent import ASKS

PARTS = "parts"
_PLACE = "place"
_MOST = 4  # places are tried
_FEWEST = 2  # words may ask: "FTAP kesako"
_COURTESIES = frozenset({"thank", "affirm"})
_LIKELY = 0.4  # a question after thanks
_ARTICLE = phrase(r"\W*(?:(?:le|la|les|l['’]|du|de la|de l['’]|des|au|aux) ?)?")
_RELATIVE = phrase(r"\s*(?:qui|ki|que|dont)\b")
# What is told of the fund alone.
_OF_THE_FUND = frozenset({"term", "fund"})
# The choice of a call's laureates is part of the call.
_OF_A_CALL = frozenset({("term", "comite"), CRITERIA, PAYER})


def cuts(text: str) -> Iterator[int]:
    """The places where a text may be parted in two questions, the surest first."""
    found = dict.fromkeys(m.end() for marks in MARKS for m in marks.finditer(text))
    enough = (at for at in found if min(len(WORD.findall(part)) for part in (text[:at], text[at:])) >= _FEWEST)
    for _, at in zip(range(_MOST), enough):
        yield at


def stand_alone(head: Mapping[str, Any], tail: Mapping[str, Any]) -> bool:
    """Whether two parts of a message, as they were read, each ask something about something else.

    Args:
        head, tail: the text, the intent and the entities of each.
    """
    first, second = Part.of(head), Part.of(tail)
    return first.asks and second.asks and not second.leans and _both_open(first, second) and _apart(first, second)


def _both_open(first: Part, second: Part) -> bool:
    """Whether both are questions by their words, and the first is whole."""
    compares = not first.is_sentence and "compare" in first.reading.operations
    if compares and not (len(first.named()) > 1 and second.opens_at_once):
        return False  # "l'écart entre ce que… et ce que…"
    asked = (
        first.text.endswith("?") or first.opens_at_once or (not first.is_sentence and (first.opens or first.lists_all))
    )
    opening = _named_side_by_side(first, second)
    if opening is not None:  # "la Culture et Radio France ont bien reçu…", "la DIHAL et Bercy qui portent…"
        own = first.says_what and (second.says_what or second.asks_within)
        if not own or _RELATIVE.match(second.text, opening["end"]):
            return False
    after_a_sentence = first.is_sentence and ((second.text.endswith("?") and second.is_likely) or second.lists)
    return asked and (after_a_sentence or second.opens or second.lists_all)


def _named_side_by_side(first: Part, second: Part) -> Mapping[str, Any] | None:
    """The name that the second opens with, where the first ends with one."""
    if not any(e["end"] == len(first.text) for e in first.reading.entities if e["entity"] in NAMED):
        return None
    names = (e for e in second.reading.entities if e["entity"] in NAMED)
    return next((e for e in names if _ARTICLE.fullmatch(second.text[: e["start"]])), None)


def _apart(first: Part, second: Part) -> bool:
    """Whether each is about something that the other is not."""
    of_first, of_second = first.named(), second.named(second=True)
    if not of_second:  # "le fonds, c'est quoi, et quel projet a eu le plus ?"
        return second.weighs_all and bool(of_first) and {kind for kind, _ in of_first} <= _OF_THE_FUND
    if not of_first:  # "qui a eu le plus et qui a eu le moins au deuxième appel ?" is about the call throughout
        return first.counts_all or (first.weighs_all and not _is_call(of_second))
    if (_is_call(of_first) and of_second <= _OF_A_CALL) or (_is_call(of_second) and of_first <= _OF_A_CALL):
        return False
    names = {name for _, name in of_first}
    shared = {(kind, name) for kind, name in of_second if name in names}
    return not shared or (_is_call(shared) and (first.reading.intent != second.reading.intent or shared < of_second))


def follows_courtesy(head: Mapping[str, Any], tail: Mapping[str, Any]) -> bool:
    """Whether a question comes after a sentence of courtesy: "je vous remercie. Et qui en a la charge ?"."""
    first, second = Part.of(head), Part.of(tail)
    asks = second.reading.intent in ASKS and second.confidence >= _LIKELY
    return first.text[-1] in "!.;" and first.reading.intent in _COURTESIES and asks


def _is_call(named: set[tuple[str, str]]) -> bool:
    """Whether nothing but calls is named."""
    return all(kind == "call" for kind, _ in named)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PartSplitter(MessageReader):
    """Has the parts of a message read too, as messages beside it."""

    def process(self, messages: list[Message]) -> list[Message]:
        """The messages, and the parts that they may have."""
        parts = [
            Message({TEXT: text[low:high], _PLACE: (low, high)})
            for text in (message.get(TEXT) or "" for message in messages[:1])
            for at in cuts(text)
            for low, high in ((0, at), (at, len(text)))
        ]
        return [*messages, *parts]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PartJoiner(MessageReader):
    """Leaves with a message the two parts that each ask something of their own, if there are, and drops the others."""

    def process(self, messages: list[Message]) -> list[Message]:
        """The messages without their parts."""
        whole = [message for message in messages if message.get(_PLACE) is None]
        parts = [message for message in messages if message.get(_PLACE) is not None]
        for head, tail in zip(parts[::2], parts[1::2]):
            read = _read(head), _read(tail)
            if stand_alone(*read) and not _within_a_name(whole[0], tail.get(_PLACE)[0]):
                whole[0].set(PARTS, list(read), add_to_output=True)
                whole[0].set(INTENT, read[0][INTENT], add_to_output=True)
                whole[0].set(MEANT, None, add_to_output=True)  # of the whole, which asks nothing now
                break
            if _is_courtesy(whole[0]) and follows_courtesy(*read):
                whole[0].set(INTENT, read[1][INTENT], add_to_output=True)
                break
        return whole


def _read(part: Message) -> dict[str, Any]:
    """A part as a message is passed on."""
    said = part.as_dict(only_output_properties=True)
    meant = said.pop(MEANT, None)
    return {
        **said,
        TEXT: part.get(TEXT),
        INTENT: meant["otherwise"] if meant else part.get(INTENT),
        ENTITIES: part.get(ENTITIES) or [],
    }


def _is_courtesy(message: Message) -> bool:
    return (message.get(INTENT) or {}).get(INTENT_NAME_KEY) in _COURTESIES


def _within_a_name(message: Message, at: int) -> bool:
    """Whether a place is inside of a name: "Action et Comptes publics"."""
    names = (e for e in message.get(ENTITIES) or [] if e["entity"] in NAMED)
    return any(e["start"] < at < e["end"] for e in names)

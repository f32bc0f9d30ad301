"""Two questions of their own in one message: "qui porte le cloud, et combien de dossiers au premier appel ?".

A message has one intent. Where it may hold two questions, each part is read by the whole pipeline as if it were a
message of its own; where each then asks something, about something else, the message is these two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.quantities import MONTHS
from knowledge.text import phrase
from nlu.component import MessageReader
from nlu.paraphraser import MEANT
from nlu.reading_of_intent import ASKS, AUDIENCES, Reading

PARTS = "parts"
_PLACE = "place"
# Where a message may be parted, the surest first: where a sentence ends, and at "et".
_MARKS = (
    re.compile(r"(?<=[?!.;])\s+(?=\S)"),
    phrase(r",?\s+(?:et|é|puis|pis|ainsi que)\s+(?=\S)"),
)
_MOST = 4  # places are tried
_FEWEST = 2  # words may ask: "FTAP kesako"
_WORD = re.compile(r"\w+")
_COURTESIES = frozenset({"thank", "affirm"})
_ASKING = frozenset("wants operation unsaid yes_no".split())
_TOPICS = frozenset("project organisation keyword".split())
_WHOLES = frozenset("term call".split())
_PROJECTS = phrase(r"\b(?:projets?|lauréats?)\b")
# "Et que gagnent les étrangers ?" only says for whom; "le fonds y met combien ?" only who pays.
_ABOUT_ONE = frozenset({"ask_projects", "ask_amount"})
_OF_SEVERAL = _ABOUT_ONE | {"ask_count"}
_PAYER = ("term", "fonds")
_FUND_ITSELF = ("fund", "itself")
_OF_THE_FUND = frozenset({"term", "fund"})
_EXTREMES = frozenset({"highest", "lowest"})
_IN_THE_MONTH = phrase(rf"\ben ({MONTHS})\b")
_THE_FUND = phrase(
    r"\b(?:disp|dot|cagnotte|total|global|en tout|sert|signif|veut dire|dire quoi|c['’] ?est quoi|c quoi|c koi|quoi|koi)\w*"
)
# The choice of a call's laureates is part of the call.
_OF_A_CALL = frozenset({("term", "comite"), ("term", "criteres"), _PAYER})
_POINTING = frozenset("pronoun those other complement same opposite".split())
_LEANS = phrase(r"\b(?:l['’] ?(?:a|ont|avait|aurait)|lui|celui|celle|ceux|celles|ça|cela|y)\b(?! a\b)|\bce projet\b")
# From that confidence on, an intent says that something is asked; after thanks, from less.
_SURE, _LIKELY = 0.6, 0.4
# How a question opens, and what asks wherever it stands.
_ASKING_WORD = (
    r"(?:combien|qu['’]est|quoi|koi|kel\w*|quel\w*|lequel|laquelle|lesquel\w*|auquel|quand|kan\w?|comment|pourquoi|est[- ]ce|cb|cmb|cbien"
    r"|donn\w*[- ]moi|énumér\w*|rappel\w*[- ]moi|quelque chose|qqch|un truc)"
)
_OPENS = phrase(
    r"^\W*(?:(?:bonjour|bonsoir|salut|coucou|svp|et|puis|aussi|sinon|alors|ensuite|également|enfin|surtout|euh|ok|bon|dites|dis)\W+)*"
    rf"(?:(?:(?:pour|de|d['’]|à|a|en|dans|sur|par|chez|au|avec|depuis|sous|c['’] ?est|c|s) ?)?(?:le |la |les |l['’])?(?:{_ASKING_WORD}|qui|ki)"
    r"|(?:il )?y a|ya|existe|donn\w*|cit\w+|list\w*|explique\w*|rappel\w*|(?:le |la |les |l['’])?(?:date|montant|budget|nombre|nb|nom|but|avantages?|porteur))\b"
)
_ASKS_WITHIN = phrase(rf"\b{_ASKING_WORD}\b")
# How a part opens that only tells what the other asks about: "si on classe les lauréats, …".
_CIRCUMSTANCE = phrase(
    r"^\W*(?:et )?(?:si|dans|parmi|vu|sachant|comme|puisqu\w*|au|aux|sur|en|après|avant|avec|depuis|selon|d['’] ?après|lors|pour|qu['’]il|que)\b"
)


def cuts(text: str) -> Iterator[int]:
    """The places where a text may be parted in two questions, the surest first."""
    found = dict.fromkeys(m.end() for marks in _MARKS for m in marks.finditer(text))
    enough = (at for at in found if min(len(_WORD.findall(part)) for part in (text[:at], text[at:])) >= _FEWEST)
    for _, at in zip(range(_MOST), enough):
        yield at


@dataclass(frozen=True)
class Part:
    """A part of a message as it was read: its text, how sure its intent is, and what was found in it."""

    text: str
    confidence: float
    reading: Reading

    @classmethod
    def of(cls, parsed: Mapping[str, Any]) -> Part:
        """The part of a message as it is passed on."""
        intent = parsed[INTENT]
        reading = Reading(intent[INTENT_NAME_KEY], parsed[ENTITIES])
        return cls(parsed[TEXT].rstrip(), float(intent[PREDICTED_CONFIDENCE_KEY]), reading)

    @property
    def is_sentence(self) -> bool:
        return self.text[-1] in "?!.;"

    @property
    def asks(self) -> bool:
        """Whether it surely asks something that the announcements may tell."""
        sure = self.confidence >= _SURE or self.reading.holds(*_ASKING)
        return self.reading.intent in ASKS and sure

    @property
    def opens(self) -> bool:
        """Whether it is a question by its words, not a circumstance of one."""
        if _OPENS.match(self.text):
            return True
        asks = self.reading.holds("wants", "yes_no", "inverted", "unsaid") or _ASKS_WITHIN.search(self.text)
        return bool(asks) and not _CIRCUMSTANCE.match(self.text)

    @property
    def counts_all(self) -> bool:
        """Whether it asks how many projects there are in all: "combien de projets financés en 2018"."""
        return ("unit", "project") in self.reading.found and self.reading.intent == "ask_count"

    @property
    def bounds(self) -> set[tuple[str, str]]:
        """The bounds, or the first so many, of all projects that it asks for: "les projets entre 5 et 8 millions"."""
        of_projects = ("unit", "project") in self.reading.found or _PROJECTS.search(self.text) or self.weighs_all
        if self.reading.intent not in _OF_SEVERAL or not of_projects:
            return set()
        bounds = (e for e in self.reading.entities if e["entity"] == "amount" and e["value"]["range"])
        tops = (e for e in self.reading.entities if e["entity"] == "top")
        months = _IN_THE_MONTH.findall(self.text)
        return {("scope", str(bound)) for bound in (*(e["value"] for e in (*bounds, *tops)), *months)}

    @property
    def weighs_all(self) -> bool:
        """Whether it asks which is the largest or the smallest: "qui a eu le plus ?"."""
        return not self.reading.operations.isdisjoint(_EXTREMES)

    def named(self, second: bool = False) -> set[tuple[str, str]]:
        """What it is about; a theme that only says for whom something is counts for none in a second part."""
        found = self.reading.found
        about = {(kind, name) for kind, name in found if kind in _TOPICS | _WHOLES} - {_PAYER}
        if _PAYER in found and not (second and not _THE_FUND.search(self.text)):
            about.add(_FUND_ITSELF if self.reading.intent == "ask_description" else _PAYER)
        if not second:
            about |= {(kind, name) for kind, name in found if kind == "theme"}
        elif self.reading.intent in _ABOUT_ONE:
            about |= {(kind, name) for kind, name in found if kind == "theme" and name not in AUDIENCES}
        return about | self.bounds

    @property
    def leans(self) -> bool:
        """Whether it leans, as the second part, on the first for its subject."""
        alone = len({name for kind, name in self.named() if kind != "term"}) < 2
        compares = "compare" in self.reading.operations and alone
        points = _LEANS.search(self.text) is not None and not self.reading.holds("project", "keyword")
        return compares or points or self.reading.holds(*_POINTING)


def stand_alone(head: Mapping[str, Any], tail: Mapping[str, Any]) -> bool:
    """Whether two parts of a message, as they were read, each ask something about something else.

    Args:
        head, tail: the text, the intent and the entities of each.
    """
    first, second = Part.of(head), Part.of(tail)
    if not (first.asks and second.asks) or second.leans:
        return False
    asked = first.text.endswith("?") or _OPENS.match(first.text) or (not first.is_sentence and first.opens)
    asked_too = (first.is_sentence and second.text.endswith("?")) or second.opens
    if not (asked and asked_too):
        return False
    if not first.is_sentence and "compare" in first.reading.operations:
        return False  # "l'écart entre ce que… et ce que…"
    of_first, of_second = first.named(), second.named(second=True)
    if _is_call(of_first) and of_second <= _OF_A_CALL:
        return False
    if _is_call(of_second) and of_first and of_first <= _OF_A_CALL:
        return False
    if not of_second and second.weighs_all and {kind for kind, _ in of_first} <= _OF_THE_FUND:
        return bool(of_first)  # "le fonds, c'est quoi, et quel projet a eu le plus ?"
    apart = not {name for _, name in of_first} & {name for _, name in of_second}
    return bool((of_first or first.counts_all) and of_second and apart)


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
    names = (e for e in message.get(ENTITIES) or [] if e["entity"] in _TOPICS)
    return any(e["start"] < at < e["end"] for e in names)

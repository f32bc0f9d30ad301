"""Two questions of their own in one message: "qui porte le cloud, et combien de dossiers au premier appel ?".

A message has one intent. Where it may hold two questions, each part is read by the whole pipeline as if it were a
message of its own; where each then asks something, about something else, the message is these two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.text import phrase
from nlu.component import MessageReader
from nlu.paraphraser import MEANT
from nlu.reading_of_intent import AUDIENCES

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
_ASKS = frozenset(
    "ask_amount ask_benefits ask_carrier ask_comparison ask_count ask_criteria ask_date ask_description ask_people"
    " ask_place ask_projects ask_quote ask_source ask_unsaid".split()
)
_COURTESIES = frozenset({"thank", "affirm"})
_ASKING = frozenset("wants operation unsaid yes_no".split())
_TOPICS = frozenset("project organisation keyword".split())
_WHOLES = frozenset("term call".split())
_SCOPES = frozenset({"scope", "fund"})
_PROJECTS = phrase(r"\b(?:projets?|lauréats?)\b")
# "Et que gagnent les étrangers ?" only says for whom; "le fonds y met combien ?" only who pays.
_ABOUT_ONE = frozenset({"ask_projects", "ask_amount"})
_PAYER = ("term", "fonds")
_FUND_ITSELF = ("fund", "itself")
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


def stand_alone(head: Mapping[str, Any], tail: Mapping[str, Any]) -> bool:
    """Whether two parts of a message, as they were read, each ask something about something else.

    Args:
        head, tail: the text, the intent and the entities of each.
    """
    if not (_asks(head) and _asks(tail)):
        return False
    sentence = head[TEXT].rstrip()[-1] in "?!.;"
    if not (head[TEXT].rstrip().endswith("?") or _OPENS.match(head[TEXT]) or (not sentence and _opens(head))):
        return False
    if not ((sentence and tail[TEXT].rstrip().endswith("?")) or _opens(tail)):
        return False
    if not sentence and any(e["entity"] == "operation" and e["value"] == "compare" for e in head[ENTITIES]):
        return False  # "l'écart entre ce que… et ce que…"
    named = _named(head), _named(tail, second=True)
    if all(kind == "call" for kind, _ in named[0]) and named[1] <= _OF_A_CALL:
        return False
    if all(kind == "call" for kind, _ in named[1]) and named[0] <= _OF_A_CALL and named[0]:
        return False
    apart = (named[0] or _of_all(head)) and named[1] and not {n for _, n in named[0]} & {n for _, n in named[1]}
    return bool(apart) and not _leans(tail)


def follows_courtesy(head: Mapping[str, Any], tail: Mapping[str, Any]) -> bool:
    """Whether a question comes after a sentence of courtesy: "je vous remercie. Et qui en a la charge ?"."""
    sentence = head[TEXT].rstrip()[-1] in "!.;"
    asks = tail[INTENT][INTENT_NAME_KEY] in _ASKS and tail[INTENT][PREDICTED_CONFIDENCE_KEY] >= _LIKELY
    return sentence and head[INTENT][INTENT_NAME_KEY] in _COURTESIES and asks


def _asks(part: Mapping[str, Any]) -> bool:
    """Whether a part surely asks something that the announcements may tell."""
    kinds = {e["entity"] for e in part[ENTITIES]}
    sure = part[INTENT][PREDICTED_CONFIDENCE_KEY] >= _SURE or not kinds.isdisjoint(_ASKING)
    return part[INTENT][INTENT_NAME_KEY] in _ASKS and sure


def _opens(part: Mapping[str, Any]) -> bool:
    """Whether a part that no question mark ends is a question by its words, not a circumstance of one."""
    if _OPENS.match(part[TEXT]):
        return True
    asks = any(e["entity"] in ("wants", "yes_no", "inverted", "unsaid") for e in part[ENTITIES]) or _ASKS_WITHIN.search(
        part[TEXT]
    )
    return bool(asks) and not _CIRCUMSTANCE.match(part[TEXT])


def _of_all(part: Mapping[str, Any]) -> bool:
    """Whether a part asks how many projects there are in all: "combien de projets financés en 2018"."""
    of_projects = any(e["entity"] == "unit" and e["value"] == "project" for e in part[ENTITIES])
    return of_projects and part[INTENT][INTENT_NAME_KEY] == "ask_count"


def _named(part: Mapping[str, Any], second: bool = False) -> set[tuple[str, str]]:
    """What a part is about; a theme that only says for whom something is counts for none in a second part."""
    found = {(e["entity"], str(e["value"])) for e in part[ENTITIES]}
    if second and not _THE_FUND.search(part[TEXT]):
        found.discard(_PAYER)
    described = part[INTENT][INTENT_NAME_KEY] == "ask_description"
    if described and _PAYER in found:
        found = {(kind, name) for kind, name in found if (kind, name) != _PAYER} | {_FUND_ITSELF}
    found |= _bounds(part)
    themes = not second or part[INTENT][INTENT_NAME_KEY] in _ABOUT_ONE
    return {
        (kind, name)
        for kind, name in found
        if kind in _TOPICS | _WHOLES | _SCOPES or (themes and kind == "theme" and not (second and name in AUDIENCES))
    }


def _bounds(part: Mapping[str, Any]) -> set[tuple[str, str]]:
    """The bounds, or the first so many, of all projects that a part asks for: "les projets entre 5 et 8 millions"."""
    listed = part[INTENT][INTENT_NAME_KEY] in ("ask_projects", "ask_count", "ask_amount")
    of_projects = any(e["entity"] == "unit" and e["value"] == "project" for e in part[ENTITIES])
    if not (listed and (of_projects or _PROJECTS.search(part[TEXT]))):
        return set()
    return {
        ("scope", str(e["value"]))
        for e in part[ENTITIES]
        if e["entity"] == "top" or (e["entity"] == "amount" and e["value"]["range"])
    }


def _leans(tail: Mapping[str, Any]) -> bool:
    """Whether a second part leans on the first for its subject."""
    of_its_own = any(e["entity"] in ("project", "keyword") for e in tail[ENTITIES])
    compares = any(e["entity"] == "operation" and e["value"] == "compare" for e in tail[ENTITIES])
    compares = compares and len({name for kind, name in _named(tail) if kind != "term"}) < 2
    points = any(e["entity"] in _POINTING for e in tail[ENTITIES])
    return compares or points or (_LEANS.search(tail[TEXT]) is not None and not of_its_own)


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
            read = [_read(part) for part in (head, tail)]
            if stand_alone(*read) and not _within_a_name(whole[0], tail.get(_PLACE)[0]):
                whole[0].set(PARTS, read, add_to_output=True)
                whole[0].set(INTENT, read[0][INTENT], add_to_output=True)
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

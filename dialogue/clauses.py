"""The parts of a message that each ask for something of their own."""

from __future__ import annotations

import re
from typing import Any

from dialogue.message import Message
from dialogue.naming import NAMING
from knowledge import Want
from knowledge.questions import ENDS
from knowledge.sentences import AND, asking
from knowledge.text import phrase

WANTS: dict[str, tuple[Want, ...]] = {
    "ask_amount": (Want.AMOUNT,),
    "ask_comparison": (Want.AMOUNT,),
    "ask_count": (Want.COUNT,),
    "ask_projects": (Want.PROJECTS,),
    "ask_description": (Want.DESCRIPTION,),
    "ask_benefits": (Want.BENEFITS,),
    "ask_carrier": (Want.CARRIER,),
    "ask_date": (Want.DATE,),
    "ask_place": (Want.PLACE,),
    "ask_criteria": (Want.CRITERIA,),
    "ask_people": (Want.PEOPLE,),
    "ask_quote": (Want.QUOTE,),
    "ask_source": (Want.SOURCE,),
    "ask_unsaid": (Want.UNSAID,),
}

_ANOTHER = phrase(r"^\W*(?:et|puis|pis) (?:pour |celui |celle |ceux )?(?:\w+['’ ]+){1,6}?\W*$")
_WHICH = phrase(r"\bquel(?:le)?s? (?:est|sont|a|ont|projets?|lauréats?)\b|\b(?:le|la)quel")
_COMES_TO = phrase(
    r"^\W*(?:(?:alors|donc|ça|cela|on|j['’]|vous|tu|je) ?)*(?:arrive[sz]?|obtien[st]|tombe[sz]?|fai[st]|fera|ferait|donne|donnerait)\b"
    r"[^?]{0,12}\b(?:combien|quoi|quel total)\b"
)
_LINKED = phrase(r"(?:,|\bet\b) *(?:\w+ ){0,1}$")
# What parts two questions, the surest first.
_MARKS = (
    re.compile(r"[.?;!]"),
    phrase(
        rf"(?<!\w){AND}(?=\s)|\b(?:pour|contre|sur)(?=\s*$)|\+|\bplus(?=\s*$|\s+(?:combien|quand|où|qui|quel|nombre|montant))"
    ),
    re.compile(r","),
)


def in_clauses(message: Message) -> list[tuple[Message, tuple[Want, ...]]]:
    """The message in parts that each ask for something of their own, with what they ask for."""
    own = WANTS.get(message.intent, ())
    asked = _cues_of_wants(message)
    if not own and message.intent == "follow_up" and asked:
        own = (Want(asked[0]["value"]),)
    asked = _with_an_operation(message, asked, own)
    wondered = _wondered_first(message, asked) or _and_another(message, own)
    if wondered:
        return wondered
    if len(asked) < 2 or not own or own == (Want.UNSAID,):
        return [(message, own)]
    at_once = [e for e in asked if e["start"] < asked[0]["end"]]
    first = next((e for e in at_once if own == (Want(e["value"]),)), asked[0])
    second = next((e for e in asked[1:] if _cut(message, first, e) is not None), None)
    at = _cut(message, first, second) if second is not None else None
    if second is None or at is None:
        return [(message, own)]
    differ = _units_differ(message, at) or _of_figures(message, own) or _kinds_differ(message, at)
    differ = differ or _named_apart(message, at)
    if second["value"] == first["value"] and not differ:
        return [(message, own)]
    head, tail = message.between(0, at), message.between(at, len(message.text) + 1)
    bare = not any(e["entity"] in NAMING for e in tail.entities)
    if bare and "share" in tail.values("operation"):
        return [(message, own)]  # "en nombre de dossiers, combien pour cent ?"
    if bare and "sum" in head.values("operation") and _COMES_TO.search(tail.text):
        return [(message, (Want.AMOUNT,))]  # "si j'additionne les 18 projets, j'arrive à combien ?"
    wanted = Want(second["value"])
    before = (Want(first["value"]),) if wanted in own else own
    return [(head, before), (tail, (wanted,))]


def _with_an_operation(message: Message, asked: list[dict[str, Any]], own: tuple[Want, ...]) -> list[dict[str, Any]]:
    """What is asked, with what an operation asks before it.

    "Quelle part était investie, et sur combien de projets ?", "quel est le moins financé, et combien de dossiers ?".
    """
    said = [e for e in message.entities if e["entity"] == "operation" and e["value"] in ("share", *ENDS)]
    if len(asked) != 1 or len(said) != 1 or said[0]["end"] > asked[0]["start"]:
        return asked
    share = said[0]["value"] == "share" and asked[0]["value"] != "amount" and own == (Want.AMOUNT,)
    end = said[0]["value"] in ENDS and asked[0]["value"] == "count" and _WHICH.search(message.text) is not None
    if not (share or end) or _LINKED.search(_between(message, said[0], asked[0])) is None:
        return asked
    return [{**said[0], "entity": "wants", "value": "amount" if share else "projects"}, *asked]


def _between(message: Message, first: dict[str, Any], second: dict[str, Any]) -> str:
    return message.text[first["end"] - message.offset : second["start"] - message.offset]


def _wondered_first(message: Message, asked: list[dict[str, Any]]) -> list[tuple[Message, tuple[Want, ...]]]:
    """Two questions, of which the first only wonders about a body: "la Santé en est-elle ? Et combien de lauréats ?"."""
    places = asking(message.text)
    if len(places) != 2 or len(asked) != 1 or asked[0]["start"] < places[1][0]:
        return []
    head, tail = message.between(0, places[1][0]), message.between(places[1][0], len(message.text) + 1)
    bodies = [e for e in head.entities if e["entity"] == "organisation"]
    if not bodies or not head.first("yes_no") or any(e["entity"] in NAMING for e in tail.entities):
        return []
    return [(head, (Want.PROJECTS,)), (tail, (Want(asked[0]["value"]),))]


def _and_another(message: Message, own: tuple[Want, ...]) -> list[tuple[Message, tuple[Want, ...]]]:
    """A question, and another that only names something else: "le chatbot, combien ? Et l'export ?"."""
    places = asking(message.text)
    if len(places) != 2 or not own or _ANOTHER.match(message.text[slice(*places[1])]) is None:
        return []
    head, tail = message.between(0, places[1][0]), message.between(places[1][0], len(message.text) + 1)
    named = [any(e["entity"] in NAMING and e["entity"] != "term" for e in part.entities) for part in (head, tail)]
    asks = any(e["entity"] in ("wants", "unsaid", "operation") for e in tail.entities)
    return [(head, own), (tail, own)] if all(named) and not asks else []


def _named_apart(message: Message, at: int) -> bool:
    """Whether topics alone are named on one side of a place, and bodies alone on the other."""
    sides = (message.between(0, at), message.between(at, len(message.text) + 1))
    named = [{e["entity"] for e in side.entities} & {*NAMING} - {"term"} for side in sides]
    return all(named) and sum(kinds == {"organisation"} for kinds in named) == 1 and not named[0] & named[1]


def _cues_of_wants(message: Message) -> list[dict[str, Any]]:
    """The words that ask, in order; "combien ont passé le filtre" counts, though "combien ont…" may ask for an amount."""
    found = sorted((e for e in message.entities if e["entity"] == "wants"), key=lambda e: e["start"])
    counts = [e for e in found if e["value"] == "count"]
    return [e for e in found if e["value"] != "amount" or not any(_overlap(e, count) for count in counts)]


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _of_figures(message: Message, own: tuple[Want, ...]) -> bool:
    """Whether figures or dates of a call or of the fund are asked, which may be several of one kind."""
    projects = any(e["entity"] in ("project", "keyword", "theme", "organisation", "topic") for e in message.entities)
    return own in ((Want.AMOUNT,), (Want.DATE,), (Want.PEOPLE,)) and not projects


def _units_differ(message: Message, at: int) -> bool:
    """Whether different things are counted before and after a place."""
    before = message.between(0, at).values("unit")
    after = message.between(at, len(message.text) + 1).values("unit")
    return bool(before and after and before[0] != after[0])


def _kinds_differ(message: Message, at: int) -> bool:
    """Whether a project or body is named on one side of a place, and only the fund or a call on the other."""
    sides = (message.between(0, at), message.between(at, len(message.text) + 1))
    named = [{e["entity"] for e in side.entities} & {*NAMING, "call", "topic"} for side in sides]
    whole = [bool(kinds) and kinds <= {"term", "call"} for kinds in named]
    return all(named) and whole[0] is not whole[1]


def _cut(message: Message, first: dict[str, Any], second: dict[str, Any]) -> int | None:
    """Where what is asked second is parted from what is asked first: at the end of a sentence, at "et", at a comma."""
    if second["start"] < first["end"]:
        return None
    between = message.text[first["end"] : second["start"]]
    for marks in _MARKS:
        found = list(marks.finditer(between))
        if found:
            return int(first["end"]) + found[-1].end()
    return None

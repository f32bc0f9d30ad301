"""A follow-up in words that the rules of a dialogue are sure to read: "le duo, il rafle combien ?" is "les deux ensemble…".

Understanding by way of a paraphrase in canonical words is known from semantic parsing (Berant and Liang, ACL 2014). What
a message names, counts or bounds is in no paraphrase: such a message is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

import knowledge
from nlu import cue_finder, entities
from nlu.classifier import ACT
from nlu.component import MessageReader
from nlu.intent_corrector import CORRECTED_FROM

MEANT = "meant"
_FILE = Path(__file__).with_name("paraphrases.yml")
# Surer than this, an act counts where no turn of phrase was found; still surer, more than those that were.
_SURE, _VERY_SURE = 0.6, 0.8
_OUTWEIGHED = frozenset({"operation", "complement", "whole", "widened", "other_call"})
_FIGURES = frozenset((("wants", "amount"), ("wants", "count"), ("wants", "projects")))
_SUMS = frozenset({"sum_two", "sum_list"})
_OF_ANOTHER_KIND = frozenset("ask_carrier ask_benefits ask_description ask_date ask_place ask_people".split())


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


# What the paraphrase of an act does not say: a message with such words is left as it is.
_UNSAID: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    # "Lequel est le plus gros ?" is no question of yes or no.
    (frozenset({"alone", "is_it_most"}), _words(r"\b(?:le|la|les|au|aux|du|des)?quel(?:le)?s?\b")),
    # "Et les deux autres ?", "c'est plus que les deux autres réunis ?"
    (_SUMS, _words(r"\bautres\b|\b(?:plus|moins|autant|davantage) (?:\w+ )?qu(?:e\b|['’])")),
    # "Est-ce le seul ?", of a body's projects.
    (
        frozenset({"alone"}),
        _words(r"\b(?:(?:c['’] ?est|est\W{1,3}ce) (?:bien |donc )?le|(?:son|leur)) seule?\b"),
    ),
    # "Lequel a eu le plus, et de combien ?", "à l'inverse, qui ferme la marche ?"
    (
        frozenset({"biggest", "smallest", "more_of_two"}),
        _words(r"\b(?:de combien|quel(?:le)? (?:écart|différence))\b|\bà l['’] ?(?:inverse|opposé|autre)\b"),
    ),
    # "Juste devant qui ?" is the one behind.
    (
        frozenset({"before_rank", "next_rank"}),
        _words(r"\b(?:devant|derri[èe]re) (?:qui|quoi|lequel|laquelle)\b|\b(?:duo|trio|podium|quatuor|place|rang)\b"),
    ),
    # "Quel écart avec le chiffre annoncé ?", "entre les deux totaux ?"
    (
        frozenset({"gap_two"}),
        _words(
            r"\b(?:annonc|offici|affich)\w*|\b(?:totaux|sommes|cumuls)\b|\bdeux chiffres\b"
            r"|\b(?:somme|montant|total|chiffre|celui|celle)s? (?:d['’]avant|pr[ée]c[ée]dente?s?|de tout)\b"
        ),
    ),
    # "Quel écart avec ma maison ?"
    (frozenset({"gap_two", "did_more"}), _words(r"\b(?:avec|que|et) (?:mon|ma|mes)\b")),
    # "Et son acolyte ?" is a person.
    (
        frozenset({"other_one"}),
        _words(r"\b(?:coll[èe]gue|acolyte|comp[èe]re|homologue|bin[ôo]me)\b"),
    ),
    # "Sont-ils portés par le même ministère ?"
    (
        frozenset({"body_others", "body_total"}),
        _words(r"\bm[êe]me (?:minist[èe]re|organisme|porteur)"),
    ),
    # "C'est le même ?", of a project.
    (frozenset({"is_it_most"}), _words(r"\bm[êe]mes?\b")),
    # "Le total sans le plus gros ?"
    (
        frozenset({"without_it"}),
        _words(r"\b(?:le|la|les) (?:\w+ )?(?:plus|moins|mieux|premi|deuxi|second|troisi|derni)\w*"),
    ),
    # "En moyenne, chaque année ?"
    (frozenset({"average"}), _words(r"\b(?:ans?|ann[ée]es?|annuel\w*)\b")),
)
# A number in a message is in no paraphrase.
_NUMBER = re.compile(r"\d|\b(?:trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|seize|vingt|trente)\b", re.I)
# What may be said in any words, so that an act has to be very sure.
_ANYTHING = frozenset(
    "out_of_scope personal_procedure insult complain greet goodbye thank ask_bot ask_human ask_privacy ask_capabilities".split()
)
# What only points back, which any follow-up may do; and words that lead to nothing known.
_POINTING = frozenset("refers singular pronoun inverted yes_no those negation topic".split())
_OF_A_CALL = re.compile(r"\bappels?\b", re.I)
_LESS = re.compile(r"\b(?:moins|inférieure?s?|en[- ]dessous|plus (?:petit|bas|faible|modeste)\w*|derni[eè]re?)\b", re.I)


@dataclass(frozen=True)
class Paraphrase:
    """What an act says: in which words, what is asked in them, what is found in them, and after what it may be said."""

    says: str
    intent: str
    found: tuple[dict[str, Any], ...]
    after: str

    @property
    def plain(self) -> dict[str, Any]:
        """It as the actions read it."""
        return {"text": self.says, "intent": self.intent, "entities": list(self.found), "after": self.after}


@cache
def paraphrases() -> Mapping[str, tuple[Paraphrase, ...]]:
    """Those of each act, for more and for less."""
    written: dict[str, dict[str, str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    cues, calls = cue_finder.cues(), knowledge.shared().call_names

    def read(says: str, intent: str, after: str) -> Paraphrase:
        found = cue_finder.read(says, cues, calls)
        placed = (entities.entity(k, v, (low, high), Paraphraser.__name__) for k, v, low, high in found)
        return Paraphrase(says, intent, tuple(placed), after)

    return {
        act: tuple(read(says, p["intent"], p.get("after", "")) for says in (p["says"], p.get("less", p["says"])))
        for act, p in written.items()
    }


def paraphrase(
    act: str, confidence: float, text: str, intent: str, found: Sequence[Mapping[str, Any]]
) -> Paraphrase | None:
    """The paraphrase of a message that does an act and nothing else, in words that say it to no rule; None for others.

    Args:
        act: what the message does, and how sure that is.
        intent: what it was taken to ask.
        found: its entities.
    """
    several = paraphrases().get(act)
    if several is None or confidence < (_VERY_SURE if intent in _ANYTHING else _SURE) or _NUMBER.search(text):
        return None
    if act in _SUMS and intent in _OF_ANOTHER_KIND:
        return None  # "même porteur pour les deux ?"
    if any(act in acts and words.search(text) for acts, words in _UNSAID):
        return None
    said = several[1] if _LESS.search(text) else several[0]
    if _OF_A_CALL.search(text) and not _OF_A_CALL.search(said.says):
        return None  # "il arrive en quelle position parmi les lauréats de cet appel ?"
    own, has = _told(said.found), _told(found)
    read_already = own <= has if own else said.intent == intent
    if confidence >= _VERY_SURE and any(kind == "operation" and what != "share" for kind, what in own):
        read_already = False  # its words may lead elsewhere than those of the paraphrase
    lost = has - own
    if confidence >= _VERY_SURE:
        lost = {(kind, what) for kind, what in lost - _FIGURES if kind not in _OUTWEIGHED}
    return None if read_already or lost else said


def _told(found: Iterable[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """What entities tell besides what they point at."""
    return {(str(e["entity"]), str(e["value"])) for e in found if e["entity"] not in _POINTING}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Paraphraser(MessageReader):
    """Adds to a message what it means in canonical words, and asks what these ask."""

    def read(self, message: Message) -> None:
        act = message.get(ACT) or {"name": "", "confidence": 0.0}
        text = entities.normalised(message).text
        before = message.get(INTENT) or {}
        asks = str(before.get(INTENT_NAME_KEY))
        said = paraphrase(act["name"], act["confidence"], text, asks, message.get(ENTITIES) or [])
        if said is None:
            return
        intent = {
            **before,
            INTENT_NAME_KEY: said.intent,
            PREDICTED_CONFIDENCE_KEY: 1.0,
            CORRECTED_FROM: before.get(CORRECTED_FROM) or before.get(INTENT_NAME_KEY),
        }
        message.set(INTENT, intent, add_to_output=True)
        message.set(MEANT, {**said.plain, "otherwise": before}, add_to_output=True)

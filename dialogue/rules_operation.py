"""Rules for what is done with what is named: a sum, a comparison, a place in the ranking."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from dialogue.draft import Draft, Rule, unplaced
from dialogue.naming import Placed, text_between
from dialogue.pointing import SURE
from knowledge import Filter, Operation, Want
from knowledge.questions import ENDS, EXTREMES
from knowledge.rankings import at_the_end
from knowledge.selection import members
from knowledge.text import phrase

_PLUS = re.compile(r"\s*(?:plus|\+)\s*(?:(?:le|la|les|l'|celui|celle|de|du|des|d')\s*)*")
_TOTAL_OF = phrase(
    r"\b(?:total|somme|cumul)(?: exacte?)? (?:des|de ces|des montants des) (?:\w+[- ]?){1,3} ?(?:projets|lauréats)\b"
    r"|\badditionn\w+ (?:\w+ ){0,3}(?:projets|lignes|montants|lauréats)\b"
    r"|\btotal en (?:millions|euros|m€|m\b)"
)
# "Les lauréats se partagent combien ?" is about money, not about projects carried together.
SHARED_OUT = phrase(r"\bse (?:sont )?partag\w+")
_HALF_OF = phrase(r"\b(?:moitié|tiers|quart|double|triple) (?:de|du|des|d['’])")
_WHICH_OF_THEM = phrase(r"\b(?:lequel|laquelle) des (?:deux|trois|quatre|\d)\b")
_WEIGHS = phrase(r"\b(?:écart|différence|par rapport|dépass\w+|combien de (?:plus|moins|fois)|de combien)\b")
_SIZE = r"(?:gros|grand|cher|petit|modeste|bien doté|doté|financé|coûteux|important|élevé|faible)"
_EXTREME_ONE = phrase(
    rf"\b(?:le|du|au) (?:projet |montant )?(?:le )?(?:plus|moins|mieux) {_SIZE}e?s?\b(?! (?:projet |montant )?(?:(?:de|du|des) (?!premi|deuxi|second|1er|2e|tous|deux)|d['’]))"
)
_NUMBERED = phrase(r"\b(?:n ?° ?|numéro |no )\d+ (?:du|de|des|au|à)\b")
_ONE_OR_THE_OTHER = phrase(
    r"\b(?:premi\w+|1er)(?: appel| vague| tour)? ou (?:(?:du|au|le|la|de la|à la) )?(?:deuxi\w+|second\w*|2e\w*)"
)
_BEING_THE_MOST = phrase(r"\b(?:ayant|étant|arrivant|vu qu\w*|puisqu\w*|sachant qu\w*)\b[^?]*\b(?:plus|moins|mieux)\b")
_THE_MOST = phrase(r"^\W*(?:et )?(?:le|la) (?:projet )?(?:plus|moins) (?!que)\w+")
_OF_WHICH_BODY = phrase(
    r"\b(?:de|par|pour) quel(?:le)? (?:ministère|organisme|administration)\b|\b(?:appart\w+|rattach\w+|revien\w+) à quel(?:le)? (?:ministère|organisme|administration)\b"
)
# "Il leur manque combien pour être à égalité ?"
_TO_BE_EVEN = phrase(
    r"\b(?:manqu|fallu|faudrait|faut|sépar)\w*\b.*\bcombien\b|\bcombien\b.*\b(?:manqu|fallu|faudrait|sépar)\w*"
)
_CHEAPER = phrase(r"\b(?:pay|pai|coût|achet|achèt|revien)\w* moins (?:cher|de)\b")
_ARRIVES = phrase(
    r"\b(?:est|serait|arriv\w+|class\w+|figur\w+|termin\w+|point\w+|fini\w+|vien\w+)(?:[- ](?:il|elle))? (?:(?!qui |quoi |quel)\w+ ){0,2}?"
    r"(?:premi|deuxi|second|troisi|quatri|cinqui|sixi|septi|huiti|neuvi|dixi|derni|avant-derni)\w*"
)

_COME_TO = phrase(
    r"\b(?:(?:les|ces|tous les) (?:deux|trois|quatre|cinq)(?! appels)|ensemble|à (?:eux|elles) (?:deux|trois|tous|toutes))\b[^.,;?!]{0,12}\b"
    r"(?:font|fait|pèsent|totalisent|cumulent|atteignent|arrivent à)\b(?! (?:quoi|chacune?))"
)


def tied(draft: Draft) -> Draft:
    """The same amount is that of any two, unless things to compare are named: "lesquels ont le même montant ?"."""
    gap = draft.says(_TO_BE_EVEN)
    if draft.operation is Operation.COMPARE and draft.message.first("same") and draft.kinds <= {"call"} and not gap:
        return replace(draft, operation=Operation.TIES)
    return draft


def added_up(draft: Draft) -> Draft:
    """Things with "plus" between them are added up: "France Cloud plus FranceConnect"."""
    if draft.operation not in (None, Operation.COMPARE):
        return draft
    pairs = pairwise(place for _, place in draft.placed)
    added = any(_PLUS.fullmatch(text_between(draft.message, one, other)) for one, other in pairs)
    return replace(draft, operation=Operation.SUM) if added else draft


_PULLS = phrase(r"\btir\w* .*\bvers le (?P<way>haut|bas)\b")
_DIVIDED = phrase(r"\bdivis\w* par (?:le |leur )?(?:nombre|nb|total) de (?:projets|lauréats|dossiers)\b")


def ranked(draft: Draft) -> Draft:
    """What is given a place by the words after it is ranked: "la licence arrive bien deuxième, non ?"."""
    free = draft.operation in (None, Operation.SORT, Operation.COMPARE, Operation.HIGHEST)
    wondered = _place_wondered(draft) if free else None
    if wondered is None:
        return draft
    calls = ((s, at) for s, at in draft.placed if s.kind == "call")
    return replace(draft, operation=Operation.RANK, placed=(wondered, *calls))


def come_to(draft: Draft) -> Draft:
    """What several come to is their sum: "donc les deux font plus de 40 ?"."""
    free = draft.operation is None and (draft.wants_amount or draft.message.intent in ("ask_comparison", "ask_amount"))
    return replace(draft, operation=Operation.SUM) if free and draft.says(_COME_TO) else draft


def compared(draft: Draft) -> Draft:
    """The intent compares where no word does, unless it is only guessed and calls alone are named."""
    guessed = draft.message.confidence < SURE and draft.kinds == {"call"}
    if draft.message.intent == "ask_comparison" and draft.operation is None and not guessed:
        return replace(draft, operation=Operation.COMPARE)
    return draft


def most_of_several(draft: Draft) -> Draft:
    """Which of several named has the most is about money where who carries is only guessed: "qui a le plus, A ou B ?"."""
    several = len(draft.named) > 1 and draft.kinds <= {"organisation", "project"} and draft.operation in EXTREMES
    guessed = draft.wants == (Want.CARRIER,) and draft.message.confidence < SURE
    return replace(draft, wants=(Want.AMOUNT,)) if several and guessed and not draft.unit else draft


def extreme_against(draft: Draft) -> Draft:
    """The largest or smallest is weighed against one named: "quel écart entre le plus gros projet et Radio France ?"."""
    extremes = ENDS & set(draft.message.values("operation"))
    others = [s for s in draft.named if s.kind != "call"]
    weighs = draft.operation is Operation.COMPARE and draft.says(_WEIGHS) and draft.says(_EXTREME_ONE)
    if not weighs or len(extremes) != 1 or len(others) != 1:
        return draft
    calls = tuple(s for s in draft.named if s.kind == "call")
    most = at_the_end(draft.kb, Filter(subjects=calls), lowest="lowest" in extremes)
    if most.id in members(draft.kb, others[0]):
        return draft
    against = ((s, at) for s, at in draft.placed if s.kind != "call")
    return replace(draft, wants=(Want.AMOUNT,), placed=(*unplaced("project", most.id), *against))


def in_which_call(draft: Draft) -> Draft:
    """Which of both calls a thing is of is asked for, not a gap: "le cloud relève-t-il du premier ou du second appel ?"."""
    guessed = draft.wants in ((Want.AMOUNT,), (Want.DESCRIPTION,), (Want.CARRIER,)) and not draft.message.values(
        "wants"
    )
    guessed = guessed and not draft.message.values("operation")
    chosen = {"call"} < draft.kinds <= {"call", "project", "theme", "keyword"} and draft.says(_ONE_OR_THE_OTHER)
    if not (guessed and chosen):
        return draft
    of_it = tuple((s, at) for s, at in draft.placed if s.kind != "call")
    return replace(draft, wants=(Want.PROJECTS,), operation=None, unit="call", placed=of_it)


def numbered(draft: Draft) -> Draft:
    """What has a number among the laureates of a call is ranked: "le n°3 du deuxième appel, c'est quoi ?"."""
    free = draft.operation is None and draft.kinds == {"call"}
    free = free and draft.wants in ((Want.AMOUNT,), (Want.PROJECTS,), (Want.DESCRIPTION,))
    if not free or not draft.message.first("position") or not draft.says(_NUMBERED):
        return draft
    return replace(draft, operation=Operation.HIGHEST, wants=(Want.PROJECTS,))


def total_of_so_many(draft: Draft) -> Draft:
    """The total of so many projects is one of money: "quel est le total des dix-huit projets ?"."""
    if draft.wants == (Want.COUNT,) and draft.operation is Operation.SUM and draft.says(_TOTAL_OF):
        return replace(draft, wants=(Want.AMOUNT,))
    return draft


def shared_out(draft: Draft) -> Draft:
    """What is shared out is money: "les seize se partagent combien ?"."""
    counted = draft.wants == (Want.COUNT,) and draft.operation in (None, Operation.SUM)
    if counted and draft.says(SHARED_OUT) and draft.wants_amount:
        return replace(draft, wants=(Want.AMOUNT,))
    return draft


def added_to_it(draft: Draft) -> Draft:
    """How much it is with what is added is a sum: "si on y ajoute la Culture, combien ?"."""
    if draft.operation in (None, Operation.COMPARE) and draft.message.first("added") and draft.wants_amount:
        return replace(draft, operation=Operation.SUM)
    return draft


def part_of_another(draft: Draft) -> Draft:
    """What is half of another named is weighed against it: "la licence, c'est la moitié de France Cloud ?"."""
    things = [s for s in draft.named if s.kind not in ("call", "term")]
    weighed = draft.operation is Operation.SHARE and len(things) == 2 and draft.says(_HALF_OF)
    return replace(draft, operation=Operation.COMPARE) if weighed else draft


def most_of_the_call(draft: Draft) -> Draft:
    """The most of one call weighs nothing against another: "le plus gros lot du deuxième appel, il est de combien ?"."""
    extremes = ENDS & set(draft.message.values("operation"))
    alone = len(draft.named) < 2 and draft.kinds <= {"call"} and draft.says(_THE_MOST)
    of_a_topic = draft.kinds == {"theme"} and len(draft.named) == 1 and draft.says(_WHICH_OF_THEM)
    one = len({s.id for s in draft.named if s.kind != "call"}) == 1 and draft.says(_BEING_THE_MOST)
    alone = alone or one  # "Radio France ayant eu le plus petit montant, quelle somme ?"
    alone = alone or of_a_topic  # "lequel des deux projets fiscaux est le plus gros ?"
    if draft.operation is not Operation.COMPARE or len(extremes) != 1 or not alone or draft.claims:
        return draft
    return replace(draft, operation=Operation(next(iter(extremes))))


def whose_the_most(draft: Draft) -> Draft:
    """The one that has the most is a project where it is asked whose it is: "le plus petit, il vient de quel ministère ?"."""
    ends = draft.operation in EXTREMES and draft.wants == (Want.CARRIER,)
    return replace(draft, unit=None) if ends and draft.unit and draft.says(_OF_WHICH_BODY) else draft


def cheaper_for_them(draft: Draft) -> Draft:
    """Paying less may be what projects are for: "un projet pour que les services achètent ensemble et paient moins cher ?"."""
    named = draft.kinds & {"project", "keyword", "theme", "words"}
    ordered = draft.operation is Operation.LOWEST and draft.wants in ((Want.PROJECTS,), (Want.DESCRIPTION,))
    return replace(draft, operation=None) if named and ordered and draft.says(_CHEAPER) else draft


def pulls_the_mean(draft: Draft) -> Draft:
    """What pulls a mean up or down is an end of the ranking: "lequel tire cette moyenne vers le bas ?"."""
    said = _PULLS.search(draft.text)
    if said is None or draft.operation is not Operation.AVERAGE:
        return draft
    end = Operation.HIGHEST if said["way"].casefold() == "haut" else Operation.LOWEST
    return replace(draft, operation=end, wants=(Want.PROJECTS,), unit=None)


def divided(draft: Draft) -> Draft:
    """What is divided by how many there are is a mean: "divisé par le nombre de projets, ça fait combien ?"."""
    if not draft.says(_DIVIDED) or draft.operation not in (None, Operation.SUM, Operation.AVERAGE):
        return draft
    return replace(draft, operation=Operation.AVERAGE, wants=(Want.AMOUNT,), unit="project", missing=None)


DONE: tuple[Rule, ...] = (
    divided,
    pulls_the_mean,
    tied,
    added_up,
    ranked,
    come_to,
    compared,
    most_of_several,
    extreme_against,
    in_which_call,
    numbered,
    total_of_so_many,
    shared_out,
    added_to_it,
    part_of_another,
    most_of_the_call,
    whose_the_most,
    cheaper_for_them,
)


def _place_wondered(draft: Draft) -> Placed | None:
    """The one thing that is named before words that give it a place in the ranking."""
    message = draft.message
    said = _ARRIVES.search(message.text)
    if said is None or not message.first("position") or message.first("top"):
        return None
    before = [(s, at) for s, at in draft.placed if s.kind != "call" and at[1] - message.offset <= said.start()]
    return before[0] if len(before) == 1 and before[0][0].is_topical else None

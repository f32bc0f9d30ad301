"""Questions about the fund's money, once some of it was told: "soit, par an ?", "il en était à combien ?", "reste combien ?"."""

from __future__ import annotations

import re

from dialogue.memory import Memory, Told
from dialogue.told_figures import OF_FUND, TO_FIND, meaning
from knowledge import Filter, KnowledgeBase, Operation, Question, Subject, Want
from knowledge.records import FUND, Measure
from knowledge.sums import REMAINS
from knowledge.text import phrase

_FEW_WORDS = 6
# How far back the fund may have been spoken of.
_BACK = 3
_THE_FUND = Filter(subjects=(Subject(kind="term", id=FUND),))
_ENGAGED = phrase(
    r"\b(?:consomm|engag|dépens|investi|distribu|utilis|vers|octroy|attribu|parti|plac|absorb)\w*|\bpris\b"
)
_WHERE_IT_STOOD = phrase(
    r"\b(?:il|on|le fonds|ça) en (?:était|est|serait) (?:donc |déjà )?à (?:combien|quelle somme|quel montant)\b"
)
_BY_THEN = phrase(r"\bdéjà\b|\b(?:fin|mi|en|novembre)[- ](?:novembre |2018)|\bà (?:cette date|ce moment|ce stade)\b")
_BY_THE_YEAR = phrase(r"\b(?:par an|par année|chaque année|annuellement|sur (?:une|1) (?:seule )?année)\b")


def by_the_year(question: Question, told: Told, kb: KnowledgeBase) -> Question | None:
    """The question for the mean of a year where the fund's endowment was told: "soit, par an ?"; None for others."""
    of_fund = any(kb.fact(id).about == FUND for id in told.facts)
    few = len(re.findall(r"\w+", question.text)) <= 2 * _FEW_WORDS and question.unit in (None, "project")
    if not of_fund or question.about.without("unknown") != Filter() or not (few and _BY_THE_YEAR.search(question.text)):
        return None
    mean = {"wants": (Want.AMOUNT,), "about": _THE_FUND, "operation": Operation.AVERAGE, "missing": None, "unit": None}
    return question.copy(update=mean)


def spent_share(question: Question, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The part of the fund that was engaged: "à la mi-novembre 2018, quelle part en avait déjà été engagée ?"; None else."""
    spent = kb.figures(FUND, *OF_FUND)
    asked = question.operation is Operation.SHARE and _ENGAGED.search(question.text) and not question.claims
    named = question.about.operands != question.about.of_kind("call")
    # Not after "pour un montant total de ?": "quel pourcentage pris en charge ?"
    named = named or _is_of_cost(memory.turns[0], kb)
    return (
        meaning(question.with_filter(Filter()), spent)
        if _told_of_fund(memory, kb) and asked and not named and len(spent) > 1
        else None
    )


def so_far(question: Question, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """What the fund had given, once its endowment was told: "fin 2018, il en était à combien ?"; None for others."""
    awarded = kb.figure(FUND, Measure.AWARDED)
    gone = _ENGAGED.search(question.text) is not None and _BY_THEN.search(question.text) is not None
    gone = gone and REMAINS.search(question.text) is None
    asked = _WHERE_IT_STOOD.search(question.text) is not None or (gone and not question.claims)
    calls = question.about.of_kind("call")
    asked = asked and question.about.operands == calls and len(calls) != 1 and question.operation is None
    return (
        meaning(question.with_filter(Filter()), (awarded,))
        if asked and awarded is not None and _told_of_fund(memory, kb)
        else None
    )


def left_of_the_fund(question: Question, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """What is left of the fund after what it had invested was told: "reste combien ?"; None for others."""
    told, *before = memory.turns[:2]
    if any(_is_of_cost(t, kb) for t in before):
        return None  # "montant total des projets ?", "dont payé par le fonds ?", "il reste ?"
    bare = question.about == Filter() and not question.claims and len(re.findall(r"\w+", question.text)) <= _FEW_WORDS
    if not (_is_of_fund(told, kb) and bare and REMAINS.search(question.text)) or TO_FIND.search(question.text):
        return None
    return question.copy(update={"wants": (Want.AMOUNT,), "operation": None, "missing": None, "about": _THE_FUND})


def _told_of_fund(memory: Memory, kb: KnowledgeBase) -> bool:
    """Whether the fund's endowment, or what it gave, was told of late."""
    return any(_is_of_fund(told, kb) for told in memory.turns[:_BACK])


def _is_of_cost(told: Told, kb: KnowledgeBase) -> bool:
    return any(kb.fact(id).measure is Measure.COST for id in told.facts)


def _is_of_fund(told: Told, kb: KnowledgeBase) -> bool:
    return any(f.about == FUND and f.measure in OF_FUND for f in map(kb.fact, told.facts))

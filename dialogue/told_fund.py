"""Questions about the fund's money, once some of it was told: "soit, par an ?", "il en était à combien ?", "reste combien ?"."""

from __future__ import annotations

import re

from dialogue.memory import Memory, Told
from dialogue.told_figures import OF_FUND, TO_FIND, meaning
from knowledge import Filter, KnowledgeBase, Operation, Question, Subject, Want
from knowledge.quantities import count_before
from knowledge.records import FUND, Measure
from knowledge.sums import NOT_PAID, REMAINS
from knowledge.text import phrase

_FEW_WORDS = 6
# How far back the fund may have been spoken of.
_BACK = 3
_THE_FUND = Filter(subjects=(Subject(kind="term", id=FUND),))
_ENGAGED = phrase(
    r"\b(?:consomm|engag|dépens|investi|distribu|utilis|vers|octroy|attribu|parti|plac|absorb)\w*|\bpris\b"
)
_PAYS = r"(?:paye?|paie|met|donne|verse|apporte|finance|couvre|prend|règle|sort|assume|supporte|contribue)"
_THE_REST = phrase(r"\b(?:le|du) (?:reste|solde|complément|surplus)\b")
_WHOSE_MONEY = phrase(r"\bqui\b|\bd['’]où\b|\bpar quoi\b|\bà qui\b")
_IT_PAYS = phrase(
    rf"\b(?:le fonds|le ftap)\b(?: (?:qui|en|y|lui|leur|a|lui-même))* {_PAYS}\w*\b|\b{_PAYS}(?:nt|-t-il)? (?:donc )?(?:le fonds|le ftap)\b"
)
_WHERE_IT_STOOD = phrase(
    r"\b(?:il|on|le fonds|ça) en (?:était|est|serait) (?:donc |déjà )?à (?:combien|quelle somme|quel montant)\b"
)
_AFTER = phrase(r"\b(?:à l['’]issue|après|au terme|à la suite|au bout)\b")
_BY_THEN = phrase(
    rf"\bdéjà\b|{_AFTER.pattern}|\b(?:fin|mi|en|novembre)[- ](?:novembre |2018)|\bà (?:cette date|ce moment|ce stade)\b"
)
_NUMBER = r"(\d+|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-sept)"
_TO_THE_OTHERS = phrase(
    rf"\b(?:rest|partag|laiss)\w*\b.*\b(?:les|aux|entre) {_NUMBER} autres\b|\b(?:les|aux) {_NUMBER} autres\b.*\b(?:rest|partag)\w*"
)
_BY_THE_YEAR = phrase(
    r"\bl['’]an\b|\b(?:ramène|met|fait|mettrait|ramènerait) l['’]an(?:née)? à\b|\b(?:par an|par année|chaque année|annuellement|sur (?:une|1) (?:seule )?année)\b"
)


def by_the_year(question: Question, told: Told, kb: KnowledgeBase) -> Question | None:
    """The question for the mean of a year where the fund's endowment was told: "soit, par an ?"; None for others."""
    of_fund = any(kb.fact(id).about == FUND for id in told.facts)
    few = len(re.findall(r"\w+", question.text)) <= 3 * _FEW_WORDS and question.unit in (None, "project")
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


def what_it_pays(question: Question, told: Told, kb: KnowledgeBase) -> Question | None:
    """What the fund gave of a cost that was told, or left to others: "que paie le fonds ?", "le fonds paie tout ?"; None else."""
    last = kb.fact(told.facts[0]) if len(told.facts) == 1 else None
    of_fund = question.about.subjects != () and all(s.id == FUND for s in question.about.subjects)
    of_fund = of_fund or (question.about == Filter() and _THE_REST.search(question.text) is not None)
    plain = question.operation is None and not question.claims and not question.about.is_narrowed
    if last is None or last.measure not in (Measure.COST, Measure.AWARDED) or not (of_fund and plain):
        return None
    cost, awarded = kb.figure(last.about, Measure.COST), kb.figure(last.about, Measure.AWARDED)
    if (
        cost is None
        or awarded is None
        or question.wants not in ((), (Want.AMOUNT,), (Want.DESCRIPTION,), (Want.CRITERIA,))
    ):
        return None
    if question.complement and _WHOSE_MONEY.search(question.text):
        return question.copy(
            update={"wants": (Want.UNSAID,), "missing": "payer", "complement": False, "about": Filter()}
        )
    if NOT_PAID.search(question.text) or (question.complement and question.wants == (Want.AMOUNT,)):
        return meaning(question.copy(update={"operation": Operation.COMPARE}), (cost, awarded))
    return meaning(question, (awarded,)) if _IT_PAYS.search(question.text) else None


def so_far(question: Question, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """What the fund had given, once its endowment was told: "fin 2018, il en était à combien ?"; None for others."""
    awarded = kb.figure(FUND, Measure.AWARDED)
    gone = _ENGAGED.search(question.text) is not None and _BY_THEN.search(question.text) is not None
    gone = gone and REMAINS.search(question.text) is None
    asked = _WHERE_IT_STOOD.search(question.text) is not None or (gone and not question.claims)
    calls = question.about.of_kind("call")
    after = (
        len(calls) == 1 and calls[0].id == kb.calls_in_order()[-1].id and gone and bool(_AFTER.search(question.text))
    )
    asked = asked and question.missing is None and not question.about.of_kind("unknown", "words")
    asked = asked and question.about.operands == calls and (len(calls) != 1 or after) and question.operation is None
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


def left_to_the_others(question: Question, told: Told, kb: KnowledgeBase) -> Question | None:
    """What a call gave besides what was told of it: "il resterait quoi pour les quinze autres ?"; None for others."""
    said = _TO_THE_OTHERS.search(question.text)
    number = count_before(next(filter(None, said.groups()))) if said is not None else None
    calls = {kb.projects[p].call for p in told.projects}
    named = question.about.operands == question.about.of_kind("call")
    if number is None or len(calls) != 1 or told.absent or not named:
        return None
    call = Subject(kind="call", id=calls.pop())
    selected = kb.figure(call.id, Measure.SELECTED)
    if selected is None or selected.value != number + len(told.projects):
        return None
    changes = {"wants": (Want.AMOUNT,), "missing": None, "complement": False, "unit": None, "claims": ()}
    if kb.calls[call.id].described_in_full:
        own = tuple(Subject(kind="project", id=p) for p in told.projects)
        about = Filter(subjects=(call,), excluding=own)
        return question.copy(update={**changes, "operation": Operation.SUM, "about": about})
    given = kb.figure(call.id, Measure.AWARDED)
    if given is None or given.value is None:
        return None
    rest = {"operation": Operation.MISS, "claims": (given.value,), "about": Filter(within=told.projects)}
    return question.copy(update={**changes, **rest})


def _told_of_fund(memory: Memory, kb: KnowledgeBase) -> bool:
    """Whether the fund's endowment, or what it gave, was told of late."""
    return any(_is_of_fund(told, kb) for told in memory.turns[:_BACK])


def _is_of_cost(told: Told, kb: KnowledgeBase) -> bool:
    return any(kb.fact(id).measure is Measure.COST for id in told.facts)


def _is_of_fund(told: Told, kb: KnowledgeBase) -> bool:
    return any(f.about == FUND and f.measure in OF_FUND for f in map(kb.fact, told.facts))

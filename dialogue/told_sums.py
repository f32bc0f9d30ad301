"""Sums told one after the other: "quel écart entre les deux totaux ?", "de moins que ces trois-là réunis ?"."""

from __future__ import annotations

from dialogue.memory import Memory, Told
from dialogue.pointing import Pointing
from dialogue.referents import together
from knowledge import Filter, KnowledgeBase, Operation, Question, Subject, Want, french
from knowledge.questions import EXTREMES
from knowledge.rankings import by_amount
from knowledge.selection import members, select
from knowledge.text import phrase

# How far back a sum may have been told.
_BACK = 5
_TWO_TOTALS = phrase(r"\b(?:les|ces|des|mes|tes|vos) deux (?:totaux|sommes|cumuls|résultats)\b")
_TWO_AMOUNTS = phrase(r"\b(?:les|ces|des|mes|tes|vos) deux (?:montants|chiffres|enveloppes)\b")
_THE_ONE_BEFORE = phrase(
    r"\b(?:la somme|le total|le montant|le chiffre|l['’]enveloppe|(?:celui|celle)) (?:d['’]avant|précédente?|de tout à l['’]heure)\b"
)
_SAID_BEFORE = phrase(
    r"\bce (?:que |qu['’])(?:vous|tu|on) (?:m['’]|me |nous )?(?:av(?:ais|iez|ait|ez)|as|a) (?:donn|di|annonc|répondu|cit)\w*(?: \w+)? (?:d['’]abord|avant|au début|en premier|tout à l['’]heure|plus tôt|initialement)\b"
)
_BARE_TOTAL = phrase(r"\W*(?:(?:et|alors|donc|du coup|ok|bon|mais)\W+)*(?:le |un )?(?:montant )?total\W*")
_ADD_IT = phrase(r"\b(?:r?ajout|additionn|compt)\w*[- ](?:le|la|moi ça)\b|\bavec (?:lui|elle|celui-là|celle-là)\b")
_TOGETHER = phrase(r"\b(?:réuni|cumul|addition|ensemble|confondu)\w*")
_FAR_FROM_THE_NTH = phrase(
    r"\bentre (?:lui|elle|celui-(?:ci|là)|celle-(?:ci|là)|ce projet) et (?:le|la) (?:premi|second|deuxi|troisi)\w*|"
    r"\bà combien (?:(?:est|sont|es|sommes)[- ](?:il|elle|ils|elles|on|nous) )?(?:du|de la) (?:premi|second|deuxi|troisi)\w*"
    r"|\b(?:à égalité avec|égaler|rattraper|rejoindre|atteindre) l[ea] (?:premi|second|deuxi|troisi)\w*"
)
_THAN = phrase(r"^\W*(?:et |donc |alors |c['’ ]?est |ça fait )*(?:plus|moins|davantage|autant)\b[^?]*\bqu(?:e |['’])")
# "Même pas autant que le contrôle fiscal tout seul ?", after a list.
_ALONE = phrase(r"\b(?:tout seul|toute seule|à (?:lui|elle) (?:tout |toute )?seule?)\b")
_WEIGHED = (Operation.COMPARE, Operation.SUM)


def of_sums_told(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The question about two sums that were told, each as one thing; None where none are meant."""
    if question.about != Filter():
        return None
    pair = (
        _two_told(question, memory) or _against_several(question, at, memory) or _to_the_nth(question, at, memory, kb)
    )
    if pair is None:
        return None
    operation = question.operation if question.operation in _WEIGHED else Operation.COMPARE
    changes = {"wants": (Want.AMOUNT,), "operation": operation, "position": None, "unit": None}
    return question.copy(update={**changes, "about": Filter(subjects=pair, union=True)})


def added_money(question: Question, at: Pointing, told: Told) -> Question:
    """What is added to a sum told is money, whatever is guessed: "avec le chatbot de l'Intérieur en plus ?"."""
    guessed = not at.sure and question.wants in (
        (Want.BENEFITS,),
        (Want.DESCRIPTION,),
        (Want.PROJECTS,),
        (Want.CARRIER,),
    )
    added = at.added and question.about.topical and told.projects and not told.facts
    guessed = guessed and question.operation in (None, Operation.SUM)
    return (
        question.copy(update={"wants": (Want.AMOUNT,), "operation": Operation.SUM}) if added and guessed else question
    )


def total_of_one(question: Question, told: Told) -> Question | None:
    """The grant of the one project told, where a bare total is asked for: "alors le total ?"; None for others."""
    bare = question.operation is Operation.SUM and question.about == Filter() and not question.claims
    one = told.project if len(told.projects) == 1 and not told.absent else None
    if (
        one is None
        or not bare
        or question.wants not in ((), (Want.AMOUNT,))
        or not _BARE_TOTAL.fullmatch(question.text)
    ):
        return None
    return question.copy(update={"wants": (Want.AMOUNT,), "operation": None, "about": Filter(subjects=(one,))})


def against_what_is_named(question: Question, told: Told, kb: KnowledgeBase) -> Question | None:
    """The sum told against that of projects named: "plus ou moins que les deux de la DINSIC ?"; None for others."""
    named = question.about.subjects
    summed = told.question.operation is Operation.SUM and len(told.projects) > 1 and not told.absent
    one = len(named) == 1 and question.about.operands == named and question.operation is Operation.COMPARE
    by_itself = len(told.projects) > 2 and _ALONE.search(question.text) is not None
    of_sum = told.focus is None and question.wants == told.question.wants == (Want.AMOUNT,) and len(told.projects) > 1
    if one and (by_itself or (of_sum and _THAN.search(question.text))):
        own = set(members(kb, named[0]))
        if own and not own & set(told.projects):
            return question.with_filter(Filter(subjects=(together(told.projects), *named), union=True))
    weighed = (
        question.operation is Operation.COMPARE and question.wants == (Want.AMOUNT,) and _THAN.search(question.text)
    )
    of_projects = len(named) > 1 and {s.kind for s in named} == {"project"}
    if not (summed and weighed and of_projects) or {s.id for s in named} & set(told.projects):
        return None
    titles = f"l'ensemble de {french.join(kb.projects[s.id].title for s in named)}"
    other = together(tuple(s.id for s in named)).copy(update={"text": titles})
    return question.with_filter(Filter(subjects=(together(told.projects), other), union=True))


def with_the_one_told(question: Question, memory: Memory) -> Question | None:
    """The sum told before, with the one told since: "ajoute-le", after the fourth of a ranking."""
    one = memory.turns[0].project
    asked = one is not None and question.about == Filter() and _ADD_IT.search(question.text)
    summed = next((t for t in memory.turns[1:_BACK] if len(t.projects) > 1), None) if asked else None
    if one is None or summed is None or one.id in summed.projects or summed.question.operation is not Operation.SUM:
        return None
    both = tuple(Subject(kind="project", id=p) for p in (*summed.projects, one.id))
    changes = {"wants": (Want.AMOUNT,), "operation": Operation.SUM, "about": Filter(subjects=both, union=True)}
    return question.copy(update=changes)


def _two_told(question: Question, memory: Memory) -> tuple[Subject, Subject] | None:
    """The last two sums told: "l'écart entre les deux totaux ?", "entre ce montant et la somme d'avant ?"."""
    said = (_TWO_TOTALS, _THE_ONE_BEFORE, _SAID_BEFORE)
    two = next((found for words in said if (found := words.search(question.text))), None)
    last = memory.turns[0]
    one_by_one = len(last.projects) != 2 and len(last.things) != 2
    if question.operation not in _WEIGHED or not (two or (_TWO_AMOUNTS.search(question.text) and one_by_one)):
        return None
    sums = dict.fromkeys(s for told in memory.turns[:_BACK] if (s := worth(told)) is not None)
    if len(sums) < 2 or (len(last.named) == 2 and last.question.operation is Operation.COMPARE):
        return None
    newest, before, *_ = sums
    return before, newest


def telling(euros: int, memory: Memory, kb: KnowledgeBase) -> Subject | None:
    """What a sum was told of, as one thing: "les 22,9, c'est quelle part de l'enveloppe ?"."""
    several = (
        t for t in memory.turns if len(t.projects) > 1 and sum(kb.projects[p].euros for p in t.projects) == euros
    )
    told = next(several, None)
    return worth(told) if told is not None else None


def worth(told: Told) -> Subject | None:
    """What the sum last told was of, as one thing: a body, a project or a list."""
    if told.absent or told.facts or not told.projects:
        return None
    if len(told.named) == 1 and told.named[0].kind == "organisation" and not told.question.about.is_narrowed:
        return told.named[0]
    return together(told.projects) if len(told.projects) > 1 else Subject(kind="project", id=told.projects[0])


def _against_several(question: Question, at: Pointing, memory: Memory) -> tuple[Subject, Subject] | None:
    """The one told last, and so many told before as one: "de moins que les trois réunis ?"."""
    last = memory.turns[0]
    weighed = question.operation is Operation.COMPARE and at.number is not None and _TOGETHER.search(question.text)
    if not weighed or len(last.projects) != 1:
        return None
    lists = (t for t in memory.turns[1:_BACK] if len(t.projects) == at.number and last.projects[0] not in t.projects)
    several = next(lists, None)
    return (Subject(kind="project", id=last.projects[0]), together(several.projects)) if several is not None else None


def _to_the_nth(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> tuple[Subject, Subject] | None:
    """The one told last, and the one of the ranking whose place is said: "on est à combien du premier ?"."""
    last, places = memory.turns[0], at.positions
    if len(last.projects) != 1 or len(places) != 1 or not _FAR_FROM_THE_NTH.search(question.text):
        return None
    ordered = (t.question for t in memory.turns[:_BACK] if t.question.operation in (*EXTREMES, Operation.RANK))
    calls = next(ordered, Question()).about.of_kind("call")
    ranked = by_amount(select(kb, Filter(subjects=calls)))
    if not 0 < places[0] <= len(ranked) or ranked[places[0] - 1].id == last.projects[0]:
        return None
    return Subject(kind="project", id=ranked[places[0] - 1].id), Subject(kind="project", id=last.projects[0])

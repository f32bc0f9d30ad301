"""What is weighed against what was told: "de combien dépasse-t-il celui de la fac ?", "plus cher ou moins cher ?"."""

from __future__ import annotations

from collections.abc import Iterator

from dialogue.asking_back import one_to_join
from dialogue.memory import Memory, Told
from dialogue.pointing import Pointing
from dialogue.referents import is_the_same, last_things, outdone_by, together
from knowledge import Filter, KnowledgeBase, Operation, Question, Subject, Want
from knowledge.questions import EXTREMES
from knowledge.rankings import at_the_end
from knowledge.selection import members, select
from knowledge.sums import MORE_OR_LESS
from knowledge.text import phrase

# How far back the other thing may have been told.
_BACK = 4
_END_OF_THEM = phrase(
    r"\b(?:le|la) (?:plus|moins|mieux) \w+ (?:des|de ces|d['’]entre|de) (?:deux|trois|quatre|cinq|eux|elles|ceux|celles)\b"
)
_BEATS = phrase(r"\b(?:dépass|devanc|bat|surpass|égal|fait mieux|fait plus|rest\w* (?:au-dessus|devant|en dessous))\w*")
_AT_LAST = phrase(r",\s*(?:un peu |beaucoup |bien )?(?:plus|moins) (?:chère?|gros(?:se)?|dotée?|élevée?)s?\W*$")
# Not the gap between what was announced of a call and the sum of its projects.
_BARE_GAP = phrase(
    r"^(?!.*\b(?:annonc|officiel|somme|cumul|appel|projet par projet|arrondi)\w*).*\b(?:écart|différence|combien de (?:plus|moins))\b"
)
_TOGETHER = phrase(
    r"^\W*(?:(?:et|donc|alors|mais)\W+)*(?:une fois )?(?:réunis?|réunies?|ensemble|cumulés?|additionnés?|à (?:eux|elles) (?:deux|trois|tous)|leur (?:total|somme|cumul|addition))\b"
)
_AGAINST_THE_OTHER = phrase(r"\b(?:le|la) (?:plus|mieux|moins) \w+ .*\bl['’]autre\b")
_AS_ONE = phrase(r"\bqu(?:e |['’]).*\b(?:réunis?|réunies?|ensemble|cumulés?|additionnés?|confondus)\b")
_ADDED_UP = phrase(
    r"\b(?:additionn|cumul|réuni|ajout)\w*|\b(?:avec|plus) (?:le|la|les|lui|celui|celle)\b|^\W*(?:et )?avec \w+"
)
# "Elle est de combien, déjà ?"
_IS_OF = phrase(r"\b(?:est|était|serait|sera) de combien\b(?! (?:plus|moins|supérieur|inférieur))")
_THAN_SOMETHING = phrase(
    r"\b(?:par rapport|comparé|face|contre)\b|\b(?:plus|moins|davantage|mieux)\b[^?.]*\bqu(?:e\b|['’])"
)
# A gap is asked for, whatever is weighed.
_OF_A_GAP = phrase(
    r"\b(?:écart|différence|d['’]avance)\b|\b(?:manqu|rattrap|sépar)\w*\b|\bà égalité\b|\bcombien (?:de |en )?(?:plus|moins)\b"
)
_GAP_SAID = phrase(
    r"^\W*(?:(?:et|donc|soit|ah|ça|cela|fait|du coup|alors|c['’ ]?est) ?)*"
    r"(?:(?:presque|environ|à peu près|quasi\w*|pas loin de|près de|plus de|moins de|un peu \w+ de) )?"
    r"\d[\d ,.]*(?:(?:millions?|m€|mille|€|euros?)(?: d['’]euros?)? |(?<=\d{3}) )(?:de (?:plus|moins|différence|mieux)|d['’](?:écart|avance))\b"
)
_BESIDE = phrase(
    r"^\W*(?:(?:et|mais|ok|bon|alors|donc)\W+)*(?:par rapport (?:à|au|aux)|comparé\w* (?:à|au|aux)|face (?:à|au|aux)|contre|avec|à côté d(?:e|u|es))\b"
)
_WITH_MINE = phrase(
    r"\b(?:avec|par rapport à|à côté de|que|et) (?:mon|ma|mes) (?!(?:premi|deuxi|second|dernier|précéd|chiffre|somme|total|montant|question|projet|minist|calcul|compte)\w*)\w+"
)


def with_ones_own(question: Question) -> bool:
    """Whether something of one's own is weighed, which is nothing that was told: "quel écart avec ma maison ?"."""
    weighs = question.operation is Operation.COMPARE and not question.about.operands
    return weighs and _WITH_MINE.search(question.text) is not None


def more_or_less(question: Question, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question which of two things has more, where "plus cher ou moins cher ?" seems to ask for both ends."""
    either = question.operation is Operation.EXTREMES and MORE_OR_LESS.search(question.text)
    asked = either or (
        question.operation in EXTREMES and _AT_LAST.search(question.text)
    )  # "et celle de l'IGN, plus chère ?"
    one = len(question.about.topical or question.about.of_kind("organisation")) == 1
    if not asked or memory.turns[0].absent or not (one or question.about == Filter()):
        return question
    if one:
        return question.copy(update={"wants": (Want.AMOUNT,), "operation": Operation.COMPARE})
    pair = last_things(2, memory, kb)
    return _weighing(question, *pair) if pair else question


def end_against(question: Question, told: Told, kb: KnowledgeBase) -> Question | None:
    """The end of the list told against what is named: "le plus petit des deux dépasse-t-il le contrôle fiscal ?"."""
    named = question.about.topical
    asked = question.operation in (*EXTREMES, Operation.COMPARE) and len(named) == 1 and len(told.projects) > 1
    if not asked or not (_END_OF_THEM.search(question.text) and _BEATS.search(question.text)):
        return None
    if set(members(kb, named[0])) & set(told.projects):
        return None
    end = at_the_end(kb, Filter(within=told.projects), lowest=question.operation is Operation.LOWEST)
    return _weighing(question, Subject(kind="project", id=end.id), named[0])


def end_against_the_other(question: Question, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The last two weighed: "le mieux doté dépasse l'autre de combien ?"."""
    asked = question.operation is Operation.COMPARE and question.about == Filter()
    pair = last_things(2, memory, kb) if asked and _AGAINST_THE_OTHER.search(question.text) else None
    return question.with_filter(Filter(subjects=pair, union=True)) if pair else None


def against_another(question: Question, at: Pointing, told: Told) -> Question | None:
    """What was weighed, against another thing now: "et par rapport au cloud ?", after the radio and the car pounds."""
    named = question.about.topical or question.about.of_kind("organisation")
    before = told.question.about.subjects
    weighed = told.question.operation is Operation.COMPARE and len(before) == 2 and not told.absent
    asked = question.operation in (None, Operation.COMPARE) and question.wants in ((), (Want.AMOUNT,))
    other = len(named) == 1 and question.about.operands == named and named[0] not in before
    if not (weighed and asked and other and _BESIDE.search(question.text)) or at.other or at.number:
        return None
    return _weighing(question, before[0], named[0])


def one_of_two_against_the_other(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question | None:
    """The two told weighed, where one of them is named: "le cloud passe devant l'autre de combien ?"; None for others."""
    named = question.about.topical
    weighed = question.operation is Operation.COMPARE and at.other and len(told.projects) == 2 and not told.absent
    own = members(kb, named[0]) if len(named) == 1 else []
    if not weighed or len(own) != 1 or own[0] not in told.projects:
        return None
    return _weighing(question, *(Subject(kind="project", id=p) for p in told.projects))


def several_against(question: Question, told: Told, kb: KnowledgeBase) -> Question | None:
    """The one told against several named as one: "plus que le droit du travail et les sans-abri réunis ?"."""
    named = question.about.topical
    weighed = question.operation is Operation.COMPARE and len(named) > 1 and _AS_ONE.search(question.text)
    one, others = told.focus, tuple(dict.fromkeys(p for s in named for p in members(kb, s)))
    if not weighed or one is None or not members(kb, one) or set(members(kb, one)) & set(others):
        return None
    return _weighing(question, one, together(others))


def together_against(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The last things as one against what is named: "réunis, ils dépassent l'export ?"."""
    named = question.about.topical or question.about.of_kind("organisation")
    asked = question.operation is Operation.COMPARE and len(named) == 1 and _TOGETHER.search(question.text)
    if not asked or question.about.is_narrowed:
        return None
    several = memory.listed if at.number in (None, len(memory.listed)) and len(memory.listed) > 1 else ()
    last = several or tuple(p for s in last_things(at.number or 2, memory, kb) or () for p in members(kb, s))
    told = tuple(dict.fromkeys(p for p in last if p not in members(kb, named[0])))
    if len(told) < 2:
        return None
    return _weighing(question, together(told), *question.about.subjects)


def gap_said(question: Question, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The gap between the last two things, where only its figure is said: "donc presque 11 millions de moins"."""
    if not question.about.only_bounds and not (question.claims and question.about == Filter()):
        return None
    if not _GAP_SAID.match(question.text):
        return None
    figures = tuple(dict.fromkeys(t.facts[0] for t in memory.turns[:2] if len(t.facts) == 1))
    if len(figures) == 2 and all(kb.fact(id).unit == "euros" for id in figures):  # "soit 231 millions de moins"
        return question.copy(update={"wants": (Want.AMOUNT,), "operation": Operation.COMPARE, "facts": figures})
    pair = last_things(2, memory, kb)
    return _weighing(question, *pair) if pair else None


def with_the_other(question: Question, memory: Memory, kb: KnowledgeBase) -> Question:
    """A comparison that names one thing alone, with the one that was told beside it or before it.

    "Combien de plus que le premier ?", "ça fait un écart de combien avec la radio ?".
    """
    things = tuple(s for s in question.about.subjects if s.kind != "call")
    one = things[0] if len(things) == 1 and not question.about.is_narrowed else None
    alone = one is not None and (one.is_topical or one.kind == "organisation")
    if question.operation is Operation.COMPARE and question.about == Filter() and _BARE_GAP.search(question.text):
        pair = last_things(2, memory, kb) if memory.turns and not (question.claims or question.facts) else None
        return question.with_filter(Filter(subjects=pair, union=True)) if pair else question
    if question.operation is not Operation.COMPARE or not alone or one is None or question.by_number:
        return question
    own = members(kb, one)
    if question.wants not in ((), (Want.AMOUNT,)) or not own or (len(own) > 1 and one.kind != "organisation"):
        return question
    other = next((s for s in _weighable(one, memory, kb) if not is_the_same(s, one, kb)), None)
    if other is None:
        return question
    return question.with_filter(question.about.copy(update={"subjects": (other, *question.about.subjects)}))


def of_no_laureate(question: Question, meant: Question, kb: KnowledgeBase) -> Question | None:
    """The question about a body that has nothing to weigh: "l'Éducation nationale aussi ?", after a comparison."""
    bodies = question.about.of_kind("organisation")
    named = question.operation is None and meant.operation is Operation.COMPARE and bodies == question.about.subjects
    if not bodies or not named or any(kb.carried_by(body.id) for body in bodies):
        return None
    return question.copy(update={"wants": (Want.PROJECTS,), "operation": None})


def weighs_nothing(question: Question, at: Pointing, meant: Question, memory: Memory, kb: KnowledgeBase) -> bool:
    """Whether nothing fit is left to weigh or add up a thing with: its own figure would answer something else.

    Of 27 follow-ups so answered at first sight 20 were wrong figures (docs/measures.md); hence it is asked what is meant.
    """
    if meant.facts or meant.missing or meant.wants != (Want.AMOUNT,):
        return False
    return _leaves_a_gap_open(question, meant, memory, kb) or _has_nothing_beside(question, at, meant, memory, kb)


def _leaves_a_gap_open(question: Question, meant: Question, memory: Memory, kb: KnowledgeBase) -> bool:
    """Whether words of a gap are heard where one thing alone, or nothing named, is left: "il manquerait combien ?"."""
    about, weighed = meant.about, meant.operation is Operation.COMPARE
    if meant.operation not in (None, Operation.SUM, Operation.COMPARE) or meant.claims:
        return False
    if about.amounts or about.excluding or not _OF_A_GAP.search(question.text):
        return False
    of_one = bool(about.operands or about.within) and len(select(kb, about)) == 1
    if weighed:
        return of_one and one_to_join(meant, memory, kb) is not None
    return of_one or (question.about == Filter() and about.operands != about.of_kind("call"))


def _has_nothing_beside(question: Question, at: Pointing, meant: Question, memory: Memory, kb: KnowledgeBase) -> bool:
    """Whether one thing alone is left to weigh or add up, or a project and a call that nobody named."""
    about = meant.about
    if _IS_OF.search(question.text) or (about.is_narrowed and not _THAN_SOMETHING.search(question.text)):
        return False
    weighed = question.operation is meant.operation is Operation.COMPARE
    kinds = sorted(s.kind for s in about.subjects)
    if weighed and kinds == ["call", "project"] and not (about.is_narrowed or question.about.of_kind("call")):
        return True  # a project and the call of a ranking told: "il leur manque combien ?"
    added = meant.operation is Operation.SUM and (at.added or _ADDED_UP.search(question.text) is not None)
    one = one_to_join(meant, memory, kb) if weighed or added else None
    return one is not None and about != Filter() and len(members(kb, one)) == 1


def _weighable(one: Subject, memory: Memory, kb: KnowledgeBase) -> Iterator[Subject]:
    """What one thing may be weighed against, the likeliest first."""
    for told in memory.turns[:_BACK]:
        if told.absent:
            continue
        if len(told.things) == 2 and any(is_the_same(s, one, kb) for s in told.things):
            yield from told.things
        outdone = outdone_by(told, kb)
        if outdone is not None:
            yield outdone
        yield from (s for s in (told.focus, told.foremost) if s is not None and _has_an_amount(s, kb))


def _has_an_amount(subject: Subject, kb: KnowledgeBase) -> bool:
    return bool(members(kb, subject)) and subject.kind != "call"


def _weighing(question: Question, *things: Subject) -> Question:
    """The question which of these has more, and by how much."""
    about = Filter(subjects=things, union=True)
    return question.copy(update={"wants": (Want.AMOUNT,), "operation": Operation.COMPARE, "about": about})

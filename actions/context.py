"""A question in the light of what was said before.

A question that stands by itself is left as it is, so that stale context never answers for something else; one that
points at something that cannot be told is not answered on a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from actions.memory import Memory, Told
from actions.pointing import Pointing
from actions.reading import INCLUDED, OF_A_THING
from knowledge import Filter, KnowledgeBase, Operation, Question, Range, Subject, Want, quantities
from knowledge.records import FUND, OrganisationKind
from knowledge.selection import members, select

# A question without a name and of so few words goes on with what was said: "combien de gagnants ?".
_ELLIPTIC = 4
# What one asks of the thing spoken of, where nothing else is named.
_OF_ONE = (Want.AMOUNT, Want.DATE, Want.PLACE, Want.CARRIER)
_ALL = re.compile(r"\btous les (?:projets|lauréats)", re.I)
_OF_ALL = re.compile(
    r"\btou(?:s|tes)\b|depuis (?:le début|l['’]origine|toujours)|\bl['’][ée]tat\b|\bau total\b|\bfonds\b", re.I
)
_OF_THE_FUND = re.compile(rf"{_OF_ALL.pattern}|\b(?:lauréats|projets|gagnants|ministères|appels?)\b", re.I)
_BY_WHOM = re.compile(r"^\W*(?:et )?par qui\W*$", re.I)
_IS_IT = re.compile(r"(?:^|[.,;!?])\W*(?:(?:et|donc|ah|mais) )?c['’ ]?(?:est|était) ", re.I)
# What a project itself has so many of.
_OF_A_PROJECT = ("agents", "directions", "régions", "volets", "personnes")
_ARITHMETIC = (Operation.SUM, Operation.COMPARE)
_EXTREME = (Operation.HIGHEST, Operation.LOWEST)
_NEIGHBOUR = (Operation.AFTER, Operation.BEFORE)
_OF_STATEMENTS = (Want.DATE, Want.PLACE, Want.PEOPLE, Want.QUOTE)
# What is wanted of the things that were counted: "Lesquels ?" after "combien de critères ?".
_COUNTED = {"critères": Want.CRITERIA, "dossiers": Want.UNSAID, "applicant": Want.UNSAID, "directions": Want.PLACE}
_FOR_WHOM = re.compile(r"\b(?:pour|aux?|chez|côté)\b", re.I)
_BARE = re.compile(
    r"(\d+(?:[.,]\d+)?|\b(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt))(?=\W*$)"
)


# "Et au deuxième, combien ?": as many as what was counted.
_OF_THEM = re.compile(r"\ben (?:fait|font|faisait|reste) combien\b|\b(?:ils|elles) (?:sont|étaient) combien\b", re.I)
# The fund named as the one that pays, not as what is asked about: "ils demandaient combien au fonds ?".
_PAYER = re.compile(
    r"\b(?:au|par le|auprès du|du) fonds\b|\ble fonds (?:leur |lui |en |y |nous )?"
    r"(?:a|avait|apporte|donne|verse|finance|accorde|met|paye?|prend|contribue)\b",
    re.I,
)
# "Y en a-t-il qui ont eu plus ?"
_MORE_THAN_IT = re.compile(
    r"\b(?:y en a|qui|d['’]autres|certains|quelqu['’]un)\b.*\b(?:eu|reçu|touché|obtenu|gagné|a|ont) (plus|moins|davantage)\W*$",
    re.I,
)
_GIVEN = re.compile(r"\b(?:au|par le) fonds\b", re.I)
_IN_ALL = re.compile(r"\b(?:en tout|au total|déjà|depuis|dotation|doté)\b", re.I)
_FRAGMENT = re.compile(r"^\W*(?:(?:et|mais|ok|bon|donc)\W+)?(?:avec|pour|de|à)\b", re.I)
_MONEY = re.compile(r"€|\b(?:euros?|montants?|argent|sommes?|budgets?|millions?|coût\w*|enveloppes?)\b", re.I)
_THE_SAME = re.compile(r"\b(?:l[ea]s? mêmes?|identiques?|pareils?|inchangés?)\b", re.I)
# "L'enveloppe du deuxième appel": a whole of its own, whatever was spoken of before.
_OF_THE_CALL = re.compile(
    r"\b(?:enveloppe|montant|total|budget|somme|dotation|coût)s?(?: \w+)? (?:du|de la|de l['’]|des) (?:\w+ )?"
    r"(?:premi|deuxi|second|1er|2|appel|vague)",
    re.I,
)
_WHICH = re.compile(r"\b(?<!ce )(?:projets?|lauréats?|lequel|lesquels?|quels?|ceux|celui)\b", re.I)
# Those for whom a project may bring something, rather than what it is about.
_BENEFICIARIES = frozenset({"agents", "entreprises"})
_HOW_MANY = re.compile(r"^\W*(?:et |puis )?(?:\w+\W+){0,4}combien\W*$", re.I)
# "le plus gros projet du second": the ordinal points, it does not rank.
_OF_THE_NTH = re.compile(r"\b(?:du|de la|au|à la|chez le|chez la) (?:premi|second|deuxi|troisi|dernier)\w*\W*$", re.I)


class Unclear(Exception):
    """The question points at something that was not said."""


def in_context(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question as it is meant after what was said before.

    Raises:
        Unclear: it points at nothing that was said, or at what cannot be told apart.
    """
    if memory.pending is not None and not question.wants:
        question = question.copy(update={"wants": memory.pending.wants, "operation": memory.pending.operation})
    if not memory.turns:
        if _points_at_nothing(question, at):
            raise Unclear
        return question
    if at.somewhere and question.about.of_kind("unknown") and (question.wants or at.pronoun or at.singular):
        question = _about(question, _without(question.about, "unknown"))
    settled = None if at.other or at.positions else _of_all_told(question, memory.turns[0], kb)
    if settled is not None:
        return settled
    question = _of_those_spoken_of(question, at, memory.turns[0])
    counted = memory.turns[0].question.wants == (Want.COUNT,) and question.wants == (Want.AMOUNT,)
    if counted and at.refers and _HOW_MANY.search(question.text):
        question = question.copy(update={"wants": ()})
    question = _of_the_pronoun(question, at, memory.turns[0])
    question = _with_bound(question, at, memory.turns[0].question)
    if at.refers and not (at.sure or question.about.subjects or question.operation):
        question = question.copy(update={"wants": ()})
    question = _by_whom(question, memory.turns[0])
    ranked = _next_in_ranking(question, at, memory)
    if ranked is not None:
        return ranked
    if _goes_on_with_share(question, memory.turns[0]):
        question = question.copy(update={"operation": Operation.SHARE, "wants": (Want.AMOUNT,)})
    if question.operation is Operation.SHARE:
        return _share(question, at, memory, kb)
    pointed = _pointed_at(question, at, memory, kb)
    if pointed is not None:
        return _asked_of(question, at, pointed, memory.turns[0].question)
    if question.wants == (Want.SOURCE,):
        return _source(question, memory)
    left = {p for s in question.about.excluding for p in members(kb, s)}
    but_for = bool(left) and left < set(memory.listed) and not question.about.operands
    if not question.wants or but_for or _leans(question, at, memory.turns[0]):
        return _changed(memory, question, at, kb)
    if _is_bare(question, memory.turns[0]):
        raise Unclear
    return question


def _is_bare(question: Question, told: Told) -> bool:
    """Whether a few words ask how much without saying of what, where something else than the fund was spoken of."""
    about = question.about
    asks = question.wants == (Want.AMOUNT,) and question.operation is None
    named = about.subjects or about.is_narrowed or question.claims or question.missing
    of_the_fund = told.focus is not None and told.focus.kind in ("term", "call")
    few = _length(question) <= _ELLIPTIC + 1
    return asks and few and not named and not of_the_fund and not _OF_THE_FUND.search(question.text)


def _length(question: Question) -> int:
    """How many words a question has."""
    return len(re.findall(r"\w+", question.text))


def _points_at_nothing(question: Question, at: Pointing) -> bool:
    """Whether a first question leans on something said before: "combien a reçu ce projet ?"."""
    asked = question.wants and question.wants[0] in (Want.AMOUNT, Want.CARRIER, Want.BENEFITS, Want.DATE, Want.PLACE)
    return bool(asked) and at.refers and not question.about.subjects and question.operation is None


def _of_all_told(question: Question, told: Told, kb: KnowledgeBase) -> Question | None:
    """How many there are of what was told, who shares it, what got more than it; None where that is not asked."""
    about = question.about
    if _OF_THEM.search(question.text) and not about.subjects:
        if told.question.wants == (Want.CRITERIA,):
            criteria = Filter(subjects=(Subject(kind="term", id="criteres"),))
            changes = {"wants": (Want.COUNT,), "unit": "critères", "operation": None, "about": criteria}
            return question.copy(update=changes)
        if len(told.projects) > 1:
            listed = Filter(within=told.projects)
            return question.copy(update={"wants": (Want.COUNT,), "about": listed, "operation": None})
    if about.joint is not None and not about.operands and len(told.projects) == 1 and not _WHICH.search(question.text):
        one = Filter(subjects=(Subject(kind="project", id=told.projects[0]),))
        return question.copy(update={"wants": (Want.CARRIER,), "about": one})
    more = _MORE_THAN_IT.search(question.text)
    if more and len(told.projects) == 1 and about.of_kind("call") == about.operands:
        euros = kb.projects[told.projects[0]].euros
        bounds = Range(high=euros, strict=True) if more.group(1) == "moins" else Range(low=euros, strict=True)
        return question.copy(update={"wants": (Want.PROJECTS,), "about": about.copy(update={"amounts": bounds})})
    return None


def _of_those_spoken_of(question: Question, at: Pointing, told: Told) -> Question:
    """The question without the fund where that only pays, and without what is wanted where that is only guessed."""
    about = question.about
    fund = Subject(kind="term", id=FUND)
    others = tuple(s for s in about.subjects if (s.kind, s.id) != ("term", FUND))
    short = _length(question) <= _ELLIPTIC and _GIVEN.search(question.text)
    hinted = at.refers or at.singular or short or _FRAGMENT.search(question.text)
    if others != about.subjects and told.focus != fund and hinted and _PAYER.search(question.text):
        if not _IN_ALL.search(question.text):
            question = _about(question, about.copy(update={"subjects": others}))
    if told.question.wants == (Want.COUNT,) and question.operation is Operation.SUM and not about.subjects:
        if not _MONEY.search(question.text):
            question = question.copy(update={"wants": ()})
    if (
        _THE_SAME.search(question.text)
        and not at.same
        and question.wants[:1] not in OF_A_THING
        and about.of_kind("call") == about.operands
    ):
        question = question.copy(update={"wants": ()})
    return question


def _goes_on_with_share(question: Question, told: Told) -> bool:
    """Whether another whole of the share last told is named: "et de l'ensemble du deuxième appel ?"."""
    if told.question.operation is not Operation.SHARE or question.operation not in (None, Operation.SUM):
        return False
    about = question.about
    wholes = all(s.kind == "call" or s.id == FUND for s in about.subjects)
    return bool(about.subjects) and wholes and _FRAGMENT.search(question.text) is not None


def _about(question: Question, about: Filter) -> Question:
    return question.copy(update={"about": about})


def _without(about: Filter, kind: str) -> Filter:
    return about.copy(update={"subjects": tuple(s for s in about.subjects if s.kind != kind)})


def _with_bound(question: Question, at: Pointing, last: Question) -> Question:
    """The question with the bound that it only hints at: "et au-dessus de cinq ?", "et ceux en dessous ?"."""
    bounds = last.about.amounts
    if bounds is None or question.about.amounts is not None or question.about.operands:
        return question
    if at.opposite:
        turned = Range(low=bounds.high, high=bounds.low, strict=not bounds.strict)
        return _about(question, question.about.copy(update={"amounts": turned}))
    with_unit = quantities.amounts(_BARE.sub(r"\1 millions", question.text.strip(" ?!.")))
    bare = next((q.range for q in with_unit if q.range), None)
    if bare is None:
        return question
    about = question.about.copy(update={"amounts": bare})
    return question.copy(update={"about": about, "wants": (), "operation": None})


def _by_whom(question: Question, told: Told) -> Question:
    """The question with what "par qui ?" and "c'est le ministère du Travail ?" want: who announced, who carries."""
    if _BY_WHOM.search(question.text) and told.question.wants and told.question.wants[0] in _OF_STATEMENTS:
        events = tuple(s for s in told.things if s.kind == "call")
        return question.copy(
            update={"wants": (Want.PEOPLE,), "about": Filter(subjects=events) if events else question.about}
        )
    about = question.about
    supposed = about.of_kind("organisation") == about.operands and len(about.operands) == 1
    one = told.focus is not None and told.focus.kind in ("project", "keyword")
    wondered = question.wants in ((), (Want.CARRIER,)) and question.operation is None and not question.claims
    if supposed and one and wondered and _IS_IT.search(question.text):
        own = about.copy(update={"subjects": (told.focus, *about.subjects)})
        return question.copy(update={"wants": (Want.CARRIER,), "about": own})
    return question


def _next_in_ranking(question: Question, at: Pointing, memory: Memory) -> Question | None:
    """The question for another place of the ranking last told: "et le deuxième ?" after the largest."""
    told = memory.turns[0]
    last, about = told.question, question.about
    further = _further(question, at, memory)
    if further is not None:
        return further
    if last.operation not in _EXTREME or len(told.projects) != 1 or len(at.positions) != 1:
        return None
    if about.operands or question.operation or question.wants not in ((), (Want.AMOUNT,), (Want.PROJECTS,)):
        return None
    position, spoken_of = at.positions[0], _in_order(memory)
    index = position - 1 if position > 0 else position
    named = last.position is None and len(spoken_of) > 1 and -len(spoken_of) <= index < len(spoken_of)
    if at.earliest or (named and spoken_of[index] != told.focus):
        return None
    return last.copy(update={"position": position, "top": None, "text": question.text})


def _further(question: Question, at: Pointing, memory: Memory) -> Question | None:
    """The question for a place of a ranking beyond those that were told: "et le sixième ?" after the first five."""
    ranked = next((t.question for t in memory.turns if t.question.operation in (*_EXTREME, Operation.SORT)), None)
    if ranked is None or len(at.positions) != 1 or question.about.operands:
        return None
    told = max(len(_in_order(memory)), ranked.top or 1)
    if at.positions[0] <= told or question.wants not in ((), (Want.AMOUNT,), (Want.PROJECTS,)):
        return None
    operation = ranked.operation if ranked.operation in _EXTREME else Operation.HIGHEST
    changes = {"operation": operation, "position": at.positions[0], "top": None, "text": question.text}
    return ranked.copy(update=changes)


def _of_the_pronoun(question: Question, at: Pointing, told: Told) -> Question:
    """The question without the topics that are only circumstances: "il fait gagner quoi aux fonctionnaires ?"."""
    topical = all(s.kind in ("theme", "keyword", "words", "unknown") for s in question.about.subjects)
    one = told.focus is not None and told.focus.kind == "project"
    return (
        _about(question, question.about.copy(update={"subjects": ()})) if at.pronoun and one and topical else question
    )


# What is pointed at


def _pointed_at(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Filter | None:
    """What "le deuxième", "l'autre", "les trois" or "ce ministère" points at; None where nothing points.

    Raises:
        Unclear: something points, but at nothing that was told.
    """
    about, told = question.about, memory.turns[0]
    if at.body and about.operands and INCLUDED.search(question.text):
        return _their_body(_about(question, Filter()), at, memory, kb)
    if at.those and memory.listed:
        return about.copy(update={"within": memory.listed})
    if about.operands:
        return _beside_the_last(question, at, memory, kb)
    of_one = question.operation is Operation.SORT and question.wants[:1] in OF_A_THING
    ranks = (
        question.operation in (*_EXTREME, Operation.RANK, Operation.SORT)
        and not of_one
        and not _OF_THE_NTH.search(question.text)
    )
    if at.positions and not ranks:
        return _nth(at, memory, kb)
    if question.operation in _NEIGHBOUR and told.projects:
        calls = about.of_kind("call") or told.question.about.of_kind("call")
        return about.copy(update={"subjects": (Subject(kind="project", id=told.projects[-1]), *calls)})
    if at.same and len(told.projects) == 1:
        euros = kb.projects[told.projects[0]].euros
        others = (Subject(kind="project", id=told.projects[0]),)
        return about.copy(update={"amounts": Range(low=euros, high=euros), "excluding": others})
    if at.body and question.wants == (Want.CARRIER,) and len(told.projects) > 1 and not at.rest:
        return Filter(within=told.projects)  # "relèvent-ils du même ministère ?"
    if at.body:
        return _their_body(question, at, memory, kb)
    if about.joint is not None and at.refers and len(told.projects) == 1:
        bodies = _bodies_spoken_of(memory, kb)
        return about.copy(update={"subjects": bodies}) if bodies else None
    if at.other and not at.number:
        other = _other(about, memory, kb)
        beside = question.operation is Operation.COMPARE and told.focus is not None
        return other.copy(update={"subjects": (told.focus, *other.subjects)}) if beside else other
    if at.number is not None:
        several = _last_things(at.number, memory)
        if several is None and question.operation in _ARITHMETIC:
            raise Unclear
        return about.copy(update={"subjects": several, "union": True}) if several else None
    if question.operation in _ARITHMETIC and about.amounts is None:
        return _arithmetic(question, memory)
    return None


def _beside_the_last(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Filter | None:
    """What is named, with what it is compared to: "c'est plus que la Culture ?"."""
    about, told = question.about, memory.turns[0]
    if about.of_kind("call") == about.operands:
        last = told.question.about
        both = (*last.subjects, *about.operands)
        listed = at.added and told.question.wants == (Want.PROJECTS,) and last.of_kind("call")
        return last.copy(update={"subjects": both}) if listed else None
    to_one = question.operation is Operation.COMPARE and len(about.operands) == 1
    if not to_one and not at.added:
        return None
    summed = at.added and told.question.operation is Operation.SUM
    others = told.things if len(told.things) == 1 or summed else told.named
    kept = tuple(s for s in others if not any(_same(s, named, kb) for named in about.subjects))
    if to_one and not kept:  # "le cloud a eu plus que nous ?", when the cloud was spoken of last
        before = (t.focus for t in memory.turns[1:] if t.focus is not None)
        kept = tuple(s for s in before if not any(_same(s, named, kb) for named in about.subjects))[:1]
    return about.copy(update={"subjects": (*kept, *about.subjects), "union": at.added}) if kept else None


def _nth(at: Pointing, memory: Memory, kb: KnowledgeBase) -> Filter:
    """The things at the places that are said, in the list last told or in the order they were spoken of."""
    spoken_of = _calls_spoken_of(memory, kb) or _in_order(memory, at.earliest)
    found = []
    for position in at.positions:
        index = position - 1 if position > 0 else position
        if not -len(spoken_of) <= index < len(spoken_of):
            raise Unclear
        found.append(spoken_of[index])
    return Filter(subjects=tuple(found), union=len(found) > 1)


def _calls_spoken_of(memory: Memory, kb: KnowledgeBase) -> tuple[Subject, ...]:
    """The calls in their order where the last answer was about calls as such: "le premier" is then a call."""
    told = memory.turns[0]
    if told.question.about.of_kind("call") and not told.projects and all(s.kind == "call" for s in told.things):
        return tuple(Subject(kind="call", id=c.id) for c in sorted(kb.calls.values(), key=lambda c: c.number))
    return ()


def _in_order(memory: Memory, earliest: bool = False) -> tuple[Subject, ...]:
    """The things that one may count: the last list told, or what was spoken of one by one since."""
    single: dict[Subject, None] = {}
    for told in memory.turns:
        several = told.things if len(told.things) > 1 else ()
        if several and not earliest and (len(single) < 2 or set(single) <= set(several)):
            return several
        if several and not earliest:
            break
        for thing in reversed(several):
            single.setdefault(thing)
        if not several and told.focus is not None:
            single.pop(told.focus, None)
            single[told.focus] = None
    return tuple(reversed(single))


def _last_things(number: int, memory: Memory) -> tuple[Subject, ...] | None:
    """So many things: the last list of that length, else the last ones that were spoken of one by one."""
    single: dict[Subject, None] = {}
    projects: dict[str, None] = {}
    for told in memory.turns:
        if len(told.things) == number and set(single) <= set(told.things):
            return told.things
        if len(told.named) == number and len(told.things) > 1:
            return told.named
        if told.focus is not None:
            single.setdefault(told.focus)
        if len(single) == number:
            return tuple(reversed(single))
        projects.update(dict.fromkeys(told.projects))
        if len(projects) == number:
            return tuple(Subject(kind="project", id=p) for p in projects)
    return None


def _other(about: Filter, memory: Memory, kb: KnowledgeBase) -> Filter:
    """The other one of two, else what was spoken of before, or the other project of the same body."""
    last = memory.turns[0]
    focus = last.focus or last.foremost or (last.named[0] if len(last.named) == 1 else None)
    for told in memory.turns:
        if focus is None:
            break
        for several in (told.things, told.named):
            rest = tuple(s for s in several if not _same(s, focus, kb))
            if len(rest) < len(several) and rest:
                return about.copy(update={"subjects": rest, "union": len(rest) > 1})
        if told.focus is not None and not _same(told.focus, focus, kb):
            return about.copy(update={"subjects": (told.focus,)})
    rest = _siblings(memory, kb)
    if not rest:
        raise Unclear
    return about.copy(update={"subjects": rest, "union": len(rest) > 1})


def _same(one: Subject, other: Subject, kb: KnowledgeBase) -> bool:
    """Whether two subjects are the same thing, perhaps said otherwise: a ministry and its one project."""
    alike = (one.kind, one.id) == (other.kind, other.id)
    return alike or (one.kind != other.kind and members(kb, one) == members(kb, other) != [])


def _siblings(memory: Memory, kb: KnowledgeBase) -> tuple[Subject, ...]:
    """The other projects of the body of the project last told."""
    told = set(memory.listed)
    bodies = _bodies_spoken_of(memory, kb)
    others = dict.fromkeys(p for body in bodies for p in kb.carried_by(body.id) if p not in told)
    return tuple(Subject(kind="project", id=p) for p in others)


def _their_body(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Filter | None:
    """The body that was named, or that carries what was told; without what was told, where the rest is meant."""
    bodies = _bodies_spoken_of(memory, kb)
    if not bodies:
        return None
    told = tuple(Subject(kind="project", id=p) for p in memory.listed) if at.rest or at.other else ()
    return question.about.copy(update={"subjects": bodies, "excluding": told})


def _bodies_spoken_of(memory: Memory, kb: KnowledgeBase) -> tuple[Subject, ...]:
    """The ministries that were last named, or that carry what was last told; of several, those named before."""
    for told in memory.turns:
        ministries = _ministries_named(told, kb)
        if not ministries and told.projects:
            carriers = _ministries(told.projects, kb)
            before = {s for earlier in memory.turns for s in _ministries_named(earlier, kb)}
            ministries = tuple(c for c in carriers if c in before) or carriers
        if ministries:
            return ministries
    return ()


def _ministries_named(told: Told, kb: KnowledgeBase) -> tuple[Subject, ...]:
    return tuple(s for s in told.named if s.kind == "organisation" and _is_ministry(s.id, kb))


def _ministries(projects: Iterable[str], kb: KnowledgeBase) -> tuple[Subject, ...]:
    """The ministries that carry projects; whoever carries them where no ministry does."""
    carriers = dict.fromkeys(body.id for p in projects for body in kb.carriers(kb.projects[p]))
    ministries = [c for c in carriers if _is_ministry(c, kb)] or list(carriers)
    return tuple(Subject(kind="organisation", id=c) for c in ministries)


def _is_ministry(body: str, kb: KnowledgeBase) -> bool:
    return kb.organisations[body].kind in (OrganisationKind.MINISTRY, OrganisationKind.GOVERNMENT)


def _arithmetic(question: Question, memory: Memory) -> Filter | None:
    """What a sum or gap without a name is of: the last list, or the last two things spoken of."""
    told = memory.turns[0]
    if _length(question) > _ELLIPTIC + 1:
        return None
    if told.focus == Subject(kind="term", id=FUND) and question.operation is Operation.SUM:
        return Filter(subjects=told.things)
    if len(told.named) > 1:
        return told.question.about
    pair = _last_things(2, memory)
    if question.operation is Operation.SUM:
        one = len(told.named) == 1 or (told.focus is not None and told.focus.kind == "call")
        told_already = told.question.wants in ((Want.AMOUNT,), (Want.COUNT,)) and one and pair is not None
        several = pair if told_already else _in_order(memory)
        return Filter(subjects=several, union=True) if several and len(several) > 1 else None
    return Filter(subjects=pair, union=True) if pair else None


# What is asked of it


def _asked_of(question: Question, at: Pointing, about: Filter, last: Question) -> Question:
    """The question about what it points at; it wants what the last one did where it does not say what."""
    wants = question.wants or last.wants
    if last.wants == (Want.COUNT,) and question.operation is Operation.SUM:
        wants = last.wants
    if not question.wants and wants[:1] in ((Want.COUNT,), (Want.SOURCE,)) and not about.of_kind("call"):
        wants = (Want.PROJECTS,) if question.operation is not Operation.SUM else wants
    unit = question.unit or (last.unit if wants == last.wants else None)
    if wants == (Want.CARRIER,) and about.topical:
        unit = None  # "quel ministère ?" of one of them
    if len(about.subjects) > 1 and len(about.subjects) == len(at.positions):
        question = question.copy(update={"operation": question.operation or Operation.COMPARE})
        wants = (Want.AMOUNT,)
    return question.copy(update={"wants": wants, "about": about, "unit": unit, "position": None})


def _share(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """What part is meant, and of what whole, where the question leaves them out."""
    about, told = question.about, memory.turns[0]
    of_figures = not told.projects or (told.focus is not None and told.focus.kind == "call")
    if of_figures and not (about.operands or at.positions or at.number):
        earlier = " ".join(f"{t.question.earlier} {t.question.text}" for t in reversed(memory.turns[:2]))
        calls = about.of_kind("call") or told.question.about.of_kind("call")
        subjects = (*about.subjects, *(c for c in calls if c not in about.subjects))
        return question.copy(update={"about": Filter(subjects=subjects), "earlier": earlier})
    part = tuple(s for s in about.operands if s.kind != "call")
    if len(part) == 1 and told.focus is not None and _holds(part[0], told.focus, kb):
        own = about.copy(update={"subjects": (told.focus,)})
        return question.copy(update={"about": own, "whole": about, "position": None})
    if not part and at.positions:
        part = _nth(at, memory, kb).subjects
    if not part and at.number is not None:
        part = _last_things(at.number, memory) or ()
    if not part:
        part = (told.focus,) if told.focus is not None else told.things
    if not part:
        return question
    if len(told.projects) == 1 and len(part) == 1 and part[0].id in kb.projects[told.projects[0]].carriers:
        one = Filter(subjects=(Subject(kind="project", id=told.projects[0]),))
        return question.copy(update={"wants": (Want.UNSAID,), "operation": None, "missing": "split", "about": one})
    calls = about.of_kind("call")
    whole = None if calls or about.of_kind("term") else _whole(part, at, memory, kb)
    own = about.copy(update={"subjects": (*part, *calls), "union": len(part) > 1})
    return question.copy(update={"about": own, "whole": whole, "position": None})


def _holds(whole: Subject, part: Subject, kb: KnowledgeBase) -> bool:
    return set(members(kb, part)) < set(members(kb, whole))


def _whole(part: tuple[Subject, ...], at: Pointing, memory: Memory, kb: KnowledgeBase) -> Filter | None:
    """The whole that a share is of: the body that is pointed at, else the last total that holds the part."""
    ids = {p for subject in part for p in members(kb, subject)}
    if at.body:
        return Filter(subjects=_ministries(ids, kb))
    for told in memory.turns[: 3 if at.whole else 2]:
        if ids < set(told.projects):
            return Filter(within=told.projects, subjects=told.named if len(told.named) == 1 else ())
    return None


def _source(question: Question, memory: Memory) -> Question:
    """Where the last answer comes from, or whether the figure that is said is right."""
    told = memory.turns[0]
    if question.claims:
        return told.question.copy(update={"claims": question.claims})
    if question.about.operands:
        return question
    about = told.question.about
    if not about.subjects:
        about = Filter(within=told.projects, subjects=told.things if not told.projects else ())
    return told.question.copy(update={"wants": (Want.SOURCE,), "about": about})


def _leans(question: Question, at: Pointing, told: Told) -> bool:
    """Whether a question that says what it wants leans on the one before for its subject."""
    about = question.about
    if any(s.kind != "call" and not (s.id == FUND and at.refers) for s in about.subjects):
        return False
    if at.number or at.rest:
        return True
    if about.of_kind("term") and _IN_ALL.search(question.text):
        return False
    if about.of_kind("call") and (not at.refers or _OF_THE_CALL.search(question.text)):
        return False
    if question.wants[0] in (Want.BENEFITS, Want.CARRIER, Want.DESCRIPTION) and not about.subjects:
        of_one = told.focus is not None and told.focus.kind == "project" and "quels" not in question.text.casefold()
        return at.refers or question.unit is None or of_one
    if _ALL.search(question.text):
        return False
    if at.refers:
        return True
    of_one = told.focus is not None and not about.subjects and question.unit is None
    text = _PAYER.sub(" ", question.text)
    of_call = told.focus is not None and told.focus.kind == "call" and question.operation in (None, Operation.SUM)
    if of_call and question.wants[0] in (Want.COUNT, Want.AMOUNT) and not about.subjects:
        return not _OF_ALL.search(text)
    if question.wants == (Want.COUNT,) and question.unit in _OF_A_PROJECT and told.focus is not None:
        return told.focus.kind in ("project", "keyword")
    fragment = _length(question) <= _ELLIPTIC
    if fragment and (question.operation in _EXTREME or question.wants == (Want.COUNT,)):
        return len(told.projects) > 1 and not _OF_ALL.search(text)
    elliptic = of_one if question.wants[0] in _OF_ONE else fragment
    return elliptic and question.operation is None and not _OF_THE_FUND.search(text)


def _changed(memory: Memory, change: Question, at: Pointing, kb: KnowledgeBase) -> Question:
    """The last question, changed by a follow-up."""
    told = _spoken_of(memory, change)
    last = told.question
    wants = change.wants or _wanted(memory) or (Want.PROJECTS,)
    if last.wants == (Want.COUNT,) and wants in ((Want.COUNT,), (Want.PROJECTS,)) and not change.about.subjects:
        if _asks_which(change):
            wants = (_COUNTED.get(last.unit or "", Want.PROJECTS if last.unit in (None, "project") else Want.COUNT),)
    if change.operation in _EXTREME and wants == (Want.COUNT,) and not change.wants:
        wants = (Want.PROJECTS,)
    if at.rest and not change.wants and not told.projects:
        wants = (Want.PROJECTS,)
    share = last.operation is Operation.SHARE and not change.about.subjects
    keeps_operation = not share and not change.wants and change.operation is None and not at.rest
    about = _about_after(told, change, at)
    if at.rest and told.projects and not select(kb, about):
        about = _rest_of_list(memory) or about
    if not change.about.operands and wants[0] in _OF_STATEMENTS and not told.projects:
        named = {(s.kind, s.id): s for s in (*_event(wants[0], memory), *about.subjects)}
        about = about.copy(update={"subjects": tuple(named.values())})
    if wants == (Want.COUNT,) and _count_of_one(change, about):
        wants = (Want.AMOUNT,)
    return change.copy(
        update={
            "wants": wants,
            "about": about,
            "operation": last.operation if keeps_operation else change.operation,
            "unit": change.unit or (last.unit if wants == last.wants else None),
            "top": change.top or (last.top if keeps_operation else None),
            "position": change.position if change.operation else None,
            "complement": at.rest,
            "earlier": "" if change.wants else f"{last.earlier} {last.text}".strip(),
        }
    )


def _rest_of_list(memory: Memory) -> Filter | None:
    """What is left of an earlier list that held what was told since: "et les trois autres ?"."""
    since: dict[str, None] = {}
    for told in memory.turns:
        if len(told.projects) > len(since) and set(since) < set(told.projects) and since:
            return Filter(within=tuple(p for p in told.projects if p not in since))
        since.update(dict.fromkeys(told.projects))
    return None


def _spoken_of(memory: Memory, change: Question) -> Told:
    """What a follow-up goes on from: the last turn; an earlier ranking where two of it were compared since."""
    told = memory.turns[0]
    if change.operation in _EXTREME and told.foremost is not None and not change.about.operands:
        return next(
            (t for t in memory.turns if t.question.operation in (*_EXTREME, *_NEIGHBOUR) and not t.foremost), told
        )
    return told


def _wanted(memory: Memory) -> tuple[Want, ...]:
    """What was last asked; where a figure comes from is an aside."""
    asked = (t.question.wants for t in memory.turns)
    return next((wants for wants in asked if wants not in ((Want.SOURCE,), (Want.UNSAID,))), (Want.PROJECTS,))


def _event(want: Want, memory: Memory) -> tuple[Subject, ...]:
    """What a date, a place or a person is asked of: what the last statement was about, or the call it belongs to."""
    if want in (Want.DATE, Want.PLACE):
        for told in memory.turns:
            calls = (*told.question.about.of_kind("call"), *(s for s in told.things if s.kind == "call"))
            if calls:
                return calls[:1]
    return memory.turns[0].things


def _count_of_one(change: Question, about: Filter) -> bool:
    """Whether "combien ?" is asked of one thing, whose number can only be its amount."""
    return change.unit is None and len(about.subjects) == 1 and about.subjects[0].kind in ("project", "keyword", "term")


def _asks_which(change: Question) -> bool:
    return re.match(r"\W*(?:et )?(?:les?quel(?:le)?s?|qui|quels?)\b", change.text.casefold()) is not None


def _about_after(told: Told, change: Question, at: Pointing) -> Filter:
    """What the last question was about, changed by what a follow-up names, narrows or leaves out."""
    last, new, listed = told.question, change.about, told.projects
    of_figures = change.wants in ((Want.AMOUNT,), (Want.COUNT,)) and last.about == Filter() == new
    if of_figures and told.focus is not None and told.focus.kind in ("term", "call"):
        return Filter(subjects=(told.focus,))
    if told.foremost is not None and at.singular and not (new.operands or change.operation in _EXTREME):
        return Filter(subjects=(told.foremost,))
    if change.operation in _EXTREME and last.operation in (*_EXTREME, *_NEIGHBOUR) and not new.subjects:
        return _without_project(last.about)
    if change.operation is Operation.SUM and last.about.excluding and not new.subjects:
        return last.about.copy(update={"excluding": ()})
    if new.amounts is not None and len(listed) <= 1 and last.about.amounts is None and not new.operands:
        return new.copy(update={"subjects": (*new.subjects, *last.about.of_kind("call"))})
    if at.rest and not new.operands:
        left_out = tuple(Subject(kind="project", id=p) for p in listed) or last.about.operands
        return last.about.copy(update={"excluding": left_out, "amounts": new.amounts})
    if new.operands or new.of_kind("unknown", "term"):
        return _renamed(last, change)
    if new.excluding and len(last.about.operands) > 1:
        out = {(s.kind, s.id) for s in new.excluding}
        rest = tuple(s for s in last.about.subjects if (s.kind, s.id) not in out)
        if rest != last.about.subjects:
            return last.about.copy(update={"subjects": rest})
    if listed and change.wants == (Want.CARRIER,) and not (new.amounts or new.excluding or last.about.topical):
        return Filter(within=listed)
    if (
        len(listed) > 1
        and change.operation in (*_EXTREME, Operation.SORT)
        and last.operation is None
        and not new.of_kind("call")
    ):
        return Filter(within=listed, amounts=new.amounts)
    narrowed: dict[str, object] = {
        "amounts": new.amounts or (last.about.amounts if not change.wants else None),
        "excluding": (*last.about.excluding, *new.excluding),
        "joint": new.joint if new.joint is not None else last.about.joint,
    }
    widened = new.amounts is not None and last.about.amounts is not None
    everything = last.about == Filter() and last.operation in (None, Operation.SUM, Operation.AVERAGE)
    of_the_whole = everything or change.wants in ((Want.COUNT,), (Want.DATE,), (Want.PEOPLE,))
    if listed and not widened and not of_the_whole:
        narrowed["within"] = listed
    scope = _without_project(last.about) if last.operation in _NEIGHBOUR else last.about
    return scope.copy(update=narrowed)


def _without_project(about: Filter) -> Filter:
    """The scope of a ranking, without the project whose neighbour was asked for."""
    return _without(about, "project")


def _renamed(last: Question, change: Question) -> Filter:
    """What is newly named, with what stays of the last question: its call, or its topic where a call is named."""
    new = change.about
    kept: tuple[Subject, ...] = ()
    if new.of_kind("call") == new.subjects:
        kept = tuple(s for s in last.about.subjects if s.kind not in ("call", "project", "keyword", "words"))
    elif not new.of_kind("call"):
        kept = last.about.of_kind("call")
    for_whom = _FOR_WHOM.search(change.text) and {s.id for s in new.subjects} <= _BENEFICIARIES
    if last.wants == (Want.BENEFITS,) and not change.wants and for_whom:
        return last.about  # "et pour les agents ?": for whom, not of what
    amounts = new.amounts or (last.about.amounts if not change.wants else None)
    return new.copy(update={"subjects": (*new.subjects, *kept), "amounts": amounts})

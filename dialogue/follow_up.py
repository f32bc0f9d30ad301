"""The last question, changed by one that only says what is different: "et pour la Culture ?", "les autres ?"."""

from __future__ import annotations

import re
from typing import Any

from dialogue.memory import Memory, Told
from dialogue.pointing import Pointing
from dialogue.referents import in_order, rest_of_list
from knowledge import Filter, KnowledgeBase, Operation, Question, Subject, Want
from knowledge.questions import EXTREMES, NEIGHBOURS, OF_A_THING
from knowledge.rankings import is_body
from knowledge.records import FUND
from knowledge.selection import members, select
from knowledge.text import phrase

# What a statement tells, rather than a project.
OF_STATEMENTS = (Want.DATE, Want.PLACE, Want.PEOPLE, Want.QUOTE)
# What is wanted of the things that were counted: "Lesquels ?" after "combien de critères ?".
_COUNTED = {"critères": Want.CRITERIA, "dossiers": Want.UNSAID, "applicant": Want.UNSAID, "directions": Want.PLACE}
_PROJECTS = phrase(r"\b(?:projets?|lauréats?|gagnants?)\b")
_THAN_IT = phrase(r"\b(?:plus|moins|autant|mieux)\b[^?]*\bqu(?:e |['’])")
_THAT_ONE = phrase(r"\bcel(?:ui|le)[- ](?:ci|là|la)\b")
# "Et tous ministères confondus ?": on the same topic.
_WHOEVER = phrase(r"\b(?:ministères?|porteurs?|organismes?|administrations?)\b")
# "Y en a-t-il un autre qui s'en sert ?": of what the last one was asked to hold.
_SO_DOES = phrase(
    r"\bs['’]en ser\w+|\b(?:en|l['’]) ?(?:utilis|emploi|exploit|font|fait|parl|ont\b|a\b)\w*|\by (?:fon|fai|recour)\w*"
)
_THE_SAME = phrase(r"\bidem\b|\b(?:même|pareille) (?:question|chose|calcul|demande)\b")
_BETWEEN = phrase(
    r"\bentre (?:ce dernier|celui[- ]ci|celui[- ]là|le (?:second|deuxième|dernier)|(?P<first>le premier)) et\b"
)
_THE_NEXT_ONES = phrase(r"^\W*(?:et |puis |alors )*les \w+ (?:suivant|d['’]après|d['’]ensuite)\w*")
_WHAT_IS_IT = phrase(r"\bc['’ ]?est quoi\b")
_FOR_WHOM = phrase(r"\b(?:pour|aux?|chez|côté)\b")
# What of the fund has nothing to do with a call.
_OF_THE_FUND_ITSELF = ((Want.DATE,), (Want.DESCRIPTION,))
# Those for whom a project may bring something, rather than what it is about.
BENEFICIARIES = frozenset({"agents", "entreprises", "service-agents", "service-usagers"})

# "C'est le seul ?", of those within bounds.
_THE_ONLY = phrase(r"\b(?:le|la|les) seule?s?\b|\bc['’ ]?est tout\b|\bque (?:celui|celle|ceux)-?(?:là|ci)\b")


def next_in_ranking(question: Question, at: Pointing, memory: Memory) -> Question | None:
    """The question for another place of the ranking last told: "et le deuxième ?" after the largest."""
    told = memory.turns[0]
    last, about = told.question, question.about
    body = _next_body(question, at, _ranking_of_bodies(memory) or last)
    if body is not None:
        return body
    further = _further(question, at, memory)
    if further is not None:
        return further
    scoped = _next_in_scope(question, last)
    if scoped is not None:
        return scoped
    ranked = _of_the_ranked(question, at, last)
    if ranked is not None:
        return ranked
    if last.operation not in EXTREMES or len(told.projects) != 1 or len(at.positions) != 1:
        return None
    asked = question.wants in ((), (Want.AMOUNT,), (Want.PROJECTS,))
    asked = asked or (question.wants == (Want.DESCRIPTION,) and _WHAT_IS_IT.search(question.text) is not None)
    if about.operands or question.operation or not asked:
        return None
    position, spoken_of = at.positions[0], in_order(memory)
    index = position - 1 if position > 0 else position
    named = last.position is None and len(spoken_of) > 1 and -len(spoken_of) <= index < len(spoken_of)
    if at.earliest or (named and spoken_of[index] != told.focus):
        return None
    changes: dict[str, Any] = {"position": position, "top": None, "text": question.text}
    if position < -1 and last.operation is Operation.LOWEST:
        changes["operation"] = Operation.HIGHEST  # "et l'avant-dernier ?", after the smallest
    if last.yes_no and last.about.of_kind("project", "keyword"):  # after "c'est le plus petit de tous ?"
        whole = last.about.copy(update={"subjects": last.about.of_kind("call")})
        order = Operation.SORT if position < 0 else last.operation
        changes |= {"about": whole, "operation": order, "yes_no": False}
    return last.copy(update=changes)


def _next_in_scope(question: Question, last: Question) -> Question | None:
    """The question for the next place of a ranking within a body or topic: "ensuite ?", after the Interior's largest."""
    scoped = bool(last.about.of_kind("organisation", "theme")) or bool(last.about.within)
    asked = question.operation in NEIGHBOURS and not question.about.operands and not is_body(last.unit)
    if not (scoped and asked and last.operation in EXTREMES) or (last.top or 1) > 1:
        return None
    step = 1 if (question.operation is Operation.AFTER) is (last.operation is Operation.HIGHEST) else -1
    place = (last.position or 1) + step
    return last.copy(update={"position": place, "text": question.text, "yes_no": False}) if place > 0 else None


def _of_the_ranked(question: Question, at: Pointing, last: Question) -> Question | None:
    """The question for a place of the ranking in which a project's own place was told: "et le premier ?"."""
    calls = question.about.of_kind("call")
    if last.operation is not Operation.RANK or question.about.operands != calls:
        return None
    if question.wants not in ((), (Want.AMOUNT,), (Want.PROJECTS,)):
        return None
    scope = {"wants": (Want.PROJECTS,), "about": Filter(subjects=calls or last.about.of_kind("call"))}
    if question.operation in EXTREMES:
        return question.copy(update={**scope, "position": None})
    if len(at.positions) != 1 or question.operation not in (None, Operation.RANK, Operation.SORT):
        return None
    return question.copy(update={**scope, "operation": Operation.HIGHEST, "position": at.positions[0]})


def _ranking_of_bodies(memory: Memory) -> Question | None:
    """The ranking of bodies of which one was told, and spoken of alone since: its part of the whole, its projects."""
    for told in memory.turns:
        if is_body(told.question.unit) and told.question.operation in EXTREMES:
            return told.question
        if len(told.named) != 1 or told.named[0].kind != "organisation":
            return None
    return None


def _next_body(question: Question, at: Pointing, last: Question) -> Question | None:
    """The question for another body of a ranking of bodies: "et le suivant ?" after the ministry with the most."""
    asked = question.wants in ((), (Want.AMOUNT,), (Want.PROJECTS,), (Want.CARRIER,))
    if not (is_body(last.unit) and last.operation in EXTREMES and last.top in (None, 1) and asked):
        return None
    if question.about.operands or question.operation not in (None, *NEIGHBOURS):
        return None
    now = last.position or 1
    if question.operation in NEIGHBOURS:
        smaller = question.operation is Operation.AFTER
        position = now + 1 if smaller is (last.operation is Operation.HIGHEST) else now - 1
    elif len(at.positions) == 1:
        position = at.positions[0]
    else:
        return None
    whole = last.about.without("organisation")  # "la Culture est le ministère le moins doté ?": of all of them
    next_one = {"about": whole, "position": position, "top": None, "text": question.text, "yes_no": False}
    return last.copy(update=next_one) if position else None


def _further(question: Question, at: Pointing, memory: Memory) -> Question | None:
    """The question for a place of a ranking beyond those that were told: "et le sixième ?" after the first five."""
    ranked = next((t.question for t in memory.turns if t.question.operation in (*EXTREMES, Operation.SORT)), None)
    if ranked is None or question.about.operands or question.operation is Operation.COMPARE:
        return None
    if at.number is not None and ranked.top and _THE_NEXT_ONES.search(question.text):  # "et les trois suivants ?"
        seen = tuple(Subject(kind="project", id=p) for p in memory.turns[0].projects)
        about = ranked.about.copy(update={"excluding": (*ranked.about.excluding, *seen)})
        return ranked.copy(update={"top": at.number, "about": about, "text": question.text})
    if len(at.positions) != 1:
        return None
    summed = len(memory.listed) > 1 and memory.turns[0].question.wants == (Want.AMOUNT,)
    if at.added and at.positions[0] == len(memory.listed) + 1 and summed:
        first = {"operation": Operation.SUM, "top": at.positions[0], "wants": (Want.AMOUNT,), "position": None}
        return ranked.copy(update={**first, "text": question.text})  # "et si on ajoute le quatrième ?"
    told = max(len(in_order(memory)), ranked.top or 1)
    last = (
        memory.turns[0].question.operation in NEIGHBOURS and at.positions[0] == -1
    )  # of the ranking, not of what was told
    ranks = question.operation in EXTREMES  # "et leur 2e plus gros ?" ranks, however many were spoken of
    if (at.positions[0] <= told and not (last or ranks)) or question.wants not in (
        (),
        (Want.AMOUNT,),
        (Want.PROJECTS,),
        (Want.DESCRIPTION,),
    ):
        return None
    operation = ranked.operation if ranked.operation in EXTREMES else Operation.HIGHEST
    changes = {"operation": operation, "position": at.positions[0], "top": None, "text": question.text}
    return ranked.copy(update=changes)


def changed(memory: Memory, change: Question, at: Pointing, kb: KnowledgeBase) -> Question:
    """The last question, changed by a follow-up."""
    whole = (at.widened or at.whole) and memory.turns[0].question.operation in (Operation.AVERAGE, Operation.MEDIAN)
    if (_THE_SAME.search(change.text) or whole) and change.operation is Operation.SUM and not change.wants:
        change = change.copy(update={"operation": None})  # "idem sur l'ensemble des deux appels", after a mean
    told = _spoken_of(memory, change)
    last = told.question
    if change.missing is not None and last.operation in (Operation.AVERAGE, Operation.MEDIAN):
        last = last.copy(update={"operation": None})  # "et le coût complet ?", after a mean
    wants = change.wants or _wanted(memory) or (Want.PROJECTS,)
    if last.wants == (Want.COUNT,) and wants in ((Want.COUNT,), (Want.PROJECTS,)) and not change.about.subjects:
        if _asks_which(change) and not _PROJECTS.search(change.text):
            wants = (_COUNTED.get(last.unit or "", Want.PROJECTS if last.unit in (None, "project") else Want.COUNT),)
    if change.operation in EXTREMES and wants == (Want.COUNT,) and not change.wants:
        wants = (Want.PROJECTS,)
    nowhere = not told.projects or change.unit == "project" or (last.wants and last.wants[0] in OF_STATEMENTS)
    nowhere = nowhere or (last.wants == (Want.COUNT,) and is_body(last.unit))  # "la Culture n'a que ça ?"
    if at.rest and not change.wants and nowhere:
        wants = (Want.PROJECTS,)
    calls = change.about.of_kind("call")
    if last.operation is Operation.SHARE and calls and calls == change.about.subjects:
        if change.operation is Operation.SUM and not change.wants:
            change = change.copy(update={"operation": None})  # "et si l'on prend les deux appels ensemble ?"
    if _THE_SAME.search(change.text) and not change.wants and last.wants == (Want.UNSAID,):
        wants = last.wants  # "et le cloud, même question ?"
        change = change.copy(update={"missing": last.missing})
    of_a_name = change.about.of_kind("organisation") and not at.positions
    if (
        not change.wants
        and wants in ((Want.CRITERIA,), (Want.QUOTE,))
        and of_a_name
        and not _THE_SAME.search(change.text)
    ):
        wants = (Want.PROJECTS,)  # "et l'IGN alors ?", after the criteria
    share = last.operation is Operation.SHARE and not change.about.subjects
    keeps_operation = not share and not change.wants and change.operation is None and not at.rest
    if is_body(last.unit) and last.operation in EXTREMES and change.about.of_kind("organisation") and keeps_operation:
        wants, keeps_operation = (Want.AMOUNT,), False  # "et l'Intérieur ?", after the ministry with the most
        last = last.copy(update={"unit": None})
    about = _about_after(told, change, at, kb)
    if at.rest and told.projects and not select(kb, about):
        about = rest_of_list(memory) or about
    if change.about.amounts is not None and about.within and not select(kb, about):
        about = about.copy(update={"within": ()})  # "et à 3,6 ?", after those of 1.9 million
    if not (change.about.operands or _is_the_fund(change.about)) and wants[0] in OF_STATEMENTS and not told.projects:
        named = {(s.kind, s.id): s for s in (*_event(wants[0], memory, kb), *about.subjects)}
        about = about.copy(update={"subjects": tuple(named.values())})
    if wants[0] in OF_STATEMENTS and len(told.projects) == 1 and not about.operands:
        about = Filter(subjects=(Subject(kind="project", id=told.projects[0]),))  # "et celui-là, il ouvre quand ?"
    if wants == (Want.COUNT,) and _count_of_one(change, about):
        wants = (Want.AMOUNT,)
    return change.copy(
        update={
            "wants": wants,
            "about": about,
            "operation": last.operation if keeps_operation else change.operation,
            "unit": change.unit or (last.unit if wants == last.wants and not change.missing else None),
            "missing": change.missing
            or (last.missing if last.wants == wants == (Want.COUNT,) and not change.wants else None),
            "top": change.top or (last.top if keeps_operation else None),
            "position": change.position if change.operation else None,
            "complement": at.rest,
            "whole": _whole_again(change, last) if keeps_operation else change.whole,
            "earlier": "" if change.wants and not _goes_on(change, last) else f"{last.earlier} {last.text}".strip(),
        }
    )


def _whole_again(change: Question, last: Question) -> Filter | None:
    """The whole that a share is of once more: "même calcul pour les achats", in what their ministry has."""
    of_one = last.about.topical or last.about.within
    if (
        last.operation is not Operation.SHARE
        or not of_one
        or not _THE_SAME.search(change.text)
        or change.about.of_kind("call")
    ):
        return change.whole
    bodies = last.about.of_kind("organisation")
    return last.whole or (Filter(subjects=bodies) if bodies else change.whole)


def _spoken_of(memory: Memory, change: Question) -> Told:
    """What a follow-up goes on from: the last turn; an earlier ranking where two of it were compared since."""
    told = memory.turns[0]
    ranked = [t for t in memory.turns[1:3] if t.question.operation in EXTREMES and t.projects == told.projects]
    if change.operation in EXTREMES and ranked and ranked[0].question.operation is not change.operation:
        return ranked[0]  # "et les trois plus petits ?", when those of a top five were added up
    shared = told.question.operation is Operation.SHARE and len(told.projects) == 1
    if change.operation in EXTREMES and shared and not change.about.operands:  # of the list that the part was of
        of_several = (t for t in memory.turns[1:4] if len(t.projects) > 1 or t.question.operation in EXTREMES)
        return next(of_several, told)
    if change.operation in EXTREMES and told.foremost is not None and not change.about.operands:
        return next(
            (t for t in memory.turns if t.question.operation in (*EXTREMES, *NEIGHBOURS) and not t.foremost), told
        )
    return told


def _wanted(memory: Memory) -> tuple[Want, ...]:
    """What was last asked; where a figure comes from is an aside."""
    asked = (t.question.wants for t in memory.turns)
    return next((wants for wants in asked if wants not in ((Want.SOURCE,), (Want.UNSAID,))), (Want.PROJECTS,))


def _goes_on(change: Question, last: Question) -> bool:
    """Whether another circumstance of what was stated is asked: "quel jour ?", after who announced it."""
    stated = {change.wants[:1], last.wants[:1]} <= {(want,) for want in OF_STATEMENTS}
    placed = change.wants[:1] in ((Want.DATE,), (Want.PLACE,))
    return stated and placed and change.wants != last.wants and not change.about.subjects


def _event(want: Want, memory: Memory, kb: KnowledgeBase) -> tuple[Subject, ...]:
    """What a date, a place or a person is asked of: what the last statement was about, or the call it belongs to."""
    if want in (Want.DATE, Want.PLACE):
        stated = [kb.fact(id).about for id in memory.turns[0].facts]
        if stated and set(stated) <= set(kb.calls):
            return tuple(Subject(kind="call", id=call) for call in dict.fromkeys(stated))
        for told in memory.turns:
            calls = (*told.question.about.of_kind("call"), *(s for s in told.things if s.kind == "call"))
            if calls:
                return calls[:1]
    return memory.turns[0].things


def _count_of_one(change: Question, about: Filter) -> bool:
    """Whether "combien ?" is asked of one thing, whose number can only be its amount."""
    return change.unit is None and len(about.subjects) == 1 and about.subjects[0].kind in ("project", "keyword", "term")


def _asks_which(change: Question) -> bool:
    return (
        re.match(
            r"\W*(?:(?:et|mais|alors|donc|bon|du coup)\W+)*(?:les?quel(?:le)?s?|qui|quels?)\b", change.text.casefold()
        )
        is not None
    )


def _about_after(told: Told, change: Question, at: Pointing, kb: KnowledgeBase) -> Filter:
    """What the last question was about, changed by what a follow-up names, narrows or leaves out."""
    last, new, listed = told.question, change.about, told.projects
    if told.absent and len(listed) == 1 and at.singular and not new.operands:
        return Filter(subjects=(Subject(kind="project", id=listed[0]),))  # of what was proposed, not of who has nothing
    if told.absent and not listed and is_body(change.unit) and _asks_which(change):
        return new  # "quels ministères, dans ce cas ?", after one that has nothing
    of_one = told.focus is not None and told.focus.kind == "project" and last.operation is None
    if of_one and told.focus is not None and last.about == Filter() == new and change.operation is None:
        return Filter(subjects=(told.focus,))  # "pour quel montant ?", after where it takes place
    of_figures = change.wants in ((Want.AMOUNT,), (Want.COUNT,)) and last.about == Filter() == new
    if of_figures and told.focus is not None and told.focus.kind in ("term", "call"):
        return Filter(subjects=(told.focus,))
    against = compared_with_named(told) and _THAT_ONE.search(change.text) is not None
    if against and change.wants[:1] in OF_A_THING and not new.operands:
        return Filter(subjects=told.named[-1:])  # "et celui-là, porté par qui ?", after "plus que l'export ?"
    if told.foremost is not None and (at.singular or at.pronoun) and not (new.operands or change.operation in EXTREMES):
        return Filter(subjects=(told.foremost,))
    compared = last.operation is Operation.COMPARE and len(told.named) > 1 and told.foremost is None
    if compared and _THAT_ONE.search(change.text) and not new.operands:
        return Filter(subjects=told.named[-1:])
    beside = _BETWEEN.search(change.text) if compared or last.operation is Operation.COMPARE else None
    if beside is not None and len(told.named) > 1 and len(new.operands) == 1:
        of_two = told.named[0 if beside["first"] else -1]  # "et entre ce dernier et le parcours de l'étranger ?"
        return Filter(subjects=(of_two, *new.operands))
    first_ones = last.operation is Operation.SORT and last.top  # "et le dernier ?", after the podium
    ranked = last.operation in (*EXTREMES, *NEIGHBOURS) or first_ones
    if change.operation in EXTREMES and ranked and not new.subjects:
        return last.about if last.about.union else _without_project(last.about)
    if change.operation is Operation.SUM and last.about.excluding and not new.subjects:
        return last.about.copy(update={"excluding": ()})
    if new.amounts is not None and len(listed) <= 1 and last.about.amounts is None and not new.operands:
        return new.copy(update={"subjects": (*new.subjects, *last.about.of_kind("call"))})
    if at.widened and _WHOEVER.search(change.text) and last.about.topical:
        return last.about.without("organisation").copy(update={"within": (), "joint": None})
    if at.widened:
        calls = new.of_kind("call") or last.about.of_kind("call")
        return last.about.copy(update={"subjects": calls, "within": (), "amounts": new.amounts or last.about.amounts})
    themes = last.about.of_kind("theme")
    if at.rest and not new.operands and themes and len(listed) == 1 and _SO_DOES.search(change.text):
        return Filter(subjects=themes, excluding=(Subject(kind="project", id=listed[0]),))
    if at.rest and listed and new.of_kind("call") == new.operands != ():  # "et les quinze autres du premier appel ?"
        return new.copy(update={"excluding": tuple(Subject(kind="project", id=p) for p in listed)})
    if at.rest and new.topical and not new.of_kind("project"):
        return new.copy(update={"excluding": tuple(Subject(kind="project", id=p) for p in listed)})
    if at.rest and not new.operands and last.operation is Operation.SHARE and last.whole is not None and listed:
        return last.whole.copy(update={"excluding": tuple(Subject(kind="project", id=p) for p in listed)})
    if at.rest and not new.operands:
        others = tuple(s for s in last.about.operands if s.kind != "call")
        left_out = tuple(Subject(kind="project", id=p) for p in listed) or others
        kept = last.about.within if set(listed) < set(last.about.within) and not last.about.topical else ()
        of_body = last.about.of_kind("organisation") and {s.id for s in last.about.of_kind("project")} == set(listed)
        scope = last.about.without("project") if of_body else last.about  # "elle en a un deuxième ?", of its carrier
        bounds = last.about.amounts if _THE_ONLY.search(change.text) else new.amounts
        return scope.copy(update={"excluding": left_out, "amounts": bounds, "within": kept})
    if new.operands or new.of_kind("unknown", "term"):
        if told.absent and change.wants:
            return new  # what nothing was told of is not spoken of
        return _renamed(told.question, change, kb)
    if len(listed) > 1 and any(s.kind == "extreme" for s in new.excluding) and not new.operands:
        return Filter(within=listed, excluding=new.excluding)  # "sans le plus gros ?"
    if new.excluding and last.operation in EXTREMES and not new.operands and len(listed) == 1:
        left_out = (*last.about.excluding, *new.excluding)  # "et sans compter ceux de la DINSIC ?", after the largest
        return last.about.copy(update={"excluding": left_out, "within": ()})
    if new.excluding and len(last.about.operands) > 1:
        out = [members(kb, s) for s in new.excluding]  # "sans l'export", however it was named before
        rest = tuple(s for s in last.about.subjects if s.kind == "call" or members(kb, s) not in out)
        if rest != last.about.subjects:
            return last.about.copy(update={"subjects": rest})
    if listed and new.carriers is not None and not new.operands:
        return Filter(within=listed, carriers=new.carriers)
    if listed and change.wants == (Want.CARRIER,) and not (new.amounts or new.excluding or last.about.topical):
        return Filter(within=listed, joint=new.joint)
    if (
        len(listed) > 1
        and change.operation in (*EXTREMES, Operation.SORT)
        and last.operation is None
        and not new.of_kind("call")
    ):
        return Filter(within=listed, amounts=new.amounts)
    narrowed: dict[str, object] = {
        "amounts": new.amounts or last.about.amounts,
        "excluding": (*last.about.excluding, *new.excluding),
        "joint": new.joint if new.joint is not None else last.about.joint,
    }
    turned = None not in (new.joint, last.about.joint) and new.joint != last.about.joint
    if turned and change.text.casefold().startswith("et avec"):
        return last.about.copy(update={"joint": None, "within": ()})
    widened = turned or (new.amounts is not None and last.about.amounts is not None)
    everything = last.about == Filter() and last.operation in (None, Operation.SUM, Operation.AVERAGE)
    of_the_whole = everything or change.wants in ((Want.COUNT,), (Want.DATE,), (Want.PEOPLE,))
    if listed and not widened and not of_the_whole:
        narrowed["within"] = listed
    scope = _without_project(last.about) if last.operation in NEIGHBOURS else last.about
    if widened and not turned and set(last.about.within) == set(listed):
        narrowed["within"] = ()  # "et si je monte à moins de 2 millions ?", after one thing more of the list
    return scope.copy(update=narrowed)


def compared_with_named(told: Told) -> bool:
    """Whether the one spoken of was weighed against another that was named last: "c'est plus que l'export ?"."""
    compared = told.question.operation is Operation.COMPARE and len(told.named) == 2
    return compared and _THAN_IT.search(told.question.text) is not None and not _asks_which(told.question)


def _without_project(about: Filter) -> Filter:
    """The scope of a ranking, without the project whose neighbour was asked for."""
    return about.without("project", "theme", "keyword", "words")


def _is_the_fund(about: Filter) -> bool:
    return about.subjects != () and all(s.id == FUND for s in about.subjects)


def _renamed(last: Question, change: Question, kb: KnowledgeBase) -> Filter:
    """What is newly named, with what stays of the last question: its call, or its topic where a call is named."""
    new = change.about
    kept: tuple[Subject, ...] = ()
    if new.of_kind("call") == new.subjects:
        kept = tuple(s for s in last.about.subjects if s.kind not in ("call", "project", "keyword", "words", "unknown"))
        kept = tuple(s for s in kept if s.id != FUND)
        kept = tuple(s for s in kept if s.kind != "organisation" or kb.carried_by(s.id))  # none that is no laureate
    elif not new.of_kind("call") and not (change.wants[:1] in _OF_THE_FUND_ITSELF and _is_the_fund(new)):
        kept = last.about.of_kind("call")
    idle = all(s.kind == "organisation" and not kb.carried_by(s.id) for s in new.subjects)
    gains = idle or {s.id for s in new.subjects} <= BENEFICIARIES
    if last.wants == (Want.BENEFITS,) and not change.wants and gains and _FOR_WHOM.search(change.text):
        return last.about  # "et pour les agents ?", "et côté tribunaux ?": for whom, not of what
    amounts = new.amounts or (last.about.amounts if not change.wants else None)
    return new.copy(update={"subjects": (*new.subjects, *kept), "amounts": amounts})

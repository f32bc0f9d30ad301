"""Questions about places in the ranking: "c'est le plus gros ?", "et juste derrière ?", "à l'inverse ?"."""

from __future__ import annotations

from dialogue.memory import Memory, Told
from dialogue.pointing import Pointing
from dialogue.referents import AND_IT, bodies_spoken_of, in_order, ministries, outdone_by
from dialogue.told_project import SEVERAL
from knowledge import Filter, KnowledgeBase, Operation, Question, Range, Subject, Want
from knowledge.answers import Average
from knowledge.quantities import count_before
from knowledge.questions import EXTREMES, NEIGHBOURS
from knowledge.rankings import average, by_amount, is_body
from knowledge.selection import members, select
from knowledge.text import phrase

IS_IT = phrase(
    r"\bque c['’ ]?(?:est|était) |(?:^|[.,;!?])\W*(?:(?:et|donc|ah|mais) )*(?:(?:le |la |son )?(?:ministre|ministère|porteur) )?(?:c(?:['’ ]?(?:est|était)|é)(?:-tu)?|est[- ]ce(?! qu)) "
)
# "C'est leur plus gros projet ?": of those that the body carries.
_THEIR_MOST = phrase(r"\b(?:leur|son)s? (?:projet |dossier )?(?:le )?(?:plus|moins)\b")
# "Il est dans les dix premiers ?"
_IS_IT_AMONG = phrase(
    r"\b(?:il|elle|celui[- ]ci|celle[- ]ci) (?:est|figure|arrive) (?:bien |donc )?(?:sur|dans|parmi|en|le|la)\b"
)
_ALL_THAT_ARE = phrase(
    r"\b(?:ceux|celles|tous|projets|lauréats|lesquels) (?:\w+ )?qui (?:le |la |l['’])?(?:précèd|devanc|dépass|suiv|passe)\w*"
)
_BESIDE = phrase(r"\b(?:derrière|devant|après|avant|au-dessus|au-dessous|en dessous)\b")
_IT_IS = phrase(
    r"\bc['’ ]?est\b|\b(?:vien(?:t|nent)|arriv(?:e|ent)|figur(?:e|ent)|se trouv(?:e|ent)|on (?:trouve|a))\b"
)
# "Il passe donc juste devant la licence ?"
_IT_IS_AHEAD = phrase(
    r"\b(?:il|elle|ça|celui[- ]ci|celle[- ]ci) (?:passe|est|arrive|se classe|se place|vient|serait|figure)\b|^\W*(?:juste )?(?:devant|derrière)\b"
)
_A_LIST = 6
_OF_THAT_CALL = phrase(r"\b(?:cet|l['’]|du même|de son) ?appel\b")
# "Troisième du deuxième appel, donc, derrière…": of the one spoken of.
_PLACED = phrase(
    r"^\W*(?:(?:et|ah|oh|bon|donc|ok|soit|il est|elle est|c['’]est|il arrive|elle arrive)\W+)*(?:le |la )?(?:premi|deuxi|second|troisi|quatri|cinqui|sixi|dernier|avant[- ]dernier|\de)\w*\b"
)
_BY_HOW_MUCH = phrase(r"\bcombien (?:de |en )?(?:plus|moins|trop)\b|\bde combien\b")
_SO = phrase(r"\b(?:donc|non|hein|derri[èe]re|devant|alors|n['’]est-ce pas|si je comprends|c['’]est (?:ça|bien ça))\b")
_THAT_ONE = phrase(r"\bcel(?:ui|le)\b")
RANKED = phrase(
    r"\bclassement\b|\bde (?:tous|cet appel|l['’]appel)\b|\bd(?:u|e ce|e cet) (?:premier|deuxième|second|1er|2e|2ème) appel\b"
)
_BY_AMOUNT = phrase(r"\b(?:par|en|selon|côté) (?:le |les )?(?:montant|argent|euros|somme|dotation|budget)s?\b")
_ABOVE_OR_BELOW = phrase(
    r"\b(?:(?P<above>au[- ]dessus|plus haut)|en[- ]dessous|au[- ]dessous|plus bas)(?! d[eu'’])\W*$"
)
_OF_THE_LIST = phrase(r"\b(?:de|dans) (?:la|cette|votre|ta) liste\b")
_TO_THE_NEXT = phrase(r"\b(?:avec|sur|et|au|entre|vers) (?:le |la )?(?:suivante?|prochaine?|n[°o] ?2|numéro 2)\b")
_TO_PASS = phrase(
    r"\bpour (?:passer|être|arriver|finir|se retrouver) (?:devant|en tête|premi\w+|1er)\b|\bpour (?:le|la|les) (?:passer|doubler|dépasser)\b"
)
_BACK = 4
_GROUPS = (("duo", 2), ("trio", 3), ("podium", 3), ("quatuor", 4))
_GROUP = phrase(r"\b(?:ce|le|du|au) (?:duo|trio|podium|quatuor)\b")
_THE_INVERSE = phrase(r"\W*(?:et |mais )?(?:à l['’](?:inverse|opposé)|inversement|au contraire)\W*")
_OTHER_END = phrase(r"\bà l['’]autre (?:bout|extrémité|extrême)\b|\bà l['’](?:opposé|inverse)\b")
_CORRECTS = phrase(r"^\W*(?:ah |euh )?(?:non|pardon|attends|attendez|plutôt)\b|\bje (?:veux|voulais|parlais) dire\b")
_WHICH_THEN = phrase(
    r"\W*(?:(?:ah|bon|ok|mais|et|alors|donc)\W+)*(?:c['’ ]?est )?(?:lequel|laquelle|qui|quel projet)(?: (?:c['’ ]?est|est[- ]ce))?(?:\W+(?:alors|donc|du coup|dans ce cas))?\W*"
)
_BEHIND_WHAT = phrase(r"\b(?:devant|derri[èe]re) (?:qui|quoi|quel(?:le)?s?|le ?quel|la ?quelle)\b")
_AHEAD = phrase(r"\b(devant|derri[èe]re)\b")

_NEXT_ONES = phrase(
    r"\bles (?P<number>deux|trois|quatre|cinq|[2-5]) (?:d['’ ]après|suivante?s|prochaine?s|qui suivent|qui viennent)\b"
)


def ranked(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question for the place of the project spoken of, where none is named: "quelle position au classement ?"."""
    told = memory.turns[0]
    one = told.focus is not None and told.focus.kind == "project"
    named = question.about.operands != question.about.of_kind("call")
    if question.operation is not Operation.RANK or named or not one or told.absent:
        return question
    same = (
        told.question.about.of_kind("call")
        if _OF_THAT_CALL.search(question.text) and not question.about.subjects
        else ()
    )
    own = members(kb, told.focus) if told.focus is not None else []
    among = (
        bodies_spoken_of(memory, kb) or ministries(own, kb) if at.body else ()
    )  # "parmi les projets de ce ministère ?"
    subjects = (told.focus, *among, *question.about.subjects, *same)
    return question.with_filter(question.about.copy(update={"subjects": subjects}))


def most_of_the_list(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """The question whether one of the list is the largest of it: "j'imagine que celui des sans-abri a eu le plus"."""
    named = question.about.topical
    pointed = _THAT_ONE.search(question.text) is not None or at.number == len(told.projects)
    of_few = question.yes_no and len(told.projects) <= _A_LIST and named == question.about.subjects and not at.widened
    pointed = pointed or of_few  # "le mieux doté, ce sont les laboratoires, j'imagine ?"
    asked = question.operation in EXTREMES and len(told.projects) > 1 and pointed
    own = members(kb, named[0]) if asked and len(named) == 1 else ()
    if len(own) != 1 or own[0] not in told.projects or SEVERAL.search(question.text):
        return question
    about = question.about.copy(update={"subjects": named, "within": told.projects})
    return question.copy(update={"about": about, "yes_no": True})


def those_ahead(question: Question, told: Told, kb: KnowledgeBase) -> Question | None:
    """The question for all that got more, or less, than the one told: "quels sont ceux qui le précèdent ?"."""
    one = len(told.projects) == 1 and question.about == Filter() and question.operation in NEIGHBOURS
    if not one or not _ALL_THAT_ARE.search(question.text):
        return None
    euros, ahead = kb.projects[told.projects[0]].euros, question.operation is Operation.BEFORE
    bounds = Range(low=euros, strict=True) if ahead else Range(high=euros, strict=True)
    about = Filter(subjects=told.question.about.of_kind("call"), amounts=bounds)
    return question.copy(update={"wants": (Want.PROJECTS,), "operation": None, "about": about})


def beside_the_group(question: Question, memory: Memory) -> Question | None:
    """The neighbour of so many that were told, one of them spoken of since: "qui arrive juste après ce trio ?"."""
    said = _GROUP.search(question.text) if question.operation in NEIGHBOURS and question.about == Filter() else None
    if said is None:
        return None
    number = next(n for name, n in _GROUPS if said[0].casefold().endswith(name))
    told = next((t for t in memory.turns[:_BACK] if len(t.projects) == number), None)
    if told is None:
        return None
    end = told.projects[-1 if question.operation is Operation.AFTER else 0]
    calls = told.question.about.of_kind("call")
    about = Filter(subjects=(Subject(kind="project", id=end), *calls))
    return question.copy(update={"wants": (Want.PROJECTS,), "about": about})


def is_it_ahead(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The project spoken of weighed against the one that it is said to precede: "il passe donc devant la licence ?"."""
    named = tuple(s for s in question.about.operands if s.kind != "call")
    one = told.focus is not None and told.focus.kind == "project" and len(named) == 1
    wondered = question.operation in NEIGHBOURS and question.yes_no and _IT_IS_AHEAD.search(question.text)
    if told.focus is None or not (one and wondered) or members(kb, named[0]) == [told.focus.id]:
        return question
    pair = Filter(subjects=(told.focus, *named), union=True)
    return question.copy(update={"wants": (Want.AMOUNT,), "operation": Operation.COMPARE, "about": pair})


def is_it_next(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question for the place of what is named beside the one told: "et juste derrière, c'est bien la licence ?"."""
    named = tuple(s for s in question.about.operands if s.kind != "call")
    own = members(kb, named[0]) if len(named) == 1 else []
    wondered = question.yes_no or (_IT_IS.search(question.text) or _SO.search(question.text)) is not None
    asked = question.operation in NEIGHBOURS and wondered and len(own) == 1 <= len(told.projects)
    beside = _BESIDE.search(question.text)
    before = beside is not None and 0 <= question.text.find(named[0].text or "\0") < beside.start() if asked else False
    if not asked or set(own) & set(told.projects) or not (before or _IT_IS.search(question.text)):
        return question
    calls = question.about.of_kind("call") or told.question.about.of_kind("call")
    order = [p.id for p in by_amount(select(kb, Filter(subjects=calls)))]
    places = [order.index(p) for p in told.projects if p in order]
    if not places or max(places) - min(places) >= len(places):
        return question  # not one after the other
    step = 1 if question.operation is Operation.AFTER else -1
    place = (max(places) if step > 0 else min(places)) + 1 + step
    changes = {"operation": Operation.RANK, "position": place, "wants": (Want.PROJECTS,), "yes_no": True}
    return question.copy(update={**changes, "about": Filter(subjects=(*named, *calls))}) if place > 0 else question


def is_it_placed(question: Question, at: Pointing, told: Told) -> Question:
    """The question whether the one spoken of has the place that is said: "troisième du deuxième appel, donc ?"."""
    one = told.project if not told.absent else None
    said = len(at.positions) == 1 and _PLACED.search(question.text) and _SO.search(question.text)
    guessed = question.operation in (None, Operation.COMPARE, *NEIGHBOURS) and question.wants in (
        (),
        (Want.AMOUNT,),
        (Want.PROJECTS,),
    )
    others = question.about.operands != question.about.of_kind("call") and not _BESIDE.search(question.text)
    if one is None or not (said and guessed) or len(told.things) > 1 or others or _BY_HOW_MUCH.search(question.text):
        return question
    about = Filter(subjects=(one, *question.about.of_kind("call")))
    changes = {"wants": (Want.PROJECTS,), "operation": Operation.RANK, "position": at.positions[0], "about": about}
    return question.copy(update=changes)


def named_at_a_place(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """The question whether what is named has a place in the ranking told: "et le quatrième, c'est les labos ?"."""
    named = tuple(s for s in question.about.operands if s.kind != "call")
    wondered = question.yes_no or _SO.search(question.text) is not None
    wondered = wondered and len(at.positions) == 1 and question.operation is None and not question.claims
    ranked = told.question.operation in (*EXTREMES, Operation.SORT) and not told.question.unit
    if not (wondered and ranked) or len(named) != 1 or len(members(kb, named[0])) != 1:
        return question
    about = Filter(subjects=(*named, *(question.about.of_kind("call") or told.question.about.of_kind("call"))))
    changes = {"wants": (Want.PROJECTS,), "operation": Operation.RANK, "position": at.positions[0], "about": about}
    return question.copy(update=changes)


def is_it_the_most(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question about what was told where it asks whether that is the largest: "c'est le plus gros ?"."""
    told = memory.turns[0]
    of_first = question.operation is Operation.SORT and bool(question.top)  # "il est sur le podium ?"
    asked = (question.operation in EXTREMES or of_first) and told.project is not None and question.position is None
    said = IS_IT.search(question.text) or _IS_IT_AMONG.search(question.text)
    if not (asked and said) or question.about.subjects or SEVERAL.search(question.text):
        return question
    if of_first:
        question = question.copy(update={"operation": Operation.HIGHEST})
    bodies = bodies_spoken_of(memory, kb) if at.body or _THEIR_MOST.search(question.text) else ()
    about = question.about.copy(update={"subjects": (told.project, *bodies)})
    return question.copy(update={"about": about, "yes_no": True})


def _turned(ranking: Question) -> Operation:
    return Operation.LOWEST if ranking.operation is Operation.HIGHEST else Operation.HIGHEST


def the_next_ones(question: Question, memory: Memory) -> Question | None:
    """Those that come next on the list that one was picked from: "et les deux d'après ?"; None for others."""
    said = _NEXT_ONES.search(question.text)
    last = memory.listed[-1] if memory.listed else None
    number = count_before(said["number"]) if said is not None else None
    if number is None or last is None or question.about != Filter():
        return None
    listed = next((t.projects for t in memory.turns if len(t.projects) > len(memory.listed) and last in t.projects), ())
    after = listed[listed.index(last) + 1 :][:number] if listed else ()
    if not after:
        return None
    return question.copy(update={"wants": (Want.PROJECTS,), "operation": None, "about": Filter(within=after)})


def the_other_end(question: Question, at: Pointing, memory: Memory) -> Question | None:
    """The ranking told, from its other end, or without the one that was wondered at; None for others.

    "À l'inverse ?", after the largest; "lequel alors ?", once it was wondered whether one is the largest.
    """
    inverse = _OTHER_END.search(question.text) is not None and question.operation in (None, *EXTREMES)
    since = (t.question for t in memory.turns[: _BACK if inverse else 1])
    last = next((q for q in since if q.operation in EXTREMES), memory.turns[0].question)
    if question.about.subjects or last.operation not in EXTREMES:
        return None
    if last is not memory.turns[0].question and question.operation is not last.operation and not question.top:
        end = question.operation or _turned(last)
        return last.copy(
            update={"operation": end, "top": None, "position": None, "text": question.text}
        )  # "à l'inverse, qui ferme la marche ?"
    as_many = last.top is not None and last.top > 1 and last.top in (question.top, at.number)
    if as_many and question.operation in EXTREMES and question.operation is not last.operation:
        turned_round = {"operation": question.operation, "position": None, "text": question.text}
        return last.copy(update=turned_round)  # "et les trois qui ont reçu le moins ?"
    if _CORRECTS.search(question.text) and question.operation in EXTREMES and question.about == Filter():
        changes = {"operation": question.operation, "top": question.top, "text": question.text}
        return last.copy(update={**changes, "position": question.position})  # "non, le plus gros je veux dire"
    same = question.operation in (None, Operation.EXTREMES, last.operation) and not question.top
    turned = same and _OTHER_END.search(question.text)
    if turned or _THE_INVERSE.fullmatch(question.text):
        return last.copy(update={"operation": _turned(last), "text": question.text})
    named = last.about.of_kind("project", "keyword", *(("theme",) if last.yes_no else ()))
    if named and _WHICH_THEN.fullmatch(question.text):
        scope = last.about.copy(update={"subjects": tuple(s for s in last.about.subjects if s not in named)})
        return last.copy(update={"about": scope, "yes_no": False, "text": question.text})
    return None


def gap_to_the_next(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question for the gap between the one told of a ranking and the next: "quel écart avec le suivant ?"."""
    ranked = told.question.operation in EXTREMES and len(told.projects) == 1 and not is_body(told.question.unit)
    asked = (
        question.operation is Operation.COMPARE and question.about == Filter() and _TO_THE_NEXT.search(question.text)
    )
    if not (ranked and asked):
        return question
    lowest = told.question.operation is Operation.LOWEST
    scope = told.question.about.copy(update={"subjects": told.question.about.of_kind("call", "organisation")})
    order = [p.id for p in by_amount(select(kb, scope), lowest_first=lowest)]
    place = order.index(told.projects[0]) if told.projects[0] in order else len(order)
    pair = tuple(Subject(kind="project", id=p) for p in order[place : place + 2])
    if len(pair) < 2:
        return question
    return question.copy(update={"wants": (Want.AMOUNT,), "about": Filter(subjects=pair, union=True)})


def gap_to_the_one_ahead(question: Question, told: Told, kb: KnowledgeBase) -> Question | None:
    """The gap between the one told of a ranking and the one ahead: "que lui manque-t-il pour passer devant ?"."""
    asked = question.operation is Operation.COMPARE and question.about == Filter() and _TO_PASS.search(question.text)
    outdone = outdone_by(told, kb) if asked else None
    if outdone is not None:  # "il lui manquait combien pour être premier ?", of the one taken for the largest
        supposed = told.question.about.of_kind("project", "keyword", "theme", "words")
        pair = Filter(subjects=(*supposed, outdone), union=True)
        return question.copy(update={"wants": (Want.AMOUNT,), "about": pair})
    one = told.project if told.question.operation in (Operation.RANK, *NEIGHBOURS, *EXTREMES) else None
    own = members(kb, one) if one is not None and asked and not told.absent else []
    order = [p.id for p in by_amount(select(kb, Filter(subjects=told.question.about.of_kind("call"))))]
    if len(own) != 1 or own[0] not in order[1:]:
        return None
    ahead = tuple(Subject(kind="project", id=p) for p in (order[order.index(own[0]) - 1], own[0]))
    return question.copy(update={"wants": (Want.AMOUNT,), "about": Filter(subjects=ahead, union=True)})


def end_of_the_list(question: Question, memory: Memory) -> Question:
    """The question for an end of the list told before one or two of it were spoken of: "et le dernier de la liste, c'est lequel ?"."""
    last, before = memory.turns[0], next((t for t in memory.turns[1:5] if len(t.projects) > 2), None)
    asked = question.operation in EXTREMES and question.about == Filter() and _OF_THE_LIST.search(question.text)
    inside = before is not None and set(last.projects) < set(before.projects)
    if before is None or not (asked and last.projects and inside):
        return question
    return question.copy(update={"wants": (Want.PROJECTS,), "position": None, "about": Filter(within=before.projects)})


def beside_the_mean(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question for those above or below the mean just told: "quels projets sont au-dessus ?"."""
    side = _ABOVE_OR_BELOW.search(question.text)
    meant = told.question.operation is Operation.AVERAGE and question.about == Filter() and question.operation is None
    mean = average(kb, told.question) if side is not None and meant else None
    if side is None or not isinstance(mean, Average):
        return question
    bounds = Range(low=mean.mean, strict=True) if side["above"] else Range(high=mean.mean, strict=True)
    wants = question.wants if question.wants == (Want.COUNT,) else (Want.PROJECTS,)
    about = told.question.about.without("term").copy(update={"amounts": bounds})
    return question.copy(update={"wants": wants, "about": about})


def placed_by_amount(question: Question, at: Pointing, told: Told) -> Question:
    """The question for a place among the list told, in order of amount: "lequel arrive troisième par le montant ?"."""
    listed = len(told.projects) > 1 and question.about == Filter() and question.operation in (None, Operation.SORT)
    if not listed or len(at.positions) != 1 or not _BY_AMOUNT.search(question.text):
        return question
    ranked = {"operation": Operation.HIGHEST, "position": at.positions[0], "wants": (Want.PROJECTS,)}
    return question.copy(update={**ranked, "about": Filter(within=told.projects)})


def in_the_ranking(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question about two places of the ranking: "quel écart entre le premier et le deuxième du classement ?"."""
    focus = memory.turns[0].focus if memory.turns else None
    if focus is not None and focus.kind == "project" and len(at.positions) == 1 and AND_IT.search(question.text):
        order = next((t.question for t in memory.turns[1:4] if t.question.operation in EXTREMES), None)
        ranked = by_amount(select(kb, Filter(subjects=order.about.of_kind("call")))) if order is not None else []
        if 0 < at.positions[0] <= len(ranked) and question.operation is Operation.COMPARE:
            nth = Subject(kind="project", id=ranked[at.positions[0] - 1].id)  # "entre le troisième et lui ?"
            return question.copy(update={"about": Filter(subjects=(nth, focus), union=True), "position": None})
    weighs = question.operation is Operation.COMPARE and len(at.positions) == 2
    beyond = max(at.positions, default=0) > max(2, len(in_order(memory))) and any(
        t.question.operation in (*EXTREMES, Operation.SORT) and not is_body(t.question.unit) for t in memory.turns[:3]
    )  # "écart entre le premier et le quatrième ?", after the podium
    if not weighs or question.about.topical or not (beyond or RANKED.search(question.text)):
        return question
    last = memory.turns[0].question.about.of_kind("call") if memory.turns else ()
    calls = question.about.of_kind("call") or last
    ranked = by_amount(select(kb, Filter(subjects=calls)))
    places = [place - 1 if place > 0 else place for place in at.positions]
    if not all(-len(ranked) <= place < len(ranked) for place in places):
        return question
    pair = tuple(Subject(kind="project", id=ranked[place].id) for place in places)
    return question.copy(update={"wants": (Want.AMOUNT,), "about": Filter(subjects=pair, union=True), "position": None})


def beside_the_ranked(question: Question, told: Told) -> Question:
    """The question about the neighbour in the ranking where a place in it was told: "qui est devant ?"."""
    said = _AHEAD.search(question.text)
    if said is None or question.about.subjects or told.question.operation not in (Operation.RANK, *NEIGHBOURS):
        return question
    ahead = said.group(1).casefold() == "devant"
    if _BEHIND_WHAT.search(question.text):  # "derrière quoi ?", of the one told
        ahead = not ahead
    operation = Operation.BEFORE if ahead else Operation.AFTER
    return question.copy(update={"wants": (Want.PROJECTS,), "operation": operation})

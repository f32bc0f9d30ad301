"""Questions about the list spoken of: "les deux premiers réunis ?", "et sans celui-là ?"."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogue.memory import Memory, Told
from dialogue.money import IN_ALL, MONEY, PAYER
from dialogue.pointing import Pointing
from dialogue.referents import AND_IT, ELLIPTIC, in_order, is_fragment, last_things, length
from dialogue.rules_operation import SHARED_OUT
from dialogue.told_bodies import SUMMED
from dialogue.told_project import RATHER
from knowledge import Filter, KnowledgeBase, Operation, Question, Range, Subject, Want, quantities
from knowledge.premises import ALL_KEEP
from knowledge.quantities import FEWEST_EUROS
from knowledge.questions import EXTREMES, NEIGHBOURS, OF_A_THING
from knowledge.rankings import by_amount
from knowledge.records import FUND
from knowledge.selection import members, select
from knowledge.text import phrase

# "Quel projet a eu le plus ?": of all.
_A_PROJECT = phrase(r"\b(?:projets?|lauréats?|ministères?|organismes?|appels?)\b")
# "Avec l'autre, ça monte à combien ?"
_COUNTED_TOO = phrase(
    r"^\W*(?:et |si (?:on|l['’]on) )?(?:avec|en comptant|en ajoutant|ajout\w+|compt\w+) (?:aussi )?l['’] ?autre\b"
)
_ADD_IT = phrase(r"\b(?:additionn|cumul|ajout|somm)\w*[- ](?:le|la|les)[- ](?:avec|à|au|et)\b")
_AND_IT_TOO = phrase(rf"{AND_IT.pattern}|^\W*(?:et )?(?:lui|elle|celui-là|celle-là) (?:plus|et)\b")
_THE_ONE_THAT = phrase(r"^\W*(?:et )?cel(?:ui|le) qui\b")
_THE_SMALL_ONE = phrase(
    r"^\W*(?:(?:et|mais|donc|alors) )*(?:le|ce) (?:tout )?(?:(?P<small>petit)|gros|grand)\b(?! projet| lot)"
)
_THE_SMALL_ONE_LAST = phrase(r"\ble (?:(?P<small>petit)|gros|grand)\W*$")
_WHICH_ARE_MEANT = phrase(
    r"\bde quels? (?:projets?|lauréats?|dossiers?) (?:il s['’]agi\w+|s['’]agi\w+|(?:vous |tu |on )?parl\w+)|\bquels (?:projets|dossiers) (?:c['’]est|c['’]était)\b"
)
_NOT_THAT = phrase(r"^\W*(?:(?:non|mais|et)\W+)*pas (?:\w+['’ ]+){0,4}\w+\W{1,3}(?:(?:mais|plutôt) )*l['’] ?autre\b")
_BARE_FIGURE = phrase(r"^\W*(?:(?:et|ou|puis|à)\W+)*\d[\d,. ]*(?:millions?|m€|m|000)(?: d['’]euros)?\W*$")
_MOVED = phrase(
    r"\b(?:mont(?:e|es|er|ons|ez|ait)|(?:descend|élarg|pass|pouss|relèv|relev|baiss|abaiss)\w*)\b|\bva\w* jusqu"
)
_WHICH_IS_OF = phrase(
    r"\b(?:le|la|les)quel(?:le)?s? (?:des|de|d['’]entre) \w+ (?:\w+ ){0,2}?(?:mené|porté|piloté|conduit|dirigé|géré|relèv|dépend|appartien|concern|associ|impliqu|mobilis|réuni)\w*"
)
_WITHOUT_THE = phrase(r"\bsans (?:le |la )(?:premi|deuxi|second|troisi|dernier)\w*\b")
_SAME_BOUNDS = phrase(r"\b(?:cette|la même) (?:fourchette|tranche|limite|plage)\b|\bces (?:bornes|limites)\b")
_THE_ONE_OF = phrase(r"^\W*(?:(?:et|puis|alors)\W+)*(?:celui|celle) (?:du|de|des|sur|pour|d['’])\b")
_ALL_OF_THEM = phrase(
    r"\b(?:cumulé|additionné|réuni|confondu)s\b|\btou(?:s|tes) ensemble\b|\badditionn\w+ (?:le |les )?tou[ts]\b|\btout additionn\w+"
)
_BAR = phrase(
    r"\b(?:barre|seuil|plafond|plancher|limite|curseur|descend\w*|baiss\w*|abaiss\w*|remont\w*|mont\w*|redescend\w*)\b[^.?!]*\bà (?P<millions>\d+(?:[.,]\d+)?)(?: millions?)?(?:\W*$|,? (?:il|on|ça|qui|lesquels|combien)\b)"
)
_BARE = re.compile(
    r"(\d+(?:[.,]\d+)?|\b(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt))(?=(?: (?:maintenant|alors|plutôt|donc|du coup|là-dedans|dans le lot|dans la liste|(?:parmi|de|dans) (?:eux|elles|ceux|celles|ceux-là|celles-là)))*\W*$)"
)
# "Et au deuxième, combien ?": as many as what was counted.
_OF_THEM = phrase(
    r"\b(?:il )?y en (?:a|avait) combien\b|\ben (?:fait|font|faisait|reste) combien\b|\b(?:ils|elles) (?:sont|étaient) combien\b"
)
_GIVEN = phrase(r"\b(?:au|par le|pour le|(?:aide|apport|part|contribution|subvention) du) fonds\b")
THE_SAME = phrase(r"\b(?:différents?|l[ea]s? mêmes?|identiques?|pareils?|inchangés?|changé\w*|(?:déjà )?le cas)\b")
# "Lesquels sont portés par…": of those that were told.
WHICH_OF_THEM = phrase(r"\b(?:le ?quel|laquelle|lesquel(?:le)?s)\b")
_GONE = phrase(r"\b(?:partis?|dépensée?s?|engagée?s?|versée?s?|investie?s?|consommée?s?|distribuée?s?|donnée?s?)\b")
_THAT_DAY = phrase(
    r"\b(?:annonc|présent|reten|dévoil|chois|sélectionn|proclam|sorti)\w* (?:ce jour[- ]là|le même jour|en même temps|à la même date|cette fois[- ]là)\b"
)
_AS_MUCH = phrase(r"\bautant\b|\bla même (?:somme|chose)\b|\bpareil\b")
_SPREAD_OVER = phrase(
    r"^\W*(?:et |donc )?(?:(?:réparti|étalé|partagé|divisé)e?s? )?(?:sur|entre|en|pour|dans|via) combien (?:de|d['’]) ?(?:dossier|projet|lauréat)s?"
)
_WHICH_BODY_LAST = phrase(r"\b(?:quel(?:le)? (?:ministère|organisme|porteur|administration)|à qui|qui le porte)\W*$")
_FEW = 6
_FIRST_ONES = phrase(r"\bles \w+ premi(?:er|ère)s\b")
_LAST_ONES = phrase(r"\bderni(?:er|ère|ere)s\b")
_PAID = phrase(r"\b(?:pay|vers|financ|apport|accord|donn)[ée]e?s? par le fonds\b")
_ONLY_THOSE = phrase(
    r"^\W*(?:(?:et|ok|mais|bon|non)\W+)*(?:seulement|slmt|seulmt|slment|juste|uniquement|rien que|que) (?:celui|celle|ceux|celles|les projets)\b"
)
_HOW_MANY = phrase(r"^\W*(?:et |puis )?(?:\w+\W+){0,4}combien\W*$|^\W*dont combien\b")

_THE_OPPOSITE = phrase(r"^\W*(?:(?:et|mais|alors|ok|bon)\W+)*(?:à )?l['’ ]?(?:inverse|opposé|contraire)\W*$")


def of_the_list_told(question: Question, told: Told) -> Question:
    """The question for the first or last of the list told: "celui qui a eu le plus ?"."""
    asked = question.operation in EXTREMES and len(told.projects) > 1 and question.about == Filter()
    if not asked or not _THE_ONE_THAT.match(question.text):
        return question
    return question.with_filter(Filter(within=told.projects))


def of_that_day(question: Question, at: Pointing) -> tuple[Question, Pointing]:
    """The question about the other one, of which is said when it was announced: "et l'autre lauréat présenté ce jour-là ?"."""
    circumstances = ((Want.DATE,), (Want.PEOPLE,), (Want.PLACE,), (Want.PROJECTS,))
    dated = question.wants in circumstances and at.other and question.about == Filter()
    if not dated or not _THAT_DAY.search(question.text):
        return question, at
    if _AS_MUCH.search(question.text):
        return question.copy(update={"wants": (Want.AMOUNT,), "operation": Operation.COMPARE}), at
    return question.copy(update={"wants": (Want.PROJECTS,)}), replace(at, sure=True)


def not_that_one(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """The question about the other one of two told: "pas la fourrière, l'autre, il a eu combien ?"."""
    named = {p for s in question.about.operands for p in members(kb, s)} & set(told.projects)
    if len(told.projects) != 2 or len(named) != 1 or not (at.other and _NOT_THAT.match(question.text)):
        return question
    other = tuple(Subject(kind="project", id=p) for p in told.projects if p not in named)
    return question.with_filter(Filter(subjects=other))


def without_the_nth(question: Question, at: Pointing, memory: Memory) -> Question | None:
    """The question for the rest of the list told: "et sans le premier, les deux qui restent font combien ?"."""
    listed = next((t.projects for t in memory.turns[:3] if len(t.projects) > 1), ())
    place = at.positions[0] if len(at.positions) == 1 else 0
    if question.about != Filter() or not _WITHOUT_THE.search(question.text) or not 0 < abs(place) <= len(listed):
        return None
    in_ranks = (t for t in memory.turns[:4] if t.question.operation in (*EXTREMES, Operation.SORT))
    listed = next((t.projects for t in in_ranks if set(t.projects) == set(listed)), listed)
    out = listed[place - 1 if place > 0 else place]
    rest = Filter(within=tuple(p for p in listed if p != out))
    wants = question.wants if question.wants not in ((), (Want.UNSAID,)) else (Want.AMOUNT,)
    return question.copy(update={"wants": wants, "about": rest, "position": None})


def those_meant(question: Question, told: Told) -> Question:
    """The list told once more: "de quels projets s'agit-il ?"."""
    asked = question.wants == (Want.PROJECTS,) and question.about == Filter() and _WHICH_ARE_MEANT.search(question.text)
    return question.with_filter(Filter(within=told.projects)) if asked and told.projects else question


def without_that(question: Question, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The question without the one last told: "et sans celui-là ?", of the list or of the body that has it."""
    told, about = memory.turns[0], question.about
    one = told.foremost or told.focus
    *others, last = about.operands or told.question.about.operands or (None,)
    both = told.question.operation is Operation.SUM and {s.kind for s in (*others, last) if s} == {"organisation"}
    if both and others and last is not None:  # "le total, en comptant celui de l'OFII ?", "et sans lui ?"
        kept = tuple(s for s in others if s is not None)
        return question.copy(update={**SUMMED, "about": Filter(subjects=kept, excluding=(last,))})
    out = set(members(kb, one)) if one is not None else set()
    if not out:
        return None
    wants = question.wants or ((Want.AMOUNT,) if question.operation is Operation.SUM else (Want.PROJECTS,))
    if about.operands:
        left_out = tuple(Subject(kind="project", id=p) for p in out)
        return question.copy(update={"wants": wants, "about": about.copy(update={"excluding": left_out})})
    listed = next((t.projects for t in memory.turns if out < set(t.projects)), None)
    if listed is None:
        return None
    rest = Filter(within=tuple(p for p in listed if p not in out))
    return question.copy(update={"wants": wants, "about": rest, "complement": False})


def tied(question: Question, at: Pointing, told: Told) -> Question:
    """The question for the same amount as the one told, or as each other, rather than for any two that tie."""
    if len(told.things) in (1, 2):
        return question.copy(update={"operation": Operation.COMPARE})
    listed = told.projects if at.refers and not question.about.subjects else ()
    return question.with_filter(question.about.copy(update={"within": listed}))


def counted(question: Question, told: Told) -> Question | None:
    """How many there are of what was told: "ils sont combien ?"; None where that is not asked."""
    spread_over = _SPREAD_OVER.search(question.text) is not None
    others = question.complement or question.about.amounts is not None  # "et les autres, il y en a combien ?"
    if not (_OF_THEM.search(question.text) or spread_over) or question.about.subjects or others:
        return None
    if spread_over and told.facts:
        return None  # of a call, whose files are others
    if told.question.wants == (Want.CRITERIA,):
        criteria = Filter(subjects=(Subject(kind="term", id="criteres"),))
        changes = {"wants": (Want.COUNT,), "unit": "critères", "operation": None, "about": criteria}
        return question.copy(update=changes)
    if len(told.projects) < 2:
        return None
    calls = told.question.about.of_kind("call")
    if len(calls) == 1 and told.question.about.is_only(calls) and told.question.operation is None and not spread_over:
        return question.copy(update={"wants": (Want.COUNT,), "unit": "project", "about": Filter(subjects=calls)})
    changes = {"wants": (Want.COUNT,), "about": Filter(within=told.projects), "operation": None}
    return question.copy(update={**changes, "unit": "project" if spread_over else question.unit})


def doubted_sum(question: Question, told: Told) -> Question | None:
    """The sum just told where another figure was expected: "ce n'est pas 4,5 plutôt ?"; None for others."""
    amounts = question.about.amounts
    exact = amounts is not None and amounts.low is not None and amounts.low == amounts.high
    summed = told.question.operation is Operation.SUM and len(told.projects) > 1 and not told.absent
    if amounts is None or not (exact and summed and question.about.only_bounds) or not RATHER.search(question.text):
        return None
    return told.question.copy(update={"wants": (Want.AMOUNT,), "claims": (amounts.low,), "text": question.text})


def files_as_projects(question: Question, told: Told) -> Question:
    """The question about projects where files are named after a list: "total de ces quatre dossiers ?"."""
    listed = told.projects and not told.facts and not told.absent and not told.question.about.of_kind("call")
    about_them = question.unit == "dossiers" and question.about == Filter() and question.wants != (Want.COUNT,)
    return question.copy(update={"unit": "project"}) if listed and about_them else question


def total_checked(question: Question, told: Told) -> Question | None:
    """The sum of the few told, of which a figure is said: "donc un total de 53,6 millions, j'écris ça ?"."""
    asked = question.operation is Operation.SUM and question.about == Filter() and len(question.claims) == 1
    few = 1 < len(told.projects) <= _FEW and not told.facts and not told.absent
    asked = asked and question.claims[0] >= FEWEST_EUROS
    if not (asked and few) or IN_ALL.search(question.text):
        return None
    return question.copy(update={"wants": (Want.AMOUNT,), "about": Filter(within=told.projects)})


def spread(question: Question, told: Told) -> Question | None:
    """The list whose sum was told: "comment ça se répartit ?"; None where that is not asked."""
    detailed = question.missing == "split" and len(told.projects) > 1 and not question.about.subjects
    if not detailed or told.question.wants != (Want.AMOUNT,):
        return None
    listed = Filter(within=told.projects)
    return question.copy(update={"wants": (Want.PROJECTS,), "missing": None, "operation": None, "about": listed})


def so_many_of_the_call(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question | None:
    """Those of the list told that are of a call, where so many are: "et si je ne garde que les deux du deuxième appel"."""
    calls = question.about.of_kind("call")
    if at.number is None or told.absent or question.operation not in (None, Operation.SUM):
        return None
    if len(calls) != 1 or question.about.subjects != calls:
        return None
    of_call = members(kb, calls[0])
    kept = tuple(p for p in told.projects if p in of_call)
    if not at.number == len(kept) < len(told.projects):
        return None
    wants, operation = question.wants or told.question.wants, question.operation or told.question.operation
    return question.copy(update={"wants": wants, "operation": operation, "about": Filter(within=kept)})


def only_those(question: Question, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """Those of the list told alone that are named: "seulement ceux du deuxième appel"; None for others."""
    about, listed = question.about, memory.listed
    last = memory.turns[0].question
    if last.operation in (Operation.AVERAGE, Operation.MEDIAN) and _ONLY_THOSE.match(question.text) and about.operands:
        return question.copy(update={"wants": last.wants, "operation": last.operation})
    asked = _ONLY_THOSE.match(question.text) and about.operands and not about.is_narrowed
    if not asked or len(listed) < 2 or memory.turns[0].absent or question.wants not in ((), (Want.PROJECTS,)):
        return None
    kept = about.copy(update={"within": listed})
    some = 0 < len(select(kb, kept)) < len(listed)
    return question.copy(update={"wants": (Want.PROJECTS,), "about": kept}) if some else None


def the_opposite(question: Question, told: Told) -> Question | None:
    """Those carried by several after those carried by one alone, or the other way: "et l'inverse ?"; None for others."""
    last = told.question
    if last.about.joint is None or question.about != Filter() or not _THE_OPPOSITE.match(question.text):
        return None
    return last.copy(update={"about": last.about.copy(update={"joint": not last.about.joint}), "text": question.text})


def which_of_those_listed(question: Question, memory: Memory) -> Question | None:
    """The question for those of the list told that are on a topic or of a body: "lesquels sont portés par… ?"."""
    listed = next((t.projects for t in memory.turns[:2] if len(t.projects) > 1), ())
    if not (listed and _narrows(question) and WHICH_OF_THEM.search(question.text)):
        return None
    return question.with_filter(question.about.copy(update={"within": listed}))


def but_for_those_listed(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The question for what was not told yet: "qui d'autre a un projet sur le droit ?"."""
    listed = memory.listed
    if not (at.rest and question.wants and _narrows(question)):
        return None
    if not set(listed) & {project.id for project in select(kb, question.about)}:
        return None
    out = tuple(Subject(kind="project", id=project) for project in listed)
    about = question.about.copy(update={"excluding": (*question.about.excluding, *out)})
    return question.copy(update={"about": about, "complement": False})


def _narrows(question: Question) -> bool:
    """Whether a question keeps what is on a topic or of a body, and names no project."""
    narrowing = question.about.topical or question.about.of_kind("organisation")
    one_named = question.about.of_kind("project") or question.operation is Operation.COMPARE
    return bool(narrowing) and not one_named


def most_of_the_two(question: Question, at: Pointing, memory: Memory) -> Question:
    """The question for the larger of two told one after the other: "combien pour A ?", "et B ?", "qui a le plus ?"."""
    last, *before = memory.turns[:2]
    if (
        question.operation not in EXTREMES
        or question.about != Filter()
        or at.widened
        or at.body
        or at.number is not None
        or _A_PROJECT.search(question.text)
    ):
        return question
    one_by_one = bool(before) and all(
        len(told.projects) == 1 and told.question.operation is None and told.question.wants == (Want.AMOUNT,)
        for told in (last, *before)
    )
    pair = tuple(Subject(kind="project", id=told.projects[0]) for told in (*before, last)) if one_by_one else ()
    if len(set(pair)) < 2:
        return question
    return question.with_filter(Filter(subjects=pair, union=True))


def which_of_the_two(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The question for those of the last two on a topic: "lequel des deux se sert de l'intelligence artificielle ?"."""
    topics = question.about.of_kind("theme", "keyword", "words")
    asked = topics and topics == question.about.operands and WHICH_OF_THEM.search(question.text)
    if not asked or at.number is None or question.operation not in (None, Operation.COMPARE):
        return None
    pair = () if MONEY.search(question.text) else last_things(at.number, memory, kb) or ()
    told = tuple(dict.fromkeys(project for thing in pair for project in members(kb, thing)))
    if not told:
        return None
    about = question.about.copy(update={"within": told})
    return question.copy(update={"wants": (Want.PROJECTS,), "operation": None, "about": about})


def those_of_the_list(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """Topics weighed after a list, each as the one of the list that is on it: "entre le fisc et les étrangers, qui a le plus ?"."""
    topics = question.about.of_kind("theme", "keyword", "words")
    weighs = question.operation in (Operation.COMPARE, *EXTREMES, Operation.SUM)
    if not weighs or len(question.about.topical) < 2 or len(told.projects) < 2 or not topics:
        return question
    inside = {s: [p for p in members(kb, s) if p in told.projects] for s in question.about.topical}
    if any(len(own) != 1 for own in inside.values()):
        return question
    each = tuple(Subject(kind="project", id=own[0]) for own in inside.values())
    return question.with_filter(Filter(subjects=each, union=True))


def with_the_other(question: Question, at: Pointing, told: Told) -> Question:
    """The question for the sum where the other one is to be counted too: "avec l'autre, ça monte à combien ?"."""
    asked = at.other and told.focus is not None and question.operation is None and not question.about.subjects
    if not asked or not _COUNTED_TOO.search(question.text):
        return question
    return question.copy(update={"operation": Operation.SUM, "wants": (Want.AMOUNT,)})


def that_all_keep(question: Question, told: Told) -> Question:
    """The bounds that all those told are said to keep: "chacun a reçu au moins un million, non ?"."""
    if not question.about.only_bounds or told.absent or not ALL_KEEP.search(question.text):
        return question
    calls = told.question.about.of_kind("call")
    of_call = calls == told.question.about.subjects != ()
    if not of_call and len(told.projects) < 2:
        return question
    about = question.about.copy(update={"subjects": calls} if of_call else {"within": told.projects})
    return question.copy(update={"wants": (Want.PROJECTS,), "missing": None, "operation": None, "about": about})


def added_to_it(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question | None:
    """The sum of the one told and the one named: "additionne-le avec le chatbot du même ministère"; None for others."""
    named = question.about.topical
    adds = question.operation is Operation.SUM and question.wants != (Want.COUNT,)
    adds = adds and (at.added or _AND_IT_TOO.search(question.text) is not None)
    said = _ADD_IT.search(question.text) or _AND_IT_TOO.search(question.text)
    if not adds or len(named) != 1 or len(told.projects) != 1 or not said:
        return None
    one = Subject(kind="project", id=told.projects[0])
    if told.projects[0] in members(kb, named[0]):
        return None
    return question.copy(update={"wants": (Want.AMOUNT,), "about": Filter(subjects=(one, named[0]), union=True)})


def checks_the_gap(question: Question, told: Told) -> bool:
    """Whether only a figure is said again after a comparison: "de 200 000 donc ?"."""
    compared = told.question.operation is Operation.COMPARE and len(told.things) > 1
    figure = question.about.amounts is not None or question.claims
    named = question.about.subjects or question.about.within or question.about.excluding
    return compared and bool(figure) and not named and length(question) <= ELLIPTIC + 2


def whose_the_two(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The question whether a body carries the last things: "les deux sont portés par l'Intérieur ?"."""
    bodies = question.about.of_kind("organisation")
    asked = question.wants == (Want.CARRIER,) and bodies and bodies == question.about.operands
    several = last_things(at.number, memory, kb) if asked and at.number is not None else None
    told = tuple(dict.fromkeys(project for thing in several or () for project in members(kb, thing)))
    return question.with_filter(question.about.copy(update={"within": told})) if told else None


def whose_is_the_nth(question: Question, at: Pointing, told: Told) -> Question | None:
    """The question who carries one of the list by its place: "le deuxième du podium, quel ministère ?"."""
    asked = len(at.positions) == 1 and 1 <= at.positions[0] <= len(told.projects) and len(told.projects) > 1
    if not asked or question.about != Filter() or not _WHICH_BODY_LAST.search(question.text):
        return None
    nth = Filter(subjects=(Subject(kind="project", id=told.projects[at.positions[0] - 1]),))
    changes = {"wants": (Want.CARRIER,), "operation": None, "unit": None, "top": None, "position": None}
    return question.copy(update={**changes, "about": nth})


def large_or_small(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question about the larger or smaller of the two told: "le petit, il sert à quoi ?"."""
    said = _THE_SMALL_ONE.match(question.text) or _THE_SMALL_ONE_LAST.search(question.text)
    if said is None or len(told.projects) != 2 or question.about != Filter() or question.operation is not None:
        return question
    large, small = by_amount([kb.projects[p] for p in told.projects])
    one = small if said["small"] else large
    return question.with_filter(Filter(subjects=(Subject(kind="project", id=one.id),)))


def of_the_first_listed(question: Question, memory: Memory) -> Question:
    """The question about the first of the list last told: "les deux premiers réunis ?"."""
    listed, about = in_order(memory), question.about
    adds_up = question.operation in (Operation.SUM, Operation.AVERAGE, Operation.COMPARE)
    adds_up = adds_up and not _LAST_ONES.search(question.text)
    if not (adds_up and question.top and not about.subjects and 1 < question.top < len(listed)):
        return question
    first = about.copy(update={"subjects": listed[: question.top], "union": True})
    return question.copy(update={"about": first, "top": None})


def of_the_list_before(question: Question, memory: Memory) -> Question:
    """The question about the first so many of two lists told, when the last was added up: "et les deux premiers ?"."""
    told, before = memory.turns[0], [t.projects for t in memory.turns[1:4] if len(t.projects) == question.top]
    last = set(told.projects)
    asked = question.top == len(last) and question.about == Filter() and _FIRST_ONES.search(question.text)
    others = [listed for listed in before if not last & set(listed)]
    if not asked or not others or question.operation not in (None, told.question.operation):
        return question
    first = Filter(subjects=tuple(Subject(kind="project", id=p) for p in others[-1]), union=True)
    changes = {"wants": told.question.wants, "operation": told.question.operation, "top": None}
    return question.copy(update={**changes, "about": first})


def sum_of_the_first(question: Question, memory: Memory) -> Question:
    """The sum of the first so many of the ranking spoken of: "et le top 4, ça ferait combien ?"."""
    ranked = next((t.question for t in memory.turns[:3] if t.question.operation in EXTREMES), None)
    first = question.operation is Operation.SUM and question.top and not _LAST_ONES.search(question.text)
    if ranked is None or not first or question.about.subjects:
        return question
    return question.with_filter(ranked.about.copy(update={"within": ()}))


def all_of_the_list(question: Question, at: Pointing, memory: Memory) -> Question | None:
    """The sum of the list whose first or last was told: "et cumulés, on arrive à combien ?"; None for others."""
    told, listed = memory.turns[0], next((t.projects for t in memory.turns if len(t.projects) > 1), ())
    asked = question.operation is Operation.SUM and question.about == Filter() and _ALL_OF_THEM.search(question.text)
    ranked = told.question.operation in EXTREMES and len(told.projects) == 1 and told.projects[0] in listed
    return question.with_filter(Filter(within=listed)) if asked and ranked and not at.rest else None


def of_those_spoken_of(question: Question, at: Pointing, told: Told) -> Question:
    """The question without the fund where that only pays, and without what is wanted where that is only guessed."""
    about = question.about
    if question.wants == (Want.COUNT,) and question.unit is None and _PAID.search(question.text):
        question = question.copy(update={"wants": (Want.AMOUNT,)})  # "dont combien payés par le fonds ?"
    fund = Subject(kind="term", id=FUND)
    others = tuple(s for s in about.subjects if (s.kind, s.id) != ("term", FUND))
    short = length(question) <= ELLIPTIC + 2 and _GIVEN.search(question.text)
    hinted = at.refers or at.singular or short or question.unit == "applicant" or is_fragment(question)
    if others != about.subjects and told.focus != fund and hinted and PAYER.search(question.text):
        if not IN_ALL.search(question.text):
            question = question.with_filter(about.copy(update={"subjects": others}))
    pays = PAYER.search(question.text) is not None and question.unit is None
    one = told.focus is not None and told.focus.kind == "project"
    if told.question.wants == question.wants == (Want.COUNT,) and pays and one:
        question = question.copy(update={"wants": (Want.AMOUNT,)})  # "et le fonds donne combien ?"
    of_money = told.question.wants == (Want.AMOUNT,) and bool(told.facts)
    if of_money and question.wants == (Want.COUNT,) and question.unit in (None, "call") and _GONE.search(question.text):
        question = question.copy(
            update={"wants": (Want.AMOUNT,), "unit": None}
        )  # "et combien étaient déjà partis ?", of millions
    counted = told.question.wants == (Want.COUNT,) and len(told.projects) < 2
    if counted and question.operation is Operation.SUM and not (about.subjects or SHARED_OUT.search(question.text)):
        if not MONEY.search(question.text):
            question = question.copy(update={"wants": ()})
    if (
        THE_SAME.search(question.text)
        and not MONEY.search(question.text)
        and not (at.same or at.body)
        and question.wants[:1] not in (*OF_A_THING, (Want.PEOPLE,))
        and about.of_kind("call") == about.operands
        and about.of_kind("term") in ((), (fund,))
    ):
        question = question.copy(update={"wants": ()})
    counted = told.question.wants == (Want.COUNT,) and question.wants == (Want.AMOUNT,)
    if counted and at.refers and _HOW_MANY.search(question.text) and not SHARED_OUT.search(question.text):
        question = question.copy(update={"wants": ()})
    return question


def _bounded(memory: Memory) -> Question:
    """The last question that set a bound, of those that went on with it; else the last one."""
    return next(
        (t.question for t in memory.turns[:4] if t.question.about.amounts is not None), memory.turns[0].question
    )


def _is_wider(bounds: Range | None, told: Range | None) -> bool:
    """Whether bounds on one side let more through than those told did."""
    if bounds is None or told is None:
        return False
    above = None not in (bounds.high, told.high) and bounds.low is told.low is None
    below = None not in (bounds.low, told.low) and bounds.high is told.high is None
    return (above and (bounds.high or 0) > (told.high or 0)) or (below and (bounds.low or 0) < (told.low or 0))


def which_is_of(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question which of those told a body carries: "lequel des deux est mené par les Comptes publics ?"."""
    bodies = question.about.of_kind("organisation")
    asked = len(bodies) == 1 and bodies == question.about.subjects and _WHICH_IS_OF.search(question.text)
    own = set(kb.carried_by(bodies[0].id)) if asked else set()
    if len(told.projects) < 2 or not own & set(told.projects):
        return question
    about = Filter(subjects=bodies, within=told.projects)
    return question.copy(update={"wants": (Want.PROJECTS,), "operation": None, "about": about})


def the_one_on_it(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question for the one of the list told that is on a topic: "celui du fisc pèse combien ?"."""
    topics = question.about.of_kind("theme", "keyword", "words")
    if (
        len(told.projects) < 2
        or len(topics) != 1
        or topics != question.about.subjects
        or not _THE_ONE_OF.search(question.text)
    ):
        return question
    inside = [p for p in members(kb, topics[0]) if p in told.projects]
    if len(inside) != 1 or members(kb, topics[0]) == inside:
        return question
    return question.with_filter(Filter(subjects=(Subject(kind="project", id=inside[0]),)))


def with_bound(question: Question, at: Pointing, memory: Memory) -> Question:
    """The question with the bound that it only hints at: "et au-dessus de cinq ?", "et ceux en dessous ?"."""
    last = _bounded(memory)
    bounds = last.about.amounts
    if question.operation in NEIGHBOURS:
        return question  # "et juste au-dessus ?", of the smallest of them
    if bounds is not None and question.about.amounts is None and _SAME_BOUNDS.search(question.text):
        calls = () if question.about.of_kind("call") else last.about.of_kind("call")
        about = question.about.copy(update={"amounts": bounds, "subjects": (*question.about.subjects, *calls)})
        return question.copy(update={"about": about, "wants": question.wants or (Want.PROJECTS,)})
    said = question.about.amounts if question.about.only_bounds and question.operation is None else None
    if (
        bounds is not None
        and said is not None
        and said.low == said.high
        and (_MOVED.search(question.text) or _BARE_FIGURE.match(question.text))
    ):
        if (bounds.low is None) is not (bounds.high is None):  # "et si je descends à 5 millions ?", after above ten
            moved = bounds.copy(update={"low" if bounds.low is not None else "high": said.low})
            about = last.about.copy(update={"amounts": moved, "within": ()})
            return question.copy(update={"about": about, "wants": question.wants or last.wants})
    scope = last.about.of_kind("call")
    goes_on = at.refers and question.about.amounts is not None and question.about.subjects == ()
    if bounds is not None and scope and goes_on and not at.widened:  # "et ceux de plus de 5, additionnés aussi ?"
        question = question.with_filter(question.about.copy(update={"subjects": scope}))
    wider = _is_wider(question.about.amounts, bounds)
    if wider and question.about.subjects == () and question.operation is None and _MOVED.search(question.text):
        about = last.about.copy(update={"amounts": question.about.amounts, "within": ()})
        return question.copy(update={"about": about, "wants": question.wants or last.wants})  # "et si je monte à 2 ?"
    if bounds is None or question.about.amounts is not None or question.about.operands:
        return question
    if at.opposite:
        turned = Range(low=bounds.high, high=bounds.low, strict=not bounds.strict)
        whole = (*question.about.subjects, *last.about.subjects)
        about = question.about.copy(update={"amounts": turned, "subjects": whole})
        return question.copy(update={"about": about, "wants": question.wants or last.wants, "operation": None})
    bar = _BAR.search(question.text)
    if bar is not None:  # "et si j'abaisse la barre à 5 ?"
        euros = int(float(bar["millions"].replace(",", ".")) * 1_000_000)
        moved = bounds.copy(update={"low" if bounds.low is not None else "high": euros})
        about = last.about.copy(update={"amounts": moved, "within": ()})
        return question.copy(update={"about": about, "wants": last.wants, "operation": None})
    with_unit = quantities.amounts(_BARE.sub(r"\1 millions", question.text.strip(" ?!.")))
    bare = next((q.range for q in with_unit if q.range), None)
    if bare is None:
        return question
    about = question.about.copy(update={"amounts": bare})
    return question.copy(update={"about": about, "wants": (), "operation": None})

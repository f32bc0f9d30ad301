"""A question in the light of what was said before.

A question that stands by itself is left as it is, so that stale context never answers for something else; one that
points at something that cannot be told is not answered on a guess.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.figures import call_in_place, of_figures, the_other_call
from actions.follow_up import BENEFICIARIES, OF_STATEMENTS, changed, next_in_ranking
from actions.memory import Memory, Told
from actions.pointing import Pointing
from actions.reading import INCLUDED, OF_A_THING
from actions.referents import (
    ELLIPTIC,
    Unclear,
    bodies_spoken_of,
    in_order,
    is_fragment,
    last_things,
    length,
    pointed_at,
)
from actions.shares import goes_on_with_share, share
from knowledge import Filter, KnowledgeBase, Operation, Question, Range, Subject, Want, facts, quantities
from knowledge.questions import EXTREMES, NEIGHBOURS
from knowledge.rankings import by_amount, is_body
from knowledge.records import FUND, Asked
from knowledge.selection import members, select

# What one asks of the thing spoken of, where nothing else is named.
_OF_ONE = (Want.AMOUNT, Want.DATE, Want.PLACE, Want.CARRIER)
_HOW_LONG = re.compile(r"\b(?:au bout de|en combien de|combien (?:de temps|d['’]années)|quel délai)\b", re.I)
_WITHIN = re.compile(r"\b(?:dans|pour|sur|lors|rien que) (?:du |de )?(?:le|la|celui du) ", re.I)
_NEVER_CONTENTS = ((), (Want.UNSAID,), (Want.COUNT,), (Want.SOURCE,), (Want.PROJECTS,))
_AIMED = re.compile(r"\b(?:seulement|uniquement|ouverte?s?|réservée?s?|accessibles?|destinée?s?|exclusivement)\b", re.I)
_ANY_OTHER = re.compile(r"\b(?:autres?|seule?s?|un pour|une pour|ceux|celles)\b", re.I)
_RANKED = re.compile(r"\bclassement\b|\bde (?:tous|cet appel|l['’]appel)\b", re.I)
_SAME_BOUNDS = re.compile(r"\b(?:cette|la même) (?:fourchette|tranche|limite|plage)\b|\bces (?:bornes|limites)\b", re.I)
_OF_EACH = tuple((want,) for want in _OF_ONE)
_ALL = re.compile(r"\btous les (?:projets|lauréats)", re.I)
_SEVERAL = re.compile(r"\b(?:le|la|les)?quel|\bqui\b", re.I)
_OF_ALL = re.compile(
    r"\btou(?:s|tes)\b|depuis (?:le début|l['’]origine|toujours)|\bl['’][ée]tat\b|\bau total\b|\bfonds\b", re.I
)
_OF_THE_FUND = re.compile(rf"{_OF_ALL.pattern}|\b(?:lauréats|projets|gagnants|ministères|appels?)\b", re.I)
_ANOTHER = re.compile(r"\b(?:un|d['’ ]|quels?|quel) ?autres? (?:projets?|lauréats?)\b", re.I)
_WITH = re.compile(r"\bavec\b", re.I)
_AGAINST = re.compile(r"^\W*(?:et )?contre combien\b", re.I)
_ROUND = re.compile(
    r"^\W*(?:c['’]est |donc )?[\d,. ]*\d (?:millions?|m€|euros?|€) (?:tout rond|pile|exactement)\W*$", re.I
)
_THAT_ALONE = re.compile(r"\W*(?:et |pour |avec )*(?:lui|elle|eux|elles|cel(?:ui|le)(?:[- ](?:ci|là))?|ça)\W*", re.I)
_AND_IT_TOO = re.compile(r"^\W*et (?:lui|elle|eux|elles|cel(?:ui|le)[- ](?:ci|là)),? ", re.I)
_PAID = re.compile(r"\b(?:pay|vers|financ|apport|accord|donn)[ée]e?s? par le fonds\b", re.I)
_FOR_ONE = re.compile(r"\b(?:la|le|ce|cette) \w+ (?:pour|à|aux) (?:un|une|les|des) ", re.I)
_BY_WHOM = re.compile(r"^\W*(?:et )?par qui\W*$", re.I)
_IS_IT = re.compile(
    r"(?:^|[.,;!?])\W*(?:(?:et|donc|ah|mais) )*(?:(?:le |la |son )?(?:ministre|ministère|porteur) )?c(?:['’ ]?(?:est|était)|é) ",
    re.I,
)
_SUMMED = {"wants": (Want.AMOUNT,), "operation": Operation.SUM, "complement": False}
_ANNOUNCED = ((Want.PEOPLE,), (Want.DATE,), (Want.PLACE,))
_NAMES = re.compile(r"\bnoms?\b", re.I)
_INSIDE = re.compile(
    r"\bdedans\b|^\W*(?:et )?avec\b.*\b(?:j['’]imagine|je suppose|non|hein)\W*$"
    r"|^\W*(?:(?:et|mais|est[- ]ce qu['’e]?) ?)?(?:il|elle|ça|ca|cela|ce projet)s? (?:s['’])?"
    r"(?:utilise|emploie|exploite|recour[ts]|fait appel|appuie|repose|contient|comporte|inclut|intègre|mobilise)\w*\b",
    re.I,
)
_FIGURES = ((Want.AMOUNT,), (Want.COUNT,))
# What a project itself has so many of.
_OF_A_PROJECT = ("agents", "directions", "régions", "volets", "personnes")
_BARE = re.compile(
    r"(\d+(?:[.,]\d+)?|\b(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt))(?=\W*$)"
)


# "Et au deuxième, combien ?": as many as what was counted.
_OF_THEM = re.compile(r"\ben (?:fait|font|faisait|reste) combien\b|\b(?:ils|elles) (?:sont|étaient) combien\b", re.I)
# The fund named as the one that pays, not as what is asked about: "ils demandaient combien au fonds ?".
_PAYER = re.compile(
    r"\b(?:au|par le|auprès du|du|pour le) fonds\b|\ble fonds? (?:il )?(?:leur |lui |en |y |nous )?"
    r"(?:a|avait|apporte|donne|verse|finance|accorde|met|paye?|prend|contribue)\b",
    re.I,
)
# "Et ça dépasse 2 millions ?": the one spoken of.
_DOES_IT = re.compile(
    r"^\W*(?:(?:et|mais|donc|alors|bon) )?(?:est[- ]ce (?:que |qu['’]))?(?:ça|ca|cela|ils?(?! y)|elles?|on lui|c['’]est)\b",
    re.I,
)
# "Y en a-t-il qui ont eu plus ?"
_MORE_THAN_IT = re.compile(
    r"\b(?:y en a|qui|d['’]autres|certains|quelqu['’]un)\b.*\b(?:eu|reçu|touché|obtenu|gagné|a|ont) "
    r"(?:encore |bien |beaucoup |même )?(plus|moins|davantage)(?:\W+(?:les deux appels|tous appels|tout appel)\b.*)?\W*$",
    re.I,
)
_GIVEN = re.compile(r"\b(?:au|par le|pour le|(?:aide|apport|part|contribution|subvention) du) fonds\b", re.I)
_IN_ALL = re.compile(r"\b(?:en tout|au total|déjà|depuis|dotation|doté|reste|restait|restera|resterait)\b", re.I)
_THEIR_TOTAL = re.compile(
    r"\bleurs? (?:montant|budget|valeur)s? (?:tota|globa|compl)\w+"
    r"|\b(?:montant|budget|valeur|coût)s? (?:tota|globa|compl)\w+ de ces projets\b",
    re.I,
)
_MONEY = re.compile(
    r"€|\b(?:p[èe]sent?|valent|vaut|coûtent?|représentent?|euros?|montants?|argent|sommes?|budgets?|millions?|coût\w*|enveloppes?)\b",
    re.I,
)
_THE_SAME = re.compile(r"\b(?:l[ea]s? mêmes?|identiques?|pareils?|inchangés?)\b", re.I)
# "L'enveloppe du deuxième appel": a whole of its own, whatever was spoken of before.
_OF_THE_CALL = re.compile(
    r"\b(?:enveloppe|montant|total|budget|somme|dotation|coût)s?(?: \w+)? (?:du|de la|de l['’]|des) (?:\w+ )?"
    r"(?:premi|deuxi|second|1er|2|appel|vague)",
    re.I,
)
_AHEAD = re.compile(r"\b(devant|derri[èe]re)\b", re.I)
_WHICH = re.compile(
    r"\b(?<!ce )(?:le quel|la quelle|les quels|projets?|lauréats?|lequel|lesquels?|quels?|ceux|celui)\b", re.I
)
# "C'est leur plus gros projet ?": of those that the body carries.
_THEIR_MOST = re.compile(r"\b(?:leur|son)s? (?:projet |dossier )?(?:le )?(?:plus|moins)\b", re.I)
_WHETHER_TRUE = re.compile(r"\b(?:faux|fausse|vrai|exact|juste|correct|erroné|trompé|bon chiffre)e?s?\b", re.I)
_SAME_KIND = re.compile(
    r"\b(?:(?:du|dans le|de) (?:même|meme|ce) (?:genre|type|style|domaine|sujet|thème|secteur)|similaires?|comparables?|(?:lui|y) ressembl\w+)\b",
    re.I,
)
# "Lesquels sont portés par…": of those that were told.
_WHICH_OF_THEM = re.compile(r"\b(?:le ?quel|laquelle|lesquel(?:le)?s)\b", re.I)
_WITH_THEM = re.compile(r"\W*(?:et )?avec(?: eux| elles?| lui| ceux[- ]là| ça)?\W*", re.I)
_HOW_MANY = re.compile(r"^\W*(?:et |puis )?(?:\w+\W+){0,4}combien\W*$|^\W*dont combien\b", re.I)


def in_context(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question as it is meant after what was said before.

    Raises:
        Unclear: it points at nothing that was said, or at what cannot be told apart.
    """
    question = _in_the_ranking(question, at, memory, kb)
    if memory.pending is not None and not question.wants:
        question = question.copy(update={"wants": memory.pending.wants, "operation": memory.pending.operation})
    if not memory.turns:
        question = _of_the_call_in_place(question, at, kb)
        if _points_at_nothing(question, at):
            raise Unclear
        return question
    unknown = [s for s in question.about.of_kind("unknown") if s.id != "call"]
    if at.somewhere and unknown and (question.wants or at.pronoun or at.singular):
        kept = tuple(s for s in question.about.subjects if s not in unknown)
        question = question.with_filter(question.about.copy(update={"subjects": kept}))
    question, at = _in_the_nth_call(question, at, memory.turns[0], kb)
    question = _without_asides(question, at, memory.turns[0])
    detailed = question.missing == "split" and len(memory.turns[0].projects) > 1 and not question.about.subjects
    if detailed and memory.turns[0].question.wants == (Want.AMOUNT,):
        told_all = Filter(within=memory.turns[0].projects)  # "comment ça se répartit ?", after a sum
        return question.copy(update={"wants": (Want.PROJECTS,), "missing": None, "operation": None, "about": told_all})
    settled = None if at.other or at.positions else _of_all_told(question, memory.turns[0], kb)
    if settled is not None:
        return settled
    if question.operation is Operation.SUM and _MONEY.search(question.text):
        question = question.copy(update={"wants": (Want.AMOUNT,)})
    if question.operation is Operation.TIES:
        question = _tied(question, at, memory.turns[0])
    if memory.turns[0].question.about.excluding and _WITH_THEM.fullmatch(question.text):
        last = memory.turns[0].question
        return last.with_filter(last.about.copy(update={"excluding": ()}))
    taken_in = _with_what_was_left_out(question, memory.turns[0].question.about, kb)
    if taken_in is not None:
        return taken_in
    if at.left_out and not question.about.excluding:
        without = _without_that(question, memory, kb)
        if without is not None:
            return without
    figures = of_figures(question, at, memory, kb)
    if figures is not None:
        return figures
    question = _of_the_nth_call(question, at, memory, kb)
    question = _of_the_first_listed(question, memory)
    question = _beside_the_ranked(question, memory.turns[0])
    question = _counted_too(question, memory.turns[0])
    if question.wants == (Want.COUNT,) and question.unit is None and _PAID.search(question.text):
        question = question.copy(update={"wants": (Want.AMOUNT,)})  # "dont combien payés par le fonds ?"
    question = _average_of_the_call(question, memory.turns[0])
    question = _of_the_ranked_body(question, at, memory.turns[0])
    question = _of_those_spoken_of(question, at, memory.turns[0])
    counted = memory.turns[0].question.wants == (Want.COUNT,) and question.wants == (Want.AMOUNT,)
    if counted and at.refers and _HOW_MANY.search(question.text):
        question = question.copy(update={"wants": ()})
    question = _of_the_one_spoken_of(question, at, memory.turns[0])
    question = _of_the_pronoun(question, at, memory.turns[0])
    question = _for_whom(question, at, memory.turns[0])
    question = _in_full(question, memory.turns[0])
    question = _of_the_criterion(question, at, memory.turns[0], kb)
    if question.wants == (Want.CRITERIA,) and at.positions:
        return question
    question = _of_the_other_call(question, at, memory.turns[0], kb)
    question = _inside(question, memory.turns[0], kb)
    question = _in_region(question, memory.turns[0], kb)
    question = _of_its_contents(question, at, memory.turns[0], kb)
    question = _with_bound(question, at, _bounded(memory))
    question = _after_a_carrier(question, at, memory, kb)
    if at.refers and not (at.sure or question.about.subjects or question.operation):
        question = question.copy(update={"wants": ()})
    question = _by_whom(question, memory.turns[0])
    question = _is_it_the_most(question, at, memory, kb)
    ordered = question.operation in (*EXTREMES, Operation.SORT, Operation.EXTREMES)
    if ordered and (at.widened or (_told_nothing(memory.turns[0], kb) and not question.about.operands)):
        return question
    ranked = next_in_ranking(question, at, memory)
    if ranked is not None:
        return ranked
    question = _sum_of_the_first(question, memory)
    question = _share_of_the_nth_call(question, at, memory.turns[0], kb)
    if goes_on_with_share(question, memory.turns[0]):
        whole = question.about.copy(update={"amounts": None})
        question = question.copy(update={"operation": Operation.SHARE, "wants": (Want.AMOUNT,), "about": whole})
    if question.operation is Operation.SHARE:
        return share(question, at, memory, kb)
    if _checks_the_gap(question, memory.turns[0]):
        return memory.turns[0].question
    of_the_two = _which_of_the_two(question, at, memory, kb) or _whose_the_two(question, at, memory, kb)
    if of_the_two is not None:
        return of_the_two
    pointed = pointed_at(question, at, memory, kb)
    if pointed is not None:
        return _asked_of(question, at, pointed, memory.turns[0].question)
    if question.wants == (Want.SOURCE,):
        return _source(question, memory)
    narrowing = question.about.topical or question.about.of_kind("organisation")
    one_named = question.about.of_kind("project") or question.operation is Operation.COMPARE
    listed = next((t.projects for t in memory.turns[:2] if len(t.projects) > 1), ())
    if narrowing and not one_named and listed and _WHICH_OF_THEM.search(question.text):
        return question.with_filter(question.about.copy(update={"within": listed}))
    told = set(memory.listed)
    if at.rest and question.wants and narrowing and not one_named and told & {p.id for p in select(kb, question.about)}:
        out = tuple(Subject(kind="project", id=p) for p in memory.listed)  # "qui d'autre a un projet sur le droit ?"
        about = question.about.copy(update={"excluding": (*question.about.excluding, *out)})
        return question.copy(update={"about": about, "complement": False})
    left = {p for s in question.about.excluding for p in members(kb, s)}
    but_for = bool(left) and left < set(memory.listed) and not question.about.operands
    if not question.wants or but_for or _leans(question, at, memory.turns[0]):
        return changed(memory, question, at, kb)
    if _is_bare(question, memory.turns[0]):
        raise Unclear
    return question


def _without_asides(question: Question, at: Pointing, told: Told) -> Question:
    """The question about the project spoken of, where topics are only named in passing before it asks."""
    weak = all(s.kind in ("theme", "words", "unknown") for s in question.about.topical)
    one = told.focus is not None and told.focus.kind == "project"
    asks = question.wants[:1] in (*_OF_EACH, *OF_A_THING) and question.operation is None
    if not (at.aside and weak and one and asks):
        return question
    return question.with_filter(question.about.without("theme", "words", "unknown"))


def _in_the_ranking(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question about two places of the ranking: "quel écart entre le premier et le deuxième du classement ?"."""
    weighs = question.operation is Operation.COMPARE and len(at.positions) == 2
    if not weighs or question.about.topical or not _RANKED.search(question.text):
        return question
    last = memory.turns[0].question.about.of_kind("call") if memory.turns else ()
    calls = question.about.of_kind("call") or last
    ranked = by_amount(select(kb, Filter(subjects=calls)))
    places = [place - 1 if place > 0 else place for place in at.positions]
    if not all(-len(ranked) <= place < len(ranked) for place in places):
        return question
    pair = tuple(Subject(kind="project", id=ranked[place].id) for place in places)
    return question.copy(update={"wants": (Want.AMOUNT,), "about": Filter(subjects=pair, union=True), "position": None})


def _in_the_nth_call(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> tuple[Question, Pointing]:
    """The question about a call where a place is one, after talk of calls: "et seulement dans le deuxième ?"."""
    call = call_in_place(at, kb)
    of_calls = "appel" in told.question.text.casefold() and len(told.question.about.of_kind("call")) != 1
    inside = of_calls and _WITHIN.search(question.text)
    when = (
        question.wants == (Want.DATE,) and len(told.projects) < 2 and not at.earliest
    )  # "et le deuxième, lancé quand ?"
    applied = question.wants == (Want.COUNT,) and question.unit in ("ministry", "operator") and len(told.projects) < 2
    if call is None or question.about.subjects or not (inside or when or applied):
        return question, at
    about = question.about.copy(update={"subjects": (call,)})
    return question.copy(update={"about": about, "position": None}), replace(at, positions=())


def _told_nothing(told: Told, kb: KnowledgeBase) -> bool:
    """Whether the last answer was only that a body is no laureate, so that nothing of it can be put in order."""
    return told.absent and not told.projects and not any(members(kb, s) for s in told.question.about.operands)


def _without_that(question: Question, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The question without the one last told: "et sans celui-là ?", of the list or of the body that has it."""
    told, about = memory.turns[0], question.about
    one = told.foremost or told.focus
    *others, last = about.operands or told.question.about.operands or (None,)
    both = told.question.operation is Operation.SUM and {s.kind for s in (*others, last) if s} == {"organisation"}
    if both and others and last is not None:  # "le total, en comptant celui de l'OFII ?", "et sans lui ?"
        kept = tuple(s for s in others if s is not None)
        return question.copy(update={**_SUMMED, "about": Filter(subjects=kept, excluding=(last,))})
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


def _with_what_was_left_out(question: Question, last: Filter, kb: KnowledgeBase) -> Question | None:
    """The question about all that a body has: "fourrières comprises, combien ?", after its other projects."""
    bodies, named = last.of_kind("organisation"), question.about.topical
    the_first = question.position == 1 or question.text.casefold().rstrip(" ?!.").endswith(
        ("lui compris", "elle comprise")
    )
    if bodies and last.excluding and the_first and not question.about.subjects and INCLUDED.search(question.text):
        return question.copy(update={**_SUMMED, "about": Filter(subjects=bodies), "position": None})
    taken_in = INCLUDED.search(question.text) or _WITH.search(question.text)
    adds = question.operation is Operation.SUM or question.wants == (Want.AMOUNT,)
    if not (bodies and named and named == question.about.operands and taken_in and adds):
        return None
    out = {p for s in last.excluding for p in members(kb, s)}
    if INCLUDED.search(question.text):
        out |= set.intersection(*(set(members(kb, s)) for s in bodies))
    if not {p for s in named for p in members(kb, s)} & out:
        return None
    return question.copy(update={**_SUMMED, "about": Filter(subjects=bodies)})


def _tied(question: Question, at: Pointing, told: Told) -> Question:
    """The question for the same amount as the one told, or as each other, rather than for any two that tie."""
    if len(told.things) in (1, 2):
        return question.copy(update={"operation": Operation.COMPARE})
    listed = told.projects if at.refers and not question.about.subjects else ()
    return question.with_filter(question.about.copy(update={"within": listed}))


def _for_whom(question: Question, at: Pointing, told: Told) -> Question:
    """The question about the project told where it only names who gains: "et qu'y gagnent les entreprises ?"."""
    one = told.focus is not None and told.focus.kind == "project"
    named = question.about.subjects
    if not (one and named and {s.id for s in named} <= BENEFICIARIES):
        return question
    goes_on = told.question.wants == (Want.BENEFITS,) and is_fragment(question)
    if goes_on and question.wants in ((), (Want.PROJECTS,)):
        question = question.copy(update={"wants": (Want.BENEFITS,)})  # "et pour les fonctionnaires ?"
    asked = question.wants == (Want.BENEFITS,) and (at.refers or goes_on)
    described = question.wants == (Want.DESCRIPTION,) and at.refers
    asked = asked or (described and _FOR_ONE.search(question.text) is not None)
    return question.with_filter(question.about.copy(update={"subjects": ()})) if asked else question


def _in_full(question: Question, told: Told) -> Question:
    """The question for the full cost of the projects whose grant was told as one figure: "et leur montant total ?"."""
    of_figures = not told.projects and told.focus is not None and told.focus.kind in ("term", "call")
    granted = of_figures and told.question.wants == (Want.AMOUNT,) and told.question.missing is None
    if not granted or question.about.subjects or not _THEIR_TOTAL.search(question.text):
        return question
    return question.copy(update={"wants": (Want.AMOUNT,), "missing": "full_cost"})


def _is_bare(question: Question, told: Told) -> bool:
    """Whether a few words ask how much without saying of what, where something else than the fund was spoken of."""
    about = question.about
    asks = question.wants == (Want.AMOUNT,) and question.operation in (None, Operation.AVERAGE)
    named = about.subjects or about.is_narrowed or question.claims or question.missing
    of_the_fund = told.focus is not None and told.focus.kind in ("term", "call")
    few = length(question) <= ELLIPTIC + 1
    return asks and few and not named and not of_the_fund and not _OF_THE_FUND.search(question.text)


def _points_at_nothing(question: Question, at: Pointing) -> bool:
    """Whether a first question leans on something said before: "combien a reçu ce projet ?"."""
    if question.claims:
        return False
    if question.operation in NEIGHBOURS and not question.about.topical:
        return True  # "et le suivant ?"
    nothing = question.about == Filter() and not (
        question.wants or question.operation or question.missing or question.unit
    )
    if nothing and at.refers and _THAT_ALONE.fullmatch(question.text):
        return True
    if question.about == Filter() and _AND_IT_TOO.search(question.text):
        return True
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
    if about.amounts is not None and not about.operands and len(told.projects) == 1:
        told_one = (Subject(kind="project", id=told.projects[0]),)
        if _ANOTHER.search(question.text):
            but_it = about.copy(update={"excluding": told_one})
            return question.copy(update={"wants": (Want.PROJECTS,), "about": but_it, "unit": None})
        low, high = about.amounts.low, about.amounts.high
        if low is not None and low == high and told.focus is not None and _ROUND.search(question.text):
            supposed = question.copy(update={"claims": (low,), "unit": None})
            return supposed.copy(update={"wants": (Want.AMOUNT,), "about": Filter(subjects=told_one)})
        if _DOES_IT.search(question.text):
            return question.copy(update={"wants": (Want.AMOUNT,), "about": Filter(subjects=told_one), "unit": None})
    one_told = len(told.projects) == 1 and question.operation not in EXTREMES
    carriers = set(kb.projects[told.projects[0]].carriers) if len(told.projects) == 1 else set()
    of_it = about.operands == about.of_kind("organisation") and {s.id for s in about.operands} <= carriers
    if about.joint is not None and of_it and one_told and not _WHICH.search(question.text):
        own = (Subject(kind="project", id=told.projects[0]), *about.operands)
        one = Filter(subjects=own, joint=about.joint if about.operands else None)
        return question.copy(update={"wants": (Want.CARRIER,), "about": one})
    more = _MORE_THAN_IT.search(question.text)
    if (
        more
        and len(told.projects) == 1
        and question.operation not in EXTREMES
        and about.of_kind("call") == about.operands
    ):
        euros = kb.projects[told.projects[0]].euros
        bounds = Range(high=euros, strict=True) if more.group(1) == "moins" else Range(low=euros, strict=True)
        return question.copy(update={"wants": (Want.PROJECTS,), "about": about.copy(update={"amounts": bounds})})
    if len(told.projects) == 1 and not about.operands and _SAME_KIND.search(question.text):
        return _of_the_same_kind(question, told.projects[0], kb)
    return None


def _of_the_same_kind(question: Question, project: str, kb: KnowledgeBase) -> Question | None:
    """The question for what else belongs to the narrowest theme of a project: "d'autres projets du même genre ?"."""
    shared = [
        (len(own), theme) for theme in kb.themes if project in (own := kb.gathered("theme", theme)) and len(own) > 1
    ]
    if not shared:
        return None
    theme = Subject(kind="theme", id=min(shared)[1])
    left_out = (Subject(kind="project", id=project),)
    about = Filter(subjects=(theme,), excluding=left_out)
    return question.copy(update={"wants": (Want.PROJECTS,), "about": about, "complement": False})


def _of_the_nth_call(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question about a call where a place counts something after talk of calls: "au premier il y en avait combien ?"."""
    about, last = question.about, memory.turns[0].question
    call = call_in_place(at, kb)
    if call is None or question.operation is not None or about.subjects != about.of_kind("unknown"):
        return question
    spoken_of = any(t.question.about.of_kind("call") for t in memory.turns[:2])
    as_before = not question.wants and "combien" in question.text.casefold()
    as_before = as_before and any(t.question.wants == (Want.COUNT,) for t in memory.turns[:2])
    counts = question.wants == (Want.COUNT,) or as_before or _AGAINST.search(question.text) is not None
    if not (counts and spoken_of and question.unit in (None, "project")):
        return question
    unit = question.unit or (last.unit if last.wants == (Want.COUNT,) else None)
    about = about.copy(update={"subjects": (call,)})
    return question.copy(update={"wants": (Want.COUNT,), "about": about, "position": None, "unit": unit})


def _of_the_call_in_place(question: Question, at: Pointing, kb: KnowledgeBase) -> Question:
    """A first question about the call whose place it says: "combien de dossiers au deuxième ?"."""
    call = call_in_place(at, kb)
    asked = question.wants in ((Want.COUNT,), (Want.DATE,)) and question.operation is None
    if call is None or not asked or question.about.operands:
        return question
    about = question.about.copy(update={"subjects": (*question.about.subjects, call)})
    return question.copy(update={"about": about, "position": None})


def _share_of_the_nth_call(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """The question about a call where a place follows a share of one: "et au 2e ?", after a rate of success."""
    of_call = told.question.operation is Operation.SHARE and told.question.about.of_kind("call") and not told.projects
    call = call_in_place(at, kb)
    if call is None and (at.other or at.other_call):
        call = the_other_call(told.question.about.of_kind("call"), kb)  # "et pour l'autre ?"
    if not of_call or question.about != Filter() or call is None:
        return question
    return question.copy(update={"about": Filter(subjects=(call,)), "position": None})


def _which_of_the_two(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The question for those of the last two on a topic: "lequel des deux se sert de l'intelligence artificielle ?"."""
    topics = question.about.of_kind("theme", "keyword", "words")
    asked = topics and topics == question.about.operands and _WHICH_OF_THEM.search(question.text)
    if not asked or at.number is None or question.operation not in (None, Operation.COMPARE):
        return None
    pair = () if _MONEY.search(question.text) else last_things(at.number, memory, kb) or ()
    told = tuple(dict.fromkeys(project for thing in pair for project in members(kb, thing)))
    if not told:
        return None
    about = question.about.copy(update={"within": told})
    return question.copy(update={"wants": (Want.PROJECTS,), "operation": None, "about": about})


def _checks_the_gap(question: Question, told: Told) -> bool:
    """Whether only a figure is said again after a comparison: "de 200 000 donc ?"."""
    compared = told.question.operation is Operation.COMPARE and len(told.things) > 1
    figure = question.about.amounts is not None or question.claims
    named = question.about.subjects or question.about.within or question.about.excluding
    return compared and bool(figure) and not named and length(question) <= ELLIPTIC + 2


def _whose_the_two(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The question whether a body carries the last things: "les deux sont portés par l'Intérieur ?"."""
    bodies = question.about.of_kind("organisation")
    asked = question.wants == (Want.CARRIER,) and bodies and bodies == question.about.operands
    several = last_things(at.number, memory, kb) if asked and at.number is not None else None
    told = tuple(dict.fromkeys(project for thing in several or () for project in members(kb, thing)))
    return question.with_filter(question.about.copy(update={"within": told})) if told else None


def _of_the_first_listed(question: Question, memory: Memory) -> Question:
    """The question about the first of the list last told: "les deux premiers réunis ?"."""
    listed, about = in_order(memory), question.about
    adds_up = question.operation in (Operation.SUM, Operation.AVERAGE, Operation.COMPARE)
    if not (adds_up and question.top and not about.subjects and 1 < question.top < len(listed)):
        return question
    first = about.copy(update={"subjects": listed[: question.top], "union": True})
    return question.copy(update={"about": first, "top": None})


def _sum_of_the_first(question: Question, memory: Memory) -> Question:
    """The sum of the first so many of the ranking spoken of: "et le top 4, ça ferait combien ?"."""
    ranked = next((t.question for t in memory.turns[:3] if t.question.operation in EXTREMES), None)
    if ranked is None or question.operation is not Operation.SUM or not question.top or question.about.subjects:
        return question
    return question.with_filter(ranked.about.copy(update={"within": ()}))


def _counted_too(question: Question, told: Told) -> Question:
    """The question that compares calls by what was last counted of one: "donc deux fois moins au deuxième ?"."""
    calls = question.about.of_kind("call")
    compares = question.operation is Operation.COMPARE and len(calls) > 1 and calls == question.about.subjects
    counted = told.question.wants == (Want.COUNT,) and told.question.unit in ("dossiers", "project")
    if not (compares and counted and question.unit is None) or _MONEY.search(question.text):
        return question
    return question.copy(update={"wants": (Want.COUNT,), "unit": told.question.unit, "position": None})


def _average_of_the_call(question: Question, told: Told) -> Question:
    """The question about the call just spoken of, where an average is asked of nothing: "la moyenne par projet ?"."""
    calls = told.question.about.of_kind("call")
    few = length(question) <= ELLIPTIC + 1 or told.question.operation is Operation.AVERAGE
    bare = question.operation in (Operation.AVERAGE, Operation.MEDIAN) and question.about == Filter() and few
    return question.with_filter(Filter(subjects=calls)) if bare and len(calls) == 1 else question


def _of_the_ranked_body(question: Question, at: Pointing, told: Told) -> Question:
    """The question about the body that a ranking told where its projects are counted: "avec combien de projets ?"."""
    ranked = told.question.operation in EXTREMES and is_body(told.question.unit) and len(told.things) == 1
    counts = question.wants == (Want.COUNT,) and question.unit == "project" and question.operation is None
    if not (ranked and counts and at.refers) or question.about.subjects or at.widened:
        return question
    return question.with_filter(question.about.copy(update={"subjects": told.things}))


def _beside_the_ranked(question: Question, told: Told) -> Question:
    """The question about the neighbour in the ranking where a place in it was told: "qui est devant ?"."""
    said = _AHEAD.search(question.text)
    if said is None or question.about.subjects or told.question.operation not in (Operation.RANK, *NEIGHBOURS):
        return question
    operation = Operation.BEFORE if said.group(1).casefold() == "devant" else Operation.AFTER
    return question.copy(update={"wants": (Want.PROJECTS,), "operation": operation})


def _of_those_spoken_of(question: Question, at: Pointing, told: Told) -> Question:
    """The question without the fund where that only pays, and without what is wanted where that is only guessed."""
    about = question.about
    fund = Subject(kind="term", id=FUND)
    others = tuple(s for s in about.subjects if (s.kind, s.id) != ("term", FUND))
    short = length(question) <= ELLIPTIC + 2 and _GIVEN.search(question.text)
    hinted = at.refers or at.singular or short or is_fragment(question)
    if others != about.subjects and told.focus != fund and hinted and _PAYER.search(question.text):
        if not _IN_ALL.search(question.text):
            question = question.with_filter(about.copy(update={"subjects": others}))
    if told.question.wants == (Want.COUNT,) and question.operation is Operation.SUM and not about.subjects:
        if not _MONEY.search(question.text):
            question = question.copy(update={"wants": ()})
    if (
        _THE_SAME.search(question.text)
        and not _MONEY.search(question.text)
        and not (at.same or at.body)
        and question.wants[:1] not in (*OF_A_THING, (Want.PEOPLE,))
        and about.of_kind("call") == about.operands
        and about.of_kind("term") in ((), (fund,))
    ):
        question = question.copy(update={"wants": ()})
    return question


def _after_a_carrier(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question about the body that was told to carry a project: "ils ont combien de projets ?"."""
    told = memory.turns[0]
    counts = question.wants == (Want.COUNT,) and question.unit == "project" and question.operation is None
    carried = told.question.wants == (Want.CARRIER,) and len(told.projects) == 1
    if not (counts and carried and at.refers) or question.about.operands:
        return question
    return question.with_filter(question.about.copy(update={"subjects": bodies_spoken_of(memory, kb)}))


def _bounded(memory: Memory) -> Question:
    """The last question that set a bound, of those that went on with it; else the last one."""
    return next(
        (t.question for t in memory.turns[:4] if t.question.about.amounts is not None), memory.turns[0].question
    )


def _with_bound(question: Question, at: Pointing, last: Question) -> Question:
    """The question with the bound that it only hints at: "et au-dessus de cinq ?", "et ceux en dessous ?"."""
    bounds = last.about.amounts
    if bounds is not None and question.about.amounts is None and _SAME_BOUNDS.search(question.text):
        calls = () if question.about.of_kind("call") else last.about.of_kind("call")
        about = question.about.copy(update={"amounts": bounds, "subjects": (*question.about.subjects, *calls)})
        return question.copy(update={"about": about, "wants": question.wants or (Want.PROJECTS,)})
    if bounds is None or question.about.amounts is not None or question.about.operands:
        return question
    if at.opposite:
        turned = Range(low=bounds.high, high=bounds.low, strict=not bounds.strict)
        whole = (*question.about.subjects, *last.about.subjects)
        about = question.about.copy(update={"amounts": turned, "subjects": whole})
        return question.copy(update={"about": about, "wants": question.wants or last.wants, "operation": None})
    with_unit = quantities.amounts(_BARE.sub(r"\1 millions", question.text.strip(" ?!.")))
    bare = next((q.range for q in with_unit if q.range), None)
    if bare is None:
        return question
    about = question.about.copy(update={"amounts": bare})
    return question.copy(update={"about": about, "wants": (), "operation": None})


def _by_whom(question: Question, told: Told) -> Question:
    """The question with what "par qui ?" and "c'est le ministère du Travail ?" want: who announced, who carries."""
    if _BY_WHOM.search(question.text) and told.question.wants and told.question.wants[0] in OF_STATEMENTS:
        events = tuple(s for s in told.things if s.kind == "call")
        return question.copy(
            update={"wants": (Want.PEOPLE,), "about": Filter(subjects=events) if events else question.about}
        )
    about = question.about
    if about.joint is False and not about.subjects and told.question.wants[:1] in _ANNOUNCED:
        calls = Filter(
            subjects=tuple(s for s in told.things if s.kind == "call") or told.question.about.of_kind("call")
        )
        return question.copy(update={"wants": (Want.PEOPLE,), "about": calls})  # "tout seul ?"
    if question.wants == (Want.PEOPLE,) and not about.subjects and _NAMES.search(question.text):
        if told.question.wants == (Want.COUNT,) and told.question.unit in (None, "project"):
            return question.copy(update={"wants": (Want.PROJECTS,)})  # "donnez-moi leurs noms"
    supposed = about.of_kind("organisation") == about.operands and len(about.operands) == 1
    one = told.focus is not None and told.focus.kind in ("project", "keyword")
    wondered = (
        question.wants in ((), (Want.CARRIER,))
        and question.operation is None
        and not (question.claims or about.amounts)
    )
    if supposed and one and wondered and _IS_IT.search(question.text):
        own = about.copy(update={"subjects": (told.focus, *about.subjects)})
        return question.copy(update={"wants": (Want.CARRIER,), "about": own})
    return question


def _of_the_one_spoken_of(question: Question, at: Pointing, told: Told) -> Question:
    """The question about the project spoken of, where its words fit nothing else.

    "Combien de directions sont du voyage ?" counts what a project has; "saura-t-il répondre aux jeunes ?" asks what it does.
    """
    one = told.focus is not None and told.focus.kind in ("project", "keyword")
    if told.focus is None or not one or question.about.subjects != question.about.of_kind("unknown"):
        return question
    if question.wants == (Want.COUNT,) and question.unit in _OF_A_PROJECT:
        return question.with_filter(question.about.copy(update={"subjects": (told.focus,)}))
    if question.wants == (Want.CRITERIA,) and at.singular and "crit" not in question.text.casefold():
        return question.copy(update={"wants": (Want.DESCRIPTION,), "about": Filter(subjects=(told.focus,))})
    return question


def _of_the_pronoun(question: Question, at: Pointing, told: Told) -> Question:
    """The question without the topics that are only circumstances: "il fait gagner quoi aux fonctionnaires ?"."""
    focus = told.focus.id if told.focus is not None and told.focus.kind == "project" else None
    one = focus is not None
    topical = all(
        s.kind in ("theme", "unknown") or (s.kind in ("keyword", "words") and focus in s.id.split())
        for s in question.about.subjects
    )
    return (
        question.with_filter(question.about.copy(update={"subjects": ()}))
        if at.pronoun and one and topical
        else question
    )


def _of_the_criterion(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """The question about the criteria where these were spoken of: "celui sur les économies, il dit quoi ?"."""
    criteria = Subject(kind="term", id="criteres")
    spoken_of = told.focus == criteria or told.question.wants == (Want.CRITERIA,)
    guessed = (at.singular and not at.sure and question.operation is None) or bool(at.positions)
    guessed = guessed or (question.wants == (Want.DATE,) and _HOW_LONG.search(question.text) is not None)
    fitting = facts.best(kb, question, Asked.CRITERIA) if question.wants == (Want.BENEFITS,) else None
    guessed = guessed or (fitting is not None and question.about == Filter())  # "le retour attendu ?"
    named = question.about.topical or (question.about.operands and question.wants != (Want.DATE,))
    if not (spoken_of and guessed) or named:
        return question
    return question.copy(update={"wants": (Want.CRITERIA,), "about": Filter(subjects=told.things or (criteria,))})


def _of_the_other_call(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """The question about the call that was not spoken of, where there are two: "et l'autre appel ?"."""
    calls = told.question.about.of_kind("call")
    other = the_other_call(calls, kb)
    if not at.other_call or len(calls) != 1 or other is None or question.about.of_kind("call"):
        return question
    return question.with_filter(question.about.copy(update={"subjects": (*question.about.subjects, other)}))


def _inside(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question about what was told where it asks whether that holds a topic: "y a de l'IA dedans ?"."""
    about = question.about
    one = told.focus is not None and told.focus.kind == "project" and len(told.projects) == 1
    topics = about.of_kind("theme", "keyword")
    if not one or topics != about.subjects or not topics or not _INSIDE.search(question.text):
        return question
    holds = all(told.projects[0] in members(kb, topic) for topic in topics)
    wants = question.wants
    if wants in ((), (Want.PROJECTS,)):
        wants = (Want.DESCRIPTION, Want.BENEFITS) if holds else (Want.PROJECTS,)
    return question.copy(update={"wants": wants, "about": about.copy(update={"within": told.projects}), "yes_no": True})


def _in_region(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question where the project told takes place, asked about a region: "pas en Bretagne, alors ?"."""
    regions = question.about.of_kind("region")
    asked = question.wants in ((), (Want.PROJECTS,), (Want.PLACE,)) and question.operation is None
    one = len(told.projects) == 1 and not told.absent
    placed = one and (told.question.wants == (Want.PLACE,) or kb.projects[told.projects[0]].regions)
    if not (regions and regions == question.about.subjects and asked and placed):
        return question
    own = (Subject(kind="project", id=told.projects[0]), *regions)
    return question.copy(update={"wants": (Want.PLACE,), "about": Filter(subjects=own)})


def _of_its_contents(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """The question for all that is told of the project spoken of, where it asks after a detail: "un tutorat aussi ?"."""
    about = question.about
    one = told.projects[0] if len(told.projects) == 1 and told.focus is not None and not told.absent else None
    elsewhere = at.rest or at.other or at.body or at.number or at.positions or at.widened or at.left_out
    weak = all(s.kind in ("keyword", "words", "theme", "unknown") for s in about.subjects)
    if one is None or elsewhere or not weak or question.operation is not None or about.is_narrowed or question.missing:
        return question
    named = bool(about.topical) and all(one in members(kb, s) for s in about.topical)
    own = named or (not about.topical and kb.search.shared(question.text, one) > 0)
    guessed = not at.sure and question.wants not in _NEVER_CONTENTS
    aimed = _AIMED.search(question.text) is not None
    keyword = not question.wants and named and (aimed or bool(about.of_kind("keyword", "words")))
    asked = question.wants in ((Want.DESCRIPTION,), (Want.BENEFITS,)) or guessed or keyword
    for_whom = question.wants == told.question.wants == (Want.BENEFITS,) and not about.topical
    if not (own and asked) or for_whom or _ANY_OTHER.search(question.text):
        return question
    whole = Filter(subjects=(Subject(kind="project", id=one),))
    return question.copy(update={"wants": (Want.DESCRIPTION, Want.BENEFITS), "about": whole})


def _is_it_the_most(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question about what was told where it asks whether that is the largest: "c'est le plus gros ?"."""
    told = memory.turns[0]
    one = told.focus is not None and told.focus.kind in ("project", "keyword")
    asked = question.operation in EXTREMES and one and not question.about.subjects and question.position is None
    if not (asked and _IS_IT.search(question.text)) or _SEVERAL.search(question.text):
        return question
    bodies = bodies_spoken_of(memory, kb) if at.body or _THEIR_MOST.search(question.text) else ()
    about = question.about.copy(update={"subjects": (told.focus, *bodies)})
    return question.copy(update={"about": about, "yes_no": True})


def _asked_of(question: Question, at: Pointing, about: Filter, last: Question) -> Question:
    """The question about what it points at; it wants what the last one did where it does not say what."""
    wants = question.wants or (last.wants if last.wants != (Want.UNSAID,) else (Want.PROJECTS,))
    if last.wants == (Want.COUNT,) and question.operation is Operation.SUM and question.wants != (Want.AMOUNT,):
        wants = last.wants
    if not question.wants and wants[:1] in ((Want.COUNT,), (Want.SOURCE,)) and not about.of_kind("call"):
        wants = (Want.PROJECTS,) if question.operation is not Operation.SUM else wants
    if not question.wants and question.operation in (Operation.SUM, Operation.COMPARE) and wants[:1] not in _FIGURES:
        wants = (Want.AMOUNT,)
    unit = question.unit or (last.unit if wants == last.wants else None)
    if at.body and about.excluding:
        question = question.copy(update={"complement": False})  # of that body alone
    if wants == (Want.CARRIER,) and about.topical:
        unit = None  # "quel ministère ?" of one of them
    if len(about.subjects) > 1 and len(about.subjects) == len(at.positions):
        question = question.copy(update={"operation": question.operation or Operation.COMPARE})
        wants = (Want.AMOUNT,)
    return question.copy(update={"wants": wants, "about": about, "unit": unit, "position": None})


def _source(question: Question, memory: Memory) -> Question:
    """Where the last answer comes from, or whether the figure that is said is right."""
    told = memory.turns[0]
    if question.claims or (told.question.claims and _WHETHER_TRUE.search(question.text)):
        return told.question.copy(update={"claims": question.claims or told.question.claims})
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
    if question.wants in _FIGURES and is_fragment(question) and not about.subjects:
        return True
    if len(told.projects) > 1 and not told.absent and _is_bare(question, told):
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
    fragment = length(question) <= ELLIPTIC
    if fragment and (question.operation in EXTREMES or question.wants == (Want.COUNT,)):
        return len(told.projects) > 1 and not _OF_ALL.search(text)
    elliptic = of_one if question.wants[0] in _OF_ONE else fragment
    return elliptic and question.operation is None and not _OF_THE_FUND.search(text)

"""Figures of calls and of the fund, in the light of those told before: "et au premier ?", "ça fait quel écart ?"."""

from __future__ import annotations

import re

from dialogue.memory import Memory, Told
from dialogue.money import IN_ALL, MONEY, PAYER
from dialogue.pointing import Pointing
from dialogue.referents import ELLIPTIC, length
from dialogue.told_calls import call_in_place
from knowledge import Filter, KnowledgeBase, Operation, Question, Range, Subject, Want, facts
from knowledge.counting import OF_A_CALL
from knowledge.quantities import FEWEST_EUROS
from knowledge.records import FUND, Asked, Fact, Measure
from knowledge.sums import NOT_PAID, REMAINS
from knowledge.text import fold, phrase

# Words beside a call that ask for nothing of their own: "et au premier, ça donne combien ?".
_BARE = frozenset(
    "et dont donc alors mais nous mene amene additionnes additionnees ok bon non je voulais veux dire pour puis contre soit sinon combien ca cela fait faisait donne donnait c est etait y avait"
    " il en a au aux du des le la les l d de pour dans sur chez lors total tout totaux ensemble reunis reunies cumul"
    " cumule dedans par difference deduction soustraction aurait eu a ont recu obtenu touche seulement juste final deux appel appels premier premiere deuxieme second seconde 1er 2e 2eme autre lui elle celui fois en tous tour tours edition vague precedent precedente avant dossier dossiers candidature"
    " seul seule juin novembre 2018 candidatures projet projets laureat laureats retenus distribue il a".split()
)
# "Combien de retenus dans chacun ?"
_OF_EACH = phrase(
    r"\b(?:chacune?|chaque (?:appel|fois)|par appel|respectivement|des deux côtés|dans (?:les deux|chaque) cas|sur les deux|aux deux)\b"
)
_COUNTED_BY = (
    (phrase(r"\b(?:retenu|sélectionné|choisi|gagn|lauréat|pris)\w*"), Measure.SELECTED),
    (phrase(r"\b(?:dépos|reçu|envoy|candida)\w*"), Measure.RECEIVED),
)
_FEW = 2
_SHORTER = 4
# "Et le 17, il sort d'où alors ?", "ce 33, il correspond à quoi ?"
_THE_NUMBER = phrase(
    r"\b(?:le|les|ce|ces) (\d{2,3})\b(?!\s*(?:%|m€|millions?|juin|octobre|novembre|septembre|projets|lauréats|dossiers))"
)
# "Retenus sur les 61 ?", "et ces 33, combien au premier ?"
_SO_MANY = phrase(
    r"\b(?:les|ces|des|leurs) (\d{2,3})\b(?![.,]\d)(?!\s*(?:%|m€|millions?|euros?|juin|octobre|novembre|septembre))"
)
_SELECTED_OF = phrase(
    r"^\W*(?:(?:et|dont|mais|donc|parmi|sur (?:ces|les)?quel(?:le)?s|sur (?:eux|elles|ceux-là))\W+)*(?:combien )?(?:(?:en )?(?:ont|a|furent) (?:été |en )?)?(?:de |d['’])?(?:retenu|pris|gardé|sélectionn|choisi|lauréat|gagnant)\w*(?: (?:au final|finalement|en tout|au total|à la fin|au bout du compte))?\W*$"
)
_WHAT_IT_COUNTS = phrase(
    r"\b(?:sort|vien\w*|correspon\w*|c['’]est quoi|d['’]où|représent\w*|quoi|(?:pris|trouvé|lu|vu|sorti) où)\b"
)
# How far back a figure may have been told that another is weighed against.
_BACK = 4
# Who applied, as statements count them.
_APPLICANTS = {
    "ministry": ("ministères",),
    "operator": ("opérateurs", "organismes publics"),
    "organisation": ("organismes publics", "opérateurs"),
    "deconcentrated": ("administrations déconcentrées",),
}
_NAMED_AS = (
    ("ministere", "ministry"),
    ("operateur", "operator"),
    ("organisme", "organisation"),
    ("deconcentre", "deconcentrated"),
)
_APPLIED = frozenset(unit for units in _APPLICANTS.values() for unit in units)
_UNITS = {"projets": "project", "dossiers": "dossiers"}
_MONEY = phrase(r"€|\b(?:argent|euros?|millions?|sommes?|montants?|pour combien|versée?s?|donnée?s?|accordée?s?)\b")
_THE_REST = phrase(
    r"^\W*(?:et )?(?:donc )?(?:le|ce) (?:reste|complément|surplus|solde)\b|\bil en reste\b|\bl['’ ]?autre (?:part|partie|moitié)\b"
)
_OF_WHICH_IT_GIVES = phrase(
    r"^\W*(?:et )?(?:sur les ?quels|dont|là[- ]dessus|là[- ]dedans),? (?:le fonds|le ftap|l['’][ée]tat) (?:(?:lui[- ]même|en|y) )*(?:apporte|assume|couvre|supporte|donne|verse|finance|paye?|paie|met|prend)\w*(?: combien)?\W*$"
)
_ABOUT_SO_MUCH = phrase(r"\b(?:la moitié|le tiers|un tiers|le quart|un quart)\b(?! (?:de|des|du))")
_THAT_REST = phrase(r"\b(?:ce|le) (?:reste|solde|complément)\b")
_ALL_OF_THEM = phrase(
    r"\b(?:au total|en tout|ensemble|réuni\w*|cumul\w*|addition\w*|tout ce (?:petit )?monde|toutes? (?:catégories|ces structures)|tous confondus|toutes confondues)\b"
)
_LACKING = phrase(r"\bmanqu\w*\b.*\bcombien\b|\bcombien\b.*\bmanqu\w*")
_OF_THE_ENDOWMENT = phrase(r"\b(?:consomm|engagé|dépens|investi|enveloppe|dotation|distribué|utilisé)\w*")
_BY_WHOM = phrase(
    r"^\W*(?:et )?(?:(?:déposés?|envoyés?|présentés?) )?(?:par qui|qui (?:les |l['’])?(?:a|avait|ont|avaient) (?:déposés?|envoyés?))\W*$"
)
_NAME = phrase(r"\bson (?:nom|identité|prénom)\b|s['’]appel\w+")
_OF_THE_SELECTED = phrase(
    r"^\W*(?:et )?(?:celui|celle|pour ceux) (?:des |de |du )?(?:\w+ ){0,3}?(?:retenu|lauréat|gagnant|sélectionné|choisi)\w*\W*$"
)
_TOTAL = phrase(r"\b(?:montants?|coûts?|valeurs?) (?:tota|globa|complet)\w*|\bvalaient\b")
_RATE = phrase(r"\b(?:sélection|réussite|acceptation|succès)\b")
_ENDOWED = phrase(r"\b(?:dot[ée]\w*|dotation|enveloppe|budget|coût\w*|co[uû]te\w*|total\w*)\b")
# "La différence, qui la paie ?"
_WHO = phrase(r"\b(?:qui|où|pourquoi|comment)\b")
_DEMANDED = phrase(r"\b(?:demand|réclam|sollicit)\w*")
_AWARDED = phrase(
    r"\b(?:fini|repartis?|terminé) avec\b|\b(?:accord[ée]|octroy[ée]|obtenu|obtenir|recevoir|toucher|décrocher|attribu[ée]|vers[ée]|donn[ée]|touché|apport[ée]|débloqué|pay[ée]|paie|finance)\w*"
)
_COST = phrase(
    r"\b(?:montants?|valeurs?) (?:tota|globa|complet)\w*|\bcoûts?\b|\b(?:valaient|valent|vaut|valait|valant|coûtent|coûtaient|coûtant)\b"
)
_HOW_MUCH = phrase(r"\bcombien\b(?! (?:de|d['’]))")
# "Soit un écart de ?", once the sum project by project was told.
_THAT_GAP = phrase(
    r"^\W*(?:(?:et|donc|soit|ça fait|ce qui fait)\W+)*(?:un|une|l['’]|quel(?:le)?) ?(?:écart|différence)(?:\W+(?:de|donc|alors|exact\w*|au juste|au (?:millier|euro|centime) près))*\W*$"
)
_ANNOUNCED = phrase(r"\b(?:annoncée?|officiel\w*|arrondie?)\b")
_EXACTLY = phrase(r"\W*(?:(?:et|donc|mais)\W+)*combien(?: (?:exactement|au juste|précisément|en tout|alors|donc))*\W*")
_COVERS = phrase(r"\b(?:couvr|couver|pren|prise|pay|pai|financ|apport|support|assum)\w*")
# "La différence entre ces deux chiffres ?", after what all projects cost was taken for what was granted.
_THESE_TWO = phrase(r"\b(?:ces|les|vos) deux (?:chiffres|montants|sommes)\b")
TO_FIND = phrase(
    r"\bà (?:trouver|financer|payer|chercher|(?:la |leur )?charge)\b|\b(?:ailleurs|autrement)\b|\b(?:par les|aux) autres\b|\bautres? (?:poches?|financ\w+)|\bcomplément\b"
)
# "Combien de demandé et pas donné ?"
_NOT_GRANTED = phrase(
    r"\b(?:demand|réclam|sollicit)\w*\b[^?]*\b(?:pas|non|jamais)(?: été)? (?:donn|accord|obten|vers|attribu|satisf|reçu|eu)\w*|\b(?:refus|non satisfait)\w* en (?:euros|millions|argent)\b"
)
_FOR_SO_MUCH = phrase(r"^\W*(?:et )?pour (?:quel(?:le)?|un|combien)\b")
_OF_THE_SAME = phrase(
    r"^\W*(?:(?:et|puis|dont|donc|alors|mais|ok|bon)\W+)*(?:(?:pour )?combien\b|de\b|d['’]|(?:des|dans les) deux\b|(?:retenu|sélectionn|choisi|gagn)\w+\b)"
)


# What of the fund is weighed: what it gave, of what it has.
OF_FUND = (Measure.AWARDED, Measure.ENDOWMENT)


def asked_again(question: Question, told: Told, kb: KnowledgeBase) -> Question | None:
    """The question just answered by a number, asked again: "combien exactement ?"; None for others.

    What a call granted is told with how far its projects' sum is from it: "quel écart avec le chiffre annoncé ?".
    """
    numbers = [kb.fact(id) for id in told.facts]
    counted = bool(numbers) and all(f.asks is Asked.COUNT for f in numbers)
    exact = bool(numbers) and question.operation is Operation.COMPARE and not question.about.subjects
    exact = (
        exact
        and all(f.measure is Measure.AWARDED for f in numbers)
        and (_ANNOUNCED.search(question.text) is not None or _THAT_GAP.search(question.text) is not None)
    )
    return told.question if exact or (counted and _EXACTLY.fullmatch(question.text)) else None


def of_the_other_call(question: Question, told: Told, kb: KnowledgeBase) -> Question | None:
    """The number just told, and that of the other call which was expected: "ah bon ? j'avais lu 122"; None for others."""
    figures = [kb.fact(id) for id in told.facts]
    if len(figures) != 1 or figures[0].measure is None or question.about.subjects:
        return None
    said = {int(number) for number in re.findall(r"(?<![\d.,])\d{2,3}(?![\d.,])", question.text)}
    counterparts = (kb.figure(call, figures[0].measure) for call in kb.calls if call != figures[0].about)
    other = next((f for f in counterparts if f is not None and f.value in said), None)
    return meaning(question, (figures[0], other)) if other is not None else None


def selected_of_them(question: Question, told: Told, kb: KnowledgeBase) -> Question | None:
    """How many were selected of what was counted: "dont retenues ?", after files or who filed; None for others."""
    guessed = question.wants in ((), (Want.PROJECTS,), (Want.UNSAID,), (Want.COUNT,)) and question.operation is None
    counted = told.question.wants == (Want.COUNT,) and not told.projects and not told.absent
    if not (guessed and counted) or question.about != Filter() or not _SELECTED_OF.match(question.text):
        return None
    calls = told.question.about.of_kind("call")
    fact = kb.figure(calls[0].id if len(calls) == 1 else FUND, Measure.SELECTED)
    return meaning(question, (fact,)) if fact is not None else None


def of_so_much(question: Question, told: Told) -> Question | None:
    """Those of another sum, where those of one were asked for: "et deux millions ?", after "un million, quel projet ?"; None for others."""
    last = told.question.about.amounts
    exact = last is not None and last.low == last.high
    plain = question.wants in ((), (Want.AMOUNT,)) and question.about == Filter() and question.operation is None
    if not (exact and plain and len(question.claims) == 1) or length(question) > ELLIPTIC:
        return None
    bounds = Range(low=question.claims[0], high=question.claims[0])
    return question.copy(update={"wants": (Want.PROJECTS,), "claims": (), "about": Filter(amounts=bounds)})


def of_so_many(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question about the files or laureates that it names by their number: "retenus sur les 61 ?", "et ces 33, …"."""
    said = _SO_MANY.search(question.text)
    figures = ((Want.AMOUNT,), (Want.COUNT,))
    goes_on = question.wants == () and told.question.wants in figures
    asked = (goes_on or question.wants in figures) and question.operation in (None, Operation.SUM)
    plain = question.unit is None and all(s.kind == "call" or s.id == FUND for s in question.about.subjects)
    if said is None or not (asked and plain) or question.about.is_narrowed or question.claims:
        return question
    counts = (f for f in kb.facts if f.value == int(said[1]) and f.measure in (Measure.SELECTED, Measure.RECEIVED))
    fact = next(counts, None)
    if fact is None or fact.measure is None:
        return question
    measure = next((m for words, m in _COUNTED_BY if words.search(question.text)), fact.measure)
    if question.wants != (Want.AMOUNT,):
        units = {Measure.SELECTED: "project", Measure.RECEIVED: "dossiers"}
        question = question.copy(update={"wants": (Want.COUNT,), "unit": units[measure]})
    if question.about.of_kind("call") or fact.about not in kb.calls:
        return question
    return question.with_filter(Filter(subjects=(Subject(kind="call", id=fact.about),)))


def whose_number(question: Question, kb: KnowledgeBase) -> Question | None:
    """What a bare number counts that is told of laureates or files: "et le 17, il sort d'où ?"; None for others."""
    said = _THE_NUMBER.search(question.text) if not question.about.subjects else None
    if said is None or not _WHAT_IT_COUNTS.search(question.text):
        return None
    number = int(said[1])
    counts = (f for f in kb.facts if f.value == number and f.measure in (Measure.SELECTED, Measure.RECEIVED))
    fact = next(counts, None)
    return meaning(question, (fact,)) if fact is not None else None


def of_figures(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The figures that a question means after one was told; None where it asks for something else.

    That of another call or of all of them, another one of the same call, or the last two weighed against each other.
    """
    told = memory.turns[0]
    if _DEMANDED.search(question.text) and PAYER.search(question.text):
        question = question.with_filter(question.about.without("term"))  # "combien demandé au fonds ?"
    if question.about.joint is False and told.facts and not question.about.subjects and at.positions:
        question = question.with_filter(question.about.copy(update={"joint": None}))  # "le deuxième seul ?"
    about = question.about
    if _asks_the_name(question, at, told, kb):
        return Question(wants=(Want.PEOPLE,), about=told.question.about, facts=told.facts, text=question.text)
    figures = [kb.fact(id) for id in told.facts]
    if any(fact.value is None for fact in figures):
        return None
    confirmed = facts.telling(kb, question.claims)
    paid = about.subjects == about.of_kind("term") != () and PAYER.search(question.text) is not None
    if confirmed in figures and confirmed is not None and paid and question.operation is None:
        return meaning(question, (confirmed,))  # "donc le fonds paie les 69 ?", when these were just told
    applied_to = {f.about for f in figures if f.unit in _APPLIED}
    if told.question.unit in ("applicant", *_APPLICANTS):
        applied_to |= {call.id for call in told.question.about.of_kind("call")}
    if (
        len(applied_to) == 1
        and _ALL_OF_THEM.search(question.text)
        and not (about.operands or MONEY.search(question.text) or question.unit == "dossiers")
        and not _DEMANDED.search(question.text)
    ):
        every = kb.figure(applied_to.pop(), Measure.APPLICANTS)  # "46 structures au total ?"
        return meaning(question.copy(update={"operation": None, "unit": None}), (every,)) if every is not None else None
    of_both = _of_both_calls(question, memory, kb)
    if of_both is not None:
        return meaning(question.copy(update={"operation": None}), (of_both,))
    refused = kb.figures(figures[0].about, Measure.REQUESTED, Measure.AWARDED) if figures else ()
    if len(refused) > 1 and about.operands == about.of_kind("call") and _NOT_GRANTED.search(question.text):
        return meaning(question.copy(update={"operation": Operation.COMPARE}), refused)
    lesser = _of_the_lesser_call(question, at, told, kb)
    if lesser is not None:
        return meaning(question, (lesser,))
    of_one_message = _requested_and_granted(told, kb) if at.number == 2 and about == Filter() else ()
    if of_one_message and question.operation in (Operation.COMPARE, Operation.SHARE):
        return meaning(question, of_one_message)
    rest = _THE_REST.search(question.text) is not None and question.missing is None
    if (
        len(figures) == 2
        and (question.operation is Operation.COMPARE or rest)
        and about == Filter()
        and not at.positions
    ):
        return meaning(
            question.copy(update={"operation": Operation.COMPARE}), tuple(figures)
        )  # "il manque combien ?", after a share
    cost_and_grant = _cost_and_grant(memory, kb)
    plain = about.without("term") == Filter() and question.missing is None and not _WHO.search(question.text)
    left = REMAINS.search(question.text) or _THAT_REST.search(question.text) or _LACKING.search(question.text)
    if cost_and_grant and plain and left:
        return meaning(
            question.copy(update={"operation": Operation.COMPARE}), cost_and_grant
        )  # "il reste donc combien ?"
    if cost_and_grant and about == Filter() and _ABOUT_SO_MUCH.search(question.text) and not question.claims:
        return meaning(question.copy(update={"operation": Operation.SHARE}), cost_and_grant)  # "la moitié, non ?"
    named = tuple(s for s in about.subjects if s.id != FUND)
    again = told.question.operation is Operation.SHARE and len(figures) == 2 and len(named) in (1, len(kb.calls))
    if (
        again
        and named == about.of_kind("call")
        and not question.claims
        and question.missing != "full_cost"
        and question.unit not in _UNITS.values()
        and question.operation in (None, Operation.SHARE)
    ):
        whose = named[0].id if len(named) == 1 else FUND
        of_call = [_counterpart(fact, whose, kb) for fact in figures]
        pair = tuple(fact for fact in of_call if fact is not None)
        if len(pair) == 2:  # "même calcul pour le deuxième appel"
            return meaning(question.copy(update={"operation": Operation.SHARE}), pair)
    of_calls = {f.about for f in figures if f.unit in _APPLIED}
    if len(of_calls) == 1 and len(figures) > 1 and question.unit == "dossiers" and _asks_how_much(question):
        worth = kb.figure(of_calls.pop(), Measure.APPLIED)  # "leurs dossiers valaient combien en tout ?"
        return meaning(question, (worth,)) if worth is not None and about == Filter() else None
    if len(figures) != 1 or about.is_narrowed or named != about.of_kind("call"):
        return None
    last = figures[0]
    of_cost = kb.figures(last.about, Measure.AWARDED, Measure.COST)
    if not about.of_kind("call") and len(of_cost) > 1:
        if question.operation is Operation.SHARE and last.measure is Measure.COST and _COVERS.search(question.text):
            return meaning(question, of_cost)  # "le fonds en couvre quelle proportion ?"
        remains = bool(question.claims) or REMAINS.search(question.text) is not None
        apart = question.operation is Operation.COMPARE and _THESE_TWO.search(question.text) is not None
        if last in of_cost and (apart or (remains and TO_FIND.search(question.text))):
            return meaning(
                question.copy(update={"operation": Operation.COMPARE}), of_cost
            )  # "reste combien à trouver ?", "donc 287 millions financés autrement ?"
    counted = last.measure in (Measure.SELECTED, Measure.RECEIVED) and last.about == FUND
    if counted and question.missing == "split" and len(question.about.of_kind("call")) != 1:
        calls = tuple(Subject(kind="call", id=call.id) for call in kb.calls_in_order())  # "répartis comment ?"
        both = {
            "wants": (Want.COUNT,),
            "operation": Operation.COMPARE,
            "missing": None,
            "about": Filter(subjects=calls),
        }
        return question.copy(update={**both, "unit": _UNITS.get(last.unit)})
    granted = _facet(question, last, kb) or _granted(question, last, kb) or _applied(question, last, kb)
    if granted is not None:
        return meaning(question, (granted,))
    applied = _of_applicants(question, at, last, kb)
    if applied is not None:
        return meaning(question, (applied,))
    apart = question.operation is Operation.COMPARE and about == Filter() and confirmed not in (None, last)
    if confirmed is not None and apart and confirmed.unit == last.unit:
        return meaning(question, (last, confirmed))  # "la différence avec les 195 ?"
    counted = question.operation is Operation.SUM and all(c < FEWEST_EUROS for c in question.claims)
    if named != about.subjects or (question.claims and not counted):
        return None  # but "donc 33 en tout ?"
    fact = _filed_by(question, last, kb) or _elsewhere(question, at, last, kb) or _beside(question, last, kb)
    if fact is not None:
        return meaning(question, (fact,))
    of_asked = question.operation is Operation.SHARE and _DEMANDED.search(question.text) and last.about in kb.calls
    demand = kb.figures(last.about, Measure.REQUESTED, Measure.AWARDED) if of_asked else ()
    if len(demand) > 1 and not about.subjects:
        return meaning(question, demand)  # "ça représente quelle part de la demande ?"
    if question.operation is Operation.SHARE and last.about == FUND and _OF_THE_ENDOWMENT.search(question.text):
        spent = kb.figures(FUND, *OF_FUND)
        if not about.subjects and len(spent) > 1:  # "quelle part déjà consommée ?"
            return meaning(question, spent)
    weighed = question.operation in (Operation.COMPARE, Operation.SHARE) and question.wants in ((), (Want.AMOUNT,))
    if weighed and not (about.subjects or at.positions or _WHO.search(question.text) or _RATE.search(question.text)):
        others = (kb.fact(t.facts[0]) for t in memory.turns[1:_BACK] if len(t.facts) == 1)
        other = next((f for f in others if f.value is not None and f.unit == last.unit and f.id != last.id), None)
        return meaning(question, (other, last)) if other is not None else None
    return None


def _of_the_lesser_call(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Fact | None:
    """The number of the call that came out second: "l'autre en comptait ?", after which of them had more files."""
    calls, measure = told.question.about.of_kind("call"), OF_A_CALL.get(told.question.unit or "")
    compared = told.question.operation is Operation.COMPARE and told.question.wants == (Want.COUNT,)
    if not (compared and at.other) or measure is None or question.about != Filter() or question.operation is not None:
        return None
    counted = [fact for call in calls if (fact := kb.figure(call.id, measure)) is not None]
    return min(counted, key=lambda f: f.value or 0) if len(counted) > 1 else None


def _of_both_calls(question: Question, memory: Memory, kb: KnowledgeBase) -> Fact | None:
    """The figure of both calls, each of which was just told: "donc 35 lauréats en tout ?"; None for others."""
    told = [kb.fact(t.facts[0]) for t in memory.turns[:2] if len(t.facts) == 1]
    if len(told) < 2 or question.about != Filter() or not _ALL_OF_THEM.search(question.text):
        return None
    last, before = told
    both = last.measure is before.measure and {last.about, before.about} == set(kb.calls)
    return kb.figure(FUND, last.measure) if both and last.measure is not None else None


def _requested_and_granted(told: Told, kb: KnowledgeBase) -> tuple[Fact, ...]:
    """What was requested and what was granted of a call, asked in one message: "combien demandé, et combien donné ?"."""
    asked = " ".join((told.question.earlier, *(q.text for q in told.beside)))
    of_call = told.focus is not None and told.focus.kind == "call" and not told.projects
    if told.focus is None or not (of_call and _DEMANDED.search(asked)):
        return ()
    both = kb.figures(told.focus.id, Measure.REQUESTED, Measure.AWARDED)
    return both if len(both) == 2 else ()


def _cost_and_grant(memory: Memory, kb: KnowledgeBase) -> tuple[Fact, ...]:
    """What some projects cost, and what of it the fund grants, told one after the other."""
    told = [kb.fact(id) for t in memory.turns[:2] if len(t.facts) == 1 for id in t.facts]
    measures = {f.measure: f for f in told}
    both = len({f.about for f in told}) == 1 and {Measure.COST, Measure.AWARDED} == set(measures)
    return (measures[Measure.COST], measures[Measure.AWARDED]) if both else ()


def _filed_by(question: Question, last: Fact, kb: KnowledgeBase) -> Fact | None:
    """How many of each kind filed what was counted: "par qui ?", after the number of files."""
    if last.measure is not Measure.RECEIVED or not _BY_WHOM.match(question.text):
        return None
    return _counted_in(last.about, _APPLICANTS["ministry"], kb)


def _asks_the_name(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> bool:
    """Whether the name is asked of the person who was just told of: "son nom ?"."""
    asked = question.wants == (Want.PEOPLE,) and at.singular and _NAME.search(question.text)
    told_person = told.question.wants == (Want.PEOPLE,) and len(told.facts) == 1 and not kb.fact(told.facts[0]).absent
    return bool(asked) and told_person and not question.about.subjects


def _facet(question: Question, last: Fact, kb: KnowledgeBase) -> Fact | None:
    """Another sum of the same files or projects: "et accordé ?", after what was requested; "ils valaient combien ?"."""
    of_applicants = last.measure in (Measure.RECEIVED, Measure.REQUESTED, Measure.APPLIED)
    of_selected = last.measure in (Measure.SELECTED, Measure.AWARDED, Measure.COST)
    paid = PAYER.search(question.text) is not None
    how_much = _HOW_MUCH.search(question.text) is not None or len(re.findall(r"\w+", question.text)) <= _SHORTER
    said = _AWARDED.search(question.text) is not None and how_much
    guessed = question.wants in ((Want.COUNT,), (Want.UNSAID,)) and question.unit is None and (paid or said)
    few = len(re.findall(r"\w+", question.text)) <= _FEW  # "et obtenu ?"
    if last.measure is Measure.COST and _OF_WHICH_IT_GIVES.search(question.text) and not question.claims:
        return kb.figure(last.about, Measure.AWARDED)  # "sur lesquels le fonds apporte ?"
    taken = last.measure in (Measure.REQUESTED, Measure.APPLIED) and _AWARDED.search(question.text) is not None
    taken = taken or (last.measure is Measure.REQUESTED and _COST.search(question.text) is not None)
    asks = question.wants in ((), (Want.AMOUNT,)) or guessed or ((few or taken) and question.wants == (Want.PROJECTS,))
    many = question.wants == (Want.COUNT,) and question.unit == "project" and question.operation is None
    if many and last.measure in (Measure.AWARDED, Measure.COST) and not (question.about.subjects or question.claims):
        return kb.figure(last.about, Measure.SELECTED)  # "réparti sur combien de projets ?"
    of_the_selected = _OF_THE_SELECTED.match(question.text) and question.operation is None and not question.claims
    if of_the_selected and last.measure in (Measure.APPLIED, Measure.REQUESTED):  # "et celui des projets retenus ?"
        return kb.figure(last.about, Measure.COST if last.measure is Measure.APPLIED else Measure.AWARDED)
    asks = asks and question.operation in (None, Operation.SUM)
    if not (asks and (of_applicants or of_selected)) or question.claims or question.missing not in (None, "full_cost"):
        return None
    if question.unit is not None and not MONEY.search(question.text):
        return None
    if _AWARDED.search(question.text) and _COST.search(question.text) and question.about.of_kind("call"):
        call = question.about.of_kind("call")[0].id  # "accordé par le fonds, et montant total des projets ?"
        return kb.figure(call, Measure.COST)
    calls = question.about.of_kind("call")
    about = calls[0].id if len(calls) == 1 else last.about
    if len(calls) > 1:
        return None
    if NOT_PAID.search(question.text):
        return None
    if _DEMANDED.search(question.text):
        return kb.figure(about, Measure.REQUESTED)
    if _COST.search(question.text):
        return kb.figure(about, Measure.APPLIED if of_applicants else Measure.COST)
    if (paid or _AWARDED.search(question.text)) and not IN_ALL.search(question.text):
        return kb.figure(about, Measure.AWARDED)
    return None


def _granted(question: Question, last: Fact, kb: KnowledgeBase) -> Fact | None:
    """What the fund gave to the projects that were counted: "pour combien d'argent du fonds ?"."""
    whole = _MONEY.search(question.text) is not None and question.unit in (None, "project", "call")
    if last.measure is not Measure.SELECTED or not (_asks_how_much(question) and whole):
        return None
    if question.about.of_kind("call"):
        return None
    if question.claims or question.missing or _ENDOWED.search(question.text):
        return None
    return kb.figure(last.about, Measure.AWARDED)


def _applied(question: Question, last: Fact, kb: KnowledgeBase) -> Fact | None:
    """What the projects cost whose files were counted: "pour quel montant total ?"."""
    if last.measure is not Measure.RECEIVED or not _asks_how_much(question):
        return None
    named = [s.id for s in question.about.subjects if s.id != FUND]
    again = named == [last.about] and _FOR_SO_MUCH.search(question.text) is not None  # in the same message
    if (named and not again) or question.claims or not _TOTAL.search(question.text):
        return None
    return kb.figure(last.about, Measure.APPLIED)


def _of_applicants(question: Question, at: Pointing, last: Fact, kb: KnowledgeBase) -> Fact | None:
    """How many of another kind, or in another call, applied too: "et d'opérateurs au deuxième ?"."""
    said = fold(question.text)
    named = next((_APPLICANTS[kind] for word, kind in _NAMED_AS if word in said), (question.unit,))
    units = _APPLICANTS.get(question.unit or "", named)
    if last.unit not in _APPLIED or question.wants not in ((), (Want.COUNT,)) or not set(units) & _APPLIED:
        return None
    calls, place = question.about.of_kind("call"), call_in_place(at, kb)
    about = calls[0].id if len(calls) == 1 else place.id if place is not None else last.about
    return _counted_in(about, units, kb)


def _counted_in(about: str, units: tuple[str | None, ...], kb: KnowledgeBase) -> Fact | None:
    """The first statement of how many of these units there were in a call or in the fund; None where none is told."""
    return next((f for f in kb.facts if f.about == about and f.unit in units), None)


def _asks_how_much(question: Question) -> bool:
    return question.wants == (Want.AMOUNT,) and question.operation in (None, Operation.SUM)


def _elsewhere(question: Question, at: Pointing, last: Fact, kb: KnowledgeBase) -> Fact | None:
    """The same figure of the call that is said, of the other one, or of all of them."""
    if last.measure is None or not _is_bare(question, last):
        return None
    place = call_in_place(at, kb)
    by_difference = question.operation is Operation.COMPARE and place is not None
    if question.operation not in (None, Operation.SUM) and not by_difference:
        return None
    calls = {c.id for c in question.about.of_kind("call")}
    if not calls and place is not None:
        calls = {place.id}
    month = kb.call_names.by_month(question.text)
    if not calls and month is not None:
        calls = {month}
    if not calls and (at.other or at.other_call) and last.about in kb.calls:
        calls = set(kb.calls) - {last.about}
    if len(calls) == 1:
        return _counterpart(last, calls.pop(), kb)
    in_all = calls == set(kb.calls) or (
        not calls and (question.operation is Operation.SUM or at.number == len(kb.calls))
    )
    return _counterpart(last, FUND, kb) if in_all and last.about != FUND else None


def _counterpart(fact: Fact, about: str, kb: KnowledgeBase) -> Fact | None:
    """What measures the same of something else; of what the fund is endowed with, calls have what they were granted."""
    measure = Measure.AWARDED if fact.measure is Measure.ENDOWMENT and about != FUND else fact.measure
    return kb.figure(about, measure) if measure is not None else None


def _beside(question: Question, last: Fact, kb: KnowledgeBase) -> Fact | None:
    """Another count of what a count was told of: "et de recalés ?"."""
    of_each = _OF_EACH.search(question.text) is not None
    counted = last.measure in (Measure.RECEIVED, Measure.SELECTED, Measure.REFUSED) or last.unit in _APPLIED
    if not counted or question.operation is not None or question.about.subjects:
        return None
    if question.wants not in ((), (Want.COUNT,), (Want.UNSAID,), (Want.PROJECTS,)) or not _OF_THE_SAME.search(
        question.text
    ):
        return None
    if question.unit in _APPLICANTS:
        return _counted_in(last.about, _APPLICANTS[question.unit], kb)
    measure = Measure.REFUSED if question.missing == "refused" else OF_A_CALL.get(question.unit or "")
    if measure is None and of_each:
        measure = next((m for words, m in _COUNTED_BY if words.search(question.text)), None)
    return kb.figure(FUND if of_each else last.about, measure) if measure is not None else None


def _is_bare(question: Question, last: Fact) -> bool:
    """Whether a question only says of what, not what, or says again what the last figure counts."""
    if question.unit not in (None, "call", _UNITS.get(last.unit)) or question.missing:
        return False
    said = set(re.findall(r"\w+", fold(question.text)))
    return {word for word in said if not word.isdigit()} <= _BARE


def meaning(question: Question, figures: tuple[Fact, ...]) -> Question:
    """The question for these figures, told before: one by itself, two weighed as it weighs them."""
    wants = (Want.AMOUNT,) if figures[0].unit == "euros" else (Want.COUNT,)
    about = tuple(Subject(kind="call", id=f.about) for f in figures[:1] if f.about != FUND)
    return Question(
        wants=wants,
        about=question.about.copy(update={"subjects": about}),
        operation=question.operation if len(figures) > 1 else None,
        unit=_UNITS.get(figures[0].unit)
        or next((u for u, told in _APPLICANTS.items() if figures[0].unit in told), None),
        facts=tuple(f.id for f in figures),
        text=question.text,
    )

"""Corrections: figures and numbers that a question takes for others, put right before it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import facts
from knowledge.answers import Answer, Ask, OneProject, Premise, Several, Stated
from knowledge.facts import MET
from knowledge.premises import APPLYING, as_long_as, chosen, dated
from knowledge.quantities import FEWEST_EUROS, MONTHS
from knowledge.questions import Operation, Question, Want
from knowledge.records import FUND, Asked, Fact, Measure
from knowledge.selection import select
from knowledge.stating import DAY
from knowledge.sums import YEARLY
from knowledge.text import fold, keys, phrase
from knowledge.wanted import BY_WANT

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase

# "Les 300 millions accordés".
_SAID_GRANTED = phrase(
    r"\d\s*(?:m€|millions?(?: d['’]euros)?|euros?)\s+(?:qui ont été |ont été |déjà |ainsi )?(?:(?:accordé|octroyé|attribué|distribué|donné|versé|alloué|reçu|touché)\w*|sortis? du fonds|du fonds)"
    r"|\b(?:apporté|accordé|versé|donné|attribué|distribué|octroyé|alloué)e?s? (?:\w+ ){0,2}?\d[\d,. ]*\s*(?:m€|millions?)"
)
# "Les 195 millions du deuxième appel".
_ITS_MILLIONS = phrase(
    r"(?<!sur )\bles \d+(?:[.,]\d+)?\s*(?:m€|millions?(?: d['’]euros)?) (?:\w+ )?(?:du|de ce|au) (?:\w+ )?(?:appel|premier|deuxi[èe]me|second|1er|2e)"
)
_GRANTED_TOO = phrase(r"\b(?:obten|accord|octroy|reçu|touch|eu\b)\w*")
# "Les 757 millions qu'ils demandaient": what their projects cost in all.
_SAID_REQUESTED = phrase(r"\b(?:demand|réclam|sollicit)\w*\b(?!.*\bde projets\b)(?<!dont)")
# "Payés à 100 % par ce fonds".
_PAID_IN_FULL = phrase(
    r"\b(?:pa[yi]\w+|financ\w+|couv\w+|pren\w+ en charge|pris\w* en charge|règle\w*|assum\w+)\b[^.?!]{0,40}?(?:100 ?%|cent pour cent|\b(?:entièrement|totalement|intégral\w+|complètement|en totalité|en entier|de a à z)\b)"
    r"|(?:100 ?%|\b(?:entièrement|totalement|intégralement|complètement)) (?:pa[yi]\w+|financ\w+|couvert\w*|pris\w* en charge)"
)
_HOW_MUCH = phrase(r"\b(?:combien|moyenne|quelle somme|quel montant)\b")
_CHOSE = phrase(r"\b(?:a|ont|avait|avaient) (?:\w+ )?(?:choisi|retenu|sélectionné|désigné|tranché|arrêté)\w*")
_MONTH = phrase(rf"\b(?:{fold(MONTHS)})\b")
# A month or a year after those of the announcements.
_MONTH_TO_COME = phrase(
    rf"(?<!publique )(?:\b(?P<month>{MONTHS}) )?"
    r"\b(?P<year>2019|20[2-9]\d)\b"
)
_LAUNCHED = phrase(rf"\b(?:lanc|ouvert|démarr|début)\w* (?:en|au mois d[e'’]|le \d+|courant) ?(?P<month>{MONTHS})\b")
_ONLY_ONES = phrase(r"\b(?:deux|trois|quatre|cinq|\d+) (?:seuls|uniques) (?:projets|lauréats|gagnants)\b")
# "Le fonds de 500 millions".
_FUND_OF = phrase(
    r"\b(?:fonds?|ftap)(?: est)?(?: doté)? (?:de|d['’]|c['’ ]?est|fait|pèse|vaut|dispose de|n?['’]?a que|ne pèse que|ne fait que) ?(?:\w+ )?\d"
)
_OF_THE_FUND = phrase(r"\b(?:les|des|ces) \d[\d,. ]*\s*(?:m€|millions?(?: d['’]euros)?) du (?:fonds|ftap)\b")
# The units of statements that tell how many there are of something.
_TALLIED = {
    "project": ("projets",), "dossiers": ("dossiers",), "ministry": ("ministères",), "agents": ("agents",),
    "operator": ("opérateurs", "organismes publics"), "organisation": ("organismes publics", "opérateurs"), "directions": ("directions",), "régions": ("régions",),
}  # fmt: skip
_OTHERS = phrase(r"\bautres\b")
_BODIES = ("ministry", "operator", "organisation")
_BESIDE_A_GRANT = (Want.UNSAID, Want.CRITERIA, Want.DATE, Want.PLACE, Want.COUNT)
# What is answered all the same where a question takes a figure for another.
_BESIDE_A_MISTAKE = (Want.COUNT, Want.DATE, Want.PEOPLE, Want.PLACE)


def correction(kb: KnowledgeBase, question: Question, want: Want, ask: Ask) -> Answer | None:
    """What a question takes for true that is not, with what it asks besides; None where it is right.

    "Les 300 millions accordés au premier appel, quand ont-ils été annoncés ?": they were requested, and the date.
    """
    taken = _mistaken(kb, question)
    if taken is not None:
        of_fund = taken.facts[0].measure is Measure.ENDOWMENT and "combien" in question.text.casefold()
        if question.operation is Operation.SHARE:  # "sachant qu'ils réclamaient 757 millions, quelle proportion… ?"
            return Several((taken, ask(kb, question.copy(update={"claims": ()}))))
        besides = want in _BESIDE_A_MISTAKE or (want is Want.AMOUNT and of_fund)
        return _with_asked(kb, taken, question, want) if besides else taken
    paid = _paid_in_full(kb, question)
    if paid is not None:
        return paid
    met = _on_another_day(kb, question) if want is not Want.DATE else None
    if met is not None:
        return (
            Several((met, ask(kb, question.with_filter(question.about.without("term"))))) if want is Want.COUNT else met
        )
    in_time = _in_another_year(kb, question) if want is not Want.DATE else None
    if in_time is not None:
        return in_time if want in (Want.UNSAID, Want.CRITERIA) else _with_asked(kb, in_time, question, want)
    launched = _launched_otherwise(kb, question) if want is not Want.DATE or "où" in question.text.casefold() else None
    if launched is not None:
        return _with_asked(kb, launched, question, want)
    counted = _miscounted(kb, question)
    if counted is not None:
        return Several((counted, ask(kb, _without_tallies(question))))
    grant = _wrong_grant(kb, question) if want in _BESIDE_A_GRANT else None
    if grant is not None:
        return _with_asked(kb, grant, question, want) if want in _BESIDE_A_MISTAKE else grant
    return None


def _with_asked(kb: KnowledgeBase, corrected: Answer, question: Question, want: Want) -> Several:
    """A correction, and the answer to the question without the figures that it takes for true."""
    return Several((corrected, BY_WANT[want](kb, question.copy(update={"claims": ()}))))


def _without_tallies(question: Question) -> Question:
    """The question without the numbers of things that it takes for true: "les 20 ministères candidats"."""
    told = {number for _, number in question.tallies}
    rest = tuple(claim for claim in question.claims if claim not in told)
    return question.copy(update={"tallies": (), "counts": (), "claims": rest})


def _mistaken(kb: KnowledgeBase, question: Question) -> Stated | None:
    """The figure that a question takes for another, or for what it is not; None where it does neither.

    "Pourquoi étaler les 700 millions sur dix ans ?", "les 300 millions accordés…" (they were requested), "le fonds de
    500 millions".
    """
    figure = facts.telling(kb, question.claims)
    if figure is not None:
        if as_long_as(question, figure).holds is False:
            return Stated((figure,), Premise(False))
        if figure.measure is Measure.ENDOWMENT and YEARLY.search(question.text) and not _HOW_MUCH.search(question.text):
            return Stated((figure,), Premise(False))  # "700 millions par an, ça fait du monde, non ?"
        granted = kb.figure(figure.about, Measure.AWARDED)
        of_call = _of_another_whole(kb, question, figure)
        if of_call is not None:
            return Stated((of_call, figure), Premise(False))
        requested = kb.figure(figure.about, Measure.REQUESTED)
        share = question.operation is Operation.SHARE and not _GRANTED_TOO.search(
            question.text
        )  # "quel pourcentage des 757 millions a été demandé ?"
        if (
            figure.measure is Measure.APPLIED
            and requested is not None
            and not share
            and _SAID_REQUESTED.search(question.text)
        ):
            also = (granted,) if granted is not None and _GRANTED_TOO.search(question.text) else ()
            return Stated((requested, figure, *also), Premise(False))
        other = figure.measure in (Measure.REQUESTED, Measure.COST, Measure.APPLIED)
        if other and granted is not None and _SAID_GRANTED.search(question.text):
            return Stated((granted, figure), Premise(False))
        return None
    endowed = kb.figure(FUND, Measure.ENDOWMENT)
    own = any(s.id == FUND for s in question.about.subjects) and not set(question.claims) & kb.granted_euros
    its_own = _OF_THE_FUND.search(question.text) is not None and not question.about.operands
    if own and question.claims and endowed is not None and (its_own or _FUND_OF.search(question.text)):
        return Stated((endowed,), Premise(False))
    return None


def _in_another_year(kb: KnowledgeBase, question: Question) -> Stated | None:
    """When what a project brings is announced for, where another year or month is said: "pourquoi n'ouvrir qu'en 2021 ?"."""
    said = _MONTH_TO_COME.search(question.text)
    fact = dated(kb, question) if said is not None else None
    if said is None or fact is None:
        return None
    told = fold(fact.text)
    wrong = said["year"] not in told or (said["month"] and _MONTH.search(told) and fold(said["month"]) not in told)
    return Stated((fact,), Premise(False)) if wrong else None


def _launched_otherwise(kb: KnowledgeBase, question: Question) -> Stated | None:
    """When the call in question was launched, where another month is said: "l'appel n°2, lancé en septembre 2018, …"."""
    calls, said = question.about.of_kind("call"), _LAUNCHED.search(question.text)
    call = kb.calls.get(calls[0].id) if len(calls) == 1 and said is not None else None
    if said is None or call is None or call.launched is None:
        return None
    told = (f for f in kb.facts if f.asks is Asked.DATE and f.about == call.id and "lancé" in f.words and not f.absent)
    return next((Stated((f,), Premise(False)) for f in told if fold(said["month"]) not in fold(f.text)), None)


def _of_another_whole(kb: KnowledgeBase, question: Question, figure: Fact) -> Fact | None:
    """What the call in question was granted, where another is said: "les 195 millions du deuxième appel"."""
    calls = question.about.of_kind("call")
    if len(calls) != 1 or figure.about == calls[0].id or not _ITS_MILLIONS.search(question.text):
        return None
    return kb.figure(calls[0].id, Measure.AWARDED)


def _paid_in_full(kb: KnowledgeBase, question: Question) -> Stated | None:
    """What the fund gave and what all cost, where it is supposed to pay the whole: "payés à 100 % par le fonds ?"."""
    about, calls = question.about, question.about.of_kind("call")
    if about.topical or about.of_kind("organisation") or about.is_narrowed or not _PAID_IN_FULL.search(question.text):
        return None
    whose = calls[0].id if len(calls) == 1 else FUND
    granted, cost = (kb.figure(whose, measure) for measure in (Measure.AWARDED, Measure.COST))
    if granted is None or cost is None:
        return None
    return Stated(tuple(dict.fromkeys((cost, granted))), Premise(False))


def _on_another_day(kb: KnowledgeBase, question: Question) -> Stated | None:
    """The day of an event that is supposed to be another: "le comité, qui a statué le 12 novembre, …"."""
    terms, day = question.about.of_kind("term"), DAY.search(question.text)
    if day is None or not terms or not (MET.search(question.text) or _CHOSE.search(question.text)):
        return None
    dated = (f for f in kb.facts if f.asks is Asked.DATE and f.about in {t.id for t in terms} - {FUND} and not f.absent)
    return next((Stated((f,), Premise(False)) for f in dated if fold(day[1]) not in fold(f.text)), None)


def _miscounted(kb: KnowledgeBase, question: Question) -> Stated | None:
    """How many there really are of what a question counts: "les 20 ministères candidats", "ses 90 000 agents"."""
    about = question.about
    calls = about.of_kind("call")
    only_ones = _ONLY_ONES.search(question.text) is not None
    if len(calls) == 1 and (about.is_only(calls) or only_ones):
        whose = calls[0].id
    else:
        own = chosen(kb, about)
        if len(own) != 1:
            return None
        whose = own[0].id
    for unit, number in question.tallies:
        if question.wants == (Want.COUNT,) and unit == (question.unit or "project"):
            continue  # whether it holds is what is asked
        counted = [f for f in kb.facts if f.about == whose and f.unit in _TALLIED.get(unit, ()) and f.value is not None]
        if unit == "project":
            counted = [f for f in counted if f.measure is Measure.SELECTED]
            known = {f.value for f in counted}
            if not only_ones:
                known.add(len(kb.gathered("call", whose)))
            if question.complement or question.top or _OTHERS.search(question.text):
                continue
        else:
            known = {f.value for f in counted}
        if unit in _BODIES and not APPLYING & set(keys(question.text)):
            continue  # those who won are counted, not told
        if counted and number not in known:
            return Stated(tuple(counted[:1]), Premise(False))
    return None


def _wrong_grant(kb: KnowledgeBase, question: Question) -> OneProject | None:
    """The one project in question, where another grant is taken for its own: "pourquoi lui donner 3 millions ?"."""
    about = question.about
    own = select(kb, about) if about.topical or about.within else []
    counted = {number for _, number in question.tallies}
    amounts = [claim for claim in question.claims if claim >= FEWEST_EUROS and claim not in counted]
    if not amounts or len(own) != 1 or own[0].amount.euros is None or own[0].euros in amounts:
        return None
    return OneProject(own[0], (Want.AMOUNT, Want.DESCRIPTION), Premise(False))

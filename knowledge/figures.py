"""What is asked of figures: what they stand for, what they come to for each, where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import facts, sums
from knowledge.answers import Answer, PerHead, Sources, Stated, unique
from knowledge.premises import chosen
from knowledge.questions import Filter, Operation, Question, Range, Want
from knowledge.records import FUND, Asked
from knowledge.selection import select
from knowledge.text import phrase

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase

_EACH_FIGURE = phrase(r"\bchaque (?:chiffre|montant|somme|nombre)\b|\bchacun de ces (?:chiffres|montants)\b")
_PER = phrase(
    r"\b(?:par|pour chaque|(?:rapporté|ramené|divisé) (?:à|par) (?:chaque|l['’])) ?(?:seul |seule )?(?P<unit>agent|fonctionnaire|personne|tête|bénéficiaire|région|direction)"
    r"|\b(?:met|mettrait|revient|reviendrait) (?:à )?l['’](?P<one>agent) à\b"
)
_OF_MONEY = phrase(r"\b(?:combien|coût\w*|sommes?|argent|sous|prix|euros?|moyenne|divis\w+|répart\w+|montants?)\b|€")
_ANYBODY = frozenset({"fonctionnaire", "personne", "tête", "bénéficiaire"})


def of_a_figure(kb: KnowledgeBase, question: Question) -> Answer | None:
    """What a figure stands for that is asked about by itself: "les 195 millions, c'est quoi ?"."""
    if question.about.operands or question.about.within or not question.claims:
        return None
    fact = facts.telling(kb, question.claims)
    if fact is not None:
        return Stated((fact,))
    exactly = Range(low=question.claims[0], high=question.claims[0])
    about = Filter(amounts=exactly)
    return sums.selection(kb, Question(about=about), Want.PROJECTS) if select(kb, about) else None


def figures_apart(kb: KnowledgeBase, question: Question, want: Want) -> Answer | None:
    """Each of several figures by itself, where they are weighed, or said to be true: "700 millions, dont 195 ici ?"."""
    each_true = question.yes_no and want is Want.AMOUNT and question.operation is None
    if not (question.operation is Operation.COMPARE or each_true or _EACH_FIGURE.search(question.text)):
        return None
    told = _each_figure(kb, question)
    return sums.measures_apart(kb, question) if told is None and not each_true else told


def _each_figure(kb: KnowledgeBase, question: Question) -> Answer | None:
    """What each of several figures stands for: "700 millions ici, 195 là : quelle est la différence ?"."""
    calls = question.about.of_kind("call")
    if question.about.operands != calls or question.about.within or len(set(question.claims)) < 2:
        return None
    told = [facts.telling(kb, (figure,)) for figure in dict.fromkeys(question.claims)]
    of_call = all(fact is None or not calls or fact.about in {c.id for c in calls} for fact in told)
    return Stated(tuple(dict.fromkeys(fact for fact in told if fact))) if all(told) and of_call else None


def per_head(kb: KnowledgeBase, question: Question, want: Want) -> PerHead | None:
    """The grant of the one project in question for each of those counted: "ça fait combien par agent ?"."""
    asked = want in (Want.AMOUNT, Want.COUNT) or (
        want is Want.UNSAID and (question.claims or _OF_MONEY.search(question.text))
    )
    said = _PER.search(question.text) if asked else None
    own = chosen(kb, question.about) if said is not None else []
    if said is None or len(own) != 1 or own[0].amount.euros is None:
        return None
    counts = [f for f in kb.facts if f.asks is Asked.COUNT and f.about == own[0].id and f.value]
    unit = (said["unit"] or said["one"]).casefold()
    fact = next((f for f in counts if f.unit.startswith(unit) or unit in _ANYBODY), None)
    return PerHead(own[0], fact) if fact is not None else None


def told_together(kb: KnowledgeBase, question: Question, want: Want) -> Stated | None:
    """Several figures of one call that are told at once: "69 millions du fonds pour 135 millions de projets, exact ?"."""
    about = question.about
    plain = (
        want is Want.AMOUNT
        and question.operation is None
        and not sums.REMAINS.search(question.text)
        and not (about.topical or about.of_kind("organisation"))
    )
    found = [f for f in kb.facts if f.unit == "euros" and f.value in question.claims and f.measure] if plain else []
    calls = {s.id for s in about.of_kind("call")} or {FUND}
    told = tuple(f for f in found if f.about in calls)
    return Stated(told) if len(told) > 1 and len({f.about for f in told}) == 1 else None


def source(kb: KnowledgeBase, question: Question) -> Answer:
    """Where the facts in question come from; without any, on which announcements everything rests."""
    about = question.about
    kept = select(kb, about) if about.operands or about.within else []
    calls = {c.id for c in about.of_kind("call")}
    rests_on = unique(p.source for p in kept) or kb.sources
    if calls and not about.topical:
        rests_on = unique(kb.calls[c].source for c in calls)
    figure = facts.telling(kb, question.claims) if not (kept or calls) else None
    if figure is not None and figure.source is not None:  # "d'où vient le chiffre de 43,6 millions ?"
        return Sources((figure.source,), (kb.titles[figure.source.announcement],), (figure.where,), True)
    places = (kept[0].where,) if len(kept) == 1 else ()
    return Sources(rests_on, tuple(kb.titles[s.announcement] for s in rests_on), places, bool(kept or calls))

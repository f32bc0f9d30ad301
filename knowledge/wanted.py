"""What answers a question by what it wants."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from knowledge.answers import Answer, Ask, Explained, Nothing, OneProject, Stated
from knowledge.counting import how_many
from knowledge.figures import of_a_figure
from knowledge.laureates import amount, benefits, carrier, description, others, projects
from knowledge.premises import (
    about_one,
    best_statement,
    few_of,
    of_another_call,
    of_other_carriers,
    project_told_of,
    really_takes_place,
)
from knowledge.questions import Filter, Question, Want
from knowledge.records import FUND, Asked
from knowledge.selection import select
from knowledge.stating import stated
from knowledge.text import phrase

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase

# "Un dossier sans économies pouvait-il être retenu ?"
_JUDGED = phrase(
    r"\b(?:candidat|candidature|dossiers?|retenus?|sélection|sélectionn|examen|examin|jug|not[ée]|départag|critère)\w*"
)
_BY_WHAT = phrase(
    r"\b(?:économi|rentab|retour|usagers?|conditions de travail|gouvernance|novateur|innovant|stratég|pilotage)\w*"
)


def _unsaid(kb: KnowledgeBase, question: Question) -> Answer:
    """What may be told where something is asked that no announcement says: "pourquoi la Bretagne ?"."""
    about = question.about
    conflict = of_other_carriers(kb, question) or (
        of_a_figure(kb, question) if question.missing in (None, "split") else None
    )
    if conflict is not None:
        return conflict
    if question.complement and not about.of_kind("project"):
        return others(kb, question)
    elsewhere = of_another_call(kb, question) if question.missing is None and about.of_kind("call") else None
    if elsewhere is not None and not select(kb, about):
        return elsewhere  # "le chatbot avait gagné dès le premier appel, si mes notes sont bonnes"
    nowhere = next((s for s in about.of_kind("region") if not select(kb, about_one(about, s))), None)
    if nowhere is not None and len(about.topical) > 1:
        return really_takes_place(kb, about, nowhere)  # "pourquoi avoir choisi la Bretagne pour les achats ?"
    named = [t for t in about.of_kind("term") if t.id not in (FUND, *(f.about for f in kb.facts))]
    if named:
        return Explained(kb.terms[named[0].id])
    fact = best_statement(kb, question)
    if fact is not None:
        return Stated((fact,))
    told = project_told_of(kb, question)
    if told is not None:
        return OneProject(told, (Want.DESCRIPTION, Want.BENEFITS))
    if (
        _JUDGED.search(question.text)
        and _BY_WHAT.search(question.text)
        and not about.of_kind("project", "organisation")
    ):
        return stated(kb, question.with_filter(Filter(subjects=about.of_kind("call"))), Asked.CRITERIA)
    return Nothing("unsaid", near=tuple(few_of(select(kb, about), about)))


BY_WANT: dict[Want, Ask] = {
    Want.AMOUNT: amount,
    Want.COUNT: how_many,
    Want.PROJECTS: projects,
    Want.DESCRIPTION: description,
    Want.BENEFITS: benefits,
    Want.CARRIER: carrier,
    Want.DATE: partial(stated, asks=Asked.DATE),
    Want.PLACE: partial(stated, asks=Asked.PLACE),
    Want.CRITERIA: partial(stated, asks=Asked.CRITERIA),
    Want.PEOPLE: partial(stated, asks=Asked.PEOPLE),
    Want.QUOTE: partial(stated, asks=Asked.QUOTE),
    Want.UNSAID: _unsaid,
}

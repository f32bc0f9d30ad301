"""What is asked of projects and of their carriers: grants, lists, what they are and bring, who carries them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge import facts, rankings, sums
from knowledge.answers import Ambiguous, Answer, Carriers, Explained, OneProject, Premise, Selection, Several, Stated
from knowledge.counting import which_bodies
from knowledge.figures import of_a_figure
from knowledge.premises import beside_bounds, of_other_carriers, that_all_keep, words_outside_names
from knowledge.questions import Filter, Question, Subject, Want
from knowledge.records import FUND, Project
from knowledge.selection import none, scope, select
from knowledge.text import keys, phrase, stems

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase

# From this many projects on, asking about a whole scope gets a list rather than each one in full.
_LISTED_FROM = 2
_LAUREATES = frozenset("laureat gagnant".split())
_LISTING = phrase(r"\b(?:le|la|les)?quel(?:le)?s?\b|\bqui\b|\bliste|\b(?:projets|lauréats|ceux|dossiers)\b")
# "Ils sont portés par les mêmes ?"
_SAME_CARRIERS = phrase(r"\b(?:un seul et |l[ea]s? |du )mêmes?\b|\bpareil\b|\bmême (?:ministère|porteur|organisme)s?\b")
# Stems of so many letters say something by themselves.
_TELLING = 5


def amount(kb: KnowledgeBase, question: Question) -> Answer:
    """What was granted, of which sums.amount gives the figure: "combien a eu l'OFII ?"."""
    about = question.about
    if about.amounts is not None and not question.claims and not about.topical:
        return projects(kb, question)
    if question.complement and about.operands == about.of_kind("call") != () and not about.is_narrowed:
        return others(kb, question)  # "le montant de chacun des quinze autres projets du premier appel"
    conflict = of_other_carriers(kb, question) or that_all_keep(kb, question) or beside_bounds(kb, question)
    if conflict is not None:
        return conflict
    if about.joint is False and not select(kb, about):  # "l'OFII a eu 7 millions à lui tout seul ?"
        question = question.with_filter(about.copy(update={"joint": None}))
        shared = sums.amount(kb, question)
        if isinstance(shared, OneProject):
            return replace(shared, premise=Premise(False))
    return sums.amount(kb, question) or Ambiguous((), ())


def projects(kb: KnowledgeBase, question: Question) -> Answer:
    """The projects in question, or the bodies where these are asked: "quels projets porte l'Intérieur ?"."""
    about = question.about
    chosen = about.topical or about.of_kind("organisation") or about.within or about.amounts
    bodies_out = all(s.kind == "organisation" for s in about.excluding)  # "tous sauf l'Intérieur"
    if rankings.is_body(question.unit) and not chosen and bodies_out:
        return carrier(kb, question)  # "quels ministères ont gagné ?"
    if question.complement and (about.excluding or not about.operands or about.of_kind("call") == about.operands):
        return others(kb, question)
    dated = facts.of_the_year(kb, question) if not (chosen or about.of_kind("call")) else ()
    if dated:
        return Stated(dated)
    conflict = of_other_carriers(kb, question) or that_all_keep(kb, question)
    if conflict is None and (question.yes_no or not _LISTING.search(question.text)):
        conflict = beside_bounds(kb, question)
    if conflict is not None:
        return conflict
    kept = select(kb, about)
    if not kept:
        return none(kb, about)
    parts = [f for f in kb.facts if f.unit == question.unit and f.about == kept[0].id] if len(kept) == 1 else []
    if parts:
        return OneProject(kept[0], (Want.COUNT,), fact=parts[0])  # "ses trois axes, lesquels ?"
    answer = sums.selection(kb, question, Want.PROJECTS)
    calls = about.of_kind("call")
    if isinstance(answer, Selection) and calls and about.is_only(calls):
        hidden = sum(kb.calls[c.id].selected for c in calls) - len(kept)
        answer = Selection(answer.selected, answer.scope, answer.asked, undescribed=hidden, call=answer.call)
    return answer


def others(kb: KnowledgeBase, question: Question) -> Answer:
    """What an earlier answer left out: the undescribed laureates of a call, or the projects not yet told."""
    about = question.about
    call = _call_with_so_many_others(kb, question) if about == Filter() else None
    if call is not None:
        about = Filter(subjects=(call,))
    kept = select(kb, about)
    told = {s.id for s in about.excluding}
    if (
        not told
        and len(about.of_kind("call")) == 1
        and about.operands == about.of_kind("call")
        and not about.is_narrowed
    ):
        described = tuple(Subject(kind="project", id=p.id) for p in kept)
        of_call = none(kb, Filter(subjects=about.of_kind("call"), excluding=described))
        if of_call.why == "undescribed":
            return of_call  # "que traitaient les quinze autres lauréats du premier appel ?"
    if not kept:
        calls = about.of_kind("call") or tuple(
            Subject(kind="call", id=c) for c in dict.fromkeys(kb.projects[i].call for i in told if i in kb.projects)
        )
        of_call = none(kb, about.copy(update={"subjects": calls, "within": ()}))
        if _LAUREATES & set(keys(question.text)):  # "et les quinze autres lauréats ?", whoever carries them
            of_call = none(kb, Filter(subjects=tuple(s for s in calls if s.kind == "call"), excluding=about.excluding))
        if of_call.why == "undescribed":
            return of_call
    if not kept and not about.of_kind("call", "organisation"):
        about = about.copy(update={"subjects": ()})
        kept = select(kb, about)
    if not kept:
        return none(kb, about)
    return Selection(tuple(kept), scope(kb, about), Want.PROJECTS)


def _call_with_so_many_others(kb: KnowledgeBase, question: Question) -> Subject | None:
    """The one call of which so many laureates are not described: "la liste des quinze autres lauréats ?"."""
    said = {number for unit, number in question.tallies if unit == "project"}
    hidden = [c.id for c in kb.calls.values() if c.selected - len(kb.gathered("call", c.id)) in said]
    return Subject(kind="call", id=hidden[0]) if len(hidden) == 1 else None


def description(kb: KnowledgeBase, question: Question) -> Answer:
    """What a project, a notion, a call or a figure is: "c'est quoi, la Géoplateforme ?"; else what the fund is."""
    figure = of_a_figure(kb, question)
    if figure is not None:
        return figure
    about = question.about
    if question.complement and about.operands == about.of_kind("call") != ():
        return others(kb, question)  # "et les quinze autres du premier appel, c'est quoi ?"
    conflict = of_other_carriers(kb, question)
    if conflict is not None:
        return conflict
    terms = about.of_kind("term")
    if (about.topical or about.of_kind("organisation") or about.within) and (select(kb, about) or not terms):
        return sums.selection(kb, question, Want.DESCRIPTION)
    if terms:
        return Explained(kb.terms[terms[0].id])
    calls = [kb.terms[c.id] for c in about.of_kind("call") if c.id in kb.terms]
    if calls:
        return Explained(calls[0]) if len(calls) == 1 else Several(tuple(Explained(c) for c in calls))
    return Explained(kb.terms[FUND])


def benefits(kb: KnowledgeBase, question: Question) -> Answer:
    """What projects bring: "à quoi sert la Géoplateforme ?"; else what the fund is for."""
    about = question.about
    if about.topical:  # "qu'apporte-t-il à la justice ?"
        idle = {s for s in about.of_kind("organisation") if not kb.carried_by(s.id)}
        about = about.copy(update={"subjects": tuple(s for s in about.subjects if s not in idle)})
        question = question.with_filter(about)
    if about.topical or about.of_kind("organisation") or about.within:
        answer = sums.selection(kb, question, Want.BENEFITS)
        if isinstance(answer, OneProject) and _detailed(kb, question, answer.project):
            return replace(answer, asked=(Want.DESCRIPTION, Want.BENEFITS))
        return answer
    return Explained(kb.terms[FUND], aims=True)


def _detailed(kb: KnowledgeBase, question: Question, project: Project) -> bool:
    """Whether words of a question stand in the details of a project only: "plus aucune formation en salle ?"."""
    own = stems(words_outside_names(question))
    told = set(stems(" ".join(project.benefits)))
    beyond = (set(own) - told) & set(stems(project.details or "")) - set(stems(project.title))
    return any(len(stem) >= _TELLING for stem in beyond)


def carrier(kb: KnowledgeBase, question: Question) -> Answer:
    """Who carries the projects in question, and whether it is who was named: "la Géoplateforme, c'est l'IGN ?"."""
    about = question.about
    if about.joint is not None and about.topical and not select(kb, about):
        about = about.copy(update={"joint": None})  # supposed to carry it alone, which it does not
        if (carried := select(kb, about)) and about.of_kind("organisation"):
            return Carriers(tuple(carried), Premise(False))
    kept = select(kb, about.copy(update={"subjects": about.topical})) if about.topical else select(kb, about)
    bodies = tuple(kb.organisations[s.id] for s in about.of_kind("organisation"))
    if not about.topical and about.of_kind("organisation"):
        return projects(kb, question)
    if not kept:
        return none(kb, about)
    if not about.topical and (len(kept) > _LISTED_FROM or not (about.within or about.of_kind("call"))):
        return which_bodies(kb, question.unit if rankings.is_body(question.unit) else "organisation", about)
    if bodies:
        narrowed = [p for p in kept if all(b.id in p.carriers for b in bodies)]
        return Carriers(tuple(narrowed or kept), Premise(bool(narrowed)), bodies)
    shared = len({frozenset(p.carriers) for p in kept}) == 1
    alike = Premise(shared) if len(kept) > 1 and _SAME_CARRIERS.search(question.text) else Premise()
    return Carriers(tuple(kept), alike)

"""What stands in the way of an answer: what is never told, bodies that are no laureates, words that lead to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.answers import Answer, Ask, Carriers, Nothing, Premise, Several, Stated
from knowledge.premises import IS_OF, about_one, few_of, nearby, never_told, of_another_call, really_takes_place
from knowledge.questions import Question, Subject, Want
from knowledge.records import Asked, Fact, Organisation, Project
from knowledge.selection import label, select
from knowledge.text import phrase

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase

# "La direction du budget est-elle autour de la table ?"
_AT_THE_TABLE = phrase(r"\b(?:comité|membres?|jury|autour de la table|siège\w*|arbitr\w+|décid\w+|choisi\w*)\b")
_PHASE = phrase(r"\bphase (\d|un|une|deux|trois)\b")
_ORDINALS = {"un": "1", "une": "1", "deux": "2", "trois": "3"}
# What is asked of a project as if a body had it: "les fourrières des Transports, combien ?".
_ATTRIBUTED = (Want.UNSAID, Want.AMOUNT, Want.DESCRIPTION, Want.BENEFITS)
# What is told all the same, whatever becomes of the projects in question.
_TOLD_ANYWAY = (Want.CRITERIA, Want.QUOTE, Want.PEOPLE, Want.DATE, Want.PLACE, Want.UNSAID)


def in_the_way(kb: KnowledgeBase, question: Question, want: Want, ask: Ask) -> Answer | None:
    """What stands in the way of an answer; None where nothing does: "la DITP a eu combien ?" (it is no laureate)."""
    about = question.about
    if question.missing is not None and never_told(kb, question, want):
        return Nothing("unsaid", question.missing, near=tuple(few_of(select(kb, about), about)))
    phase = _of_another_phase(kb, question)
    if phase is not None:
        return Nothing("unsaid", near=(phase,))
    other = next((s for s in about.of_kind("unknown") if s.id == "call"), None)
    if other is not None and not about.of_kind("call"):
        return Nothing("topic", other.text, near=nearby(kb, question))
    for subject in about.of_kind("organisation"):
        found = _no_laureate(kb, question, want, subject, ask) if not kb.carried_by(subject.id) else None
        if found is not None:
            return found
    wondered = question.yes_no or IS_OF.search(question.text) is not None
    if want is Want.DATE and wondered and about.of_kind("project", "keyword"):
        return of_another_call(kb, question)  # "FranceConnect a gagné au deuxième appel, en novembre, non ?"
    if want in (Want.PLACE, Want.UNSAID) and IS_OF.search(question.text) and about.of_kind("project", "keyword"):
        elsewhere = of_another_call(kb, question) if not select(kb, about) else None
        if elsewhere is not None:
            return elsewhere  # "pourquoi FranceConnect est dans les lauréats du deuxième appel ?"
    if want in _TOLD_ANYWAY:
        return None
    idle = _idle_topic(kb, question, want)
    if idle is not None:
        return idle
    elsewhere = of_another_call(kb, question) if not select(kb, about) else None
    return _unknown(kb, question, want) if elsewhere is None else elsewhere


def _of_another_phase(kb: KnowledgeBase, question: Question) -> Project | None:
    """The one project of which another phase is asked about than the one that won: "combien a coûté la phase 1 ?"."""
    said = _PHASE.search(question.text)
    own = select(kb, question.about) if said is not None else []
    won = _PHASE.search(own[0].title) if len(own) == 1 else None
    if said is None or won is None:
        return None
    return own[0] if _ORDINALS.get(said[1].casefold(), said[1]) != won[1] else None


def _no_laureate(kb: KnowledgeBase, question: Question, want: Want, subject: Subject, ask: Ask) -> Answer | None:
    """What is said of a body without a project: where it sits, or that it has none: "la DITP a eu combien ?"."""
    about, body = question.about, kb.organisations[subject.id]
    told = _told_with_people(kb, body) if _asks_who(question, want) else None
    if told is not None:
        return Stated((told,))  # "la DITP, c'est quoi ?": it sits on the committee
    if want in (Want.PEOPLE, Want.QUOTE, Want.CRITERIA):
        return None
    if want in (Want.CARRIER, Want.BENEFITS) and about.topical:
        return None
    carried = _carried_by_others(kb, question, want)
    if carried:
        return Carriers(carried, Premise(False), (body,))
    if len(about.of_kind("organisation")) > 1 and want is Want.AMOUNT:
        others = about.copy(update={"subjects": tuple(s for s in about.subjects if s != subject)})
        rest = ask(kb, question.copy(update={"about": others, "operation": None}))
        return Several((Nothing("body", body.label, body), rest))
    return Nothing("body", body.label, body, near=nearby(kb, question))


def _asks_who(question: Question, want: Want) -> bool:
    """Whether it is asked who a body is, or whether it decides: "la direction du budget est-elle au comité ?"."""
    of_it = want in (Want.DESCRIPTION, Want.UNSAID, Want.CARRIER) or _AT_THE_TABLE.search(question.text) is not None
    return of_it and not question.about.topical


def _told_with_people(kb: KnowledgeBase, body: Organisation) -> Fact | None:
    """The first statement about people that names a body; None where there is none."""
    people = (fact for fact in kb.facts if fact.asks is Asked.PEOPLE)
    return next((f for f in people if body.name in f.text or (body.short and body.short in f.text)), None)


def _carried_by_others(kb: KnowledgeBase, question: Question, want: Want) -> tuple[Project, ...]:
    """The projects that a body is wrongly supposed to carry: "la Géoplateforme des Transports, combien ?"."""
    about = question.about
    supposed = question.attributed and (question.yes_no or want in _ATTRIBUTED)
    carried = nearby(kb, question) if supposed and about.topical else ()
    # a topic alone says too little, unless its grant is told: "12,8 millions pour la licence ?"
    told = about.of_kind("project", "keyword") or (len(carried) == 1 and question.claims)
    return carried if told else ()


def _idle_topic(kb: KnowledgeBase, question: Question, want: Want) -> Answer | None:
    """A theme or region of no project, or where the project in question really takes place."""
    about = question.about
    if about.joint is not None or about.amounts is not None:
        return None
    for subject in about.of_kind("theme", "region"):
        if select(kb, about_one(about, subject)):
            continue
        if subject.kind == "region" and (len(about.topical) > 1 or about.within):
            return really_takes_place(kb, about, subject)
        explained = want is Want.DESCRIPTION and about.of_kind("term")
        alone = not any(select(kb, about_one(about, other)) for other in about.topical)
        if (alone or want is not Want.PROJECTS) and not explained:
            return Nothing("topic", label(kb, subject), near=nearby(kb, question))
    return None


def _unknown(kb: KnowledgeBase, question: Question, want: Want) -> Nothing | None:
    """Words that lead to nothing, where nothing else is named: "et la conquête spatiale ?"."""
    unknown = question.about.of_kind("unknown")
    if not unknown or question.about.topical:
        return None
    if want is Want.COUNT and any(fact.unit == question.unit for fact in kb.facts):
        return None  # "combien de directions font leurs cartons ?" names its unit
    return Nothing("topic", unknown[0].text, near=nearby(kb, question))

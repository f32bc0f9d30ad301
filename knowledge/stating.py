"""What announcements state: dates, places, people, criteria, quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import facts, sums
from knowledge.answers import Answer, Explained, Nothing, OneProject, Premise, Stated
from knowledge.laureates import amount
from knowledge.premises import about_one, chosen, dated, few_of, really_takes_place
from knowledge.quantities import MONTHS, durations
from knowledge.questions import Filter, Question, Subject, Want
from knowledge.records import FUND, Asked, Fact
from knowledge.selection import select
from knowledge.text import fold, phrase

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase

# "C'est ouvert depuis quand ?", of a project: not when its call was.
_OPENED = phrase(
    r"\b(?:ouv(?:ert|re|rir|erture)|lanc|démarr|en service|en ligne|fonctionn|déploy|début|commenc|sort|dispo)\w*"
)
_A_CALL = phrase(r"\b(?:appels?|candidat\w*|dossiers?|vagues?|lauréats?|annonc\w*)\b")
ANNOUNCED = phrase(r"\b(?:annonc|dévoil|proclam|présent|révél|remis|cérémoni)\w*")
_PHRASE = phrase(r"[«\"“]|\b(?:phrase|citation|formule|propos|déclaration)s?\b|\bcitée?s?\b")
_WHEN = phrase(r"\bquand\b|\bdates?\b|\bjours?\b|\bannées?\b|\bans\b|\bdepuis\b|\bdurée\b|\btemps\b")
DAY = phrase(rf"\b(?:le |du )?(\d{{1,2}}(?:er)? (?:{MONTHS}))(?: 20\d\d)?\b")
_NOT_THAT = phrase(r"\bpas (?:les?|la|des|du|l['’]) ?(?!date|jour)\w+")
_HOW_LONG = phrase(
    r"\bcombien (?:de temps|de jours|de semaines|de mois|d['’]années|d['’]ans)\b|\bquelle durée\b|\bquel délai\b"
)
# "Quand sera-t-il ouvert ?": when a call was launched is no answer.
_TO_COME = phrase(r"\b(?:sera|seront|va|vont|ouvrira|pourra|pourront|arrivera|démarrera|fonctionnera|marchera)\b")

_WON = phrase(r"\b(?:retenu|sélectionné|choisi|désigné|récompensé|gagn|(?:été|est) lauréat|remporté)e?s?\b")


def _of_its_call(kb: KnowledgeBase, question: Question) -> Question:
    """The question when the call of a project was announced, where it is asked when it won: "il a été retenu quand ?"."""
    own = select(kb, question.about) if question.about.of_kind("project", "keyword") else []
    if len({p.call for p in own}) != 1 or not _WON.search(question.text):
        return question
    return question.with_filter(Filter(subjects=(Subject(kind="call", id=own[0].call),)))


def stated(kb: KnowledgeBase, question: Question, asks: Asked) -> Answer:
    """What is stated of one kind: "quand ont été annoncés les lauréats ?" gives what tells of their dates."""
    if asks is Asked.CRITERIA:
        question = _of_all_criteria(question)
    if asks is Asked.DATE:
        question = _of_its_call(kb, question)
    about = question.about
    nowhere = _idle_regions(kb, about)
    sought = _as_sought(kb, question, asks, nowhere)
    if asks is Asked.DATE and facts.telling(kb, question.claims) and not _WHEN.search(question.text):
        return amount(kb, sought)  # "les 700 millions ont été distribués fin 2018 ?"
    several = _several(kb, question, asks)
    if several is not None:
        return several
    of_each = (
        facts.of_each_event(kb, question, asks) if asks is Asked.DATE and not _HOW_LONG.search(question.text) else ()
    )
    if of_each:
        return Stated(of_each)
    day = DAY.search(question.text) if asks is Asked.DATE and question.yes_no else None
    if day is not None:  # "lancé le 12 novembre ?" asks of the launch, whatever happened that day
        sought = sought.copy(update={"text": DAY.sub(" ", question.text)})
    if asks is Asked.DATE:  # "pas les résultats, l'ouverture, c'était quand ?"
        sought = sought.copy(update={"text": _NOT_THAT.sub(" ", sought.text)})
    fact = _fitting(kb, sought, asks)
    if fact is not None and nowhere and not set(sought.about.subjects) & set(nowhere):
        return Stated((fact,), Premise(False))
    each = facts.of_each_call(kb, sought, facts.score_all(kb, sought, asks)) if asks is Asked.DATE else ()
    if each:
        return Stated(each)  # "quand ont été annoncés les lauréats ?"
    if fact is None:
        return _not_stated(kb, about, asks, nowhere)
    if fact.about in kb.projects:
        return OneProject(kb.projects[fact.about], (Want(asks.value),), fact=fact)
    opened = fact.about in kb.calls and _OPENED.search(sought.text) and not _A_CALL.search(sought.text)
    own = dated(kb, question) if question.missing == "progress" else None
    if asks is Asked.DATE and own is not None:
        return Stated((own,))
    if asks is Asked.DATE and about.topical and (_TO_COME.search(sought.text) or opened):
        return Nothing("unsaid", "progress", near=tuple(few_of(select(kb, about), about)))
    held = Premise(fold(day[1]) in fold(fact.text)) if day is not None else sums.premise(sought, fact.value)
    return Stated((fact,), held)


def _of_all_criteria(question: Question) -> Question:
    """The question without topics: criteria are those of all projects, "… j'en ferai une grille pour mes élèves"."""
    about = question.about
    of_a_place = bool(about.of_kind("region")) and len(about.topical) > 1
    if about.of_kind("project", "organisation") or of_a_place:
        return question
    return question.with_filter(about.without("theme", "keyword", "words", "unknown"))


def _idle_regions(kb: KnowledgeBase, about: Filter) -> tuple[Subject, ...]:
    """The regions in question where no project takes place."""
    return tuple(s for s in about.of_kind("region") if not select(kb, about_one(about, s)))


def _as_sought(kb: KnowledgeBase, question: Question, asks: Asked, nowhere: tuple[Subject, ...]) -> Question:
    """The question by which statements are searched: "quel ministre pour la radio ?" is of its carriers too."""
    about = question.about
    of_a_phrase = asks in (Asked.QUOTE, Asked.PEOPLE) and about.topical and not about.of_kind("term")
    if of_a_phrase and _PHRASE.search(question.text):
        return question.with_filter(about.without("theme", "keyword", "words"))  # of what the phrase speaks
    if asks is Asked.PEOPLE and (about.topical or about.within):
        return _with_carriers(kb, question)
    if asks is Asked.PLACE and nowhere and about.topical == nowhere:
        rest = tuple(s for s in about.subjects if s not in nowhere)
        return question.with_filter(about.copy(update={"subjects": rest}))
    if asks in (Asked.DATE, Asked.PLACE) and len(kept := chosen(kb, about)) == 1:
        one = Subject(kind="project", id=kept[0].id)
        return question.with_filter(about.copy(update={"subjects": (*about.subjects, one)}))
    return question


def _with_carriers(kb: KnowledgeBase, question: Question) -> Question:
    """The question with the carriers of the projects in question among its subjects: their ministers are meant."""
    bodies = dict.fromkeys(c for p in select(kb, question.about) for c in p.carriers)
    subjects = (*question.about.subjects, *(Subject(kind="organisation", id=b) for b in bodies))
    return question.copy(update={"about": question.about.copy(update={"subjects": subjects})})


def _several(kb: KnowledgeBase, question: Question, asks: Asked) -> Stated | None:
    """What is told of a person beside another, of each of several persons, or of all that a year saw."""
    if asks is Asked.PEOPLE:
        told = _beside_whom(kb, question) or _announcers(kb, question)
        return Stated((told,)) if told is not None else _each_person(kb, question)
    whole = not (question.about.subjects or question.about.within)
    dated = facts.of_the_year(kb, question) if asks is Asked.DATE and whole else ()
    return Stated(dated) if len(dated) > 1 else None


def _beside_whom(kb: KnowledgeBase, question: Question) -> Fact | None:
    """What tells of a person and of those beside: "quel ministre était avec Mahjoubi ?"."""
    said = question.text.casefold()
    with_them = {s.id for s in question.about.of_kind("term") if s.text and f"avec {s.text.casefold()}" in said}
    return next((f for f in kb.facts if f.asks is Asked.PEOPLE and with_them & set(f.tells) and f.tells[1:]), None)


def _announcers(kb: KnowledgeBase, question: Question) -> Fact | None:
    """Who announced the laureates of a call, whoever is supposed to have: "Darmanin a annoncé ceux de juin ?"."""
    calls, persons = question.about.of_kind("call"), question.about.of_kind("term")
    only = {*calls, *persons} == set(question.about.subjects)
    if len(calls) != 1 or not persons or not only or not ANNOUNCED.search(question.text):
        return None
    told = facts.best(kb, question.about_only(calls[0]), Asked.PEOPLE)
    return told if told is not None and told.about == calls[0].id else None


def _each_person(kb: KnowledgeBase, question: Question) -> Stated | None:
    """What is told of each of several persons: "quel poste avaient Darmanin et Mahjoubi ?"."""
    persons = tuple(s for s in question.about.of_kind("term") if s.id in kb.with_people)
    if len(persons) < 2 or question.about.topical:
        return None
    found = (facts.best(kb, question.about_only(person), Asked.PEOPLE) for person in persons)
    told = tuple(dict.fromkeys(fact for fact in found if fact is not None))
    return Stated(told) if len(told) > 1 else None


def _fitting(kb: KnowledgeBase, question: Question, asks: Asked) -> Fact | None:
    """The statement that fits a question best, one that tells a length of time where "combien de temps ?" is asked."""
    fact = facts.best(kb, question, asks, least=1.0)
    if asks is Asked.DATE and _HOW_LONG.search(question.text):
        lengths = (f for score, f in facts.score_all(kb, question, asks) if score >= 1.0 and durations(f.text))
        return next(lengths, fact)
    return fact


def _not_stated(kb: KnowledgeBase, about: Filter, asks: Asked, nowhere: tuple[Subject, ...]) -> Answer:
    """What is answered where no statement fits: where a project really is, that nothing is told, or all that is."""
    if nowhere:
        return really_takes_place(kb, about, nowhere[0])
    if about.topical or about.of_kind("organisation"):
        kept = select(kb, about) if about.operands or about.within else []
        return Nothing("unsaid", near=tuple(kept[:4]))
    terms = [s for s in about.of_kind("term") if s.id != FUND]
    if terms and terms == list(about.subjects):
        return Explained(kb.terms[terms[0].id])  # "le GovTech Summit, c'est quand ?"
    everything = {f.about: f for f in reversed(kb.facts) if f.asks is asks and not f.absent}
    main = tuple(f for whose, f in reversed(everything.items()) if whose not in kb.projects)
    return Stated(main) if main else Nothing("unsaid")

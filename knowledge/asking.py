"""Answering a question: each thing that can be asked has its function here, or its module."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge import facts, rankings, sums
from knowledge.answers import (
    Ambiguous,
    Answer,
    Carriers,
    Explained,
    Nothing,
    OneProject,
    PerHead,
    Premise,
    Selection,
    Several,
    Sources,
    Stated,
    unique,
)
from knowledge.counting import DESCRIBED, how_many, how_many_applied, which_bodies
from knowledge.premises import (
    about_one,
    as_long_as,
    beside_bounds,
    best_statement,
    few_of,
    its_call,
    miscounted,
    mistaken,
    nearby,
    never_told,
    of_another_call,
    of_its_call,
    of_other_carriers,
    project_told_of,
    really_takes_place,
    words_outside_names,
)
from knowledge.quantities import durations
from knowledge.questions import EXTREMES, NEIGHBOURS, Filter, Operation, Question, Range, Subject, Want
from knowledge.records import FUND, Asked, Fact, Measure, Organisation, Project
from knowledge.selection import coverage, label, none, scope, select
from knowledge.text import fold, keys, phrase, stems

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase

# From this many projects on, asking about a whole scope gets a list rather than each one in full.
LISTED_FROM = 2
_ORDERED = (*NEIGHBOURS, *EXTREMES, Operation.EXTREMES, Operation.SORT, Operation.RANK)
_OF_SEVERAL = (Operation.SUM, Operation.AVERAGE, Operation.MEDIAN, Operation.SHARE)
_COMPARED = (Operation.COMPARE, *EXTREMES, Operation.SORT)
_LAUREATES = frozenset("laureat gagnant".split())
_PHRASE = phrase(r"[«\"“]|\b(?:phrase|citation|formule|propos|déclaration)s?\b|\bcitée?s?\b")
# "Quels ministères ont un projet de plus de 5 millions ?" bounds projects, not sums.
_OF_PROJECTS = phrase(r"\b(?:projets?|lauréats?|dossiers?)\b")
_EACH_FIGURE = phrase(r"\bchaque (?:chiffre|montant|somme|nombre)\b|\bchacun de ces (?:chiffres|montants)\b")
_LISTING = phrase(r"\b(?:le|la|les)?quel(?:le)?s?\b|\bqui\b|\bliste|\b(?:projets|lauréats|ceux|dossiers)\b")
_WHEN = phrase(r"\bquand\b|\bdates?\b|\bjours?\b|\bannées?\b|\bans\b|\bdepuis\b|\bdurée\b|\btemps\b")
_DAY = phrase(
    r"\b(?:le |du )?(\d{1,2}(?:er)? (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre))(?: 20\d\d)?\b"
)
_HOW_LONG = phrase(
    r"\bcombien (?:de temps|de jours|de semaines|de mois|d['’]années|d['’]ans)\b|\bquelle durée\b|\bquel délai\b"
)
# "Un dossier sans économies pouvait-il être retenu ?"
_JUDGED = phrase(
    r"\b(?:candidat|candidature|dossiers?|retenus?|sélection|sélectionn|examen|examin|jug|not[ée]|départag|critère)\w*"
)
_BY_WHAT = phrase(
    r"\b(?:économi|rentab|retour|usagers?|conditions de travail|gouvernance|novateur|innovant|stratég|pilotage)\w*"
)
# "La direction du budget est-elle autour de la table ?"
_AT_THE_TABLE = phrase(r"\b(?:comité|jury|autour de la table|siège\w*|arbitr\w+|décid\w+|choisi\w*)\b")
# "La Culture n'a rien eu ?"
_NOTHING = phrase(r"\b(?:n['’]|ne )[^.?!]*\b(?:rien|aucune? (?:projet|subvention|aide|euro))\b|\bbredouille\b")
_PER = phrase(
    r"\b(?:par|pour chaque) (?:seul |seule )?(?P<unit>agent|fonctionnaire|personne|tête|bénéficiaire|région|direction)"
)
_ANYBODY = frozenset({"fonctionnaire", "personne", "tête", "bénéficiaire"})
_AGAINST = phrase(
    r"\b(?:plus|moins|davantage|autant) qu|\bécart|\bdifférence|\bcompar|\bpar rapport|\bface à|\bcontre\b|\bd[ée]pass"
)
# "Compare les deux appels": by all that is known of them.
_COMPARISON = phrase(r"\bcompar")
_RATE = phrase(r"\b(?:pourcentages?|taux|proportions?)\b|%")
_CALLS = phrase(r"\bappels?(?: à projets?)?\b")
_COMPARED_BY: tuple[tuple[re.Pattern[str], Measure | None], ...] = (
    (
        phrase(
            r"\b(?:montants?|sommes?|euros|millions?|argent|budgets?|enveloppes?|subventions?|sous|fric|financ\w+|dot\w+)\b"
        ),
        None,
    ),
    (phrase(r"\b(?:dossiers?|candidat\w*|dépos\w+|reçus)\b"), Measure.RECEIVED),
    (phrase(r"\b(?:lauréats?|retenus?|sélectionnés?|projets|gagnants?)\b"), Measure.SELECTED),
)
_YEARLY = phrase(r"\bpar an\b|\bannuel|\bchaque année\b|\btous les ans\b")
_LOWEST = phrase(r"\bplus (?:petit|faible|modeste)\w*|\bmoins (?:cher|dot|gros|financ)\w*")
# Stems of so many letters say something by themselves.
_TELLING = 5
# From so many words on, a message tells of circumstances beside what it asks about.
_LONG = 15
# "Quand sera-t-il ouvert ?": when a call was launched is no answer.
_TO_COME = phrase(r"\b(?:sera|seront|va|vont|ouvrira|pourra|pourront|arrivera|démarrera|fonctionnera|marchera)\b")
# What is asked of a project as if a body had it: "les fourrières des Transports, combien ?".
_ATTRIBUTED = (Want.UNSAID, Want.AMOUNT)
_BESIDE_A_GRANT = (Want.UNSAID, Want.CRITERIA, Want.DATE, Want.PLACE)
# Below that, a number counts something.
_FEWEST_EUROS = 1000
# What is answered all the same where a question takes a figure for another.
_BESIDE_A_MISTAKE = (Want.COUNT, Want.DATE, Want.PEOPLE, Want.PLACE)
_COMPARABLE = (Want.AMOUNT, Want.PROJECTS, Want.COUNT, Want.CARRIER, Want.DESCRIPTION, Want.BENEFITS)


def ask(kb: KnowledgeBase, question: Question) -> Answer:
    """The answer to a question; questions asked at once are answered one by one."""
    if question.facts:
        return sums.of_figures(tuple(kb.fact(id) for id in question.facts), question.operation)
    question = _of_the_first(kb, _of_all_calls(kb, _of_its_event(kb, question)))
    if question.operation is Operation.SUM and question.wants in ((Want.PROJECTS,), (Want.DESCRIPTION,)):
        question = question.copy(update={"wants": (Want.AMOUNT,)})
    question = _without_circumstances(kb, _of_the_announcement(question))
    if len(question.wants) > 1:
        parts = [ask(kb, question.copy(update={"wants": (want,)})) for want in question.wants]
        whole = _together(parts, question)
        return whole or Several(tuple(dict.fromkeys(parts)))
    want = question.wants[0] if question.wants else Want.PROJECTS
    if want is Want.SOURCE:
        return _source(kb, question)
    correction = mistaken(kb, question)
    if correction is not None:
        of_fund = correction.facts[0].measure is Measure.ENDOWMENT and "combien" in question.text.casefold()
        beside = want in _BESIDE_A_MISTAKE or (want is Want.AMOUNT and of_fund)
        asked = _BY_WANT[want](kb, question.copy(update={"claims": ()})) if beside else None
        return correction if asked is None else Several((correction, asked))
    correction = miscounted(kb, question)
    if correction is not None:
        told = set(number for _, number in question.tallies)
        rest = {"tallies": (), "counts": (), "claims": tuple(c for c in question.claims if c not in told)}
        return Several((correction, ask(kb, question.copy(update=rest))))
    wrong_grant = _wrong_grant(kb, question) if want in _BESIDE_A_GRANT else None
    if wrong_grant is not None:
        asked = _BY_WANT[want](kb, question.copy(update={"claims": ()})) if want in _BESIDE_A_MISTAKE else None
        return wrong_grant if asked is None else Several((wrong_grant, asked))
    of_terms = _of_terms(kb, question)
    if of_terms is not None:
        return of_terms
    has_some = _has_some(kb, question)
    if has_some is not None:
        return has_some
    which_call = its_call(kb, question, want)
    if which_call is not None:
        return which_call
    applied = how_many_applied(kb, question) if want is not Want.COUNT else ()
    if applied:
        return Stated(applied)  # "quel type d'organismes a pu candidater ?"
    each = _per_head(kb, question) if want in (Want.AMOUNT, Want.COUNT, Want.UNSAID) else None
    if each is not None:
        return each
    missing = _stands_in_the_way(kb, question, want)
    if missing is not None:
        return missing
    of_call = of_its_call(kb, question, want)
    if of_call is not None:
        return of_call
    apart = None
    each_true = question.yes_no and want is Want.AMOUNT and question.operation is None
    if question.operation is Operation.COMPARE or each_true or _EACH_FIGURE.search(question.text):
        apart = _each_figure(kb, question) or (sums.measures_apart(kb, question) if not each_true else None)
    if apart is not None:
        return apart
    if want in _COMPARABLE:
        found = _operation(kb, question, want)
        if found is not None:
            return found
    numberless = want is Want.AMOUNT and question.yes_no and not (question.claims or question.about.operands)
    statement = best_statement(kb, question) if numberless and not question.about.is_narrowed else None
    if statement is not None and statement.unit != "euros":
        return Stated((statement,))  # "a-t-on déjà mis autant d'argent ?"
    answer = _BY_WANT[want](kb, question)
    if isinstance(answer, Stated) and len(answer.facts) == 1 and answer.premise.holds is not False:
        if as_long_as(question, answer.facts[0]).holds is False:
            answer = replace(answer, premise=Premise(False))
    if want in (Want.COUNT, Want.PROJECTS) and isinstance(answer, (Selection, OneProject, Nothing)):
        return replace(answer, coverage=coverage(kb, question.about))
    return answer


def _of_the_announcement(question: Question) -> Question:
    """ "Quand, et par qui ?" of a call asks who announced it, not who carries its projects."""
    of_event = {Want.DATE, Want.PLACE} & set(question.wants) or "annonc" in question.text.casefold()
    if not of_event or question.about.topical or question.about.of_kind("organisation"):
        return question
    wants = tuple(Want.PEOPLE if want is Want.CARRIER else want for want in question.wants)
    return question.copy(update={"wants": wants})


def _of_its_event(kb: KnowledgeBase, question: Question) -> Question:
    """The question about the call that an event announced, where persons are asked: "qui était au micro du GovTech Summit ?"."""
    placed = {f.about for f in kb.facts if f.asks is Asked.PLACE} & set(kb.terms)
    events = tuple(s for s in question.about.of_kind("term") if s.id in placed)
    if question.wants != (Want.PEOPLE,) or not events or question.about.of_kind("call"):
        return question
    told = kb.terms[events[0].id].source
    calls = (c for c in kb.calls_in_order() if told and c.source and c.source.announcement == told.announcement)
    call = next((Subject(kind="call", id=c.id) for c in calls), None)
    rest = tuple(s for s in question.about.subjects if s not in events)
    return (
        question.with_filter(question.about.copy(update={"subjects": (*rest, call)})) if call is not None else question
    )


def _wrong_grant(kb: KnowledgeBase, question: Question) -> OneProject | None:
    """The one project in question, where another grant is taken for its own: "pourquoi lui donner 3 millions ?"."""
    about = question.about
    own = select(kb, about) if about.topical or about.within else []
    amounts = [claim for claim in question.claims if claim >= _FEWEST_EUROS]
    if not amounts or len(own) != 1 or own[0].amount.euros is None or own[0].euros in amounts:
        return None
    return OneProject(own[0], (Want.AMOUNT, Want.DESCRIPTION), Premise(False))


def _of_terms(kb: KnowledgeBase, question: Question) -> Explained | None:
    """The notion that a question relates the fund to: "quel rapport entre le fonds et Action publique 2022 ?"."""
    terms = question.about.of_kind("term")
    if question.operation is not Operation.COMPARE or len(terms) < 2 or terms != question.about.subjects:
        return None
    return next((Explained(kb.terms[t.id]) for t in terms if t.id != FUND), None)


def _has_some(kb: KnowledgeBase, question: Question) -> Answer | None:
    """The projects of a body of which it is supposed that it has none: "pourquoi la Culture n'a-t-elle rien eu ?"."""
    bodies = question.about.of_kind("organisation")
    if len(bodies) != 1 or not question.about.is_only(bodies) or not _NOTHING.search(question.text):
        return None
    return sums.selection(kb, question, Want.PROJECTS) if kb.carried_by(bodies[0].id) else None


def _of_the_first(kb: KnowledgeBase, question: Question) -> Question:
    """ "Les deux premiers réunis": the so many largest of the scope, whose sum, mean or share is asked."""
    gap = question.operation is Operation.COMPARE and question.top == 2 and not question.about.topical
    if not question.top or not (gap or question.operation in _OF_SEVERAL):
        return question
    kept = [p for p in select(kb, question.about) if p.amount.euros is not None]
    first = tuple(p.id for p in rankings.by_amount(kept, bool(_LOWEST.search(question.text)))[: question.top])
    return question.copy(update={"about": Filter(within=first), "top": None})


def _without_circumstances(kb: KnowledgeBase, question: Question) -> Question:
    """A long message tells of circumstances too: topics and bodies without a project, beside a topic that has some."""
    about = question.about
    if len(question.text.split()) <= _LONG or about.joint is not None or about.amounts is not None:
        return question
    named = (s for s in about.subjects if s.kind in ("theme", "region", "organisation"))
    idle = {s for s in named if not select(kb, about_one(about, s))}
    placed = any(p.regions for s in about.topical if s not in idle for p in select(kb, about_one(about, s)))
    idle = {s for s in idle if s.kind != "region" or not placed}  # "pourquoi la Bretagne pour les achats ?"
    if not idle or idle >= set(about.topical):
        return question
    kept = tuple(s for s in about.subjects if s not in idle)
    return question.copy(update={"about": about.copy(update={"subjects": kept})})


def _of_all_calls(kb: KnowledgeBase, question: Question) -> Question:
    """All calls named together are the fund as a whole, unless they are to be compared."""
    about = question.about
    calls = about.of_kind("call")
    counted = question.unit == "call" and question.wants != (Want.AMOUNT,)
    compared = question.operation in _COMPARED or counted
    all_or_none = len(calls) in (0, len(kb.calls)) and about.subjects == calls
    if all_or_none and question.operation is Operation.SUM and about.is_only(calls):
        if DESCRIBED & set(keys(question.text)) and question.wants == (Want.AMOUNT,):
            return question.with_filter(Filter(within=tuple(kb.projects)))  # "le total des 18 projets décrits"
    if len(calls) < 2 or len(calls) < len(kb.calls) or compared or question.wants == (Want.DESCRIPTION,):
        return question
    fund = Subject(kind="term", id=FUND)
    rest = tuple(s for s in about.subjects if s.kind != "call")
    return question.copy(update={"about": about.copy(update={"subjects": (*rest, fund)})})


def _together(parts: list[Answer], question: Question) -> Answer | None:
    """The answers about one and the same project, as one."""
    ones = [part for part in parts if isinstance(part, OneProject)]
    carriers = [part for part in parts if isinstance(part, Carriers) and len(part.carried) == 1]
    told = any(one.fact is not None for one in ones)
    if len(ones) + len(carriers) != len(parts) or not ones or told:
        return None
    projects = {p.id for part in parts for p in part.projects}
    if len(projects) != 1:
        return None
    return OneProject(ones[0].project, question.wants, ones[0].premise, ones[0].about)


def _stands_in_the_way(kb: KnowledgeBase, question: Question, want: Want) -> Answer | None:
    """What stands in the way of an answer: a body that is no laureate, words that lead to nothing."""
    about = question.about
    if question.missing is not None and never_told(kb, question, want):
        return Nothing("unsaid", question.missing, near=tuple(few_of(select(kb, about), about)))
    other = next((s for s in about.of_kind("unknown") if s.id == "call"), None)
    if other is not None and not about.of_kind("call"):
        return Nothing("topic", other.text, near=nearby(kb, question))
    for subject in about.of_kind("organisation"):
        body = kb.organisations[subject.id]
        if kb.carried_by(body.id):
            continue
        asks_who = want in (Want.DESCRIPTION, Want.UNSAID, Want.CARRIER) and not about.topical
        asks_who = asks_who or (_AT_THE_TABLE.search(question.text) is not None and not about.topical)
        told = _told_with_people(kb, body) if asks_who else None
        if told is not None:
            return Stated((told,))  # "la DITP, c'est quoi ?": it sits on the committee
        if want not in (Want.PEOPLE, Want.QUOTE, Want.CRITERIA):
            if want in (Want.CARRIER, Want.BENEFITS) and about.topical:
                continue
            supposed = question.attributed and (question.yes_no or want in _ATTRIBUTED)
            carried = nearby(kb, question) if supposed and about.topical else ()
            if not about.of_kind("project", "keyword") and not (len(carried) == 1 and question.claims):
                carried = ()  # a topic alone says too little, unless its grant is told: "12,8 millions pour la licence ?"
            if carried:
                return Carriers(carried, Premise(False), (body,))
            if len(about.of_kind("organisation")) > 1 and want is Want.AMOUNT:
                others = about.copy(update={"subjects": tuple(s for s in about.subjects if s != subject)})
                rest = ask(kb, question.copy(update={"about": others, "operation": None}))
                return Several((Nothing("body", body.label, body), rest))
            return Nothing("body", body.label, body, near=nearby(kb, question))
    if want is Want.DATE and question.yes_no and about.of_kind("project", "keyword"):
        return of_another_call(kb, question)  # "FranceConnect a gagné au deuxième appel, en novembre, non ?"
    if want in (Want.CRITERIA, Want.QUOTE, Want.PEOPLE, Want.DATE, Want.PLACE, Want.UNSAID):
        return None
    if about.joint is None and about.amounts is None:
        for subject in about.topical:
            if subject.kind in ("theme", "region") and not select(kb, about_one(about, subject)):
                if subject.kind == "region" and (len(about.topical) > 1 or about.within):
                    return really_takes_place(kb, about, subject)
                explained = want is Want.DESCRIPTION and about.of_kind("term")
                alone = not any(select(kb, about_one(about, other)) for other in about.topical)
                if (alone or want is not Want.PROJECTS) and not explained:
                    return Nothing("topic", label(kb, subject), near=nearby(kb, question))
    elsewhere = of_another_call(kb, question) if not select(kb, about) else None
    if elsewhere is not None:
        return elsewhere
    unknown = about.of_kind("unknown")
    if not unknown or about.topical:
        return None
    if want is Want.COUNT and any(fact.unit == question.unit for fact in kb.facts):
        return None  # "combien de directions font leurs cartons ?" names its unit
    return Nothing("topic", unknown[0].text, near=nearby(kb, question))


def _told_with_people(kb: KnowledgeBase, body: Organisation) -> Fact | None:
    """The first statement about people that names a body; None where there is none."""
    people = (fact for fact in kb.facts if fact.asks is Asked.PEOPLE)
    return next((f for f in people if body.name in f.text or (body.short and body.short in f.text)), None)


def _operation(kb: KnowledgeBase, question: Question, want: Want) -> Answer | None:
    """The answer that the operation of a question calls for; None where it changes nothing."""
    operation, about = question.operation, question.about
    of_bodies = question.each is not None or (question.by_number and operation in _ORDERED)
    if operation is Operation.SHARE:
        return sums.share(kb, question)
    if operation is Operation.TIES:
        return rankings.ties(kb, question)
    if operation in (Operation.AVERAGE, Operation.MEDIAN):
        beside = rankings.beside_the_mean(kb, question) if want in (Want.COUNT, Want.PROJECTS) else None
        if beside is not None:
            return ask(kb, question.copy(update={"about": beside, "operation": None}))
        return _mean_of_all(kb, question) or rankings.average(kb, question)
    if operation in _COMPARED and not question.top and not rankings.is_body(question.unit):
        named = tuple(s for s in about.operands if s.kind != "call")
        if (len(about.operands) > 1 and not named and operation is Operation.COMPARE) or len(named) > 1:
            together = operation is not Operation.COMPARE and not sums.several(kb, about)
            groups = [g for g in sums.groups_of(kb, about)[0] if g.priced] if not together else []
            if len(groups) > 1 and operation in EXTREMES and _of_one(question, want):
                return ask(kb, _about_subject(question, sums.extreme(groups, operation).subject))
            if len(groups) > 1:
                return _compared(kb, question)
        against = operation is Operation.COMPARE and _AGAINST.search(question.text)
        if against and len(about.of_kind("call")) == len(named) == 1 and not select(kb, about):
            return sums.compared(kb, question)
        if operation is Operation.COMPARE and len(about.within) == 2:
            pair = tuple(Subject(kind="project", id=p) for p in about.within)
            return sums.compared(
                kb, question.copy(update={"about": about.copy(update={"subjects": pair, "within": ()})})
            )
    summed = (
        about.amounts is not None and rankings.is_body(question.unit) and _OF_PROJECTS.search(question.text) is None
    )
    listed = want in (Want.PROJECTS, Want.CARRIER) or operation is Operation.SUM
    if summed and listed and not about.topical and not about.of_kind("organisation"):
        return rankings.ranking(kb, question)  # "quels ministères dépassent 10 millions ?"
    if (operation in _ORDERED and want is not Want.COUNT) or (of_bodies and rankings.is_body(question.unit)):
        return rankings.ranking(kb, question)
    return None


def _mean_of_all(kb: KnowledgeBase, question: Question) -> Answer | None:
    """The mean over the years of the fund, or over all laureates, described or not; None where neither is asked."""
    about = question.about
    whole = (
        not (about.topical or about.of_kind("organisation") or about.is_narrowed) and len(about.of_kind("call")) != 1
    )
    if not whole or question.operation is Operation.MEDIAN:
        return None
    if _YEARLY.search(question.text):
        fund = about.copy(update={"subjects": (Subject(kind="term", id=FUND),)})
        fact = facts.best(kb, question.with_filter(fund), Asked.AMOUNT)
        return Stated((fact,)) if fact is not None else None
    mean, selected = kb.figure(FUND, Measure.MEAN), kb.figure(FUND, Measure.SELECTED)
    named = {s.id for s in about.subjects} or {selected.value} & set(question.claims) if selected is not None else None
    return Stated((mean,)) if mean is not None and named and not DESCRIBED & set(keys(question.text)) else None


def _of_one(question: Question, want: Want) -> bool:
    """Whether something is asked of the largest or smallest, rather than which one it is."""
    counted = want is Want.COUNT and question.unit not in (None, "project", "call")
    return counted or want in (Want.DESCRIPTION, Want.BENEFITS, Want.CARRIER)


def _compared(kb: KnowledgeBase, question: Question) -> Answer:
    """Things named, side by side: by their files or projects where these are counted, else by their sums."""
    calls = question.about.of_kind("call")
    counted = Want.COUNT in question.wants or question.unit not in (None, "project", "call")
    if len(calls) < 2 or calls != question.about.operands:
        return sums.compared(kb, question)
    if _RATE.search(question.text):
        return sums.rates(kb, calls)
    measures = _measures_of_calls(question)
    if len(measures) > 1:
        figures = (tuple(filter(None, (kb.figure(c.id, m) for c in calls))) for m in measures if m is not None)
        counts = tuple(Stated(told) for told in figures if told)
        return Several((sums.compared(kb, question), *counts) if None in measures else counts)
    if counted:
        return Several(tuple(how_many(kb, _about_subject(question, c)) for c in calls))
    return sums.compared(kb, question)


def _measures_of_calls(question: Question) -> tuple[Measure | None, ...]:
    """What calls are compared by: files, laureates, sums (None); all of these where nothing says by what."""
    said = _CALLS.sub(" ", question.text)
    found = tuple(measure for pattern, measure in _COMPARED_BY if pattern.search(said))
    if not found and _COMPARISON.search(question.text):
        return tuple(measure for _, measure in _COMPARED_BY)
    return found


def _about_subject(question: Question, subject: Subject) -> Question:
    return question.copy(update={"about": question.about.copy(update={"subjects": (subject,)}), "operation": None})


def _amount(kb: KnowledgeBase, question: Question) -> Answer:
    about = question.about
    if about.amounts is not None and not question.claims and not about.topical:
        return _projects(kb, question)
    conflict = of_other_carriers(kb, question) or beside_bounds(kb, question)
    if conflict is not None:
        return conflict
    if about.joint is False and not select(kb, about):  # "l'OFII a eu 7 millions à lui tout seul ?"
        question = question.with_filter(about.copy(update={"joint": None}))
        shared = sums.amount(kb, question)
        if isinstance(shared, OneProject):
            return replace(shared, premise=Premise(False))
    return sums.amount(kb, question) or Ambiguous((), ())


def _projects(kb: KnowledgeBase, question: Question) -> Answer:
    about = question.about
    chosen = about.topical or about.of_kind("organisation") or about.within or about.amounts
    bodies_out = all(s.kind == "organisation" for s in about.excluding)  # "tous sauf l'Intérieur"
    if rankings.is_body(question.unit) and not chosen and bodies_out:
        return _carrier(kb, question)  # "quels ministères ont gagné ?"
    if question.complement and (about.excluding or not about.operands or about.of_kind("call") == about.operands):
        return _others(kb, question)
    dated = _of_the_year(kb, question) if not (chosen or about.of_kind("call")) else ()
    if dated:
        return Stated(dated)
    conflict = of_other_carriers(kb, question) or (
        beside_bounds(kb, question) if question.yes_no or not _LISTING.search(question.text) else None
    )
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


def _per_head(kb: KnowledgeBase, question: Question) -> PerHead | None:
    """The grant of the one project in question for each of those whom a statement counts: "ça fait combien par agent ?"."""
    said = _PER.search(question.text)
    own = _chosen(kb, question.about) if said is not None else []
    if said is None or len(own) != 1 or own[0].amount.euros is None:
        return None
    counts = [f for f in kb.facts if f.asks is Asked.COUNT and f.about == own[0].id and f.value]
    unit = said["unit"].casefold()
    fact = next((f for f in counts if f.unit.startswith(unit) or unit in _ANYBODY), None)
    return PerHead(own[0], fact) if fact is not None else None


def _of_the_year(kb: KnowledgeBase, question: Question) -> tuple[Fact, ...]:
    """What is told of projects for the year that a question names: "quels projets mentionnent 2020 ?"."""
    said = set(keys(question.text))
    of_projects = (f for f in kb.facts if f.asks is Asked.DATE and f.about in kb.projects and not f.absent)
    return tuple(f for f in of_projects if said & facts.years_of(kb, f))


def _others(kb: KnowledgeBase, question: Question) -> Answer:
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


def _of_a_figure(kb: KnowledgeBase, question: Question) -> Answer | None:
    """What a figure stands for that is asked about by itself: "les 195 millions, c'est quoi ?"."""
    if question.about.operands or question.about.within or not question.claims:
        return None
    fact = facts.telling(kb, question.claims)
    if fact is not None:
        return Stated((fact,))
    exactly = Range(low=question.claims[0], high=question.claims[0])
    about = Filter(amounts=exactly)
    return sums.selection(kb, Question(about=about), Want.PROJECTS) if select(kb, about) else None


def _each_figure(kb: KnowledgeBase, question: Question) -> Answer | None:
    """What each of several figures stands for: "700 millions ici, 195 là : quelle est la différence ?"."""
    calls = question.about.of_kind("call")
    if question.about.operands != calls or question.about.within or len(set(question.claims)) < 2:
        return None
    told = [facts.telling(kb, (figure,)) for figure in dict.fromkeys(question.claims)]
    of_call = all(fact is None or not calls or fact.about in {c.id for c in calls} for fact in told)
    return Stated(tuple(dict.fromkeys(fact for fact in told if fact))) if all(told) and of_call else None


def _description(kb: KnowledgeBase, question: Question) -> Answer:
    figure = _of_a_figure(kb, question)
    if figure is not None:
        return figure
    about = question.about
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


def _benefits(kb: KnowledgeBase, question: Question) -> Answer:
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


def _carrier(kb: KnowledgeBase, question: Question) -> Answer:
    about = question.about
    if about.joint is not None and about.topical and not select(kb, about):
        about = about.copy(update={"joint": None})  # supposed to carry it alone, which it does not
        if (carried := select(kb, about)) and about.of_kind("organisation"):
            return Carriers(tuple(carried), Premise(False))
    kept = select(kb, about.copy(update={"subjects": about.topical})) if about.topical else select(kb, about)
    bodies = tuple(kb.organisations[s.id] for s in about.of_kind("organisation"))
    if not about.topical and about.of_kind("organisation"):
        return _projects(kb, question)
    if not kept:
        return none(kb, about)
    if not about.topical and (len(kept) > LISTED_FROM or not (about.within or about.of_kind("call"))):
        return which_bodies(kb, question.unit if rankings.is_body(question.unit) else "organisation", about)
    if bodies:
        narrowed = [p for p in kept if all(b.id in p.carriers for b in bodies)]
        return Carriers(tuple(narrowed or kept), Premise(bool(narrowed)), bodies)
    return Carriers(tuple(kept))


def _stated(asks: Asked) -> Callable[[KnowledgeBase, Question], Answer]:
    def answer(kb: KnowledgeBase, question: Question) -> Answer:
        about = question.about
        if asks is Asked.PEOPLE and (about.topical or about.within):
            question = _with_carriers(kb, question)
        if asks in (Asked.DATE, Asked.PLACE) and len(kept := _chosen(kb, about)) == 1:
            one = Subject(kind="project", id=kept[0].id)
            question = question.copy(update={"about": about.copy(update={"subjects": (*about.subjects, one)})})
        if asks is Asked.PEOPLE and (beside := _beside_whom(kb, question)) is not None:
            return Stated((beside,))
        if (
            asks in (Asked.QUOTE, Asked.PEOPLE)
            and about.topical
            and not about.of_kind("term")
            and _PHRASE.search(question.text)
        ):
            question = question.with_filter(about.without("theme", "keyword", "words"))  # of what the phrase speaks
        of_a_place = bool(about.of_kind("region")) and len(about.topical) > 1
        if asks is Asked.CRITERIA and not about.of_kind("project", "organisation") and not of_a_place:
            about = about.without("theme", "keyword", "words", "unknown")  # "… j'en ferai une grille pour mes élèves"
            question = question.with_filter(about)
        nowhere = tuple(s for s in about.of_kind("region") if not select(kb, about_one(about, s)))
        if nowhere and asks is Asked.PLACE and about.topical == nowhere:
            rest = tuple(s for s in about.subjects if s not in nowhere)
            question = question.copy(update={"about": about.copy(update={"subjects": rest})})
        if asks is Asked.DATE and facts.telling(kb, question.claims) and not _WHEN.search(question.text):
            return _amount(kb, question)  # "les 700 millions ont été distribués fin 2018 ?"
        dated = _of_the_year(kb, question) if asks is Asked.DATE and not (about.subjects or about.within) else ()
        if len(dated) > 1:
            return Stated(dated)
        persons = tuple(
            s for s in about.of_kind("term") if any(f.about == s.id and f.asks is Asked.PEOPLE for f in kb.facts)
        )
        if asks is Asked.PEOPLE and len(persons) > 1 and not about.topical:
            found = (facts.best(kb, _about_subject(question, person), asks) for person in persons)
            if len(told := tuple(dict.fromkeys(fact for fact in found if fact is not None))) > 1:
                return Stated(told)  # "quel poste avaient Darmanin et Mahjoubi ?"
        dated_as = _DAY.search(question.text) if asks is Asked.DATE and question.yes_no else None
        if dated_as is not None:  # "lancé le 12 novembre ?" asks of the launch, whatever happened that day
            question = question.copy(update={"text": _DAY.sub(" ", question.text)})
        fact = facts.best(kb, question, asks, least=1.0)
        if asks is Asked.DATE and _HOW_LONG.search(question.text):
            lengths = (f for score, f in facts.score_all(kb, question, asks) if score >= 1.0 and durations(f.text))
            fact = next(lengths, fact)
        if fact is not None and nowhere and not set(question.about.subjects) & set(nowhere):
            return Stated((fact,), Premise(False))
        each = facts.of_each_call(kb, question, facts.score_all(kb, question, asks)) if asks is Asked.DATE else ()
        if each:
            return Stated(each)  # "quand ont été annoncés les lauréats ?"
        if fact is not None:
            if fact.about in kb.projects:
                return OneProject(kb.projects[fact.about], (Want(asks.value),), fact=fact)
            if asks is Asked.DATE and about.topical and _TO_COME.search(question.text):
                return Nothing("unsaid", "progress", near=tuple(few_of(select(kb, about), about)))
            held = Premise(fold(dated_as[1]) in fold(fact.text)) if dated_as is not None else None
            return Stated((fact,), held or sums.premise(question, fact.value))
        kept = select(kb, about) if about.operands or about.within else []
        if nowhere:
            return really_takes_place(kb, about, nowhere[0])
        if about.topical or about.of_kind("organisation"):
            return Nothing("unsaid", near=tuple(kept[:4]))
        everything = {f.about: f for f in reversed(kb.facts) if f.asks is asks and not f.absent}
        main = tuple(f for about, f in reversed(everything.items()) if about not in kb.projects)
        return Stated(main) if main else Nothing("unsaid")

    return answer


def _beside_whom(kb: KnowledgeBase, question: Question) -> Fact | None:
    """What tells of a person and of others, where one is asked for beside another: "quel ministre était avec Mahjoubi ?"."""
    said = question.text.casefold()
    with_them = {s.id for s in question.about.of_kind("term") if s.text and f"avec {s.text.casefold()}" in said}
    return next((f for f in kb.facts if f.asks is Asked.PEOPLE and with_them & set(f.tells) and f.tells[1:]), None)


def _chosen(kb: KnowledgeBase, about: Filter) -> list[Project]:
    """The projects of the topics or bodies in question, or of an earlier answer."""
    return select(kb, about) if about.topical or about.of_kind("organisation") or about.within else []


def _with_carriers(kb: KnowledgeBase, question: Question) -> Question:
    """The question with the bodies that carry the projects in question among its subjects: their ministers are meant."""
    bodies = dict.fromkeys(c for p in select(kb, question.about) for c in p.carriers)
    subjects = (*question.about.subjects, *(Subject(kind="organisation", id=b) for b in bodies))
    return question.copy(update={"about": question.about.copy(update={"subjects": subjects})})


def _unsaid(kb: KnowledgeBase, question: Question) -> Answer:
    about = question.about
    conflict = of_other_carriers(kb, question) or (
        _of_a_figure(kb, question) if question.missing in (None, "split") else None
    )
    if conflict is not None:
        return conflict
    if question.complement:
        return _others(kb, question)
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
        return _BY_WANT[Want.CRITERIA](kb, question.with_filter(Filter(subjects=about.of_kind("call"))))
    return Nothing("unsaid", near=tuple(few_of(select(kb, about), about)))


def _source(kb: KnowledgeBase, question: Question) -> Answer:
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


_BY_WANT: dict[Want, Callable[[KnowledgeBase, Question], Answer]] = {
    Want.AMOUNT: _amount,
    Want.COUNT: how_many,
    Want.PROJECTS: _projects,
    Want.DESCRIPTION: _description,
    Want.BENEFITS: _benefits,
    Want.CARRIER: _carrier,
    Want.DATE: _stated(Asked.DATE),
    Want.PLACE: _stated(Asked.PLACE),
    Want.CRITERIA: _stated(Asked.CRITERIA),
    Want.PEOPLE: _stated(Asked.PEOPLE),
    Want.QUOTE: _stated(Asked.QUOTE),
    Want.UNSAID: _unsaid,
}

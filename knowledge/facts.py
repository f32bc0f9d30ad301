"""Which statements of the announcements answer a question about the fund, a call, a date, a person…"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge.questions import Filter, Question, Subject
from knowledge.records import FUND, Asked, Fact
from knowledge.selection import members
from knowledge.text import keys, phrase, stem, stems

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase

# A named subject says more than any word, and a phrase more than a word; a word says more where fewer facts have it.
_ABOUT, _BESIDE_A_CALL, _PHRASE, _WORD = 4.0, 1.5, 2.0, 1.0
# A fact of the right subject that no word asks for is only better than none.
_NAMED = 1.0

# "Le montant total de ces projets" asks for the same as "le montant total des projets".
_DETERMINERS = frozenset("ce cet cette ces leur leurs son sa ses mon ma mes votre vos notre nos".split())

# The words of the question before count for less where the follow-up's own words fit a fact.
_PAST = 0.3

MET = phrase(
    r"\b(?:réuni|(?<!je )(?<!ne )(?<!les )retrouvé|siég|tranch|délibér|rencontr|statu|pronon[cç])\w*|\b(?:la |leur )?(?:décision|délibération)s?\b|\bchoix\b"
)
_BOTH = phrase(r"\b(?:deux|chaque) (?:annonce|appel|communiqué)s?\b")
_TRIED = frozenset("essai test teste experimentation experimente experimentent experimenter".split())
_YEAR = re.compile(r"20\d\d")
_OF_RESULTS = frozenset("laureat resultat gagnant projet appel".split())

# From this score on, words of the question fit, not only its subject.
BY_WORDS = _ABOUT + 0.5


def best(kb: KnowledgeBase, question: Question, asks: Asked, least: float = _WORD) -> Fact | None:
    """The fact that fits a question best, by its subject and its words; None where none fits."""
    ranked = score_all(kb, question, asks)
    return ranked[0][1] if ranked and ranked[0][0] >= least else None


def score_all(kb: KnowledgeBase, question: Question, asks: Asked) -> list[tuple[float, Fact]]:
    """The facts of a kind with how well each fits, best first; facts about something else are left out."""
    candidates = [f for f in kb.facts if f.asks is asks]
    told_of = {f.about for f in candidates}.union(*(f.tells for f in candidates))
    text, earlier = (_words(said) for said in (_without_terms(question, told_of), question.earlier))
    past = _PAST if any(_overlap(text, fact, kb.fact_words) for fact in candidates) else 1.0
    about = {s.id for s in question.about.subjects} | _only_projects(kb, question.about)
    persons = {s.id for s in question.about.of_kind("term") if s.id != FUND}
    scored = []
    for position, fact in enumerate(candidates):
        if fact.about == FUND and question.about.topical:
            continue
        if (
            asks is Asked.PEOPLE
            and fact.about == FUND
            and (FUND not in about or _OF_RESULTS & set(keys(question.text)))
        ):
            continue  # who announced the fund, not who announced its laureates
        if (
            asks is Asked.DATE
            and fact.about in kb.calls
            and about & set(kb.terms) - {FUND}
            and MET.search(question.text)
        ):
            continue  # when the committee met, not when its choice was announced
        if asks is Asked.QUOTE and persons and fact.about in kb.terms and fact.about not in persons:
            continue
        if fact.about in about:
            subject = _BESIDE_A_CALL if fact.about == FUND and question.about.of_kind("call") else _ABOUT
        elif about & set(fact.organisations):
            subject = _ABOUT
        elif _elsewhere(kb, fact, question):
            continue
        else:
            subject = 0.0
        words = _overlap(text, fact, kb.fact_words) + past * _overlap(earlier, fact, kb.fact_words)
        scored.append((words + subject if words else min(subject, _NAMED), not fact.absent, -position, fact))
    scored.sort(key=lambda s: s[:3], reverse=True)  # of two that fit as well, the one that tells something
    return [(score, fact) for score, *_, fact in scored]


def of_each_call(kb: KnowledgeBase, question: Question, ranked: list[tuple[float, Fact]]) -> tuple[Fact, ...]:
    """The best of the facts that are ranked, where the question says of no call which it means.

    They are that of the fund as a whole where the same is measured of it, else those that fit as well for each call.
    """
    best = [fact for score, fact in ranked if score >= _WORD and score == ranked[0][0]]
    found = tuple(fact for fact in best if fact.about in kb.calls)
    if question.about.subjects or not found:
        return ()
    whole = kb.figure(FUND, found[0].measure) if found[0].measure is not None else None
    if whole is not None:
        return (whole,)
    of_fund = any(fact.about == FUND for fact in best) and "appel" not in keys(question.text)
    return found if len({fact.about for fact in found}) > 1 and not of_fund else ()


def of_each_event(kb: KnowledgeBase, question: Question, asks: Asked) -> tuple[Fact, ...]:
    """What is told of each of several calls: "les deux annonces datent de quand ?"."""
    calls = question.about.of_kind("call")
    if not question.about.operands and _BOTH.search(question.text):
        calls = tuple(Subject(kind="call", id=call.id) for call in kb.calls_in_order())
    if len(calls) < 2 or question.about.operands not in ((), calls):
        return ()
    each = (best(kb, question.about_only(call), asks) for call in calls)
    found = tuple(fact for fact, call in zip(each, calls) if fact is not None and fact.about == call.id)
    return found if len(found) == len(calls) else ()


def telling(kb: KnowledgeBase, euros: Container[int]) -> Fact | None:
    """The statement of one of these amounts; None where none tells it."""
    return next((f for f in kb.facts if f.unit == "euros" and f.value in euros), None)


def _words(said: str) -> str:
    return f" {' '.join(stem(key) for key in keys(said) if key not in _DETERMINERS)} "


def _without_terms(question: Question, told_of: Container[str]) -> str:
    """The text of a question, by which a fact is found.

    Of several persons or notions, what is asked of them says which fact is meant; so it does of one that no fact tells of.
    """
    terms, text = question.about.of_kind("term"), question.text
    for term in terms if len(terms) > 1 else (t for t in terms if t.id not in told_of):
        text = text.replace(term.text, " ") if term.text else text
    return text


def _only_projects(kb: KnowledgeBase, about: Filter) -> set[str]:
    """The projects that a topic leads to without ambiguity."""
    alone = (members(kb, s) for s in about.topical)
    return {ids[0] for ids in alone if len(ids) == 1}


def _elsewhere(kb: KnowledgeBase, fact: Fact, question: Question) -> bool:
    """Whether a fact is about another project, body or call than those in question."""
    about = question.about
    calls = {s.id for s in about.of_kind("call")}
    if fact.about in kb.calls:
        return bool(calls) or (bool(about.topical) and fact.about not in _calls_of(kb, about))
    if fact.about in kb.projects and fact.asks is Asked.COUNT and not about.topical and fact.unit == question.unit:
        return False  # "combien de directions déménagent ?": only one project has any
    if fact.about in kb.projects and fact.asks in (Asked.PLACE, Asked.DATE) and not about.subjects:
        return not _told_apart(
            kb, fact, question
        )  # "dans quelles régions expérimente-t-on ?", "quoi pour janvier 2020 ?"
    if fact.about in kb.projects:
        return not any(fact.about in s.id.split() for s in about.topical)
    if fact.about in kb.organisations:
        return True
    return bool(about.topical)


def _told_apart(kb: KnowledgeBase, fact: Fact, question: Question) -> bool:
    """Whether a question that names no project says the year that a statement tells, or asks for regions."""
    said = set(keys(question.text))
    if fact.asks is Asked.DATE:
        return bool(said & years_of(kb, fact))
    tried = said & _TRIED  # "dans quels coins fait-on des essais ?"
    return bool("region" in said or tried) and any("region" in keys(word) for word in fact.words)


def years_of(kb: KnowledgeBase, fact: Fact) -> set[str]:
    """The years that a statement tells, those in which calls were announced apart."""
    calls = {str(call.announced.year) for call in kb.calls.values()}
    return {word for word in keys(fact.text) if _YEAR.fullmatch(word)} - calls


def of_the_year(kb: KnowledgeBase, question: Question) -> tuple[Fact, ...]:
    """What is told of projects for the year that a question names: "quels projets mentionnent 2020 ?"."""
    said = set(keys(question.text))
    of_projects = (f for f in kb.facts if f.asks is Asked.DATE and f.about in kb.projects and not f.absent)
    return tuple(f for f in of_projects if said & years_of(kb, f))


def _calls_of(kb: KnowledgeBase, about: Filter) -> set[str]:
    """The calls of the projects that are named."""
    return {kb.projects[p].call for s in about.topical for p in s.id.split() if p in kb.projects}


_of_fact = lru_cache(maxsize=8192)(stems)  # the phrases of facts are the same at each question


def _overlap(text: str, fact: Fact, spread: dict[str, int]) -> float:
    found: set[str] = set()
    score = 0.0
    for words in sorted(fact.words, key=len, reverse=True):
        own = _of_fact(words)
        if not own or f" {' '.join(own)} " not in text or set(own) <= found:
            continue
        found.update(own)
        score += (_PHRASE if len(own) > 1 else _WORD) + 1 / spread.get(" ".join(own), 1)
    return score

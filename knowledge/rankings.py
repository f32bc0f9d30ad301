"""Largest, smallest, first n, rank of one, mean: everything that orders amounts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.answers import (
    Answer,
    Average,
    BodyRanking,
    Comparison,
    Group,
    Nothing,
    OneProject,
    Premise,
    Rank,
    Ranking,
    Several,
    Ties,
)
from knowledge.questions import EXTREMES, NEIGHBOURS, Filter, Operation, Question, Range, Subject, Want
from knowledge.records import MINISTERIAL, Organisation, OrganisationKind, Project
from knowledge.selection import none, scope, select
from knowledge.sums import selection
from knowledge.text import phrase

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase

_BODIES = {
    "ministry": MINISTERIAL,
    "operator": (OrganisationKind.OPERATOR,),
    "directorate": (OrganisationKind.DIRECTORATE,),
    "organisation": tuple(k for k in OrganisationKind if k is not OrganisationKind.ABSENT),
}


_BESIDE_THE_MEAN = phrase(
    r"(?P<above>au[- ]dessus|plus que|d[ée]pass\w*|sup[ée]rieur\w*|mieux que)|(?P<below>en[- ]dessous|au[- ]dessous|moins que|inf[ée]rieur\w*|sous la)"
)


# "La fraude, c'est le plus gros ?", and not "c'est quoi le plus gros ?".
_IS_IT = phrase(
    r"\b(?:vu que|puisque|sachant que|étant)\b|, (?:le|la) (?:projet |lauréat )?(?:le |la )?(?:plus|mieux|moins)\b[^,]*,|\bc['’ ]?est\b|\best[- ]ce\b|\best (?:bien |donc |vraiment )?(?:le|la|sur|dans|parmi)\b"
)
_IT_IS = r"\bc['’ ]?est (?:donc |bien |toujours )?(?:le |la |les |l['’ ])?"
_ORDER = phrase(r"\b(?:plus|moins|mieux)\b")
# "Parmi les projets de ce ministère, il se classe combientième ?"
_AMONG_ITS_OWN = phrase(
    r"\b(?:parmi|dans|sur|entre|au sein de) (?:tous )?(?:les|ses|leurs|ceux)\b|\bau sein d(?:e|u)\b"
)
_HOW_MUCH = phrase(r"\b(?:combien|quel(?:le)? (?:montant|somme|subvention|dotation|enveloppe))\b")
_ALL_THE_SAME = phrase(r"\btou(?:s|tes)\b[^.?!]*\bmême\b")
# "Du moins cher au plus cher", "par ordre croissant".
_RISING = phrase(
    r"\bcroissant\b|\bd(?:u|e la|es) (?:plus (?:petit|bas|faible|modeste|maigre)|moins \w+)\w*\b.*\b(?:au|à la|aux) (?:plus|mieux)\b"
    r"|\bde bas en haut\b|\ben (?:commençant|partant) (?:par|d)[eu]? ?(?:le |la |les )?(?:plus (?:petit|bas|faible)|moins)"
)
_WHICH = phrase(r"\bqu(?:i|oi|el(?:le)?s?)\b|\b(?:le|la|les)quel(?:le)?s?\b")


def by_amount(projects: list[Project], lowest_first: bool = False) -> list[Project]:
    """Projects by grant; those that tie keep the order of the announcements."""
    return sorted(projects, key=lambda p: p.euros, reverse=not lowest_first)


def at_the_end(kb: KnowledgeBase, about: Filter, lowest: bool = False) -> Project:
    """The largest of the projects in question, or the smallest.

    Raises:
        IndexError: there are none.
    """
    return by_amount(select(kb, about), lowest)[0]


def ranking(kb: KnowledgeBase, question: Question) -> Answer:
    """The answer to a question of order."""
    if question.unit in _BODIES:
        return _with_its_sum(kb, question, _bodies(kb, question))
    if question.operation is Operation.RANK and (question.about.topical or question.about.of_kind("organisation")):
        found = _rank(kb, question)
        if found is not None:
            return _with_the_one_there(kb, question, found)
        if question.about.of_kind("organisation") and not question.about.topical:
            return _bodies(kb, question.copy(update={"unit": "organisation"}))
    if question.operation in NEIGHBOURS:
        return _neighbour(kb, question)
    if question.operation is Operation.EXTREMES:
        return extremes(kb, question)
    supposed = _supposed(kb, question)
    if supposed is not None and question.position is not None:
        placed = _rank(kb, question.with_filter(Filter(subjects=_as_itself(supposed, question.about))))
        if placed is not None:
            return placed  # "les fourrières, deuxième plus gros projet ?"
    if supposed is not None:
        among = tuple(s for s in question.about.subjects if not s.is_topical and not _is_it(kb, s, supposed))
        rest = question.about.copy(update={"subjects": among})
        if supposed.id not in rest.within or len(rest.within) < 2:
            rest = rest.copy(update={"within": ()})
        answer = ranking(kb, question.copy(update={"about": rest}))
        if isinstance(answer, Ranking):
            holds = supposed.id in {p.id for p in answer.ranked}
            weighed = replace(answer, premise=Premise(holds))
            besides = OneProject(supposed, (_besides(question),))
            return weighed if holds else Several((weighed, besides))
    candidates = [p for p in select(kb, question.about) if p.amount.euros is not None]
    if not candidates:
        return none(kb, question.about)
    rising = question.operation is Operation.SORT and _RISING.search(question.text) is not None
    lowest = rising or question.operation is Operation.LOWEST
    ordered = by_amount(candidates, lowest)
    where = scope(kb, question.about)
    position = question.position
    if position is not None and position < 0:
        ordered, lowest, position = by_amount(candidates, not lowest), not lowest, -position
    if position is not None:
        if position > len(ordered):
            return Nothing(why="none", scope=where)
        at = ordered[position - 1]
        kept = [p for p in ordered if p.euros == at.euros]
        return Ranking(tuple(kept), where, lowest, len(ordered), position)
    count = question.top or (len(ordered) if question.operation in (Operation.SORT, Operation.RANK) else 1)
    edge = ordered[min(count, len(ordered)) - 1]
    kept = [p for i, p in enumerate(ordered) if i < count or p.euros == edge.euros]
    return Ranking(tuple(kept), where, lowest, len(ordered))


def _with_its_sum(kb: KnowledgeBase, question: Question, found: Answer) -> Answer:
    """A ranking of bodies, with what the one taken for the first has: "l'Intérieur, ministère le mieux doté, a eu combien ?"."""
    bodies = question.about.of_kind("organisation")
    asked = len(bodies) == 1 and question.operation in EXTREMES and _HOW_MUCH.search(question.text)
    if not (isinstance(found, BodyRanking) and asked):
        return found
    first = bodies[0].id in {g.organisation.id for g in found.groups if g.organisation}
    own = question.copy(update={"operation": None, "unit": None})
    return found if first else Several((found, selection(kb, own, Want.AMOUNT)))


def _supposed(kb: KnowledgeBase, question: Question) -> Project | None:
    """The one project that a question takes for the largest or smallest: "la licence est bien la mieux dotée ?"."""
    about = question.about
    own = select(kb, about) if about.topical or about.of_kind("organisation") else []
    if question.operation not in EXTREMES or len(own) != 1:
        return None
    if any(s.text and re.search(rf"{_IT_IS}{re.escape(s.text)} qui\b", question.text, re.I) for s in about.operands):
        return own[0]  # "c'est Radio France qui a touché le plus ?"
    order = _ORDER.search(question.text)
    which = _WHICH.search(question.text, 0, order.end() if order is not None else len(question.text))
    if not about.topical:  # a body with one project: "comment se fait-il que Radio France soit le moins doté ?"
        return own[0] if _named_before_order(question) and not which else None
    wondered = question.yes_no or (_IS_IT.search(question.text) and not which)
    return own[0] if wondered or (_named_before_order(question) and not which) else None


def _besides(question: Question) -> Want:
    """What is told of a project beside its place: "le contrôle fiscal, plus gros projet de tous, à quoi sert-il ?"."""
    if _HOW_MUCH.search(question.text):
        return Want.AMOUNT
    asked = (want for want in question.wants if want in (Want.DESCRIPTION, Want.BENEFITS, Want.CARRIER))
    return next(asked, Want.AMOUNT)


def _as_itself(project: Project, about: Filter) -> tuple[Subject, ...]:
    return (Subject(kind="project", id=project.id), *about.of_kind("call"))


def _named_before_order(question: Question) -> bool:
    """Whether what is named comes before the words that order: "le contrôle fiscal, plus gros projet des deux appels, …"."""
    order = _ORDER.search(question.text)
    places = [question.text.find(s.text) for s in question.about.operands if s.kind != "call" and s.text]
    return order is not None and bool(places) and all(0 <= place < order.start() for place in places)


def _is_it(kb: KnowledgeBase, subject: Subject, project: Project) -> bool:
    """Whether a body stands for the one project that it carries."""
    return subject.kind == "organisation" and kb.carried_by(subject.id) == [project.id]


def _neighbour(kb: KnowledgeBase, question: Question) -> Answer:
    """The project whose grant comes next below, or above, that of the one named."""
    rank = _rank(kb, question)
    if rank is None:
        return none(kb, question.about)
    rest = Filter(subjects=question.about.of_kind("call"))
    position = rank.place - 1 if question.operation is Operation.BEFORE else rank.place + len(rank.tied) + 1
    if not position:  # nothing is ahead of the first: it is told
        return ranking(kb, question.copy(update={"about": rest, "operation": Operation.HIGHEST, "position": None}))
    return ranking(kb, question.copy(update={"about": rest, "operation": Operation.HIGHEST, "position": position}))


def extremes(kb: KnowledgeBase, question: Question) -> Answer:
    """The largest and the smallest, asked for at once: side by side where each is one project."""
    kept = by_amount([p for p in select(kb, question.about) if p.amount.euros is not None])
    if len(kept) > 1 and kept[0].euros > kept[1].euros and kept[-1].euros < kept[-2].euros:
        pair = (kept[0], kept[-1])
        groups = (Group(p.title, (p,), p.euros, Subject(kind="project", id=p.id)) for p in pair)
        return Comparison(tuple(groups), Want.PROJECTS)
    return Several(tuple(ranking(kb, question.copy(update={"operation": o, "top": None})) for o in EXTREMES))


def ties(kb: KnowledgeBase, question: Question) -> Answer:
    """Which of the projects in question got one and the same amount."""
    among = [p for p in select(kb, question.about) if p.amount.euros is not None]
    by_euros: dict[int, list[Project]] = {}
    for project in by_amount(among):
        by_euros.setdefault(project.euros, []).append(project)
    groups = tuple(tuple(group) for group in by_euros.values() if len(group) > 1)
    return Ties(groups, scope(kb, question.about), question.yes_no or _ALL_THE_SAME.search(question.text) is not None)


def average(kb: KnowledgeBase, question: Question) -> Answer:
    """The mean grant of the projects in question, or the median one."""
    kept = tuple(p for p in select(kb, question.about) if p.amount.euros is not None)
    where = scope(kb, question.about)
    return Average(kept, where, question.operation is Operation.MEDIAN) if kept else Nothing(why="none", scope=where)


def beside_the_mean(kb: KnowledgeBase, question: Question) -> Filter | None:
    """The projects above or below the mean of those in question: "combien dépassent la moyenne ?"."""
    side = _BESIDE_THE_MEAN.search(question.text)
    found = average(kb, question) if side is not None else None
    if side is None or not isinstance(found, Average):
        return None
    above = side.lastgroup == "above"
    bounds = Range(low=found.mean, strict=True) if above else Range(high=found.mean, strict=True)
    return question.about.copy(update={"amounts": bounds})


def _rank(kb: KnowledgeBase, question: Question) -> Rank | None:
    """The place of the project in question among those of the call asked about, or of all."""
    own = select(kb, Filter(subjects=(*question.about.topical, *question.about.of_kind("organisation"))))
    if len(own) != 1:
        return None
    within = bool(question.about.topical) and _AMONG_ITS_OWN.search(question.text) is not None
    bodies = question.about.of_kind("organisation") if within else ()
    among_filter = Filter(subjects=(*question.about.of_kind("call"), *bodies))
    among = [p for p in select(kb, among_filter) if p.amount.euros is not None]
    project = own[0]
    place = 1 + sum(p.euros > project.euros for p in among)
    tied = tuple(p for p in among if p.euros == project.euros and p.id != project.id)
    supposed = question.position if question.position is None or question.position > 0 else len(among)
    premise = Premise() if supposed is None else Premise(place <= supposed <= place + len(tied))
    return Rank(project, place, len(among), scope(kb, among_filter), tied, premise)


def _with_the_one_there(kb: KnowledgeBase, question: Question, found: Rank) -> Answer:
    """A project's place, and what is at the place that it was taken to have: "juste au-dessus vient Radio France, non ?"."""
    if found.premise.holds is not False or question.position is None or not question.yes_no:
        return found
    scope_only = question.about.copy(update={"subjects": question.about.of_kind("call")})
    there = ranking(kb, question.copy(update={"operation": Operation.HIGHEST, "about": scope_only, "yes_no": False}))
    return Several((found, there)) if isinstance(there, Ranking) else found


def _bodies(kb: KnowledgeBase, question: Question) -> Answer:
    """Bodies of a kind, ordered by the sum of the grants that they carry, alone or with others, or by their number."""
    kinds = _BODIES[question.unit or "organisation"]
    among = {"subjects": question.about.of_kind("call", "theme", "keyword"), "amounts": None}
    projects = select(kb, question.about.copy(update=among))
    carried = [_carried(body, projects) for body in kb.organisations.values() if body.kind in kinds]
    each = question.each or Range(low=1)
    groups = [g for g in carried if g.members and each.holds(len(g.members))]
    by_number = question.by_number or question.each is not None
    groups = [g for g in groups if by_number or g.priced]
    bounds = question.about.amounts
    if bounds is not None:
        groups = [g for g in groups if bounds.holds(g.euros)]
    lowest = question.operation is Operation.LOWEST
    if not groups:
        return none(kb, question.about)
    size = _number if by_number else _sum
    groups.sort(key=size, reverse=not lowest)
    ordered = question.operation in EXTREMES
    top = question.top or (1 if ordered else None)
    place = question.position if ordered else None
    if place is not None:
        index = place - 1 if place > 0 else place
        if not -len(groups) <= index < len(groups):
            return none(kb, question.about)
        groups = [g for g in groups if size(g) == size(groups[index])]
    elif top is not None:
        edge = size(groups[min(top, len(groups)) - 1])
        groups = [g for i, g in enumerate(groups) if i < top or size(g) == edge]
    where = scope(kb, Filter(subjects=question.about.of_kind("call", "theme", "keyword")))
    return BodyRanking(tuple(groups), where, lowest, top, by_number, question.each, place)


def by_number(kb: KnowledgeBase, question: Question) -> BodyRanking:
    """The bodies named, by how many projects each carries: "qui a le plus de projets, l'Intérieur ou le Travail ?"."""
    of_calls = Filter(subjects=question.about.of_kind("call"))
    projects = select(kb, of_calls)
    groups = [_carried(kb.organisations[s.id], projects) for s in question.about.of_kind("organisation")]
    groups.sort(key=_number, reverse=True)
    return BodyRanking(tuple(groups), scope(kb, of_calls), False, None, by_number=True)


def _carried(body: Organisation, projects: list[Project]) -> Group:
    """Those of some projects that a body carries, alone or with others."""
    own = tuple(p for p in projects if body.id in p.carriers)
    named = Subject(kind="organisation", id=body.id)
    return Group(body.name, own, sum(p.euros for p in own), named, body)


def _sum(group: Group) -> int:
    return group.euros


def _number(group: Group) -> int:
    return len(group.members)


def bodies(kb: KnowledgeBase, unit: str, about: Filter) -> tuple[list[str], list[Project]]:
    """The ids of the bodies of a kind that carry the projects in question, and these projects."""
    projects = select(kb, about)
    kinds = _BODIES[unit]
    carriers = dict.fromkeys(c for p in projects for c in p.carriers)
    return [c for c in carriers if kb.organisations[c].kind in kinds], projects


def is_body(unit: str | None) -> bool:
    """Whether a unit is a kind of body."""
    return unit in _BODIES

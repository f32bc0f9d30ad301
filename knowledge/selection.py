"""Which projects a filter keeps, and how to say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import french
from knowledge.answers import Coverage, Nothing
from knowledge.questions import Filter, Range, Subject
from knowledge.records import FUND, MINISTERIAL, Organisation, Project

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase


def members(kb: KnowledgeBase, subject: Subject) -> list[str]:
    """The ids of the projects that a subject stands for."""
    if subject.kind in ("project", "keyword"):
        return [subject.id] if subject.id in kb.projects else []
    if subject.kind in ("organisation", "theme", "region", "call"):
        return kb.gathered(subject.kind, subject.id)
    if subject.kind == "words":
        return subject.id.split()
    return []


def topics(kb: KnowledgeBase, about: Filter) -> list[set[str]]:
    """The topical subjects as groups of projects: words that lead to the same projects make one group.

    "Les SDF et l'hébergement d'urgence" is one project said twice; "les SDF et les fourrières" are two.
    """
    groups: list[set[str]] = []
    for subject in about.topical:
        own = set(members(kb, subject))
        for group in groups:
            if group & own:
                group &= own
                break
        else:
            groups.append(own)
    return groups


def select(kb: KnowledgeBase, about: Filter) -> list[Project]:
    """The projects that a filter keeps, in the order of the announcements, of the answer that told them, or of their names."""
    kept = _kept(kb, about)
    found = list(kb.projects.values() if kept is None else kb.in_order(kept))
    named = tuple(s.id for s in about.operands) if about.union else ()
    order = about.within or (named if set(named) == {p.id for p in found} else ())
    if order:
        found.sort(key=lambda p: order.index(p.id))
    calls = {s.id for s in about.of_kind("call")}
    if calls:
        found = [p for p in found if p.call in calls]
    if about.excluding:
        excluded = set().union(*(members(kb, s) for s in about.excluding))
        found = [p for p in found if p.id not in excluded]
    if about.amounts is not None:
        found = [p for p in found if p.amount.euros is not None and about.amounts.holds(p.amount.euros)]
    if about.joint is not None:
        found = [p for p in found if (len(p.carriers) > 1) == about.joint]
    if about.carriers is not None:
        found = [p for p in found if len(p.carriers) == about.carriers]
    if about.joint and about.ministries:
        found = [p for p in found if sum(kb.organisations[c].kind in MINISTERIAL for c in p.carriers) > 1]
    for extreme in (s for s in about.excluding if s.kind == "extreme"):
        found = _without_extreme(found, extreme)
    return found


def _without_extreme(projects: list[Project], extreme: Subject) -> list[Project]:
    """The projects without so many of the largest, or of the smallest: "sauf les deux plus gros"."""
    order, number = extreme.id.split()
    ranked = sorted(projects, key=lambda p: p.euros, reverse=order == "highest")[: int(number)]
    return [p for p in projects if p not in ranked]


def _kept(kb: KnowledgeBase, about: Filter) -> set[str] | None:
    """The ids of the projects within what was told, on the topics and of the bodies of a filter; None: all there are."""
    groups = [set(about.within)] if about.within else []
    topical = topics(kb, about)
    if about.union:
        groups.append({project for s in about.operands if s.kind != "call" for project in members(kb, s)})
    elif topical:
        groups.append(set().union(*topical))
    bodies = [set(members(kb, s)) for s in about.of_kind("organisation")]
    if bodies and not about.union:
        groups.append(set.intersection(*bodies) or set().union(*bodies))
    return set.intersection(*groups) if groups else None


def coverage(kb: KnowledgeBase, about: Filter) -> Coverage | None:
    """How many laureates are described of the call, or of the fund, that a filter narrows; None where all of them are."""
    named = about.of_kind("call")
    whole = any((s.kind, s.id) == ("term", FUND) for s in about.subjects)
    calls = [kb.calls[s.id] for s in named] if named else list(kb.calls.values()) if whole else []
    narrowed = about.topical or about.of_kind("organisation") or about.amounts or about.joint is not None
    narrowed = narrowed or about.carriers is not None
    selected, described = sum(c.selected for c in calls), sum(len(kb.gathered("call", c.id)) for c in calls)
    if not narrowed or about.within or about.of_kind("project") or described >= selected:
        return None
    return Coverage(described, selected, calls[0] if len(calls) == 1 else None)


def scope(kb: KnowledgeBase, about: Filter) -> str:
    """The filter in words, to follow "projets": "du ministère de l'Intérieur", "du deuxième appel"."""
    parts = []
    bodies = [kb.organisations[s.id] for s in about.of_kind("organisation")]
    if bodies:
        parts.append(french.join(contracted("de", b) for b in bodies))
    topical = [label(kb, s) for s in about.topical]
    if topical:
        parts.append("sur " + french.join(f"« {text} »" for text in dict.fromkeys(topical)))
    calls = [kb.calls[s.id] for s in about.of_kind("call")]
    if calls:
        parts.append(french.join(f"du {c.name}" for c in calls))
    if about.carriers is not None:
        parts.append(f"portés par {about.carriers} organismes")
    elif about.joint is not None:
        several = "portés par plusieurs ministères" if about.ministries else "portés à plusieurs"
        parts.append(several if about.joint else "portés par un seul organisme")
    if about.amounts is not None:
        parts.append(bounds(about.amounts))
    if about.excluding:
        others = [label(kb, s) for s in about.excluding]
        parts.append("sans " + french.join(others[:4]) if len(others) < 5 else "hors de ceux déjà cités")
    if about.within and not parts:
        parts.append("de la liste précédente")
    return " ".join(parts)


def none(kb: KnowledgeBase, about: Filter) -> Nothing:
    """That a filter keeps no project; that there is no other one, where what was told before is left out of it.

    Laureates that nobody describes may meet a filter that only leaves out some of a call: "ceux qui ne sont pas de la DINSIC".
    """
    calls = about.of_kind("call")
    if about.excluding and len(calls) == 1 and about.operands == calls and about.amounts is None:
        call = kb.calls[calls[0].id]
        hidden = call.selected - len(kb.gathered("call", call.id))
        if hidden:
            return Nothing("undescribed", call=call, undescribed=hidden)
    if about.operands and about.excluding and all(s.kind == "project" for s in about.excluding):
        return Nothing("no_other", scope=scope(kb, about.copy(update={"excluding": ()})))
    inside = " dans la liste précédente" if about.within and about.operands else ""
    return Nothing("none", scope=scope(kb, about) + inside)


def bounds(amounts: Range) -> str:
    """A range in words: "de plus de 5 millions d'euros"."""
    low, high = amounts.low, amounts.high
    if low is not None and high is not None:
        if low == high:
            return f"d'exactement {french.euros(low)}"
        return f"entre {french.euros(low)} et {french.euros(high)}"
    if low is not None:
        return f"de {'plus de' if amounts.strict else 'au moins'} {french.euros(low)}".replace("de au", "d'au")
    if high is not None:
        return f"de {'moins de' if amounts.strict else 'au plus'} {french.euros(high)}".replace("de au", "d'au")
    return ""


def label(kb: KnowledgeBase, subject: Subject) -> str:
    """A subject as the reply names it."""
    if subject.kind == "project":
        return kb.projects[subject.id].title if subject.id in kb.projects else subject.text
    if subject.kind == "organisation":
        return kb.organisations[subject.id].name
    if subject.kind == "theme":
        return kb.themes[subject.id].name if kb.on_theme(subject.id) else subject.text or kb.themes[subject.id].name
    if subject.kind == "region":
        return kb.regions[subject.id].name
    if subject.kind == "call":
        return kb.calls[subject.id].name
    if subject.kind == "term":
        return kb.terms[subject.id].name
    if subject.kind == "extreme":
        order, number = subject.id.split()
        largest = "gros" if order == "highest" else "petit"
        return f"le plus {largest}" if number == "1" else f"les {number} plus {largest}s".replace("ss", "s")
    if subject.kind == "keyword" and not subject.text:
        return kb.projects[subject.id].title
    return subject.text


def contracted(preposition: str, organisation: Organisation) -> str:
    """The body after "de" or "à"."""
    return french.contracted(preposition, organisation.article, organisation.name)


def named(organisation: Organisation) -> str:
    """The body with its article: le ministère de la Culture."""
    return french.with_article(organisation.article, organisation.name)

"""Amounts: of one project, added up, compared, as a share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from knowledge import facts
from knowledge.answers import (
    Answer,
    Comparison,
    Gap,
    Group,
    Nothing,
    OneProject,
    Premise,
    Selection,
    Several,
    Share,
    Stated,
)
from knowledge.quantities import count_before
from knowledge.questions import Filter, Operation, Question, Subject, Want
from knowledge.records import FUND, Asked, Fact, Measure, Project
from knowledge.selection import label, none, scope, select, topics
from knowledge.text import keys, phrase

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase


# "Combien demandaient-ils au premier appel ?", not "je vous demande combien".
_ASKED_FOR = phrase(
    r"\b(?:demandaient|demandait|réclam\w+|sollicit\w+|(?:ont|avaient|a|avait|étaient)(?:[- ](?:ils|elles|il|on))? (?:\w+ )?demandée?s?)\b"
)
# "C'est plus que la Culture ?", "en dessous des fourrières ?"
_MORE_THAN = phrase(
    r"\b(?:plus|davantage|mieux)\b[^.?!]*?\bqu(?:e\b|['’])|\b(?:sup[ée]rieur|d[ée]passe|devance|devant)\w*|\bau[- ]dessus\b"
)
_LESS_THAN = phrase(r"\bmoins\b[^.?!]*?\bqu(?:e\b|['’])|\b(?:inf[ée]rieur|derri[èe]re)\w*|\b(?:en|au)[- ]dess?ous\b")
_TIMES = phrase(
    r"\b(\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt) fois (?:plus|moins|mieux|davantage)\b"
)
# "Plus ou moins ?", "plus cher ou moins cher ?": of the last thing, against the one before.
MORE_OR_LESS = phrase(
    r"\bau[- ]dessus ou (?:bien )?(?:en |au[- ])dessous\b|\bplus\b(?: \w+)? (?:ou|que) (?:bien )?moins\b|\bmoins\b(?: \w+)? ou (?:bien )?plus\b"
)
_THAN = phrase(r"\b(?:plus|moins)\b[^.?!]*?\bqu(?:e\b|['’])")
_ABOUT_SO_MUCH = 0.15  # "deux fois plus" is said of 1.7 to 2.3 times
_WHICH = phrase(r"\bqui\b|\bcombien\b|\b(?:le|la|les)?quel(?:le)?s?\b")
_OF_OTHERS = phrase(r"\bautres?\b")
# "Sur les 700 millions, il reste combien ?", "reste donc, à cette date ?"
REMAINS = phrase(
    r"\brest(?:e|ent|ait|aient|era|erait)\b.*\b(?:combien|quoi)\b|\bcombien\b.*\brest(?:e|ent|ait|era|erait)\b"
    r"|\bil (?:ne |n['’])?(?:en )?rest(?:e|ait|erait) (?:donc |alors |encore |bien |plus )*(?:que |qu['’])?\d|\breliquat\b|\b(?:enveloppe|montant|somme|argent|dotation|budget)s? restante?s?\b|(?<!se )\bsolde\b|\bqu(?:e |['’]il )rest(?:e|ait|era|erait)\b|\bquel (?:est le )?reste\b"
    r"|\bécart (?:avec|par rapport à) (?:la dotation|l['’]enveloppe|sa dotation)\b"
    r"|^\W*(?:(?:et|donc|il)\W+)*reste(?:rait)?\b(?! à charge)|\blaiss\w+ (?:donc )?(?:combien|quoi)(?: (?:à|aux?)\b|\W*$)"
    r"|\ble reste\b[^?]*\b(?:s['’ ]?élève|se monte|se chiffre|fait|représente)\w*\b"
)
# "Ce que le fonds ne paie pas".
NOT_PAID = phrase(
    r"\b(?:ne |n['’])(?:l['’]|le |les |y |en )?(?:paye?|paie|finance|prend|apporte|couvre|verse|met)\w* pas\b|\b(?:n['’]est|n['’]étai(?:t|ent)|ne sont) pas (?:\w+ )?(?:pris\w* en charge|pay\w+|financ\w+|couvert\w*) par le fonds\b"
    r"|\bmoins (?:l['’]apport|la part|l['’]aide|la contribution|la subvention|ce que (?:donne|paie|paye|verse|apporte|met)) (?:du|le) fonds\b"
)
# "En comptant ce que le fonds ne paie pas": the full cost.
_COUNTED_TOO = phrase(r"\b(?:en comptant|y compris|en incluant|avec) (?:aussi )?ce que\b")
_SPENT = phrase(
    r"\b(?:claqu|dépens|depens|distribu|donné|versé|engagé|parti|utilisé|consomm|investi|épuis|attribué|écoulé)\w*"
)
_AFTER_IT = phrase(r"\b(?:après|à l['’]issue|au terme|à la suite|à la fin)\b")
YEARLY = phrase(r"\bl['’]an(?:née)? à\b|\bpar an\b|\bl['’]an\b|\bannuel|\bchaque année\b|\btous les ans\b")
_ONE_YEAR = phrase(r"\b(?:pour|en|sur) (?:une?|1) (?:seule? )?ann?(?:ée)?\b|\bpar an\b|\bchaque année\b|\bannuel")
_OUT_OF = phrase(r"\bsur (?:les |ces )?\d[^?]*\bcombien\b|\bcombien\b[^?]*\bsur (?:les |ces )?\d")
_HOW_MUCH = phrase(r"\b(?:combien|quel(?:le)?s?|reste\w*)\b")
_ENDOWED = ("dot", "envelop", "budget", "capital", "cagnot", "moyen")
_REQUESTED = ("demand", "reclam", "sollicit")
_COSTS = ("cout", "paie", "paye", "charg", "revien", "complet", "prix")
_GRANTED = ("accord", "octroy", "vers", "obten", "obtien", "attribu", "satisf", "donn", "lach")
_PUT_UP = phrase(r"\b(?:mis|met|mettre|mettait)\w* (?:sur la table|dans|pour|à disposition|au pot)\b")
_MEASURED = ((_REQUESTED, Measure.REQUESTED), (_COSTS, Measure.COST), (_GRANTED, Measure.AWARDED))
_RATE = "taux de sélection des dossiers"
# What weighs the rates of both calls: "le deuxième était-il moins sélectif ?".
_SELECTIVE = phrase(
    r"\bcompar\w+|\bchac\w+ (?:des deux )?(?:appels?|vagues?)|\bpour chacune?\b|\b[àa] chaque (?:appel|fois)|\bl['’]une? et (?:pour |à )?l['’]autre\b|\brespecti\w+|\bs[ée]lectif\w*|\bproportionnellement\b|\b(?:plus|moins) (?:souvent|de chances?|dur\w*|difficile|facile|simple|sévère|accessible)\b"
)
# Shares that need no project: the beginnings of the words that ask for them, the part, the whole, and how both are said.
_SHARES = (
    (
        _REQUESTED,
        Measure.AWARDED,
        Measure.REQUESTED,
        "La somme accordée",
        "de la somme demandée",
    ),
    (
        (*_COSTS, "total", "apport", "valeur"),
        Measure.AWARDED,
        Measure.COST,
        "L'apport du fonds",
        "du montant total des projets",
    ),
    (
        ("dossier", "candidat", "retenu", "selection", "accept", "laureat", "reussite", "depos"),
        Measure.SELECTED,
        Measure.RECEIVED,
        "Les projets retenus",
        "des dossiers reçus",
    ),
    # Only where the whole is said: "quel pourcentage des 757 millions a été demandé ?"
    ((), Measure.REQUESTED, Measure.APPLIED, "La somme demandée au fonds", "du montant des projets candidats"),
)


def amount(kb: KnowledgeBase, question: Question) -> Answer | None:
    """How much; None where the question names nothing that has an amount."""
    about = question.about
    projectless = not (about.topical or about.of_kind("organisation") or about.within or about.amounts)
    if projectless and about.joint is None and not about.excluding:
        calls = about.of_kind("call")
        cost = kb.figure(calls[0].id if len(calls) == 1 else FUND, Measure.COST)
        remaining = kb.figure(FUND, Measure.REMAINING) if REMAINS.search(question.text) else None
        endowed = kb.figure(FUND, Measure.ENDOWMENT)
        of_fund = len(calls) != 1 or (endowed is not None and endowed.value in question.claims)
        if remaining is not None and of_fund and not _OF_OTHERS.search(question.text):
            return Stated((remaining,), Premise(True) if remaining.value in question.claims else Premise())
        found = _of_the_fund(kb, question)
        if found is not None:
            return found
        asked = question.unit in ("dossiers", "applicant")
        if len(calls) == 1 and _ASKED_FOR.search(question.text) and kb.figure(calls[0].id, Measure.REQUESTED) is None:
            return Nothing("unsaid")
        applied = kb.figure(calls[0].id, Measure.APPLIED) if len(calls) == 1 and asked else None
        said = _said(question.text)
        if applied is not None and _holds(said, (*_COSTS, "total", "global", "valeur", "val", "represent")):
            if not _holds(said, _REQUESTED):
                return Stated((applied,))
        awarded = kb.figure(FUND, Measure.AWARDED)
        if awarded is not None and endowed is not None and endowed.value in question.claims and not calls:
            if _SPENT.search(question.text) and not _HOW_MUCH.search(question.text):
                return Stated((awarded,), Premise(False))  # "les 700 millions ont tous été dépensés ?"
            if _OUT_OF.search(question.text):
                return Stated((awarded,))  # "sur 700 millions, combien sont déjà partis ?"
        after = awarded is not None and len(calls) == 1 and calls[0].id == kb.calls_in_order()[-1].id
        if awarded is not None and after and endowed is not None and endowed.value in question.claims:
            if _SPENT.search(question.text) and _AFTER_IT.search(question.text):
                return Stated((awarded,))  # "sur les 700 millions, combien étaient engagés après le deuxième appel ?"
        if endowed is not None and endowed.value in question.claims and _ONE_YEAR.search(question.text):
            return Stated((endowed,), Premise(False))  # "les 700 millions sont pour un an ?"
        fact = (
            (cost if question.missing == "full_cost" and not asked else None)
            or _granted(kb, question)
            or facts.best(kb, question, Asked.AMOUNT, least=facts.BY_WORDS if about.subjects else 1.0)
            or _usual(kb, about)
            or facts.telling(kb, question.claims)
        )
        if fact is not None:
            return _all_granted(kb, question, fact) or Stated((fact,), premise(question, fact.value))
        return Nothing("unsaid") if about.of_kind("term") else None
    if several(kb, about):
        return compared(kb, question)
    return selection(kb, question, Want.AMOUNT)


def _said(text: str) -> str:
    """The words of a text, folded and in the singular, a blank before each."""
    return f" {' '.join(keys(text))}"


def _holds(said: str, stems: Iterable[str]) -> bool:
    """Whether one of the words that were said begins with one of the stems."""
    return any(f" {stem}" in said for stem in stems)


def _of_the_fund(kb: KnowledgeBase, question: Question) -> Answer | None:
    """What was asked of the fund, gave it to several calls, or did it not pay; None where none of it is asked."""
    calls = question.about.of_kind("call")
    whose = calls[0].id if len(calls) == 1 else FUND
    if NOT_PAID.search(question.text) and not _COUNTED_TOO.search(question.text):
        cost, awarded = kb.figure(whose, Measure.COST), kb.figure(whose, Measure.AWARDED)
        return of_figures((cost, awarded), Operation.COMPARE) if cost is not None and awarded is not None else None
    said = _said(question.text)
    requested, awarded = kb.figure(whose, Measure.REQUESTED), kb.figure(whose, Measure.AWARDED)
    both = _holds(said, _REQUESTED) and _holds(said, _GRANTED) and question.operation is None and not question.claims
    if both and calls and requested is not None and awarded is not None:
        return Stated((requested, awarded))  # "que demandaient-ils, et que leur a-t-on octroyé ?"
    if not calls and _holds(said, _REQUESTED) and question.about.of_kind("term"):
        known = [fact for call in kb.calls if (fact := kb.figure(call, Measure.REQUESTED)) is not None]
        return Stated((known[0],)) if len(known) == 1 else None  # of the one call that tells it
    others = _holds(said, (*_REQUESTED, *_COSTS, *_ENDOWED))
    of_all = (
        len([s for s in question.about.subjects if s.id == FUND]) > 1
    )  # all calls, which are the fund, and the fund
    if of_all and not others and not question.missing:
        awarded = kb.figure(FUND, Measure.AWARDED)
        return Stated((awarded,)) if awarded is not None and question.operation in (None, Operation.SUM) else None
    return None


def of_figures(figures: tuple[Fact, ...], operation: Operation | None) -> Answer:
    """Figures of calls or of the fund: told, or two of one unit weighed against each other."""
    largest, *others = sorted(figures, key=lambda f: -(f.value or 0))
    if operation is Operation.SHARE and others:
        return Share("", others[0].value or 0, (), largest.value or 0, "", (others[0], largest))
    if operation is Operation.COMPARE and others:
        return Gap(largest, others[0])
    return Stated(figures)


def measures_apart(kb: KnowledgeBase, question: Question) -> Answer | None:
    """Two figures of one call or of the fund weighed: "entre ce qu'ils réclamaient et ce qu'ils ont obtenu ?"."""
    about = question.about
    calls = about.of_kind("call")
    if about.is_narrowed or len(calls) > 1 or about.operands != calls:
        return None
    said = _said(question.text)
    asked = [measure for stems, measure in _MEASURED if _holds(said, stems)]
    whose = calls[0].id if calls else FUND
    figures = [fact for measure in asked if (fact := kb.figure(whose, measure)) is not None]
    return of_figures(tuple(figures), Operation.COMPARE) if len(figures) == 2 else None


def _granted(kb: KnowledgeBase, question: Question) -> Fact | None:
    """What one call granted, where just that is asked: "la somme octroyée par le fonds aux lauréats de novembre"."""
    calls = question.about.of_kind("call")
    said = _said(question.text)
    given = _holds(said, _GRANTED) or _PUT_UP.search(question.text) is not None
    if len(calls) != 1 or not given or question.missing:
        return None
    other = _holds(said, (*_REQUESTED, *_COSTS))
    return None if other else kb.figure(calls[0].id, Measure.AWARDED)


def _all_granted(kb: KnowledgeBase, question: Question, fact: Fact) -> Stated | None:
    """What was granted, with what was requested, where the question takes the one for the other.

    "Les 300 millions réclamés ont été accordés ?" names a right figure, and is wrong.
    """
    said = _said(question.text)
    granted = kb.figure(fact.about, Measure.AWARDED)
    confused = _holds(said, _REQUESTED) and _holds(said, _GRANTED)
    if fact.measure is not Measure.REQUESTED or fact.value not in question.claims or granted is None or not confused:
        return None
    return Stated((granted, fact), Premise(False))


def _usual(kb: KnowledgeBase, about: Filter) -> Fact | None:
    """The amount that is meant where nothing says which: what a call granted, what the fund is endowed with."""
    calls = about.of_kind("call")
    if calls:
        return kb.figure(calls[0].id, Measure.AWARDED)
    return kb.figure(FUND, Measure.ENDOWMENT) if any(s.id == FUND for s in about.subjects) else None


def several(kb: KnowledgeBase, about: Filter) -> bool:
    """Whether a filter names several things that have no project in common."""
    bodies = about.of_kind("organisation")
    if len(topics(kb, about)) > 1 or about.union:
        return True
    if len(bodies) > 1 and not about.topical:
        return not set.intersection(*(set(kb.carried_by(b.id)) for b in bodies)) or len(bodies) == 2
    return False


def selection(kb: KnowledgeBase, question: Question, asked: Want) -> Answer:
    """The projects in question with their sum; the project itself where there is one."""
    about = question.about
    kept = select(kb, about)
    if not kept:
        return none(kb, about)
    if len(kept) == 1 and not question.wants[1:] and asked is not Want.COUNT:
        subject = about.topical[0] if about.topical else None
        return OneProject(kept[0], (asked,), premise(question, kept[0].amount.euros), subject)
    bodies = about.of_kind("organisation")
    shared = tuple(p for p in kept if len(p.carriers) > 1) if len(bodies) == 1 else ()
    calls = about.of_kind("call")
    call = kb.calls[calls[0].id] if len(calls) == 1 and about.is_only(calls) else None
    total = sum(p.euros for p in kept)
    return Selection(
        tuple(kept), scope(kb, about), asked, shared, premise(question, total if asked is Want.AMOUNT else len(kept)),
        call=call,
    )  # fmt: skip


def premise(question: Question, value: int | None) -> Premise:
    """Whether an amount or number that the question takes for true is the right one."""
    if not question.claims or value is None:
        return Premise()
    return Premise(value in question.claims)


def compared(kb: KnowledgeBase, question: Question) -> Answer:
    """The things named, side by side; those whose amounts are not given are told apart from the others."""
    about = question.about
    found, used = groups_of(kb, about)
    groups = [g for g in found if g.priced]
    if len(groups) < 2:
        return selection(kb, question, Want.AMOUNT)
    if len(groups) < len(found):
        untold = [_alone(kb, question, g) for g in found if not g.priced]
        rest = about.copy(update={"subjects": tuple(g.subject for g in groups) + about.of_kind("call")})
        return Several((compared(kb, question.copy(update={"about": rest})), *untold))
    member_sets = [set(p.id for p in g.members) for g in groups]
    overlap = any(a & b for i, a in enumerate(member_sets) for b in member_sets[:i])
    if question.operation in (Operation.COMPARE, Operation.HIGHEST, Operation.LOWEST):
        lowest = question.operation is Operation.LOWEST
        premise, more = _weighed(groups, question)
        return Comparison(tuple(groups), Want.PROJECTS, None, overlap, used, lowest, premise, more)
    once = {p.id: p.euros for g in groups for p in g.members}
    total = sum(once.values()) if overlap else sum(g.euros for g in groups)  # calls have projects without amounts
    return Comparison(tuple(groups), Want.AMOUNT, total, overlap, used)


def _weighed(groups: list[Group], question: Question) -> tuple[Premise, bool | None]:
    """Whether the one has more, or less, than the other as is wondered; and which of both, where "plus ou moins" is asked.

    "C'est moins que le cloud, donc ?" holds or not; "plus ou moins que le cloud ?" is more (True) or less.
    """
    either = MORE_OR_LESS.search(question.text)
    named = (
        any(question.text.find(g.subject.text) > either.end() for g in groups if g.subject.text) if either else False
    )
    if either is not None and len(groups) == 2 and not (named and _THAN.search(question.text)):
        earlier, last = groups
        return Premise(), last.euros > earlier.euros if last.euros != earlier.euros else None
    more, less = _MORE_THAN.search(question.text), _LESS_THAN.search(question.text)
    if either is not None:
        more = less = either
    said = more or less
    if len(groups) != 2 or said is None or _WHICH.search(question.text):
        return Premise(), None
    place = [question.text.find(g.subject.text) if g.subject.text else -1 for g in groups]
    before = [g for g, at in zip(groups, place) if 0 <= at < said.start()]
    after = [g for g, at in zip(groups, place) if at >= said.start()]
    if len(after) != 1 or len(before) > 1:
        return Premise(), None
    one, other = next(g for g in groups if g is not after[0]).euros, after[0].euros
    if more and less:
        return Premise(), one > other if one != other else None
    so_much = _times(question.text)
    larger, smaller = (one, other) if more else (other, one)
    holds = (
        larger > smaller if so_much is None else abs(larger - so_much * smaller) < _ABOUT_SO_MUCH * so_much * smaller
    )
    return Premise(holds), None


def _times(text: str) -> int | None:
    """How many times more or less is said: "deux fois plus que"; None where no factor is."""
    said = _TIMES.search(text)
    return count_before(said[1]) if said is not None else None


def _alone(kb: KnowledgeBase, question: Question, group: Group) -> Answer:
    """What is told of one of the things named, by itself."""
    about = Filter(subjects=(group.subject, *question.about.of_kind("call")))
    return selection(kb, Question(about=about, wants=(Want.AMOUNT,)), Want.AMOUNT)


def extreme(groups: list[Group], operation: Operation | None) -> Group:
    """The group with the largest sum, or the smallest one."""
    choose = min if operation is Operation.LOWEST else max
    return choose(groups, key=lambda g: g.euros)


def groups_of(kb: KnowledgeBase, about: Filter) -> tuple[list[Group], tuple[Fact, ...]]:
    """The things named by a filter, each with its projects and its sum, and the facts that the sums rest on.

    A body that says which project is meant ("le chatbot de l'Intérieur") goes with it; a call narrows the others,
    unless only calls are named.
    """
    calls = about.of_kind("call")
    if about.operands == calls:
        awarded = {c: f for c in calls if (f := kb.figure(c.id, Measure.AWARDED)) is not None}
        return [
            Group(
                kb.calls[c.id].name,
                tuple(select(kb, Filter(subjects=(c,)))),
                f.value,
                c,
                derived=bool(f.difference),
            )
            for c, f in awarded.items()
            if f.value is not None
        ], tuple(awarded.values())
    groups: list[Group] = []
    merged: list[list[Subject]] = []
    for subject in (s for s in about.operands if s.kind != "call"):
        own = {p.id for p in select(kb, Filter(subjects=(subject, *calls)))}
        for group in merged:
            common = {p.id for p in select(kb, Filter(subjects=(*group, *calls)))} & own
            if (
                common
                and not about.union
                and subject.kind != group[0].kind
                and {subject.kind, group[0].kind} != {"theme", "region"}
            ):
                group.append(subject)
                break
        else:
            merged.append([subject])
    for group in merged:
        chosen = Filter(subjects=(*group, *calls))
        members = tuple(select(kb, chosen))
        body = kb.organisations[group[0].id] if len(group) == 1 and group[0].kind == "organisation" else None
        name = members[0].title if len(members) == 1 and body is None else label(kb, group[0])
        if members and all(members != g.members or body is not None for g in groups):
            groups.append(Group(name, members, sum(p.euros for p in members), group[0], body))
    if calls and not groups:  # "la DINSIC a-t-elle eu plus que le deuxième appel ?": it has nothing there
        rest, _ = groups_of(kb, about.without("call"))
        wholes, used = groups_of(kb, Filter(subjects=calls))
        return [*rest, *wholes], used
    return groups, ()


def share(kb: KnowledgeBase, question: Question) -> Answer | None:
    """What part of a whole something is; None where nothing that has parts is named."""
    figure = facts.telling(kb, question.claims) if not question.about.operands else None
    if figure is not None and figure.about in kb.calls:  # "les 69 millions, quel pourcentage de ce qui était demandé ?"
        of_call = (Subject(kind="call", id=figure.about),)
        question = question.with_filter(question.about.copy(update={"subjects": of_call}))
    about = question.about
    own = about.copy(update={"subjects": tuple(s for s in about.operands if s.kind != "call")})
    if not own.subjects and not own.within and own.amounts is None:
        return _share_of_figures(kb, question)
    members = tuple(select(kb, own))
    if not members:
        return None
    if all(p.amount.euros is None for p in members):
        return selection(kb, question, Want.AMOUNT)
    if question.whole is not None:
        return _share_of_total(kb, own, members, question.whole)
    within = _inside(kb, own)
    if within is not None:
        return within
    part = sum(p.euros for p in members)
    name = members[0].title if len(members) == 1 else "Les projets " + scope(kb, own)
    bodies = (b for b in kb.organisations if sum(kb.projects[p].euros for p in kb.carried_by(b)) in question.claims)
    body = next((b for b in bodies if {p.id for p in members} < set(kb.carried_by(b))), None)
    if body is not None:  # "France Cloud, quel pourcentage des 43,6 millions ?"
        return _share_of_total(kb, own, members, Filter(subjects=(Subject(kind="organisation", id=body),)))
    if _of_endowment(question):
        whole = kb.figure(FUND, Measure.ENDOWMENT)
        return _share(name, part, members, whole, "de la dotation du fonds")
    named = {c.id for c in about.of_kind("call")} or {p.call for p in members}
    call = kb.calls[next(iter(named))] if len(named) == 1 else None
    announced = kb.figure(call.id, Measure.AWARDED) if call is not None else None
    if call is not None and announced is not None and announced.value in question.claims:  # "… des 69 M€ ?"
        return _share(name, part, members, announced, f"de la somme accordée au {call.name}")
    if about.of_kind("call") and call is not None and not call.described_in_full and announced is not None:
        return _share(name, part, members, announced, f"de la somme accordée au {call.name}, qui est déduite")
    if call is not None and call.described_in_full:
        inside = sum(kb.projects[p].euros for p in kb.gathered("call", call.id))
        return Share(name, part, members, inside, f"du {call.name}")
    return _share(name, part, members, kb.figure(FUND, Measure.AWARDED), "de la somme accordée aux deux appels")


def _share_of_total(kb: KnowledgeBase, own: Filter, members: tuple[Project, ...], whole: Filter) -> Share | None:
    """The share of some projects in the sum of others; None where those have no grant."""
    total = sum(p.euros for p in select(kb, whole))
    if not total:
        return None
    part = sum(p.euros for p in members)
    name = members[0].title if len(members) == 1 else "Les projets " + scope(kb, own)
    return Share(name, part, members, total, f"du total des projets {scope(kb, whole)}")


def _inside(kb: KnowledgeBase, own: Filter) -> Share | None:
    """The share of one thing in another that holds it: "FranceConnect dans le total de la DINSIC"."""
    groups = [(label(kb, s), tuple(select(kb, Filter(subjects=(s,))))) for s in own.subjects]
    if own.within:
        groups.append(("", tuple(kb.projects[p] for p in own.within)))
    for name, part in groups:
        for whole_name, whole in groups:
            if part and set(part) < set(whole):
                euros, total = sum(p.euros for p in part), sum(p.euros for p in whole)
                said = part[0].title if len(part) == 1 else name
                return Share(said, euros, part, total, f"du total, {whole_name}", ())
    return None


def _of_endowment(question: Question) -> bool:
    return "700" in question.text or "dotation" in question.text.casefold()


def _share_of_figures(kb: KnowledgeBase, question: Question) -> Answer | None:
    """Shares between figures of a call or of the fund: granted of the cost, selected of the files received…"""
    calls = question.about.of_kind("call")
    if _SELECTIVE.search(question.text):
        return rates(kb, tuple(Subject(kind="call", id=c.id) for c in kb.calls_in_order()))
    if _of_endowment(question):
        calls = tuple(c for c in calls if "appel" in question.text.casefold())
    about = calls[0].id if calls else FUND
    of_call = f" du {kb.calls[about].name}" if calls else ""
    both = map(_said, (question.text, question.earlier))
    wholes = ((s, kb.figure(about, s[2])) for s in _SHARES)  # "quel pourcentage des 135 millions ?"
    asked = next((s for s, whole in wholes if whole is not None and whole.value in question.claims), None)
    asked = asked or next((s for said in both for s in _SHARES if _holds(said, s[0])), None)
    if asked is None or _of_endowment(question):
        name, of = "La somme accordée", "de la dotation du fonds"
        own, all_of_it = kb.figure(about, Measure.AWARDED), kb.figure(FUND, Measure.ENDOWMENT)
    else:
        _, part, whole, name, of = asked
        own, all_of_it = kb.figure(about, part), kb.figure(about, whole)
    if own is None or all_of_it is None:
        return None
    return _share(name + of_call, own.value or 0, (), all_of_it, of, (own,))


def rates(kb: KnowledgeBase, calls: Iterable[Subject]) -> Several:
    """The rate of selection of each call: the files retained of those received."""
    asked = (Question(about=Filter(subjects=(call,)), text=_RATE) for call in calls)
    found = (_share_of_figures(kb, question) for question in asked)
    return Several(tuple(share for share in found if share is not None))


def _share(
    name: str, part: int, members: tuple[Project, ...], whole: Fact | None, of: str, facts: tuple[Fact, ...] = ()
) -> Share | None:
    if whole is None or not whole.value:
        return None
    return Share(name, part, members, whole.value, of, (*facts, whole))

"""What "le deuxième", "l'autre", "les trois" or "ce ministère" stand for: things that were told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from dialogue.memory import Memory, Told
from dialogue.naming import INCLUDED
from dialogue.pointing import Pointing
from knowledge import Filter, KnowledgeBase, Operation, Question, Range, Subject, Want
from knowledge.questions import EXTREMES, NEIGHBOURS, OF_A_THING
from knowledge.rankings import at_the_end, by_amount, is_body
from knowledge.records import FUND, MINISTERIAL, Asked
from knowledge.selection import members, select
from knowledge.text import phrase

# A question without a name and of so few words goes on with what was said: "combien de gagnants ?".
ELLIPTIC = 4
# "le plus gros projet du second": the ordinal points, it does not rank.
_OF_THE_NTH = phrase(r"\b(?:du|de la|au|à la|chez le|chez la) (?:premi|second|deuxi|troisi|dernier)\w*\W*$")
# "Et avec celui en commun ?": the others too, after what is carried alone.
_TAKEN_IN = phrase(r"^\W*(?:et )?avec\b|\b(?:r?ajout|int[èe]gr|compr|inclu)\w*")
# "L'écart entre le premier et lui ?"
AND_IT = phrase(r"\bet (?:lui|elle|cel(?:ui|le)[- ](?:ci|là))\b")
# "Celui-là a eu plus ou moins que le premier ?"
_IT_AGAINST = phrase(
    r"\b(?:cel(?:ui|le)[- ](?:ci|là)|il|elle|ça|c['’]est)\b[^.?!]*\b(?:plus|moins|autant)\b[^.?!]*\bqu(?:e|['’])"
    r"|\b(?:combien|\w+) (?:de )?fois (?:plus|moins)(?: \w+)? que l[ea] (?:premi|deuxi|second|troisi|derni)"
)
_PASSES = phrase(
    r"\b(?:il|elle|cel(?:ui|le)[- ](?:ci|là)) (?:dépasse|devance|distance|bat|surpasse) l[ea] (?:premi|deuxi|second|troisi|derni)"
)
_MISSING = phrase(
    r"\bmanqu\w*|\b(?:avec|à côté d[eu]|par rapport [àa]u?) ?(?:le|la|l['’])?|\b(?:arriver|rattraper|égaler|atteindre|rejoindre)\b"
)
_NTH = phrase(r"\b(?:le|la) (?:premi|second|deuxi|troisi|quatri|cinqui|sixi|derni|\d+e)\w*")
_OF_THE_LIST = phrase(r"\b(?:de|dans) (?:la|cette|ta|votre) liste\b|\b(?:du|de ce|dans le) classement\b")
_WHICH_ONE = phrase(r"\b(?:le ?quel|la ?quelle)\b")
_ARITHMETIC = (Operation.SUM, Operation.COMPARE)
_TAG = phrase(r",? (?:c['’]est (?:bien )?(?:ça|cela|exact|juste)|n['’]est[- ]ce pas|exact|correct)\W*$")
_CARRIES_IT = phrase(r"\b(?:le|la|l['’]) ?(?:port|pilot|mèn|men|gèr|gér|condui)\w*")
_OTHER_PROJECT = phrase(r"\bl['’ ]?autre (?:projet|lauréat|dossier|gagnant)\b")
_FRAGMENT = phrase(r"^\W*(?:(?:et|mais|ok|bon|donc)\W+)?(?:avec|pour|de|à|sur|aux?|du)\b")


class Unclear(Exception):
    """The question points at something that was not said.

    Args:
        question: as it is meant, as far as that can be told; None where it says all itself.
    """

    def __init__(self, question: Question | None = None) -> None:
        super().__init__()
        self.question = question


def length(question: Question) -> int:
    """How many words a question has, but for those told before its last sentence, and for "c'est bien ça ?"."""
    last = _TAG.sub("", re.split(r"[.;!?]+(?=\s*\w)", question.text)[-1])
    return len(re.findall(r"\w+", last))


def is_fragment(question: Question) -> bool:
    """Whether a question begins in the middle: "et pour la Culture ?"."""
    return _FRAGMENT.search(question.text) is not None


def pointed_at(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Filter | None:
    """What "le deuxième", "l'autre", "les trois" or "ce ministère" points at; None where nothing points.

    Raises:
        Unclear: something points, but at nothing that was told.
    """
    about, told = question.about, memory.turns[0]
    of_the_body = _others_of_the_body(question, at, told, kb)
    if of_the_body is not None:
        return of_the_body
    if at.body and about.operands and INCLUDED.search(question.text):
        return _their_body(question.with_filter(Filter()), at, memory, kb)
    if about.joint and told.question.about.joint is False and _TAKEN_IN.search(question.text):
        return told.question.about.copy(update={"joint": None, "within": ()})
    weighs = question.operation is Operation.COMPARE and about.operands and len(memory.listed) == 1
    of_two = (
        question.operation in _ARITHMETIC and len(memory.listed) == 1
    )  # "600 000 euros entre eux ?", "additionne-les"
    if (
        at.those and memory.listed and not (weighs or of_two or (at.rest and (at.body or at.left_out)))
    ):  # "plus d'argent là-dedans que pour les fourrières ?"
        ranked = _one_by_one(memory) if question.operation is Operation.COMPARE else ()
        if len(ranked) > 1 and not about.operands:
            return Filter(subjects=ranked[-2:])  # "l'écart entre eux ?", of the first two ministries
        return about.copy(update={"within": memory.listed})
    both = by_amount([kb.projects[p] for p in told.projects]) if at.number == len(told.projects) else []
    if question.operation in NEIGHBOURS and both and about.subjects == about.of_kind("call"):
        last = both[-1 if question.operation is Operation.AFTER else 0].id  # "qui vient juste après ces deux-là ?"
        return about.copy(update={"subjects": (Subject(kind="project", id=last), *about.subjects)})
    of_body = at.body and about.operands == about.of_kind("call")  # "ce ministère, au deuxième appel ?"
    if about.operands and not of_body:
        return _beside_the_last(question, at, memory, kb)
    of_one = question.operation is Operation.SORT and question.wants[:1] in OF_A_THING
    ranks = (
        question.operation in (*EXTREMES, Operation.RANK, Operation.SORT)
        and not of_one
        and not _OF_THE_NTH.search(question.text)
    )
    if at.positions and not ranks:
        bare = not question.wants or (question.operation is Operation.COMPARE and len(told.things) == 1)
        of_list = _before_picks(memory) if bare else memory
        return _with_the_nth(question, at, memory, kb) or nth(at, of_list, kb, question.text)
    if question.operation in NEIGHBOURS and told.projects:
        before = memory.turns[1].focus if at.singular and len(told.projects) > 1 and memory.turns[1:] else None
        if before is not None and before.kind == "project" and before.id not in told.projects:
            return about.copy(update={"subjects": (before,)})  # "et juste derrière lui ?", after those ahead of it
        calls = about.of_kind("call") or told.question.about.of_kind("call")
        return about.copy(update={"subjects": (Subject(kind="project", id=told.projects[-1]), *calls)})
    of_two = at.other and question.operation is Operation.COMPARE  # "l'autre, il a eu autant ?"
    those = told.projects if told.project is None else tuple(members(kb, told.project))
    alike = {kb.projects[p].euros for p in those}
    if at.same and len(alike) == 1 and at.number is None and not of_two:
        euros = alike.pop()
        others = tuple(Subject(kind="project", id=p) for p in those)
        return about.copy(update={"amounts": Range(low=euros, high=euros), "excluding": others})
    another = at.other or at.rest or at.positions or at.number is not None or question.operation is not None
    if question.wants == (Want.CARRIER,) and at.singular and not (another or about.operands):
        one = told.foremost if told.foremost is not None else told.project if about.joint is not None else None
        if one is not None and members(kb, one) and _CARRIES_IT.search(question.text):
            return Filter(subjects=(one,))  # "avec qui ce ministère le porte-t-il ?", of the larger of two
    if at.body and question.wants == (Want.CARRIER,) and not at.rest:
        several = last_things(at.number, memory, kb) if at.number is not None else None
        if several is not None:
            return Filter(subjects=several, union=True)  # "c'est le même ministère pour les deux ?"
        if len(told.projects) > 1:
            return Filter(within=told.projects)  # "relèvent-ils du même ministère ?"
    if at.body:
        return _their_body(question, at, memory, kb)
    if about.joint is not None and at.refers and len(told.projects) == 1:
        bodies = bodies_spoken_of(memory, kb)
        return about.copy(update={"subjects": bodies}) if bodies else None
    if at.other and not at.number:
        other = _other(question, memory, kb)
        one = told.focus or told.foremost if question.operation in _ARITHMETIC else None
        return other.copy(update={"subjects": (one, *other.subjects)}) if one is not None else other
    if question.operation in EXTREMES and len(told.projects) == 1 and _WHICH_ONE.search(question.text):
        pair = last_things(at.number or 2, memory, kb)  # "lequel des trois ?"
        if pair is not None and question.wants in ((), (Want.PROJECTS,), (Want.AMOUNT,)):
            return about.copy(update={"subjects": pair, "union": True})
    if at.number is not None and at.rest:
        left = rest_of_list(memory)
        if left is not None and len(left.within) == at.number:
            return left
    if at.number is not None:
        several = last_things(at.number, memory, kb)
        if several is None and len(told.projects) == 1 and at.number == len(kb.projects[told.projects[0]].carriers):
            return Filter(within=told.projects)  # "et pour les trois réunis ?", of its carriers
        if several is None and question.operation in _ARITHMETIC:
            raise Unclear
        if several and len(several) > 2 and question.operation in EXTREMES:
            each = [members(kb, s) for s in several]
            weighed = all(s.kind == "organisation" for s in several)  # ministries are weighed as such
            if not weighed and all(len(own) == 1 for own in each):
                return about.copy(update={"within": tuple(own[0] for own in each)})
        alone = None if question.wants == (Want.CARRIER,) else about.joint  # "elle porte les deux toute seule ?"
        return about.copy(update={"subjects": several, "union": True, "joint": alone}) if several else None
    if question.operation in _ARITHMETIC and about.amounts is None:
        return _arithmetic(question, memory, kb)
    return None


def _others_of_the_body(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Filter | None:
    """The other project of the body named, beside the one spoken of where they are weighed: "l'autre projet de la DINSIC ?"."""
    bodies = question.about.of_kind("organisation")
    if not at.other or len(bodies) != 1 or bodies != question.about.subjects or len(told.projects) != 1:
        return None
    own = kb.carried_by(bodies[0].id)
    if told.projects[0] not in own or len(own) != 2:
        return None
    pair = tuple(Subject(kind="project", id=p) for p in sorted(own, key=lambda p: p == told.projects[0]))
    weighs = question.operation in _ARITHMETIC
    return Filter(subjects=pair, union=True) if weighs else Filter(subjects=pair[:1])


def _with_the_nth(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Filter | None:
    """What was told last, beside the one whose place is said: "il manque combien pour arriver au premier ?"."""
    focus = memory.turns[0].focus
    weighed = question.operation is Operation.COMPARE and len(at.positions) == 1 and not question.about.subjects
    beside = any(words.search(question.text) for words in (AND_IT, _MISSING, _IT_AGAINST, _PASSES))
    if not weighed or focus is None or not beside:
        return None
    other = next(iter(nth(at, memory, kb).subjects), focus)
    if other == focus:  # the first of the list is the one spoken of: the one told before is meant
        other = next((t.focus for t in memory.turns[1:] if t.focus not in (None, focus)), focus) or focus
    return Filter(subjects=(other, focus)) if other != focus else None


def _beside_the_last(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Filter | None:
    """What is named, with what it is compared to: "c'est plus que la Culture ?"."""
    about, told = question.about, memory.turns[0]
    if question.operation is Operation.RANK:
        return None  # "à quel rang, si l'on compte aussi le premier appel ?"
    if about.of_kind("call") == about.operands:
        last = told.question.about
        both = (*last.subjects, *about.operands)
        listed = at.added and told.question.wants == (Want.PROJECTS,) and last.of_kind("call")
        return last.copy(update={"subjects": both}) if listed else None
    named_once = len({s.text or s.id for s in about.operands}) == 1  # "Bercy" is two ministries
    named_once = named_once or len({tuple(members(kb, s)) for s in about.operands}) == 1  # "celui de l'OFII"
    named_once = named_once or (not about.union and len(select(kb, about)) == 1)  # "l'assistant de l'Intérieur"
    to_one = question.operation is Operation.COMPARE and named_once
    two = at.number == 2 and question.operation is Operation.SUM and len(select(kb, about)) == 1
    if not (to_one or at.added or two):
        return None
    summed = at.added and told.question.operation is Operation.SUM
    whole = bodies_spoken_of(memory, kb) if at.added and at.body else ()  # "si j'ajoute au total du ministère…"
    others = told.things if len(told.things) == 1 or summed or told.question.about.excluding else told.named
    others = whole or others
    body = told.named[0] if len(told.named) == 1 and told.named[0].kind == "organisation" else None
    of_bodies = {s.kind for s in about.operands} == {"organisation"}
    if told.question.operation in EXTREMES and not of_bodies:
        body = None  # what the body's largest is weighed against is that project
    if body is not None and to_one and not at.added and not about.is_narrowed and not told.question.about.is_narrowed:
        others = (body,)  # "la Cohésion, un peu plus je crois", after what the Prime minister has
    elif told.question.operation is Operation.SUM and to_one and not at.added and len(told.things) > 1:
        others = (together(told.projects),)  # "c'est plus que la Culture ?", of a sum
    if told.question.operation is Operation.COMPARE and to_one and not at.added:
        others = others[:1]  # what is compared stays the same, with what changes
    kept = tuple(s for s in others if not any(is_the_same(s, named, kb) for named in about.subjects))
    if at.added and about.joint is not None:  # "le projet qu'il partage avec la Cohésion"
        named = tuple(Subject(kind="project", id=p.id) for p in select(kb, about))
        about = about.copy(update={"subjects": named, "joint": None}) if named else about
    if to_one and not kept:  # "le cloud a eu plus que nous ?", when the cloud was spoken of last
        before = (t.focus for t in memory.turns[1:] if t.focus is not None)
        kept = tuple(s for s in before if not any(is_the_same(s, named, kb) for named in about.subjects))[:1]
    return about.copy(update={"subjects": (*kept, *about.subjects), "union": at.added or two}) if kept else None


def together(projects: tuple[str, ...]) -> Subject:
    """Projects as one thing."""
    return Subject(kind="words", id=" ".join(projects), text=f"l'ensemble de ces {len(projects)} projets")


def nth(at: Pointing, memory: Memory, kb: KnowledgeBase, text: str = "") -> Filter:
    """The things at the places that are said, in the list last told or in the order they were spoken of."""
    spoken_of = _calls_spoken_of(memory, kb) or in_order(memory, at.earliest)
    of_list = next(
        (t.things for t in memory.turns if len(t.projects) > 1 and t.question.operation is not Operation.COMPARE), ()
    )
    if _OF_THE_LIST.search(text) and len(of_list) > 1:
        spoken_of = of_list
    found = []
    for position in at.positions:
        index = position - 1 if position > 0 else position
        if not -len(spoken_of) <= index < len(spoken_of):
            raise Unclear
        found.append(spoken_of[index])
    last = memory.turns[0].focus
    if found == [last] and at.positions == (2,) and len(spoken_of) == 2 and memory.turns[0].projects:
        found = [spoken_of[0]]  # "et le second ?", of two, after one of them
    return Filter(subjects=tuple(found), union=len(found) > 1)


def _before_picks(memory: Memory) -> Memory:
    """The memory as it was before things of a list were told one by one by their places, of which one had several projects.

    "Classe les ministères", "le deuxième, il a quels projets ?", "et le dernier ?" is the last of the ministries.
    """
    picks = list(takewhile(lambda told: _NTH.search(told.question.text), memory.turns))
    before = memory.turns[len(picks) :]
    if not before or len(before[0].things) < 3 or all(len(told.things) < 2 for told in picks):
        return memory
    of_it = all(len(told.named) == 1 and told.named[0] in before[0].things for told in picks)
    return replace(memory, turns=before) if of_it else memory


def _calls_spoken_of(memory: Memory, kb: KnowledgeBase) -> tuple[Subject, ...]:
    """The calls in their order where the last answer was about calls as such: "le premier" is then a call."""
    told = memory.turns[0]
    if told.question.about.of_kind("call") and not told.projects and all(s.kind == "call" for s in told.things):
        return tuple(Subject(kind="call", id=c.id) for c in kb.calls_in_order())
    return ()


def in_order(memory: Memory, earliest: bool = False) -> tuple[Subject, ...]:
    """The things that one may count: the last list told, or what was spoken of one by one since."""
    single: dict[Subject, None] = {}
    for told in memory.turns:
        several = told.things if len(told.things) > 1 else ()
        if several and not earliest and (len(single) < 2 or set(single) <= set(several)):
            return several
        if several and not earliest:
            break
        for thing in reversed(several):
            single.setdefault(thing)
        if not several and told.focus is not None:
            single.pop(told.focus, None)
            single[told.focus] = None
    return tuple(reversed(single))


def outdone_by(told: Told, kb: KnowledgeBase) -> Subject | None:
    """What truly has the most, or the least, where another was taken for it: "c'est le plus gros ? — Non. …"."""
    question, own = told.question, told.question.about.of_kind("project", "keyword", "theme", "words")
    if question.operation not in EXTREMES or len(own) != 1 or is_body(question.unit) or told.absent:
        return None
    scope = question.about.without(own[0].kind)
    if scope.within or not select(kb, scope):
        return None
    end = at_the_end(kb, scope, lowest=question.operation is Operation.LOWEST)
    return Subject(kind="project", id=end.id) if [end.id] != members(kb, own[0]) else None


def last_things(number: int, memory: Memory, kb: KnowledgeBase) -> tuple[Subject, ...] | None:
    """So many things: the last list of that length, else the last ones that were spoken of one by one.

    A call of which so many laureates are described is such a list; a body is meant as a body where it was named as one.
    """
    single: dict[Subject, None] = {}
    projects: dict[str, None] = {}
    bodies = _one_by_one(memory)
    if len(bodies) == number:
        return bodies
    outdone = outdone_by(memory.turns[0], kb) if number == 2 and memory.turns else None
    if outdone is not None and memory.turns[0].project is not None:
        return memory.turns[0].project, outdone
    for told in memory.turns:
        if len(told.things) == number and set(single) <= set(told.things):
            return told.things
        if len(told.named) == number and len(told.things) > 1 and not _says_whose(told.named):
            return told.named
        if told.focus is not None and told.focus.id in kb.calls and not single:
            described = members(kb, Subject(kind="call", id=told.focus.id))
            if len(described) == number:
                return tuple(Subject(kind="project", id=p) for p in described)
        if told.focus is not None:
            plain = told.question.operation is None and len(told.named) == 1 and not told.question.about.excluding
            body = plain and told.named[0].kind == "organisation"
            single.setdefault(told.named[0] if body else told.focus)
        if len(single) == number:
            return tuple(reversed(single))
        projects.update(dict.fromkeys(told.projects))
        if len(projects) == number:
            return tuple(Subject(kind="project", id=p) for p in projects)
    listed = (told.things for told in memory.turns if len(told.things) == number > 2)
    return next(listed, None)  # "les trois médaillés ?", after the one that follows them


def _says_whose(named: Sequence[Subject]) -> bool:
    """Whether a body among what is named only says whose a project is: "l'accueil du Premier ministre"."""
    return len({s.kind == "organisation" for s in named}) > 1


def _one_by_one(memory: Memory) -> tuple[Subject, ...]:
    """The bodies that the same was asked of, one after the other, last: "la Cohésion ?", "et le Premier ministre ?"."""
    bodies: dict[Subject, None] = {}
    for told in memory.turns:
        ranked = told.question.operation in EXTREMES and is_body(told.question.unit)
        named = told.things if ranked else told.named
        body = named[0] if len(named) == 1 and named[0].kind == "organisation" else None
        plain = ranked or (told.question.operation in (None, Operation.SUM) and len(told.projects) > 1)
        if body is None or not plain:
            break
        bodies[body] = None
        if ranked and told.question.position is not None:
            continue  # "et le deuxième ?" goes on from the first
        if not told.question.earlier:
            break
    return tuple(reversed(bodies)) if len(bodies) > 1 else ()


def rest_of_list(memory: Memory) -> Filter | None:
    """What is left of an earlier list that held what was told since: "et les trois autres ?"."""
    since: dict[str, None] = {}
    for told in memory.turns:
        if len(told.projects) > len(since) and set(since) < set(told.projects) and since:
            return Filter(within=tuple(p for p in told.projects if p not in since))
        since.update(dict.fromkeys(told.projects))
    return None


def _other(question: Question, memory: Memory, kb: KnowledgeBase) -> Filter:
    """The other one of two, else what was spoken of before, or the other project of the same body."""
    about = question.about
    if _OTHER_PROJECT.search(question.text):  # "l'autre lauréat de ce jour-là ?", after the day
        of_projects = tuple(t for t in memory.turns if t.projects)
        memory = replace(memory, turns=of_projects or memory.turns)
    last = memory.turns[0]
    before = (t.focus for t in memory.turns[1:3] if t.focus is not None)
    of_two = next((f for f in before if f in last.things), None) if len(last.things) == 2 else None
    focus = of_two or last.focus or last.foremost or (last.named[0] if len(last.named) == 1 else None)
    for told in memory.turns:
        if focus is None:
            break
        for several in (told.things, told.named):
            rest = tuple(s for s in several if not is_the_same(s, focus, kb))
            if len(rest) < len(several) and rest:
                return about.copy(update={"subjects": rest, "union": len(rest) > 1})
        if told.focus is not None and not is_the_same(told.focus, focus, kb):
            return about.copy(update={"subjects": (told.focus,)})
    rest = _siblings(memory, kb)
    body = last.named[0] if len(last.named) == 1 and last.named[0].kind == "organisation" else None
    if not rest and body is not None and list(last.projects) == kb.carried_by(body.id):
        own = tuple(Subject(kind="project", id=p) for p in last.projects)
        return about.copy(
            update={"subjects": (body,), "excluding": own}
        )  # "et son deuxième projet ?", of a body with one
    if not rest:
        raise Unclear
    return about.copy(update={"subjects": rest, "union": len(rest) > 1})


def is_the_same(one: Subject, other: Subject, kb: KnowledgeBase) -> bool:
    """Whether two subjects are the same thing, perhaps said otherwise: a ministry and its one project."""
    alike = (one.kind, one.id) == (other.kind, other.id)
    return alike or (one.kind != other.kind and members(kb, one) == members(kb, other) != [])


def _siblings(memory: Memory, kb: KnowledgeBase) -> tuple[Subject, ...]:
    """The other projects of the body of the project last told."""
    focus = memory.turns[0].focus
    told = set(memory.listed) or set(members(kb, focus) if focus is not None else ())
    bodies = bodies_spoken_of(memory, kb)
    others = dict.fromkeys(p for body in bodies for p in kb.carried_by(body.id) if p not in told)
    return tuple(Subject(kind="project", id=p) for p in others)


def _their_body(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Filter | None:
    """The body that was named, or that carries what was told; without what was told, where the rest is meant."""
    bodies = bodies_spoken_of(memory, kb)
    if not bodies:
        return None
    left_out = _spoken_of_since(bodies, at.number, memory, kb) if at.rest or at.other else ()
    told = tuple(Subject(kind="project", id=p) for p in left_out)
    subjects = (*bodies, *question.about.of_kind("call"))
    return question.about.copy(update={"subjects": subjects, "excluding": (*question.about.excluding, *told)})


def _spoken_of_since(bodies: Sequence[Subject], number: int | None, memory: Memory, kb: KnowledgeBase) -> Sequence[str]:
    """What was told of a body's projects, so that so many are left: "les deux autres projets du ministère ?"."""
    own = {p for body in bodies for p in kb.carried_by(body.id)}
    since: dict[str, None] = {}
    for told in memory.turns:
        since.update(dict.fromkeys(p for p in told.projects if len(told.projects) < len(own)))
        if number is not None and len(own - set(since)) == number:
            return tuple(since)
    return memory.listed


def bodies_spoken_of(memory: Memory, kb: KnowledgeBase) -> tuple[Subject, ...]:
    """The ministries that were last named, or that carry what was last told; of several, those named before."""
    for told in memory.turns:
        bodies = _ministries_named(told, kb)
        if not bodies and not told.projects:
            bodies = _of_persons(told, kb)
        if not bodies and told.projects:
            carriers = ministries(told.projects, kb)
            before = {s for earlier in memory.turns for s in _ministries_named(earlier, kb)}
            bodies = tuple(c for c in carriers if c in before) or carriers
        if bodies:
            return bodies
    return ()


def _of_persons(told: Told, kb: KnowledgeBase) -> tuple[Subject, ...]:
    """The ministry of the person who was told of: "le ministère de celui-là"."""
    persons = {s.id for s in told.things if s.kind == "term"}
    of_them = (f for f in kb.facts if f.asks is Asked.PEOPLE and f.about in persons)
    bodies = dict.fromkeys(body for fact in of_them for body in fact.organisations)
    return tuple(Subject(kind="organisation", id=body) for body in bodies if _is_ministry(body, kb))


def _ministries_named(told: Told, kb: KnowledgeBase) -> tuple[Subject, ...]:
    return tuple(s for s in told.named if s.kind == "organisation" and _is_ministry(s.id, kb))


def ministries(projects: Iterable[str], kb: KnowledgeBase) -> tuple[Subject, ...]:
    """The ministries that carry projects; whoever carries them where no ministry does."""
    carriers = dict.fromkeys(body.id for p in projects for body in kb.carriers(kb.projects[p]))
    ministries = [c for c in carriers if _is_ministry(c, kb)] or list(carriers)
    return tuple(Subject(kind="organisation", id=c) for c in ministries)


def _is_ministry(body: str, kb: KnowledgeBase) -> bool:
    return kb.organisations[body].kind in MINISTERIAL


def _arithmetic(question: Question, memory: Memory, kb: KnowledgeBase) -> Filter | None:
    """What a sum or gap without a name is of: the last list, or the last two things spoken of."""
    told = memory.turns[0]
    bodies = told.question.about.of_kind("organisation")
    if (
        question.operation is Operation.SUM
        and bodies
        and told.question.about.excluding
        and length(question) <= 2 * ELLIPTIC
    ):
        return Filter(subjects=bodies)  # "ce qui leur fait en tout ?", after their other projects
    added = question.operation is Operation.SUM and question.wants == (Want.COUNT,)
    few = ELLIPTIC + (1 if added else 3) + 3 * len(question.claims)
    if question.operation is Operation.COMPARE and _WHICH_ONE.search(question.text):
        few += ELLIPTIC  # "lequel a eu le plus, et de combien ?"
    if length(question) > few:
        return None
    counted = [t.question for t in memory.turns[:3] if t.question.wants == (Want.COUNT,)]
    calls = dict.fromkeys(call for q in counted for call in q.about.of_kind("call"))
    if question.operation is Operation.SUM and told.question in counted and len(calls) > 1:
        return Filter(subjects=tuple(calls))  # "ça fait combien en tout ?", of projects
    if told.focus == Subject(kind="term", id=FUND) and question.operation is Operation.SUM:
        return Filter(subjects=told.things)
    if len(told.named) > 1:
        return told.question.about
    pair = last_things(2, memory, kb)
    if question.operation is Operation.SUM:
        asked_figure = told.question.wants in ((Want.AMOUNT,), (Want.COUNT,))
        one = len(told.named) == 1 or (told.focus is not None and told.focus.kind == "call")
        told_already = one and pair is not None and (asked_figure or len(told.projects) == 1)
        several = pair if told_already else in_order(memory)
        return Filter(subjects=several, union=True) if several and len(several) > 1 else None
    return Filter(subjects=pair, union=True) if pair else None

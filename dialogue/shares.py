"""What part is meant, and of what whole, where a question about a share leaves them out."""

from __future__ import annotations

from dialogue import told_sums
from dialogue.memory import Memory, Told
from dialogue.pointing import Pointing
from dialogue.referents import is_fragment, last_things, ministries, nth
from knowledge import Filter, KnowledgeBase, Operation, Question, Subject, Want, facts, rankings
from knowledge.records import FUND
from knowledge.selection import members, select
from knowledge.text import phrase

# "Le plus petit représente quel pourcentage du plus gros ?"
_OF_THE_MOST = phrase(r"\b(?:du|de la) (?:plus|mieux|moins) \w+(?: (?:projet|montant|lot|enveloppe|subvention))?\W*$")
_OF_THE_OTHER = phrase(
    r"\bplus petit\b.*\b(?:du|au) plus (?:gros|grand)\b|\bmoins .*\b(?:du|au) plus (?:gros|grand|cher)\b"
)
_LEFT = phrase(r"\brest(?:e|ait|era|erait)\b")
# "Les 22,9, c'est quelle part de l'enveloppe ?"
_THAT_SUM = phrase(r"^\W*(?:(?:et|donc|alors)\W+)*(?:les|ces) \d")
_THAT_TOTAL = phrase(
    r"^\W*(?:(?:et|donc|soit|alors)\W+)*quel(?:le)? (?:part|pourcentage|proportion|fraction)\b|\b(?:cela|ça|c['’ ]?est|ce total|cette somme|le tout|ils|elles)\b"
)
# "Et sur les 195 déjà mis ?"
_ONTO = phrase(r"^\W*(?:(?:et|ou|donc|alors)\W+)*(?:sur|des|de|dans|par rapport aux?) (?:les |ces )?\d")
# "Et dans les 69 M€ du deuxième appel ?"
_INTO = phrase(r"^\W*(?:et )?(?:dans|par rapport|rapporté)\b")


def goes_on_with_share(question: Question, told: Told) -> bool:
    """Whether another whole of the share last told is named: "et de l'ensemble du deuxième appel ?"."""
    if told.question.operation is not Operation.SHARE or question.operation not in (None, Operation.SUM):
        return False
    if question.wants == (Want.COUNT,) or _LEFT.search(question.text):
        return False  # "et au premier appel, combien de dossiers ?"
    about = question.about
    if question.claims and about == Filter() and _ONTO.match(question.text):
        return True
    if about.amounts is not None and (about.amounts.low is None or about.amounts.high is None):
        return False  # "et sous le million, on trouve quoi ?"
    wholes = all(s.kind == "call" or s.id == FUND for s in about.subjects)
    return bool(about.subjects) and wholes and (is_fragment(question) or _INTO.search(question.text) is not None)


def share(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """What part is meant, and of what whole, where the question leaves them out."""
    about, told = question.about, memory.turns[0]
    if question.wants == (Want.UNSAID,) and question.missing is None:
        question = question.copy(
            update={"wants": (Want.AMOUNT,)}
        )  # only guessed: "quelle part de ce qui a été accordé ?"
    figure = facts.telling(kb, question.claims) if not about.of_kind("call") else None
    if figure is not None and figure.about in kb.calls and told.projects:  # "en % des 69 M€ ?"
        about = about.copy(update={"subjects": (*about.subjects, Subject(kind="call", id=figure.about))})
    stated = {f.about for f in map(kb.fact, told.facts)} & set(kb.calls)
    stated_call = tuple(Subject(kind="call", id=c) for c in stated) if len(stated) == 1 else ()
    calls = about.of_kind("call") or told.question.about.of_kind("call") or stated_call
    named = about.topical or about.of_kind("organisation")
    of_all = len(told.projects) < 2 or told.question.operation in (Operation.AVERAGE, Operation.MEDIAN)
    if at.extreme is not None and of_all and calls and not (named or at.positions):
        most = rankings.at_the_end(kb, Filter(subjects=calls), lowest=at.extreme == "lowest")
        foremost = Subject(kind="project", id=most.id)  # "le mieux servi pèse quelle part de l'ensemble ?"
        return question.copy(update={"about": Filter(subjects=(foremost, *calls)), "position": None})
    of_all_described = ("project", len(kb.projects)) in question.tallies
    if (
        of_all_described and told.projects and about == Filter()
    ):  # "la moitié de ce que reçoivent les 18 projets décrits ?"
        every, some = Filter(within=tuple(kb.projects)), Filter(within=told.projects)
        return question.copy(update={"about": some, "whole": every, "position": None})
    alone = told.project or told.foremost
    if figure is not None and figure.about in kb.organisations and alone is not None and about == Filter():
        body = Subject(kind="organisation", id=figure.about)
        if _holds(body, alone, kb):  # "rapporté à leurs 43,6 millions, quelle part ?"
            of_body = {"about": Filter(subjects=(alone,)), "whole": Filter(subjects=(body,)), "claims": ()}
            return question.copy(update=of_body)
    of_them = at.number is not None and not at.positions and len(about.operands) == 1
    several = last_things(at.number, memory, kb) if of_them and at.number is not None else None
    if several and len(several) > 1 and all(_holds(about.operands[0], s, kb) for s in several):
        part_of_it = Filter(subjects=several, union=True)  # "ces deux-là, quelle part du total de l'Intérieur ?"
        return question.copy(update={"about": part_of_it, "whole": about, "position": None})
    bodies = about.of_kind("organisation") if len(about.operands) == 1 else ()
    summed = told.question.operation is Operation.SUM and len(told.projects) > 1 and _THAT_TOTAL.search(question.text)
    if bodies and summed and set(told.projects) < set(members(kb, bodies[0])):
        return question.copy(update={"about": Filter(within=told.projects), "whole": about, "position": None})
    some_of_it = bool(told.question.top) or bool(told.question.about.within)  # "les trois premiers cumulent combien ?"
    of_figures = not told.projects or (told.focus is not None and told.focus.kind == "call" and not some_of_it)
    placed = at.positions and not about.of_kind("call")  # "et au 2e ?" names a call by its place
    if of_figures and not (about.of_kind("call") != about.operands or placed or at.number):
        earlier = " ".join(f"{t.question.earlier} {t.question.text}" for t in reversed(memory.turns[:2]))
        subjects = (*about.subjects, *(c for c in calls if c not in about.subjects))
        return question.copy(update={"about": Filter(subjects=subjects), "earlier": earlier})
    if len(told.projects) == 2 and not about.operands and _OF_THE_OTHER.search(question.text):
        large, small = rankings.by_amount(select(kb, Filter(within=told.projects)))
        of_one = Filter(subjects=(Subject(kind="project", id=small.id),))
        return question.copy(update={"about": of_one, "whole": Filter(within=(large.id,)), "position": None})
    if (
        at.extreme is not None
        and told.project is not None
        and not about.operands
        and _OF_THE_MOST.search(question.text)
    ):
        most = rankings.at_the_end(kb, Filter(), lowest=at.extreme == "lowest")
        of_most = Filter(subjects=(Subject(kind="project", id=most.id),))
        weighed = {"about": Filter(subjects=(told.project,)), "whole": of_most, "position": None}
        return question if most.id in told.projects else question.copy(update=weighed)
    if at.extreme is not None and len(told.projects) > 1 and not about.operands:
        end = rankings.at_the_end(kb, Filter(within=told.projects), lowest=at.extreme == "lowest")
        of_one = Filter(subjects=(Subject(kind="project", id=end.id),))
        return question.copy(update={"about": of_one, "whole": Filter(within=told.projects), "position": None})
    part = tuple(s for s in about.operands if s.kind != "call")
    spoken_of = told.focus or (told.foremost if at.singular else None)
    if len(part) == 1 and spoken_of is not None and _holds(part[0], spoken_of, kb):
        own = about.copy(update={"subjects": (spoken_of,)})
        return question.copy(update={"about": own, "whole": about, "position": None})
    if of_figures and placed and not part and len(at.positions) == 1:  # "quel taux au second ?", after numbers of calls
        call = kb.call_at(at.positions[0])
        if call is not None:
            earlier = f"{told.question.earlier} {told.question.text}"
            of_call = Filter(subjects=(Subject(kind="call", id=call.id),))
            return question.copy(update={"about": of_call, "earlier": earlier, "position": None})
    described = [p.id for p in select(kb, Filter(subjects=about.of_kind("call")))] if about.of_kind("call") else []
    if (
        not part and at.whole and described and set(described) < set(told.projects)
    ):  # "part des projets du premier appel dans ce total ?"
        of_call = Filter(subjects=tuple(Subject(kind="project", id=p) for p in described), union=True)
        return question.copy(update={"about": of_call, "whole": Filter(within=told.projects), "position": None})
    said = [s for euros in question.claims if (s := told_sums.telling(euros, memory, kb)) is not None]
    if not part and len(said) == 1 and _THAT_SUM.match(question.text):
        part, question = tuple(said), question.copy(update={"claims": ()})
    if not part and at.positions:
        part = nth(at, memory, kb).subjects
    if not part and at.number is not None:
        part = last_things(at.number, memory, kb) or ()
    if not part and told.foremost is not None and at.singular:
        part = (told.foremost,)
    if not part:
        part = (told.focus,) if told.focus is not None else told.things
    if not part:
        return question
    of_it = not (about.of_kind("call") or question.claims)
    if of_it and len(told.projects) == 1 and len(part) == 1 and part[0].id in kb.projects[told.projects[0]].carriers:
        one = Filter(subjects=(Subject(kind="project", id=told.projects[0]),))
        return question.copy(update={"wants": (Want.UNSAID,), "operation": None, "missing": "split", "about": one})
    inside = stated_call and all(set(members(kb, s)) <= set(members(kb, stated_call[0])) for s in part)
    calls = about.of_kind("call") or (stated_call if inside and not about.of_kind("term") else ())
    whole = None if calls or about.of_kind("term") else _whole(part, at, memory, kb)
    own = about.copy(update={"subjects": (*part, *calls), "union": len(part) > 1})
    return question.copy(update={"about": own, "whole": whole, "position": None})


def _holds(whole: Subject, part: Subject, kb: KnowledgeBase) -> bool:
    return set(members(kb, part)) < set(members(kb, whole))


def _whole(part: tuple[Subject, ...], at: Pointing, memory: Memory, kb: KnowledgeBase) -> Filter | None:
    """The whole that a share is of: the body that is pointed at, else the last total that holds the part."""
    ids = {p for subject in part for p in members(kb, subject)}
    if at.body:
        return Filter(subjects=ministries(ids, kb))
    for told in memory.turns[: 3 if at.whole else 2]:
        if ids < set(told.projects):
            return Filter(within=told.projects, subjects=told.named if len(told.named) == 1 else ())
    return None

"""Questions about calls for projects in the light of those spoken of: "et au deuxième ?", "et l'autre appel ?"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from dialogue.memory import Memory, Told
from dialogue.money import MONEY
from dialogue.pointing import Pointing
from dialogue.referents import ELLIPTIC, length
from knowledge import Filter, KnowledgeBase, Operation, Question, Subject, Want
from knowledge.counting import counts_applicants
from knowledge.questions import EXTREMES, NEIGHBOURS, OF_A_THING
from knowledge.records import FUND, Measure
from knowledge.selection import members
from knowledge.stating import ANNOUNCED
from knowledge.text import fold, phrase

# Who applied to a call, and with what.
_APPLICANTS = ("ministry", "operator", "organisation", "applicant", "dossiers", "administrations déconcentrées")
_YEAR = re.compile(
    r"\W*(?:(?:et|mais|alors|du coup)\W+)*(?:en|pour|celui de|ceux de) (20\d\d)\W*(?:alors|du coup)?\W*", re.I
)
_WITHIN = re.compile(r"\b(?:dans|pour|sur|lors|rien que) (?:du |de )?(?:le|la|celui du) ", re.I)
_THOSE_OF = re.compile(r"\b(?:ceux|projets|lauréats|gagnants) (?:du|de la) (?=premi|deuxi|second|1er|2e)", re.I)
_BACK = 4
_IT_WAS_AT = phrase(
    r"^\W*(?:(?:et|donc|mais)\W+)*(?:c['’ ]?était|était-ce|ça s['’]est (?:passé|fait|tenu)|cela s['’]est (?:passé|fait|tenu)) (?:bien )?(?:à|au|aux|chez|dans)\b"
)
# What is worked out of all that a call has.
_OF_A_WHOLE = (*EXTREMES, Operation.RANK, Operation.SORT, Operation.AVERAGE, Operation.MEDIAN)
# "Et au premier ?"
_AT_THE_NTH = re.compile(
    r"^\W*(?:(?:et|mais|puis|non|pardon|plutôt|enfin|je voulais dire|je veux dire|je parle|je parlais)\W+)*(?:au|à la|dans le|dans la) (?:\d\w+|\w+)(?: (?:seulement|uniquement|alors|donc|seul))*\W*$",
    re.I,
)
_ONLY_THAT = re.compile(
    r"\b(?:s['’]en t(?:ient|enir|iens)|se limit\w+|restrei\w+|(?:ne |n['’])?(?:regard|compt|gard|considèr|pren)\w* que|seulement|uniquement|rien que|rien qu(?=['’])|juste)(?!\w)",
    re.I,
)
_FILES = re.compile(r"\b\d+ (?:dossiers?|candidat\w*)\b", re.I)
_A_CALL = re.compile(r"\b(?:appels?|vagues?|premi\w+|deuxi\w+|second\w*|juin|novembre|1er|2e|sélections?)\b", re.I)
_A_FURTHER_ONE = phrase(
    r"\W*(?:et )?(?:est[- ]ce qu['’] ?)?(?:il )?y en a(?:vait)?[- ]?(?:t[- ]?il)? (?:eu )?une? (?:troisième|3e|quatrième|autre (?:depuis|après|ensuite))\W*(?:depuis|après|ensuite)?\W*"
)
_THE_NEXT = re.compile(
    r"\b(?:au|du|que le|qu['’]au) (?:suivant|précédent|autre)\b|\bà l['’]autre\b|^\W*(?:et )?l[ea] (?:suivant|précédent)e?\b",
    re.I,
)
_AGAINST = re.compile(r"^\W*(?:et )?contre combien\b", re.I)
_THEIR_TOTAL = re.compile(
    r"\bleurs? (?:montant|budget|valeur)s? (?:tota|globa|compl)\w+"
    r"|\b(?:montant|budget|valeur|coût)s? (?:tota|globa|compl)\w+ de ces projets\b"
    r"|\bprojets d['’]un (?:montant|coût|budget) (?:tota|globa|compl)\w+",
    re.I,
)
_THAT_TIME = phrase(r"\bcette (?:fois|session|édition|vague|année)\b|\bcet appel\b|\bce tour\b")
_OF_THAT_CALL = phrase(r"\b(?:de|à|dans) (?:cet|l['’]) ?appel\b|\bdu même appel\b")
_EACH_TIME = phrase(
    r"\bdans un cas (?:et|comme) dans l['’]autre\b|\bdans chaque cas\b|\bà chaque (?:fois|appel|tour|vague)\b|\bdans les deux cas\b|\b(?:pour|dans|à) chacun des deux\b"
)
_THEIR_COLLEAGUE = phrase(r"\b(?:son|leur) (?:collègue|compère|acolyte|homologue|binôme)\b")
_THE_OTHER_PERSON = phrase(r"\bl['’ ] ?autre\b|\bavec (?:lui|elle)\b")
_IN_UNITS = phrase(
    r"^\W*(?:et |puis |maintenant )*(?:en|côté|niveau|pour les|au niveau des) (?:nombre de )?(?:(?P<files>dossiers|candidatures)|lauréats|projets|retenus)\W*$"
)


def call_in_place(at: Pointing, kb: KnowledgeBase) -> Subject | None:
    """The call at the one place that is said: "au deuxième"."""
    call = kb.call_at(at.positions[0]) if len(at.positions) == 1 else None
    return Subject(kind="call", id=call.id) if call is not None else None


def _plain(call: Subject) -> Subject:
    return Subject(kind="call", id=call.id)


def the_other_call(calls: Iterable[Subject], kb: KnowledgeBase) -> Subject | None:
    """The one call besides those that are given; None where there is none, or several."""
    given = {call.id for call in calls}
    others = [call.id for call in kb.calls_in_order() if call.id not in given]
    return Subject(kind="call", id=others[0]) if len(others) == 1 else None


def in_the_next_call(question: Question, at: Pointing, told: Told) -> tuple[Question, Pointing]:
    """The question about the other call where a neighbour is asked for after figures of one: "et pour le suivant ?"."""
    of_call = not told.projects and len(told.question.about.of_kind("call")) == 1
    if question.operation not in NEIGHBOURS or not of_call or question.about.subjects:
        return question, at
    return question.copy(update={"operation": None, "wants": ()}), replace(at, other_call=True)


def in_another_year(question: Question, told: Told, kb: KnowledgeBase) -> Question | None:
    """The question about a call that is not known, after figures of one: "et en 2019 ?", "y en a eu un troisième ?"; None else."""
    year, further = _YEAR.fullmatch(question.text), _A_FURTHER_ONE.fullmatch(question.text)
    known = {str(call.announced.year) for call in kb.calls.values() if call.announced}
    later = further is not None or (year is not None and year.group(1) not in known)
    if not later or told.projects or not told.question.about.of_kind("call"):
        return None
    unknown = Subject(kind="unknown", id="call", text="un autre appel à projets")
    return question.copy(update={"wants": (Want.PROJECTS,), "unit": None, "about": Filter(subjects=(unknown,))})


def in_the_nth_call(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> tuple[Question, Pointing]:
    """The question about a call where a place is one, after talk of calls: "et seulement dans le deuxième ?"."""
    call = call_in_place(at, kb)
    spoken_of = told.question.about.of_kind("call")
    of_calls = "appel" in told.question.text.casefold() and len(spoken_of) != 1
    of_ranked = bool(told.question.top) and question.wants == (Want.AMOUNT,)  # "combien pour le n° 2 ?", of a podium
    of_a_list = len(told.projects) > 1 and (question.wants[:1] in OF_A_THING or of_ranked)  # "dis-m'en plus sur le 2e"
    inside = of_calls and not of_a_list and _WITHIN.search(question.text) is not None
    inside = inside or (bool(spoken_of) and _THOSE_OF.search(question.text) is not None)
    when = (
        question.wants == (Want.DATE,) and len(told.projects) < 2 and not at.earliest
    )  # "et le deuxième, lancé quand ?"
    few = len(told.projects) < 2 or told.absent
    applied = question.wants == (Want.COUNT,) and question.unit in _APPLICANTS and few
    applied = applied or counts_applicants(question)
    figures = bool(told.facts) and not told.projects and question.wants in ((Want.AMOUNT,), (Want.COUNT,))
    figures = figures and question.operation is None and not at.earliest
    another = len(spoken_of) == 1 and call is not None and call.id != spoken_of[0].id and len(told.projects) > 1
    nothing = bool(told.question.about.of_kind("organisation")) and told.absent and bool(spoken_of)
    of_body = nothing and question.operation in (None, Operation.SUM)  # "et au premier, en tout ?", of who has nothing
    unknown = told.absent and any(s.id == "call" for s in told.question.about.of_kind("unknown"))
    bare = (
        (another or unknown or len(spoken_of) > 1)
        and question.wants == ()
        and _AT_THE_NTH.search(question.text) is not None
    )
    bare = bare or (unknown and question.wants in ((Want.COUNT,), (Want.AMOUNT,)) and question.operation is None)
    if (
        call is None
        or question.about.without("term").subjects
        or not (inside or when or applied or figures or bare or of_body)
    ):
        return question, at
    kept = question.unit is None and bool(spoken_of)
    bodies = told.question.about.of_kind("organisation") if kept else ()  # "et au premier, en tout ?", of it
    about = question.about.copy(update={"subjects": (*bodies, call)})
    return question.copy(update={"about": about, "position": None}), replace(at, positions=())


def of_applicants(question: Question, told: Told) -> Question | None:
    """The question for those who applied to a call, after talk of some projects: their body applied with others."""
    about = question.about
    if not counts_applicants(question) or not told.projects or about.operands != about.of_kind("call"):
        return None
    last = told.question.about
    calls = about.operands or (last.operands if last.operands == last.of_kind("call") else ())
    return question.copy(update={"about": Filter(subjects=calls), "position": None}) if calls else None


_FUND_INCLUDED = phrase(r"\bfonds (?:et (?:le )?reste )?(?:compris|inclus)\b")


def in_full(question: Question, told: Told) -> Question:
    """The question for the full cost of the projects whose grant was told as one figure: "et leur montant total ?"."""
    of_figures = not told.projects and told.focus is not None and told.focus.kind in ("term", "call")
    if question.missing == "full_cost" and _FUND_INCLUDED.search(question.text):  # "fonds et reste compris ?"
        calls = () if question.about.operands else told.question.about.of_kind("call")
        question = question.with_filter(Filter(subjects=calls)) if len(calls) == 1 else question
    granted = of_figures and told.question.wants == (Want.AMOUNT,) and told.question.missing is None
    if not granted or question.about.subjects or not _THEIR_TOTAL.search(question.text):
        return question
    return question.copy(update={"wants": (Want.AMOUNT,), "missing": "full_cost"})


def of_the_nth_call(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question about a call where a place counts something after talk of calls: "au premier il y en avait combien ?"."""
    about, last = question.about, memory.turns[0].question
    call = call_in_place(at, kb)
    if call is None or question.operation is not None or about.subjects != about.of_kind("unknown"):
        return question
    spoken_of = any(t.question.about.of_kind("call") for t in memory.turns[:2])
    as_before = not question.wants and "combien" in question.text.casefold()
    as_before = as_before and any(t.question.wants == (Want.COUNT,) for t in memory.turns[:2])
    counts = question.wants == (Want.COUNT,) or as_before or _AGAINST.search(question.text) is not None
    if not (counts and spoken_of and question.unit in (None, "project")):
        return question
    unit = question.unit or (last.unit if last.wants == (Want.COUNT,) else None)
    about = about.copy(update={"subjects": (call,)})
    return question.copy(update={"wants": (Want.COUNT,), "about": about, "position": None, "unit": unit})


def of_the_call_in_place(question: Question, at: Pointing, kb: KnowledgeBase) -> Question:
    """A first question about the call whose place it says: "combien de dossiers au deuxième ?"."""
    call = call_in_place(at, kb)
    asked = question.wants in ((Want.COUNT,), (Want.DATE,)) and question.operation is None
    if call is None or not asked or question.about.operands:
        return question
    about = question.about.copy(update={"subjects": (*question.about.subjects, call)})
    return question.copy(update={"about": about, "position": None})


def share_of_the_nth_call(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """The question about a call where a place follows a share of one: "et au 2e ?", after a rate of success."""
    of_call = told.question.operation is Operation.SHARE and told.question.about.of_kind("call") and not told.projects
    call = call_in_place(at, kb)
    if call is None and (at.other or at.other_call):
        call = the_other_call(told.question.about.of_kind("call"), kb)  # "et pour l'autre ?"
    if not of_call or question.about != Filter() or call is None:
        return question
    share = Operation.SHARE if question.operation is Operation.COMPARE else question.operation  # "…, pour comparer ?"
    return question.copy(update={"about": Filter(subjects=(call,)), "position": None, "operation": share})


def of_the_same_call(question: Question, told: Told) -> Question:
    """The question about the call spoken of, where another is only named by how many files it received.

    "16 sur 122 candidatures, donc.", after the laureates of the second call, is wrong.
    """
    calls, spoken_of = question.about.of_kind("call"), told.question.about.of_kind("call")
    by_files = len(calls) == 1 and _FILES.search(question.text) and not _A_CALL.search(question.text)
    other = len(spoken_of) == 1 and calls != spoken_of and calls[:1] == question.about.subjects
    if not (by_files and other and told.facts and question.tallies):
        return question
    return question.with_filter(Filter(subjects=tuple(_plain(c) for c in spoken_of)))


def with_another_call(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The last ranking, mean or place in a ranking, of another call too: "et si on ajoute la première ?"; None for others."""
    told, named = memory.turns[0], question.about.of_kind("call")
    place = call_in_place(at, kb)
    bodies = question.about.of_kind("organisation")
    if bodies and bodies == question.about.operands and told.question.operation is Operation.RANK:
        of_bodies = {kb.projects[p].call for s in bodies for p in members(kb, s)}
        place = Subject(kind="call", id=of_bodies.pop()) if len(of_bodies) == 1 else None
        question = question.with_filter(Filter())  # "et si on y ajoute les deux projets de la DINSIC ?"
    added = named or ((place,) if place is not None and not question.about.subjects else ())
    spoken_of = next((calls for t in memory.turns[:_BACK] if len(calls := t.question.about.of_kind("call")) == 1), ())
    if not (at.added and len(added) == 1 and spoken_of) or added[0].id == spoken_of[0].id:
        return None
    if named != question.about.operands or MONEY.search(question.text):
        return None
    both = (*spoken_of, *added)
    if question.operation in EXTREMES:
        return question.copy(update={"about": question.about.copy(update={"subjects": both}), "position": None})
    ranked = told.question if told.question.about.of_kind("call") == spoken_of else None
    counts = ranked is not None and ranked.wants == (Want.COUNT,) and ranked.operation is None
    if ranked is not None and counts and question.wants in ((), (Want.COUNT,)):
        both_counted = {"about": Filter(subjects=both), "text": question.text, "claims": question.claims}
        return ranked.copy(update={**both_counted, "unit": question.unit or ranked.unit})  # "et avec ceux du premier ?"
    if ranked is None or ranked.operation not in _OF_A_WHOLE or question.wants not in ((), (Want.AMOUNT,)):
        return None
    one = any(s.kind in ("project", "keyword") for s in ranked.about.subjects)
    supposed = one and ranked.operation in EXTREMES  # "c'est le plus gros du deuxième appel ?", of one
    others = () if supposed else tuple(s for s in ranked.about.subjects if s.kind != "call")
    about = ranked.about.copy(update={"subjects": (*others, *both)})
    return ranked.copy(update={"about": about, "yes_no": ranked.yes_no and not supposed, "text": question.text})


def each_time(question: Question, memory: Memory) -> Question:
    """The question about both calls where these were spoken of: "et combien ont été retenus à chaque fois ?"."""
    spoken_of = dict.fromkeys(c.id for t in memory.turns[:_BACK] for c in t.question.about.of_kind("call"))
    asked = question.wants in ((Want.COUNT,), (Want.AMOUNT,)) and question.about == Filter()
    if not asked or len(spoken_of) < 2 or question.operation is not None or not _EACH_TIME.search(question.text):
        return question
    return question.with_filter(Filter(subjects=tuple(Subject(kind="call", id=c) for c in sorted(spoken_of))))


def in_one_call(question: Question, told: Told) -> Question | None:
    """The last ranking or mean within the call that is said: "et si on s'en tient au deuxième ?"; None for others."""
    calls, ranked = question.about.of_kind("call"), told.question
    listed = (
        ranked.operation is None and ranked.wants in ((), (Want.PROJECTS,), (Want.COUNT,)) and len(told.projects) > 1
    )
    only = len(calls) == 1 and calls == question.about.subjects and _ONLY_THAT.search(question.text) is not None
    if (
        not only
        or (ranked.operation not in _OF_A_WHOLE and not listed)
        or question.wants not in ((), (Want.AMOUNT,), (Want.PROJECTS,), (Want.CRITERIA,))
    ):
        return None
    if question.operation not in (None, Operation.COMPARE, ranked.operation):
        return None
    others = tuple(s for s in ranked.about.subjects if s.kind not in ("call", "term"))
    about = ranked.about.copy(update={"subjects": (*others, *calls), "within": ()})
    return ranked.copy(update={"about": about, "text": question.text})


def against_other_applicants(question: Question, told: Told) -> Question | None:
    """The number of other applicants of the call spoken of: "plus que d'opérateurs ?", after another kind; None for others."""
    last, weighs = told.question, question.operation is Operation.COMPARE and question.unit in _APPLICANTS
    if not weighs or question.about != Filter() or last.wants != (Want.COUNT,) or last.unit in (None, "project"):
        return None
    calls = last.about.of_kind("call")
    counted = {"wants": (Want.COUNT,), "operation": None, "about": Filter(subjects=calls)}
    return question.copy(update=counted) if calls and last.unit != question.unit else None


def in_other_numbers(question: Question, told: Told) -> Question | None:
    """The comparison of calls by what else they have: "et en lauréats ?", after their files; None for others."""
    last, said = told.question, _IN_UNITS.match(question.text)
    compared = last.operation is Operation.COMPARE and len(last.about.of_kind("call")) > 1
    if said is None or not compared or question.about.subjects:
        return None
    unit = "dossiers" if said["files"] else "project"
    changes = {"wants": (Want.COUNT,), "operation": Operation.COMPARE, "unit": unit, "about": last.about}
    return question.copy(update=changes)


def money_of_the_call(question: Question, told: Told) -> Question | None:
    """What was asked for, or granted, at the call just counted: "et le montant total demandé ?"; None for others."""
    calls = told.question.about.of_kind("call")
    asked = question.wants == (Want.AMOUNT,) and question.about == Filter() and not question.claims
    of_call = len(calls) == 1 and bool(told.facts) and not told.projects
    if not (asked and of_call and question.operation in (None, Operation.SUM)) or not _DEMANDED.search(question.text):
        return None
    return question.copy(update={"about": Filter(subjects=calls), "operation": None})


def files_weighed(question: Question, told: Told, kb: KnowledgeBase) -> Question | None:
    """The files of both calls, where those of one are weighed against nothing: "les dossiers, il y en a eu deux fois moins, non ?"."""
    calls = told.question.about.of_kind("call")
    weighed = question.operation is Operation.COMPARE and question.unit == "dossiers" and question.about == Filter()
    counted = told.question.wants == (Want.COUNT,) and told.question.unit != "dossiers" and len(calls) == 1
    if not (weighed and counted) or told.question.operation is not None:
        return None
    both = tuple(Subject(kind="call", id=call.id) for call in kb.calls_in_order())
    return question.copy(update={"wants": (Want.COUNT,), "about": Filter(subjects=both)})


def refused_too(question: Question, told: Told) -> Question:
    """The number of those refused of another call, or of the one whose rate was told: "et au deuxième, toujours les recalées ?"."""
    calls = told.question.about.of_kind("call")
    rated = told.question.operation is Operation.SHARE and len(calls) == 1
    if rated and question.missing == "refused" and question.wants == (Want.COUNT,) and question.about == Filter():
        return question.with_filter(Filter(subjects=calls))  # "ça en laisse combien sur le carreau ?"
    counted = told.question.wants == (Want.COUNT,) and told.question.missing == question.missing == "refused"
    return question.copy(update={"wants": (Want.COUNT,)}) if counted and question.wants == (Want.UNSAID,) else question


def of_that_time(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question about the call of the project told: "et il y avait combien de candidats cette fois-là ?"."""
    calls = tuple(dict.fromkeys(kb.projects[p].call for p in told.projects))
    counted = question.wants == (Want.COUNT,) and question.unit in _APPLICANTS and not question.about.subjects
    if len(calls) != 1 or not counted or not _THAT_TIME.search(question.text):
        return question
    return question.with_filter(Filter(subjects=(Subject(kind="call", id=calls[0]),)))


def weighed_again(question: Question, told: Told) -> Question | None:
    """The comparison of calls just told, asked again: "le double, donc ?", after their numbers of files; None for others."""
    last = told.question
    compared = (
        last.operation is Operation.COMPARE and last.wants == (Want.COUNT,) and len(last.about.of_kind("call")) > 1
    )
    bare = question.operation is Operation.COMPARE and question.about == Filter() and question.unit in (None, last.unit)
    if not (compared and bare) or MONEY.search(question.text):
        return None
    return question.copy(update={"wants": last.wants, "about": last.about, "unit": last.unit})


_NUMEROUS = phrase(r"\bnombreu\w+|\b(?:plus|moins|autant|davantage) (?:de|d['’])")


def counted_too(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """The question that compares calls by what was last counted of one: "donc deux fois moins au deuxième ?"."""
    place = call_in_place(at, kb)
    placed = (place,) if place is not None and not question.about.subjects else ()
    named = question.about.of_kind("call") or placed
    neighbour = the_other_call(told.question.about.of_kind("call"), kb) if _THE_NEXT.search(question.text) else None
    if neighbour is not None and not (named or question.about.subjects):
        named = placed = (neighbour,)  # "c'est deux fois moins qu'au suivant ?"
    counted = told.question.wants == (Want.COUNT,) and told.question.unit in ("dossiers", "project")
    numerous = question.unit in _APPLICANTS and _NUMEROUS.search(question.text) is not None
    compares = question.operation is Operation.COMPARE and bool(named) and named == (question.about.subjects or placed)
    if not (compares and ((counted and question.unit is None) or numerous)) or MONEY.search(question.text):
        return question
    calls = {call.id: call for call in (*told.question.about.of_kind("call"), *named)}
    if len(calls) < 2:
        return question
    about = question.about.copy(update={"subjects": tuple(calls.values())})
    unit = question.unit if numerous else told.question.unit
    return question.copy(update={"wants": (Want.COUNT,), "unit": unit, "position": None, "about": about})


def _stated_of(told: Told, kb: KnowledgeBase) -> set[str]:
    """What the statements were about that were told, where they tell amounts or projects."""
    figures = (kb.fact(id) for id in told.facts)
    return {f.about for f in figures if f.measure in (Measure.AWARDED, Measure.SELECTED, Measure.ENDOWMENT)}


def of_the_event(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question where laureates were announced, after when or by whom: "à Marseille, donc ?"."""
    regions = question.about.of_kind("region")
    if _IT_WAS_AT.match(question.text):
        regions = question.about.of_kind("region", "organisation")  # "c'était à l'Élysée ?"
        question = question.copy(update={"wants": (Want.PLACE,), "missing": None})
    announced = told.question.wants[:1] in ((Want.DATE,), (Want.PEOPLE,), (Want.PLACE,)) and bool(told.facts)
    announced = announced and all(kb.fact(id).about in (*kb.calls, *kb.terms) for id in told.facts)
    if not (regions and regions == question.about.subjects and announced) or question.wants not in (
        (),
        (Want.PLACE,),
        (Want.PROJECTS,),
    ):
        return question
    earlier = f"{told.question.earlier} {told.question.text}".strip()
    calls = tuple(
        Subject(kind="call", id=c) for c in dict.fromkeys(kb.fact(id).about for id in told.facts) if c in kb.calls
    )
    return question.copy(update={"wants": (Want.PLACE,), "about": Filter(subjects=calls), "earlier": earlier})


def announced_by(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question where or when the person spoken of announced laureates: "et il a annoncé les résultats où ?"."""
    person = told.focus
    of_person = person is not None and person.kind == "term" and person.id in kb.with_people
    asked = question.wants in ((Want.PLACE,), (Want.DATE,)) and not question.about.subjects
    persons = [s for s in told.things if s.kind == "term" and s.id in kb.with_people]
    if asked and len(persons) == len(told.things) > 1 and not question.about.operands:  # "cela se passait où ?"
        together = [f.about for f in kb.facts if {s.id for s in persons} <= set(f.tells) and f.about in kb.calls]
        return question.with_filter(Filter(subjects=tuple(Subject(kind="call", id=c) for c in dict.fromkeys(together))))
    colleague = _THEIR_COLLEAGUE.search(question.text) is not None
    other = colleague or (question.wants == (Want.PEOPLE,) and _THE_OTHER_PERSON.search(question.text) is not None)
    other = other and not question.about.subjects
    if person is None or not ((of_person and asked and ANNOUNCED.search(question.text)) or (of_person and other)):
        return question
    calls = dict.fromkeys(f.about for f in kb.facts if person.id in f.tells and f.about in kb.calls)
    of_calls = Filter(subjects=tuple(Subject(kind="call", id=c) for c in calls))
    return question.copy(update={"wants": question.wants or (Want.PEOPLE,), "about": of_calls})


_DEMANDED = phrase(
    r"^(?!.*\b(?:pas|sans|écart|différence|manqu\w*)\b).*\b(?:demandé|sollicité|réclamé|accordé|octroyé)e?s?\b"
)
_WHAT_WAS_ANNOUNCED = phrase(
    r"\b(?:annonc|présent|dévoil|révél|proclam)\w* (?:quoi|qui)\b|\bqu(?:e |['’])(?:\w+[- ]){0,2}\w*(?:annonc|présent|dévoil|révél|proclam)\w*"
)


def announced_then(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The laureates of the call whose announcement was spoken of: "ils ont annoncé quoi ce jour-là ?"."""
    of_it = {kb.fact(id).about for id in told.facts} | {s.id for s in (*told.question.about.subjects, *told.things)}
    if question.about.operands or question.operation is not None or not _WHAT_WAS_ANNOUNCED.search(question.text):
        return question
    named = [fold(name) for id in of_it if id in kb.terms and id not in kb.with_people for name in kb.terms[id].names]
    of_event = {f.about for f in kb.facts if f.about in kb.calls and any(name in fold(f.text) for name in named)}
    calls = [c.id for c in kb.calls_in_order() if c.id in (of_it & set(kb.calls) or of_event)]
    if len(calls) != 1:
        return question
    return question.copy(
        update={"wants": (Want.PROJECTS,), "about": Filter(subjects=(Subject(kind="call", id=calls[0]),))}
    )


_DIVIDED = phrase(r"\bdivis\w* par\b")


def average_of_the_call(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question about the call just spoken of, where an average is asked of nothing: "la moyenne par projet ?"."""
    calls = told.question.about.of_kind("call")
    if question.operation is Operation.AVERAGE and question.about == Filter() and FUND in _stated_of(told, kb):
        return question.with_filter(Filter(subjects=(Subject(kind="term", id=FUND),)))
    ranks = question.operation is Operation.RANK and not question.about.of_kind("call")
    if ranks and len(calls) == 1 and _OF_THAT_CALL.search(question.text):  # "quel rang a-t-il dans cet appel ?"
        return question.with_filter(question.about.copy(update={"subjects": (*question.about.subjects, *calls)}))
    few = length(question) <= ELLIPTIC + 1 or told.question.operation is Operation.AVERAGE
    few = few or _OF_THAT_CALL.search(question.text) is not None
    bare = question.operation in (Operation.AVERAGE, Operation.MEDIAN) and question.about == Filter() and few
    listed = 1 < len(told.projects) < len(kb.projects)
    of_those = question.claims or _DIVIDED.search(question.text)
    if question.operation is Operation.AVERAGE and question.about == Filter() and of_those and listed:
        return question.with_filter(Filter(within=told.projects))  # "en moyenne trois millions et demi par dossier ?"
    return question.with_filter(Filter(subjects=calls)) if bare and len(calls) == 1 else question


def of_the_other_call(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """The question about the call that was not spoken of, where there are two: "et l'autre appel ?"."""
    calls = told.question.about.of_kind("call")
    if told.question.unit == "call" and not calls:  # "c'était lors de quel appel ?", of a project
        calls = tuple(Subject(kind="call", id=c) for c in dict.fromkeys(kb.projects[p].call for p in told.projects))
    other = the_other_call(calls, kb)
    if not at.other_call or len(calls) != 1 or other is None or question.about.of_kind("call"):
        return question
    return question.with_filter(question.about.copy(update={"subjects": (*question.about.subjects, other)}))

"""Questions about the bodies spoken of: "avec combien de projets ?", "par qui ?"."""

from __future__ import annotations

from dialogue.follow_up import OF_STATEMENTS
from dialogue.memory import Memory, Told
from dialogue.money import IN_ALL
from dialogue.naming import INCLUDED
from dialogue.pointing import Pointing
from dialogue.referents import ELLIPTIC, bodies_spoken_of, last_things, length
from dialogue.told_rank import IS_IT
from knowledge import Filter, KnowledgeBase, Operation, Question, Subject, Want
from knowledge.questions import EXTREMES
from knowledge.rankings import is_body
from knowledge.records import Asked
from knowledge.selection import members
from knowledge.text import phrase

_IN_HOW_MANY = phrase(r"^\W*(?:et )?(?:en|avec|pour|sur|grâce à) combien de\b")
_WITH = phrase(r"\bavec\b")
_INCLUDING = phrase(rf"{INCLUDED.pattern}|{_WITH.pattern}|\b(?:en )?(?:comptant|incluant|ajoutant|compte|ajoute)\b")
_FACING = phrase(r"^\W*(?:et |mais )?(?:face (?:à|au|aux)|contre|à côté de|par rapport à|comparé à|en face de)\b")
_IN_THE_LEAD = phrase(
    r"\b(?:du|le|au|ce) (?:ministère|porteur|organisme) (?:qui (?:est|arrive|vient) |arrivé |classé |placé )?(?:en tête|le (?:mieux|plus) (?:doté|servi|loti)|numéro (?:un|1))\b"
)
_SHARED = phrase(r"\b(?:partag|commun|conjoint)\w*")
_BY_WHOM = phrase(
    r"^\W*(?:et )?avec qui\W*$|^\W*(?:et )?(?:(?:annoncé|présenté|lancé|décidé|dévoilé|créé|voulu)e?s? )?par (?:qui|quel ministre)(?: (?:donc|ça|cela|au juste|exactement|alors))*\W*$|^\W*(?:et )?qui l['’](?:a|avait) (?:annoncé|présenté|lancé|décidé|dévoilé|créé|voulu)e?\W*(?:et)?\W*$"
)
SUMMED = {"wants": (Want.AMOUNT,), "operation": Operation.SUM, "complement": False}
_MEMBERS = phrase(r"\b(?:membres?|participants?|sièg\w+|personnalités|dedans|autour de la table)\b")
_AT_HIS_SIDE = phrase(
    r"\bà (?:ses|leurs) côtés\b|\bautour (?:de lui|d['’]eux)\b|\bavec (?:lui|quels autres|qui d['’]autre)\b|\bqui d['’]autre\b|\b(?:entourée?|accompagnée?|assistée?|flanquée?)s? (?:de|par) (?:qui|quels?)\b"
)
# "Par le président de la République, c'est ça ?"
_BY_SOMEBODY = phrase(
    r"^\W*(?:et |donc )?(?:(?:annoncé|présenté|présidé|dévoilé|créé|voulu|lancé)e?s? )?par (?:le |la |l['’]|m\. |monsieur |madame )?\w+"
)
_MEANT = phrase(
    r"\bje me suis tromp\w+\b|\bque je (?:voulais|cherchais|visais)\b|\bje (?:voulais|pensais) (?:dire|à|au)\b"
    r"|^\W*(?:(?:non|nan|mais)\W+)+je (?:parl(?:e|ais)|visais) d"
)
_ANNOUNCED = ((Want.PEOPLE,), (Want.DATE,), (Want.PLACE,))
_SAME_AS = phrase(r"\bmêmes? (?:ministères?|porteurs?|organismes?|maison|administration|tutelle) que\b")
_SAME_CALL = phrase(r"\bmêmes? (?:appels?|vagues?|sessions?|fournées?|annonces?|fois) que\b")
_PRESIDES = phrase(r"\b(?:il|elle) présid\w+ quoi\b|\bque présid\w+|\bqu['’]est-ce qu['’](?:il|elle) présid\w+")
_BESIDE_HIM = phrase(r"\bqui (?:d['’]autre )?(?:l['’]|les |le |la )?(?:entour|accompagn|assist|second)\w*")
_WINNER = phrase(
    r"\b(?:(?P<winner>vainqueur|gagnant|mieux (?:loti|doté|servi))|(?P<loser>perdant|moins bien (?:loti|doté|servi)|dernier des deux))(?:e|s)?\b"
)
_HELD = phrase(
    r"\b(?:le premier|le second|le deuxième) (?:est|était) (?:bien )?(?:le )?(?:ministre|secrétaire d['’ ]état)\b|\b(?:il|elle) (?:est|était|fut|a été|avait été) (?:bien |alors |donc |déjà )?(?:le |la )?(?:ministre|secrétaire d['’ ]état)\b"
)
_ITS_ONLY_ONE = phrase(r"\b(?:son|leur) (?:seule?|unique)\b|\bn['’](?:a|ont) qu['’](?:un|une|ça|celui)\b")
_THE_ONLY_ONE = phrase(
    r"^\W*(?:\w+ )?(?:c['’ ]?est|est[- ]ce) (?:bien |donc |vraiment )?le seul(?: projet| dossier| lauréat)?\b(?! (?:à|de|sur|qui|pour))"
)
_IT_IS_CARRIED = phrase(
    r"\b(?:il|elle|ça|celui[- ]ci|ce projet) (?:est|serait|était) (?:bien |donc )?rattaché\w* (?:à|au)\b|\b(?:il|elle|ça|ce projet) (?:dépend|relève|dépendrait) (?:bien |donc )?d[eu]\b|"
    r"^\W*(?:et |donc )?(?:porté|piloté|géré|mené)e?s? (?:bien |donc )?par\b|\bqui (?:le |la |les |l['’])(?:port|pilot|g[èe]r|m[èe]n)\w*|\b(?:il|elle|ça|celui[- ]ci|ce projet) (?:est|serait|était) (?:bien |donc )?(?:porté|piloté|géré|mené|conduit)e? par\b"
)
_WHO_DID = phrase(
    r"\bqui (?:a|ont) (?:pondu|fait|monté|inventé|imaginé|conçu|créé|bâti|lancé|eu l['’]idée)\b(?! (?:la sélection|le choix|le tri))"
)
_PART_OF_IT = phrase(r"\ben (?:fai\w+|font) partie\b|\bsi[èe]g\w+|\bmembres?\b|\bdedans\b")
_THE_SAME_ONES = phrase(
    r"\b(?:par|chez|de) les mêmes\b|\bles mêmes\b|\b(?:le|du|au) même (?:ministère|porteur|organisme)\b"
)
_WHICH_HAVE = phrase(
    r"\b(?:lesquels|lequel|qui) (?:donc )?en (?:ont|a|avaient|avait) (?:un|eu|au moins)\b|\blesquels en ont\b"
)
_ALL_INCLUDED = phrase(r"\btout compris\b")
_INITIALS = phrase(r"\b(?:ce|cet|ces|du|le|les) (?:sigle|acronyme|initiales)s?\b")
_NAMES = phrase(r"\bnoms?\b")
_WITH_THE_FIRST = phrase(r"\bavec (?:le |la |celui |celle )?(?:premi\w+|précédent\w*|d['’]avant|du début)\b")
_COMMITTEE = Subject(kind="term", id="comite")
_MEMBER = phrase(
    r"\b(?:en fai(?:t|saient|sait)|en font) partie\b|\b(?:en (?:est|sont|était|étaient)|y (?:est|sont|siège|siègent|figure|figurent|participe|participent))\b|\bautour de la table\b"
)
_HAS_ANOTHER = phrase(
    r"\b(?:a|ont|porte|portent|mène|mènent|avai(?:t|ent))[- ]t?[- ]?(?:il|elle|ils|elles|on)\b.*\bautres?\b|\b(?:il|elle|ils|elles) (?:en )?(?:a|ont|porte|portent|mène|mènent) .*\bautres?\b"
)
_WITH_THEM = phrase(
    r"\W*(?:et )?(?:avec(?: eux| elles?| lui| ceux[- ]là| ça)?|en (?:le|la|les) (?:gardant|comptant|incluant|laissant|remettant))\W*"
)


def put_right(question: Question, at: Pointing) -> Question:
    """The question that was meant of another body, or of all of it: "c'était celui du Travail que je voulais", "je parle de tout le ministère"."""
    bodies = question.about.of_kind("organisation")
    other = bodies == question.about.operands and (bodies or at.body)
    meant = bool(other) and not at.rest and _MEANT.search(question.text) is not None
    return question.copy(update={"wants": (), "operation": None, "unit": None}) if meant else question


def with_all_of_it(question: Question, told: Told) -> Question:
    """The sum of what the ones told have, of which no full cost is told: "combien, tout compris ?"."""
    meant = question.missing == "full_cost" and question.about == Filter() and _ALL_INCLUDED.search(question.text)
    if not (meant and told.projects) or told.facts:
        return question
    return question.copy(update={"missing": None, "operation": None})


def with_the_body_told(question: Question, memory: Memory) -> Question | None:
    """The two bodies of which one is named, the other spoken of: "avec l'Intérieur, combien pour les deux ministères ?"."""
    named = question.about.subjects
    both = question.operation in (Operation.SUM, Operation.COMPARE) and ("ministry", 2) in question.tallies
    if not both or len(named) != 1 or named[0].kind != "organisation":
        return None
    before = (t.question.about.of_kind("organisation") for t in memory.turns)
    other = next((found[0] for found in before if len(found) == 1), None)
    if other in (None, named[0]):
        return None
    of_both = {"about": Filter(subjects=(other, *named), union=True), "unit": None, "tallies": ()}
    return question.copy(update={"wants": (Want.AMOUNT,), **of_both})


def in_full_words(question: Question, told: Told) -> Question:
    """The question for the carriers of the one told, whose initials are not understood: "le nom complet de ce sigle ?"."""
    asked = _INITIALS.search(question.text) is not None and not question.about.operands and len(told.projects) == 1
    return (
        question.copy(update={"wants": (Want.CARRIER,), "about": Filter(within=told.projects)}) if asked else question
    )


def with_what_was_left_out(question: Question, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The question about all that a body has: "fourrières comprises, combien ?", after its other projects."""
    told = memory.turns[0].question
    last, carried = told.about, bodies_spoken_of(memory, kb)
    if last.joint is False and _INCLUDING.search(question.text) and _SHARED.search(question.text):
        return told.with_filter(last.copy(update={"joint": None}))  # "et en comptant le partagé ?"
    shared_too = _INCLUDING.search(question.text) and _SHARED.search(question.text) and not question.about.subjects
    if told.wants == (Want.CARRIER,) and shared_too and carried:
        return question.copy(update={**SUMMED, "about": Filter(subjects=carried)})  # "combien, avec ce qu'il partage ?"
    if last.excluding and _WITH_THEM.fullmatch(question.text):
        within = () if last.of_kind("organisation") else last.within
        return told.with_filter(last.copy(update={"excluding": (), "within": within}))
    bodies, named = last.of_kind("organisation"), question.about.topical
    with_it = question.operation is Operation.SUM and _WITH_THE_FIRST.search(question.text) is not None
    if bodies and last.excluding and with_it and not question.about.subjects:
        return question.copy(update={**SUMMED, "about": Filter(subjects=bodies), "position": None})
    the_first = question.position == 1 or question.text.casefold().rstrip(" ?!.").endswith(
        ("lui compris", "elle comprise")
    )
    if bodies and last.excluding and the_first and not question.about.subjects and INCLUDED.search(question.text):
        return question.copy(update={**SUMMED, "about": Filter(subjects=bodies), "position": None})
    taken_in = INCLUDED.search(question.text) or _WITH.search(question.text)
    adds = question.operation is Operation.SUM or question.wants == (Want.AMOUNT,)
    if not (bodies and named and named == question.about.operands and taken_in and adds):
        return None
    out = {p for s in last.excluding for p in members(kb, s)}
    if INCLUDED.search(question.text):
        out |= set.intersection(*(set(members(kb, s)) for s in bodies))
    if not {p for s in named for p in members(kb, s)} & out:
        return None
    return question.copy(update={**SUMMED, "about": Filter(subjects=bodies)})


def of_the_ranked_body(question: Question, at: Pointing, told: Told) -> Question:
    """The question about the body that a ranking told where its projects are counted: "avec combien de projets ?"."""
    ranked = told.question.operation in EXTREMES and is_body(told.question.unit) and len(told.things) == 1
    counts = question.wants == (Want.COUNT,) and question.unit == "project" and question.operation is None
    goes_on = at.refers or _IN_HOW_MANY.search(question.text)
    if not (ranked and counts and goes_on) or question.about.subjects or at.widened:
        return question
    return question.with_filter(question.about.copy(update={"subjects": told.things}))


def next_of_the_ranked(question: Question, at: Pointing, memory: Memory) -> Question:
    """The question about another body of a ranking of which one was spoken of: "et le numéro 2 ?", after the first's."""
    bare = not question.wants and question.about == Filter() and question.operation is None and len(at.positions) == 1
    if not bare or len(memory.turns) < 2:
        return question
    told, ranked = memory.turns[:2]
    spoken_of = told.question.about.of_kind("organisation")
    if not is_body(ranked.question.unit) or len(spoken_of) != 1 or len(ranked.things) < max(2, at.positions[0]):
        return question
    if at.positions[0] < 1 or spoken_of[0].id not in {s.id for s in ranked.things}:
        return question
    body = ranked.things[at.positions[0] - 1]
    about = told.question.about.copy(update={"subjects": (body, *told.question.about.of_kind("call"))})
    as_before = {"wants": told.question.wants, "operation": told.question.operation, "earlier": told.question.text}
    return question.copy(update={**as_before, "about": about})


def most_of_the_bodies(question: Question, told: Told) -> Question:
    """The question for the first of the bodies that were told in order: "qui en a le plus ?"."""
    last = told.question
    told_bodies = is_body(last.unit) and question.operation in EXTREMES
    if not told_bodies or question.unit or question.about != Filter():
        return question
    if last.each is not None or (
        last.by_number and last.operation in EXTREMES
    ):  # "et lequel cumule le plus d'argent ?"
        calls = Filter(subjects=last.about.of_kind("call"))
        return question.copy(update={"wants": (Want.PROJECTS,), "unit": last.unit, "about": calls})
    if last.operation is not Operation.SORT:
        return question
    return question.copy(update={"wants": (Want.PROJECTS,), "unit": last.unit, "by_number": last.by_number})


def compared_by_number(question: Question, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question for the numbers of projects of the bodies spoken of.

    Those just weighed by their sums: "en nombre de projets, ils sont devant aussi ?"; the last one against another: "et face
    à Bercy, qui a le plus de projets ?".
    """
    told, named = memory.turns[0], question.about.of_kind("organisation")
    if question.by_number and named and named == question.about.operands and _FACING.search(question.text):
        spoken_of = tuple(s for s in bodies_spoken_of(memory, kb) if s not in named)
        about = question.about.copy(update={"subjects": (*spoken_of, *question.about.subjects), "union": True})
        return question.copy(update={"wants": (Want.PROJECTS,), "operation": Operation.COMPARE, "about": about})
    bodies = tuple(s for s in told.things if s.kind == "organisation")
    weighed = told.question.operation in (Operation.COMPARE, *EXTREMES) and len(bodies) > 1
    if not (weighed and question.by_number) or question.about.operands or is_body(question.unit):
        return question
    about = Filter(subjects=(*bodies, *told.question.about.of_kind("call")), union=True)
    return question.copy(update={"wants": (Want.PROJECTS,), "operation": Operation.COMPARE, "about": about})


def others_of_the_body(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question | None:
    """The question for a body's other projects, all told after one of them: "et les autres, ils parlent de quoi ?"."""
    told, *before = memory.turns
    bodies = told.question.about.of_kind("organisation")
    one = next((t.projects[0] for t in before[:2] if len(t.projects) == 1), None)
    asked = at.rest and question.about == Filter() and len(bodies) == 1 and len(told.projects) > 1
    if not asked or one not in told.projects or set(told.projects) != set(kb.carried_by(bodies[0].id)):
        return None
    rest = tuple(p for p in told.projects if p != one)
    if at.number not in (None, len(rest)):
        return None
    wants = question.wants or (Want.PROJECTS,)
    return question.copy(update={"wants": wants, "about": Filter(within=rest), "complement": False})


def sits_on_it(question: Question, told: Told) -> Question | None:
    """The question whether a body sits on the committee just told of: "le SGPI en fait partie ?"; None for others."""
    bodies = question.about.of_kind("organisation")
    of_committee = told.question.wants == (Want.PEOPLE,) and not told.projects and _MEMBER.search(question.text)
    if not of_committee or not bodies or bodies != question.about.subjects:
        return None
    return question.copy(update={"wants": (Want.PEOPLE,), "about": Filter(subjects=(_COMMITTEE, *bodies))})


def others_of_the_carrier(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question | None:
    """The other projects of who was just told to carry one: "a-t-elle un autre projet lauréat ?"; None for others."""
    one = told.projects[0] if len(told.projects) == 1 and told.question.wants == (Want.CARRIER,) else None
    asked = at.rest and question.wants == (Want.PROJECTS,) and question.about == Filter()
    if one is None or not asked or not _HAS_ANOTHER.search(question.text):
        return None
    bodies = tuple(Subject(kind="organisation", id=b) for b in kb.projects[one].carriers)
    about = Filter(subjects=bodies, excluding=(Subject(kind="project", id=one),))
    return question.with_filter(about) if len(bodies) == 1 else None


def of_the_leading_body(question: Question, memory: Memory) -> Question | None:
    """The question about the first of the bodies ranked: "et le plus gros projet du ministère en tête ?"."""
    if question.about.operands or not _IN_THE_LEAD.search(question.text):
        return None
    ranked = (t for t in memory.turns if is_body(t.question.unit) and t.question.position in (None, 1))
    ranked = (t for t in ranked if t.question.operation in (Operation.HIGHEST, Operation.SORT) and t.things)
    first = next(ranked, None)
    if first is None:
        return None
    about = Filter(subjects=(first.things[0], *question.about.of_kind("call")))
    return question.copy(update={"about": about, "unit": None if is_body(question.unit) else question.unit})


def what_else_it_has(question: Question, at: Pointing) -> Question:
    """The other projects of the body named, where that is only guessed: "et Matignon, il a autre chose à son nom ?"."""
    bodies = question.about.of_kind("organisation")
    guessed = at.rest and not at.sure and question.wants in ((Want.PEOPLE,), (Want.UNSAID,)) and not question.missing
    if not guessed or len(bodies) != 1 or bodies != question.about.subjects:
        return question
    return question.copy(update={"wants": (Want.PROJECTS,)})


def which_have_some(question: Question, told: Told) -> Question:
    """The bodies that have projects, after one that has none: "lesquels en ont un, alors ?"."""
    bodies = told.question.about.of_kind("organisation")
    if not (told.absent and bodies) or question.about != Filter() or not _WHICH_HAVE.search(question.text):
        return question
    return question.copy(update={"wants": (Want.PROJECTS,), "unit": "ministry", "operation": None, "missing": None})


def its_only_one(question: Question, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question how many projects the body spoken of has: "donc son seul projet lauréat, c'est ça ?"."""
    told, own = memory.turns[0], _ITS_ONLY_ONE.search(question.text)
    of_body = told.question.about.of_kind("organisation") or told.question.wants == (Want.CARRIER,)
    said = own or (_THE_ONLY_ONE.search(question.text) and of_body)
    plain = not (question.about.subjects or question.about.amounts or question.claims or question.operation)
    bodies = bodies_spoken_of(memory, kb) if said and plain else ()
    if not bodies:
        return question
    counted = {"wants": (Want.COUNT,), "unit": "project", "about": Filter(subjects=bodies), "yes_no": True}
    return question.copy(update=counted)


def after_a_carrier(question: Question, at: Pointing, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question about the body that was told to carry a project: "ils ont combien de projets ?"."""
    told = memory.turns[0]
    counts = question.wants == (Want.COUNT,) and question.unit == "project" and question.operation is None
    carried = told.question.wants == (Want.CARRIER,) and len(told.projects) == 1
    bodies = bodies_spoken_of(memory, kb)
    of_all = told.question.wants == (Want.CARRIER,) and question.operation is Operation.SUM and len(bodies) == 1
    if of_all and at.singular and question.about == Filter() and IN_ALL.search(question.text):
        return question.with_filter(Filter(subjects=bodies))  # "il a touché combien en tout, lui ?"
    so_many = {number for unit, number in question.tallies if unit == "project"}
    theirs = question.operation is Operation.SUM and question.about == Filter() and len(bodies) == 1
    if theirs and so_many == {len(kb.carried_by(bodies[0].id))} != {len(told.projects)}:
        return question.with_filter(Filter(subjects=bodies))  # "total de leurs 4 projets ?", after the three others
    if not (counts and carried and at.refers) or question.about.operands:
        return question
    return question.with_filter(question.about.copy(update={"subjects": bodies_spoken_of(memory, kb)}))


def the_same_ones(question: Question, memory: Memory, kb: KnowledgeBase) -> Question:
    """The question who carries the last two, told one by one: "ils sont portés par les mêmes ?"."""
    asked = question.wants == (Want.CARRIER,) and question.about == Filter() and _THE_SAME_ONES.search(question.text)
    pair = last_things(2, memory, kb) if asked and len(memory.listed) == 1 else None
    return question.with_filter(Filter(subjects=pair, union=True)) if pair else question


def same_as_that_of(question: Question, told: Told) -> Question:
    """The question who carries both, where the one told is set beside another: "c'est le même ministère que le contrôle fiscal ?"."""
    named = question.about.topical
    asked = question.wants == (Want.CARRIER,) and len(named) == 1 and question.about.operands == named
    one = told.project
    if not asked or one is None or told.absent or one in named or not _SAME_AS.search(question.text):
        return question
    return question.with_filter(Filter(subjects=(one, *named), union=True))


def same_call_as(question: Question, memory: Memory) -> Question:
    """The question of which call both are, where the one told is set beside another: "au même appel que le cloud ?"."""
    named = question.about.topical
    one = next((told.project for told in memory.turns if told.project is not None), None)
    if one is None or len(named) != 1 or one in named or not _SAME_CALL.search(question.text):
        return question
    both = Filter(subjects=(one, *named), union=True)
    return question.copy(update={"wants": (Want.PROJECTS,), "unit": "call", "operation": None, "about": both})


def total_of_the_body(question: Question, told: Told) -> Question | None:
    """The sum of the body of which it was just told that it has no other: "combien au total, alors ?"; None for others."""
    summed = question.operation is Operation.SUM and question.wants == (Want.AMOUNT,) and question.about == Filter()
    last = told.question
    body = last.about.of_kind("organisation")
    alone = last.complement and len(body) == 1 and last.about.is_only(body)
    if not (summed and alone) or length(question) > ELLIPTIC + 2:
        return None
    return question.copy(update={"about": Filter(subjects=body), "operation": None})


def of_the_winner(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """The question for the one that had the most or the least of the two weighed: "et le perdant, il a eu ?"."""
    said = _WINNER.search(question.text)
    weighed = told.question.operation in (Operation.COMPARE, *EXTREMES) and len(told.things) == 2
    if said is None or not weighed or question.about.operands:
        return question
    ordered = sorted(told.things, key=lambda s: sum(kb.projects[p].euros for p in members(kb, s)))
    one = ordered[0 if said["loser"] else -1]
    wants = question.wants if question.wants not in ((), (Want.UNSAID,)) else (Want.AMOUNT,)
    return question.copy(update={"wants": wants, "missing": None, "about": Filter(subjects=(one,))})


def presided(question: Question, told: Told, kb: KnowledgeBase) -> Question:
    """What the person spoken of presides, or who sits beside him: "il préside quoi, exactement ?", "qui l'entoure ?"."""
    person = next((s for s in (*told.question.about.of_kind("term"), *told.things) if s.id in kb.with_people), None)
    of_person = person is not None or (told.focus is not None and told.focus.id == "comite")
    if not of_person or question.about.operands or question.operation is not None:
        return question
    if _BESIDE_HIM.search(question.text):
        about = Filter(subjects=(Subject(kind="term", id="comite"),))
        said = f"{question.text} membres du comité"  # words that choose the statement which names its members
        return question.copy(update={"wants": (Want.PEOPLE,), "about": about, "text": said})
    if _PRESIDES.search(question.text) and person is not None:
        return question.copy(update={"wants": (Want.PEOPLE,), "about": Filter(subjects=(person,))})
    return question


def words_of(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """What the person spoken of said, whatever it is about: "il a dit quoi sur l'IA ?"."""
    person = told.focus if told.focus is not None and told.focus.id in kb.with_people else None
    asked = question.wants == (Want.QUOTE,) and at.singular and not question.about.of_kind("term")
    return question.with_filter(Filter(subjects=(person,))) if person is not None and asked else question


def office_of(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """The question for the office of the person spoken of: "il était ministre de la Culture, c'est ça ?"."""
    person = told.focus
    persons = tuple(s for s in told.things if s.id in kb.with_people)
    if len(at.positions) == 1 and 0 < at.positions[0] <= len(persons) > 1:
        person = persons[at.positions[0] - 1]  # "le second était ministre de l'Économie, n'est-ce pas ?"
    known = person is not None and person.kind == "term" and person.id in kb.with_people
    if person is None or not known or not _HELD.search(question.text) or question.about.of_kind("term"):
        return question
    return question.copy(update={"wants": (Want.PEOPLE,), "operation": None, "about": Filter(subjects=(person,))})


def by_whom(question: Question, at: Pointing, told: Told, kb: KnowledgeBase) -> Question:
    """The question with what "par qui ?" and "c'est le ministère du Travail ?" want: who announced, who carries."""
    stated = told.question.wants[:1] in tuple((want,) for want in OF_STATEMENTS)
    of_notion = told.focus is not None and told.focus.kind in ("term", "call")
    if _BY_WHOM.search(question.text) and (stated or of_notion):
        events = tuple(s for s in told.things if s.kind in ("call", "term"))
        return question.copy(
            update={"wants": (Want.PEOPLE,), "about": Filter(subjects=events) if events else question.about}
        )
    beside = (
        told.question.wants == (Want.PEOPLE,) and not question.about.operands and _AT_HIS_SIDE.search(question.text)
    )
    if _BY_SOMEBODY.search(question.text) and stated and told.facts and not question.about.topical:
        events = tuple(s for s in told.things if s.kind in ("call", "term"))
        by_whom_told = {f.about for f in kb.facts if f.asks is Asked.PEOPLE} & {s.id for s in events}
        if not by_whom_told and told.question.wants[:1] != (Want.PEOPLE,):
            return told.question  # what was told says who
        return question.copy(update={"wants": (Want.PEOPLE,), "about": Filter(subjects=events)})
    steering = [s for s in (*told.question.about.subjects, *told.things) if s.id == "comite"]
    if beside and steering:  # "à ses côtés, on trouve qui ?", of who presides over it
        members = {"about": Filter(subjects=tuple(steering[:1])), "earlier": "membres du comité"}
        return question.copy(update={"wants": (Want.PEOPLE,), "complement": False, **members})
    if at.rest and told.question.wants == (Want.PEOPLE,) and _MEMBERS.search(question.text):
        return question.copy(
            update={"wants": (Want.PEOPLE,), "about": Filter(subjects=told.things), "complement": False}
        )
    about = question.about
    if about.joint is False and not about.subjects and told.question.wants[:1] in _ANNOUNCED:
        calls = Filter(
            subjects=tuple(s for s in told.things if s.kind == "call") or told.question.about.of_kind("call")
        )
        return question.copy(update={"wants": (Want.PEOPLE,), "about": calls})  # "tout seul ?"
    if question.wants == (Want.PEOPLE,) and not about.subjects and _NAMES.search(question.text):
        if told.question.wants == (Want.COUNT,) and told.question.unit in (None, "project"):
            return question.copy(update={"wants": (Want.PROJECTS,)})  # "donnez-moi leurs noms"
    of_committee = told.question.wants == (Want.PEOPLE,) and told.question.about.of_kind("term")
    if of_committee and about.of_kind("organisation") and _PART_OF_IT.search(question.text):  # "le SGPI y siégeait ?"
        return question.copy(update={"wants": (Want.PEOPLE,), "about": Filter(subjects=of_committee)})
    if question.wants == (Want.PEOPLE,) and not about.operands and len(told.projects) == 1 and not told.facts:
        if _WHO_DID.search(question.text):  # "qui a pondu ça ?"
            return question.copy(update={"wants": (Want.CARRIER,), "about": Filter(within=told.projects)})
    supposed = about.of_kind("organisation") == about.operands and len(about.operands) == 1
    wondered = (
        (question.wants in ((), (Want.CARRIER,)) or not at.sure)
        and question.operation is None
        and not (question.claims or about.amounts)
    )
    wondered = wondered and question.wants != (Want.COUNT,)
    said = IS_IT.search(question.text) or _IT_IS_CARRIED.search(question.text)
    if supposed and told.project is not None and wondered and said and not _MEANT.search(question.text):
        own = about.copy(update={"subjects": (told.project, *about.subjects)})
        return question.copy(update={"wants": (Want.CARRIER,), "about": own})
    return question

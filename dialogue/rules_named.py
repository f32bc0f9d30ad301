"""Rules for what a clause names: what of it counts, what is left out, what only stands beside."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dialogue.draft import Draft, Rule, unplaced
from dialogue.message import Message
from dialogue.naming import Placed, extreme_left_out, is_counted, named_as_left_out, text_between, those_that_count
from knowledge import KnowledgeBase, Subject, Want
from knowledge.questions import EXTREMES
from knowledge.records import FUND
from knowledge.selection import members
from knowledge.text import keys, phrase

# "… n'est utilisée que contre la fraude"
_ONLY = phrase(r"\bseule?s?\b|\buniquement\b|\bexclusivement\b|\bseulement\b|\bn['’e][^.?!]{0,40}?\bqu(?:e\b|['’])")
# So many projects on a topic can be told one by one.
_FEW = 4
_OFFICE = phrase(r"\b(?:ministre|secrétaire d['’][ée]tat)\b[^,.;]*$")
# Regions as those who carry projects, not as where these take place.
_LOCAL = "collectivites"
_REGION_WINS = phrase(
    r"\b(?:la )?r[ée]gion \w+[^?]*\b(?:lauréate?|porteuse?|gagnante?|bénéficiaires?|candidate?|bénéficié|gagné|reçu|obtenu|touché|porte)\b"
)
_ITS_OWN = phrase(r"\s*(?:pour|avec|et) (?:sa|son|ses|leurs?)\s*(?:projet (?:de|sur) (?:la |le |les |l['’])?)?")
_THAT_OF = phrase(
    r"^\W*(?:et |non,? |plutôt )?cel(?:ui|le)s? (?:de|du|d['’])|\bje (?:parl\w+|pens\w+|veux parler|voulais parler) (?:de|du|d['’]|à|au)"
)
_ALL_OF = phrase(r"\btoute? (?:le |la |l['’])(?:minist[èe]re (?:de |du |des |de la |de l['’]))?$")
_WHICH = phrase(r"\bquel(?:le)?s? $")
_WHICH_ONES = phrase(r"\b(?:les?|la)?quel(?:le)?s?\b|\bqui\b|\bliste\b")

_DOES = phrase(
    r"\bquel(?:le)?s? projets? (?:\w+ )?(?:permet\w*|parl\w*|concern\w*|trait\w*|aid\w*|port\w* sur|évoqu\w*|mentionn\w*|touch\w*|sert à|servent à)"
    r" (?:de |d['’]|du |des |à |aux? |le |la |les |l['’])?(?P<what>[^?.!,;:]{3,60})"
)
_FINANCED = phrase(
    r"\b(?:financ|subventionn|soutenu|pay)\w* (?:aussi |également )?(?:le |la |les |l['’]|un |une |des |du )(?P<what>[^?.!,;:]{2,40}?)(?: aussi| également)?\s*\?"
)
# What all projects are.
_GENERAL = frozenset(
    "projet chose dossier laureat gagnant organisme ministere administration etat public action service reforme economie argent somme million euro candidat".split()
)


def without_those_left_out(draft: Draft) -> Draft:
    """What is left out is no subject: "tous sauf FranceConnect", "tous sauf les deux plus gros"."""
    out = tuple(s for s, _ in named_as_left_out(draft.message, draft.placed) if s.id != FUND)  # "en dehors du fonds"
    kept = tuple((s, at) for s, at in draft.placed if s not in out)
    if any(s.kind == "call" for s, _ in kept):  # "si j'enlève le deuxième appel, il reste combien pour le premier ?"
        out = tuple(s for s in out if s.kind != "call")
    return replace(draft, placed=kept, excluding=(*out, *extreme_left_out(draft.message)))


def without_circumstances(draft: Draft) -> Draft:
    """Beside a project, a theme is its circumstance: "que change FranceConnect pour les fonctionnaires ?"."""
    return replace(draft, placed=tuple(those_that_count(draft.message, draft.placed, draft.kb)))


def whole_body(draft: Draft) -> Draft:
    """A body named as a whole holds the topics that stand before it: "police, préfectures, tout l'Intérieur"."""
    start = draft.message.offset
    whole = [p for p in draft.placed if p[0].kind == "organisation" and _ALL_OF.search(draft.text[: p[1][0] - start])]
    loose = {s for s, _ in draft.placed if s.kind in ("theme", "keyword", "words")}
    if len(whole) != 1 or not loose or "project" in draft.kinds:
        return draft
    return replace(draft, placed=tuple(p for p in draft.placed if p[0] not in loose))


def of_its_own(draft: Draft) -> Draft:
    """A body with what is its own is that project: "la rue de Valois pour sa radio ou le ministère du Travail ?"."""
    for (body, at), (topic, place) in pairwise(draft.placed):
        own = (
            set(members(draft.kb, topic)) & set(draft.kb.carried_by(body.id)) if body.kind == "organisation" else set()
        )
        if topic.is_topical and len(own) == 1 and _ITS_OWN.fullmatch(text_between(draft.message, at, place)):
            project = (Subject(kind="project", id=own.pop(), text=topic.text), place)
            rest = tuple(p for p in draft.placed if p[0] not in (body, topic))
            return replace(draft, placed=tuple(sorted((project, *rest), key=lambda placed: placed[1])))
    return draft


def searched_for(draft: Draft) -> Draft:
    """What a project is said to do is searched for, where nothing is named: "quel projet permet de payer en ligne ?"."""
    alone = draft.wants == (Want.PROJECTS,) and draft.operation is None and not (draft.excluding or draft.joint)
    does = _DOES.search(draft.text) if alone and not draft.named else None
    financed = _FINANCED.search(draft.text) if alone and {s.id for s in draft.named} == {FUND} else None
    said = does or financed
    words = said["what"].strip() if said is not None else ""
    if not keys(words) or _GENERAL & set(keys(words)):
        return draft
    hits = draft.kb.search.find(words, limit=len(draft.kb.projects))
    if not hits and financed is None:
        return draft
    found = " ".join(hit.project for hit in hits)
    subject = Subject(kind="words" if hits else "unknown", id=found or words, text=words)
    return replace(draft, placed=((subject, (0, 0)),))


def without_offices(draft: Draft) -> Draft:
    """A body may only tell the office of a person: "Gérald Darmanin, alors ministre de l'Intérieur".

    Where that is not the office that the announcements give, the right one is told too.
    """
    kept = tuple(placed for placed in draft.placed if not _is_an_office(draft.message, placed, draft.kb))
    said = {s.id for s, _ in draft.placed} - {s.id for s, _ in kept}
    if not said or Want.PEOPLE in draft.wants:
        return replace(draft, placed=kept)
    people = {s.id for s, _ in kept if s.kind == "term"} & draft.kb.with_people
    offices = {body for f in draft.kb.facts if f.about in people for body in f.organisations}
    mistaken = bool(offices) and not said & offices
    return replace(draft, placed=kept, wants=(Want.PEOPLE, *draft.wants) if mistaken else draft.wants)


def without_a_part_of_it(draft: Draft) -> Draft:
    """A part of the project named is not left out of it: "pourquoi avoir supprimé les examens dans le projet licence ?"."""
    own = {p for s in draft.named if s.kind == "project" for p in members(draft.kb, s)}
    part = own and all(own <= set(members(draft.kb, s)) for s in draft.excluding if s.kind != "extreme")
    return replace(draft, excluding=()) if draft.excluding and part else draft


def region_as_a_body(draft: Draft) -> Draft:
    """A region that is said to have won is a local authority: "la région Bretagne est-elle lauréate ?"."""
    regions = {s for s in draft.named if s.kind == "region"}
    others = {s.kind for s in draft.named if s not in regions and s.id != "regions"}
    if not regions or others - {"term", "call"} or not draft.says(_REGION_WINS):
        return draft
    kept = tuple((s, at) for s, at in draft.placed if s not in regions and s.id != "regions")
    return replace(draft, wants=(Want.PROJECTS,), placed=(*kept, *unplaced("organisation", _LOCAL)))


def call_of_the_month(draft: Draft) -> Draft:
    """The call whose laureates were announced in the month that is said: "qui a touché le gros lot en novembre 2018 ?"."""
    of_laureates = draft.wants == (Want.PROJECTS,) or draft.operation in EXTREMES
    told = draft.message.first("amount") or draft.kinds & {"call", "term", "region"} or not of_laureates
    call = None if told else draft.kb.call_names.announced_in(draft.text)
    if call is None:
        return draft
    return replace(draft, placed=(*draft.placed, *unplaced("call", call)))


def without_its_minister(draft: Draft) -> Draft:
    """A person may only say which body is meant: "celui de M. Darmanin, l'Action et les Comptes publics"."""
    named = {s for s, _ in draft.placed if s.kind == "term" and s.id in draft.kb.with_people}
    beside = draft.wants == (Want.PEOPLE,) and named and "organisation" in draft.kinds
    if not beside or not draft.says(_THAT_OF) or "people" in draft.message.values("wants"):
        return draft
    kept = tuple((s, at) for s, at in draft.placed if s not in named)
    return replace(draft, placed=kept, wants=())


def without_people_counted(draft: Draft) -> Draft:
    """People that are counted are no topic: "combien d'étudiants ?"."""
    if draft.wants != (Want.COUNT,):
        return draft
    people = tuple((s, at) for s, at in draft.placed if is_counted(draft.message, s, at))
    kept = tuple(placed for placed in draft.placed if placed not in people)
    return replace(draft, placed=kept, unit=draft.unit or ("personnes" if people else None))


def only_one_on_a_topic(draft: Draft) -> Draft:
    """All on a topic are meant where one is said to be the only one: "seul le projet de l'OFII utilise l'IA"."""
    topics = [str(e["value"]) for e in draft.message.entities if e["entity"] == "theme"]
    several = [t for t in topics if _is_one_of_several(draft, t)]
    if draft.kinds != {"project"} or not several or not draft.says(_ONLY):
        return draft
    return replace(draft, placed=unplaced("theme", several[0]), wants=(Want.PROJECTS,), operation=None)


def with_its_topic(draft: Draft) -> Draft:
    """A project is described where it is wondered whether it is on a topic that it is on.

    "Le contrôle fiscal recourt-il à l'intelligence artificielle ?".
    """
    open_to_it = draft.wants in ((), (Want.PROJECTS,), (Want.UNSAID,)) and draft.operation is None
    if not (open_to_it and _holds_a_topic(draft)):
        return draft
    return replace(draft, wants=(Want.DESCRIPTION, Want.BENEFITS))


def without_the_asked(draft: Draft) -> Draft:
    """What is asked for is no topic: "c'est quel bureau qui fait ça ?"."""
    if draft.wants != (Want.CARRIER,):
        return draft
    asked = tuple(p for p in draft.placed if p[0].kind in ("keyword", "words") and _follows_which(draft.message, p[1]))
    return replace(draft, placed=tuple(p for p in draft.placed if p not in asked)) if asked else draft


def without_its_ambiguity(draft: Draft) -> Draft:
    """A name of two bodies stands for the one named beside it: "Bercy, côté Action et Comptes publics"."""
    bodies = [(s, at) for s, at in draft.placed if s.kind == "organisation"]
    places = {at: {s.id for s, place in bodies if place == at} for _, at in bodies}
    sure = {id for ids in places.values() if len(ids) == 1 for id in ids}
    doubtful = {at for at, ids in places.items() if len(ids) > 1 and ids & sure}
    return replace(draft, placed=tuple(p for p in draft.placed if p[1] not in doubtful)) if doubtful else draft


NAMED: tuple[Rule, ...] = (
    without_its_ambiguity,
    without_those_left_out,
    without_the_asked,
    whole_body,
    of_its_own,
    without_circumstances,
    searched_for,
    without_offices,
    without_a_part_of_it,
    region_as_a_body,
    call_of_the_month,
    without_its_minister,
    without_people_counted,
    only_one_on_a_topic,
    with_its_topic,
)


def _is_one_of_several(draft: Draft, theme: str) -> bool:
    """Whether the one project named is one of several on a topic."""
    own = draft.kb.gathered("theme", theme)
    return len(draft.named) == 1 and 1 < len(own) <= _FEW and draft.named[0].id in own


def _follows_which(message: Message, place: tuple[int, int]) -> bool:
    return _WHICH.search(message.text[: place[0] - message.offset]) is not None


def _is_an_office(message: Message, placed: Placed, kb: KnowledgeBase) -> bool:
    """Whether a body stands after "ministre", or begins with it, where a person is named."""
    subject, (start, end) = placed
    named = any(e["entity"] == "term" and e["value"] in kb.with_people for e in message.entities)
    before = message.text[: start - message.offset]
    inside = message.text[start - message.offset : end - message.offset]
    office = _OFFICE.search(before) or inside.casefold().startswith("ministre")
    return subject.kind == "organisation" and named and bool(office)


def _holds_a_topic(draft: Draft) -> bool:
    """Whether the one thing that is named is a project, and is on a topic that is said."""
    topics = [str(e["value"]) for e in draft.message.entities if e["entity"] == "theme"]
    if len(draft.named) != 1 or draft.kinds != {"project"} or not topics or draft.says(_WHICH_ONES):
        return False
    return any(draft.named[0].id in draft.kb.gathered("theme", topic) for topic in topics)

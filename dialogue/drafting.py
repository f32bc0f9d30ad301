"""The question that one clause asks: drafted from what it says outright, changed rule by rule, then written out."""

from __future__ import annotations

from dialogue.counts import supposed_counts, unit_counted
from dialogue.draft import Draft, Rule
from dialogue.message import Message
from dialogue.naming import NAMING, all_named, are_side_by_side, are_together, asking_places, is_its_own
from dialogue.operations import operation_said, place_asked
from dialogue.rules_amounts import AMOUNTS
from dialogue.rules_asked import ASKED
from dialogue.rules_carried import CARRIED
from dialogue.rules_counted import COUNTED
from dialogue.rules_named import NAMED
from dialogue.rules_operation import DONE
from dialogue.rules_untold import UNTOLD, unsaid
from knowledge import Filter, KnowledgeBase, Question, Subject, Want
from knowledge.tallies import tallies
from knowledge.text import phrase

# In order: each leans on what those before it made of the draft.
RULES: tuple[Rule, ...] = (*NAMED, *DONE, *UNTOLD, *ASKED, *COUNTED, *AMOUNTS, *CARRIED)
_HOW_MANY_OF_THEM = phrase(
    r"(?<=, )combien (?:l['’]ont été |ont été retenus |de ceux-là |en )?(?:au|à la|pour le|pour la|dans le) (?=premi|deuxi|second|1er|2e)"
)
_SEVERAL_MINISTRIES = phrase(r"\b(?:plusieurs|deux|plus d['’]un) ministères?\b")
_LINKED = phrase(r"\b(?:et|ou|puis|plus|ni|vs|versus)\b|\+")


def question_of(clause: Message, wants: tuple[Want, ...], kb: KnowledgeBase) -> Question:
    """The question that a clause asks, of which it is known what it wants."""
    call = _call_by_place(clause, kb)
    if call is not None:
        wants = wants or ((Want.AMOUNT,) if clause.first("amount") else ())
        return Question(wants=wants, about=Filter(subjects=(call,)), text=clause.text)
    draft = _said_outright(clause, wants, kb)
    for rule in RULES:
        draft = rule(draft)
    return _written_out(draft)


def _call_by_place(message: Message, kb: KnowledgeBase) -> Subject | None:
    """The call that the sentence which asks names by its place alone: "195 pour les deux appels : et le premier ?"."""
    asked = _after_how_many(message) or asking_places(message)
    inside = [e for e in message.entities if any(low <= e["start"] < high for low, high in asked)]
    told = any(e["entity"] == "call" and e not in inside for e in message.entities)
    places = [e["value"] for e in inside if e["entity"] == "position"]
    named = any(e["entity"] in (*NAMING, "call", "topic", "operation") for e in inside)
    call = kb.call_at(places[0]) if len(places) == 1 else None
    return Subject(kind="call", id=call.id) if told and not named and call is not None else None


def _after_how_many(message: Message) -> list[tuple[int, int]]:
    """The place of what asks, after what is told of both calls: "33 projets aux deux appels, combien au premier ?"."""
    said = _HOW_MANY_OF_THEM.search(message.text)
    return [(said.start() + message.offset, len(message.text) + message.offset)] if said is not None else []


def _said_outright(clause: Message, wants: tuple[Want, ...], kb: KnowledgeBase) -> Draft:
    """The draft that no rule has changed yet."""
    return Draft(
        message=clause,
        kb=kb,
        wants=wants,
        placed=tuple(all_named(clause, kb)),
        operation=operation_said(clause, wants),
        unit=unit_counted(clause),
        missing=unsaid(clause),
        joint=clause.first("joint"),
    )


def _written_out(draft: Draft) -> Question:
    """The question of a draft that all rules have changed."""
    message, top = draft.message, draft.message.first("top")  # "les trois mieux dotés" are not taken for all there are
    return Question(
        wants=draft.wants,
        about=Filter(
            subjects=draft.named,
            excluding=draft.excluding,
            amounts=draft.bounds,
            carriers=draft.carriers,
            joint=None if draft.joint is None else draft.joint == "several",
            ministries=draft.joint == "several" and draft.says(_SEVERAL_MINISTRIES),
            union=_stand_apart(draft),
        ),
        operation=draft.operation,
        top=top,
        position=place_asked(message),
        unit=draft.unit,
        by_number=bool(message.first("by_number")),
        each=draft.each,
        claims=draft.claims,
        counts=tuple(c for c in supposed_counts(message) if c != top) if message.first("unit") == "project" else (),
        tallies=tuple((t.unit, t.number) for t in tallies(message.text) if t.number != top),
        yes_no=bool(message.first("yes_no")),
        attributed=not is_its_own(message, draft.placed),
        complement=bool(message.first("complement")),
        missing=draft.missing,
        text=message.text,
    )


def _stand_apart(draft: Draft) -> bool:
    """Whether the subjects stand side by side, so that none narrows another: "l'OFII, puis les labos"."""
    listed = are_side_by_side(draft.message, draft.placed) and not _says_whose(draft)
    return listed or are_together(draft.message, draft.named)


def _says_whose(draft: Draft) -> bool:
    """Whether a body is named beside its own project, with a comma alone between.

    "La Géoplateforme, l'IGN touche combien ?".
    """
    projects = [s.id for s in draft.named if s.kind == "project"]
    bodies = [s.id for s in draft.named if s.kind == "organisation"]
    if len(projects) != 1 or len(bodies) != 1 or len(draft.named) != 2 or draft.says(_LINKED):
        return False
    return bodies[0] in draft.kb.projects[projects[0]].carriers

"""Rules for who carries what: alone or with others, and how many projects."""

from __future__ import annotations

from dataclasses import replace

from dialogue.counts import projects_of_each
from dialogue.draft import Draft, Rule, unplaced
from dialogue.naming import INCLUDED
from dialogue.rules_operation import SHARED_OUT
from knowledge import Operation, Subject, Want
from knowledge.quantities import count_before
from knowledge.questions import EXTREMES
from knowledge.selection import members
from knowledge.text import phrase

_ONLY_ONE = phrase(
    r"\b(?:n['’]|ne )[^.?!]*\bqu['’]une? (?:seul )?(?:projet|lauréat|dossier)|\bun seul (?:projet|lauréat|dossier)\b"
)
_NOT_ALONE = phrase(r"\bpas (?:\w+ )?(?:tout(?:e)?s? )?(?:la |le |les )?seule?s?\b")
_SHARED_WITH = phrase(
    r"\b(?:sans|hors|sauf|hormis|excepté)\b.*\b(?:partag|commun|conjoint|mené|port)\w* (?:\w+ )?avec\b"
)
_COUNTED_IN = phrase(r"\b(?:compris|inclus)(?:es?)?\b")
_WHICH_PROJECTS = phrase(r"\b(?:quels?|les|des|liste des) (?:projets?|lauréats?)\b")
_EITHER = phrase(r"\bseule?s? ou\b")
_IS_IT_ALONE = phrase(
    r"\b(?:est|sont|était)[- ](?:il|elle|ils|elles|ce)\b(?:\W+\w+){0,2}?\W+seule?s?\b|\b(?:il|elle|ils|elles) (?:est|sont) (?:\w+ )?seule?s? (?:sur|à)\b"
)

_BY_SO_MANY = phrase(
    r"\b(?:par|sur|entre|à|avec|réuni\w*|associ\w*|rassembl\w*|mobilis\w*|impliqu\w*|regroup\w*|compt\w*|a|ont) (?P<number>[2-9]|deux|trois|quatre|cinq)"
    r" (?:organismes|porteurs|structures|entités|partenaires|administrations|institutions|acteurs)\b"
)


def only_one(draft: Draft) -> Draft:
    """How many a body has is supposed: "l'Intérieur n'a fait retenir qu'un projet, son chatbot ?"."""
    if not _has_only_one(draft):
        return draft
    return replace(draft.only("organisation", "call"), wants=(Want.COUNT,), operation=None, claims=(1,))


def either_way(draft: Draft) -> Draft:
    """Nothing is chosen where both are said: "seul ou avec d'autres"."""
    return replace(draft, joint=None) if draft.says(_EITHER) else draft


def alone_in_a_share(draft: Draft) -> Draft:
    """What weighs so much by itself is not carried alone for that: "quelle part de ce total à lui seul ?"."""
    return replace(draft, joint=None) if draft.joint == "alone" and draft.operation is Operation.SHARE else draft


def not_alone(draft: Draft) -> Draft:
    """What is not alone is carried by several: "Radio France n'était pas toute seule, non ?"."""
    return replace(draft, joint="several") if draft.joint == "alone" and draft.says(_NOT_ALONE) else draft


def calls_by_themselves(draft: Draft) -> Draft:
    """A call is alone, or shared out, by itself: "le second appel a retenu 33 lauréats à lui seul ?"."""
    by_itself = draft.joint == "alone" or (draft.joint is not None and draft.says(SHARED_OUT))
    return replace(draft, joint=None) if by_itself and draft.kinds == {"call"} else draft


def carried_alone(draft: Draft) -> Draft:
    """Whether a thing is carried by one body asks who carries it: "est-il tout seul sur le coup ?"."""
    if draft.joint != "alone" or not draft.named or not draft.says(_IS_IT_ALONE):
        return draft
    return replace(draft, joint=None, wants=tuple(dict.fromkeys((*draft.wants, Want.CARRIER))))


def shared_ones_included(draft: Draft) -> Draft:
    """Shared projects that are counted too choose none: "projet partagé inclus"."""
    return replace(draft, joint=None) if draft.joint == "several" and draft.says(INCLUDED) else draft


def counted_in(draft: Draft) -> Draft:
    """A body that is only counted in is not weighed: "quel écart avec l'Intérieur, OFII compris ?"."""
    bodies = [(s, at) for s, at in draft.placed if s.kind == "organisation"]
    said = _COUNTED_IN.search(draft.text) if draft.operation is Operation.COMPARE and len(bodies) > 1 else None
    after = said.start() + draft.message.offset if said is not None else 0
    counted = {s for s, (_, end) in bodies if said is not None and 0 <= after - end <= 1}
    return replace(draft, placed=tuple(p for p in draft.placed if p[0] not in counted)) if counted else draft


def shared_ones_left_out(draft: Draft) -> Draft:
    """Without shared projects, those of one body are left: "sans les projets partagés"."""
    left_out = draft.joint == "several" and draft.message.first("excluding")
    bodies = tuple(s for s in draft.named if s.kind == "organisation") if left_out else ()
    if bodies and draft.says(_SHARED_WITH):  # "sans celui qu'il partage avec l'OFII"
        rest = draft.only("call")
        wants = () if draft.wants == (Want.CARRIER,) else draft.wants
        return replace(rest, wants=wants, joint=None, excluding=(*draft.excluding, *bodies))
    return replace(draft, joint="alone") if left_out else draft


def its_two_projects(draft: Draft) -> Draft:
    """The two projects of a body are weighed against each other: "quel écart entre les deux projets de la DINSIC ?"."""
    of_one = draft.operation is Operation.COMPARE and draft.kinds == {"organisation"} and len(draft.named) == 1
    said = "compare" in draft.message.values("operation") and draft.message.first("count") == 2
    own = members(draft.kb, draft.named[0]) if of_one and said else []
    return replace(draft, placed=unplaced("project", *own)) if len(own) == 2 else draft


def carried_by_so_many(draft: Draft) -> Draft:
    """Projects are chosen by how many carry them: "quel projet est à cheval sur trois organismes ?"."""
    said = _BY_SO_MANY.search(draft.text)
    number = count_before(said["number"]) if said is not None else None
    of_projects = draft.wants in ((Want.PROJECTS,), (Want.CARRIER,), (Want.COUNT,)) and draft.operation is None
    if number is None or not of_projects or draft.named != _leading_nowhere(draft):
        return draft
    asks = (Want.COUNT,) if draft.wants == (Want.COUNT,) else (Want.PROJECTS,)
    return replace(draft, wants=asks, placed=(), carriers=number, joint=None, unit=None)


def _leading_nowhere(draft: Draft) -> tuple[Subject, ...]:
    """What is named and leads to nothing: the horse of "à cheval sur trois organismes"."""
    return tuple(s for s in draft.named if s.kind == "unknown")


def so_many_each(draft: Draft) -> Draft:
    """Bodies are chosen by how many projects they have: "quels ministères ont plusieurs projets ?"."""
    several = draft.joint == "several"
    if several and draft.unit == "ministry" and draft.says(_WHICH_PROJECTS):
        return replace(draft, unit=None)  # "quels projets réunissent deux ministères ?"
    ranked = draft.message.first("top") and draft.operation in EXTREMES  # "le top 3 des ministères"
    if several or ranked or draft.carriers is not None or _has_only_one(draft):
        return draft
    return replace(draft, each=projects_of_each(draft.message, draft.wants))


CARRIED: tuple[Rule, ...] = (
    only_one,
    either_way,
    not_alone,
    alone_in_a_share,
    calls_by_themselves,
    carried_alone,
    shared_ones_included,
    counted_in,
    shared_ones_left_out,
    its_two_projects,
    carried_by_so_many,
    so_many_each,
)


def _has_only_one(draft: Draft) -> bool:
    """Whether a body is said to have one project and no more."""
    bodies = [s for s in draft.named if s.kind == "organisation"]
    return len(bodies) == 1 and draft.says(_ONLY_ONE)

"""Rules for what no announcement tells, and for what only looks like it."""

from __future__ import annotations

from dataclasses import replace

from dialogue.draft import Draft, Rule
from dialogue.message import Message
from dialogue.money import PAYER
from dialogue.naming import place_of_entity
from knowledge import Operation, Want
from knowledge.records import FUND, Asked, Measure
from knowledge.sums import YEARLY
from knowledge.tallies import tallies
from knowledge.text import phrase

_ALL_IN = phrase(r"\btout compris\b")
_NOT_JUST_ITS_PART = phrase(r"\bpas (?:juste|seulement|uniquement|que) (?:de )?(?:la |sa )?(?:part|contribution)\b")
_ITS_POCKET = phrase(r"\bfonds\b[^.?!]*\bde sa poche\b")
# "Ils se partagent combien ?": how much, not how.
_ENDS_HOW_MUCH = phrase(
    r"\b(?:mis|met|coûte|coûté|donné|reçu|touche|touché|obtenu|eu|a|ont|doné) combien(?: (?:de|d['’]) ?(?:sous?|argent|thunes?|fric|millions?|euros))?\W*$"
)
_OF_THE_FUND = phrase(r"\bcombien (?:du|au|par le) fonds\b")
_EMPTY_HANDED = phrase(r"\bmains vides\b|\bbredouilles?\b|\boubli\w+\b|\brecal\w+\b|\brefus\w+\b|\b[ée]cart[ée]\w*")
_SHARE_HOW_MUCH = phrase(
    r"\bpartag\w* (?:\w+ )?(?:combien|quelle somme|quel montant|quelle enveloppe|quel budget|quel total)\b"
)


_ALL_OF_IT = phrase(
    r"\b(?:la totalité|l['’]intégralité|entièrement|intégralement|complètement|en totalité|100 ?%|cent pour cent|tout le coût|tous les frais)"
)
_PART_IT_PAYS = phrase(r"\bpart\b[^?]*\bque le fonds (?:prend|paie|paye|finance|apporte|couvre|supporte)\b")


_APPLYING = phrase(r"\b(?:candidat|dépos|dossier|postul|inscri|appel)\w*")
_GOT_NOTHING = phrase(r"\bn['’](?:ont|a|avaient|auraient) (?:rien|pas|jamais|aucun)\b")
_HEADS = phrase(
    r"\bqui (?:dirige|gouverne|commande)\b|\bà la tête\b|\b(?:directeur|directrice|patronn?e?|pdg|président|présidente) d"
)
_WHY = phrase(r"^\W*(?:et |mais )?(?:pourquoi|comment se fait|à quel titre|en quel honneur)")


def unsaid(message: Message) -> str | None:
    """What is asked that no announcement tells; words of a name ask nothing: "les loyers en retard"."""
    named = [place_of_entity(e) for e in message.entities if e["entity"] in ("project", "keyword", "theme")]
    said = (e for e in message.entities if e["entity"] == "unsaid")
    return next((str(e["value"]) for e in said if not any(a <= e["start"] and e["end"] <= b for a, b in named)), None)


def placed_projects(draft: Draft) -> Draft:
    """Projects that a body has placed are told, whatever became of them: "combien a-t-elle réussi à placer ?"."""
    counted = draft.wants == (Want.COUNT,) and draft.message.first("unit") == "project"
    return replace(draft, missing=None) if counted and draft.missing in ("outcome", "progress") else draft


def full_cost_of_all(draft: Draft) -> Draft:
    """A full cost alone is weighed against nothing: "pour un coût total de combien ?"."""
    of_cost = draft.missing == "full_cost"
    if of_cost and draft.operation is Operation.SHARE and "call" in draft.kinds and draft.says(_NOT_JUST_ITS_PART):
        return replace(draft, operation=None)  # "si on compte tout, pas juste la part du fonds, quelle somme ?"
    compares = of_cost and draft.operation is Operation.COMPARE
    if compares and draft.names_calls and "sum" in draft.message.values("operation"):
        return replace(draft, operation=Operation.SUM)  # "les deux appels, ça représente un coût total de combien ?"
    return replace(draft, operation=None) if compares and len(draft.named) < 2 else draft


def full_cost_asked(draft: Draft) -> Draft:
    """The full cost of a call's projects is an amount, not a list: "coût complet des projets du deuxième appel ?"."""
    asked = draft.missing == "full_cost" and draft.wants == (Want.PROJECTS,) and draft.kinds == {"call"}
    return replace(draft, wants=(Want.AMOUNT,)) if asked and draft.operation is None else draft


def paid_by_the_fund(draft: Draft) -> Draft:
    """What the fund pays out of its own pocket is what it grants: "le fonds a sorti combien de sa poche ?"."""
    return replace(draft, missing=None) if draft.missing == "full_cost" and draft.says(_ITS_POCKET) else draft


def all_of_a_body(draft: Draft) -> Draft:
    """All that a body has is no full cost: "l'Intérieur, tout compris, combien ?"."""
    return replace(draft, missing=None) if draft.says(_ALL_IN) and draft.kinds == {"organisation"} else draft


def shared_among_several(draft: Draft) -> Draft:
    """Who shares a project carries it: "ils sont plusieurs à se partager la Géoplateforme ?"."""
    several = draft.message.first("joint") == "several" or draft.wants == (Want.CARRIER,)
    shared = draft.missing == "split" and several and "project" in draft.kinds
    if not shared or draft.wants_amount:
        return draft
    return replace(draft, wants=(Want.CARRIER,), missing=None)


def part_of_a_call(draft: Draft) -> Draft:
    """A part of what a call has is a share, not how a sum is split: "quelle part du total du deuxième appel ?"."""
    share = draft.missing == "split" and draft.operation is Operation.SHARE and "call" in draft.kinds
    return replace(draft, missing=None) if share else draft


def part_of_a_carrier(draft: Draft) -> Draft:
    """The part of one of several carriers is not told: "quelle part de la Géoplateforme revient à l'IGN ?"."""
    projects = [s.id for s in draft.named if s.kind == "project"]
    bodies = {s.id for s in draft.named if s.kind == "organisation"}
    share = draft.operation is Operation.SHARE and len(projects) == 1 and bodies
    carriers = set(draft.kb.projects[projects[0]].carriers) if share else set()
    if not bodies or not bodies < carriers:
        return draft
    return replace(draft.only("project"), wants=(Want.UNSAID,), operation=None, missing="split")


def split_supposed(draft: Draft) -> Draft:
    """A sum that is said to be shared out among so many is checked: "43,6 millions répartis entre les 17 lauréats"."""
    told = draft.missing == "split" and draft.kinds == {"call"} and tallies(draft.text)
    supposed = told and draft.message.first("amount") and "wants" not in {e["entity"] for e in draft.message.entities}
    return replace(draft, wants=(Want.AMOUNT,), missing=None) if supposed else draft


def nothing_split(draft: Draft) -> Draft:
    """No sum is split where none is asked: "je navigue huit mois par an, pourra-t-on passer les examens à distance ?"."""
    asks_otherwise = draft.wants in ((Want.DESCRIPTION,), (Want.BENEFITS,), (Want.PEOPLE,))
    return replace(draft, missing=None) if draft.missing == "split" and asks_otherwise else draft


def sum_shared(draft: Draft) -> Draft:
    """How much several share is their sum: "et ils se partagent combien ?"."""
    if draft.missing != "split" or not draft.says(_SHARE_HOW_MUCH):
        return draft
    return replace(draft, wants=(Want.AMOUNT,), operation=Operation.SUM, missing=None, joint=None)


def shared_with_partners(draft: Draft) -> Draft:
    """Partners are no parts of a sum: "avec quels partenaires se partage-t-elle le projet ?"."""
    partners = draft.missing == "split" and "carrier" in draft.message.values("wants")
    return replace(draft, missing=None) if partners and not draft.wants_amount else draft


def nothing_for_the_body(draft: Draft) -> Draft:
    """A body that has projects did not go empty-handed: "comment se fait-il que le Travail soit reparti les mains vides ?"."""
    bodies = [s for s in draft.named if s.kind == "organisation"]
    supposed = draft.missing == "refused" and len(bodies) == len(draft.named) == 1 and draft.says(_EMPTY_HANDED)
    return replace(draft, wants=(Want.PROJECTS,), missing=None) if supposed else draft


def members_who_vote(draft: Draft) -> Draft:
    """Who votes in the committee are its members: "c'est qui qui vote dans leur comité ?"."""
    of_people = draft.missing == "marks" and draft.wants == (Want.PEOPLE,)
    return replace(draft, missing=None) if of_people else draft


def amount_after_all(draft: Draft) -> Draft:
    """How much is asked, where nothing is missing: "repérer les loyers en retard avant l'expulsion, on y a mis combien ?"."""
    plain = draft.wants == (Want.UNSAID,) and draft.missing is None and draft.operation is None
    asked = plain and draft.says(_ENDS_HOW_MUCH) and draft.kinds & {"project", "keyword", "theme"}
    return replace(draft, wants=(Want.AMOUNT,)) if asked else draft


def wholly_paid(draft: Draft) -> Draft:
    """Whether the fund pays for all of it asks for the full cost: "le fonds paie la totalité des projets ?"."""
    of_all = draft.kinds <= {"call", "term"} and draft.says(PAYER) and draft.says(_ALL_OF_IT)
    asked = draft.wants in ((Want.AMOUNT,), (Want.UNSAID,), (Want.PROJECTS,), (Want.DESCRIPTION,)) and not draft.claims
    if not (of_all and asked and draft.operation is None):
        return draft
    return replace(draft, wants=(Want.AMOUNT,), missing="full_cost")


def paid_for_it(draft: Draft) -> Draft:
    """The part of a project that the fund pays is its grant: "la part de la facture que le fonds prend à sa charge"."""
    named = draft.kinds & {"project", "keyword", "organisation"}
    share = draft.operation is Operation.SHARE and draft.wants in ((Want.AMOUNT,), (Want.UNSAID,))
    if not (named and share and draft.says(_PART_IT_PAYS)):
        return draft
    return replace(draft, wants=(Want.AMOUNT,), operation=None, missing=None)


def amount_supposed(draft: Draft) -> Draft:
    """Why something got so much is not told, but how much it got is: "pourquoi Radio France a-t-elle eu 15 millions ?"."""
    plain = (
        (draft.wants == (Want.UNSAID,) or (draft.wants == (Want.CRITERIA,) and draft.says(_WHY)))
        and draft.missing is None
        and draft.operation is None
    )
    one = draft.kinds <= {"project", "keyword", "organisation", "term"} and draft.kinds & {"project", "organisation"}
    supposed = draft.message.first("amount") is not None and not draft.message.first("amount")["range"]
    return replace(draft, wants=(Want.AMOUNT,)) if plain and one and supposed else draft


def brought_by_the_fund(draft: Draft) -> Draft:
    """What the fund brought is its grant: "ça leur a rapporté combien du fonds ?"."""
    of_fund = draft.missing == "outcome" and draft.wants == (Want.AMOUNT,) and draft.says(_OF_THE_FUND)
    return replace(draft, missing=None) if of_fund else draft


def by_the_year(draft: Draft) -> Draft:
    """How much a year is a mean over the years of the fund: "les 700 millions sur cinq ans, ça fait combien par an ?"."""
    asked = draft.missing == "split" and draft.wants == (Want.AMOUNT,) and draft.says(YEARLY)
    endowed = draft.kb.figure(FUND, Measure.ENDOWMENT)
    said = endowed is not None and any(e["euros"] == endowed.value for e in draft.message.values("amount"))
    if not asked or [s.id for s in draft.named] != [FUND] * bool(draft.named) or not (draft.named or said):
        return draft
    return replace(draft, missing=None, operation=Operation.AVERAGE)


def ministries_left_out(draft: Draft) -> Draft:
    """Which ministries got nothing is not told: "quels ministères n'ont rien eu ?"."""
    asked = draft.unit == "ministry" and not draft.kinds & {"organisation", "project"} and draft.says(_GOT_NOTHING)
    return replace(draft, wants=(Want.UNSAID,), operation=None, missing="refused") if asked else draft


def head_of_a_body(draft: Draft) -> Draft:
    """Who heads a body is not told, unless somebody of it is named: "qui dirige Business France ?"."""
    bodies = {s.id for s in draft.named}
    known = any(f.asks is Asked.PEOPLE and bodies & set(f.organisations) for f in draft.kb.facts)
    asked = draft.wants in ((Want.PEOPLE,), (Want.CARRIER,)) and draft.kinds == {"organisation"} and not known
    return replace(draft, wants=(Want.UNSAID,), missing="manager") if asked and draft.says(_HEADS) else draft


def end_of_a_project(draft: Draft) -> Draft:
    """When a project ends is no deadline to apply: "FranceConnect, ce sera fini quand ?"."""
    of_it = draft.missing == "applying" and draft.wants == (Want.DATE,) and draft.kinds <= {"project", "keyword"}
    return replace(draft, missing="progress") if of_it and draft.named and not draft.says(_APPLYING) else draft


def paid_by_others(draft: Draft) -> Draft:
    """Who pays what the fund does not is asked, whatever sum is said: "les autres financeurs des 66 millions ?"."""
    return replace(draft, wants=(Want.UNSAID,)) if draft.missing == "payer" and not draft.wants_amount else draft


UNTOLD: tuple[Rule, ...] = (
    placed_projects,
    full_cost_of_all,
    full_cost_asked,
    paid_by_the_fund,
    all_of_a_body,
    shared_among_several,
    part_of_a_call,
    part_of_a_carrier,
    split_supposed,
    nothing_split,
    sum_shared,
    shared_with_partners,
    nothing_for_the_body,
    members_who_vote,
    amount_after_all,
    wholly_paid,
    paid_for_it,
    amount_supposed,
    brought_by_the_fund,
    by_the_year,
    paid_by_others,
    end_of_a_project,
    ministries_left_out,
    head_of_a_body,
)

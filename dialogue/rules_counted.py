"""Rules for what is counted, and for numbers that are weighed or wondered at."""

from __future__ import annotations

from dataclasses import replace

from dialogue.draft import Draft, Rule, unplaced
from dialogue.money import MONEY
from knowledge import Operation, Want
from knowledge.selection import members
from knowledge.tallies import tallies
from knowledge.text import fold, phrase

_MORE_OF = phrase(
    r"\b(?:projets?|laur[ée]ats?|dossiers?|candidat\w+) de (?:plus|moins)\b|\b(?:plus|davantage|moins|autant) de (?:projets?|lauréats?|dossiers?|candidat\w+|postul\w+)"
)
_WORTH = phrase(
    r"\b(?:p[èe]s(?:ent|aient)|val(?:ent|aient)|coût(?:ent|aient)|représent(?:ent|aient)) (?:\w+ )?combien\b(?! d)"
)
_ONLY_ONE = phrase(
    r"\b(?:seulement|juste|uniquement) (?:un|1) (?:seul )?projet\b|\bqu['’ ]?(?:un|1) (?:seul )?projet\b|\ba un seul projet\b"
)
_MOST_PROJECTS = phrase(
    r"\ble (?:plus|(?P<least>moins)) de (?:projets|lauréats)\b|\ble plus grand nombre de (?:projets|lauréats)\b"
)
_WHO_HAS = phrase(r"\bqui (?:\w+ ){0,3}le (?:plus|moins) de (?:projets|lauréats)\b")
_SO_MANY = phrase(
    r"\bcombien (?:de |d['’])(?:nos |ses |leurs )?(?:collègues|agents|fonctionnaires|personnes|gens|monde|directions|services|régions)\b"
)
_HOW_MANY_OF = phrase(r"\bcombien (?:de |d['’ ]+)(?:nouveaux |petites? |grandes? )?(?P<noun>\w{3,})")
# What "combien de" asks of money, time or laureates; else of things, which are many.
_NO_NUMBER = frozenset(
    "sous thunes euros millions milliards balles financements subventions fonds budgets moyens credits aides temps jours semaines mois annees ans"
    " heures minutes fois points parts projets laureats dossiers appels ministeres places nos mes ses ces leurs vos tes plus moins".split()
)
_DECONCENTRATED = phrase(
    r"\b(?:administration|service)s? (?:déconcentré\w*|loca(?:les?|l|ux)|territoria(?:les?|l|ux)|de terrain)\b"
)
_TIMES_LESS = phrase(r"\b(?:double|triple|tiers|quart)\b|\bfois (?:moins|plus)\b|\bmoitié\b|\bautant\b")
_WHICH_OR_SAME = phrase(r"\b(?:lesquels|quels sont|les? mêmes?|pareils?|identiques?|chang\w+)\b")
_DAY = phrase(r"\b\d{1,2}(?:er)? (?:juin|octobre|novembre)\b|\b(?:quand|date|jour)\b")
_CHECKED = phrase(
    r"\b(?:vraiment|vrai|exact|juste|correct|confirm\w*|est (?:bien )?bon|ce chiffre|(?:l['’]|le |la )(?:affirmer|écrire|publier|reprendre|avancer))\b"
)
# What calls have so many of.
_EACH_ONE = phrase(r"\bchacune?\b|\brespective\w+\b")
_OF_A_CALL = frozenset({"dossiers", "applicant", "ministry", "operator", "project"})


def deconcentrated(draft: Draft) -> Draft:
    """How many of them applied is all that is told of deconcentrated administrations: "ont-elles été tenues à l'écart ?"."""
    how_many = draft.wants == (Want.AMOUNT,) and not draft.says(MONEY)
    guessed: tuple[Want, ...] = (Want.DESCRIPTION, Want.UNSAID, Want.PROJECTS, Want.CARRIER)
    guessed += (Want.CRITERIA, Want.COUNT, Want.PLACE)
    guessed += (Want.SOURCE,) if draft.says(_CHECKED) else ()
    named = draft.says(_DECONCENTRATED) and "call" in draft.kinds and draft.kinds <= {"call", "theme", "keyword"}
    if not named or len(draft.wants) != 1 or not (how_many or draft.wants[0] in guessed):
        return draft
    of_call = draft.only("call")
    return replace(of_call, wants=(Want.COUNT,), unit="administrations déconcentrées", operation=None, missing=None)


def files_of_both_calls(draft: Draft) -> Draft:
    """The files of a call are weighed against those of the other: "deux fois moins de candidatures la deuxième fois ?"."""
    weighed = draft.operation is Operation.COMPARE and draft.unit == "dossiers" and draft.says(_TIMES_LESS)
    if not weighed or draft.kinds != {"call"} or len(draft.named) != 1:
        return draft
    both = unplaced("call", *(call.id for call in draft.kb.calls_in_order()))
    return replace(draft, wants=(Want.COUNT,), placed=both)


def people_counted(draft: Draft) -> Draft:
    """Those whom a project serves are counted, whatever figure stands beside: "…, sera ouverte à combien d'agents ?"."""
    counted = (
        draft.wants == (Want.AMOUNT,) and draft.unit in ("agents", "directions", "régions") and draft.says(_SO_MANY)
    )
    of_it = draft.kinds & {"project", "keyword"} or (not draft.kinds and draft.message.first("refers"))
    return replace(draft, wants=(Want.COUNT,)) if counted and of_it else draft


def other_number(draft: Draft) -> Draft:
    """Something else is counted of a project than money or projects: "combien d'entreprises utilisent la plateforme export ?"."""
    said = _HOW_MANY_OF.search(draft.text)
    guessed = draft.wants[:1] in ((Want.COUNT,), (Want.AMOUNT,), (Want.UNSAID,), (Want.DESCRIPTION,), (Want.PROJECTS,))
    one = draft.kinds & {"project", "keyword"} and not draft.kinds & {"call", "organisation"} and not draft.claims
    plain = draft.unit in (None, "personnes") and draft.missing is None and draft.operation is None
    noun = fold(said["noun"]) if said is not None else ""
    if not noun.endswith(("s", "x")) or noun in _NO_NUMBER or not (guessed and one and plain):
        return draft
    return replace(draft, wants=(Want.COUNT,), unit=noun)


def criteria_counted(draft: Draft) -> Draft:
    """Criteria are told with their number where it is asked which, or whether they stayed: "combien, et lesquels ?"."""
    counted = draft.unit == "critères" and draft.wants == (Want.COUNT,)
    return replace(draft, wants=(Want.CRITERIA,), unit=None) if counted and draft.says(_WHICH_OR_SAME) else draft


def tally_wondered(draft: Draft) -> Draft:
    """So many laureates are wondered at: "33 projets soutenus sur les deux appels, c'est bien le bon total ?"."""
    dated = draft.wants == (Want.DATE,) and not draft.says(_DAY)  # "33 lauréats à l'appel annoncé en novembre ?"
    counted = (draft.wants == (Want.COUNT,) or dated) and draft.kinds <= {"call", "term"}
    told = counted and any(tally.unit == "project" for tally in tallies(draft.text))
    of_money = draft.message.first("amount") or draft.wants_amount
    if not (told and draft.message.first("yes_no")) or of_money:
        return draft
    return replace(draft, wants=(Want.COUNT,), operation=None, unit="project")


def figure_checked(draft: Draft) -> Draft:
    """A figure of one's own is checked, not only its source: "122 gagnants au premier appel ? C'est vraiment ce chiffre ?"."""
    if draft.wants != (Want.SOURCE,) or not draft.says(_CHECKED):
        return draft
    told = tallies(draft.text)
    if len(told) == 1 and draft.kinds == {"call"}:
        return replace(draft, wants=(Want.COUNT,), unit=told[0].unit)
    of_one = len(draft.claims) == 1 and draft.kinds & {"project", "keyword"}
    return replace(draft, wants=(Want.AMOUNT,)) if of_one else draft


def laureates_of_calls(draft: Draft) -> Draft:
    """So many projects of both calls are counted, not calls: "17 + 16, donc 33 projets sur les deux appels ?"."""
    of_calls = draft.wants == (Want.COUNT,) and draft.unit == "call" and draft.kinds == {"call"}
    told = of_calls and any(tally.unit == "project" for tally in tallies(draft.text))
    return replace(draft, unit="project", operation=None) if told else draft


def numbers_weighed(draft: Draft) -> Draft:
    """Calls are weighed by number: "le premier appel a-t-il retenu davantage de projets que le second ?"."""
    orders = (Operation.COMPARE, Operation.HIGHEST, Operation.LOWEST)
    weighed = draft.names_calls and draft.operation in orders and draft.says(_MORE_OF)
    return replace(draft, wants=(Want.COUNT,), operation=Operation.COMPARE) if weighed else draft


def files_weighed(draft: Draft) -> Draft:
    """What calls have so many of is weighed, not their money: "lequel a attiré le plus de dossiers ?"."""
    of_calls = draft.names_calls and not _OF_A_CALL.isdisjoint(draft.message.values("unit"))
    weighs = draft.operation is not Operation.SUM and draft.missing is None and draft.wants == (Want.AMOUNT,)
    of_money = draft.wants_amount and not (draft.says(_MORE_OF) and not draft.says(MONEY))
    if not (of_calls and weighs) or of_money:
        return draft
    return replace(draft, wants=(Want.COUNT,), operation=Operation.COMPARE)


def body_with_most(draft: Draft) -> Draft:
    """Bodies are ordered by how many projects they have: "quel ministère a placé le plus de projets ?"."""
    most = _MOST_PROJECTS.search(draft.text) if draft.message.first("by_number") else None
    guessed = draft.wants in ((Want.COUNT,), (Want.PROJECTS,), (Want.CARRIER,), (Want.AMOUNT,))
    of_bodies = draft.unit in ("ministry", "operator", "organisation", "directorate")
    who = draft.unit in (None, "project") and draft.says(_WHO_HAS)
    if most is None or not (guessed and (of_bodies or who)) or draft.kinds & {"organisation"} or draft.names_calls:
        return draft
    order = Operation.LOWEST if most["least"] else Operation.HIGHEST
    unit = draft.unit if of_bodies else "organisation"
    return replace(draft, wants=(Want.PROJECTS,), operation=order, unit=unit)


def worth_of_files(draft: Draft) -> Draft:
    """What the files were worth is an amount: "les projets candidats pesaient combien au total ?"."""
    counted = draft.wants == (Want.COUNT,) and draft.unit in ("applicant", "dossiers") and draft.says(_WORTH)
    return replace(draft, wants=(Want.AMOUNT,), missing=None) if counted else draft


def only_one_project(draft: Draft) -> Draft:
    """How many a body has is asked, where one is supposed: "l'Intérieur a seulement un projet, le chatbot ?"."""
    bodies = draft.kinds & {"organisation"} and draft.says(_ONLY_ONE) and draft.wants != (Want.AMOUNT,)
    if not bodies or draft.operation is not None:
        return draft
    return replace(draft.only("organisation", "call"), wants=(Want.COUNT,), unit="project")


def applicants_asked(draft: Draft) -> Draft:
    """Those who applied are told by number and kind: "qui s'était porté candidat au deuxième appel ?"."""
    asked = draft.wants == (Want.PEOPLE,) and draft.unit == "applicant" and draft.kinds <= {"call"}
    return replace(draft, wants=(Want.COUNT,), unit="ministry") if asked else draft


def each_of_the_described(draft: Draft) -> Draft:
    """All that is described of a call, each with its amount: "les deux projets de juin, combien chacun ?"."""
    calls = [s for s in draft.named if s.kind == "call"]
    if draft.missing != "split" or draft.kinds != {"call"} or len(calls) != 1 or not draft.says(_EACH_ONE):
        return draft
    described = members(draft.kb, calls[0])
    so_many = any(tally.unit == "project" and tally.number == len(described) for tally in tallies(draft.text))
    return replace(draft, wants=(Want.PROJECTS,), missing=None, operation=None) if so_many else draft


COUNTED: tuple[Rule, ...] = (
    each_of_the_described,
    deconcentrated,
    files_of_both_calls,
    people_counted,
    other_number,
    criteria_counted,
    tally_wondered,
    figure_checked,
    laureates_of_calls,
    numbers_weighed,
    files_weighed,
    body_with_most,
    applicants_asked,
    worth_of_files,
    only_one_project,
)

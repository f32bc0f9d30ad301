"""Rules for amounts: which of them bound what is asked, and which are taken for true."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dialogue.counts import supposed_counts
from dialogue.draft import Draft, Rule, unplaced
from dialogue.message import Message
from dialogue.naming import asking_places
from knowledge import Operation, Range, Want, facts
from knowledge.questions import ENDS, EXTREMES
from knowledge.records import FUND, Measure
from knowledge.selection import members
from knowledge.text import phrase

_THAT_IS = phrase(r"(?:^|[.,;!?])\W*(?:(?:et|donc|ah) )*c['’ ]?est\b(?! (?:quoi|quel|qui|lequel|laquelle))")
_THOSE = phrase(r"\bceux\b|\blesquels\b|\bquels sont\b|\b(?:cite|liste|donne)\w*\b")
_HOW_MANY_TIMES = phrase(r"\bcombien de fois (?:plus|moins|mieux)\b")
_MORE_THAN = phrase(
    r"\b(?:qui|(?:les?)?quel(?:le)?s?|ceux|combien(?! (?:de |d['’])?(?:plus|moins))|projets?|lauréats?|d['’]autres)\b(?!\W+ministères?)[^.?!]*?"
    r"\b(?P<side>plus|moins|davantage)\b(?!\W+ou\b)(?: (?!fois)\w+){0,3}? qu(?:e |['’])"
)
_BY_THEN = phrase(r"\bà la (?:date|mi)\b|\bdéjà\b|\bdepuis le début\b|\bà ce jour\b")
_INVESTED = phrase(
    r"\bcombien d['’ ]?(?:e |es )?(?:investi|engagé|dépensé|distribué|versé|accordé)\w*|\b(?:investi|engagé|dépensé)e?s?\b"
)
_AFTER_IT = phrase(r"\b(?:après|à l['’]issue|au terme|à la fin|au soir) (?:du|de la|des|de l['’])")
_OF_MEAN_SIZE = phrase(r"\bde (?:taille|importance|grandeur) moyenne\b|\bmoyens\b")
_OF_A_CALL = phrase(r"\b(?:appels?|vagues?|lauréats?|session|édition)\b")
_SMALLER = phrase(r"\bplus (?:petit|modeste|faible|bas|maigre|économ)\w*")
_AS_MUCH_AS = phrase(
    r"\b(?:(?:quels?|un|une|d['’]) ?autres?|qui|lesquels)\b[^.?!]*?\b(?:même (?:montant|somme|enveloppe|aide|budget)|autant(?: d['’]argent)?) qu(?:e |['’])"
)
_TAKEN_OFF = phrase(
    r"\b(?:retranch|soustra|dédui|retir|enlev|enlèv|ôt)\w*[^.?!]*?\b(?P<nth>premi|deuxi|second|1er|2e)\w*[^.?!]*\b(?:total|deux|\d{3})\b"
    r"|\b(?:total|deux appels)\b[^.?!]*\b(?:moins|sans) (?:le |la |ceux du |celui du |celle du )(?P<nth2>premi|deuxi|second|1er|2e)\w*"
)

_THE_ONE_OF = phrase(r"\b(?:celui|celle|ceux|celles) (?:à|de|avec) (?:\d|un million|une? )")

_FOR_WHOM = phrase(r"\b(?:pour|à|chez) qui\b|\bqui (?:a|ont) (?:eu|reçu|touché|obtenu)\b")


def bounded(draft: Draft) -> Draft:
    """The bounds on amounts that a clause sets, or else the figures that it takes for true."""
    bounds, claims = _amounts(draft)
    checked = claims and draft.missing == "split" and draft.message.first("yes_no")
    missing = None if checked else draft.missing  # "43,6 millions rien que pour le cloud, c'est ça ?"
    return replace(draft, bounds=bounds, claims=claims, missing=missing)


def whose_sum(draft: Draft) -> Draft:
    """The body of which a sum is told, where it is asked whose it is: "les 43,6 millions, c'est pour qui ?"."""
    alone = len(draft.claims) == 1 and not draft.named and draft.operation is None
    fact = facts.telling(draft.kb, draft.claims) if alone and draft.says(_FOR_WHOM) else None
    if fact is None or fact.about not in draft.kb.organisations:
        return draft
    return replace(draft, wants=(Want.PROJECTS,), claims=(), placed=unplaced("organisation", fact.about))


def alone_of_the_calls(draft: Draft) -> Draft:
    """A call alone is one of the calls, no carrier: "le premier appel à lui seul a englouti 195 millions"."""
    of_call = draft.joint == "alone" and "call" in draft.kinds and draft.kinds <= {"call", "term"}
    return replace(draft, joint=None) if of_call and draft.wants == (Want.AMOUNT,) else draft


def those_within_bounds(draft: Draft) -> Draft:
    """Those within bounds are listed, not ranked: "les petits poucets, ceux restés sous deux millions"."""
    ordered = draft.bounds is not None and draft.operation in (*EXTREMES, Operation.AVERAGE)
    ordered = ordered and not draft.message.first("top")
    return replace(draft, operation=None) if ordered and draft.says(_THOSE) else draft


def mean_supposed(draft: Draft) -> Draft:
    """About so much is what a mean is supposed to be: "la moyenne tourne autour de 10 millions ?"."""
    bounds = draft.bounds
    about = bounds is not None and bounds.low is not None and bounds.high is not None and bounds.high < 2 * bounds.low
    wondered = bounds is not None and bool(draft.message.first("yes_no"))
    mean = draft.operation is Operation.AVERAGE and not draft.says(_OF_MEAN_SIZE)
    return replace(draft, bounds=None) if (about or wondered) and mean else draft


def of_the_fund_so_far(draft: Draft) -> Draft:
    """A month only dates what the fund had given by then: "195 millions investis mi-novembre, dans combien de projets ?"."""
    awarded = draft.kb.figure(FUND, Measure.AWARDED)
    told = awarded is not None and awarded.value in draft.claims and draft.kinds == {"call"} and len(draft.named) == 1
    by_then = draft.kinds == {"call", "term"} and any(s.id == FUND for s in draft.named) and draft.says(_BY_THEN)
    endowed = draft.kb.figure(FUND, Measure.ENDOWMENT)
    of_it = endowed is not None and endowed.value in draft.claims and draft.kinds == {"call", "term"}
    if of_it and draft.wants == (Want.AMOUNT,) and draft.says(_AFTER_IT):
        return draft.only("term")  # "sur les 700 millions, combien d'engagés après le deuxième appel ?"
    if by_then and Want.AMOUNT in draft.wants and not draft.says(_OF_A_CALL):
        return replace(draft.only("term"), wants=(Want.AMOUNT,))  # "à la date de novembre 2018, engagé en tout ?"
    return replace(draft, placed=()) if told and not draft.says(_OF_A_CALL) else draft


def invested_in_both(draft: Draft) -> Draft:
    """What was invested in both calls is money: "avec les deux appels de 2018, on en est à combien d'investi ?"."""
    counted = draft.wants == (Want.COUNT,) and draft.unit == "call" and draft.kinds == {"call"} and draft.wants_amount
    return replace(draft, wants=(Want.AMOUNT,), unit=None) if counted and draft.says(_INVESTED) else draft


def beyond_a_project(draft: Draft) -> Draft:
    """The grant of one project bounds those that are asked for: "qui a eu plus que la Géoplateforme ?"."""
    weighs = draft.operation in (Operation.COMPARE, *EXTREMES)
    bound = _set_by_a_project(draft) if weighs else None
    if bound is None:
        return draft
    itself = tuple(s for s in draft.named if s.kind != "call") if bound.low == bound.high else ()
    wants = draft.wants if draft.wants == (Want.COUNT,) else (Want.PROJECTS,)
    excluding = (*draft.excluding, *itself)
    return replace(draft.only("call"), wants=wants, operation=None, bounds=bound, excluding=excluding)


def other_call_by_difference(draft: Draft) -> Draft:
    """A call taken off both leaves the other: "le total des deux, moins le deuxième"."""
    taken = _TAKEN_OFF.search(draft.text)
    if taken is None or len(draft.kb.calls) != 2 or draft.kinds - {"call", "term"}:
        return draft
    first = (taken["nth"] or taken["nth2"]).casefold().startswith(("premi", "1"))
    left = draft.kb.call_at(2 if first else 1)
    if left is None:
        return draft
    placed = unplaced("call", left.id)
    return replace(
        draft, wants=(Want.AMOUNT,), operation=None, placed=placed, claims=(), bounds=None, missing=None, unit=None
    )


AMOUNTS: tuple[Rule, ...] = (
    bounded,
    whose_sum,
    alone_of_the_calls,
    mean_supposed,
    of_the_fund_so_far,
    invested_in_both,
    those_within_bounds,
    beyond_a_project,
    other_call_by_difference,
)


def _amounts(draft: Draft) -> tuple[Range | None, tuple[int, ...]]:
    """The bounds on amounts, or the figures taken for true."""
    message = draft.message
    ranges = [Range(**e["value"]["range"]) for e in _that_may_bound(message) if e["value"]["range"]]
    plain = tuple(q["euros"] for q in message.values("amount") if not q["range"])
    share = "share" in message.values("operation")
    exact = ranges[0].low if len(ranges) == 1 and ranges[0].low == ranges[0].high else None
    if exact is not None and _names_one_project(draft):
        return None, (exact,)  # "les fourrières, 2 millions tout rond ?"
    if ranges and not share:
        return _merged(ranges), ()
    if Want.SOURCE in draft.wants or share:
        return None, plain
    counts = tuple(supposed_counts(message)) if Want.COUNT in draft.wants else ()
    if plain and _choose(draft, plain) and not _are_supposed(draft, plain):
        return Range(low=plain[0], high=plain[0]), counts
    return None, plain + counts


def _that_may_bound(message: Message) -> list[dict[str, Any]]:
    """The amounts that may bound what is asked: those of the sentences that ask, where others only remark."""
    found = [e for e in message.entities if e["entity"] == "amount"]
    places = asking_places(message)
    inside = [e for e in found if any(low <= e["start"] < high for low, high in places)]
    return inside if places and any(e["entity"] == "wants" for e in message.entities) else found


def _merged(ranges: list[Range]) -> Range:
    """The one range of all: "plus de 2 millions, mais moins de 5"."""
    merged = ranges[0]
    for other in ranges[1:]:
        strict = merged.strict and other.strict
        merged = Range(low=merged.low or other.low, high=merged.high or other.high, strict=strict)
    return merged


def _choose(draft: Draft, plain: tuple[int, ...]) -> bool:
    """Whether plain amounts choose the projects that are asked for: "lesquels ont eu 1,7 million ?"."""
    message, wants = draft.message, draft.wants
    of_it = wants in ((), (Want.AMOUNT,)) and bool(message.first("singular") or message.first("yes_no"))
    figure = wants in ((Want.DESCRIPTION,), (Want.UNSAID,)) or not _are_granted(draft, plain)
    alone = not draft.named and bool(message.first("refers")) and not (of_it or figure)
    counted = Want.COUNT in wants and not draft.named
    if not wants and not draft.named and draft.says(_THE_ONE_OF):
        return True
    return (not wants and not of_it) or alone or Want.PROJECTS in wants or counted


def _are_supposed(draft: Draft, plain: tuple[int, ...]) -> bool:
    """Whether plain amounts are supposed of something: "1,7 million, c'est le plus petit ?"."""
    message = draft.message
    ordered = not ENDS.isdisjoint(message.values("operation"))
    at_an_end = ordered and bool(message.first("yes_no") if draft.named else draft.says(_THAT_IS))
    granted = _are_granted(draft, plain)
    told_of_it = bool(draft.named) and not granted and not message.first("refers")
    of_the_fund = not granted and any(euros in draft.kb.told_euros for euros in plain)
    return at_an_end or _names_one_project(draft) or told_of_it or of_the_fund


def _are_granted(draft: Draft, plain: tuple[int, ...]) -> bool:
    """Whether one of the amounts is what a project was granted; others choose none."""
    return any(euros in draft.kb.granted_euros for euros in plain)


def _names_one_project(draft: Draft) -> bool:
    return len(draft.named) == 1 and draft.kinds == {"project"}


def _set_by_a_project(draft: Draft) -> Range | None:
    """The bound that the grant of the one project named after "plus que" or "autant que" sets; None for others."""
    said = _MORE_THAN.search(draft.text) or _AS_MUCH_AS.search(draft.text)
    things = [(s, at) for s, at in draft.placed if s.kind != "call"]
    if (
        said is None
        or _HOW_MANY_TIMES.search(draft.text)
        or len(things) != 1
        or things[0][1][0] - draft.message.offset < said.end()
    ):
        return None
    held = members(draft.kb, things[0][0])
    if len(held) != 1 or draft.kb.projects[held[0]].amount.euros is None:
        return None
    euros = draft.kb.projects[held[0]].euros
    if said.re is _AS_MUCH_AS:
        return Range(low=euros, high=euros)
    less = said["side"].casefold() == "moins" or _SMALLER.search(said[0]) is not None
    return Range(high=euros, strict=True) if less else Range(low=euros, strict=True)

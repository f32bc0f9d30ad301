"""What a message says is done with the projects in question: "réunis", "le plus gros", "juste derrière"…"""

from __future__ import annotations

from dialogue.message import Message
from dialogue.naming import NAMING, extreme_left_out
from knowledge import Operation, Want
from knowledge.questions import ENDS, OF_A_THING
from knowledge.sums import REMAINS
from knowledge.text import phrase

# The first that is found counts: "combien de fois plus" compares, whatever else it says.
_OPERATIONS = ("after", "before", "share", "median", "average", "rank", "compare", "sort", "lowest", "highest", "sum")
_ADDS_UP = phrase(
    r"\b(?:ça|ca|cela) (?:fait|ferait|donne|donnerait) combien\b|\bcombien (?:ça|ca|cela) (?:fait|ferait)\b"
)
# "Qui a eu la plus grosse part du gâteau ?"
_BIGGEST_PART = phrase(r"\bplus (?:grosse|grande|petite|belle|maigre) part\b")
# "Le plus cher ? Et à l'inverse le tout petit dernier ?"
_SMALL_LAST = phrase(r"\b(?:petit|modeste) derni\w+\b|\bà l['’](?:inverse|opposé)\b")
# "Top 3 des plus petits chèques".
_TOP_FROM_BELOW = phrase(r"\btop ?\w+ (?:des |du )?(?:plus petit|plus modeste|plus faible|plus bas|moins)")
_HOW_MANY_TIMES = phrase(r"\bcombien de fois\b")
_AT_THE_BOTTOM = phrase(r"\b(?:en bas|en queue|au fond|à la fin) d[ue]\b")
_SIDE = phrase(r"\bcompar\w+")


def operation_said(message: Message, wants: tuple[Want, ...]) -> Operation | None:
    """The operation that a message says; None where it only leaves out the largest or smallest ones."""
    if extreme_left_out(message):
        return None
    found = _unless_it_remains(message)
    said = _sum_of_the_first(message, found) or _in_order(message, _of_one_thing(found, wants))
    return Operation(said) if said else None


def place_asked(message: Message) -> int | None:
    """The place in a ranking that is asked for: the one said, or that next to the largest."""
    if message.first("position") == -1 and "lowest" in message.values("operation"):
        return None  # "la lanterne rouge, le dernier"
    return 2 if _is_next_to_the_largest(message) else message.first("position")


def _unless_it_remains(message: Message) -> list[str]:
    """The operations that are said; what remains, or the biggest part, is no share: "il reste combien ?"."""
    found = message.values("operation")
    part = bool(ENDS & set(found)) and _BIGGEST_PART.search(message.text) is not None
    times = "compare" in found and _HOW_MANY_TIMES.search(message.text) is not None
    no_share = part or times or REMAINS.search(message.text) is not None
    return _without("share", found) if no_share else found


def _sum_of_the_first(message: Message, found: list[str]) -> str | None:
    """The sum of the first so many: "les deux plus gros réunis", "le top 4, ça ferait combien ?"."""
    if not ENDS & set(found) or not _several_places(message):
        return None
    widened = message.first("added") and "call" in {e["entity"] for e in message.entities}
    added = "sum" in found and not ({"sort", "compare"} & set(found) or widened)  # "le trio si on ajoute ceux de juin"
    return "sum" if added or _ADDS_UP.search(message.text) else None


def _of_one_thing(found: list[str], wants: tuple[Want, ...]) -> list[str]:
    """The operations without a comparison, where it is asked what the largest or smallest one is, or whose."""
    return _without("compare", found) if wants in OF_A_THING and ENDS & set(found) else found


def _in_order(message: Message, found: list[str]) -> str | None:
    """What orders or weighs the projects; else the operation that counts first."""
    if {"sort", "lowest"} <= set(found) and "compare" not in found and message.values("position") == [-1]:
        return "lowest"  # "le dernier du classement"
    if {"sort", "lowest"} <= set(found) and "compare" not in found and _AT_THE_BOTTOM.search(message.text):
        return "lowest"  # "et tout en bas du classement ?"
    if set(found) >= ENDS and message.first("position") is not None and not _SMALL_LAST.search(message.text):
        found = _without("lowest", found)  # "avant-dernier en montant"
    if set(found) >= ENDS and _TOP_FROM_BELOW.search(message.text):
        found = _without("highest", found)
    ordered = _both_ends(message, found) or _end_of_several(message, found)
    if ordered is not None:
        return ordered
    if {"highest", "compare"} <= set(found) and "share" not in found and message.first("position") is None:
        return "compare"
    if _is_next_to_the_largest(message):
        return "highest"
    if "sum" in found and message.first("added") and ENDS & set(found):
        found = _without("sum", found)
    return next((name for name in _OPERATIONS if name in found), None)


def _both_ends(message: Message, found: list[str]) -> str | None:
    """The largest and the smallest at once, unless things that are named are compared."""
    if not set(found) >= ENDS or {"sort", "share"} & set(found):
        return None
    return "extremes" if "compare" not in found or not _names_several(message) else None


def _end_of_several(message: Message, found: list[str]) -> str | None:
    """The end of the ranking of which so many are meant, sorted or compared.

    "Les cinq plus petites, de la plus petite à la plus grosse", "comparez les deux plus gros".
    """
    end = next((name for name in found if name in ENDS), None)
    if end is None or not _several_places(message):
        return None
    beside = {"compare", "sum", "share"} & set(found) == {"compare"} and _SIDE.search(message.text)
    return end if "sort" in found or (beside and not _names_several(message)) else None


def _is_next_to_the_largest(message: Message) -> bool:
    """Whether the second is asked for: "juste derrière le plus gros", where no project is named."""
    ranked = {"highest", "after"} <= set(message.values("operation"))
    return ranked and not any(e["entity"] == "project" for e in message.entities)


def _several_places(message: Message) -> bool:
    """Whether so many of a ranking are meant: "les deux plus gros"."""
    return bool((message.first("top") or 0) > 1)


def _names_several(message: Message) -> bool:
    return sum(e["entity"] in NAMING for e in message.entities) > 1


def _without(name: str, found: list[str]) -> list[str]:
    return [other for other in found if other != name]

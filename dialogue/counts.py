"""What a message counts, and the numbers that it tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dialogue.message import Message
from dialogue.naming import ARTICLES, ORDERED
from knowledge import Range, Want
from knowledge.text import phrase

_COUNTED = phrase(r"(?:combien|nombre|nb)\b")
_TAKEN_FROM = phrase(r"\b(?:(?:sur|parmi|entre|pour) (?:tou(?:te)?s )?(?:les|ces|nos)|des) $")
_FILED = phrase(r"\b(?:déposé|envoyé|reçu|candidat)\w*")
_KEPT = phrase(r"\b(?:reten|sélectionn|selectionn|gagn|chois)\w*")
_SELECTED = phrase(r"\b(?:distingu|récompens|recompens|primé|élu|lauréat)\w*")
# "Quel ministère a eu le plus, si l'on additionne ses projets ?"
_WHICH_BODIES = phrase(r"^\W*(?:et )?quels (?:ministères|organismes|opérateurs)\b")
_WHICH_BODY = phrase(
    r"\bquels? (?:ministères?|organismes?|services?|opérateurs?)\b(?! (?:porte|le porte|s['’]en occupe))"
)


def unit_counted(message: Message) -> str | None:
    """What is counted: what "combien de" stands before, else the first thing that may be."""
    units = _without("applicant", _units_said(message))  # "combien de candidats venaient de services déconcentrés ?"
    if any(e["value"] == "dossiers" for e in units) and _are_selected(message):
        return "project"  # "il a bien distingué dix-sept dossiers ?"
    of_body = any(e["entity"] == "organisation" for e in message.entities) and not _FILED.search(message.text)
    if of_body and units and {e["value"] for e in units} == {"dossiers"}:
        return "project"  # "l'Intérieur place combien de dossiers ?": how many a body sent is not told
    units = _without("call", units)  # "lequel des deux appels a attiré le plus de dossiers ?"
    if message.first("by_number") and ORDERED & set(message.values("operation")):
        units = _without("project", units)  # "quel ministère a le plus grand nombre de projets ?"
    if not units and message.intent == "ask_count" and _KEPT.search(message.text):
        return "project"  # "et 17 ont été retenus, c'est bien ça ?"
    counted = [e for e in units if _COUNTED.match(message.text[e["start"] - message.offset :])]
    return next((e["value"] for e in (*counted, *units)), None)


def supposed_counts(message: Message) -> Iterator[int]:
    """The counts that a message takes for true, not those that something is taken from: "sur les 33 lauréats"."""
    for entity in message.entities:
        before = message.text[: max(0, entity["start"] - message.offset)]
        if entity["entity"] == "count" and not _TAKEN_FROM.search(before):
            yield entity["value"]


def projects_of_each(message: Message, wants: tuple[Want, ...]) -> Range | None:
    """How many projects the bodies that are asked for carry each: "quels ministères ont plusieurs projets ?"."""
    said, number = message.first("each"), message.first("count")
    if said is not None:
        return Range(low=2) if said == "several" else Range(low=1, high=1)
    asked_for = (
        number is not None
        and message.first("number") is None
        and wants != (Want.COUNT,)
        and (not message.first("call") or _WHICH_BODIES.search(message.text) is not None)
        and message.first("unit") in (None, "project", "ministry", "organisation", "operator")
    )
    return Range(low=number, high=number) if asked_for else None


def _units_said(message: Message) -> list[dict[str, Any]]:
    """The kinds of things that are said, but for those that introduce a body, or stand for the one spoken of."""
    bodies = {e["start"] for e in message.entities if e["entity"] == "organisation"}
    units = [e for e in message.entities if e["entity"] == "unit" and not _names_them(message, e, bodies)]
    if message.first("body") and not _WHICH_BODY.search(message.text):  # "le ministère qui porte ça en a combien ?"
        return [e for e in units if e["value"] != "ministry"]
    return units


def _names_them(message: Message, unit: dict[str, Any], bodies: set[int]) -> bool:
    """Whether a kind of body only introduces those that are named: "les ministères de la Culture et du Travail"."""
    after = ARTICLES.match(message.text, unit["end"] - message.offset)
    inside = any(unit["start"] <= start < unit["end"] for start in bodies)
    return inside or (after is not None and after.end() + message.offset in bodies)


def _without(value: str, units: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The units without one that gives way to any other."""
    return [e for e in units if e["value"] != value] or units


def _are_selected(message: Message) -> bool:
    """Whether files are those of laureates, rather than all that were sent."""
    return _SELECTED.search(message.text) is not None and not _FILED.search(message.text)

"""Bases of any size: the real one, and as many made-up laureates of made-up bodies beside it, the same at each run.

The laureates stand in announcements of their own, written in JSON as a system that exports them would; titles, places,
bodies and amounts are drawn from the word lists of generated.yml. A larger base holds the smaller ones.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from knowledge import french
from knowledge.loading import HERE as REAL
from knowledge.text import words

SEED = 20181112
LARGEST = 100_000
CALL = "appel-6"  # one call for all; people name the first five by their numbers
_ANNOUNCEMENTS = 10
_JOINT, _NICKNAMED, _KEYWORD = 0.12, 0.5, 0.02  # parts of the projects
_PER_BODY = 30  # projects, about
_THEMES = ("agents", "demarches", "numerique", "accueil", "donnees", "geographie", "formation")
_LOWEST_EUROS, _HIGHEST_EUROS = 50_000, 25_000_000


@dataclass(frozen=True)
class Base:
    """Made-up laureates and bodies, as plain data."""

    organisations: tuple[dict[str, Any], ...]
    projects: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class _Place:
    slug: str
    of: str  # "de la Lozère", "de Limoges"
    at: str  # "dans la Lozère", "à Limoges"


def generate(count: int) -> Base:
    """A number of laureates, and the bodies that carry them.

    Raises:
        ValueError: more are wanted than the word lists have titles for.
    """
    if count > LARGEST:
        raise ValueError(f"at most {LARGEST} laureates can be made up")
    lists = _lists()
    every = tuple(_bodies(lists))
    draw = random.Random(SEED)
    order = draw.sample(range(len(every)), len(every))
    titles = _titles(lists)
    organisations = tuple(every[i] for i in order[: max(1, min(len(every), count // _PER_BODY))])
    projects = (_project(number, titles[number], organisations, lists) for number in range(count))
    return Base(organisations, tuple(projects))


def write(count: int, folder: Path) -> Base:
    """Writes a base that holds the real one and made-up laureates, ``count`` in all, to a folder; gives the made-up ones."""
    real = sum(len(yaml.safe_load(p.read_text(encoding="utf-8"))["projects"]) for p in REAL.glob("announcements/*.yml"))
    base = generate(max(0, count - real))
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(REAL / "announcements", folder / "announcements")
    for name in ("themes.yml", "regions.yml", "organisations.yml"):
        shutil.copy(REAL / name, folder / name)
    with (folder / "organisations.yml").open("a", encoding="utf-8") as file:
        file.writelines(f"- {json.dumps(o, ensure_ascii=False)}\n" for o in base.organisations)
    for number, projects in enumerate(_shares(base.projects)):
        announcement = _announcement(number, projects, len(base.projects))
        path = folder / "announcements" / f"{announcement['id']}.json"
        path.write_text(json.dumps(announcement, ensure_ascii=False, indent=1), encoding="utf-8")
    return base


def _shares(projects: tuple[dict[str, Any], ...]) -> Iterator[tuple[dict[str, Any], ...]]:
    """The projects of each announcement."""
    size = -(-len(projects) // _ANNOUNCEMENTS)
    yield from (projects[i : i + size] for i in range(0, len(projects), size or 1))


def _announcement(number: int, projects: tuple[dict[str, Any], ...], selected: int) -> dict[str, Any]:
    day = f"2021-{number + 1:02}-15"
    call = {
        "id": CALL, "number": 6, "name": "sixième appel à projets", "announced": day, "selected": selected,
        "described_in_full": True,
    }  # fmt: skip
    return {
        "id": day,
        "date": day,
        "publisher": "ministère de la Transformation et de la Fonction publiques",
        "title": f"Les lauréats du sixième appel à projets, {french.ordinal(number + 1, feminine=True)} liste",
        "call": CALL,
        "calls": [] if number else [call],
        "projects": list(projects),
    }


def _project(
    number: int, parts: tuple[str, str, _Place], organisations: tuple[dict[str, Any], ...], lists: dict[str, Any]
) -> dict[str, Any]:
    action, thing, place = parts
    draw = random.Random(f"{SEED} {number}")
    carriers = draw.sample(organisations, 2 if draw.random() < _JOINT and len(organisations) > 1 else 1)
    shared = len(carriers) > 1
    kind = "shared" if shared else draw.choice(("rounded", "rounded", "exact", "more_than"))
    article, name = _parted(thing)
    return {
        "id": f"laureat-{number + 1}",
        "call": CALL,
        "title": f"{action} {french.contracted('de', article, name)} {place.at}",
        "names": [f"{draw.choice(lists['codenames'])} {place.of}"] if draw.random() < _NICKNAMED else [],
        "carriers": [body["id"] for body in carriers],
        "amount": {"euros": _euros(draw, exact=kind == "exact"), "kind": kind},
        "year": 2021,
        "purpose": draw.choice(lists["purposes"]),
        "details": draw.choice(lists["details"]),
        "benefits": draw.sample(lists["benefits"], 2),
        "themes": draw.sample(_THEMES, draw.choice((1, 1, 2))),
        "keywords": [name] if draw.random() < _KEYWORD else [],
        "where": f"liste des lauréats, {french.ordinal(number + 1)} projet",
    }


def _euros(draw: random.Random, exact: bool) -> int:
    """An amount with more small ones than large ones, as grants are."""
    euros = _LOWEST_EUROS * (_HIGHEST_EUROS / _LOWEST_EUROS) ** draw.random()
    return round(euros) if exact else round(euros / 10_000) * 10_000


@lru_cache(maxsize=1)
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return lists


def _titles(lists: dict[str, Any]) -> list[tuple[str, str, _Place]]:
    """What the titles are made of, each another one, in an order that does not depend on how many are wanted."""
    places = [*_places(lists["departments"], "dans"), *_places(lists["cities"], "à")]
    places += [_Place("", f"{text}", text) for text in lists["audiences"]]
    actions, things = lists["actions"], lists["objects"]
    chosen = random.Random(SEED).sample(range(len(actions) * len(things) * len(places)), LARGEST)
    made = []
    for number in chosen:
        number, place = divmod(number, len(places))
        action, thing = divmod(number, len(things))
        made.append((actions[action], things[thing], places[place]))
    return made


def _places(names: list[str], preposition: str) -> Iterator[_Place]:
    for written in names:
        article, name = _parted(written)
        at = french.with_article(article, name) if preposition == "dans" and article else name
        before = "à" if preposition == "dans" and not article else preposition
        yield _Place(_slug(name), french.contracted("de", article, name), f"{before} {at}")


def _bodies(lists: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for kind, preposition in (("departments", "dans"), ("cities", "à")):
        for body in lists["bodies"][kind]:
            for place in _places(lists[kind], preposition):
                yield {
                    "id": f"{_slug(body['name'])}-{place.slug}",
                    "name": f"{body['name']} {place.of}",
                    "article": body["article"],
                    "kind": "operator",
                }


def _parted(written: str) -> tuple[str, str]:
    """The article and the name of a noun or a place: ("l'", "Ain"), ("", "Agen")."""
    if written.startswith("l'"):
        return "l'", written[2:]
    article, _, name = written.partition(" ")
    return (article, name) if article in ("le", "la", "les") else ("", written)


def _slug(text: str) -> str:
    return "-".join(word.folded for word in words(text))

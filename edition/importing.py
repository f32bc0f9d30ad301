"""Importing documents into a knowledge directory, and telling the editor in French what was done."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from edition import drafting, updating
from edition.documents import FORMATS, Unreadable, read
from edition.reading import Reading, understand
from knowledge import KnowledgeBase, french
from knowledge.loading import HERE, sound


@dataclass(frozen=True)
class Imported:
    """What became of a document: the file that was written, if any, and what is to be told of it."""

    path: Path | None
    reading: Reading | None
    told: tuple[str, ...]


def documents(path: Path) -> list[Path]:
    """The documents at a path: itself, or those of a folder."""
    if path.is_dir():
        return sorted(p for p in path.iterdir() if p.suffix.lower() in FORMATS and not p.name.startswith("."))
    return [path]


def known(directory: Path = HERE) -> KnowledgeBase:
    """What is known already, without the files that are not finished: a draft may lie among them."""
    records, _ = sound(directory)
    # What is computed may need a figure of an unfinished file.
    told = tuple(announcement.copy(update={"derived": ()}) for announcement in records.announcements)
    return KnowledgeBase(replace(records, announcements=told))


def bring_in(path: Path, directory: Path = HERE) -> Imported:
    """Imports one document: a new draft, or changes in the file that it has already."""
    kb = known(directory)
    try:
        reading = understand(read(path), kb)
    except Unreadable as error:
        return Imported(None, None, (str(error),))
    if reading.other_fund:
        return Imported(None, reading, (f"{path.name} : {reading.warnings[0]} ; rien n'est écrit",))
    if not reading.laureates:
        return Imported(None, reading, (f"{path.name} : aucun lauréat trouvé ; rien n'est écrit",))
    there = updating.existing(directory, reading, kb)
    if there is not None:
        return _again(there, directory, reading, kb)
    taken = set(kb.projects)
    projects = drafting.named(reading.laureates, taken)
    id, file = _unused(directory, reading, kb)
    file.write_text(drafting.draft(reading, kb, id, projects), encoding="utf-8")
    told = (f"{_shown(file)} : brouillon écrit, {french.plural(len(projects), 'projet')}", *_remarks(reading, kb))
    return Imported(file, reading, told)


def _again(file: Path, directory: Path, reading: Reading, kb: KnowledgeBase) -> Imported:
    before = file.read_text(encoding="utf-8")
    if updating.is_broken(before):
        told_why = "n'est pas du YAML correct ; make validate dit où. Corrigez-le, puis recommencez"
        return Imported(None, reading, (f"{_shown(file)} : {told_why}",))
    update = updating.update(before, reading, kb)
    told = [f"{_shown(file)} : {'déjà à jour' if update.text == before else 'mis à jour'}"]
    told += [f"  n'est plus dans le document : {id} (à retirer s'il le faut)" for id in update.gone]
    if update.text != before:
        file.write_text(update.text, encoding="utf-8")
        told += _difference(before, update.text, file.name)
    return Imported(file, reading, (*told, *_remarks(reading, kb)))


def _difference(before: str, after: str, name: str) -> Iterator[str]:
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{name} (avant)", f"{name} (après)", lineterm="", n=1
    )
    yield from (f"  {line}" for line in lines)


def _remarks(reading: Reading, kb: KnowledgeBase) -> Iterator[str]:
    yield from (f"  attention : {warning}" for warning in reading.warnings)
    for body in reading.proposed:
        yield f"    organisations.yml : {drafting.body_lines(body)[0]}"
    yield from (f"  chiffre non compris, {place} : « {u.said} » ({u.why})" for place, u in reading.unread)
    for told in drafting.unplaced(reading, kb):
        yield f"  montant non repris, {told.where} : {french.euros(told.euros)}"


def _unused(directory: Path, reading: Reading, kb: KnowledgeBase) -> tuple[str, Path]:
    """An id and a file that no announcement has."""
    folder = directory / "announcements"
    day = reading.published.isoformat() if reading.published else "sans-date"
    name = drafting.call_id(reading, kb) if reading.call else drafting.slug(reading.title)
    used = {line for path in folder.glob("*.yml") for line in path.read_text(encoding="utf-8").splitlines()}
    id, file, number = day, folder / f"{day}-{name}.yml", 1
    while file.exists() or f'id: "{id}"' in used:
        number += 1
        id, file = f"{day}-{number}", folder / f"{day}-{number}-{name}.yml"
    return id, file


def _shown(file: Path) -> str:
    return str(file.relative_to(HERE.parent)) if file.is_relative_to(HERE.parent) else file.name

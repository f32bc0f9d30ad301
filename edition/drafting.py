"""The draft of an announcement's knowledge file: what was read, and marks where the editor has to write."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from edition.bodies import Body
from edition.laureates import Laureate, Sum
from edition.reading import Reading
from edition.totals import Role
from knowledge import KnowledgeBase, french
from knowledge.loading import TO_WRITE
from knowledge.records import FUND, AmountKind, Measure, OrganisationKind
from knowledge.text import LINKING_WORDS, fold, words

_ORDINALS = "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième".split()
_TEMPLATES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("facts.yml").read_text(encoding="utf-8"))
_MEASURES = {Role.REQUESTED: Measure.REQUESTED, Role.AWARDED: Measure.AWARDED, Role.COST: Measure.COST}
_ARTICLES = {
    "l'": "agence office institut etablissement observatoire autorite academie ecole universite imprimerie".split(),
    "la": "direction delegation caisse prefecture mission bibliotheque commission regie chambre fondation".split(),
    "le": "ministere secretariat centre service conseil commissariat groupement musee conservatoire parc rectorat".split(),
}
_LONGEST_TITLE = 9  # words: what is longer describes the project rather than names it
_THEMES = 4  # proposed at most
_SLUG_WORDS = 4


@dataclass(frozen=True)
class Project:
    """A laureate under the id that its record will have."""

    id: str
    laureate: Laureate


def draft(reading: Reading, kb: KnowledgeBase, id: str, projects: Sequence[Project]) -> str:
    """The text of a new file."""
    call = call_id(reading, kb)
    lines = [
        "# yaml-language-server: $schema=../schemas/announcement.json",
        f"# Brouillon tiré de « {reading.name} ». Écrivez chaque « {TO_WRITE} », vérifiez le reste, puis : make validate",
        *_remarks(reading, kb),
        f'id: "{id}"',
        f"date: {reading.published or _todo('la date, comme 2019-03-28')}",
        f"publisher: {scalar(reading.publisher) if reading.publisher else _todo('qui publie cette annonce')}",
        f"title: {scalar(reading.title) if reading.title else _todo('le titre de l’annonce')}",
        f"call: {call}",
        "",
        *_call(reading, kb, call),
        "projects:",
        *(line for project in projects for line in project_lines(project, call, kb)),
        *section("facts", list(facts(reading, kb, call))),
        *_terms(reading, kb, call),
    ]
    return "\n".join(lines).rstrip() + "\n"


def named(laureates: Sequence[Laureate], taken: set[str]) -> list[Project]:
    """New projects with ids that are not taken, made from their titles."""
    made = []
    for laureate in laureates:
        id = own = slug(laureate.title) or "projet"
        number = 1
        while id in taken:
            number += 1
            id = f"{own}-{number}"
        taken.add(id)
        made.append(Project(id, laureate))
    return made


def project_lines(project: Project, call: str, kb: KnowledgeBase) -> list[str]:
    """The lines of a project's record."""
    laureate = project.laureate
    title = laureate.title
    is_name = 0 < len(title.split()) <= _LONGEST_TITLE
    guide = f"d'après : {laureate.where}"
    carriers = [body.id for body in laureate.carriers]
    themes = proposed_themes(f"{title} {laureate.passage}", kb)
    return [
        f"  - id: {project.id}",
        f"    call: {call}",
        f"    title: {scalar(title) if is_name else _todo(f'un nom court du projet ({guide})')}",
        "    names: []  # comment le public le nomme : sigles, mots courants",
        f"    carriers: [{', '.join(carriers)}]" if carriers else f"    carriers: [{_todo(f'qui le porte ({guide})')}]",
        f"    amount: {amount_of(laureate)}",
        f"    purpose: {_todo(f'son but, en une phrase simple ({guide})')}",
        "    benefits:",
        f"      - {_todo(f'ce qu’il apporte ({guide})')}",
        f"    themes: [{', '.join(themes)}]" + ("  # proposés : à vérifier" if themes else "  # voir themes.yml"),
        f"    where: {scalar(laureate.where)}",
        "",
    ]


def amount_of(laureate: Laureate) -> str:
    """The amount of a project, as it is written in a file."""
    if laureate.amount.euros is None:
        return "{kind: absent}"
    return f"{{euros: {laureate.amount.euros:_}, kind: {laureate.amount.kind.value}}}"


def proposed_themes(passage: str, kb: KnowledgeBase) -> list[str]:
    """The themes whose words a passage holds, the most frequent first; only those that have projects already."""
    found = Counter(
        r.id
        for m in kb.names.find(passage, lambda folded: True)
        for r in m.references
        if r.kind == "theme" and kb.on_theme(r.id)
    )
    return [theme for theme, _ in found.most_common(_THEMES)]


def facts(reading: Reading, kb: KnowledgeBase, call: str) -> Iterator[str]:
    """The statements that the figures of an announcement make, as lines of YAML; those that are known are left out."""
    common = {"call": call, "ordinal": _ordinal(reading.call)}
    for measure, value in ((Measure.RECEIVED, reading.received), (Measure.SELECTED, reading.selected)):
        if value is not None and kb.figure(call, measure) is None:
            yield _fact(measure.value, call, common, value, measure)
    for role, measure in _MEASURES.items():
        told = next((s for s in reading.sums if s.role is role), None)
        if told is not None and kb.figure(call, measure) is None:
            yield _fact(measure.value, call, common, told.euros, measure, told.where)
    for told in body_totals(reading):
        body = told.bodies[0]
        if not any(f.about == body.id and f.value == told.euros for f in kb.facts):
            known = kb.organisations.get(body.id)
            of_body = french.contracted("de", known.article, known.label) if known else f"de {body.name}"
            yield _fact("body", body.id, {**common, "body": body.id, "of_body": of_body}, told.euros, None, told.where)
    for told, titles in reading.envelopes:
        if not any(f.about == call and f.value == told.euros for f in kb.facts):
            parts = {"titles": '", "'.join(titles), "titles_and": french.join(titles)}
            yield _fact("envelope", call, {**common, **parts}, told.euros, None, told.where)
    if call not in kb.calls:
        if reading.published:
            yield _fact("announced", call, {**common, "day": french.day(reading.published)})
        publisher = reading.publisher or "…"
        text = _fact("announcer", call, {**common, "publisher": french.with_article(_article(publisher), publisher)})
        yield text if reading.publisher else text.replace('text: "', f'text: "{TO_WRITE} : ')


def body_totals(reading: Reading) -> list[Sum]:
    """The totals that the announcement tells of one body."""
    return [s for s in reading.sums if s.role is Role.TOTAL and len(s.bodies) == 1]


def unplaced(reading: Reading, kb: KnowledgeBase) -> list[Sum]:
    """The amounts that were read and that no record holds; each once."""
    placed = {s.euros for s in reading.sums if s.role in _MEASURES} | {s.euros for s in body_totals(reading)}
    placed |= {s.euros for s, _ in reading.envelopes}
    placed |= {laureate.amount.euros or 0 for laureate in reading.laureates}
    endowment = kb.figure(FUND, Measure.ENDOWMENT)
    if endowment is not None and endowment.value is not None:
        placed.add(endowment.value)
    return list({s.euros: s for s in reading.sums if s.euros not in placed}.values())


def call_id(reading: Reading, kb: KnowledgeBase) -> str:
    """The id of the call of an announcement."""
    if reading.call is None:
        return _todo("l'appel à projets, comme appel-3")
    return next((c.id for c in kb.calls.values() if c.number == reading.call), f"appel-{reading.call}")


def body_lines(body: Body) -> list[str]:
    """The record that is proposed for a new body."""
    short = f", short: {body.short}" if body.short else ""
    names = f"names: [{body.short}]" if body.short else "names: []"
    article = _article(body.name)
    written = article if article.isalpha() else f'"{article}"'
    return [
        f"- {{id: {body.id}, name: {scalar(body.name)}{short}, article: {written}, kind: {body.kind().value}, {names}}}"
    ]


def section(name: str, items: Sequence[str]) -> list[str]:
    """A list of one-line records under a key; nothing where it is empty."""
    return [f"{name}:", *items, ""] if items else []


def scalar(text: str) -> str:
    """A text as YAML writes it on one line."""
    plain = " ".join(text.split())
    written: str = yaml.dump(plain, allow_unicode=True, width=10**6, default_style=None).splitlines()[0]
    return written


def slug(title: str) -> str:
    """An id from the first meaningful words of a title."""
    said = [w.folded for w in words(title) if w.folded not in LINKING_WORDS and len(w.folded) > 1]
    return "-".join(said[:_SLUG_WORDS])


def _call(reading: Reading, kb: KnowledgeBase, call: str) -> list[str]:
    """The call's record, unless another announcement has told of it."""
    if call in kb.calls:
        return []
    number = reading.call or 0
    awarded = next((s for s in reading.sums if s.role is Role.AWARDED), None)
    described = reading.selected is None or reading.selected == len(reading.laureates)
    return [
        "calls:",
        f"  - id: {call}",
        f"    number: {number or _todo('son numéro')}",
        f"    name: {_ordinal(number)} appel à projets",
        f"    announced: {reading.published or _todo('la date, comme 2019-03-28')}",
        f"    selected: {reading.selected or len(reading.laureates)}"
        + ("" if reading.selected else "  # compté d'après la liste : à vérifier"),
        *([f"    awarded: {{euros: {awarded.euros:_}, kind: {AmountKind.ROUNDED.value}}}"] if awarded else []),
        f"    described_in_full: {str(described).lower()}",
        "",
    ]


def _terms(reading: Reading, kb: KnowledgeBase, call: str) -> list[str]:
    """What is told of the call where someone asks what it is."""
    if call in kb.calls or reading.call is None:
        return []
    ordinal = _ordinal(reading.call)
    count = reading.selected or len(reading.laureates)
    awarded = next((s for s in reading.sums if s.role is Role.AWARDED), None)
    parts = [f"Le {ordinal} appel à projets a retenu {french.plural(count, 'projet')}"]
    if awarded:
        parts.append(f", auxquels le fonds accorde {french.euros(awarded.euros)}")
    if reading.published:
        parts.append(f". Ses lauréats ont été annoncés le {french.day(reading.published)}")
    return [
        "terms:",
        f"  - id: {call}",
        f"    name: {ordinal} appel à projets",
        "    names: []",
        f"    text: {scalar(''.join(parts) + '.')}",
        "    where: ensemble de l'annonce",
    ]


def _remarks(reading: Reading, kb: KnowledgeBase) -> Iterator[str]:
    """What the editor should look at, as comments."""
    if reading.warnings:
        yield "# À regarder :"
        yield from (f"# - {warning}" for warning in reading.warnings)
    for body in reading.proposed:
        yield f"# À ajouter dans organisations.yml : {body_lines(body)[0]}"
    for body in {b.id: b for laureate in reading.laureates for b in laureate.carriers if b.known}.values():
        if kb.organisations[body.id].kind is OrganisationKind.ABSENT:
            yield f"# Dans organisations.yml, {body.id} est « absent » : changez son « kind » (ministry, operator ou directorate)."
    if reading.unread:
        yield "# Chiffres que je n'ai pas compris (ils ne sont repris nulle part) :"
        yield from (f"# - {place} : « {u.said} » ({u.why})" for place, u in reading.unread)
    others = unplaced(reading, kb)
    if others:
        yield "# Autres montants lus, que ce fichier ne reprend pas (à ajouter sous « facts » s'ils sont utiles) :"
        yield from (f"# - {s.where} : {french.euros(s.euros)}" for s in others)


def _fact(
    template: str,
    about: str,
    parts: dict[str, str],
    value: int | None = None,
    measure: Measure | None = None,
    where: str = "",
) -> str:
    """A fact on one line, from its template."""
    told = _TEMPLATES[template]
    fields = [f"id: {told['id'].format(**parts)}"]
    if measure:
        fields.append(f"measure: {measure.value}")
    fields += [f"about: {about}", f"asks: {told['asks']}"]
    if value is not None:
        fields += [f"value: {value:_}", f"unit: {told['unit']}"]
    said = [word.format(**parts) for word in told["words"]]
    fields.append("words: [" + ", ".join(f'"{word}"' if '", "' in word or ":" in word else word for word in said) + "]")
    text = told["text"].format(**parts).replace("\\", "").replace('"', "'")
    fields += [f'text: "{text}"', f"where: {scalar(where or 'ensemble de l’annonce')}"]
    return f"  - {{{', '.join(fields)}}}"


def _ordinal(number: int | None) -> str:
    """The number of a call in words, as far as people say it so."""
    return _ORDINALS[number - 1] if number and number <= len(_ORDINALS) else f"{number}e"


def _article(name: str) -> str:
    """The article of a body's name, to be checked; none where it is not clear."""
    first = fold(name).split()[0] if name.split() else ""
    return next((article for article, nouns in _ARTICLES.items() if first in nouns), "")


def _todo(what: str) -> str:
    """A mark that no file may keep."""
    return f'"{TO_WRITE} : {re.sub(chr(34), chr(39), what)}"'

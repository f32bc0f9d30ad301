"""Announcements of many shapes: each gives the projects, carriers, amounts and totals that it tells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition import markdown, plain
from edition.bodies import Bodies
from edition.documents import Document
from edition.documents import read as read_document
from edition.laureates import find
from edition.reading import Reading, understand
from edition.totals import Role
from knowledge import KnowledgeBase

FOLDER = Path(__file__).parent / "announcements"
M = 1_000_000
Row = tuple[str, str, int | None, str]

EXPECTED: dict[str, tuple[date | None, int | None, list[Row]]] = {
    "carrier-first.html": (
        date(2019, 2, 5),
        3,
        [
            ("Greffe sans papier", "justice apij", 4_500_000, "shared"),
            ("Carnet de santé du soldat", "armees", 480_000, "exact"),
            ("Registre des vergers", "agriculture", M, "rounded"),
            ("Alerte orages", "meteo-france", 3 * M, "more_than"),
            ("Salle de lecture à distance", "culture bnf", None, "absent"),
        ],
    ),
    "project-first.txt": (
        date(2019, 3, 14),
        4,
        [
            ("Barrage tranquille", "transition-ecologique", 2_400_000, "rounded"),
            ("Un toit pour l'archive", "culture archives-nationales", 750_000, "shared"),
            ("Guichet des pêcheurs", "agriculture", 1_250_000, "exact"),
            ("Classe verte", "onf", 300_000, "rounded"),
        ],
    ),
    "table.html": (
        date(2019, 6, 3),
        3,
        [
            ("Procès suivi en ligne", "justice", 6_250_000, "rounded"),
            ("Visite au parloir", "justice", 400_000, "rounded"),
            ("Marée exacte", "institut-national-peche-pied", 1_750_000, "rounded"),
            ("Un conseiller, un métier", "pole-emploi travail", None, "absent"),
        ],
    ),
    "front-matter.md": (
        date(2019, 9, 30),
        3,
        [("SCAN RAPIDE", "dgddi", 7 * M, "rounded"), ("Tarif limpide", "dgddi", 2_100_000, "exact")],
    ),
    "dense.txt": (
        date(2019, 12, 2),
        5,
        [
            ("Tribunal clair", "justice", 3_200_000, "rounded"),
            ("Paquetage connecté", "armees", 1_100_000, "rounded"),
            ("Ondes ouvertes", "anfr insee", 850_000, "shared"),
            ("Vigie des crues", "meteo-france", None, "absent"),
            ("Digue sûre", "meteo-france", None, "absent"),
        ],
    ),
    "one-project.html": (date(2020, 1, 20), 6, [("Justice de poche", "justice", 2_600_000, "rounded")]),
    "no-laureate.md": (date(2019, 1, 10), 4, []),
    "other-fund.html": (
        date(2023, 5, 4),
        None,
        [
            ("Dune vivante", "mer", 1_200_000, "rounded"),
            ("Haie haute", "agence-bretonne-biodiversite", 300_000, "exact"),
        ],
    ),
    "release.pdf": (
        date(2019, 7, 8),
        3,
        [
            ("Stade partagé", "sports", 1_350_000, "rounded"),
            ("Mémoire longue", "caisse-nationale-archives insee", 620_000, "shared"),
            ("Caserne sobre", "interieur", 2 * M, "rounded"),
        ],
    ),
}


def rows(reading: Reading) -> list[Row]:
    return [
        (x.title, " ".join(body.id for body in x.carriers), x.amount.euros, x.amount.kind.value)
        for x in reading.laureates
    ]


@pytest.fixture(scope="module")
def readings(kb: KnowledgeBase) -> dict[str, Reading]:
    return {name: understand(read_document(FOLDER / name), kb) for name in EXPECTED}


@pytest.mark.parametrize("name", EXPECTED)
def test_an_announcement_gives_its_projects(readings: dict[str, Reading], name: str) -> None:
    published, call, projects = EXPECTED[name]
    reading = readings[name]
    assert (reading.published, reading.call, rows(reading)) == (published, call, projects)


def test_every_shape_is_tested() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(EXPECTED)


def test_the_totals_of_a_call_are_read(readings: dict[str, Reading]) -> None:
    reading = readings["carrier-first.html"]
    told = {s.role: s.euros for s in reading.sums}
    assert (told[Role.AWARDED], told[Role.COST]) == (12_200_000, 21 * M)
    assert (reading.selected, reading.received) == (5, 40)


def test_one_amount_for_several_projects_is_no_amount_of_any(readings: dict[str, Reading]) -> None:
    ((total, titles),) = readings["dense.txt"].envelopes
    assert (total.euros, titles) == (2 * M, ("Vigie des crues", "Digue sûre"))


def test_what_is_not_understood_is_told(readings: dict[str, Reading]) -> None:
    assert ["XX M€" in u.said for _, u in readings["dense.txt"].unread] == [True]
    assert ["entre 2 et 4 M€" in u.said for _, u in readings["carrier-first.html"].unread] == [True]


def test_new_bodies_are_proposed(readings: dict[str, Reading]) -> None:
    (body,) = readings["carrier-first.html"].proposed
    assert (body.id, body.short, body.kind().value) == ("apij", "APIJ", "operator")
    assert any("organisme inconnu" in warning for warning in readings["carrier-first.html"].warnings)


def test_another_fund_is_told_by_its_name(readings: dict[str, Reading]) -> None:
    assert [name for name, reading in readings.items() if reading.other_fund] == ["other-fund.html"]
    assert readings["other-fund.html"].other_fund == "Fonds vert"


def test_a_document_without_laureates_is_told(readings: dict[str, Reading]) -> None:
    assert readings["no-laureate.md"].warnings == ("aucun lauréat trouvé dans ce document",)


def test_menus_scripts_and_footers_are_left_out(readings: dict[str, Reading]) -> None:
    read = readings["carrier-first.html"]
    assert {99 * M, 12 * M, 100_000 * M}.isdisjoint(s.euros for s in read.sums)
    assert read.publisher == "Délégation à la modernisation"


def test_an_extract_of_the_first_announcement(kb: KnowledgeBase) -> None:
    text = """\
---
title: 'deux projets interministériels lauréats du 1er appel à projets'
date: 2018-06-20 00:00:00 +02:00
---
Après un premier appel à projet plébiscité - 122 dossiers déposés - ce ne sont pas moins de 17 projets qui ont été sélectionnés.

Parmi les lauréats, 2 projets interministériels portés par la direction interministérielle du numérique et du système
d’information et de communication de l’Etat (DINSIC) bénéficieront d’un financement total de 43,6 millions d’€ en 2018 :

## Mettre en place une offre de cloud d'État : FRANCE CLOUD 24,3 millions d’€

*Objectif* : développer des capacités cloud.

## Bâtir le socle numérique : FranceConnect Plateforme - Phase 2 19,3 millions d’€
"""
    reading = understand(markdown.read(text.encode()), kb)
    assert rows(reading) == [
        ("FRANCE CLOUD", "dinsic", 24_300_000, "rounded"),
        ("FranceConnect Plateforme - Phase 2", "dinsic", 19_300_000, "rounded"),
    ]
    assert (reading.call, reading.published, reading.selected, reading.received) == (1, date(2018, 6, 20), 17, 122)
    assert [(s.role, s.euros, [b.id for b in s.bodies]) for s in reading.sums] == [(Role.TOTAL, 43_600_000, ["dinsic"])]


def test_an_extract_of_the_second_announcement(kb: KnowledgeBase) -> None:
    text = """\
Le 2ème appel à projets du FTAP retient 16 lauréats

Publié le 12 novembre 2018

Le comité a sélectionné 16 projets, d’un montant total de 135 M€, dont 69 M€ octroyés par le fonds.

  • Premier ministre / Ministre de la Cohésion des territoires / Délégation interministérielle à l'hébergement et à l'accès au logement (DIHAL)
    Projet : intervenir le plus en amont dans le traitement de situations d'impayés locatifs.
    Montant accordé par le fonds : 2,1 million d’€
    Les + du projet : une intervention plus en amont.

  • Ministère de l'Intérieur
    Projet : couvrir avec un chatbot l'ensemble des démarches.
    Montant accordé par le fonds : 325 000 €

  • Ministère de la Culture - Radio France
    Projet : remplacer les actuelles infrastructures techniques.
    Montant accordé par le fonds : 1,5 million d’€
"""
    reading = understand(plain.read(text.encode()), kb)
    assert [row[1:] for row in rows(reading)] == [
        ("premier-ministre cohesion-territoires dihal", 2_100_000, "shared"),
        ("interieur", 325_000, "exact"),
        ("culture radio-france", 1_500_000, "shared"),
    ]
    assert {s.role: s.euros for s in reading.sums} == {Role.COST: 135 * M, Role.AWARDED: 69 * M}
    assert (reading.call, reading.published, reading.selected) == (2, date(2018, 11, 12), 16)


@given(st.text(max_size=300))
@settings(max_examples=60)
def test_any_text_can_be_understood(text: str) -> None:
    find(plain.of_text(text), Bodies(()))


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_any_bytes_of_a_post_can_be_understood(content: bytes) -> None:
    assert isinstance(markdown.read(content), Document)

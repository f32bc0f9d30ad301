"""The figures of the two announcements, typed from their text, against what the knowledge base holds and answers."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge import Filter, KnowledgeBase, Operation, Question, Subject, Want
from knowledge.answers import Comparison, OneProject, Selection, Stated
from knowledge.records import AmountKind
from tests.asked import FIRST_CALL, FUND, SECOND_CALL, ask, body, ids, project

# Each project with the call that chose it, the bodies that carry it, and the grant in euros.
AWARDS = {
    "france-cloud": ("appel-1", {"dinsic"}, 24_300_000),
    "franceconnect": ("appel-1", {"dinsic"}, 19_300_000),
    "licence": ("appel-2", {"enseignement-superieur"}, 12_800_000),
    "geoplateforme": ("appel-2", {"agriculture", "transition-ecologique", "ign"}, 3_600_000),
    "impayes-loyers": ("appel-2", {"premier-ministre", "cohesion-territoires", "dihal"}, 2_100_000),
    "logement-dabord": ("appel-2", {"cohesion-territoires"}, 1_900_000),
    "accueil-usagers": ("appel-2", {"premier-ministre"}, 1_800_000),
    "parcours-etranger": ("appel-2", {"interieur", "ofii"}, 7_000_000),
    "export": ("appel-2", {"economie", "business-france"}, 6_000_000),
    "droit-travail": ("appel-2", {"travail"}, 1_900_000),
    "dons-successions": ("appel-2", {"action-comptes-publics"}, 1_000_000),
    "chatbot-interieur": ("appel-2", {"interieur"}, 325_000),
    "controle-fiscal": ("appel-2", {"action-comptes-publics"}, 13_400_000),
    "formation-agents": ("appel-2", {"action-comptes-publics"}, 4_900_000),
    "radio-france": ("appel-2", {"culture", "radio-france"}, 1_500_000),
    "labos-police": ("appel-2", {"interieur"}, 5_100_000),
    "achats-etat": ("appel-2", {"action-comptes-publics"}, 3_600_000),
    "fourrieres": ("appel-2", {"interieur"}, 1_700_000),
}

# Each body with what the projects that it carries obtained, and how much of it it obtained alone.
BODIES = {
    "dinsic": (43_600_000, 43_600_000),
    "action-comptes-publics": (22_900_000, 22_900_000),
    "interieur": (14_125_000, 7_125_000),
    "enseignement-superieur": (12_800_000, 12_800_000),
    "ofii": (7_000_000, 0),
    "economie": (6_000_000, 0),
    "business-france": (6_000_000, 0),
    "cohesion-territoires": (4_000_000, 1_900_000),
    "premier-ministre": (3_900_000, 1_800_000),
    "agriculture": (3_600_000, 0),
    "transition-ecologique": (3_600_000, 0),
    "ign": (3_600_000, 0),
    "dihal": (2_100_000, 0),
    "travail": (1_900_000, 1_900_000),
    "culture": (1_500_000, 0),
    "radio-france": (1_500_000, 0),
}

# What the announcements give as a number: the call or the fund, the question, what it counts, the number.
COUNTS = [
    (FIRST_CALL, "Combien de dossiers le premier appel a-t-il reçus ?", "dossiers", 122),
    (FIRST_CALL, "Combien de ministères ont déposé un dossier au premier appel ?", "ministry", 15),
    (FIRST_CALL, "Combien d'organismes publics ont déposé un dossier au premier appel ?", "organisation", 42),
    (FIRST_CALL, "Combien de projets ont été retenus au premier appel ?", "project", 17),
    (SECOND_CALL, "Combien de dossiers le deuxième appel a-t-il reçus ?", "dossiers", 61),
    (SECOND_CALL, "Combien de ministères candidats au deuxième appel ?", "ministry", 15),
    (SECOND_CALL, "Combien d'opérateurs ont candidaté au deuxième appel ?", "operator", 18),
    (SECOND_CALL, "Combien d'administrations déconcentrées ?", "administrations déconcentrées", 13),
    (SECOND_CALL, "Combien de projets ont été retenus au deuxième appel ?", "project", 16),
    (FUND, "Combien de projets en tout ?", "project", 33),
    (project("formation-agents"), "Combien d'agents auront accès à la plateforme ?", "agents", 900_000),
    (project("accueil-usagers"), "Combien de directions déménagent ?", "directions", 6),
    (project("achats-etat"), "Combien de régions ?", "régions", 2),
]

# What they give, or let deduce, as an amount: the call or the fund, the question, the euros.
AMOUNTS = [
    (FUND, "Quelle est la dotation du fonds ?", 700_000_000),
    (FUND, "Combien le fonds a-t-il déjà investi ?", 195_000_000),
    (FUND, "Quel est le coût total des 33 projets ?", 472_000_000),
    (SECOND_CALL, "Combien valaient les dossiers candidats du deuxième appel ?", 757_000_000),
    (SECOND_CALL, "Combien les candidats du deuxième appel ont-ils demandé au fonds ?", 300_000_000),
    (SECOND_CALL, "Quel est le coût total des projets du deuxième appel ?", 135_000_000),
    (SECOND_CALL, "Combien le fonds a-t-il accordé au deuxième appel ?", 69_000_000),
    (FIRST_CALL, "Combien le fonds a-t-il accordé au premier appel ?", 126_000_000),
    (FIRST_CALL, "Quel est le coût total des projets du premier appel ?", 337_000_000),
    (FUND, "Combien reste-t-il dans le fonds ?", 505_000_000),
]


def test_the_announcements_describe_these_18_projects_and_no_other(kb: KnowledgeBase) -> None:
    assert set(kb.projects) == set(AWARDS)


@pytest.mark.parametrize("name", AWARDS)
def test_a_project_has_its_call_carriers_and_grant(kb: KnowledgeBase, name: str) -> None:
    record = kb.projects[name]
    assert (record.call, set(record.carriers), record.amount.euros) == AWARDS[name]


@pytest.mark.parametrize("name", AWARDS)
def test_asking_the_amount_of_a_project_gives_its_grant(kb: KnowledgeBase, name: str) -> None:
    answer = ask(kb, Want.AMOUNT, project(name))
    assert isinstance(answer, OneProject)
    assert answer.figures == {AWARDS[name][2]}


@pytest.mark.parametrize("name", AWARDS)
def test_a_project_comes_from_the_announcement_of_its_call(kb: KnowledgeBase, name: str) -> None:
    announced = {"appel-1": date(2018, 6, 20), "appel-2": date(2018, 11, 12)}[AWARDS[name][0]]
    (source,) = ask(kb, Want.AMOUNT, project(name)).sources
    assert source.date == announced


def test_a_grant_to_several_bodies_is_marked_as_shared(kb: KnowledgeBase) -> None:
    shared = {p.id for p in kb.projects.values() if p.amount.kind is AmountKind.SHARED}
    assert shared == {name for name, (_, carriers, _) in AWARDS.items() if len(carriers) > 1}


def test_only_the_chatbot_has_its_grant_to_the_last_thousand(kb: KnowledgeBase) -> None:
    assert [p.id for p in kb.projects.values() if p.amount.kind is AmountKind.EXACT] == ["chatbot-interieur"]


def test_only_these_bodies_carry_projects(kb: KnowledgeBase) -> None:
    assert {name for name in kb.organisations if kb.carried_by(name)} == set(BODIES)


@pytest.mark.parametrize("name", BODIES)
def test_a_body_obtained_its_sum_alone_and_with_others(kb: KnowledgeBase, name: str) -> None:
    answer = ask(kb, Want.AMOUNT, body(name))
    total, alone = BODIES[name]
    if isinstance(answer, Selection):
        assert (answer.total, answer.alone) == (total, alone)
    else:
        assert isinstance(answer, OneProject)
        assert answer.project.euros == total
        assert (len(answer.project.carriers) == 1) == (alone == total)


@pytest.mark.parametrize("name", BODIES)
def test_a_body_carries_its_projects(kb: KnowledgeBase, name: str) -> None:
    assert set(ids(ask(kb, Want.PROJECTS, body(name)))) == {
        p for p, (_, carriers, _) in AWARDS.items() if name in carriers
    }


def test_the_second_call_adds_up_to_the_euro(kb: KnowledgeBase) -> None:
    answer = ask(kb, Want.PROJECTS, SECOND_CALL)
    assert isinstance(answer, Selection)
    assert (answer.count, answer.total) == (16, 68_625_000)


def test_the_announced_69_millions_come_with_the_exact_sum(kb: KnowledgeBase) -> None:
    answer = ask(kb, Want.AMOUNT, SECOND_CALL, text="Combien le fonds a-t-il accordé au deuxième appel ?")
    assert isinstance(answer, Stated)
    assert "68 625 000" in answer.facts[0].text.replace("\u00a0", " ")


def test_the_two_projects_of_the_first_call_add_up_to_43_6_millions(kb: KnowledgeBase) -> None:
    answer = ask(kb, Want.PROJECTS, FIRST_CALL)
    assert isinstance(answer, Selection)
    assert (answer.total, answer.undescribed, answer.count) == (43_600_000, 15, 17)


@pytest.mark.parametrize(("about", "text", "unit", "number"), COUNTS, ids=[c[1] for c in COUNTS])
def test_a_counted_figure_is_the_announced_one(
    kb: KnowledgeBase, about: Subject, text: str, unit: str, number: int
) -> None:
    answer = ask(kb, Want.COUNT, about, text=text, unit=unit)
    assert isinstance(answer, Stated)
    assert answer.figures == {number}


@pytest.mark.parametrize(("about", "text", "euros"), AMOUNTS, ids=[a[1] for a in AMOUNTS])
def test_an_amount_of_a_call_or_of_the_fund_is_the_announced_one(
    kb: KnowledgeBase, about: Subject, text: str, euros: int
) -> None:
    answer = ask(kb, Want.AMOUNT, about, text=text)
    assert isinstance(answer, Stated)
    assert answer.figures == {euros}


DEDUCED = [a for a in AMOUNTS if a[2] in (126_000_000, 337_000_000, 505_000_000)]


@pytest.mark.parametrize(("about", "text", "euros"), DEDUCED, ids=[a[1] for a in DEDUCED])
def test_what_was_deduced_is_told_as_a_deduction(kb: KnowledgeBase, about: Subject, text: str, euros: int) -> None:
    answer = ask(kb, Want.AMOUNT, about, text=text)
    assert isinstance(answer, Stated)
    assert "déduction" in answer.facts[0].text


def test_the_dates_of_the_calls(kb: KnowledgeBase) -> None:
    first, second = kb.calls["appel-1"], kb.calls["appel-2"]
    assert (first.launched, first.committee_met, first.announced) == (None, None, date(2018, 6, 20))
    assert (second.launched, second.committee_met, second.announced) == (
        date(2018, 6, 20),
        date(2018, 10, 31),
        date(2018, 11, 12),
    )


def test_the_two_calls_received_183_files(kb: KnowledgeBase) -> None:
    answer = ask(kb, Want.COUNT, FUND, text="Combien de dossiers en tout ?", unit="dossiers")
    assert answer.figures == {122 + 61}


def test_the_gap_between_the_calls_rests_on_126_and_69_millions(kb: KnowledgeBase) -> None:
    answer = ask(kb, Want.AMOUNT, FIRST_CALL, SECOND_CALL, operation=Operation.COMPARE, text="quel écart ?")
    assert isinstance(answer, Comparison)
    assert [(g.euros, g.derived) for g in answer.groups] == [(126_000_000, True), (69_000_000, False)]
    assert answer.gap == 57_000_000


def test_all_described_grants_add_up(kb: KnowledgeBase) -> None:
    answer = kb.ask(Question(wants=(Want.PROJECTS,), about=Filter()))
    assert isinstance(answer, Selection)
    assert answer.total == 43_600_000 + 68_625_000

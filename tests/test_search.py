"""Searching projects by free words."""

from __future__ import annotations

import pytest

from knowledge import KnowledgeBase
from knowledge.records import Amount, AmountKind, Project
from knowledge.search import ProjectSearch


def _project(name: str, **texts: object) -> Project:
    amount = Amount(kind=AmountKind.EXACT, euros=1)
    return Project(
        **{"id": name, "call": "a", "title": name, "carriers": ("x",), "amount": amount, "purpose": "", **texts}
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tutorat", "licence"),
        ("télésurveillance", "licence"),
        ("sans abri", "logement-dabord"),
        ("huissier", "impayes-loyers"),
        ("forêts", "geoplateforme"),
        ("recouvrement", "controle-fiscal"),
        ("Maison de la radio", "radio-france"),
        ("empreintes ADN", "labos-police"),
        ("dépanneuse", "fourrieres"),
        ("accords collectifs", "droit-travail"),
    ],
)
def test_a_word_of_a_project_finds_it_first(kb: KnowledgeBase, text: str, expected: str) -> None:
    assert kb.search.find(text)[0].project == expected


@pytest.mark.parametrize("text", ["fourriere", "FOURRIÈRES", "les fourrières", "de la fourrière"])
def test_case_accents_plurals_and_articles_do_not_count(kb: KnowledgeBase, text: str) -> None:
    assert [h.project for h in kb.search.find(text)] == ["fourrieres"]


def test_another_form_of_a_word_is_found(kb: KnowledgeBase) -> None:
    assert "logement-dabord" in {h.project for h in kb.search.find("moderniser hébergement")}


@pytest.mark.parametrize("text", ["licornes", "tutorat licornes", "", "de la pour", "?!"])
def test_words_that_no_project_holds_find_nothing(kb: KnowledgeBase, text: str) -> None:
    assert kb.search.find(text) == []


@pytest.mark.parametrize(
    "text", ['"', 'tutorat"', "tutorat AND", "NEAR(tutorat", "title:tutorat", "*", "tutorat -examens"]
)
def test_the_language_of_the_index_cannot_be_spoken(kb: KnowledgeBase, text: str) -> None:
    assert {h.project for h in kb.search.find(text)} <= {"licence"}


def test_all_the_words_are_wanted() -> None:
    search = ProjectSearch([_project("a", purpose="un vélo rouge"), _project("b", purpose="un vélo vert")])
    assert [h.project for h in search.find("vélo vert")] == ["b"]


def test_a_title_says_more_than_a_benefit() -> None:
    search = ProjectSearch(
        [_project("a", benefits=("du temps pour le vélo",)), _project("b", title="le vélo pour tous")]
    )
    hits = search.find("vélo")
    assert [h.project for h in hits] == ["b", "a"]
    assert hits[0].score > hits[1].score


def test_no_more_are_given_than_wanted(kb: KnowledgeBase) -> None:
    assert len(kb.search.find("plateforme", limit=2)) == 2


@pytest.mark.parametrize("field", ["title", "purpose", "details"])
def test_each_text_of_a_project_is_searched(field: str) -> None:
    assert ProjectSearch([_project("a", **{field: "des girafes"})]).find("girafe")[0].project == "a"


@pytest.mark.parametrize("field", ["names", "keywords", "benefits"])
def test_each_list_of_a_project_is_searched(field: str) -> None:
    assert ProjectSearch([_project("a", **{field: ("autre chose", "des girafes")})]).find("girafe")[0].project == "a"

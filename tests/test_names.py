"""Finding names in questions, in spite of accents, plurals and typos."""

from __future__ import annotations

import pytest

from knowledge import KnowledgeBase
from knowledge.names import Mention, Names, Reference

CULTURE = Reference("organisation", "culture")
POUND = Reference("project", "fourrieres")


def _misspelt(word: str) -> bool:
    """No word is taken for a right French one."""
    return False


@pytest.fixture
def names() -> Names:
    names = Names()
    names.add(CULTURE, ["ministère de la Culture", "la culture"], ["culture générale"])
    names.add(POUND, ["gestion des fourrières", "fourrières"])
    names.add(Reference("organisation", "sports"), ["=sports"])
    names.add(Reference("theme", "export"), ["=vendre à l'étranger"])
    names.add(Reference("theme", "etrangers"), ["l'étranger"])
    return names


def _found(mentions: list[Mention]) -> list[str]:
    return [reference.id for mention in mentions for reference in mention.references]


@pytest.mark.parametrize(
    "text",
    ["le ministère de la culture", "MINISTERE CULTURE", "ministères de la Culture", "et la culture ?", "Culture"],
)
def test_case_accents_plurals_and_linking_words_do_not_count(names: Names, text: str) -> None:
    assert _found(names.find(text)) == ["culture"]


def test_the_longest_name_wins(names: Names) -> None:
    text = "qui porte la gestion des fourrières ?"
    (mention,) = names.find(text)
    assert text[mention.start : mention.end] == mention.text == "gestion des fourrières"


def test_names_come_in_the_order_of_the_text(names: Names) -> None:
    assert _found(names.find("les fourrières, puis la culture")) == ["fourrieres", "culture"]


def test_a_name_that_two_things_bear_refers_to_both(names: Names) -> None:
    other = Reference("theme", "culture")
    names.add(other, ["culture"])
    (mention,) = names.find("la culture")
    assert set(mention.references) == {CULTURE, other}


def test_a_phrase_in_which_a_word_names_nothing_is_left(names: Names) -> None:
    assert names.find("une question de culture générale") == []
    assert _found(names.find("culture générale ou ministère de la culture ?")) == ["culture"]


def test_an_exact_name_is_matched_only_as_written(names: Names) -> None:
    assert _found(names.find("le ministère des sports")) == ["sports"]
    assert names.find("le sport") == []


def test_an_exact_name_says_more_than_a_loose_one(names: Names) -> None:
    assert _found(names.find("vendre à l'étranger")) == ["export"]
    assert _found(names.find("l'étranger")) == ["etrangers"]


def test_a_misspelt_name_is_found_with_less_certainty(names: Names) -> None:
    (mention,) = names.find("la gestion des fourrieers", _misspelt)
    assert mention.references == (POUND,)
    assert 0.74 <= mention.score < 1


def test_a_right_name_is_certain(names: Names) -> None:
    (mention,) = names.find("les fourrières", _misspelt)
    assert mention.score == 1


def test_a_french_word_is_not_corrected(names: Names) -> None:
    assert names.find("le culturel", lambda word: word == "culturel") == []
    assert _found(names.find("le culturel", _misspelt)) == ["culture"]


@pytest.mark.parametrize("word", ["cult", "xyz", "fou", "informatique"])
def test_a_word_that_is_unlike_any_name_is_not_corrected(names: Names, word: str) -> None:
    assert names.find(word, _misspelt) == []


def test_the_closest_word_of_a_name(names: Names) -> None:
    found = names.closest("culutre")
    assert found is not None
    assert found[0] == "culture"
    assert names.closest("zzzzzzzz") is None


def test_names_are_kept_in_their_words(names: Names) -> None:
    assert ("ministere", "de", "la", "culture") in names.phrases
    assert ("vendre", "a", "l", "etranger") in names.phrases


def test_known_words(names: Names) -> None:
    assert names.knows("culture")
    assert not names.knows("girafe")


@pytest.mark.parametrize("text", ["", "  ", "de la", "?"])
def test_a_text_without_names_has_none(names: Names, text: str) -> None:
    assert names.find(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Beauvau", Reference("organisation", "interieur")),
        ("le MESRI", Reference("organisation", "enseignement-superieur")),
        ("matignon", Reference("organisation", "premier-ministre")),
        ("l'enseignement sup", Reference("organisation", "enseignement-superieur")),
        ("rue de Valois", Reference("organisation", "culture")),
        ("les SDF", Reference("project", "logement-dabord")),
        ("la carte grise", Reference("project", "chatbot-interieur")),
        ("l'héritage", Reference("theme", "successions")),
        ("l'IA", Reference("theme", "ia")),
        ("PACA", Reference("region", "provence-alpes-cote-azur")),
        ("le FTAP", Reference("term", "fonds")),
        ("le ministère des Armées", Reference("organisation", "armees")),
    ],
)
def test_everyday_names_are_known(kb: KnowledgeBase, text: str, expected: Reference) -> None:
    assert expected in [r for m in kb.names.find(text) for r in m.references]


def test_bercy_is_two_ministries(kb: KnowledgeBase) -> None:
    (mention,) = kb.names.find("combien pour Bercy ?")
    assert {r.id for r in mention.references} == {"economie", "action-comptes-publics"}


@pytest.mark.parametrize(
    "text", ["à l'intérieur de l'enveloppe", "les conditions de travail", "une décision de justice"]
)
def test_phrases_that_name_no_body(kb: KnowledgeBase, text: str) -> None:
    assert [r for m in kb.names.find(text) for r in m.references if r.kind == "organisation"] == []


def test_every_organisation_is_found_by_its_official_name(kb: KnowledgeBase) -> None:
    lost = [
        o.id
        for o in kb.organisations.values()
        if Reference("organisation", o.id) not in [r for m in kb.names.find(o.name) for r in m.references]
    ]
    assert lost == []


def test_every_project_is_found_by_its_title(kb: KnowledgeBase) -> None:
    lost = [
        p.id
        for p in kb.projects.values()
        if Reference("project", p.id) not in [r for m in kb.names.find(p.title) for r in m.references]
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("La Poste a touché combien ?", True),
        ("la poste a reçu quoi", True),
        ("vont-ils supprimer des postes ?", False),
        ("à quel poste était-il ?", False),
    ],
)
def test_the_post_office_is_no_position(kb: KnowledgeBase, text: str, named: bool) -> None:
    found = {r.id for mention in kb.names.find(text) for r in mention.references}
    assert ("la-poste" in found) == named

"""How people name the calls for projects."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge import KnowledgeBase
from knowledge.calls import CallNames
from knowledge.records import Call

FIRST, SECOND = "appel-1", "appel-2"


def _named(kb: KnowledgeBase, text: str) -> list[str | None]:
    return [mention.call for mention in kb.call_names.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "le premier appel",
        "le PREMIER appel à projets",
        "1er appel",
        "la première vague",
        "la 1ère vague",
        "la 1re vague",
        "l'appel 1",
        "l'appel à projets n°1",
        "les lauréats de juin",
        "les 17 lauréats",
        "les dix-sept projets",
    ],
)
def test_the_first_call(kb: KnowledgeBase, text: str) -> None:
    assert _named(kb, f"combien pour {text} ?") == [FIRST]


@pytest.mark.parametrize(
    "text",
    [
        "le deuxième appel",
        "le deuxieme appel à projet",
        "le second appel",
        "la seconde vague",
        "2e appel",
        "2ème appel à projets",
        "2nd appel",
        "la 2de vague",
        "l'appel n°2",
        "l'appel n° 2",
        "l'appel nº 2",
        "l'appel numéro 2",
        "les lauréats de novembre",
        "les 16 lauréats",
        "les seize projets",
        "16 projets",
    ],
)
def test_the_second_call(kb: KnowledgeBase, text: str) -> None:
    assert _named(kb, f"combien pour {text} ?") == [SECOND]


@pytest.mark.parametrize("text", ["le troisième appel", "3e appel", "la quatrième vague", "l'appel n°5"])
def test_a_call_that_is_not_in_the_announcements(kb: KnowledgeBase, text: str) -> None:
    assert _named(kb, f"combien pour {text} ?") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "les deux appels",
        "aux deux appels à projets",
        "les deux premiers appels",
        "le premier et le deuxième appel",
        "le premier et le second appel",
        "le premier appel et le deuxième appel",
        "juin et novembre",
    ],
)
def test_both_calls(kb: KnowledgeBase, text: str) -> None:
    assert _named(kb, f"compare {text}") == [FIRST, SECOND]


@pytest.mark.parametrize(
    "text",
    [
        "le Premier ministre",
        "le premier projet",
        "le deuxième de la liste",
        "les 16 millions",
        "les 15 ministères",
        "les 11 appels",
        "le 12e appel",
        "plus de 16 projets",
        "16 projets en tout",
        "fin novembre",
        "combien ?",
        "",
    ],
)
def test_words_that_name_no_call(kb: KnowledgeBase, text: str) -> None:
    assert _named(kb, text) == []


def test_calls_come_in_the_order_of_the_text(kb: KnowledgeBase) -> None:
    assert _named(kb, "le deuxième appel a-t-il reçu plus que le premier ?") == [SECOND, FIRST]


@pytest.mark.parametrize("text", ["Et l'œuvre du deuxième appel ?", "DEUXIÈME APPEL…", "« deuxième appel »"])
def test_a_mention_knows_its_place(kb: KnowledgeBase, text: str) -> None:
    (mention,) = kb.call_names.find(text)
    assert text[mention.start : mention.end].casefold() == "deuxième appel"


def test_another_knowledge_base_has_its_own_names() -> None:
    call = Call(
        id="appel-3", number=3, name="troisième", announced=date(2019, 2, 1), selected=9, described_in_full=False
    )
    names = CallNames([call])
    assert [m.call for m in names.find("le troisième appel")] == ["appel-3"]
    assert [m.call for m in names.find("les lauréats de février")] == ["appel-3"]
    assert [m.call for m in names.find("le premier appel")] == [None]


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("les 17 lauréats du deuxième appel", [SECOND]),
        ("le cloud a eu deux fois plus que l'export", []),
        ("l'appel ouvert en juin 2018", [SECOND]),
        ("l'appel annoncé en juin 2018", [FIRST]),
        ("dossiers du 1er plus 2e appel", [FIRST, SECOND]),
    ],
)
def test_a_size_a_factor_or_a_month_may_be_none_or_that_of_another(
    kb: KnowledgeBase, text: str, calls: list[str]
) -> None:
    assert _named(kb, text) == calls

"""Two questions of their own in one message: where it is parted, and where it is left whole."""

from __future__ import annotations

from typing import Any

import pytest

from dialogue.message import Message
from dialogue.reading import read
from knowledge import KnowledgeBase, Want
from nlu.parts import cuts, follows_courtesy, stand_alone
from tests.parsed import Found, amount, parsed

CLOUD = Found("project", "france-cloud", "cloud")
RADIO = Found("project", "radio-france", "radio")
FILES = parsed(
    "ask_count",
    "combien de dossiers au premier appel ?",
    Found("wants", "count", "combien"),
    Found("call", "appel-1", "premier appel"),
)
CARRIED = parsed("ask_carrier", "Qui porte le cloud, et ", Found("wants", "carrier", "Qui porte"), CLOUD)


def _asked(text: str, *found: Found, intent: str = "ask_amount") -> dict[str, Any]:
    return parsed(intent, text, *found)


def test_a_text_is_parted_where_a_sentence_ends_and_at_a_conjunction() -> None:
    text = "Qui porte le cloud ? Et combien pour la radio et les labos ?"

    assert [text[at:] for at in cuts(text)] == [
        "Et combien pour la radio et les labos ?",
        "combien pour la radio et les labos ?",
        "les labos ?",
    ]


def test_parts_about_different_things_stand_alone() -> None:
    assert stand_alone(CARRIED, FILES)


@pytest.mark.parametrize(
    "head,tail",
    [
        # The second names nothing of its own.
        (CARRIED, _asked("combien ?", Found("wants", "amount", "combien"))),
        # It asks about the same.
        (CARRIED, _asked("combien pour le cloud ?", Found("wants", "amount", "combien"), CLOUD)),
        # It only says who pays.
        (CARRIED, _asked("combien le fonds y met-il ?", Found("wants", "amount", "combien"), Found("term", "fonds", "fonds"))),
        # It leans on the first by a pronoun.
        (CARRIED, _asked("c'est plus que la radio ?", Found("operation", "compare", "plus que"), RADIO)),
        # The first tells a circumstance.
        (_asked("Si on prend le cloud et ", Found("wants", "amount", "prend"), CLOUD), FILES),
        # Two bodies side by side.
        (
            _asked("Combien ont eu le cloud et ", Found("wants", "amount", "Combien"), CLOUD),
            _asked("la radio en tout ?", RADIO),
        ),
    ],
)  # fmt: skip
def test_other_parts_do_not(head: dict[str, Any], tail: dict[str, Any]) -> None:
    assert not stand_alone(head, tail)


def test_no_text_is_parted_inside_of_a_courtesy_title() -> None:
    assert list(cuts("La fonction de M. Mahjoubi alors ?")) == []


RADIO_MONEY = _asked("Et combien pour la radio ?", Found("wants", "amount", "combien"), RADIO)
THE_FUND = _asked(
    "C'est quoi le fonds, et ", Found("wants", "description", "C'est quoi"), Found("term", "fonds", "fonds")
)
SECOND = Found("call", "appel-2", "deuxième appel")


@pytest.mark.parametrize(
    "head,tail",
    [
        # The second asks about a month, weighs all, lists those within bounds.
        (THE_FUND, _asked("qui a eu le plus en novembre ?", Found("operation", "highest", "a eu le plus"), intent="ask_projects")),
        (THE_FUND, _asked("quel projet a eu le moins ?", Found("operation", "lowest", "a eu le moins"), intent="ask_projects")),
        (CARRIED, _asked("les projets au-dessus de 5 millions", amount(5_000_000, "5 millions", low=5_000_000), intent="ask_projects")),
        # Both are about one call, but each asks something else of it.
        (
            _asked("Combien de dossiers au deuxième appel, et ", Found("wants", "count", "Combien"), SECOND, intent="ask_count"),
            _asked("qui a annoncé le deuxième appel ?", Found("wants", "people", "qui a"), SECOND, intent="ask_people"),
        ),
        # The first asks after its circumstance, or by what is added to it.
        (_asked("Parmi ceux de l'Intérieur, qui a eu le plus, et ", Found("organisation", "interieur", "l'Intérieur")), RADIO_MONEY),
        (_asked("Le cloud vaut 20 millions, c'est ça, et ", CLOUD), RADIO_MONEY),
        # What stands before a pronoun in the second is what it stands for.
        (CARRIED, _asked("la radio, ça représente combien ?", Found("wants", "amount", "combien"), RADIO)),
    ],
)  # fmt: skip
def test_a_second_question_of_its_own_stands_alone(head: dict[str, Any], tail: dict[str, Any]) -> None:
    assert stand_alone(head, tail)


def test_two_ends_of_one_call_are_one_question() -> None:
    head = _asked("Qui a eu le plus et ", Found("operation", "highest", "a eu le plus"), intent="ask_projects")
    tail = _asked(
        "qui a eu le moins au deuxième appel ?", Found("operation", "lowest", "le moins"), SECOND, intent="ask_projects"
    )

    assert not stand_alone(head, tail)


def test_bodies_of_one_premise_are_not_parted() -> None:
    head = parsed(
        "ask_carrier", "C'est la DIHAL et ", Found("yes_no", "said", "C'est"), Found("organisation", "dihal", "DIHAL")
    )
    tail = parsed(
        "ask_carrier",
        "Bercy qui portent les impayés ?",
        Found("organisation", "economie", "Bercy"),
        Found("wants", "carrier", "qui portent"),
        Found("project", "impayes-loyers", "impayés"),
    )

    assert not stand_alone(head, tail)


def test_a_count_of_all_projects_stands_alone_whatever_is_found_in_it() -> None:
    counted = parsed(
        "ask_count",
        "combien de projets pour 195 millions ?",
        Found("wants", "count", "combien"),
        Found("unit", "project", "projets"),
        amount(195_000_000, "195 millions"),
    )

    assert stand_alone(
        counted, parsed("ask_carrier", "Et qui porte le cloud ?", Found("wants", "carrier", "qui porte"), CLOUD)
    )


def test_a_question_follows_a_sentence_of_courtesy() -> None:
    thanks, question = (
        parsed("thank", "Je vous remercie. "),
        _asked("Et combien ?", Found("wants", "amount", "combien")),
    )

    assert follows_courtesy(thanks, question)
    assert not follows_courtesy(thanks, parsed("goodbye", "Bonne journée !"))
    assert not follows_courtesy(CARRIED, question)


def test_each_part_is_read_as_a_message_of_its_own(kb: KnowledgeBase) -> None:
    message = Message.of({**parsed("ask_carrier", CARRIED["text"] + FILES["text"]), "parts": [CARRIED, FILES]})

    assert [reading.question.wants for reading in read(message, kb)] == [(Want.CARRIER,), (Want.COUNT,)]
    assert [[s.id for s in reading.question.about.subjects] for reading in read(message, kb)] == [
        ["france-cloud"],
        ["appel-1"],
    ]

"""Amounts that an announcement leaves out, or gives as a minimum, and topics that no project concerns: none is 0 euro."""

from __future__ import annotations

import pytest

import knowledge
from knowledge import KnowledgeBase, Operation, Want
from knowledge.answers import Answer, BodyRanking, Comparison, Nothing, OneProject, Selection, Share
from knowledge.records import Amount, AmountKind
from tests.asked import SECOND_CALL, ask, body, project, theme
from wording import render

LONG = "dites-moi, parmi tous les services de l'État qui ont obtenu quelque chose, combien pour les avions et la police"


@pytest.fixture(scope="module")
def open_kb() -> KnowledgeBase:
    """The base, as if one grant were not told, and another only as a minimum."""
    kb = knowledge.load()
    kinds = {
        "licence": Amount(kind=AmountKind.ABSENT),
        "fourrieres": Amount(kind=AmountKind.MORE_THAN, euros=1_700_000),
    }
    kb.projects |= {i: kb.projects[i].copy(update={"amount": amount}) for i, amount in kinds.items()}
    return kb


def _told(answer: Answer, kb: KnowledgeBase) -> str:
    text = render(answer, kb)
    assert "0 euro" not in text.replace("000 euro", "")
    return text


@pytest.mark.parametrize("operation", [None, Operation.COMPARE, Operation.LOWEST, Operation.SORT])
def test_a_topic_that_no_project_concerns_has_no_sum(kb: KnowledgeBase, operation: Operation | None) -> None:
    named = (theme("transports-sujet"), project("labos-police"), project("fourrieres"))
    answer = ask(kb, Want.AMOUNT, *named, operation=operation, union=True)

    assert isinstance(answer, Nothing)
    assert "ne porte sur" in _told(answer, kb)


def test_a_circumstance_of_a_long_message_is_no_part_of_its_answer(kb: KnowledgeBase) -> None:
    answer = ask(kb, Want.AMOUNT, theme("transports-sujet"), project("labos-police"), text=LONG)

    assert isinstance(answer, OneProject)
    assert answer.figures == {5_100_000}


def test_a_project_without_an_amount_says_so(open_kb: KnowledgeBase) -> None:
    assert "ne donne pas le montant" in _told(ask(open_kb, Want.AMOUNT, project("licence")), open_kb)


def test_two_things_are_not_compared_where_the_amount_of_one_is_not_given(open_kb: KnowledgeBase) -> None:
    named = (project("licence"), project("labos-police"))
    answer = ask(open_kb, Want.AMOUNT, *named, operation=Operation.COMPARE)

    assert not isinstance(answer, Comparison)
    assert "montant non donné" in _told(answer, open_kb)


def test_three_things_are_compared_without_the_one_whose_amount_is_not_given(open_kb: KnowledgeBase) -> None:
    named = (project("licence"), project("labos-police"), project("geoplateforme"))
    text = _told(ask(open_kb, Want.AMOUNT, *named), open_kb)

    assert "L'annonce ne donne pas le montant de ce projet : " + open_kb.projects["licence"].title in text
    assert "5,1\N{NO-BREAK SPACE}millions" in text


def test_a_sum_says_what_it_leaves_out_and_what_it_counts_at_least(open_kb: KnowledgeBase) -> None:
    answer = ask(open_kb, Want.AMOUNT, SECOND_CALL)
    text = _told(Selection(answer.projects or tuple(open_kb.projects.values()), "", Want.AMOUNT), open_kb)

    assert f"Sans compter ce dont l'annonce ne donne pas le montant : {open_kb.projects['licence'].title}." in text
    assert f"C'est un minimum, car l'annonce dit « plus de » pour : {open_kb.projects['fourrieres'].title}." in text


def test_a_sum_of_nothing_known_is_no_sum(open_kb: KnowledgeBase) -> None:
    unknown = tuple(p.copy(update={"amount": Amount(kind=AmountKind.ABSENT)}) for p in open_kb.projects.values())

    assert "n'en donnent pas les montants" in _told(Selection(unknown[:2], "", Want.AMOUNT), open_kb)


def test_a_list_that_adds_nothing_up_has_no_such_note(open_kb: KnowledgeBase) -> None:
    assert "Sans compter" not in _told(ask(open_kb, Want.PROJECTS, SECOND_CALL), open_kb)


def test_a_body_whose_amounts_are_not_given_has_no_place_among_sums(open_kb: KnowledgeBase) -> None:
    alone = {c for c in open_kb.projects["licence"].carriers if len(open_kb.carried_by(c)) == 1}
    ranked = ask(open_kb, Want.AMOUNT, operation=Operation.SORT, unit="organisation")

    assert isinstance(ranked, BodyRanking) and alone
    assert alone.isdisjoint(g.subject.id for g in ranked.groups)


def test_an_amount_that_is_not_given_has_no_share(open_kb: KnowledgeBase) -> None:
    answer = ask(open_kb, Want.AMOUNT, project("licence"), operation=Operation.SHARE)

    assert not isinstance(answer, Share)
    assert "%" not in _told(answer, open_kb)


def test_the_real_base_leaves_no_amount_open(kb: KnowledgeBase) -> None:
    total = _told(ask(kb, Want.AMOUNT, body("interieur")), kb)

    assert "Sans compter" not in total and "minimum" not in total

"""The typed payload of a reply: kind, sources, projects and bars, as plain data."""

from __future__ import annotations

import json
from typing import Any

import pytest

import knowledge
from knowledge import Filter, Operation, Question, Subject, Want
from knowledge.answers import Ambiguous
from wording.payload import payload

KB = knowledge.shared()


def _payload(*wants: Want, operation: Operation | None = None, unit: str | None = None, **named: str) -> dict[str, Any]:
    subjects = tuple(Subject(kind=kind, id=i) for kind, ids in named.items() for i in ids.split())
    asked = Question(wants=wants, about=Filter(subjects=subjects), operation=operation, unit=unit)
    return payload(KB.ask(asked), KB)


def test_a_project_with_its_source() -> None:
    assert _payload(Want.AMOUNT, project="licence") == {
        "kind": "answer",
        "sources": [
            {
                "date": "2018-11-12",
                "publisher": "ministère de l'Action et des Comptes publics",
                "title": KB.titles["2018-11-12"],
            }
        ],
        "projects": [
            {
                "id": "licence",
                "title": "Réussite en licence",
                "carriers": ["Enseignement supérieur"],
                "amount_eur": 12_800_000,
            }
        ],
        "bars": [],
    }


@pytest.mark.parametrize(
    ("want", "named", "kind"),
    [
        (Want.AMOUNT, {"organisation": "culture"}, "answer"),
        (Want.AMOUNT, {"organisation": "armees"}, "absent"),
        (Want.PROJECTS, {"theme": "blockchain"}, "absent"),
        (Want.UNSAID, {"project": "licence"}, "absent"),
        (Want.DATE, {"call": "appel-2"}, "answer"),
    ],
)
def test_the_kind_of_answer(want: Want, named: dict[str, str], kind: str) -> None:
    assert _payload(want, **named)["kind"] == kind


def test_a_question_back() -> None:
    asked = payload(Ambiguous((), ("a", "b")), KB)

    assert (asked["kind"], asked["projects"], asked["sources"], asked["bars"]) == ("clarify", [], [], [])


def test_a_list_draws_one_bar_a_project() -> None:
    drawn = _payload(Want.PROJECTS, theme="automobile")

    assert [p["id"] for p in drawn["projects"]] == ["chatbot-interieur", "fourrieres"]
    assert drawn["bars"] == [
        {"label": "Chatbot du ministère de l'Intérieur", "amount_eur": 325_000},
        {"label": "Gestion des fourrières", "amount_eur": 1_700_000},
    ]


def test_a_comparison_draws_one_bar_a_body() -> None:
    drawn = _payload(Want.AMOUNT, operation=Operation.COMPARE, organisation="culture interieur")

    assert drawn["bars"] == [
        {"label": "ministère de la Culture", "amount_eur": 1_500_000},
        {"label": "ministère de l'Intérieur", "amount_eur": 14_125_000},
    ]


def test_a_ranking_of_bodies_draws_them_in_order() -> None:
    bars = _payload(Want.AMOUNT, operation=Operation.SORT, unit="ministry")["bars"]
    euros = [bar["amount_eur"] for bar in bars]

    assert len(euros) > 3
    assert euros == sorted(euros, reverse=True)


def test_the_sources_are_in_the_order_of_their_dates() -> None:
    sources = _payload(Want.PROJECTS)["sources"]

    assert [s["date"] for s in sources] == ["2018-06-20", "2018-11-12"]


@pytest.mark.parametrize("want", list(Want))
def test_every_payload_is_plain_data(want: Want) -> None:
    for named in ({}, {"project": "licence"}, {"organisation": "interieur"}, {"call": "appel-2"}):
        drawn = _payload(want, **named)

        assert json.loads(json.dumps(drawn)) == drawn

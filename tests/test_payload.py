"""The typed payload of a reply: kind, sources, projects and chart, as plain data."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

import knowledge
from knowledge import Filter, Operation, Question, Subject, Want
from knowledge.answers import Ambiguous, BodyRanking, Comparison, Group, Ranking
from knowledge.records import Amount, AmountKind
from wording.charts import chart
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
                "label": "annonce du 12\u00a0novembre\u00a02018",
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

    assert asked == {"kind": "clarify", "projects": [], "sources": []}


def test_a_list_draws_one_bar_a_project() -> None:
    drawn = _payload(Want.PROJECTS, theme="automobile")

    assert [p["id"] for p in drawn["projects"]] == ["chatbot-interieur", "fourrieres"]
    assert drawn["chart"] == {
        "caption": "Montants accordés aux projets sur « automobile »",
        "rows": [
            {
                "label": "Chatbot du ministère de l'Intérieur",
                "amount_eur": 325_000,
                "amount": "325\u00a0000\u00a0euros",
                "carriers": "Intérieur",
            },
            {
                "label": "Gestion des fourrières",
                "amount_eur": 1_700_000,
                "amount": "1,7\u00a0million\u00a0d'euros",
                "carriers": "Intérieur",
            },
        ],
    }


def test_a_sum_draws_what_it_is_made_of() -> None:
    drawn = _payload(Want.AMOUNT, organisation="interieur")

    assert len(drawn["chart"]["rows"]) == 4
    assert sum(row["amount_eur"] for row in drawn["chart"]["rows"]) == 14_125_000


def test_a_comparison_draws_one_bar_a_body_and_says_what_is_shared() -> None:
    drawn = _payload(Want.AMOUNT, operation=Operation.COMPARE, organisation="culture interieur")

    assert drawn["chart"] == {
        "caption": "Montants comparés",
        "rows": [
            {
                "label": "Ministère de la Culture",
                "amount_eur": 1_500_000,
                "amount": "1,5\u00a0million\u00a0d'euros (une partie en commun avec d'autres)",
            },
            {
                "label": "Ministère de l'Intérieur",
                "amount_eur": 14_125_000,
                "amount": "14,125\u00a0millions\u00a0d'euros (une partie en commun avec d'autres)",
            },
        ],
    }


def test_a_ranking_of_bodies_draws_them_in_order() -> None:
    drawn = _payload(Want.AMOUNT, operation=Operation.SORT, unit="ministry")["chart"]
    euros = [row["amount_eur"] for row in drawn["rows"]]

    assert drawn["caption"] == "Montants accordés par organisme"
    assert len(euros) > 3
    assert euros == sorted(euros, reverse=True)


def test_a_ranking_of_projects_draws_them_in_order() -> None:
    drawn = _payload(Want.AMOUNT, operation=Operation.SORT)["chart"]
    euros = [row["amount_eur"] for row in drawn["rows"]]

    assert drawn["caption"] == "Montants accordés aux projets décrits"
    assert euros == sorted(euros, reverse=True) and len(euros) == 18


@pytest.mark.parametrize(
    "asked", [{"project": "licence"}, {"organisation": "armees"}, {"call": "appel-1", "theme": "blockchain"}]
)
def test_nothing_is_drawn_where_nothing_is_compared(asked: dict[str, str]) -> None:
    assert "chart" not in _payload(Want.AMOUNT, **asked)


def test_bodies_ranked_by_their_number_of_projects_draw_no_amounts() -> None:
    ranked = BodyRanking(_groups("interieur", "culture"), "", False, None, by_number=True)

    assert chart(ranked, KB) is None


def test_an_amount_that_is_only_a_lower_bound_is_drawn_as_one() -> None:
    projects = [KB.projects[i] for i in ("licence", "fourrieres")]
    least = [p.copy(update={"amount": Amount(kind=AmountKind.MORE_THAN, euros=p.euros)}) for p in projects]
    drawn = chart(Ranking(tuple(least), "", False, 2), KB)

    assert drawn is not None and all(row["amount"].endswith("d'euros au moins") for row in drawn["rows"])


def test_an_amount_that_is_not_given_is_not_drawn() -> None:
    unknown = KB.projects["licence"].copy(update={"amount": Amount(kind=AmountKind.ABSENT)})

    assert chart(Ranking((unknown, KB.projects["fourrieres"]), "", False, 2), KB) is None


def test_a_deduced_sum_is_drawn_as_one() -> None:
    groups = tuple(replace(g, derived=True, organisation=None) for g in _groups("interieur", "culture"))
    drawn = chart(Comparison(groups), KB)

    assert drawn is not None and all(row["amount"].endswith(" (déduction)") for row in drawn["rows"])


def _groups(*bodies: str) -> tuple[Group, ...]:
    asked = tuple(Subject(kind="organisation", id=body) for body in bodies)
    found = KB.ask(Question(wants=(Want.AMOUNT,), about=Filter(subjects=asked), operation=Operation.COMPARE))
    assert isinstance(found, Comparison)
    return found.groups


def test_the_sources_are_in_the_order_of_their_dates() -> None:
    sources = _payload(Want.PROJECTS)["sources"]

    assert [s["date"] for s in sources] == ["2018-06-20", "2018-11-12"]


@pytest.mark.parametrize("want", list(Want))
def test_every_payload_is_plain_data(want: Want) -> None:
    for named in ({}, {"project": "licence"}, {"organisation": "interieur"}, {"call": "appel-2"}):
        drawn = _payload(want, **named)

        assert json.loads(json.dumps(drawn)) == drawn

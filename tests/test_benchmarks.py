"""What the bench compares and how it tells it; the measures themselves are not asserted here."""

from __future__ import annotations

from pathlib import Path

import pytest

import knowledge
from benchmarks import generated, scaling
from benchmarks.table import Figure, Goal, missed, written
from knowledge import french
from knowledge.loading import read
from knowledge.validation import validate

COUNT = 300


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> tuple[generated.Base, Path]:
    folder = tmp_path_factory.mktemp("base")
    return generated.write(COUNT, folder), folder


@pytest.mark.parametrize(
    "figure, held",
    [
        (Figure("a", 4, "ms", 21, goal=Goal(0.2)), True),
        (Figure("a", 5, "ms", 21, goal=Goal(0.2)), False),
        (Figure("a", 80, "/s", 20, goal=Goal(4, at_least=True)), True),
        (Figure("a", 79, "/s", 20, goal=Goal(4, at_least=True)), False),
        (Figure("a", 61, "s", 10, goal=Goal(60, on_ratio=False)), False),
        (Figure("a", 60, "s", goal=Goal(60, on_ratio=False)), True),
        (Figure("a", 60, "s"), None),
    ],
)
def test_a_goal_is_held_or_not(figure: Figure, held: bool | None) -> None:
    assert figure.held is held
    assert missed([figure]) == ([figure] if held is False else [])


def test_a_ratio_needs_something_to_compare_with() -> None:
    with pytest.raises(ValueError, match="nothing to compare with"):
        _ = Figure("reply", 4, "ms", goal=Goal(0.2)).held


def test_the_table_says_figure_ratio_goal_and_whether_it_is_held() -> None:
    lines = written(
        [Figure("reply", 5, "ms", 20, goal=Goal(0.2)), Figure("training", 1234.5, "s", goal=Goal(60, on_ratio=False))]
    ).splitlines()

    assert lines[2].split() == ["reply", "5", "ms", "peer", "20", "ms", "0.25", "≤", "0.20", "×", "NO"]
    assert lines[3].split() == ["training", "1", "234", "s", "–", "–", "≤", "60", "s", "NO"]


def test_made_up_laureates_are_the_same_at_each_run_and_a_larger_base_holds_the_smaller() -> None:
    small, again, large = generated.generate(200), generated.generate(200), generated.generate(400)

    assert small == again
    assert {o["id"] for o in small.organisations} <= {o["id"] for o in large.organisations}
    assert [p["id"] for p in small.projects] == [p["id"] for p in large.projects[:200]]
    assert len({p["title"] for p in large.projects}) == 400


def test_no_more_are_made_up_than_there_are_titles() -> None:
    with pytest.raises(ValueError, match="at most 100000"):
        generated.generate(generated.LARGEST + 1)


def test_a_made_up_base_is_one_that_an_editor_might_publish(base: tuple[generated.Base, Path]) -> None:
    _, folder = base
    records = read(folder)
    validate(records, folder)

    assert sum(len(a.projects) for a in records.announcements) == COUNT
    assert knowledge.load().projects.keys() < knowledge.load(folder).projects.keys()


def test_its_sums_are_those_of_a_plain_loop(base: tuple[generated.Base, Path]) -> None:
    made, folder = base
    kb = knowledge.load(folder)
    told = scaling.sums(made)
    for body in made.organisations:
        question = f"total des montants {french.contracted('de', body['article'], body['name'])} ?"
        carried = [kb.projects[id] for id in kb.carried_by(body["id"])]
        assert told.pop(question) == sum(project.amount.euros or 0 for project in carried)
    assert not told


def test_a_wrong_sum_is_noticed(base: tuple[generated.Base, Path]) -> None:
    made, _ = base
    known = scaling.sums(made)
    first = next(iter(known))

    assert scaling.wrong_sums(lambda question: f"En tout {french.euros(known[question])}.", made) == []
    assert scaling.wrong_sums(lambda question: "0 €" if question == first else french.euros(known[question]), made) == [
        first
    ]


def test_the_same_questions_are_about_the_real_laureates(kb: knowledge.KnowledgeBase) -> None:
    asked = scaling.same_questions(kb)

    assert len(asked) == len(set(asked)) > 100
    assert any("Culture" in question for question in asked)

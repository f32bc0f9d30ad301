"""What is worked out from one sum."""

import pytest

import knowledge
from dialogue.reckoning import factor_said
from knowledge import Filter, Operation, Question, Subject, Want
from knowledge.answers import Ambiguous, Missed, Nothing, Scaled
from knowledge.asking import ask
from knowledge.reckoning import missed, scaled
from wording import render

KB = knowledge.shared()
CLOUD = Subject(kind="project", id="france-cloud")


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("La moitié de cette somme ?", (1, 2)),
        ("et le tiers, ça donne combien ?", (1, 3)),
        ("un dixième de ça ?", (1, 10)),
        ("le triple, ça monterait à combien ?", (3, 1)),
        ("divisez ce montant par quatre", (1, 4)),
        ("coupé en deux, chacun aurait combien ?", (1, 2)),
        ("multiplié par 12, ça donne quoi ?", (12, 1)),
        ("fois trois ça fait combien ?", (3, 1)),
        ("15 % de ça", (15, 100)),
        ("si on n'en gardait que le quart, ça ferait combien ?", (1, 4)),
    ],
)
def test_a_factor_is_heard(text: str, factor: tuple[int, int]) -> None:
    assert factor_said(text) == factor


@pytest.mark.parametrize(
    "text",
    [
        "c'est plus de la moitié ?",
        "et le cinquième ?",  # of a ranking
        "donc le double ?",  # wondered, not asked
        "divisé par les 33 projets, ça fait combien ?",  # a mean
        "la moitié des projets ont reçu plus d'un million ?",
        "qui a eu le double de la licence ?",
        "deux fois plus que l'export ?",
    ],
)
def test_no_factor_is_heard_elsewhere(text: str) -> None:
    assert factor_said(text) is None


def test_a_part_is_told_as_a_calculation_with_its_source() -> None:
    answer = ask(KB, Question(wants=(Want.AMOUNT,), about=Filter(subjects=(CLOUD,)), times=(1, 3)))

    assert isinstance(answer, Scaled)
    assert (answer.euros, answer.result) == (24_300_000, 8_100_000)
    assert "calcul" in render(answer, KB)
    assert render(answer, KB).splitlines()[-1].startswith("Source : annonce du 20")


@pytest.mark.parametrize(
    ("times", "said"), [((1, 3), "divisé par 3,"), ((3, 1), "multiplié par 3,"), ((15, 100), "15 % de cette somme,")]
)
def test_what_was_done_with_a_sum_is_told_as_it_was_done(times: tuple[int, int], said: str) -> None:
    answer = ask(KB, Question(wants=(Want.AMOUNT,), about=Filter(subjects=(CLOUD,)), times=times))

    assert said in render(answer, KB)


def test_how_far_a_figure_is_from_the_right_one() -> None:
    question = Question(
        wants=(Want.AMOUNT,), about=Filter(subjects=(CLOUD,)), operation=Operation.MISS, claims=(20_000_000,)
    )
    answer = ask(KB, question)

    assert isinstance(answer, Missed)
    assert answer.gap == 4_300_000


def test_nothing_is_worked_out_from_an_answer_without_one_sum() -> None:
    absent = Nothing("body")
    listed = ask(KB, Question(wants=(Want.CARRIER,), about=Filter(subjects=(CLOUD,))))

    assert scaled((1, 2), absent) is absent
    assert isinstance(scaled((1, 2), listed), Ambiguous)
    assert isinstance(missed(5, listed), Ambiguous)

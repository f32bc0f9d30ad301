"""Figures of calls and of the fund that go on from those told before."""

from __future__ import annotations

from typing import Any

import pytest

import knowledge
from dialogue.context import in_context
from dialogue.memory import Memory
from dialogue.pointing import Pointing
from knowledge import Filter, Operation, Question, Want
from knowledge.answers import Answer, Gap, Stated
from tests.asked import FIRST_CALL, FUND, SECOND_CALL, ids, question

KB = knowledge.shared()


def _told(*asked: Question) -> Memory:
    memory = Memory()
    for each in asked:
        memory = memory.after(each, KB.ask(each), KB)
    return memory


def _then(memory: Memory, text: str, wants: Want | tuple[Want, ...] = (), *subjects: Any, **said: Any) -> Answer:
    pointing = {name: said.pop(name) for name in set(Pointing.__dataclass_fields__) & set(said)}
    asked = question(wants, *subjects, text=text, **said)
    return KB.ask(in_context(asked, Pointing(**{"refers": True, **pointing}), memory, KB))


def _value(answer: Answer) -> int | None:
    assert isinstance(answer, Stated)
    (fact,) = answer.facts
    return fact.value


RECEIVED = question(Want.COUNT, FIRST_CALL, unit="dossiers", text="combien de dossiers au premier appel")
REQUESTED = question(Want.AMOUNT, SECOND_CALL, text="combien demandaient les candidats au deuxième appel")
GRANTED = question(Want.AMOUNT, SECOND_CALL, text="combien a donné le fonds au deuxième appel")


class TestTheSameOfAnotherCall:
    def test_by_its_place(self) -> None:
        assert _value(_then(_told(RECEIVED), "et au deuxième ?", positions=(2,))) == 61

    def test_the_other_one(self) -> None:
        assert _value(_then(_told(RECEIVED), "et à l'autre ?", other=True)) == 61

    def test_by_its_month(self) -> None:
        whole = question(Want.AMOUNT, FUND, text="combien le fonds a-t-il investi")
        assert _value(_then(_told(whole), "dont combien en novembre", Want.COUNT)) == 69_000_000

    def test_all_of_them(self) -> None:
        assert _value(_then(_told(RECEIVED), "et en tout ?", operation=Operation.SUM)) == 183

    def test_goes_on_for_as_long_as_one_asks(self) -> None:
        refused = question(Want.COUNT, text="combien de dossiers recalés", unit="dossiers", missing="refused")
        memory = _told(refused)
        assert _value(KB.ask(refused)) == 150
        meant = in_context(question(text="et au premier ?"), Pointing(refers=True, positions=(1,)), memory, KB)
        memory = memory.after(meant, KB.ask(meant), KB)
        assert _value(KB.ask(meant)) == 105
        assert _value(_then(memory, "et au deuxième ?", positions=(2,))) == 45

    def test_not_where_something_else_is_asked(self) -> None:
        found = _then(_told(RECEIVED), "et le deuxième, il sert à quoi ?", Want.DESCRIPTION, SECOND_CALL)
        assert not isinstance(found, Stated)


class TestAnotherCountOfTheSame:
    def test_those_who_were_refused(self) -> None:
        assert _value(_then(_told(RECEIVED), "et de recalés ?", Want.UNSAID, missing="refused")) == 105

    def test_those_who_were_selected(self) -> None:
        assert _value(_then(_told(RECEIVED), "et de retenus ?", Want.PROJECTS, unit="project")) == 17

    def test_who_applied(self) -> None:
        applied = question(Want.COUNT, FIRST_CALL, unit="ministry", text="combien de ministères ont déposé un dossier")
        assert _value(_then(_told(applied), "et les organismes publics ?", unit="operator")) == 42

    def test_what_they_got(self) -> None:
        selected = question(Want.COUNT, FUND, unit="project", text="combien de projets retenus en tout")
        assert _value(_then(_told(selected), "pour combien d'argent du fonds ?", Want.AMOUNT, FUND)) == 195_000_000


class TestWeighed:
    def test_the_gap_of_the_last_two(self) -> None:
        found = _then(_told(REQUESTED, GRANTED), "donc combien d'écart ?", Want.AMOUNT, operation=Operation.COMPARE)
        assert isinstance(found, Gap)
        assert (found.gap, found.more.value, found.less.value) == (231_000_000, 300_000_000, 69_000_000)

    def test_the_double(self) -> None:
        second = question(Want.COUNT, SECOND_CALL, unit="dossiers", text="combien de dossiers au deuxième appel")
        found = _then(_told(RECEIVED, second), "le double donc ?", Want.AMOUNT, operation=Operation.COMPARE)
        assert isinstance(found, Gap) and found.ratio == 2

    def test_who_pays_the_gap_is_no_figure(self) -> None:
        found = _then(
            _told(REQUESTED, GRANTED), "la différence, qui la met ?", Want.AMOUNT, operation=Operation.COMPARE
        )
        assert not isinstance(found, Gap)

    def test_counts_are_not_weighed_against_euros(self) -> None:
        found = _then(_told(RECEIVED, GRANTED), "quel écart ?", Want.AMOUNT, operation=Operation.COMPARE)
        assert not isinstance(found, Gap)


def test_two_figures_of_a_call_named_at_once() -> None:
    asked = question(
        Want.AMOUNT,
        SECOND_CALL,
        operation=Operation.COMPARE,
        text="l'écart entre ce que les candidats réclamaient et ce que le fonds a accordé",
    )
    found = KB.ask(asked)
    assert isinstance(found, Gap) and found.gap == 231_000_000


def test_the_largest_left_out() -> None:
    largest = Filter(
        subjects=(knowledge.Subject(kind="organisation", id="action-comptes-publics"),),
        excluding=(knowledge.Subject(kind="extreme", id="highest 1", text="highest"),),
    )
    found = KB.ask(Question(wants=(Want.PROJECTS,), about=largest))
    assert ids(found) == ["dons-successions", "formation-agents", "achats-etat"]


@pytest.mark.parametrize(
    ("text", "operation", "euros"),
    [
        ("médiane des 16 montants", Operation.MEDIAN, 2_850_000),
        ("la moyenne du deuxième appel", Operation.AVERAGE, 4_289_062),
    ],
)
def test_the_middle_of_the_amounts(text: str, operation: Operation, euros: int) -> None:
    found = KB.ask(question(Want.AMOUNT, SECOND_CALL, operation=operation, text=text))
    assert euros in found.figures


def test_how_many_lie_above_the_mean() -> None:
    asked = question(
        Want.COUNT,
        SECOND_CALL,
        operation=Operation.AVERAGE,
        unit="project",
        text="combien de lauréats dépassent la moyenne",
    )
    assert len(KB.ask(asked).projects) == 6

"""Follow-ups: the last question, changed by what the person adds."""

from __future__ import annotations

import pytest

from knowledge import KnowledgeBase, Operation, Range, Want
from knowledge.answers import OneProject, Selection
from tests.asked import FIRST_CALL, SECOND_CALL, ask, body, ids, project, question, theme

INTERIOR = ("parcours-etranger", "chatbot-interieur", "labos-police", "fourrieres")


class TestAnotherBody:
    def test_keeps_what_is_asked(self) -> None:
        changed = question(Want.AMOUNT, body("culture")).changed_by(question((), body("interieur"), refers=True))
        assert (changed.wants, changed.about.subjects) == ((Want.AMOUNT,), (body("interieur"),))

    def test_keeps_the_call(self) -> None:
        last = question(Want.PROJECTS, body("culture"), SECOND_CALL)
        changed = last.changed_by(question((), body("interieur"), refers=True))
        assert set(changed.about.subjects) == {body("interieur"), SECOND_CALL}

    def test_keeps_the_operation(self) -> None:
        last = question(Want.PROJECTS, body("culture"), operation=Operation.LOWEST)
        changed = last.changed_by(question((), body("interieur"), refers=True))
        assert changed.operation is Operation.LOWEST

    def test_keeps_the_bounds(self) -> None:
        last = question(Want.PROJECTS, body("culture"), amounts=Range(low=2_000_000))
        changed = last.changed_by(question((), body("interieur"), refers=True))
        assert changed.about.amounts == Range(low=2_000_000)

    def test_forgets_what_was_claimed_of_the_first(self) -> None:
        last = question(Want.AMOUNT, body("culture"), claims=(2_000_000,))
        assert last.changed_by(question((), body("interieur"), refers=True)).claims == ()

    def test_forgets_the_projects_of_the_first(self, kb: KnowledgeBase) -> None:
        changed = question(Want.AMOUNT, body("culture")).changed_by(
            question((), body("interieur"), refers=True), listed=("radio-france",)
        )
        answer = kb.ask(changed)
        assert isinstance(answer, Selection)
        assert answer.total == 14_125_000

    def test_may_ask_something_else(self) -> None:
        last = question(Want.AMOUNT, body("culture"), operation=Operation.HIGHEST)
        changed = last.changed_by(question(Want.COUNT, body("interieur"), refers=True))
        assert (changed.wants, changed.operation) == ((Want.COUNT,), None)


class TestTheSameSubject:
    def test_asked_something_else(self) -> None:
        changed = question(Want.AMOUNT, project("licence")).changed_by(
            question(Want.CARRIER, refers=True), listed=("licence",)
        )
        assert (changed.wants, changed.about.subjects) == ((Want.CARRIER,), (project("licence"),))

    def test_which_of_them_is_the_cheapest(self, kb: KnowledgeBase) -> None:
        last = question(Want.AMOUNT, body("interieur"))
        change = question(Want.PROJECTS, operation=Operation.LOWEST, refers=True)
        assert ids(kb.ask(last.changed_by(change, INTERIOR))) == ["chatbot-interieur"]

    def test_the_highest_after_the_lowest_looks_among_all_again(self, kb: KnowledgeBase) -> None:
        last = question(Want.PROJECTS, body("interieur"), operation=Operation.LOWEST)
        change = question(Want.PROJECTS, operation=Operation.HIGHEST, refers=True)
        assert ids(kb.ask(last.changed_by(change, ("chatbot-interieur",)))) == ["parcours-etranger"]

    def test_added_up_after_a_list_is_an_amount(self, kb: KnowledgeBase) -> None:
        change = question((), operation=Operation.SUM, refers=True)
        answer = kb.ask(question(Want.PROJECTS, body("interieur")).changed_by(change, INTERIOR))
        assert isinstance(answer, Selection)
        assert (answer.asked, answer.total) == (Want.AMOUNT, 14_125_000)


class TestAnOrdinal:
    @pytest.mark.parametrize(
        ("position", "expected"),
        [(1, "parcours-etranger"), (2, "chatbot-interieur"), (4, "fourrieres"), (-1, "fourrieres")],
    )
    def test_points_into_the_last_list(self, position: int, expected: str) -> None:
        changed = question(Want.PROJECTS, body("interieur")).changed_by(
            question(Want.AMOUNT, position=position, refers=True), INTERIOR
        )
        assert [s.id for s in changed.about.subjects] == [expected]

    def test_follows_the_order_in_which_the_list_was_told(self) -> None:
        changed = question(Want.PROJECTS, operation=Operation.SORT).changed_by(
            question(Want.AMOUNT, position=2, refers=True), ("labos-police", "fourrieres")
        )
        assert [s.id for s in changed.about.subjects] == ["fourrieres"]

    def test_beyond_the_list_points_at_no_project_of_it(self, kb: KnowledgeBase) -> None:
        changed = question(Want.PROJECTS, body("interieur")).changed_by(
            question(Want.AMOUNT, position=7, refers=True), INTERIOR
        )
        assert not isinstance(kb.ask(changed), OneProject)

    def test_with_an_order_is_a_place_in_it(self, kb: KnowledgeBase) -> None:
        change = question(Want.PROJECTS, operation=Operation.HIGHEST, position=2, refers=True)
        assert ids(kb.ask(question(Want.PROJECTS, body("interieur")).changed_by(change, INTERIOR))) == ["labos-police"]


class TestTheOthers:
    def test_leave_out_what_was_told(self, kb: KnowledgeBase) -> None:
        last = question(Want.PROJECTS, body("interieur"), operation=Operation.HIGHEST)
        changed = last.changed_by(question((), complement=True, refers=True), ("parcours-etranger",))
        assert ids(kb.ask(changed)) == ["chatbot-interieur", "labos-police", "fourrieres"]

    def test_of_the_first_call_are_those_that_are_not_described(self, kb: KnowledgeBase) -> None:
        changed = question(Want.PROJECTS, FIRST_CALL).changed_by(
            question((), complement=True, refers=True), ("france-cloud", "franceconnect")
        )
        assert kb.ask(changed).figures >= {15}


class TestNarrowing:
    def test_by_amount_keeps_the_list(self, kb: KnowledgeBase) -> None:
        change = question((), amounts=Range(low=2_000_000, strict=True), refers=True)
        changed = question(Want.PROJECTS, body("interieur")).changed_by(change, INTERIOR)
        assert ids(kb.ask(changed)) == ["parcours-etranger", "labos-police"]

    def test_by_amount_again_replaces_the_bounds(self, kb: KnowledgeBase) -> None:
        last = question(Want.PROJECTS, body("interieur"), amounts=Range(low=6_000_000))
        changed = last.changed_by(question((), amounts=Range(low=1_000_000), refers=True), ("parcours-etranger",))
        assert ids(kb.ask(changed)) == ["parcours-etranger", "labos-police", "fourrieres"]

    def test_to_what_is_carried_jointly(self, kb: KnowledgeBase) -> None:
        changed = question(Want.PROJECTS, body("interieur")).changed_by(question((), joint=True, refers=True), INTERIOR)
        assert ids(kb.ask(changed)) == ["parcours-etranger"]

    def test_by_leaving_out_one_of_them(self, kb: KnowledgeBase) -> None:
        change = question((), excluding=(project("fourrieres"),), refers=True)
        changed = question(Want.PROJECTS, body("interieur")).changed_by(change, INTERIOR)
        assert ids(kb.ask(changed)) == ["parcours-etranger", "chatbot-interieur", "labos-police"]


class TestAnotherCall:
    def test_replaces_the_call_and_keeps_what_is_asked(self) -> None:
        changed = question(Want.COUNT, FIRST_CALL, unit="dossiers").changed_by(question((), SECOND_CALL, refers=True))
        assert (changed.wants, changed.about.subjects, changed.unit) == ((Want.COUNT,), (SECOND_CALL,), "dossiers")

    def test_keeps_the_body(self, kb: KnowledgeBase) -> None:
        changed = question(Want.PROJECTS, body("dinsic"), SECOND_CALL).changed_by(question((), FIRST_CALL, refers=True))
        assert set(changed.about.subjects) == {body("dinsic"), FIRST_CALL}
        assert ids(kb.ask(changed)) == ["france-cloud", "franceconnect"]

    def test_asks_the_same_figure_of_it(self, kb: KnowledgeBase) -> None:
        last = question(Want.COUNT, FIRST_CALL, unit="dossiers", text="combien de dossiers au premier appel ?")
        changed = last.changed_by(question((), SECOND_CALL, refers=True, text="et au deuxième ?"))
        assert kb.ask(changed).figures == {61}


class TestBoth:
    def test_are_the_subjects_of_the_last_two_questions(self, kb: KnowledgeBase) -> None:
        before, last = question(Want.AMOUNT, body("culture")), question(Want.AMOUNT, body("travail"))
        changed = last.changed_by(question(Want.AMOUNT, both=True, refers=True), ("droit-travail",), before)
        assert set(changed.about.subjects) == {body("culture"), body("travail")}
        assert 3_400_000 in kb.ask(changed).figures

    def test_are_the_two_projects_of_the_last_list(self, kb: KnowledgeBase) -> None:
        last = question(Want.PROJECTS, theme("logement"))
        changed = last.changed_by(question(Want.AMOUNT, both=True, refers=True), ("impayes-loyers", "logement-dabord"))
        assert 4_000_000 in kb.ask(changed).figures


class TestBounds:
    @pytest.mark.parametrize(
        ("bounds", "inside", "outside"),
        [
            (Range(low=5), [5, 6], [4]),
            (Range(low=5, strict=True), [6], [5, 4]),
            (Range(high=5), [5, 4], [6]),
            (Range(high=5, strict=True), [4], [5, 6]),
            (Range(low=2, high=4), [2, 3, 4], [1, 5]),
            (Range(low=0), [0], []),
            (Range(), [0, 10**9], []),
        ],
    )
    def test_hold_what_lies_within_them(self, bounds: Range, inside: list[int], outside: list[int]) -> None:
        assert [n for n in inside if not bounds.holds(n)] == []
        assert [n for n in outside if bounds.holds(n)] == []


def test_a_question_and_its_change_are_left_as_they_were(kb: KnowledgeBase) -> None:
    last, change = question(Want.AMOUNT, body("culture")), question((), body("interieur"), refers=True)
    copies = last.copy(deep=True), change.copy(deep=True)
    last.changed_by(change, ("radio-france",))
    assert (last, change) == copies


def test_a_changed_question_refers_to_nothing_any_more(kb: KnowledgeBase) -> None:
    changed = question(Want.AMOUNT, body("culture")).changed_by(question((), body("interieur"), refers=True))
    assert not changed.refers
    assert kb.ask(changed) == ask(kb, Want.AMOUNT, body("interieur"))

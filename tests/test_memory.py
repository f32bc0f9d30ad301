"""What is remembered between turns."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

import knowledge
from dialogue.memory import Memory, plain
from knowledge import Filter, Operation, Question, Range, Subject, Want
from tests.asked import SECOND_CALL, body, project, question, theme

KB = knowledge.shared()


def _told(asked: Question, memory: Memory | None = None) -> Memory:
    """The memory once a question has been answered."""
    return (memory or Memory()).after(asked, KB.ask(asked), KB)


INTERIOR = _told(question(Want.AMOUNT, body("interieur"), text="combien pour l'Intérieur"))


def test_an_empty_slot_is_an_empty_memory() -> None:
    assert Memory.of(None) == Memory.of({}) == Memory()


def test_a_memory_is_stored_as_plain_data() -> None:
    stored = json.loads(json.dumps(INTERIOR.stored()))

    assert Memory.of(stored) == INTERIOR


def test_an_empty_memory_is_stored_too() -> None:
    assert Memory.of(json.loads(json.dumps(Memory().stored()))) == Memory()


def test_an_absent_thing_is_remembered_as_absent() -> None:
    memory = _told(question(Want.AMOUNT, body("inserm")))

    assert memory.turns[0].absent
    assert Memory.of(json.loads(json.dumps(memory.stored()))) == memory


def test_the_newest_question_stands_first() -> None:
    culture = question(Want.AMOUNT, body("culture"))
    memory = _told(culture, INTERIOR)

    assert [t.question for t in memory.turns] == [culture, INTERIOR.last]


def test_what_was_said_long_ago_is_forgotten() -> None:
    memory = Memory()
    for _ in range(30):
        memory = _told(question(Want.AMOUNT, body("culture")), memory)

    assert len(memory.turns) < 30


def test_offers_do_not_outlive_their_turn() -> None:
    offering = Memory(turns=INTERIOR.turns, offered={"choix-0": {}})

    assert _told(question(Want.COUNT), offering).offered is None


def test_a_question_left_open_does_not_outlive_its_answer() -> None:
    waiting = Memory(turns=INTERIOR.turns, pending=question(Want.AMOUNT))

    assert Memory.of(waiting.stored()) == waiting
    assert _told(question(Want.COUNT), waiting).pending is None


def test_the_things_of_a_list_are_its_projects() -> None:
    told = _told(question(Want.PROJECTS, theme("logement"))).turns[0]

    assert [s.id for s in told.things] == list(told.projects)
    assert len(told.things) > 1


def test_the_things_of_a_comparison_are_what_is_compared() -> None:
    asked = question(Want.AMOUNT, body("interieur"), body("dinsic"), operation=Operation.COMPARE)

    assert [s.id for s in _told(asked).turns[0].things] == ["interieur", "dinsic"]


def test_who_came_out_of_a_comparison_is_remembered() -> None:
    asked = question(Want.PROJECTS, project("licence"), project("fourrieres"), operation=Operation.COMPARE)

    assert _told(asked).turns[0].foremost == Subject(kind="project", id="licence")


def test_the_focus_is_the_one_thing_told() -> None:
    assert _told(question(Want.AMOUNT, project("licence"))).turns[0].focus == Subject(kind="project", id="licence")
    assert _told(question(Want.DATE, SECOND_CALL)).turns[0].focus == Subject(kind="call", id="appel-2")


def test_a_body_wrongly_supposed_is_not_remembered() -> None:
    told = _told(question(Want.CARRIER, project("licence"), body("culture"))).turns[0]

    assert [s.id for s in told.question.about.subjects] == ["licence"]


@given(
    st.builds(
        Question,
        wants=st.lists(st.sampled_from(Want), max_size=2).map(tuple),
        operation=st.none() | st.sampled_from(Operation),
        position=st.none() | st.integers(-2, 5),
        claims=st.lists(st.integers(1, 10**9), max_size=2).map(tuple),
        text=st.text(max_size=20),
        about=st.builds(
            Filter,
            subjects=st.lists(st.sampled_from([project(p) for p in KB.projects]), max_size=2).map(tuple),
            amounts=st.none() | st.builds(Range, low=st.integers(1, 10**8)),
            joint=st.none() | st.booleans(),
        ),
    )
)
def test_a_question_survives_as_plain_data(question: Question) -> None:
    assert Question.parse_obj(json.loads(json.dumps(plain(question)))) == question

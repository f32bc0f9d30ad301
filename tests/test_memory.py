"""What is remembered between turns, and follow-ups understood in its light."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import knowledge
from actions.memory import Memory, in_context, plain
from knowledge import Filter, Operation, Question, Range, Subject, Want
from knowledge.answers import Answer

KB = knowledge.shared()


def _subject(kind: str, name: str) -> Subject:
    return Subject(kind=kind, id=name)


def _ask(*wants: Want, **details: object) -> Question:
    """A question; ``organisation=``, ``project=``… name what it is about, the rest is as in Question."""
    kinds = ("project", "organisation", "theme", "call", "term", "region")
    subjects = tuple(_subject(kind, str(details.pop(kind))) for kind in kinds if kind in details)
    about = Filter(subjects=subjects, **details.pop("about", {}))  # type: ignore[arg-type]
    return Question(wants=wants, about=about, **details)  # type: ignore[arg-type]


def _told(question: Question, memory: Memory | None = None) -> Memory:
    """The memory once a question has been answered."""
    answer = KB.ask(question)
    return (memory or Memory()).after(question, tuple(p.id for p in answer.projects))


def _then(memory: Memory, change: Question) -> Answer:
    return KB.ask(in_context(change, memory, KB))


def _projects(answer: Answer) -> list[str]:
    return [p.id for p in answer.projects]


INTERIOR = _told(_ask(Want.AMOUNT, organisation="interieur", text="combien pour l'Intérieur"))
LICENCE = _told(_ask(Want.AMOUNT, project="licence", text="combien pour la licence"))


# Follow-ups


def test_without_a_past_a_question_is_left_as_it_is() -> None:
    question = _ask(Want.AMOUNT, refers=True)

    assert in_context(question, Memory(), KB) == question


def test_a_question_that_stands_by_itself_is_left_as_it_is() -> None:
    question = _ask(Want.AMOUNT, project="fourrieres", text="combien pour les fourrières")

    assert in_context(question, LICENCE, KB) == question


def test_another_body_takes_the_place_of_the_last_one() -> None:
    meant = in_context(_ask(organisation="culture", refers=True, text="et pour la Culture ?"), INTERIOR, KB)

    assert meant.wants == (Want.AMOUNT,)
    assert [s.id for s in meant.about.subjects] == ["culture"]


def test_a_correction_takes_the_place_of_the_last_body() -> None:
    assert _projects(_then(INTERIOR, _ask(organisation="culture", text="non, la Culture"))) == ["radio-france"]


def test_a_call_narrows_the_last_question() -> None:
    memory = _told(_ask(Want.PROJECTS, theme="numerique", text="les projets numériques"))
    answer = _then(memory, _ask(call="appel-1", refers=True, text="et au premier appel ?"))

    assert _projects(answer) == ["france-cloud", "franceconnect"]


def test_the_nth_is_the_nth_that_was_told() -> None:
    second = _then(INTERIOR, _ask(position=2, refers=True, text="le deuxième"))
    last = _then(INTERIOR, _ask(position=-1, refers=True, text="le dernier"))

    assert _projects(second) == [INTERIOR.listed[1]]
    assert _projects(last) == [INTERIOR.listed[-1]]


def test_the_nth_keeps_what_is_newly_asked() -> None:
    meant = in_context(_ask(Want.CARRIER, position=3, refers=True, text="qui porte le troisième ?"), INTERIOR, KB)

    assert meant.wants == (Want.CARRIER,)
    assert [s.id for s in meant.about.subjects] == [INTERIOR.listed[2]]


def test_which_is_the_largest_looks_among_those_told() -> None:
    change = _ask(operation=Operation.HIGHEST, refers=True, text="lequel est le plus cher ?")

    assert _projects(_then(INTERIOR, change)) == ["parcours-etranger"]


def test_a_bound_narrows_those_told() -> None:
    change = _ask(about={"amounts": Range(low=2_000_000, strict=True)}, text="seulement au-dessus de 2 millions")

    assert _projects(_then(INTERIOR, change)) == ["parcours-etranger", "labos-police"]


def test_the_others_are_those_not_yet_told() -> None:
    first = _told(_ask(Want.PROJECTS, theme="automobile", about={"amounts": Range(high=1_000_000)}, text="autos"))
    others = _projects(_then(first, _ask(complement=True, refers=True, text="et les autres ?")))

    assert first.listed == ("chatbot-interieur",)
    assert "fourrieres" in others
    assert "chatbot-interieur" not in others


def test_what_else_is_asked_of_the_same_project() -> None:
    for want in (Want.BENEFITS, Want.CARRIER, Want.DESCRIPTION):
        meant = in_context(_ask(want, text="et à quoi bon"), LICENCE, KB)

        assert meant.wants == (want,)
        assert _projects(KB.ask(meant)) == ["licence"]


def test_where_it_comes_from_is_the_source_of_the_last_answer() -> None:
    answer = _then(LICENCE, _ask(Want.SOURCE, refers=True, text="d'où vient ce chiffre ?"))

    assert [s.announcement for s in answer.sources] == ["2018-11-12"]


def test_the_source_of_a_named_thing_is_its_own() -> None:
    answer = _then(LICENCE, _ask(Want.SOURCE, project="franceconnect", text="d'où vient FranceConnect ?"))

    assert [s.announcement for s in answer.sources] == ["2018-06-20"]


def test_the_two_last_named_are_compared() -> None:
    memory = _told(_ask(Want.AMOUNT, organisation="culture", refers=True), INTERIOR)
    change = _ask(Want.AMOUNT, operation=Operation.COMPARE, both=True, text="compare les deux")

    assert {s.id for s in in_context(change, memory, KB).about.subjects} == {"interieur", "culture"}


def test_the_first_is_a_call_where_calls_were_spoken_of() -> None:
    memory = Memory(last=_ask(Want.DATE, call="appel-2", text="quand, le deuxième appel ?"))
    meant = in_context(_ask(position=1, refers=True, text="et le premier ?"), memory, KB)

    assert [s.id for s in meant.about.subjects] == ["appel-1"]
    assert meant.wants == (Want.DATE,)


def test_a_share_of_what_was_told() -> None:
    change = _ask(Want.AMOUNT, operation=Operation.SHARE, project="fourrieres", refers=True, text="quelle part ?")

    assert in_context(change, INTERIOR, KB).about.within == INTERIOR.listed


def test_this_ministry_is_the_one_that_carries_what_was_told() -> None:
    meant = in_context(_ask(Want.PROJECTS, body=True, refers=True, text="les projets de ce ministère"), LICENCE, KB)

    assert [s.id for s in meant.about.subjects] == ["enseignement-superieur"]


def test_the_same_amount_as_the_project_told() -> None:
    memory = _told(_ask(Want.AMOUNT, project="geoplateforme"))

    assert _projects(_then(memory, _ask(Want.PROJECTS, same=True, text="qui a eu la même somme ?"))) == ["achats-etat"]


def test_among_those_told() -> None:
    meant = in_context(_ask(Want.COUNT, among=True, refers=True, text="combien parmi eux"), INTERIOR, KB)

    assert meant.about.within == INTERIOR.listed


def test_the_two_last_told_are_added_up() -> None:
    memory = _told(_ask(Want.AMOUNT, project="fourrieres"), LICENCE)
    answer = _then(memory, _ask(Want.AMOUNT, operation=Operation.SUM, both=True, refers=True, text="et les deux ?"))

    assert 14_500_000 in answer.figures


def test_the_other_one_of_two_is_the_one_not_last_told() -> None:
    two = _told(_ask(Want.PROJECTS, theme="automobile"))
    one = _told(_ask(Want.AMOUNT, project="fourrieres"), two)

    assert _projects(_then(one, _ask(complement=True, refers=True, text="et l'autre ?"))) == ["chatbot-interieur"]


@pytest.mark.parametrize("text", ["combien de projets en tout, tous les projets", "tous les lauréats"])
def test_everything_is_not_the_last_subject(text: str) -> None:
    meant = in_context(_ask(Want.COUNT, text=text), LICENCE, KB)

    assert meant.about.subjects == ()


def test_a_long_question_without_a_name_does_not_lean_on_the_last() -> None:
    question = _ask(Want.AMOUNT, text="combien le fonds a-t-il distribué depuis le début")

    assert in_context(question, LICENCE, KB) == question


# The memory itself


def test_an_empty_slot_is_an_empty_memory() -> None:
    assert Memory.of(None) == Memory.of({}) == Memory()


def test_a_memory_is_stored_as_plain_data() -> None:
    stored = json.loads(json.dumps(INTERIOR.stored()))

    assert Memory.of(stored) == INTERIOR


def test_an_empty_memory_is_stored_too() -> None:
    assert Memory.of(json.loads(json.dumps(Memory().stored()))) == Memory()


def test_the_question_before_is_kept_where_the_new_one_names_something() -> None:
    culture = _ask(Want.AMOUNT, organisation="culture")
    memory = _told(culture, INTERIOR)

    assert (memory.last, memory.before) == (culture, INTERIOR.last)


def test_offers_do_not_outlive_their_turn() -> None:
    offering = Memory(last=INTERIOR.last, offered={"choix-0": {}})

    assert offering.after(_ask(Want.COUNT), ()).offered is None


@given(
    st.builds(
        Question,
        wants=st.lists(st.sampled_from(Want), max_size=2).map(tuple),
        operation=st.none() | st.sampled_from(Operation),
        position=st.none() | st.integers(-2, 5),
        claims=st.lists(st.integers(1, 10**9), max_size=2).map(tuple),
        refers=st.booleans(),
        text=st.text(max_size=20),
        about=st.builds(
            Filter,
            subjects=st.lists(st.sampled_from([_subject("project", p) for p in KB.projects]), max_size=2).map(tuple),
            amounts=st.none() | st.builds(Range, low=st.integers(1, 10**8)),
            joint=st.none() | st.booleans(),
        ),
    )
)
def test_a_question_survives_as_plain_data(question: Question) -> None:
    assert Question.parse_obj(json.loads(json.dumps(plain(question)))) == question

"""One turn of conversation: its reply, its choices, and what is remembered."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

import knowledge
from actions.conversation import Choice, Turn, answer, misunderstood, reply_to, send
from dialogue.memory import Memory, Told, ever_offered
from dialogue.message import Message
from knowledge import Filter, Question, Subject, Want
from tests.parsed import Found, amount, message
from wording import say

KB = knowledge.shared()
INTERIOR = Found("organisation", "interieur", "Intérieur")
CULTURE = Found("organisation", "culture", "Culture")
LICENCE = Found("project", "licence", "licence")
LICENSE_DOUBT = Found("project", "licence", "lisense", 0.75)


class Dispatcher:
    """Keeps what is said."""

    def __init__(self) -> None:
        self.said: list[dict[str, Any]] = []

    def utter_message(self, **parts: Any) -> None:
        self.said.append(parts)


def _say(intent: str, text: str, *found: Found, memory: Memory | None = None) -> Turn:
    return reply_to(message(intent, text, *found), memory or Memory(), KB)


def _through_the_slot(memory: Memory) -> Memory:
    """The memory as it comes back from a tracker store."""
    return Memory.of(json.loads(json.dumps(memory.stored())))


# Answers


def test_a_question_is_answered_and_remembered() -> None:
    turn = _say("ask_amount", "combien pour l'Intérieur ?", INTERIOR)

    assert "14,125" in turn.reply.text
    assert turn.memory.last is not None
    assert turn.memory.last.wants == (Want.AMOUNT,)
    assert set(turn.memory.listed) == set(KB.carried_by("interieur"))


def test_a_follow_up_is_answered_in_the_light_of_the_last() -> None:
    first = _say("ask_amount", "combien pour l'Intérieur ?", INTERIOR)
    second = _say("follow_up", "et la Culture ?", CULTURE, memory=_through_the_slot(first.memory))

    assert second.reply.text.startswith("Réseau audio et vidéo de Radio France")
    assert [t.question for t in second.memory.turns][1] == first.memory.last


def test_the_last_of_two_questions_is_remembered() -> None:
    text = "combien pour la licence, et qui porte les fourrières ?"
    found = (
        Found("wants", "amount", "combien"),
        LICENCE,
        Found("wants", "carrier", "qui porte"),
        Found("project", "fourrieres", "fourrières"),
    )
    turn = _say("ask_amount", text, *found)

    assert "12,8" in turn.reply.text
    assert "fourrières" in turn.reply.text
    assert turn.memory.last is not None
    assert [s.id for s in turn.memory.last.about.subjects] == ["fourrieres"]
    assert turn.memory.listed == ("licence", "fourrieres")


def test_the_payload_says_the_kind_of_answer() -> None:
    assert _say("ask_amount", "la licence ?", LICENCE).reply.payload["kind"] == "answer"
    assert _say("ask_unsaid", "qui a construit la licence ?", LICENCE).reply.payload["kind"] == "absent"


def test_a_wrong_figure_is_denied() -> None:
    turn = _say("ask_amount", "13 millions pour la licence ?", amount(13_000_000, "13 millions"), LICENCE)

    assert turn.reply.text.startswith("Non. ")


# Choices


def test_one_project_proposes_what_else_is_known_of_it() -> None:
    turn = _say("ask_amount", "la licence ?", LICENCE)

    assert [c.label for c in turn.choices] == [say("button_description"), say("button_benefits")]


def test_what_was_asked_is_not_proposed_again() -> None:
    turn = _say("ask_benefits", "qu'apporte la licence ?", LICENCE)

    assert [c.label for c in turn.choices] == [say("button_description")]


def test_a_list_proposes_nothing() -> None:
    assert _say("ask_amount", "combien pour l'Intérieur ?", INTERIOR).choices == ()


def test_the_key_of_a_choice_is_opaque_and_steady() -> None:
    choice = Choice("Combien ?", Question(wants=(Want.AMOUNT,)))

    assert re.fullmatch(r"choix-[0-9a-f]{12}", choice.key)
    assert choice.key == Choice("Autre mot", Question(wants=(Want.AMOUNT,))).key
    assert choice.key != Choice("Combien ?", Question(wants=(Want.COUNT,))).key


def test_choices_have_different_keys() -> None:
    keys = [c.key for c in _say("ask_amount", "la licence ?", LICENCE).choices]

    assert len(set(keys)) == len(keys) == 2


def test_a_pressed_button_asks_its_question() -> None:
    first = _say("ask_amount", "la licence ?", LICENCE)
    pressed = _say("choose", first.choices[1].key, memory=_through_the_slot(first.memory))

    assert pressed.reply.text.startswith("Ce que le projet « Réussite en licence » doit apporter")


@pytest.mark.parametrize("typed", ["À quoi sert-il ?", "a quoi sert il", "A QUOI SERT-IL ???"])
def test_a_label_typed_freely_asks_its_question(typed: str) -> None:
    first = _say("ask_amount", "la licence ?", LICENCE)
    second = _say("ask_description", typed, memory=_through_the_slot(first.memory))

    assert second.reply.text.startswith("Réussite en licence : faire reculer l'échec")


def test_another_sentence_is_no_choice() -> None:
    first = _say("ask_amount", "la licence ?", LICENCE)
    second = _say("ask_amount", "combien pour l'Intérieur ?", INTERIOR, memory=first.memory)

    assert "14,125" in second.reply.text


def test_a_button_of_an_older_turn_has_no_effect() -> None:
    first = _say("ask_amount", "la licence ?", LICENCE)
    second = _say("ask_amount", "combien pour l'Intérieur ?", INTERIOR, memory=first.memory)

    assert first.choices[0].key not in (second.memory.offered or {})


# Doubt


def test_a_doubtful_name_is_asked_back_without_a_figure() -> None:
    turn = _say("ask_amount", "combien pour la lisense ?", LICENSE_DOUBT)

    assert turn.reply.payload["kind"] == "clarify"
    assert "« lisense »" in turn.reply.text
    assert "« Réussite en licence »" in turn.reply.text
    assert not re.search(r"\d", turn.reply.text)
    assert [c.label for c in turn.choices] == ["Réussite en licence"]


def test_what_to_weigh_with_is_asked_back_and_its_answer_understood() -> None:
    memory = _say("ask_amount", "la licence ?", LICENCE).memory
    turn = _say("ask_comparison", "c'est plus que le zoo ?", Found("operation", "compare", "plus que"), memory=memory)

    assert turn.reply.payload["kind"] == "clarify"
    assert "« Réussite en licence »" in turn.reply.text

    answered = _say("follow_up", "la Culture", CULTURE, memory=_through_the_slot(turn.memory))
    assert "11,3" in answered.reply.text


def test_what_was_spoken_of_is_offered_where_nothing_tells_which() -> None:
    memory = _say("ask_amount", "la licence ?", LICENCE).memory
    memory = _say("ask_amount", "et la Culture ?", CULTURE, memory=memory).memory
    turn = _say("ask_amount", "et le septième, combien ?", Found("position", 7, "septième"), memory=memory)

    assert turn.reply.payload["kind"] == "clarify"
    assert [choice.label for choice in turn.choices] == ["Réseau audio et vidéo de Radio France", "Réussite en licence"]


@pytest.mark.parametrize("reply", ["Réussite en licence", "reussite en license"])
def test_the_choice_completes_the_doubtful_question(reply: str) -> None:
    asked = _say("ask_amount", "combien pour la lisense ?", LICENSE_DOUBT)
    chosen = _say("ask_description", reply, memory=_through_the_slot(asked.memory))

    assert chosen.reply.text.startswith("Réussite en licence : 12,8")


def test_a_doubt_leaves_the_past_as_it_was() -> None:
    first = _say("ask_amount", "combien pour l'Intérieur ?", INTERIOR)
    doubt = _say("follow_up", "et la lisense ?", LICENSE_DOUBT, memory=first.memory)

    assert doubt.memory.last == first.memory.last
    assert doubt.memory.listed == first.memory.listed


# Not understood


def test_what_is_not_understood_gets_likely_readings() -> None:
    turn = misunderstood(message("nlu_fallback", "blabla"), ["ask_date", "greet", "ask_quote"], Memory(), KB)

    assert turn.reply.payload == {"kind": "misunderstood"}
    assert all(c.label in turn.reply.text for c in turn.choices)
    assert [c.label for c in turn.choices] == [say("button_dates"), say("button_quote"), say("button_all")]


def test_without_likely_readings_it_proposes_the_most_usual() -> None:
    turn = misunderstood(message("nlu_fallback", "blabla"), [], Memory(), KB)

    assert [c.label for c in turn.choices] == [say("button_all"), say("button_fund")]


def test_a_reading_that_is_pressed_is_answered() -> None:
    turn = misunderstood(message("nlu_fallback", "blabla"), ["ask_criteria"], Memory(), KB)
    pressed = _say("choose", turn.choices[0].key, memory=_through_the_slot(turn.memory))

    assert "4 critères" in pressed.reply.text


def test_a_name_alone_is_answered() -> None:
    turn = misunderstood(message("nlu_fallback", "licence", LICENCE), ["ask_date"], Memory(), KB)

    assert turn.reply.payload["kind"] == "answer"
    assert "12,8" in turn.reply.text


def test_an_order_alone_is_answered() -> None:
    cue = Found("operation", "highest", "plus gros")
    turn = misunderstood(message("nlu_fallback", "plus gros", cue), [], Memory(), KB)

    assert "24,3" in turn.reply.text


def test_not_understanding_leaves_the_past_as_it_was() -> None:
    memory = Memory((Told(Question(wants=(Want.COUNT,)), ("licence",)),))
    turn = misunderstood(message("nlu_fallback", "blabla"), [], memory, KB)

    assert turn.memory.turns == memory.turns


@pytest.mark.parametrize("text", ["", "?", "🙂", "x" * 1000])
def test_odd_messages_get_a_reply(text: str) -> None:
    odd = Message("nlu_fallback", 0.1, (), text)

    assert reply_to(odd, Memory(), KB).reply.text
    assert misunderstood(odd, [], Memory(), KB).reply.text


# Saying


def test_the_payload_goes_to_channels_that_draw() -> None:
    dispatcher = Dispatcher()
    turn = _say("ask_amount", "la licence ?", LICENCE)
    send(dispatcher, turn, "rest")  # type: ignore[arg-type]

    text, drawn = dispatcher.said
    assert text["text"] == turn.reply.text
    assert text["buttons"] == [{"title": c.label, "payload": c.key} for c in turn.choices]
    assert drawn == {"json_message": turn.reply.payload}


def test_the_shell_gets_only_the_text() -> None:
    dispatcher = Dispatcher()
    send(dispatcher, _say("ask_amount", "la licence ?", LICENCE), "cmdline")  # type: ignore[arg-type]

    assert [set(said) for said in dispatcher.said] == [{"text", "outcome"}]  # the outcome is kept, not shown


def test_an_answer_of_several_questions_is_one_turn() -> None:
    asked = tuple(
        Question(wants=(Want.AMOUNT,), about=Filter(subjects=(Subject(kind="project", id=p),)))
        for p in ("licence", "fourrieres")
    )
    turn = answer(asked, Memory(), KB)

    assert turn.memory.listed == ("licence", "fourrieres")
    assert turn.memory.last == asked[-1]


def test_a_button_of_an_earlier_reply_asks_its_question() -> None:
    first = _say("ask_amount", "la licence ?", LICENCE)
    later = _say("ask_amount", "combien pour l'Intérieur ?", INTERIOR, memory=_through_the_slot(first.memory))
    events = [{"event": "slot", "name": "memory", "value": turn.memory.stored()} for turn in (first, later)]
    pressed = message("choose", first.choices[1].key)
    turn = reply_to(pressed, later.memory, KB, ever_offered([{"event": "user"}, *events]))

    assert turn.reply.text.startswith("Ce que le projet « Réussite en licence » doit apporter")


def test_a_button_that_nobody_knows_is_asked_back() -> None:
    turn = _say("choose", "choix-0123456789ab")

    assert turn.reply.payload["kind"] == "clarify"

"""One turn of conversation: the message and what is remembered make a reply and what is remembered next."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from rapidfuzz import fuzz
from rasa_sdk.executor import CollectingDispatcher

from dialogue import asking_back, reckoning
from dialogue.clauses import WANTS
from dialogue.context import in_context
from dialogue.memory import Memory, is_of, plain
from dialogue.message import Message
from dialogue.reading import Reading, doubtful, read
from dialogue.referents import Unclear
from knowledge import Filter, KnowledgeBase, Operation, Question, Subject, Want, french
from knowledge.answers import Ambiguous, Answer, OneProject, Several
from knowledge.questions import NEIGHBOURS
from knowledge.selection import label
from knowledge.text import fold, phrase
from wording import Reply, render, say
from wording.payload import payload

# A free answer to a clarification is taken for one of its choices from this likeness on.
_SAME_LABEL = 80
# The shell shows only the text of a reply.
_READINGS = {
    "ask_criteria": "button_criteria",
    "ask_date": "button_dates",
    "ask_people": "button_people",
    "ask_quote": "button_quote",
    "ask_source": "button_source",
}
# Operations that say what is asked even where nothing else is understood.
_TELLING = (Operation.HIGHEST, Operation.LOWEST, Operation.SORT, Operation.COMPARE)
_SAME_QUESTION = phrase(r"\b(?:même|pareille)s? (?:question|chose|donnée|chiffre|info|ventilation|demande)s?\b")
_CIRCUMSTANCES = ((Want.DATE,), (Want.PLACE,), (Want.PEOPLE,), (Want.COUNT,))
_TEXT_ONLY = ("cmdline",)


@dataclass(frozen=True)
class Choice:
    """A button: what it shows, and the question it asks."""

    label: str
    question: Question

    @cached_property
    def asked(self) -> dict[str, Any]:
        """The question as plain data."""
        return plain(self.question)

    @cached_property
    def key(self) -> str:
        """An opaque name of the choice, which says nothing of what it does."""
        return "choix-" + hashlib.sha256(repr(self.asked).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Turn:
    """What is said and remembered at the end of a turn."""

    reply: Reply
    memory: Memory
    choices: tuple[Choice, ...] = ()


def reply_to(message: Message, memory: Memory, kb: KnowledgeBase, earlier: Mapping[str, Any] = {}) -> Turn:
    """The turn that a message makes; ``earlier`` are the choices of replies before the last."""
    chosen = _chosen(message, memory, earlier)
    message = _in_other_words(message, memory)
    if chosen is not None and is_of(kb, chosen):  # not where the base was reloaded without it
        return answer((chosen,), memory, kb)
    if message.intent == "choose":
        return _turn(Ambiguous((), ()), memory, (), kb)
    doubt = _doubt(message, memory, kb)
    if doubt is not None:
        return doubt
    said = read(message, kb)
    try:
        asked = _meant(said, memory, kb)
    except Unclear as unclear:
        return _asked_back(unclear.question or said[0].question, memory, kb)
    return answer(asked, memory, kb)


def _in_other_words(message: Message, memory: Memory) -> Message:
    """The paraphrase of a message where it fits what was told; else the message as it is."""
    meant, told = message.meant, memory.turns[0] if memory.turns else None
    if meant is None or told is None:
        return message
    one = len(told.projects) == 1 and not told.facts
    fits = {
        "project": one,
        "amount": one and (told.question.wants[:1] == (Want.AMOUNT,) or told.question.operation is not None),
        "two": len(told.projects) <= 2,
        "pair": len(told.projects) <= 2 or bool(told.question.about.excluding) or len(told.named) == 2,
        "several": len(told.projects) > 1 or len(told.things) > 1,
        "call": bool(told.question.about.of_kind("call")),
    }
    return meant if fits.get(meant.after, True) else message


def _meant(readings: list[Reading], memory: Memory, kb: KnowledgeBase) -> tuple[Question, ...]:
    """The questions as they are meant; after two asked at once, "même question pour le deuxième" asks both again."""
    said = readings[0]
    refers = said.at.refers or _SAME_QUESTION.search(said.question.text) is not None
    again = len(readings) == 1 and not said.question.wants and said.question.operation in (None, *NEIGHBOURS) and refers
    if again and memory.turns and memory.turns[0].beside:
        return tuple(in_context(said.question, said.at, each, kb) for each in memory.of_each())
    meant = tuple(in_context(r.question, r.at, memory, kb) for r in readings)
    first = meant[0].about
    told_of = (
        first.subjects and {s.kind for s in first.subjects} <= {"term", "call"} and said.question.about == Filter()
    )
    return tuple(  # "qui l'a annoncé, et quel jour ?", "combien de ministères et combien d'opérateurs ?", of one thing
        q.with_filter(first) if told_of and q.wants in _CIRCUMSTANCES and q.about == Filter() else q for q in meant
    )


def answer(asked: tuple[Question, ...], memory: Memory, kb: KnowledgeBase) -> Turn:
    """The turn that answers questions as they are meant."""
    answers = tuple(kb.ask(question) for question in asked)
    answers = tuple(dict.fromkeys(answers))
    found = answers[0] if len(answers) == 1 else Several(answers)
    if isinstance(found, Ambiguous):
        return _asked_back(asked[-1], memory, kb)
    return _turn(found, memory.after(asked[-1], found, kb, asked[:-1]), _next(found), kb)


def _asked_back(asked: Question, memory: Memory, kb: KnowledgeBase) -> Turn:
    """A question back where it cannot be told what is meant, with what was spoken of as choices."""
    one = asking_back.one_to_join(asked, memory, kb)
    meanings = asking_back.meanings(asked, one, memory, kb)
    named = tuple(meaning.subject for meaning in meanings)
    labels = tuple(label(kb, subject) for subject in named)
    joins = label(kb, one) if one is not None else ""
    choices = tuple(Choice(text, meaning.question) for text, meaning in zip(labels, meanings))
    found = Ambiguous(named, labels, joins=joins, adds=asked.operation is Operation.SUM)
    return _turn(found, replace(memory, pending=asked), choices, kb)


def misunderstood(message: Message, likely: list[str], memory: Memory, kb: KnowledgeBase) -> Turn:
    """The turn for a message that is not understood: an answer where it names something known, else likely readings."""
    reading = read(message, kb)[0]
    asked = reading.question
    focus = memory.turns[0].focus if memory.turns else None
    if focus is not None and focus.kind == "project" and reading.at.refers and not asked.about.subjects:
        told = Question(wants=(Want.DESCRIPTION, Want.BENEFITS), about=Filter(subjects=(focus,)), text=message.text)
        return answer((told,), memory, kb)
    worked_out = reckoning.worked_out(asked, memory, kb)
    if worked_out is not None:
        return answer((worked_out,), memory, kb)
    named = [s for s in asked.about.subjects if s.kind not in ("unknown", "words", "call")]
    if named or asked.operation in _TELLING or asked.about.amounts:
        question = asked.copy(update={"wants": asked.wants or (Want.PROJECTS,)})
        with suppress(Unclear):
            return answer((in_context(question, reading.at, memory, kb),), memory, kb)
    stated = kb.ask(asked.copy(update={"wants": (Want.UNSAID,)}))
    if stated.kind == "answer":
        return answer((asked.copy(update={"wants": (Want.UNSAID,)}),), memory, kb)
    choices = tuple(
        Choice(say(_READINGS[intent]), Question(wants=WANTS[intent], about=asked.about))
        for intent in [i for i in likely if i in _READINGS][:2]
    )
    choices += (
        Choice(say("button_all"), Question(wants=(Want.PROJECTS,))),
        Choice(say("button_fund"), Question(wants=(Want.DESCRIPTION,))),
    )
    chosen = tuple({c.label: c for c in choices}.values())[:3]
    text = say("not_understood", labels=french.join((f"« {c.label} »" for c in chosen), last="ou"))
    offered = {c.key: {"label": c.label, "question": plain(c.question)} for c in chosen}
    return Turn(Reply(text, {"kind": "misunderstood"}), replace(memory, offered=offered), chosen)


def personal_procedure() -> Turn:
    """The turn for a person's own affairs."""
    return Turn(Reply(say("personal_procedure"), {"kind": "out_of_scope"}), Memory())


def send(dispatcher: CollectingDispatcher, turn: Turn, channel: str | None) -> None:
    """Says a turn: text and buttons, and the typed payload where the channel draws it.

    What became of the question is kept with the text of any channel, as metadata that channels do not show.
    """
    outcome = {name: turn.reply.payload[name] for name in ("kind", "lack") if name in turn.reply.payload}
    if channel in _TEXT_ONLY:
        dispatcher.utter_message(text=turn.reply.text, outcome=outcome)
        return
    buttons = [{"title": choice.label, "payload": choice.key} for choice in turn.choices]
    dispatcher.utter_message(text=turn.reply.text, buttons=buttons, outcome=outcome)
    if turn.reply.payload:
        dispatcher.utter_message(json_message=turn.reply.payload)


def _turn(found: Answer, memory: Memory, choices: tuple[Choice, ...], kb: KnowledgeBase) -> Turn:
    offered = {choice.key: {"label": choice.label, "question": choice.asked} for choice in choices}
    return Turn(Reply(render(found, kb), payload(found, kb)), replace(memory, offered=offered), choices)


def _chosen(message: Message, memory: Memory, earlier: Mapping[str, Any]) -> Question | None:
    """The question of the button that was pressed, or whose label was typed."""
    pressed = earlier.get(message.text.strip())
    if pressed is not None:
        return Question.parse_obj(pressed["question"])
    for key, choice in (memory.offered or {}).items():
        same = fuzz.ratio(fold(choice["label"]), fold(message.text.strip(" ?!."))) >= _SAME_LABEL
        if message.text.strip() == key or same:
            return Question.parse_obj(choice["question"])
    return None


def _doubt(message: Message, memory: Memory, kb: KnowledgeBase) -> Turn | None:
    """A question back where a name may be misspelt: a figure is never given on a guess."""
    names = doubtful(message)
    if not names:
        return None
    asked = read(message, kb)[0].question
    subjects = tuple(Subject(kind=e["entity"], id=e["value"], text=str(e.get("said") or "")) for e in names[:3])
    labels = tuple(dict.fromkeys(label(kb, s.copy(update={"text": ""})) or s.text for s in subjects))
    wants = asked.wants or (memory.last.wants if memory.last else (Want.PROJECTS,))
    choices = tuple(
        Choice(text, asked.copy(update={"wants": wants, "about": asked.about.copy(update={"subjects": (subject,)})}))
        for text, subject in zip(labels, subjects)
    )
    return _turn(Ambiguous(subjects, labels, heard=subjects[0].text), memory, choices, kb)


def _next(found: Answer) -> tuple[Choice, ...]:
    """What one may want to know next."""
    if isinstance(found, OneProject):
        subject = Subject(kind="project", id=found.project.id)
        wanted = [
            (Want.DESCRIPTION, "button_description"),
            (Want.BENEFITS, "button_benefits"),
        ]
        about = found.project.id
        return tuple(
            Choice(say(text), Question(wants=(want,), about=Filter(subjects=(subject,)), text=about))
            for want, text in wanted
            if want not in found.asked
        )
    return ()

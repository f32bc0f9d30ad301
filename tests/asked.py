"""Short ways to write the questions of tests."""

from __future__ import annotations

from typing import Any

from knowledge import Filter, KnowledgeBase, Question, Subject, Want
from knowledge.answers import Answer

IN_FILTER = ("excluding", "amounts", "joint", "within", "union")


def body(name: str) -> Subject:
    return Subject(kind="organisation", id=name)


def project(name: str) -> Subject:
    return Subject(kind="project", id=name)


def theme(name: str) -> Subject:
    return Subject(kind="theme", id=name)


def region(name: str) -> Subject:
    return Subject(kind="region", id=name)


def term(name: str) -> Subject:
    return Subject(kind="term", id=name)


def unknown(text: str) -> Subject:
    return Subject(kind="unknown", id=text, text=text)


FIRST_CALL = Subject(kind="call", id="appel-1")
SECOND_CALL = Subject(kind="call", id="appel-2")
FUND = term("fonds")


def question(wants: Want | tuple[Want, ...] = (), *subjects: Subject, **parts: Any) -> Question:
    """A question about subjects; the parts are those of its filter or its own."""
    of_filter = {name: parts.pop(name) for name in IN_FILTER if name in parts}
    wants = (wants,) if isinstance(wants, Want) else wants
    return Question(wants=wants, about=Filter(subjects=subjects, **of_filter), **parts)


def ask(kb: KnowledgeBase, wants: Want | tuple[Want, ...], *subjects: Subject, **parts: Any) -> Answer:
    """The answer to a question about subjects."""
    return kb.ask(question(wants, *subjects, **parts))


def ids(answer: Answer) -> list[str]:
    """The ids of the projects of an answer, in its order."""
    return [p.id for p in answer.projects]

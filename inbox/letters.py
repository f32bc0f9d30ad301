"""The inbox as it is shown: one letter a group of questions, with its reasons and its next edit in French."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml

from evaluation.generated import checks
from inbox.grouping import Likeness, group
from inbox.nearest import Known, Nearest, names
from inbox.unanswered import Unanswered, Why
from knowledge import KnowledgeBase, french

_OTHERS = 12  # wordings shown beside the typical one


@dataclass(frozen=True)
class Letter:
    """A group of questions, ready to be read."""

    typical: str
    others: tuple[str, ...]
    hidden: int  # wordings that are not shown
    times: int
    days: str
    short_days: str
    main: Why
    short: str  # the main reason in a few words
    why: tuple[str, ...]  # all reasons, as sentences
    edit: tuple[str, ...]  # what may be done
    reply: str
    comments: tuple[str, ...]
    near: tuple[Known, ...]


@dataclass(frozen=True)
class Inbox:
    """All letters, the most frequent first."""

    letters: tuple[Letter, ...]
    conversations: int  # that were read
    days: str
    reasons: tuple[tuple[str, int], ...]  # how many questions have each as their main one

    @property
    def questions(self) -> int:
        return sum(letter.times for letter in self.letters)


def inbox(asked: Sequence[Unanswered], conversations: int, kb: KnowledgeBase, directory: Path) -> Inbox:
    """The inbox of the questions that so many conversations left without an answer."""
    usual = (check.question for check in checks(kb))
    likeness = Likeness([*usual, *(name for _, name in names(kb)), *(one.text for one in asked)])
    nearest = Nearest(kb, directory, likeness)
    letters = []
    for found in group(asked, likeness, nearest.named):
        others = found.wordings[1:]
        why = [(why, count) for why, count in found.reasons]
        told = tuple(_texts()[w.value]["why"] + (f" ({count} fois)" if len(why) > 1 else "") for w, count in why)
        edits = tuple(dict.fromkeys(_texts()[w.value]["edit"] for w, _ in why))
        letters.append(
            Letter(
                found.typical,
                others[:_OTHERS],
                len(others[_OTHERS:]),
                found.times,
                period(*found.days),
                "–".join(dict.fromkeys(day.strftime("%d/%m") for day in found.days)),
                found.why,
                _texts()[found.why.value]["short"],
                told,
                edits,
                found.reply,
                found.comments,
                nearest.to(found.wordings),
            )
        )
    reasons = {why: sum(x.times for x in letters if x.main is why) for why in Why}
    every = [one.day for one in asked]
    return Inbox(
        tuple(letters),
        conversations,
        period(min(every), max(every)) if every else "",
        tuple((_texts()[why.value]["short"], count) for why, count in Counter(reasons).most_common() if count),
    )


def period(first: date, last: date) -> str:
    """A day, or the days from one to another, in French."""
    return french.day(first) if first == last else f"du {french.day(first)} au {french.day(last)}"


@lru_cache(maxsize=1)
def _texts() -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("texts.yml").read_text(encoding="utf-8"))
    return texts

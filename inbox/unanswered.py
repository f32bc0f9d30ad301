"""The questions of a conversation that got no answer, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from channels.masking import masked
from channels.transcript import Transcript, Turn

_SAYS_SOMETHING = re.compile(r"\w")


class Why(Enum):
    """Why a question is in the inbox; the French of each stands in texts.yml."""

    MISUNDERSTOOD = "misunderstood"
    BODY = "body"  # a body that is no laureate
    TOPIC = "topic"  # no project on it
    UNSAID = "unsaid"  # the announcements do not say
    UNDESCRIBED = "undescribed"  # laureates that are counted and not described
    ABSENT = "absent"  # nothing found, of a reply that does not tell more
    CLARIFICATION = "clarification"  # asked back, and the person gave up
    DISLIKED = "disliked"  # thumbs down
    FAILED = "failed"  # a fault of the program
    OUT_OF_SCOPE = "out_of_scope"


_LACKS = {why.value: why for why in (Why.BODY, Why.TOPIC, Why.UNSAID, Why.UNDESCRIBED)}


@dataclass(frozen=True)
class Unanswered:
    """A question, masked, on a day, with all the reasons why it is here, and what the person said against the reply."""

    text: str
    day: date
    why: tuple[Why, ...]
    reply: str
    comment: str = ""


def unanswered(conversation: Transcript) -> list[Unanswered]:
    """The questions of a conversation that got no answer, in order."""
    turns = [turn for turn in conversation.turns.values() if _SAYS_SOMETHING.search(turn.text)]
    found = []
    for before, turn, after in zip([None, *turns], turns, [*turns[1:], None]):
        why = tuple(dict.fromkeys(_why(before, turn, after)))
        if why:
            verdict = turn.feedback or {}
            comment = "" if verdict.get("helpful", True) else str(verdict.get("reason") or "")
            reply = "\n".join(reply.text for reply in turn.replies)
            found.append(
                Unanswered(masked(turn.text), turn.said.astimezone().date(), why, masked(reply), masked(comment))
            )
    return found


def _why(before: Turn | None, turn: Turn, after: Turn | None) -> Iterator[Why]:
    if not turn.replies:
        yield Why.FAILED
    for reply in turn.replies:
        if reply.kind == "misunderstood":
            yield Why.MISUNDERSTOOD
        elif reply.kind == "out_of_scope":
            yield Why.OUT_OF_SCOPE
        elif reply.lack or reply.kind == "absent":
            yield _LACKS.get(reply.lack, Why.ABSENT)
        elif reply.kind == "clarify" and not _asked_back(before) and not _answered(after):
            yield Why.CLARIFICATION
    if turn.feedback and not turn.feedback["helpful"]:
        yield Why.DISLIKED


def _asked_back(turn: Turn | None) -> bool:
    """Whether a turn ended with a question back: the next one is then only a try to answer that."""
    return turn is not None and any(reply.kind == "clarify" for reply in turn.replies)


def _answered(turn: Turn | None) -> bool:
    return turn is not None and any(reply.kind in ("answer", "absent") for reply in turn.replies)

"""Counting turns: what was replied, and whether a turn was lost, doubled or crossed."""

from __future__ import annotations

from channels.transcript import Transcript
from watching.metrics import APOLOGIES, REPLIES, TURN_FAULTS


def count(before: Transcript, after: Transcript, id: str) -> None:
    """Counts the turn of a message, from what was kept before and after it, both under the conversation's lock."""
    turn = after.turns.get(id)
    if turn is None or not before.turns.keys() <= after.turns.keys():
        TURN_FAULTS.labels("lost").inc()
    if after.repeated > before.repeated:
        TURN_FAULTS.labels("doubled").inc()
    if after.turns.keys() - before.turns.keys() - {id}:  # another message was heard in spite of the lock
        TURN_FAULTS.labels("crossed").inc()
    if turn is not None:
        APOLOGIES.inc(not turn.replies)
        for reply in turn.told:
            REPLIES.labels(turn.intent or "none", reply.kind, reply.lack or "none").inc()

"""Conversations of the widget: begun, continued, judged, read and deleted, each under Rasa's lock of the conversation.

Rasa's tracker is the one place where a conversation is kept, so that a message sent again finds its answer after a
restart, and on any replica that shares the tracker store and the lock store. ``Agent.handle_message`` takes the lock
only after one could have looked; so this module, and none other, takes it first and calls the agent's processor
inside. That leans on Rasa 3.6.21, the last of its line; to check it, see tests/test_web_turns.py (concurrent double
send, restart, failed turns).
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUtteranceReverted, UserUttered

from channels import forgetting, transcript
from channels.bodies import Feedback, Message
from channels.refusals import Fault, Gone, NotFound
from channels.transcript import FEEDBACK_SLOT, Transcript, Turn
from watching import turns
from watching.metrics import BEGUN, DELETED, DELETED_AT, EMPTY_REPLIES, ERRORS, REPEATS, STAGE, VERDICTS

logger = logging.getLogger(__name__)

CHANNEL = "web"


async def begin(agent: Agent, conversation: str) -> Transcript:
    """Begins a conversation with the introduction.

    Raises:
        Fault: the introduction cannot be said, or not be kept.
    """
    tracker = await agent.processor.fetch_tracker_with_initial_session(conversation, CollectingOutputChannel())
    await agent.processor.save_tracker(tracker)
    try:
        begun = await _kept(agent, conversation)
    except Gone:
        raise Fault from None
    BEGUN.inc()
    return begun


async def say(agent: Agent, conversation: str, message: Message) -> Turn:
    """The turn of a message: the one that is kept, where it came before; a turn that failed is tried again.

    Raises:
        Gone: the conversation was deleted.
        NotFound: the choice was not offered in it.
    """
    async with _locked(agent, conversation):
        kept = await _kept(agent, conversation)
        turn = kept.turns.get(message.id)
        if turn is not None and turn.replies:
            REPEATS.inc()
            return turn
        if message.choice is not None and message.choice not in kept.offered:
            raise NotFound
        await _hear(agent, conversation, message)
        told = await _kept(agent, conversation)
        turns.count(kept, told, message.id)
        return told.turns[message.id]


async def rate(agent: Agent, conversation: str, feedback: Feedback) -> None:
    """Keeps a verdict on a turn, as an event beside it.

    Raises:
        Gone: the conversation was deleted.
        NotFound: it has no such turn.
    """
    async with _locked(agent, conversation):
        if feedback.turn not in (await _kept(agent, conversation)).turns:
            raise NotFound
        await _add(agent, conversation, SlotSet(FEEDBACK_SLOT, feedback.dict(exclude_none=True)))
        VERDICTS.labels(str(feedback.helpful).lower()).inc()


async def export(agent: Agent, conversation: str) -> Transcript:
    """All that is kept of a conversation.

    Raises:
        Gone: it was deleted.
    """
    async with _locked(agent, conversation):
        return await _kept(agent, conversation)


async def erase(agent: Agent, conversation: str) -> None:
    """Deletes a conversation.

    Raises:
        Gone: it was deleted before.
    """
    async with _locked(agent, conversation):
        await _kept(agent, conversation)
        forgetting.forget(agent.tracker_store, conversation)
        DELETED.labels("asked").inc()


async def erase_expired(agent: Agent, age_seconds: float) -> None:
    """Deletes the conversations that have grown too old, whole; one that fails does not keep the others."""
    whole = True
    for conversation in await forgetting.expired(agent.tracker_store, age_seconds):
        try:
            async with _locked(agent, conversation):
                forgetting.forget(agent.tracker_store, conversation)
            DELETED.labels("old").inc()
        except Exception:
            whole = False
            ERRORS.labels("deletion").inc()
            logger.exception("An old conversation could not be deleted")
    if whole:
        DELETED_AT.set_to_current_time()


@asynccontextmanager
async def _locked(agent: Agent, conversation: str) -> AsyncIterator[None]:
    """Rasa's lock of a conversation, the wait for it timed."""
    start = perf_counter()
    async with agent.lock_store.lock(conversation):
        STAGE["lock"].observe(perf_counter() - start)
        yield


async def _kept(agent: Agent, conversation: str) -> Transcript:
    """The transcript of a conversation that is in the store: one that was deleted never comes back to life."""
    tracker = await forgetting.primary(agent.tracker_store).retrieve_full_tracker(conversation)
    told = transcript.read(event.as_dict() for event in tracker.events) if tracker is not None else None
    if told is None:
        raise Gone
    return told


async def _hear(agent: Agent, conversation: str, message: Message) -> None:
    """Has Rasa take a turn; where that fails, the turn is kept as one without a reply, and Rasa forgets it."""
    said = UserMessage(
        message.text or message.choice,
        CollectingOutputChannel(),
        conversation,
        message_id=message.id,
        input_channel=CHANNEL,
    )
    silent = True  # until it has said something or failed
    try:
        await agent.processor.handle_message(said)
    except Exception:
        ERRORS.labels("turn").inc()
        logger.exception("A turn failed")
        silent = False
    turn = (await _kept(agent, conversation)).turns.get(message.id)
    if turn is None or turn.failed:  # it is not kept, or what is kept is an earlier failure
        heard = [UserUttered(said.text, input_channel=CHANNEL, message_id=message.id)]
    elif turn.replies:
        return
    else:
        heard = []
    EMPTY_REPLIES.inc(silent)
    await _add(agent, conversation, *heard, UserUtteranceReverted(), ActionExecuted(ACTION_LISTEN_NAME))


async def _add(agent: Agent, conversation: str, *events: Event) -> None:
    """Adds events to a conversation, in its present session."""
    store: Any = forgetting.primary(agent.tracker_store)
    tracker = await store.retrieve(conversation)
    for event in events:
        tracker.update(event)
    await store.save(tracker)

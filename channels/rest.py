"""Rasa's REST channel, made safe for what people type: no commands, no endless text, no
conversation but its own."""

from __future__ import annotations

import logging
import sys
import unicodedata
import uuid
from asyncio import Queue
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint

from channels.masking import masked
from nlu.button_reader import names_choice
from watching.metrics import ERRORS
from wording import say

logger = logging.getLogger(__name__)

LONGEST_MESSAGE = 1000
_LONGEST_SENDER = 200  # characters; Rasa's table takes 255
_COMMAND_MARKS = "/\\" + "".join(chr(c) for c in range(sys.maxunicode + 1) if chr(c).isspace())


class GuardedRest(RestInput):
    """``/webhooks/rest/webhook``, for programs on this machine (channels/gate.py): "/restart" and "/intent{…}" are only
    text, and of a body nothing but the sender and the message is taken."""

    @classmethod
    def name(cls) -> str:
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes."""
        return super().blueprint(partial(_answered, on_new_message))

    def _extract_message(self, req: Any) -> str:
        return heard(_said(req, "message"))

    async def _extract_sender(self, req: Any) -> str:
        """A name that no conversation of another door has; a new one where none, or an endless one, is given."""
        sender = _said(req, "sender")
        return f"rest-{sender if 0 < len(sender) <= _LONGEST_SENDER else uuid.uuid4().hex}"

    def _extract_input_channel(self, req: Any) -> str:
        return self.name()

    def get_metadata(self, request: Any) -> None:
        """None: Rasa hands metadata on to actions as it comes."""

    @staticmethod
    async def on_message_wrapper(
        on_new_message: Callable[[UserMessage], Awaitable[Any]], text: str, queue: Queue[Any], *more: Any
    ) -> None:
        """As Rasa's, which leaves a stream open for ever where a message fails."""
        try:
            await RestInput.on_message_wrapper(on_new_message, text, queue, *more)
        except Exception as error:
            logger.error("A streamed message failed: %s", type(error).__name__)
            await queue.put("DONE")


def _said(request: Any, field: str) -> str:
    body = request.json
    value = body.get(field) if isinstance(body, dict) else ""
    return value if isinstance(value, str) else ""


def heard(text: str) -> str:
    """A message as the assistant hears and keeps it: only text, and without what may name someone."""
    said = guarded(text)
    return said if names_choice(said) else masked(said)  # ten digits in the name of a button are no telephone


async def _answered(on_new_message: Callable[[UserMessage], Awaitable[Any]], message: UserMessage) -> None:
    """Has a message answered; where that fails, and nothing of the turn is kept, there is an apology, and no answer."""
    output = message.output_channel
    try:
        await on_new_message(message)
        if not isinstance(output, CollectingOutputChannel) or output.messages:
            return
    except Exception as error:
        ERRORS.labels("door").inc()
        logger.error("A turn failed: %s", type(error).__name__)
        if type(output) is CollectingOutputChannel:  # that of a stream has said it already
            output.messages.clear()
    await output.send_text_message(message.sender_id, say("apology"))


def guarded(text: str) -> str:
    """A message that can only be read as text: cut to a length, without invisible characters, never a command.

    Rasa takes a text that starts with "/" for an intent, and does nothing at all with an empty one.
    """
    return visible(text[:LONGEST_MESSAGE]).lstrip(_COMMAND_MARKS).strip() or "?"


def visible(text: str) -> str:
    """The text without invisible characters."""
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs") else " " for c in text).strip()

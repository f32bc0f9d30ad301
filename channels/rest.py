"""Rasa's REST channel, made safe for what people type: no commands, no endless text, no silence on errors."""

from __future__ import annotations

import sys
import unicodedata
from typing import Any

from rasa.core.channels.rest import RestInput

from channels.masking import masked

LONGEST_MESSAGE = 1000
_COMMAND_MARKS = "/\\" + "".join(chr(c) for c in range(sys.maxunicode + 1) if chr(c).isspace())


class GuardedRest(RestInput):
    """``/webhooks/rest/webhook``, where "/restart" and "/intent{…}" are only text."""

    @classmethod
    def name(cls) -> str:
        return "rest"

    def _extract_message(self, req: Any) -> str:
        body = req.json
        text = body.get("message") if isinstance(body, dict) else ""
        return heard(text if isinstance(text, str) else "")


def heard(text: str) -> str:
    """A message as the assistant hears and keeps it: only text, and without what may name someone."""
    return masked(guarded(text))


def guarded(text: str) -> str:
    """A message that can only be read as text: cut to a length, without invisible characters, never a command.

    Rasa takes a text that starts with "/" for an intent, and does nothing at all with an empty one.
    """
    return visible(text[:LONGEST_MESSAGE]).lstrip(_COMMAND_MARKS).strip() or "?"


def visible(text: str) -> str:
    """The text without invisible characters."""
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs") else " " for c in text).strip()

"""What the widget sends: checked field by field, nothing else let through."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any, TypeVar

from pydantic import BaseModel, Extra, StrictBool, constr, root_validator, validator
from sanic.exceptions import PayloadTooLarge
from sanic.request import Request

from channels.masking import masked
from channels.refusals import Malformed, NotJson, TooLong
from channels.rest import LONGEST_MESSAGE, heard, visible

LARGEST_BODY = 16_384  # bytes: the longest message, each of its characters escaped, and room
_LARGEST_DROPPED = 8_000_000  # bytes read and thrown away, so that whoever is still sending can hear the refusal
_UUID = r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\Z"


class Body(BaseModel):
    """A body of a request."""

    class Config:
        extra = Extra.forbid
        frozen = True

    @root_validator(pre=True)
    def _no_null(cls, values: dict[str, Any]) -> dict[str, Any]:
        if None in values.values():
            raise ValueError("a field that is not meant is left out")
        return values


class Message(Body):
    """Something said: a text, or a choice that was offered."""

    id: constr(strict=True, regex=_UUID)  # type: ignore[valid-type]
    text: constr(strict=True, min_length=1, max_length=LONGEST_MESSAGE) | None = None  # type: ignore[valid-type]
    choice: constr(strict=True, min_length=1, max_length=64) | None = None  # type: ignore[valid-type]

    @validator("text")
    def _only_text(cls, text: str) -> str:
        if not visible(text):
            raise ValueError("nothing can be seen of the text")
        return heard(text)

    @root_validator(skip_on_failure=True)
    def _one_of_both(cls, values: dict[str, Any]) -> dict[str, Any]:
        if (values["text"] is None) == (values["choice"] is None):
            raise ValueError("a message has a text or a choice")
        return values


class Feedback(Body):
    """Whether a turn helped."""

    turn: constr(strict=True, regex=_UUID)  # type: ignore[valid-type]
    helpful: StrictBool
    reason: constr(strict=True, max_length=500) | None = None  # type: ignore[valid-type]

    @validator("reason")
    def _only_text(cls, reason: str) -> str:
        return masked(visible(reason))


Sent = TypeVar("Sent", bound=Body)


async def receive(request: Request) -> None:
    """Takes in the body of a streamed request, and keeps no more of it than a message may have.

    Raises:
        TooLong: there is more.
    """
    stream: Any = request.stream
    stream.request_max_size = LARGEST_BODY
    try:
        request.body = b"".join([part async for part in stream])
    except PayloadTooLarge:
        await _drop_rest(stream)
        raise TooLong from None


async def _drop_rest(stream: Any) -> None:
    """Reads on for nothing: closing on a sender resets the connection, and the refusal gets lost with it."""
    stream.request_max_size = _LARGEST_DROPPED
    with suppress(PayloadTooLarge):
        async for _ in stream:
            pass


def read(request: Request, kind: type[Sent]) -> Sent:
    """What a request says.

    Raises:
        NotJson, Malformed: it is not what it should be.
    """
    media_type, _, _ = request.headers.get("content-type", "").partition(";")
    if media_type.strip().lower() != "application/json":
        raise NotJson
    try:
        fields = json.loads(request.body)
        if not isinstance(fields, dict):
            raise Malformed
        return kind.parse_obj(fields)
    except (ValueError, RecursionError):  # pydantic's errors are ValueErrors
        raise Malformed from None

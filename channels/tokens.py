"""Tokens: who holds one may read, continue and delete the one conversation that it names."""

from __future__ import annotations

import re
import secrets
import time
from hashlib import sha256

from itsdangerous import BadSignature, SignatureExpired, TimestampSigner

from channels.refusals import Gone, Unauthorised

_RANDOM_BYTES = 24
# The time of birth lets the deletion of old conversations know them by their names alone.
_ID = re.compile(r"web-(?P<born>[0-9a-f]{8,16})-[\w-]{32}", re.ASCII)


def new_conversation() -> str:
    """An id that cannot be guessed (192 random bits), with the time of birth in it."""
    return f"web-{int(time.time()):08x}-{secrets.token_urlsafe(_RANDOM_BYTES)}"


def born(conversation: str) -> int | None:
    """When a conversation began, in seconds since 1970; None where it is none of this door's."""
    named = _ID.fullmatch(conversation)
    return int(named["born"], 16) if named else None


class Tokens:
    """Signs the ids of conversations, and knows its own signature again."""

    def __init__(self, secret: str, age_seconds: int) -> None:
        self._signer = TimestampSigner(secret, salt="ftap.conversation", digest_method=sha256)
        self._age_seconds = age_seconds

    def give(self, conversation: str) -> str:
        """The token of a conversation."""
        return self._signer.sign(conversation).decode()

    def read(self, authorization: str | None) -> str:
        """The conversation that an Authorization header gives access to.

        Raises:
            Unauthorised: no token, a forged or damaged one, or one of another service.
            Gone: the token is too old.
        """
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer":
            raise Unauthorised
        try:
            conversation = self._signer.unsign(token.strip(), max_age=self._age_seconds).decode()
        except SignatureExpired:
            raise Gone from None
        except (BadSignature, UnicodeError):
            raise Unauthorised from None
        if born(conversation) is None:
            raise Unauthorised
        return conversation

"""Why the widget's door refuses a request: a status for programs, a sentence for people."""

from __future__ import annotations

from typing import ClassVar

from wording import say


class Refusal(Exception):
    """A request that is refused; each kind has its status and its code, as channels/openapi.yml names them."""

    status: ClassVar[int]
    code: ClassVar[str]

    def __init__(self, headers: dict[str, str] | None = None) -> None:
        super().__init__(self.code)
        self.headers = headers or {}

    @property
    def body(self) -> dict[str, str]:
        """What is answered: the code, and the message in French."""
        return {"code": self.code, "message": say(f"refused_{self.code}")}


class Malformed(Refusal):
    """The request is not what the contract asks for."""

    status, code = 400, "malformed"


class Unauthorised(Refusal):
    """No token, or none that this service gave."""

    status, code = 401, "unauthorised"

    def __init__(self) -> None:
        super().__init__({"WWW-Authenticate": "Bearer"})


class ForeignOrigin(Refusal):
    """Another site's page asks."""

    status, code = 403, "origin"


class NotFound(Refusal):
    """No such choice, turn or file."""

    status, code = 404, "not_found"


class WrongMethod(Refusal):
    """The path is known, with other methods."""

    status, code = 405, "method"

    def __init__(self, allowed: str) -> None:
        super().__init__({"Allow": allowed})


class Gone(Refusal):
    """The conversation was deleted, or is too old."""

    status, code = 410, "gone"


class TooLong(Refusal):
    """The body is larger than any message."""

    status, code = 413, "too_long"


class NotJson(Refusal):
    """The body is of another type."""

    status, code = 415, "media_type"


class TooMany(Refusal):
    """Too many messages or conversations for now."""

    status, code = 429, "too_many"

    def __init__(self, seconds: int) -> None:
        super().__init__({"Retry-After": str(seconds)})


class Fault(Refusal):
    """Our own failure."""

    status, code = 500, "fault"

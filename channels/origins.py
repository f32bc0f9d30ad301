"""Which sites' pages may speak to the assistant: the server's own, and those that the operator names.

Rasa puts sanic-cors on all paths, where it answers preflights by itself; ``exempt`` keeps it off ours, so that what
stands here is the only word on origins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sanic import Sanic
from sanic.request import Request

from channels.refusals import ForeignOrigin

_PREFLIGHT_SECONDS = 600


class Origins:
    """The origins that are allowed."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self._allowed = frozenset(allowed)

    def allow(self, request: Request) -> dict[str, str]:
        """The headers that let the page of a request read the answer; none where the request names no origin.

        Raises:
            ForeignOrigin: the page is another site's.
        """
        origin: str | None = request.headers.get("origin")
        if origin is None:
            return {"Vary": "Origin"}
        own = {f"{scheme}://{request.host}".lower() for scheme in ("http", "https")}
        if origin.lower() not in self._allowed | own:
            raise ForeignOrigin({"Vary": "Origin"})
        return {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Expose-Headers": "Retry-After",
            "Vary": "Origin",
        }


def preflight(methods: str) -> dict[str, str]:
    """What a browser is told that asks which requests it may make."""
    return {
        "Allow": methods,
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": "Authorization, Content-Type",
        "Access-Control-Max-Age": str(_PREFLIGHT_SECONDS),
    }


def exempt(app: Sanic, prefix: str) -> None:
    """Keeps sanic-cors off the paths under a prefix; called when the server starts."""
    context = app.ctx.sanic_cors
    elsewhere = f"(?!{re.escape(prefix)}(/|$))"
    context.resources = [(re.compile(elsewhere + pattern), options) for pattern, options in context.resources]

"""Ctrl-C and SIGTERM while the server is starting."""

from __future__ import annotations

import asyncio

from sanic import Sanic

LOOKED_AT_AFTER_SECONDS = 1.0


async def heed_an_early_stop(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    """Has the server stop where it was told to before it had wholly started; a listener for "after_server_start".

    Sanic 21.12, Rasa's, runs its loop once for the listeners and then again to serve: a stop in between ends the first
    run alone, and every later one counts as said already.
    """

    def look() -> None:
        if app.is_stopping:
            loop.stop()

    loop.call_later(LOOKED_AT_AFTER_SECONDS, look)

"""The door of the web widget, as channels/openapi.yml describes it: routes, and what every answer has in common."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from functools import partial
from time import perf_counter
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.constants import HTTP_METHODS
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json, redirect

import knowledge
from channels import bodies, conversations, forgetting, gate, origins, pages, settings
from channels.about import about
from channels.bodies import Feedback, Message
from channels.limits import Limits
from channels.pages import PAGES, Page
from channels.refusals import Fault, ForeignOrigin, Malformed, Refusal, WrongMethod
from channels.tokens import Tokens, new_conversation
from watching import health, logs, server, stages
from watching.metrics import ERRORS, MESSAGE_SECONDS, REQUESTS

logger = logging.getLogger(__name__)

PREFIX = "/assistant"
_SECONDS_BETWEEN_DELETIONS = 600
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}

Answer = tuple[int, Any]  # a status and a body; the body of a 204 is None
Operation = Callable[[Request], Awaitable[Answer]]


class WebChannel(InputChannel):
    """Rasa's channel for the widget; its settings stand in channels/settings.py."""

    def __init__(self, chosen: settings.Settings) -> None:
        self.door = Door(chosen)

    @classmethod
    def name(cls) -> str:
        return conversations.CHANNEL

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> WebChannel:
        """The channel of an entry in credentials.yml; raises SettingsError where that cannot be used."""
        return cls(settings.read(credentials))

    def url_prefix(self) -> str:
        return PREFIX

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes; messages go to Rasa through channels/conversations.py rather than ``on_new_message``."""
        made = Blueprint(self.name(), strict_slashes=True)
        every = tuple(str(method.value) for method in HTTP_METHODS)
        for path, operations in self.door.operations.items():
            handler = partial(self.door.answer, operations)
            made.add_route(handler, path, methods=every, stream=True, name=path.strip("/"))
        for page in PAGES:
            made.add_route(partial(self.door.page, page), page.path, methods=every, stream=True, name=page.file)
        made.add_route(_to_the_page, "", methods=("GET",), name="to_the_page")
        made.listener("before_server_start")(self.door.open)
        made.listener("after_server_start")(self.door.tidy)
        made.listener("before_server_stop")(self.door.close)
        return made


class Door:
    """What the widget may ask, each with its answer."""

    def __init__(self, chosen: settings.Settings) -> None:
        secret = settings.secret_of(chosen)
        self._settings = chosen
        self._age_seconds = int(chosen.token_hours * 3600)
        self._tokens = Tokens(secret, self._age_seconds)
        self._limits = Limits(chosen, secret)
        self._origins = origins.Origins(chosen.origins)
        self._unwatch: Callable[[], None] = lambda: None
        self.operations: dict[str, dict[str, Operation]] = {
            "/about": {"GET": self._about},
            "/conversations": {"POST": self._begin},
            "/conversation": {"GET": self._export, "DELETE": self._erase},
            "/messages": {"POST": self._say},
            "/feedback": {"POST": self._rate},
        }

    async def open(self, app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        """Prepares the server for what only this door needs."""
        origins.exempt(app, PREFIX)
        gate.close(app, PREFIX, behind_proxies=bool(self._settings.proxies_count))
        if self._settings.proxies_count:
            app.config.PROXIES_COUNT = self._settings.proxies_count

    async def tidy(self, app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        """Keeps deleting old conversations while the server runs.

        Raises:
            SettingsError: the tracker store cannot delete any.
        """
        agent = app.ctx.agent
        forgetting.check(agent.tracker_store)
        stages.time_store(agent.tracker_store)
        if self._settings.watch:
            host, _, port = self._settings.watch.rpartition(":")
            looks = health.parts(agent, self._limits.check)
            self._unwatch = server.serve(host.strip("[]"), int(port), health.Health(loop, looks))
        app.add_task(self._delete_old_ones(agent))

    async def close(self, app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        """Ends what was begun beside the server."""
        self._unwatch()

    async def _delete_old_ones(self, agent: Agent) -> None:
        while True:
            try:
                await conversations.erase_expired(agent, self._age_seconds)
            except Exception:
                ERRORS.labels("deletion").inc()
                logger.exception("Old conversations could not be deleted")
            await asyncio.sleep(_SECONDS_BETWEEN_DELETIONS)

    async def answer(self, operations: dict[str, Operation], request: Request) -> HTTPResponse:
        """The answer to a request of one of the paths, whatever happens."""
        start = perf_counter()
        given = request.headers.get("x-request-id") if self._settings.proxies_count else None
        headers = {**_HEADERS, "X-Request-Id": logs.begin_request(given)}
        try:
            headers |= self._origins.allow(request)
            await bodies.receive(request)
            if request.method == "OPTIONS":
                return empty(204, headers | origins.preflight(", ".join(operations)))
            status, body = await self._operate(operations, request)
        except Refusal as refusal:
            status, body = refusal.status, refusal.body
            headers |= refusal.headers
        except asyncio.CancelledError:  # Sanic answers 503 where it took too long, or whoever asked is gone
            self._tell(operations.get(request.method), 503, perf_counter() - start)
            raise
        except Exception:
            ERRORS.labels("door").inc()
            logger.exception("A request failed")
            status, body = Fault.status, Fault().body
        self._tell(operations.get(request.method), status, perf_counter() - start)
        return empty(status, headers) if body is None else json(body, status, headers, ensure_ascii=False)

    def _tell(self, operation: Operation | None, status: int, seconds: float) -> None:
        """Counts an answer, and logs it without anything that the person sent."""
        name = operation.__name__.strip("_") if operation else "other"
        REQUESTS.labels(name, status).inc()
        if operation == self._say and (status == 200 or status >= 500):
            MESSAGE_SECONDS.observe(seconds)
        fields = {"operation": name, "status": status, "ms": round(1000 * seconds, 1)}
        logger.info("answered", extra={"fields": fields})

    async def page(self, page: Page, request: Request) -> HTTPResponse:
        """One of the widget's files; pages of allowed origins may also load the script as a module."""
        try:
            await bodies.receive(request)
            if request.method not in ("GET", "HEAD"):
                raise WrongMethod("GET, HEAD")
        except Refusal as refusal:
            return json(refusal.body, refusal.status, _HEADERS | refusal.headers)
        served = pages.serve(page, self._settings.widget, request)
        with suppress(ForeignOrigin):
            served.headers.update(self._origins.allow(request))
        return served

    async def _operate(self, operations: dict[str, Operation], request: Request) -> Answer:
        operation = operations.get(request.method)
        if operation is None:
            raise WrongMethod(", ".join(operations))
        if request.query_string:
            raise Malformed
        return await operation(request)

    async def _about(self, request: Request) -> Answer:
        return 200, about(self._settings, knowledge.shared())

    async def _begin(self, request: Request) -> Answer:
        await asyncio.to_thread(self._limits.beginning, request.remote_addr or request.ip)
        conversation = new_conversation()
        begun = await conversations.begin(request.app.ctx.agent, conversation)
        return 201, {"token": self._tokens.give(conversation), "replies": begun.plain()["replies"]}

    async def _say(self, request: Request) -> Answer:
        conversation = self._tokens.read(request.headers.get("authorization"))
        await asyncio.to_thread(self._limits.message, conversation)
        turn = await conversations.say(request.app.ctx.agent, conversation, bodies.read(request, Message))
        return 200, turn.plain()

    async def _rate(self, request: Request) -> Answer:
        conversation = await self._known(request)
        await conversations.rate(request.app.ctx.agent, conversation, bodies.read(request, Feedback))
        return 204, None

    async def _export(self, request: Request) -> Answer:
        kept = await conversations.export(request.app.ctx.agent, await self._known(request))
        return 200, kept.plain()

    async def _erase(self, request: Request) -> Answer:
        await conversations.erase(request.app.ctx.agent, await self._known(request))
        return 204, None

    async def _known(self, request: Request) -> str:
        conversation = self._tokens.read(request.headers.get("authorization"))
        await asyncio.to_thread(self._limits.other, conversation)
        return conversation


async def _to_the_page(request: Request) -> HTTPResponse:
    return redirect(f"{PREFIX}/", status=308)

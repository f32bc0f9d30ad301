"""The client of the measures: messages to bots in turn, over REST by connections that are kept alive, or in process."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

# Turns of a conversation before another begins, so that histories grow alike on both sides.
TURNS = 5
_ANSWER_SECONDS = 60


@dataclass(frozen=True)
class Asked:
    """A bot and what it is asked, in order and over again: where its REST channel is, or a function of this process."""

    texts: Sequence[str]
    url: str = ""
    call: Callable[[str], Awaitable[Any]] | None = None


def answers(url: str, question: str) -> bool:
    """Whether a bot replies to a question; an empty reply is none."""
    try:
        return bool(ask(url, question))
    except (urllib.error.URLError, ConnectionError):
        return False


def ask(url: str, question: str) -> list[dict[str, Any]]:
    """The messages that a bot replies with in a conversation of its own."""
    body = json.dumps({"sender": uuid.uuid4().hex, "message": question}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=_ANSWER_SECONDS) as response:
        replies: list[dict[str, Any]] = json.load(response)
    return replies


def latencies(
    bots: Mapping[str, Asked], messages: int, warm_up: int, loop: asyncio.AbstractEventLoop | None = None
) -> dict[str, list[float]]:
    """The times of replies in milliseconds, of bots that take turns message by message.

    Args:
        messages: how many are timed for each, after those that warm it up.
        loop: where functions of this process run, if they need a loop of theirs.
    """
    measured = _latencies(bots, messages, warm_up)
    return loop.run_until_complete(measured) if loop else asyncio.run(measured)


async def _latencies(bots: Mapping[str, Asked], messages: int, warm_up: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in bots}
    said = {name: conversations(bot.texts) for name, bot in bots.items()}
    async with aiohttp.ClientSession() as session:
        for number in range(warm_up + messages):
            for name, bot in bots.items():
                took = await _say(session, bot, *next(said[name]))
                if number >= warm_up:
                    times[name].append(took)
    return times


def turns(url: str, texts: Sequence[str], length: int, conversations: int) -> list[list[float]]:
    """The times in milliseconds of each turn of long conversations; they take turns, so that all grow together."""
    return asyncio.run(_turns(url, texts, length, conversations))


async def _turns(url: str, texts: Sequence[str], length: int, conversations: int) -> list[list[float]]:
    senders = [uuid.uuid4().hex for _ in range(conversations)]
    bot = Asked(texts, url)
    async with aiohttp.ClientSession() as session:
        return [
            [
                await _say(session, bot, sender, texts[(turn + number) % len(texts)])
                for number, sender in enumerate(senders)
            ]
            for turn in range(length)
        ]


def throughput(bot: Asked, clients: int, seconds: float) -> float:
    """How many messages a second a bot answers to clients that each wait for their reply before they go on."""
    return asyncio.run(_throughput(bot, clients, seconds))


async def _throughput(bot: Asked, clients: int, seconds: float) -> float:
    start = time.perf_counter()

    async def one(session: aiohttp.ClientSession, first: int) -> int:
        said = conversations([*bot.texts[first:], *bot.texts[:first]])
        for answered in itertools.count():
            if time.perf_counter() - start >= seconds:
                return answered
            await _say(session, bot, *next(said))
        raise AssertionError

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=clients)) as session:
        counts = await asyncio.gather(*(one(session, n * len(bot.texts) // clients) for n in range(clients)))
    return sum(counts) / (time.perf_counter() - start)


def conversations(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Senders and messages, over and over: a new conversation every few turns."""
    sender = ""
    for number, text in enumerate(itertools.cycle(texts)):
        if number % TURNS == 0:
            sender = uuid.uuid4().hex
        yield sender, text


async def _say(session: aiohttp.ClientSession, bot: Asked, sender: str, text: str) -> float:
    """The milliseconds that a reply takes.

    Raises:
        RuntimeError: there was none; a bot that says nothing is no measure of speed.
    """
    start = time.perf_counter()
    if bot.call is not None:
        reply = await bot.call(text)
    else:
        async with session.post(bot.url, json={"sender": sender, "message": text}) as response:
            reply = await response.json()
    took = 1000 * (time.perf_counter() - start)
    if not reply:
        raise RuntimeError(f"no reply to {text!r}")
    return took

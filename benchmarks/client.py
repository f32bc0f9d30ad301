"""The client of the measures: messages over REST, by connections that are kept alive."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator, Mapping, Sequence

import aiohttp

# Turns of a conversation before another begins, so that histories grow alike on both sides.
TURNS = 5
_ANSWER_SECONDS = 30


def answers(url: str, question: str) -> bool:
    """Whether a bot replies to a question; an empty reply is none."""
    body = json.dumps({"sender": uuid.uuid4().hex, "message": question}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=_ANSWER_SECONDS) as response:
            return bool(json.load(response))
    except (urllib.error.URLError, ConnectionError):
        return False


def latencies(bots: Mapping[str, tuple[str, Sequence[str]]], messages: int, warm_up: int) -> dict[str, list[float]]:
    """The times of replies in milliseconds, of bots that take turns message by message.

    Args:
        bots: the address of each and what it is asked, in order and over again.
        messages: how many are timed for each, after those that warm it up.
    """
    return asyncio.run(_latencies(bots, messages, warm_up))


async def _latencies(
    bots: Mapping[str, tuple[str, Sequence[str]]], messages: int, warm_up: int
) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in bots}
    said = {name: conversations(texts) for name, (_, texts) in bots.items()}
    async with aiohttp.ClientSession() as session:
        for number in range(warm_up + messages):
            for name, (url, _) in bots.items():
                took = await _say(session, url, *next(said[name]))
                if number >= warm_up:
                    times[name].append(took)
    return times


def throughput(url: str, texts: Sequence[str], clients: int, seconds: float) -> float:
    """How many messages a second a bot answers to clients that each wait for their reply before they go on."""
    return asyncio.run(_throughput(url, texts, clients, seconds))


async def _throughput(url: str, texts: Sequence[str], clients: int, seconds: float) -> float:
    start = time.perf_counter()

    async def one(session: aiohttp.ClientSession, first: int) -> int:
        said = conversations([*texts[first:], *texts[:first]])
        for answered in itertools.count():
            if time.perf_counter() - start >= seconds:
                return answered
            await _say(session, url, *next(said))
        raise AssertionError

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=clients)) as session:
        counts = await asyncio.gather(*(one(session, n * len(texts) // clients) for n in range(clients)))
    return sum(counts) / (time.perf_counter() - start)


def conversations(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Senders and messages, over and over: a new conversation every few turns."""
    sender = ""
    for number, text in enumerate(itertools.cycle(texts)):
        if number % TURNS == 0:
            sender = uuid.uuid4().hex
        yield sender, text


async def _say(session: aiohttp.ClientSession, url: str, sender: str, text: str) -> float:
    """The milliseconds that a reply takes.

    Raises:
        RuntimeError: there was none; a bot that says nothing is no measure of speed.
    """
    start = time.perf_counter()
    async with session.post(url, json={"sender": sender, "message": text}) as response:
        reply = await response.json()
    took = 1000 * (time.perf_counter() - start)
    if not reply:
        raise RuntimeError(f"no reply to {text!r}")
    return took

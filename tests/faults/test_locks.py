"""Locks in a real Redis, as two replicas use them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator

import pytest
from rasa.core.lock_store import LockError
from redis import Redis

from deploy import engines
from deploy.processes import Server
from serving import locks
from serving.locks import RedisLocks
from tests.door import free_port

PASSWORD = "only-for-tests"


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory, port: int) -> Iterator[Server]:
    server = engines.redis_server(tmp_path_factory.mktemp("redis"), port, PASSWORD)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def replica(redis: Server, port: int) -> Callable[[], RedisLocks]:
    """Makes the locks of one more replica."""
    return lambda: RedisLocks(f"redis://:{PASSWORD}@127.0.0.1:{port}/0")


def _run(work: Awaitable[None]) -> None:
    asyncio.run(asyncio.wait_for(work, 30))  # type: ignore[arg-type]


def test_turns_go_in_the_order_of_their_coming_whichever_replica_gets_them(replica: Callable[[], RedisLocks]) -> None:
    async def all_turns() -> None:
        both, served, inside = (replica(), replica()), [], 0

        async def turn(number: int) -> None:
            nonlocal inside
            async with both[number % 2].lock("a"):
                inside += 1
                assert inside == 1
                await asyncio.sleep(0.02)
                served.append(number)
                inside -= 1

        turns = []
        for number in range(20):
            turns.append(asyncio.create_task(turn(number)))
            await asyncio.sleep(0.005)
        start = time.monotonic()
        await asyncio.gather(*turns)
        assert served == list(range(20))
        assert time.monotonic() - start < 2  # whoever waits is woken, and need not look again and again

    _run(all_turns())


def test_conversations_do_not_wait_for_each_other(replica: Callable[[], RedisLocks]) -> None:
    async def two() -> None:
        store = replica()
        async with store.lock("b"), asyncio.timeout(1), store.lock("c"):
            pass

    _run(two())


def test_a_turn_may_take_longer_than_a_ticket_counts(
    replica: Callable[[], RedisLocks], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "TICKET_SECONDS", 0.5)
    monkeypatch.setattr(locks, "_RENEWAL_SECONDS", 0.1)

    async def long() -> None:
        order = []

        async def second() -> None:
            async with replica().lock("d"):
                order.append("second")

        async with replica().lock("d"):
            waiting = asyncio.create_task(second())
            await asyncio.sleep(1.5)
            order.append("first")
        await waiting
        assert order == ["first", "second"]

    _run(long())


def test_the_ticket_of_a_replica_that_died_expires(
    replica: Callable[[], RedisLocks], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "TICKET_SECONDS", 0.5)
    monkeypatch.setattr(locks, "_RENEWAL_SECONDS", 0.1)

    async def after_death() -> None:
        dead = replica()
        await dead._draw(dead._keys("e"), [500])
        start = time.monotonic()
        async with replica().lock("e"):
            assert 0.3 < time.monotonic() - start < 3

    _run(after_death())


def test_a_lost_lock_is_told_and_not_taken(replica: Callable[[], RedisLocks]) -> None:
    async def lost() -> None:
        store = replica()
        async with store.lock("f"):
            waiting = asyncio.create_task(_hold(replica(), "f"))
            await asyncio.sleep(0.1)
            await store._redis.flushall()
            with pytest.raises(LockError, match="lost"):
                await waiting

    _run(lost())


def test_connections_that_redis_has_closed_fail_no_turn(replica: Callable[[], RedisLocks], port: int) -> None:
    async def closed() -> None:
        store = replica()
        await _hold(store, "i")
        with Redis(port=port, password=PASSWORD) as operator:
            assert operator.client_kill_filter(_type="normal", skipme=True) >= 1
        await asyncio.sleep(0.2)
        await _hold(store, "i")

    _run(closed())


def test_without_redis_there_is_an_error_at_once(replica: Callable[[], RedisLocks], redis: Server) -> None:
    async def down() -> None:
        start = time.monotonic()
        with pytest.raises(LockError):
            await _hold(replica(), "g")
        assert time.monotonic() - start < 4

    redis.stop()
    try:
        _run(down())
    finally:
        redis.start()


def test_nothing_of_a_lock_stays(replica: Callable[[], RedisLocks]) -> None:
    async def hold() -> None:
        store = replica()
        await _hold(store, "h")
        for key in await store._redis.keys("*"):
            assert await store._redis.ttl(key) >= 0

    _run(hold())


async def _hold(store: RedisLocks, conversation: str) -> None:
    async with store.lock(conversation):
        pass

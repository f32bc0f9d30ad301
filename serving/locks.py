"""Locks of conversations: their turns go one after the other, in the order in which they came.

Rasa's own lock store for Redis reads, changes and writes its tickets in three steps, so that two replicas may be served
at once, and both of its stores look only once a second whether it is one's turn. Here a ticket is drawn, renewed and
given back by scripts that Redis runs as a whole, and whoever gives one back wakes the next. The ticket of a process that
died expires within seconds. A lock that fails in spite of all this lets nothing be lost: serving/database.py refuses what
would be written over another turn.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from weakref import WeakValueDictionary

from rasa.core.lock_store import LockError, LockStore
from redis.asyncio import Redis
from redis.exceptions import RedisError

from channels.settings import SettingsError

TICKET_SECONDS = 5.0  # how long a ticket counts without being renewed
_RENEWAL_SECONDS = 1.5
_LONGEST_WAIT_SECONDS = 20.0  # for one's turn; the server gives up a request after thirty
_LONGEST_ANSWER_SECONDS = 3.0  # of Redis; this process itself may be busy for a second

# KEYS: the last ticket's number; the tickets that count, by when they expire (ms). ARGV: a ticket's life (ms); a ticket.
_FIRST = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
local function first()
    local least = false
    for _, ticket in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
        if not least or tonumber(ticket) < least then least = tonumber(ticket) end
    end
    return least
end
"""
# Draws a ticket; returns it, and whether it is served at once.
_DRAW = (
    _FIRST
    + """
local ticket = redis.call('INCR', KEYS[1])
redis.call('ZADD', KEYS[2], now + ARGV[1], ticket)
redis.call('PEXPIRE', KEYS[1], 10 * ARGV[1])
redis.call('PEXPIRE', KEYS[2], 10 * ARGV[1])
return {ticket, first() == ticket and 1 or 0}
"""
)
# Renews a ticket; returns whether it is served, or -1 where it does not count any more.
_RENEW = (
    _FIRST
    + """
if not redis.call('ZSCORE', KEYS[2], ARGV[2]) then return -1 end
redis.call('ZADD', KEYS[2], now + ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], 10 * ARGV[1])
redis.call('PEXPIRE', KEYS[2], 10 * ARGV[1])
return first() == tonumber(ARGV[2]) and 1 or 0
"""
)
# Gives a ticket back, and wakes the next.
_GIVE_BACK = (
    _FIRST
    + """
redis.call('ZREM', KEYS[2], ARGV[2])
local next = first()
if next then
    local bell = KEYS[2] .. ':' .. next
    redis.call('RPUSH', bell, 1)
    redis.call('PEXPIRE', bell, ARGV[1])
end
"""
)


class InProcessLocks(LockStore):
    """Locks for one process."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def lock(self, conversation_id: str, *args: float, **kwargs: float) -> AsyncIterator[None]:
        """Holds the lock of a conversation, once those that came before have let go of it."""
        lock = self._locks.setdefault(conversation_id, asyncio.Lock())
        async with lock:
            yield


class RedisLocks(LockStore):
    """Locks for all processes that use one Redis."""

    def __init__(self, address: str, prefix: str = "ftap:lock:") -> None:
        """
        Args:
            address: where Redis is, as redis://:PASSWORD@HOST:PORT/0.

        Raises:
            SettingsError: the address is none.
        """
        waits = {"socket_timeout": _LONGEST_ANSWER_SECONDS, "socket_connect_timeout": _LONGEST_ANSWER_SECONDS}
        try:
            self._redis: Redis[str] = Redis.from_url(address, decode_responses=True, **waits)
        except ValueError:
            raise SettingsError("FTAP_REDIS_URL is no address of a Redis") from None
        self._draw, self._renew, self._give_back = map(self._redis.register_script, (_DRAW, _RENEW, _GIVE_BACK))
        self._prefix = prefix

    @asynccontextmanager
    async def lock(self, conversation_id: str, *args: float, **kwargs: float) -> AsyncIterator[None]:
        """Holds the lock of a conversation, once those that came before have let go of it.

        Raises:
            LockError: Redis fails, or it takes too long.
        """
        keys = self._keys(conversation_id)
        try:
            ticket, served = await self._draw(keys, [_ms(TICKET_SECONDS)])
        except RedisError as error:
            raise _failed(error) from None
        renewing = asyncio.create_task(self._keep(keys, ticket))
        try:
            if not served:
                await self._wait(keys, ticket)
            yield
        finally:
            renewing.cancel()
            with suppress(RedisError):  # it expires by itself
                await asyncio.shield(self._give_back(keys, [_ms(TICKET_SECONDS), ticket]))

    def _keys(self, conversation_id: str) -> list[str]:
        return [f"{self._prefix}{{{conversation_id}}}:{part}" for part in ("last", "tickets")]

    async def _wait(self, keys: list[str], ticket: int) -> None:
        """Waits until a ticket is served: for its bell, or for those before it to expire."""
        try:
            async with asyncio.timeout(_LONGEST_WAIT_SECONDS):
                while not (served := await self._renew(keys, [_ms(TICKET_SECONDS), ticket])):
                    await self._redis.blpop([f"{keys[1]}:{ticket}"], timeout=1)
        except RedisError as error:
            raise _failed(error) from None
        except TimeoutError:
            raise LockError("The turns before this one take too long") from None
        if served < 0:  # Redis was started anew, or this process stood still
            raise LockError("The lock was lost")

    async def _keep(self, keys: list[str], ticket: int) -> None:
        """Keeps renewing a ticket."""
        while True:
            await asyncio.sleep(_RENEWAL_SECONDS)
            with suppress(RedisError):
                await self._renew(keys, [_ms(TICKET_SECONDS), ticket])


def _ms(seconds: float) -> int:
    return int(seconds * 1000)


def _failed(error: RedisError) -> LockError:
    return LockError(f"Redis cannot give a lock: {type(error).__name__}")

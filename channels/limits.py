"""How often one may ask: per conversation, and per address for new conversations."""

from __future__ import annotations

import hashlib
import hmac
import logging
import math
import time
from ipaddress import IPv4Address, IPv6Address, ip_address

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.errors import ConfigurationError
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter, RateLimiter
from redis.exceptions import RedisError

from channels.refusals import TooMany
from channels.settings import Settings, SettingsError
from watching.metrics import ERRORS

logger = logging.getLogger(__name__)

_LONGEST_WAIT_FOR_REDIS = 0.5  # seconds
_OTHER_REQUESTS_PER_MINUTE = 60


class Limits:
    """Counts requests in memory, or in Redis where several processes serve; to be called in a thread, where it waits."""

    def __init__(self, settings: Settings, secret: str) -> None:
        """
        Raises:
            SettingsError: the address of Redis cannot be used.
        """
        self._storage = _storage(settings.redis_url)  # the limiter alone would let go of it
        self._counted = MovingWindowRateLimiter(self._storage)
        # A moving window keeps the time of each request; for a day that is one number, from the first request on.
        self._in_all = FixedWindowRateLimiter(self._storage)
        self._key = secret.encode()
        self._messages = RateLimitItemPerMinute(settings.messages_per_minute)
        self._conversation = RateLimitItemPerDay(settings.messages_per_conversation)
        self._others = RateLimitItemPerMinute(_OTHER_REQUESTS_PER_MINUTE)
        self._beginnings = RateLimitItemPerHour(settings.conversations_per_hour)

    def message(self, conversation: str) -> None:
        """Counts a message; raises TooMany where there were too many."""
        self._count(self._counted, self._messages, "message", conversation)
        self._count(self._in_all, self._conversation, "conversation", conversation)

    def other(self, conversation: str) -> None:
        """Counts another request of a conversation; raises TooMany where there were too many."""
        self._count(self._counted, self._others, "other", conversation)

    def beginning(self, address: str) -> None:
        """Counts a new conversation from an address; raises TooMany where there were too many."""
        self._count(self._counted, self._beginnings, "beginning", self._veiled(address))

    def check(self) -> None:
        """Looks whether requests can be counted; raises what the storage raises where they cannot."""
        if not self._storage.check():
            raise ConnectionError("the limits cannot be counted")

    def _count(self, limiter: RateLimiter, item: RateLimitItem, *key: str) -> None:
        try:
            if not limiter.hit(item, *key):
                opens, _ = limiter.get_window_stats(item, *key)
                raise TooMany(max(1, math.ceil(opens - time.time())))
        except RedisError as error:
            # People are answered all the same: a limit is no reason to be out of service.
            ERRORS.labels("limits").inc()
            logger.error("The limits cannot be counted: %s", type(error).__name__)

    def _veiled(self, address: str) -> str:
        """An address that cannot be read back."""
        return hmac.new(self._key, _network(address).encode(), hashlib.sha256).hexdigest()


def _network(address: str) -> str:
    """The address; of IPv6, its network of 64 bits, since each household has many addresses in one."""
    try:
        known: IPv4Address | IPv6Address = ip_address(address.strip("[]"))
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        known = known.ipv4_mapped or known
    return known.exploded[:19]


def _storage(redis_url: str) -> Storage:
    if not redis_url:
        return storage_from_string("memory://")
    waits = {"socket_timeout": _LONGEST_WAIT_FOR_REDIS, "socket_connect_timeout": _LONGEST_WAIT_FOR_REDIS}
    try:
        return storage_from_string(redis_url, **waits)
    except (ConfigurationError, ValueError) as error:
        raise SettingsError(f"FTAP_REDIS_URL cannot be used: {type(error).__name__}") from None

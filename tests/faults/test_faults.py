"""Faults under load: what people saw is compared with what is stored, and with what is said when nothing goes wrong.

Nothing may be lost, doubled, out of order or another's, and each message gets an answer or an apology.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.conftest import Service
from tests.faults.talking import Talk, at_once, faults


def _during(service: Service, trouble: Callable[[], None], people: int = 30, pause: float = 0.7) -> list[Talk]:
    """What people see while there is trouble, which begins when all of them talk."""
    with ThreadPoolExecutor(1) as apart:
        talking = apart.submit(lambda: asyncio.run(at_once(service.port, people, twice=True, pause=pause)))
        time.sleep(1)
        trouble()
        return talking.result()


def _apologies(talks: list[Talk]) -> list[str]:
    return [apology for talk in talks for apology in talk.apologies]


def test_200_conversations_at_once_with_every_message_sent_twice(service: Service) -> None:
    talks = asyncio.run(at_once(service.port, 200, twice=True))

    assert faults(service.cluster, talks, service.expected) == []
    assert _apologies(talks) == []
    assert len({talk.conversation for talk in talks}) == 200


def test_a_replica_is_killed_in_mid_turn(service: Service) -> None:
    killed = service.cluster.replicas[0]

    def kill() -> None:
        killed.kill()
        time.sleep(1)
        killed.start()

    talks = _during(service, kill)

    assert faults(service.cluster, talks, service.expected) == []
    assert killed.runs


def test_postgresql_stops_and_starts(service: Service) -> None:
    def restart() -> None:
        service.cluster.database.stop()
        time.sleep(2)
        service.cluster.database.start()

    talks = _during(service, restart)

    assert faults(service.cluster, talks, service.expected) == []
    assert _apologies(talks)  # or it was not down


def test_redis_stops_and_starts_empty(service: Service) -> None:
    def restart() -> None:
        service.cluster.redis.stop()
        time.sleep(2)
        service.cluster.redis.start()

    talks = _during(service, restart)

    assert faults(service.cluster, talks, service.expected) == []
    assert _apologies(talks)


@pytest.mark.parametrize("wire", ["to_database", "to_redis"])
def test_five_seconds_of_lag(service: Service, wire: str) -> None:
    slow = getattr(service, wire)

    def lag() -> None:
        slow.lag = 5.0
        time.sleep(6)
        slow.lag = 0.0

    talks = _during(service, lag)

    assert faults(service.cluster, talks, service.expected) == []
    assert _apologies(talks)


@pytest.mark.parametrize("wire", ["to_database", "to_redis"])
def test_connections_are_reset(service: Service, wire: str) -> None:
    torn = getattr(service, wire)

    def tear() -> None:
        for _ in range(15):
            torn.tear()
            time.sleep(0.2)

    talks = _during(service, tear)

    assert faults(service.cluster, talks, service.expected) == []


def test_an_update_drops_nothing(service: Service) -> None:
    before = [replica.pid for replica in service.cluster.replicas]
    talks = _during(service, service.cluster.update, people=15, pause=8)

    assert faults(service.cluster, talks, service.expected) == []
    assert _apologies(talks) == []
    assert not set(before) & {replica.pid for replica in service.cluster.replicas}

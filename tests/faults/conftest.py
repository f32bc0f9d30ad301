"""One service for all tests of faults, whose replicas reach PostgreSQL and Redis through wires that tests can tear."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from deploy import cluster as clusters
from deploy import secrets
from deploy.cluster import Cluster, Limits, Ports
from tests.door import free_port
from tests.faults.talking import SCRIPTS, at_once
from tests.faults.wire import Wire

GENEROUS = Limits(requests_per_second=5000, connections=2000)


@dataclass(frozen=True)
class Service:
    """The service, its wires, and what it answers when nothing goes wrong."""

    cluster: Cluster
    to_database: Wire
    to_redis: Wire
    expected: dict[tuple[str, ...], list[list[str]]]

    @property
    def port(self) -> int:
        """Where the proxy listens."""
        return self.cluster.ports.proxy


@pytest.fixture(scope="session")
def run_folder() -> Iterator[Path]:
    with clusters.temporary_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def service(model: str, run_folder: Path) -> Iterator[Service]:
    ports = Ports(free_port(), free_port(), free_port(), (free_port(), free_port()))
    to_database, to_redis = Wire(ports.database), Wire(ports.redis)
    wired = replace(ports, database=to_database.port, redis=to_redis.port)
    settings = {
        **clusters.addresses(wired, secrets.of(run_folder)),
        "FTAP_CONVERSATIONS_PER_HOUR": "100000",
        "FTAP_MESSAGES_PER_MINUTE": "1000",
    }
    try:
        with clusters.started(run_folder, ports, GENEROUS, settings) as found:
            talks = asyncio.run(at_once(ports.proxy, len(SCRIPTS)))
            assert not [fault for talk in talks for fault in (*talk.wrong, *talk.apologies)]
            yield Service(found, to_database, to_redis, {talk.script: talk.replies for talk in talks})
    finally:
        to_database.close()
        to_redis.close()
        for log in run_folder.glob("*.log"):
            if os.environ.get("FTAP_FAULTS_LOGS"):
                shutil.copy(log, os.environ["FTAP_FAULTS_LOGS"])

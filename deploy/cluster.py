"""The whole service on one machine: PostgreSQL, Redis, replicas of the assistant, and the proxy before them."""

from __future__ import annotations

import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from deploy import engines, secrets
from deploy.processes import NotStarted, Server
from serving.model import HERE

_NOTICED_SECONDS = 3.0  # until the proxy tries a replica again that it has found missing: fail_timeout, and some more
_TRIES = 16  # so that no replica is missed: by chance one of two would be in one case of 65,000
_ABOUT = "http://127.0.0.1:{port}/assistant/about"


@dataclass(frozen=True)
class Ports:
    """Where each server listens, on loopback."""

    proxy: int
    database: int
    redis: int
    replicas: tuple[int, ...]

    @classmethod
    def after(cls, proxy: int, replicas: int) -> Ports:
        """The proxy's port, and the ports that follow it."""
        return cls(proxy, proxy + 1, proxy + 2, tuple(range(proxy + 3, proxy + 3 + replicas)))

    def check(self) -> None:
        """
        Raises:
            NotStarted: something else listens on one of them.
        """
        for port in (self.proxy, self.database, self.redis, *self.replicas):
            if engines.listens(port):
                raise NotStarted(f"port {port} is in use: stop what uses it, or choose others: make run-prod PORT=…")


@dataclass(frozen=True)
class Limits:
    """How much the proxy lets through for one address."""

    requests_per_second: int = 30
    connections: int = 60


@dataclass(frozen=True)
class Cluster:
    """The servers of a service, each of which can be stopped and started by itself."""

    ports: Ports
    secrets: secrets.Secrets
    database: Server
    redis: Server
    replicas: tuple[Server, ...]
    proxy: Server

    def update(self) -> None:
        """Starts the replicas anew, one after the other, as an update of the model does."""
        for replica in self.replicas:
            replica.stop()
            replica.start()
            time.sleep(_NOTICED_SECONDS)
            self._let_the_proxy_find_it()

    def _let_the_proxy_find_it(self) -> None:
        """Asks through the proxy, which has a replica back only once a request to it succeeded, and tries one at a time.

        Where nobody wrote meanwhile, the first of many messages at once would be that request, and the others be refused.
        """
        for _ in range(_TRIES):
            with urllib.request.urlopen(_ABOUT.format(port=self.ports.proxy), timeout=5):
                pass  # any replica may answer: requests of no conversation are spread by chance


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder for a service that is only tried, where PostgreSQL's own user can reach it; deleted at the end."""
    with TemporaryDirectory(prefix="ftap-", dir="/var/tmp", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@contextmanager
def started(
    folder: Path, ports: Ports, limits: Limits = Limits(), settings: Mapping[str, str] | None = None
) -> Iterator[Cluster]:
    """The service with its files in a folder, once it answers; stopped at the end, the proxy first.

    Args:
        settings: environment variables of the replicas, FTAP_… for the most part.

    Raises:
        NotStarted: one of its servers does not answer.
    """
    ports.check()
    folder.mkdir(exist_ok=True)
    known = secrets.of(folder)
    database = engines.postgresql(folder, ports.database, known.database_password)
    redis = engines.redis_server(folder, ports.redis, known.redis_password)
    environment = {**os.environ, **addresses(ports, known), **(settings or {})}
    replicas = tuple(replica(folder, port, environment) for port in ports.replicas)
    proxy = engines.nginx(folder, ports.proxy, ports.replicas, limits.requests_per_second, limits.connections)
    with ExitStack() as stack:
        for server in (database, redis):
            stack.callback(server.stop)
            server.start()
        for server in replicas:
            stack.callback(server.stop)
            server.launch()
        for server in replicas:
            server.wait()
        stack.callback(proxy.stop)
        proxy.start()
        yield Cluster(ports, known, database, redis, replicas, proxy)


def addresses(ports: Ports, known: secrets.Secrets) -> dict[str, str]:
    """What a replica must know, as its environment."""
    user = f"{engines.USER}:{known.database_password}"
    return {
        "FTAP_SECRET": known.token_key,
        "FTAP_DATABASE_URL": f"postgresql://{user}@127.0.0.1:{ports.database}/{engines.DATABASE}",
        "FTAP_REDIS_URL": f"redis://:{known.redis_password}@127.0.0.1:{ports.redis}/0",
        "FTAP_PROXIES_COUNT": "1",
    }


def replica(folder: Path, port: int, environment: Mapping[str, str]) -> Server:
    """One process of the assistant, behind the proxy."""

    def answers() -> bool:
        try:
            with urllib.request.urlopen(_ABOUT.format(port=port), timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    command = [sys.executable, "-m", "serving", "run", "--port", str(port)]
    # One core each: libraries that take all of them only get in each other's way.
    calm = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(HERE), **environment}
    return Server(f"replica {port}", command, folder / f"replica-{port}.log", answers, calm)

"""PostgreSQL, Redis and nginx from Debian's packages, each with its files in one folder."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from string import Template
from tempfile import NamedTemporaryFile

import psycopg2
import redis

from deploy.processes import NotStarted, Server

HERE = Path(__file__).parent
TEMPLATE = HERE / "nginx.conf.template"
USER, DATABASE = "assistant", "assistant"
# PostgreSQL refuses to run as root; the package makes this user for it.
_AS_POSTGRES = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")


def program(name: str) -> str:
    """The path of a program of the packages.

    Raises:
        NotStarted: it is not installed.
    """
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    found = str(versions[-1]) if versions else shutil.which(name, path=os.defpath + ":/usr/sbin:/usr/local/bin")
    if found is None:
        raise NotStarted(f"{name} is not installed: run scripts/servers.sh as root, or apt install it")
    return found


def postgresql(folder: Path, port: int, password: str) -> Server:
    """A PostgreSQL with one database, on loopback; its cluster is made at the first start.

    Raises:
        NotStarted: it is not installed, or its files cannot be made in the folder.
    """
    data = folder / "postgresql"
    if not (data / "PG_VERSION").exists():
        _make_cluster(data, password)
    command = [program("postgres"), "-D", str(data), "-p", str(port), "-c", "listen_addresses=127.0.0.1"]
    command += ["-c", "unix_socket_directories=", "-c", "max_connections=200"]

    def answers() -> bool:
        try:
            with closing(connected(port, password, "postgres")) as connection:
                _make_database(connection)
        except psycopg2.OperationalError:
            return False
        return True

    log = folder / "postgresql.log"
    # SIGINT has it end the connections that there are, rather than wait for them.
    return Server("PostgreSQL", [*_prefix(), *command], log, answers, stop_signal=signal.SIGINT)


def connected(port: int, password: str, database: str = DATABASE) -> psycopg2.extensions.connection:
    """A connection to such a PostgreSQL; raises psycopg2.OperationalError where there is none."""
    return psycopg2.connect(
        host="127.0.0.1", port=port, user=USER, password=password, dbname=database, connect_timeout=2
    )


def redis_server(folder: Path, port: int, password: str) -> Server:
    """A Redis on loopback, which keeps nothing on disk: locks and limits are of the moment."""
    configuration = folder / "redis.conf"
    configuration.touch(mode=0o600)
    configuration.write_text(
        f"bind 127.0.0.1\nport {port}\nrequirepass {password}\nsave ''\nappendonly no\ndir {folder}\n"
        "maxmemory 256mb\nmaxmemory-policy noeviction\n",
        encoding="utf-8",
    )

    def answers() -> bool:
        try:
            with redis.Redis(port=port, password=password, socket_timeout=2) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    return Server("Redis", [program("redis-server"), str(configuration)], folder / "redis.log", answers)


def nginx(folder: Path, port: int, replicas: Sequence[int], requests_per_second: int, connections: int) -> Server:
    """The proxy on loopback, before replicas at some ports."""
    configuration = folder / "nginx.conf"
    configuration.write_text(
        configured(
            LISTEN=f"127.0.0.1:{port}",
            FILES=str(folder),
            REPLICAS="\n        ".join(f"server 127.0.0.1:{each} max_fails=3 fail_timeout=2s;" for each in replicas),
            REQUESTS_PER_SECOND=str(requests_per_second),
            CONNECTIONS_PER_ADDRESS=str(connections),
        ),
        encoding="utf-8",
    )
    command = [program("nginx"), "-c", str(configuration), "-p", str(folder), "-e", "stderr"]
    return Server("nginx", command, folder / "nginx.log", lambda: listens(port), stop_signal=signal.SIGQUIT)


def configured(**values: str) -> str:
    """The proxy's configuration, with what it leaves open filled in, as the nginx image does from the environment."""
    return Template(TEMPLATE.read_text(encoding="utf-8")).safe_substitute(values)


def listens(port: int) -> bool:
    """Whether something listens on a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _prefix() -> tuple[str, ...]:
    return _AS_POSTGRES if os.geteuid() == 0 else ()


def _make_cluster(data: Path, password: str) -> None:
    data.mkdir(mode=0o700, exist_ok=True)
    with NamedTemporaryFile("w", prefix="ftap-") as told:
        told.write(password)
        told.flush()
        if os.geteuid() == 0:
            try:
                for path in (data, Path(told.name)):
                    shutil.chown(path, "postgres", "postgres")
            except LookupError:
                raise NotStarted("there is no user postgres: run scripts/servers.sh as root") from None
        command = [program("initdb"), "-D", str(data), "-U", USER, "-A", "scram-sha-256", f"--pwfile={told.name}"]
        command += ["-E", "UTF8", "--locale=C.UTF-8"]
        done = subprocess.run([*_prefix(), *command], capture_output=True, text=True, cwd="/")
    if done.returncode:
        reason = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1]
        raise NotStarted(
            f"PostgreSQL's files cannot be made in {data} ({reason}): "
            "its user must be able to reach the folder; RUN=/var/tmp/ftap chooses another"
        )


def _make_database(connection: psycopg2.extensions.connection) -> None:
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_database where datname = %s", (DATABASE,))
        if cursor.fetchone() is None:
            cursor.execute(f"create database {DATABASE}")

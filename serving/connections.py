"""Connections to databases that fail within seconds rather than wait, and do not tell what was written in their errors."""

from __future__ import annotations

import select
import sqlite3
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.extensions
import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from channels.settings import SettingsError

_LONGEST_WAIT_SECONDS = 2.0  # for one answer of the database
MOST = 16  # connections of a process; more turns at once wait for one of them


def in_file(path: Path) -> str:
    """The address of an SQLite database in a file."""
    return f"sqlite:///{path}"


def engine(address: str) -> Engine:
    """What connects to the database of an address, once it is needed.

    Raises:
        SettingsError: the address is none of a database in SQLite or PostgreSQL.
    """
    try:
        url = make_url(address)
    except ArgumentError:
        raise SettingsError("FTAP_DATABASE_URL is no address of a database") from None
    pool = {"poolclass": QueuePool, "pool_size": MOST, "max_overflow": 0, "pool_timeout": _LONGEST_WAIT_SECONDS}
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, pool)
    if url.get_backend_name() == "postgresql":
        return _postgresql(url, pool)
    raise SettingsError(f"Conversations cannot be kept in {url.get_backend_name()}: use SQLite or PostgreSQL")


def _sqlite(url: URL, pool: dict[str, Any]) -> Engine:
    """An SQLite file that is written without stopping its readers, and in which what is deleted is overwritten."""
    waits = {"check_same_thread": False, "timeout": _LONGEST_WAIT_SECONDS}
    pool = {**pool, "max_overflow": 1}  # for what is read while all threads write
    made = sa.create_engine(url, hide_parameters=True, connect_args=waits, **pool)

    @sa.event.listens_for(made, "connect")
    def prepare(connection: sqlite3.Connection, record: object) -> None:
        file = Path(url.database or "")
        if file.is_file() and file.stat().st_size == 0:  # just made; its log takes over who may read it
            file.chmod(0o600)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")  # a turn that was answered outlives a power cut
        connection.execute("pragma secure_delete = on")

    return made


def _postgresql(url: URL, pool: dict[str, Any]) -> Engine:
    psycopg2.extensions.set_wait_callback(_wait)
    url = url.set(drivername="postgresql+psycopg2")
    return sa.create_engine(url, hide_parameters=True, pool_pre_ping=True, **pool)


def _wait(connection: Any) -> None:
    """Waits for the database's answer, but not for ever: psycopg2 itself has no limit for a server that stays silent.

    Raises:
        psycopg2.OperationalError: there was none in time; psycopg2 then closes the connection.
    """
    while (state := connection.poll()) != psycopg2.extensions.POLL_OK:
        waiting = select.poll()  # select.select takes no file descriptor beyond 1023, which a busy server has
        waiting.register(connection, select.POLLIN if state == psycopg2.extensions.POLL_READ else select.POLLOUT)
        if not waiting.poll(1000 * _LONGEST_WAIT_SECONDS):
            raise psycopg2.OperationalError("the database did not answer in time")

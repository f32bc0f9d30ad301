"""What is particular about connections to databases."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import psycopg2
import pytest
import sqlalchemy as sa

from serving import connections


def test_only_its_owner_reads_a_file_of_conversations(tmp_path: Path) -> None:
    file = tmp_path / "conversations.db"
    with connections.engine(connections.in_file(file)).begin() as connection:
        connection.execute(sa.text("create table words (word text)"))
        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}

    assert modes == {"conversations.db": 0o600, "conversations.db-wal": 0o600, "conversations.db-shm": 0o600}


def test_who_may_read_a_file_stays_as_the_operator_has_it(tmp_path: Path) -> None:
    file = tmp_path / "conversations.db"
    with connections.engine(connections.in_file(file)).begin() as connection:
        connection.execute(sa.text("create table words (word text)"))
    file.chmod(0o640)
    with connections.engine(connections.in_file(file)).begin() as connection:
        connection.execute(sa.text("select * from words"))

    assert file.stat().st_mode & 0o777 == 0o640


def test_a_server_with_many_open_files_still_waits_for_its_database() -> None:
    """PostgreSQL is not needed: a connection that answers nothing has a file descriptor, and a state."""

    class Silent:
        def __init__(self, descriptor: int) -> None:
            self._descriptor = descriptor

        def fileno(self) -> int:
            return self._descriptor

        def poll(self) -> int:
            return int(psycopg2.extensions.POLL_READ)

    reading, writing = os.pipe()
    high = fcntl.fcntl(reading, fcntl.F_DUPFD, 2000)
    try:
        with pytest.raises(psycopg2.OperationalError, match="did not answer in time"):
            connections._wait(Silent(high))
    finally:
        for each in (reading, writing, high):
            os.close(each)

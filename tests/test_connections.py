"""What is particular about connections to databases."""

from __future__ import annotations

from pathlib import Path

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

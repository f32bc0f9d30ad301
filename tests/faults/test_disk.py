"""The disk of the embedded database is full: people get an apology, and nothing of what was said is lost."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.door import new_id, served
from wording import say


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=True)
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_is_told_and_can_be_mended(model: str, tmp_path: Path, small_disk: Path) -> None:
    with served(tmp_path, FTAP_DATABASE_URL=f"sqlite:///{small_disk}/conversations.db") as door:
        token = door.begin()
        before = door.say(token, "combien pour la Culture ?").body
        filler = small_disk / "filler"
        with filler.open("wb", buffering=0) as file, pytest.raises(OSError):
            while True:
                file.write(b"x" * 4096)
        message_id = new_id()
        refused = [door.say(token, "et l'Intérieur ?", message_id) for _ in range(3)]
        begun = door.ask("POST", "/conversations")
        filler.unlink()
        after = door.say(token, "et l'Intérieur ?", message_id)

        assert {(r.status, r.body["message"]) for r in (*refused, begun)} == {(500, say("refused_fault"))}
        assert after.status == 200 and "14,125" in after.body["replies"][0]["text"]
        assert door.export(token).body["turns"] == [before, after.body]
    log = (tmp_path / "server.log").read_text()
    assert "OperationalError" in log  # of the fault, its kind alone: a message may hold what was said
    assert "Intérieur" not in log

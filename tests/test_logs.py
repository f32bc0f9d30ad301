"""Logs hold neither what people say nor a secret, whatever fails: marked texts are sent through every way into them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import leaks
from tests.door import ROOT, Door, served

MARK = "marque-4e81d2"
SECRET = "secret-" + 40 * "x"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("logged")


@pytest.fixture(scope="module")
def door(model: str, folder: Path) -> Iterator[Door]:
    """A server that fails where a text says so, and whose libraries tell texts."""
    (folder / "endpoints.yml").write_text(f"tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: {folder}/kept.db\n")
    options = ("--endpoints", str(folder / "endpoints.yml"))
    env = {"FTAP_LOG_LEVEL": "DEBUG", "FTAP_SECRET": SECRET}
    with served(folder, *options, program=("-m", "tests.leaks"), **env) as found:
        yield found


def logged(folder: Path) -> str:
    return (folder / "server.log").read_text(encoding="utf-8")


WAYS = (leaks.IN_ACTION, leaks.IN_NLU, leaks.IN_STORE, leaks.IN_LOGS)


@pytest.mark.parametrize("way", WAYS)
def test_a_failure_is_told_without_the_text(door: Door, folder: Path, way: str) -> None:
    token = door.begin()
    before = len(logged(folder))
    door.ask(
        "POST",
        "/messages",
        {"id": "00000000-0000-4000-8000-00000000000a", "text": f"combien pour la Culture ? {way} {MARK}"},
        token,
    )
    told = logged(folder)[before:]

    assert told.strip(), "nothing was logged"
    assert MARK not in told and way not in told
    assert token not in told and token.rsplit(".", 2)[0] not in told
    assert SECRET not in logged(folder)
    lines = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    assert any(line["level"] == "ERROR" and line.get("error") for line in lines), told
    assert any(line.get("event") == "answered" and line["operation"] == "say" for line in lines)


def test_the_lines_of_a_request_have_its_id(door: Door, folder: Path) -> None:
    token = door.begin()
    before = len(logged(folder))
    body = {"id": "00000000-0000-4000-8000-00000000000b", "text": f"combien pour la Culture ? {leaks.IN_ACTION} {MARK}"}
    answered = door.ask("POST", "/messages", body, token)
    told = [json.loads(line) for line in logged(folder)[before:].splitlines() if line.startswith("{")]
    requests = {line.get("request") for line in told}

    assert requests == {answered.headers["x-request-id"]}


def test_a_level_that_is_none_is_refused(tmp_path: Path) -> None:
    code = "import os; os.environ['FTAP_LOG_LEVEL'] = 'LOUD'; from watching import logs; logs.keep()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)

    assert done.returncode == 1
    assert done.stderr.strip() == "FTAP_LOG_LEVEL: LOUD is no level; choose one of DEBUG, INFO, WARNING, ERROR"

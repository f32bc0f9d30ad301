"""Attacks on Rasa 3.6.21, each tried twice: it works on Rasa as it comes, and does not on us.

The rows are those of a review of Rasa's security: reading another's conversation, commands and metadata in messages,
endless texts, streams that never end, socket.io, the HTTP API, exchanged models, talkative errors, foreign pages.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import sqlite3
import subprocess
import sys
import tarfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels.rest import RestInput

from channels.gate import LARGEST_REQUEST
from channels.rest import GuardedRest
from serving import model as models
from tests import leaks
from tests.door import PREFIX, ROOT, Door, free_port, new_id, served
from tests.processes import started

REST = "/webhooks/rest/webhook"
CARRIER = "Radio France"
MARK = "marque-7f3a9c"
PATIENCE = 3  # seconds


@pytest.fixture(scope="module")
def stock_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stock")


@pytest.fixture(scope="module")
def stock(model: str, stock_folder: Path) -> Iterator[Door]:
    """Rasa as it comes."""
    with served(stock_folder, program=("-m", "tests.stock")) as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("attacked")


@pytest.fixture(scope="module")
def door(model: str, folder: Path) -> Iterator[Door]:
    """Ours, with a database that can be looked into."""
    (folder / "endpoints.yml").write_text(f"tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: {folder}/kept.db\n")
    options = ("--endpoints", str(folder / "endpoints.yml"))
    env = {"FTAP_CONVERSATIONS_PER_HOUR": "10000", "FTAP_LOG_LEVEL": "DEBUG"}
    with served(folder, *options, program=("-m", "tests.leaks"), **env) as found:
        yield found


@pytest.fixture
def token(door: Door) -> str:
    return door.begin()


def ask(door: Door, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> tuple[int, str]:
    """The status and the body of an answer, at any path of the server."""
    content = None if body is None else json.dumps(body).encode()
    sent = {"Content-Type": "application/json", **(headers or {})}
    request = urllib.request.Request(door.origin + path, content, sent, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answered:
            return answered.status, answered.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def said(door: Door, message: str, **more: Any) -> str:
    """The texts of the reply over REST."""
    status, body = ask(door, "POST", REST, {"message": message, **more})
    assert status == 200
    return "\n".join(reply.get("text", "") for reply in json.loads(body))


def kept(folder: Path, text: str) -> int:
    """How many stored events hold a text."""
    with sqlite3.connect(folder / "kept.db") as database:
        (count,) = database.execute("select count(*) from events where instr(data, ?)", (text,)).fetchone()
    return int(count)


# Another's conversation


def test_a_name_in_the_body_opens_no_conversation(stock: Door, door: Door, token: str) -> None:
    said(stock, "combien pour la Culture ?", sender="victime")
    assert CARRIER in said(stock, "et qui le porte ?", sender="victime")

    door.say(token, "combien pour la Culture ?")
    conversation = token.rsplit(".", 2)[0]
    taken = {"id": new_id(), "text": "et qui le porte ?", "sender": conversation}
    assert door.ask("POST", "/messages", taken).status == 401
    assert door.ask("POST", "/messages", taken, door.begin()).status == 400
    assert CARRIER not in said(door, "et qui le porte ?", sender=conversation)
    assert len(door.export(token).body["turns"]) == 1


def test_those_without_a_name_do_not_share_a_conversation(stock: Door, door: Door) -> None:
    for one, shared in ((stock, True), (door, False)):
        said(one, "combien pour la Culture ?")
        assert (CARRIER in said(one, "et qui le porte ?")) is shared


def test_an_endless_name_is_none(door: Door, folder: Path) -> None:
    """Rasa's table takes 255 characters: a longer name would have the conversation kept nowhere."""
    assert said(door, "combien pour la Culture ?", sender=MARK * 100)
    with sqlite3.connect(folder / "kept.db") as database:
        (longest,) = database.execute("select max(length(sender_id)) from events").fetchone()
    assert longest < 255


# Commands, slots, metadata


@pytest.mark.parametrize("hidden", ["", " ", "\u00a0", "\u200b", "\u2028", "//"])
def test_a_text_commands_nothing(stock: Door, door: Door, token: str, hidden: str) -> None:
    commanded = "Restons courtois"
    if hidden.strip("\u200b/") == hidden:  # Rasa takes off what str.strip() does
        assert commanded in said(stock, f"{hidden}/insult", sender=new_id())

    assert commanded not in said(door, f"{hidden}/insult", sender=new_id())
    assert commanded not in door.say(token, f"{hidden}/insult").content.decode()


def test_a_text_fills_nothing(stock: Door, door: Door, token: str, folder: Path) -> None:
    injected = f'/ask_amount{{"organisation": "{MARK}-entite"}}'
    said(stock, injected, sender="injecte")
    assert f'"value":"{MARK}-entite"' in ask(stock, "GET", "/conversations/injecte/tracker")[1].replace(": ", ":")

    door.say(token, injected)
    said(door, injected, sender="injecte")
    assert kept(folder, f"{MARK}-entite") > 0  # as what was said
    assert kept(folder, f'"value": "{MARK}-entite"') == 0


def test_metadata_reaches_no_action(stock: Door, door: Door, token: str, folder: Path) -> None:
    metadata = {"metadata": {"role": f"{MARK}-admin"}, "input_channel": f"{MARK}-canal"}
    said(stock, "bonjour", sender="meta", **metadata)
    tracker = ask(stock, "GET", "/conversations/meta/tracker")[1]
    assert f"{MARK}-admin" in tracker and f"{MARK}-canal" in tracker

    assert door.ask("POST", "/messages", {"id": new_id(), "text": "bonjour", **metadata}, token).status == 400
    said(door, "bonjour", sender="meta", **metadata)
    assert kept(folder, f"{MARK}-admin") == kept(folder, f"{MARK}-canal") == 0


# Size and time


def test_a_long_text_is_not_understood_at_length(stock: Door, door: Door, token: str) -> None:
    long = "combien pour la Culture ? " * 800
    said(stock, long, sender="long")
    assert len(json.loads(ask(stock, "GET", "/conversations/long/tracker")[1])["latest_message"]["text"]) > 20_000

    assert door.say(token, long).status == 413
    assert door.say(token, long[:1001]).status == 400
    start = time.monotonic()
    assert door.say(token, long[:1000]).status == 200
    assert time.monotonic() - start < PATIENCE
    assert said(door, long, sender="long")


@pytest.mark.parametrize("path", [REST, f"{PREFIX}/messages"])
def test_a_huge_body_is_not_read(stock: Door, door: Door, path: str) -> None:
    huge = {"message": "bonjour", "sender": "huge", "junk": "a" * (LARGEST_REQUEST + 1)}
    assert ask(stock, "POST", REST, huge)[0] == 200

    assert _status(door, path, json.dumps(huge).encode()) == 413


def _status(door: Door, path: str, content: bytes) -> int:
    """The status of the answer, also where the server hangs up on who is still sending."""
    with socket.create_connection(("127.0.0.1", door.port), timeout=30) as wire:
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
        wire.sendall(head.encode())
        wire.settimeout(PATIENCE)
        try:
            told = wire.recv(64)
        except TimeoutError:
            wire.settimeout(30)
            wire.sendall(content)
            told = wire.recv(64)
    return int(told.split()[1])


@pytest.mark.parametrize(("channel", "ends"), [(RestInput, False), (GuardedRest, True)])
def test_a_stream_ends_whatever_happens(channel: type[RestInput], ends: bool) -> None:
    async def failing(message: Any) -> None:
        raise RuntimeError(MARK)

    async def written(line: str) -> None:
        raise AssertionError("nothing was said")

    async def streamed() -> bool:
        body = SimpleNamespace(json={"message": None, "sender": "a"})
        stream = channel().stream_response(failing, channel()._extract_message(body), "a", "rest", None)  # type: ignore[arg-type]
        try:
            await asyncio.wait_for(stream(SimpleNamespace(write=written)), 0.5)
        except TimeoutError:
            return False
        return True

    assert asyncio.run(streamed()) is ends


def test_the_door_streams_nothing(door: Door, token: str) -> None:
    assert door.ask("POST", "/messages?stream=true", {"id": new_id(), "text": "bonjour"}, token).status == 400


# What else Rasa serves


def test_there_is_no_socket(stock: Door, door: Door) -> None:
    path = "/socket.io/?EIO=4&transport=polling"

    assert ask(stock, "GET", path)[0] == 200
    assert ask(door, "GET", path)[0] == 404


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/conversations/victime/tracker", None),
        ("POST", "/conversations/victime/trigger_intent", {"name": "greet"}),
        ("POST", "/conversations/victime/tracker/events", {"event": "restart"}),
        ("POST", "/conversations/victime/execute", {"name": "action_listen"}),
        ("POST", "/model/parse", {"text": "bonjour"}),
        ("GET", "/status", None),
        ("GET", "/domain", None),
        ("GET", "/version", None),
        ("GET", "/", None),
    ],
)
@pytest.mark.parametrize("elsewhere", [False, True], ids=["this machine", "elsewhere"])
def test_the_api_is_closed(stock: Door, door: Door, method: str, path: str, body: Any, elsewhere: bool) -> None:
    headers = {"X-Forwarded-For": "198.51.100.9"} if elsewhere else {}
    assert ask(stock, method, path, body)[0] != 404

    status, told = ask(door, method, path, body, headers)
    assert status == 404 or (path == "/" and not elsewhere)
    assert elsewhere is False or "Rasa" not in told


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_the_model_cannot_be_exchanged_or_unloaded(door: Door, method: str) -> None:
    assert ask(door, method, "/model", {"model_file": "/tmp/other.tar.gz"})[0] == 404
    assert ask(door, method, "/model?token=x", headers={"Authorization": "Bearer x"})[0] == 404
    assert said(door, "bonjour")


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Proto"])
def test_rest_is_for_this_machine_alone(stock: Door, door: Door, name: str) -> None:
    message = {"sender": "a", "message": "bonjour"}
    assert ask(stock, "POST", REST, message, {name: "198.51.100.9"})[0] == 200

    assert ask(door, "POST", REST, message)[0] == 200
    assert ask(door, "POST", REST, message, {name: "198.51.100.9"})[0] == 404


def test_a_page_of_another_site_speaks_to_nothing(stock: Door, door: Door) -> None:
    foreign = {"Origin": "https://evil.example"}
    message = {"sender": "a", "message": "bonjour"}
    assert ask(stock, "POST", REST, message, foreign)[0] == 200

    assert ask(door, "POST", REST, message, foreign)[0] == 404
    assert ask(door, "POST", f"{PREFIX}/conversations", None, foreign)[0] == 403


def test_behind_a_proxy_nothing_is_open_but_the_door(model: str, tmp_path: Path) -> None:
    with served(tmp_path, FTAP_PROXIES_COUNT="1") as door:
        assert ask(door, "POST", REST, {"message": "bonjour"})[0] == 404
        assert ask(door, "GET", "/")[0] == 404
        assert door.ask("GET", "/about").status == 200


@pytest.mark.parametrize("configured", [{}, {"SANIC_HOST": "0.0.0.0"}], ids=["ours", "as it comes"])
def test_the_action_server_is_for_this_machine_alone(monkeypatch: pytest.MonkeyPatch, configured: Any) -> None:
    monkeypatch.delenv("SANIC_HOST", raising=False)
    for name, value in configured.items():
        monkeypatch.setenv(name, value)
    port = free_port()
    with started("-m", "rasa", "run", "actions", "--port", str(port), port=port), socket.socket() as probe:
        assert (probe.connect_ex(("127.0.0.2", port)) == 0) is bool(configured)


# The model


@pytest.fixture
def tampered(model: str, tmp_path: Path) -> Path:
    """The model with one more file in it, and the digest that was written when it was trained."""
    opened = tmp_path / "opened"
    with tarfile.open(model) as archive:
        archive.extractall(opened, filter="data")
    (opened / "components" / MARK).write_text("evil")
    made = tmp_path / Path(model).name
    with tarfile.open(made, "w:gz") as archive:
        archive.add(opened, "")
    shutil.copy(f"{model}.sha256", tmp_path)
    return made


def test_a_model_that_was_changed_is_not_loaded(model: str, tampered: Path) -> None:
    from rasa.core.agent import Agent

    assert Agent.load(str(tampered)).is_ready()  # Rasa loads what it finds

    models.verify(Path(model))
    with pytest.raises(SystemExit, match="is not the model that was trained, and is not loaded"):
        models.verify(tampered)


def test_a_model_of_which_nothing_is_known_is_not_loaded(tampered: Path) -> None:
    tampered.with_name(f"{tampered.name}.sha256").unlink()
    with pytest.raises(SystemExit, match="cannot be verified"):
        models.verify(tampered)


def test_a_server_does_not_start_with_another_model(model: str) -> None:
    command = [sys.executable, "-m", "serving", "run", "--port", str(free_port())]
    env = {"PATH": "/usr/bin:/bin", "FTAP_MODEL_SHA256": "0" * 64}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)

    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1 and "is not the model that was trained" in done.stderr


def test_a_model_holds_no_pickle(model: str) -> None:
    """CVE-2024-49375: Rasa before 3.6.21 ran whatever a pickle in a model told it to."""
    with tarfile.open(model) as archive:
        names = archive.getnames()

    assert len(names) > 10
    assert [name for name in names if name.endswith((".pkl", ".pickle", ".joblib", ".dill"))] == []


# What errors tell


@pytest.mark.parametrize("failure", [leaks.IN_ACTION, leaks.IN_NLU, leaks.IN_LOGS, leaks.IN_STORE])
def test_no_failure_tells_a_text(stock: Door, stock_folder: Path, door: Door, folder: Path, failure: str) -> None:
    secret = f"{MARK}-{failure.rsplit(' ', 1)[-1]}"
    text = f"combien pour la Culture ? {failure} {secret} 1 85 05 78 006 084 36"
    ask(stock, "POST", REST, {"message": text, "sender": new_id()})
    assert secret in (stock_folder / "server.log").read_text()

    token = door.begin()
    answered = door.say(token, text)
    ask(door, "POST", REST, {"message": text, "sender": new_id()})
    log = (folder / "server.log").read_text()
    assert answered.status in (200, 500)
    assert secret not in log and "185057800608436" not in log and "1 85 05 78" not in log
    assert token.split(".")[0] not in log
    assert kept(folder, "006 084") == 0
    assert '"level": "ERROR"' in log and '"request": ' in log

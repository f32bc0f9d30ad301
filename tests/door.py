"""The widget's door as tests use it: a real server, and a client that holds each answer against the contract."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker, RefResolver

ROOT = Path(__file__).parent.parent
CONTRACT: dict[str, Any] = yaml.safe_load((ROOT / "channels" / "openapi.yml").read_text(encoding="utf-8"))
PREFIX = CONTRACT["servers"][0]["url"]
SECRET = "a secret of the tests, which is long enough"
START_SECONDS = 180


def new_id() -> str:
    return str(uuid.uuid4())


@dataclass(frozen=True)
class Response:
    """A response: its status, its headers in small letters, its body."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def body(self) -> Any:
        return json.loads(self.content)

    @property
    def code(self) -> str:
        return str(self.body["code"])


class Door:
    """A client of the door."""

    def __init__(self, port: int) -> None:
        self.port = port

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def raw(
        self, method: str, path: str, content: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Response:
        """What the server answers, whatever it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, PREFIX + path, content, headers or {})
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Response(response.status, found, response.read())
        finally:
            connection.close()

    def ask(
        self, method: str, path: str, body: Any = None, token: str | None = None, headers: dict[str, str] | None = None
    ) -> Response:
        """What the server answers, once it is known to keep the contract."""
        sent = {"Content-Type": "application/json"} if body is not None else {}
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"
        content = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        response = self.raw(method, path, content, sent | (headers or {}))
        conforms(response, method, path.partition("?")[0])
        return response

    def begin(self) -> str:
        """The token of a new conversation."""
        begun = self.ask("POST", "/conversations")
        assert begun.status == 201, begun.content
        return str(begun.body["token"])

    def say(self, token: str, text: str, message_id: str | None = None) -> Response:
        """The answer to a text."""
        return self.ask("POST", "/messages", {"id": message_id or new_id(), "text": text}, token)

    def choose(self, token: str, choice: str) -> Response:
        """The answer to a choice."""
        return self.ask("POST", "/messages", {"id": new_id(), "choice": choice}, token)

    def export(self, token: str) -> Response:
        """All that is kept."""
        return self.ask("GET", "/conversation", token=token)

    def erase(self, token: str) -> Response:
        """Deletes the conversation."""
        return self.ask("DELETE", "/conversation", token=token)

    def rate(self, token: str, turn: str, helpful: bool, **more: str) -> Response:
        """Judges a turn."""
        return self.ask("POST", "/feedback", {"turn": turn, "helpful": helpful, **more}, token)


def conforms(response: Response, method: str, path: str) -> None:
    """Fails where a response is not what the contract says of its operation."""
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-content-type-options"] == "nosniff"
    known = CONTRACT["paths"].get(path, {}).get(method.lower())
    told = (known or {"responses": {}})["responses"].get(str(response.status))
    if told is not None and "content" not in told:
        assert response.content == b""
        return
    schema = told["content"]["application/json"]["schema"] if told else {"$ref": "#/components/schemas/Error"}
    assert response.headers["content-type"] == "application/json"
    matches(response.body, schema)


def matches(value: Any, schema: dict[str, Any]) -> None:
    """Fails where a value is not what a schema of the contract says."""
    resolver = RefResolver.from_schema(CONTRACT)
    Draft202012Validator(schema, resolver=resolver, format_checker=FormatChecker()).validate(value)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path, *options: str, program: tuple[str, ...] = ("-m", "serving"), **env: str) -> Iterator[Door]:
    """A server with its own settings, which writes what it says to ``server.log`` in the folder."""
    port = free_port()
    command = [sys.executable, *program, "run", "--port", str(port), *options]
    environment = {**os.environ, "FTAP_SECRET": SECRET, "FTAP_WIDGET": str(folder / "widget")}
    environment |= {"FTAP_DATABASE_URL": f"sqlite:///{folder}/conversations.db", **env}
    with (folder / "server.log").open("a") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(process, port, folder / "server.log")
        yield Door(port)
    finally:
        process.kill()
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError(f"the server did not start: {log.read_text()}")

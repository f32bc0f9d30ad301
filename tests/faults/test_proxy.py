"""What the proxy lets through, and what it says of the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from deploy import engines
from tests.door import Door, conforms, free_port, new_id
from tests.faults.conftest import Service
from wording import say


@pytest.fixture
def door(service: Service) -> Door:
    return Door(service.port)


def test_the_widget_works_through_it(door: Door) -> None:
    token = door.begin()
    turn = door.say(token, "combien pour la Culture ?").body

    assert turn["replies"][0]["kind"] == "answer"
    assert door.rate(token, turn["id"], True).status == 204
    assert len(door.export(token).body["turns"]) == 1
    assert door.erase(token).status == 204
    assert door.say(token, "bonjour").status == 410


@pytest.mark.parametrize("page", ["/", "/demo", "/widget.js", "/chat.css"])
def test_its_pages_are_public(door: Door, page: str) -> None:
    assert door.raw("GET", page).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../webhooks/rest/webhook",
        "/../conversations/x/tracker",
        "/../",
        "/../status",
        "/../metrics",
        "/../live",
        "/../ready",
        "/messages/x",
        "//messages",
        "/%2e%2e/webhooks/rest/",
        "/widget.js.map",
    ],
)
def test_nothing_else_is_public(door: Door, path: str) -> None:
    response = door.raw("POST", path, b"{}")

    assert (response.status, response.code) == (404, "not_found")
    conforms(response, "POST", path)


def test_large_bodies_stop_there(door: Door) -> None:
    response = door.raw("POST", "/messages", b"x" * 20_000, {"Content-Type": "application/json"})

    assert (response.status, response.body["message"]) == (413, say("refused_too_long"))


@pytest.fixture
def narrow(tmp_path: Path) -> Iterator[Door]:
    """A proxy that lets two requests a second through, to no replica."""
    proxy = engines.nginx(tmp_path, free_port(), [free_port()], requests_per_second=2, connections=4)
    port = int(proxy.log.parent.joinpath("nginx.conf").read_text().split("listen 127.0.0.1:")[1].split(";")[0])
    tmp_path.chmod(0o755)
    proxy.start()
    yield Door(port)
    proxy.stop()


def test_without_replicas_there_is_an_apology(narrow: Door) -> None:
    response = narrow.ask("POST", "/messages", {"id": new_id(), "text": "bonjour"})

    assert (response.status, response.body) == (502, {"code": "fault", "message": say("refused_fault")})


def test_too_many_requests_are_told(narrow: Door) -> None:
    with ThreadPoolExecutor(8) as people:
        responses = list(people.map(lambda _: narrow.ask("GET", "/about"), range(12)))
    refused = [response for response in responses if response.status == 429]

    assert len(refused) >= 6
    assert refused[0].body == {"code": "too_many", "message": say("refused_too_many")}
    assert refused[0].headers["retry-after"] == "5"


def test_its_log_tells_neither_addresses_nor_tokens(door: Door, service: Service) -> None:
    token = door.begin()
    door.say(token, "combien pour la Culture ?")
    log = service.cluster.proxy.log.read_text()
    lines = [json.loads(line) for line in log.splitlines()]

    assert {"time", "request", "method", "path", "status", "seconds", "replica"} == set(lines[-1])
    assert token not in log and "Culture" not in log
    assert "127.0.0.1" not in "".join(line["request"] + line["path"] for line in lines)

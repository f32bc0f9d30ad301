"""What is watched: the figures that dashboard and alerts name, the pages that tell them, what lives and is ready."""

from __future__ import annotations

import asyncio
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml
from prometheus_client import REGISTRY, generate_latest

from channels.transcript import Transcript, Turn
from tests.door import ROOT, Door, free_port, served
from watching import metrics, server, turns
from watching.health import Health

_NAME = re.compile(r"\b(?:ftap|process)_[a-z0-9_]+")
_SUFFIX = re.compile(r"_(?:bucket|sum|count|total|created)$")


def names(text: str) -> set[str]:
    """The figures that an expression names, whatever part of them."""
    return {_SUFFIX.sub("", name) for name in _NAME.findall(text)}


@pytest.fixture(scope="module")
def watched(model: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Door, str]]:
    """A server, and the address where it is watched."""
    address = f"127.0.0.1:{free_port()}"
    with served(tmp_path_factory.mktemp("watched"), FTAP_WATCH=address) as door:
        yield door, f"http://{address}"


def page(address: str, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address + path, timeout=10) as answered:
            return answered.status, answered.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def figure(text: str, name: str) -> float:
    """The sum of a figure over its labels."""
    return sum(float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if re.match(rf"{name}(?:\{{|\s)", line))


def expressions() -> list[str]:
    """All that the dashboard draws and the alerts compare."""
    alerts = yaml.safe_load((ROOT / "deploy" / "alerts.yml").read_text(encoding="utf-8"))
    drawn = (ROOT / "deploy" / "grafana" / "assistant.json").read_text(encoding="utf-8")
    found = [rule["expr"] for group in alerts["groups"] for rule in group["rules"]]
    return found + [target["expr"] for panel in json.loads(drawn)["panels"] for target in panel.get("targets", ())]


def test_each_figure_that_is_drawn_or_watched_is_told() -> None:
    known = {metric.name for metric in REGISTRY.collect()}
    asked = [expression for expression in expressions()]
    recorded = {name for name in names(" ".join(re.findall(r"ftap:[a-z0-9_:]+", " ".join(asked))))}

    assert len(asked) > 30
    for expression in asked:
        assert names(expression) - recorded <= known, expression


def test_each_rule_that_an_alert_names_is_recorded() -> None:
    rules = [
        rule
        for group in yaml.safe_load((ROOT / "deploy" / "alerts.yml").read_text(encoding="utf-8"))["groups"]
        for rule in group["rules"]
    ]
    recorded = {rule["record"] for rule in rules if "record" in rule}
    used = {name for rule in rules for name in re.findall(r"ftap:[a-z0-9_:]+", rule["expr"])}

    assert used and used <= recorded
    assert all("annotations" in rule for rule in rules if "alert" in rule)


def test_our_own_figures_are_all_drawn_or_watched() -> None:
    told = {m.name for m in REGISTRY.collect() if m.name.startswith("ftap_")}

    assert told == {name for expression in expressions() for name in names(expression) if name.startswith("ftap_")}


def test_a_message_is_counted_and_timed_without_its_text(watched: tuple[Door, str]) -> None:
    door, address = watched
    token = door.begin()
    _, before = page(address, "/metrics")
    door.say(token, "combien pour la Culture ? marque-metrique")
    _, after = page(address, "/metrics")

    def grown(name: str) -> float:
        return figure(after, name) - figure(before, name)

    assert grown("ftap_message_seconds_count") == grown("ftap_replies_total") == 1
    assert grown('ftap_requests_total{operation="say",status="200"}') == 1
    for stage in metrics.STAGES:
        assert grown(f'ftap_stage_seconds_count{{stage="{stage}"}}') >= 1, stage
    assert 'shape="ask_amount"' in after
    assert "marque" not in after and token not in after and token.rsplit(".", 2)[0] not in after


def test_it_lives_and_is_ready(watched: tuple[Door, str]) -> None:
    _, address = watched
    status, told = page(address, "/ready")

    assert page(address, "/live") == (200, '{"loop": true}')
    assert (status, set(json.loads(told))) == (200, {"model", "conversations", "locks", "limits", "knowledge"})
    assert all(json.loads(told).values())
    assert page(address, "/other") == (404, "{}")


def test_what_is_watched_is_not_public(watched: tuple[Door, str]) -> None:
    door, _ = watched
    for path in ("/live", "/ready", "/metrics"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(door.origin + path, timeout=10)
        assert refused.value.code == 404


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """A loop that turns in a thread of its own."""
    made = asyncio.new_event_loop()
    thread = Thread(target=made.run_forever, daemon=True)
    thread.start()
    yield made
    made.call_soon_threadsafe(made.stop)
    thread.join()
    made.close()


def _fails() -> None:
    raise ConnectionError("gone")


async def _fails_later() -> None:
    raise ConnectionError("gone")


def test_a_part_that_fails_or_hangs_is_told_and_holds_up_no_other(
    loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watching.health.LONGEST_LOOK", 0.3)
    looks: dict[str, Any] = {"well": lambda: None, "gone": _fails, "gone later": _fails_later}
    looks["hanging"] = lambda: time.sleep(1)
    start = time.monotonic()
    found = Health(loop, looks).ready()

    assert found == {"well": True, "gone": False, "gone later": False, "hanging": False}
    assert time.monotonic() - start < 1
    assert 'ftap_ready{part="gone"} 0.0' in generate_latest().decode()


def test_it_does_not_live_where_its_loop_is_held_up(
    loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watching.health.LONGEST_TURN", 0.2)
    health = Health(loop, {"well": lambda: None})
    assert health.lives()
    loop.call_soon_threadsafe(time.sleep, 0.6)

    assert not health.lives()


def test_a_file_of_conversations_that_was_deleted_or_exchanged_is_told(tmp_path: Path) -> None:
    from rasa.shared.core.domain import Domain

    from serving.connections import in_file
    from serving.database import InDatabase
    from watching.health import NotReady, _File, _reach

    path = tmp_path / "conversations.db"
    store = InDatabase(Domain.empty(), in_file(path))
    _reach(store)
    file = _File(store)
    file.look()
    kept = path.rename(tmp_path / "kept.db")
    with pytest.raises(FileNotFoundError):
        file.look()
    path.touch()
    with pytest.raises(NotReady, match="exchanged"):
        file.look()
    kept.rename(path)
    file.look()


def test_one_part_that_is_not_ready_makes_503(loop: asyncio.AbstractEventLoop) -> None:
    port = free_port()
    end = server.serve("127.0.0.1", port, Health(loop, {"well": lambda: None, "gone": _fails}))
    try:
        assert page(f"http://127.0.0.1:{port}", "/ready") == (503, '{"well": true, "gone": false}')
    finally:
        end()


def test_whoever_reads_the_figures_learns_of_a_part_that_fails(loop: asyncio.AbstractEventLoop) -> None:
    port = free_port()
    end = server.serve("127.0.0.1", port, Health(loop, {"lost since": _fails}))
    try:
        assert 'ftap_ready{part="lost since"} 0.0' in page(f"http://127.0.0.1:{port}", "/metrics")[1]
    finally:
        end()


def test_an_apology_is_counted_from_the_first_one_on() -> None:
    before = figure(generate_latest().decode(), "ftap_apologies_total")
    failed = Turn("1", "combien ?", datetime.now(UTC))
    turns.count(Transcript(datetime.now(UTC)), Transcript(datetime.now(UTC), turns={"1": failed}), "1")
    told = generate_latest().decode()

    assert figure(told, "ftap_apologies_total") == before + 1
    for status in (200, 500, 503):
        assert f'ftap_requests_total{{operation="say",status="{status}"}}' in told


def test_each_alert_says_what_to_do_in_the_guide() -> None:
    rules = yaml.safe_load((ROOT / "deploy" / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    guide = (ROOT / "docs" / "exploitation.md").read_text(encoding="utf-8")

    assert [r["alert"] for g in rules for r in g["rules"] if "alert" in r and f"`{r['alert']}`" not in guide] == []


def test_kubernetes_and_compose_ask_where_it_is_watched() -> None:
    chart = (ROOT / "deploy" / "chart" / "templates" / "assistant.yaml").read_text(encoding="utf-8")
    compose = (ROOT / "deploy" / "compose.yml").read_text(encoding="utf-8")
    probes = re.findall(r"path: (/\w+), port: (\w+)", chart)

    assert probes == [("/live", "watch"), ("/live", "watch"), ("/ready", "watch")]
    assert "containerPort: 9105" in chart and 'FTAP_WATCH, value: "0.0.0.0:9105"' in chart
    assert "FTAP_WATCH: 0.0.0.0:9105" in compose and "127.0.0.1:9105/ready" in compose


def test_an_address_that_is_none_is_refused(tmp_path: Path) -> None:
    from channels.settings import Settings

    for wrong in ("9105", "127.0.0.1:", "127.0.0.1:port", "127.0.0.1:0", "127.0.0.1:70000"):
        with pytest.raises(ValueError, match="is no address"):
            Settings(watch=wrong)
    assert Settings(watch="[::1]:9105").watch == "[::1]:9105"

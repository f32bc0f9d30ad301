"""The parts of the widget's door alone: settings, the secret, limits, origins, transcripts."""

from __future__ import annotations

import asyncio
import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sanic import Sanic
from sanic.compat import Header
from sanic.request import Request

from channels import limits, settings, transcript
from channels.limits import Limits
from channels.origins import exempt
from channels.refusals import TooMany
from channels.rest import visible
from channels.settings import Settings, SettingsError, secret_of
from channels.web import PREFIX, WebChannel
from wording import say

SECRET = "a secret of the tests, which is long enough"


# Settings


def test_the_environment_wins_over_the_credentials() -> None:
    read = settings.read({"origins": ["https://a.example"], "token_hours": 2}, {"FTAP_ORIGINS": "https://B.example,"})

    assert read.origins == ("https://b.example",) and read.token_hours == 2


def test_nothing_has_to_be_set() -> None:
    assert settings.read(None, {}).origins == ()


@pytest.mark.parametrize(
    ("credentials", "environment", "told"),
    [
        ({"origin": ["https://a.example"]}, {}, "origin: "),
        ({}, {"FTAP_ORIGINS": "*"}, "FTAP_ORIGINS: '\\*' is no origin"),
        ({}, {"FTAP_ORIGINS": "https://a.example/page"}, "is no origin: write it as https://"),
        ({}, {"FTAP_ORIGINS": "www.example.gouv.fr"}, "is no origin"),
        ({}, {"FTAP_ORIGINS": "https://"}, "is no origin"),
        ({}, {"FTAP_SECRET": "short"}, "FTAP_SECRET: it has 5 characters, and needs 32"),
        ({}, {"FTAP_TOKEN_HOURS": "0"}, "FTAP_TOKEN_HOURS"),
        ({}, {"FTAP_PROXIES_COUNT": "-1"}, "FTAP_PROXIES_COUNT"),
        ({}, {"FTAP_MESSAGES_PER_MINUTE": "many"}, "FTAP_MESSAGES_PER_MINUTE"),
        ({}, {"FTAP_PRIVACY_URL": "javascript:alert(1)"}, "FTAP_PRIVACY_URL: .* is no web address"),
        ({"contact_url": "/contact"}, {}, "FTAP_CONTACT_URL"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told(credentials: Any, environment: Any, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        settings.read(credentials, environment)


def test_the_secret_is_told_to_nobody() -> None:
    assert SECRET not in repr(Settings(secret=SECRET))
    with pytest.raises(SettingsError) as refused:
        settings.read({}, {"FTAP_SECRET": "my short secret"})
    assert "my short secret" not in str(refused.value)


# The secret


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    kept = Settings(secret_file=tmp_path / "secret")
    with ThreadPoolExecutor(8) as processes:
        made = set(processes.map(secret_of, [kept] * 8))

    assert len(made) == 1 and len(made.pop()) >= 32
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["secret"]


def test_a_secret_that_is_set_needs_no_file(tmp_path: Path) -> None:
    assert secret_of(Settings(secret=SECRET, secret_file=tmp_path / "secret")) == SECRET
    assert not (tmp_path / "secret").exists()


def test_where_no_secret_can_be_kept_the_operator_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="set FTAP_SECRET to 32 random characters"):
        secret_of(Settings(secret_file=tmp_path / "missing" / "secret"))


def test_a_secret_file_that_was_cut_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("abc")
    with pytest.raises(SettingsError, match="too short: delete the file"):
        secret_of(Settings(secret_file=tmp_path / "secret"))


def test_the_local_secret_is_ignored_by_git() -> None:
    name = Settings.__fields__["secret_file"].default.name

    assert name in (settings.ROOT / ".gitignore").read_text().split()


# Limits


def _limits(**chosen: Any) -> Limits:
    return Limits(Settings(secret=SECRET, **chosen), SECRET)


def test_messages_are_counted_by_conversation() -> None:
    counted = _limits(messages_per_minute=2)
    for _ in range(2):
        counted.message("a")
        counted.message("b")

    with pytest.raises(TooMany) as refused:
        counted.message("a")
    assert 0 < int(refused.value.headers["Retry-After"]) <= 60


def test_a_conversation_does_not_grow_without_end() -> None:
    counted = _limits(messages_per_minute=100, messages_per_conversation=3)
    for _ in range(3):
        counted.message("a")

    with pytest.raises(TooMany) as refused:
        counted.message("a")
    assert 3600 < int(refused.value.headers["Retry-After"]) <= 24 * 3600


def test_what_is_kept_for_a_day_is_one_number() -> None:
    counted = _limits(messages_per_minute=100)
    for _ in range(5):
        counted.message("a")

    times = {key for key in counted._storage.events if "conversation" in key}  # type: ignore[attr-defined]
    assert not times
    assert [n for key, n in counted._storage.storage.items() if "conversation" in key] == [5]  # type: ignore[attr-defined]


def test_reading_and_judging_are_counted_apart() -> None:
    counted = _limits(messages_per_minute=1)
    counted.message("a")
    for _ in range(60):
        counted.other("a")

    with pytest.raises(TooMany):
        counted.other("a")


@pytest.mark.parametrize(
    ("address", "neighbour", "shared"),
    [
        ("203.0.113.7", "203.0.113.8", False),
        ("203.0.113.7", "203.0.113.7", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:aaaa::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.7", "::ffff:203.0.113.8", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("unix", "other", False),
    ],
)
def test_new_conversations_are_counted_by_network(address: str, neighbour: str, shared: bool) -> None:
    counted = _limits(conversations_per_hour=1)
    counted.beginning(address)
    if shared:
        with pytest.raises(TooMany):
            counted.beginning(neighbour)
    else:
        counted.beginning(neighbour)


def test_no_address_is_kept() -> None:
    counted = _limits()
    counted.beginning("203.0.113.7")
    kept = counted._storage.events  # type: ignore[attr-defined]

    assert kept and "203.0.113.7" not in str(kept)


def test_people_are_answered_where_redis_is_away(caplog: pytest.LogCaptureFixture) -> None:
    _limits(redis_url="redis://127.0.0.1:9").message("a")

    assert "The limits cannot be counted: ConnectionError" in caplog.text


def test_an_address_of_redis_that_is_none_is_told() -> None:
    with pytest.raises(SettingsError, match="FTAP_REDIS_URL cannot be used"):
        _limits(redis_url="nonsense://x")
    assert limits._storage("")


# Behind a proxy


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.9", "127.0.0.1"),
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "6.6.6.6, 198.51.100.9", "198.51.100.9"),
        (2, "6.6.6.6, 198.51.100.9, 10.0.0.1", "198.51.100.9"),
        (1, None, "127.0.0.1"),
    ],
)
def test_an_address_is_taken_from_our_own_proxies_alone(proxies: int, forwarded: str | None, address: str) -> None:
    counted: list[str] = []
    channel = WebChannel(Settings(secret=SECRET, proxies_count=proxies))
    channel.door._limits = SimpleNamespace(beginning=_refusing(counted))  # type: ignore[assignment]
    app = Sanic(f"proxied_{proxies}_{id(counted)}")
    app.ctx.sanic_cors = SimpleNamespace(resources=[])
    headers = Header({"x-forwarded-for": forwarded} if forwarded else {})
    request = Request(b"/assistant/conversations", headers, "1.1", "POST", None, app)
    request.conn_info = SimpleNamespace(client_ip="127.0.0.1")

    async def begun() -> None:
        await channel.door.open(app, asyncio.get_running_loop())
        with pytest.raises(TooMany):
            await channel.door._begin(request)

    asyncio.run(begun())

    assert counted == [address]


def _refusing(counted: list[str]) -> Any:
    def beginning(address: str) -> None:
        counted.append(address)
        raise TooMany(1)

    return beginning


# Origins


def test_rasas_own_cors_is_kept_off_our_paths_alone() -> None:
    app: Any = SimpleNamespace(ctx=SimpleNamespace(sanic_cors=SimpleNamespace(resources=[("/*", {"a": 1})])))
    exempt(app, PREFIX)
    ((pattern, options),) = app.ctx.sanic_cors.resources

    assert options == {"a": 1}
    assert [p for p in ("/assistant", "/assistant/", "/assistant/messages") if re.match(pattern, p)] == []
    assert all(re.match(pattern, p) for p in ("/", "/webhooks/rest/webhook", "/assistants", "/a"))


# Transcripts


def _at(event: str, **more: Any) -> dict[str, Any]:
    return {"event": event, "timestamp": 1_542_000_000.0, **more}


BEGUN = [
    _at("action", name="action_session_start"),
    _at("bot", text=say("introduction"), data={}, metadata={}),
    _at("session_started"),
]


def test_before_a_session_there_is_no_transcript() -> None:
    assert transcript.read([]) is None
    assert transcript.read(BEGUN[:2]) is None


def test_a_text_and_the_payload_after_it_are_one_reply() -> None:
    events = [
        *BEGUN,
        _at("user", text="a", message_id="1"),
        _at("bot", text="un", data={"buttons": [{"title": "Oui", "payload": "choix-1"}]}, metadata={}),
        _at("bot", text=None, data={"custom": {"kind": "absent", "sources": [{"label": "s"}]}}, metadata={}),
        _at("bot", text="deux", data={}, metadata={"utter_action": "utter_out_of_scope"}),
    ]
    told = transcript.read(events)

    assert told is not None and told.offered == {"choix-1": "Oui"}
    assert told.plain()["turns"] == [
        {
            "id": "1",
            "text": "a",
            "replies": [
                {
                    "text": "un",
                    "kind": "absent",
                    "sources": [{"label": "s"}],
                    "choices": [{"id": "choix-1", "label": "Oui"}],
                },
                {"text": "deux", "kind": "out_of_scope", "sources": [], "choices": []},
            ],
        }
    ]
    assert told.plain()["begun"] == "2018-11-12T05:20:00+00:00"


def test_a_turn_without_a_reply_is_an_apology() -> None:
    told = transcript.read([*BEGUN, _at("user", text="a", message_id="1"), _at("rewind")])

    assert told is not None and told.turns["1"].failed
    (turn,) = told.plain()["turns"]
    assert turn["replies"] == [{"text": say("apology"), "kind": "apology", "sources": [], "choices": []}]


def test_invisible_characters_are_taken_out() -> None:
    assert visible("\u200ba\x00b\ud800 ") == "a b"
    assert visible("\u200b\u2060 \n") == ""

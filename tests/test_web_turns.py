"""Turns of the widget's conversations: said once, kept over restarts, tried again when they fail, deleted for good."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from rasa.core.agent import Agent
from rasa.core.tracker_store import FailSafeTrackerStore, RedisTrackerStore, SQLTrackerStore, TrackerStore

from channels import conversations, forgetting
from channels.bodies import Feedback, Message
from channels.refusals import Gone, NotFound
from channels.settings import SettingsError
from channels.tokens import new_conversation
from serving.agent import Assistant
from serving.stores import WholeInMemory
from tests.door import Door, new_id, served
from wording import say

Result = TypeVar("Result")

# A server whose actions or understanding fail while a file says so.
BREAKABLE = """
import os, pathlib, runpy, sys
import serving, actions.conversation, nlu.tokenizer

def breakable(function, flag):
    def run(*arguments, **named):
        if pathlib.Path(os.environ["BROKEN"], flag).exists():
            raise RuntimeError("broken on purpose")
        return function(*arguments, **named)
    return run

actions.conversation.reply_to = breakable(actions.conversation.reply_to, "action")
nlu.tokenizer.FrenchTokenizer.process = breakable(nlu.tokenizer.FrenchTokenizer.process, "nlu")
sys.argv[0] = "serving"
runpy.run_module("serving", run_name="__main__")
"""


def _sql_endpoints(folder: Path) -> str:
    file = folder / "endpoints.yml"
    file.write_text(f"tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: {folder}/kept.db\n")
    return str(file)


def _rows(folder: Path, text: str = "") -> int:
    with sqlite3.connect(folder / "kept.db") as database:
        (count,) = database.execute("select count(*) from events where data like ?", (f"%{text}%",)).fetchone()
    return int(count)


# Over HTTP, with an SQL store


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("turns")


@pytest.fixture(scope="module")
def door(model: str, folder: Path) -> Iterator[Door]:
    program = ("-c", BREAKABLE)
    with served(folder, "--endpoints", _sql_endpoints(folder), program=program, BROKEN=str(folder)) as found:
        yield found


@pytest.fixture
def token(door: Door) -> str:
    return door.begin()


def test_a_message_sent_twice_at_once_is_one_turn(door: Door, token: str) -> None:
    message_id = new_id()
    with ThreadPoolExecutor(4) as senders:
        sent = [senders.submit(door.say, token, "combien pour la Culture ?", message_id) for _ in range(4)]
    answers = [s.result() for s in sent]

    assert {r.status for r in answers} == {200}
    assert len({r.content for r in answers}) == 1
    assert door.export(token).body["turns"] == [answers[0].body]


def test_different_messages_sent_at_once_are_all_answered(door: Door, token: str) -> None:
    with ThreadPoolExecutor(3) as senders:
        sent = [senders.submit(door.say, token, f"combien pour {body} ?") for body in ("la Culture", "l'OFII", "l'IGN")]
    ids = {s.result().body["id"] for s in sent}

    assert {turn["id"] for turn in door.export(token).body["turns"]} == ids and len(ids) == 3


@pytest.mark.parametrize("broken", ["action", "nlu"])
def test_a_turn_that_fails_says_so_and_can_be_tried_again(door: Door, token: str, folder: Path, broken: str) -> None:
    door.say(token, "combien pour la Culture ?")
    message_id = new_id()
    (folder / broken).touch()
    try:
        failed = [door.say(token, "et l'Intérieur ?", message_id) for _ in range(2)]
        exported = door.export(token).body["turns"]
    finally:
        (folder / broken).unlink()
    mended = door.say(token, "et l'Intérieur ?", message_id)

    assert {r.status for r in failed} == {200}
    for turn in (*(r.body for r in failed), exported[1]):
        assert turn["id"] == message_id and turn["text"] == "et l'Intérieur ?"
        assert [(r["kind"], r["text"]) for r in turn["replies"]] == [("apology", say("apology"))]
    assert len(exported) == 2
    # What was understood before the failure is still known: the follow-up is one of the amount of a body.
    assert "14,125" in mended.body["replies"][0]["text"]
    assert [turn["id"] for turn in door.export(token).body["turns"]] == [exported[0]["id"], message_id]
    assert "Traceback" not in str(failed[0].content)


@pytest.mark.parametrize("broken", ["action", "nlu"])
def test_a_turn_that_fails_does_not_stop_the_next(door: Door, token: str, folder: Path, broken: str) -> None:
    door.say(token, "combien pour la Culture ?")
    (folder / broken).touch()
    try:
        door.say(token, "combien pour l'OFII ?")
    finally:
        (folder / broken).unlink()

    assert "14,125" in door.say(token, "et l'Intérieur ?").body["replies"][0]["text"]
    assert [r["kind"] for t in door.export(token).body["turns"] for r in t["replies"]] == [
        "answer",
        "apology",
        "answer",
    ]


def test_a_failed_turn_can_be_judged(door: Door, token: str, folder: Path) -> None:
    (folder / "action").touch()
    try:
        turn = door.say(token, "combien pour la Culture ?").body["id"]
    finally:
        (folder / "action").unlink()

    assert door.rate(token, turn, False).status == 204
    assert door.export(token).body["turns"][0]["feedback"] == {"helpful": False}


def test_deleting_leaves_no_row(door: Door, folder: Path) -> None:
    token = door.begin()
    conversation = token.rsplit(".", 2)[0]
    turn = door.say(token, "combien pour la Géoplateforme ?").body["id"]
    door.rate(token, turn, True, reason="un motif que l'on reconnaît")
    kept = _rows(folder, "un motif que")
    with sqlite3.connect(folder / "kept.db") as database:
        mine = "select count(*) from events where sender_id = ?"
        before = database.execute(mine, (conversation,)).fetchone()[0]
        others = _rows(folder) - before
        assert door.erase(token).status == 204
        after = database.execute(mine, (conversation,)).fetchone()[0]

    assert kept == 1 and before > 5 and after == 0
    assert _rows(folder) == others > 0
    assert door.say(token, "bonjour").status == 410
    assert _rows(folder) == others


def test_a_restart_loses_nothing(model: str, tmp_path: Path) -> None:
    endpoints = _sql_endpoints(tmp_path)
    message_id = new_id()
    with served(tmp_path, "--endpoints", endpoints) as door:
        token = door.begin()
        first = door.say(token, "combien pour la Culture ?", message_id)
        deleted = door.begin()
        door.erase(deleted)
    rows = _rows(tmp_path)
    with served(tmp_path, "--endpoints", endpoints) as door:
        again = door.say(token, "combien pour la Culture ?", message_id)
        assert again.content == first.content and _rows(tmp_path) == rows
        assert door.export(token).body["turns"] == [first.body]
        assert "14,125" in door.say(token, "et l'Intérieur ?").body["replies"][0]["text"]
        assert door.say(deleted, "bonjour").status == 410


def test_a_store_that_cannot_delete_is_told_at_the_start(model: str, tmp_path: Path) -> None:
    (tmp_path / "endpoints.yml").write_text("tracker_store:\n  type: tests.stores.Forgetless\n")
    with served(tmp_path, "--endpoints", str(tmp_path / "endpoints.yml")) as door, pytest.raises(OSError):
        for _ in range(50):
            door.ask("GET", "/about")
            time.sleep(0.2)
    assert "Conversations cannot be deleted from a Forgetless" in (tmp_path / "server.log").read_text()


# In this process, with each kind of store


class FakeRedis:
    """As much of a Redis client as Rasa's tracker store asks for."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        return self.kept.get(key)

    def set(self, key: str, value: str, ex: float | None = None) -> None:
        self.kept[key] = value

    def delete(self, key: str) -> None:
        self.kept.pop(key, None)

    def keys(self, pattern: str) -> list[str]:
        return [key for key in self.kept if key.startswith(pattern.removesuffix("*"))]


def _store(kind: str, agent: Agent, folder: Path) -> TrackerStore:
    if kind == "sql":
        return SQLTrackerStore(agent.domain, db=str(folder / "kept.db"))
    if kind == "redis":
        store = RedisTrackerStore(agent.domain, key_prefix="ftap")
        store.red = FakeRedis()
        return store
    return WholeInMemory(agent.domain)


@pytest.fixture(params=["memory", "sql", "redis"])
def agent(
    request: pytest.FixtureRequest, assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Agent:
    """The agent, with an empty store of a kind."""
    agent = assistant.agent
    store = FailSafeTrackerStore(_store(request.param, agent, tmp_path))
    monkeypatch.setattr(agent, "tracker_store", store)
    monkeypatch.setattr(agent.processor, "tracker_store", store)
    return agent


@pytest.fixture
def run(assistant: Assistant) -> Callable[[Awaitable[Result]], Result]:
    """Runs something asynchronous to its end."""
    asyncio.set_event_loop(assistant.loop)
    return assistant.loop.run_until_complete


def _message(text: str, **more: str) -> Message:
    return Message(**{"id": new_id(), "text": text, **more})


def test_a_conversation_is_whole_when_its_session_has_expired(
    agent: Agent, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = new_conversation()
    run(conversations.begin(agent, conversation))
    texts = ["combien pour la licence ?", "et la Culture ?", "et l'Intérieur ?", "et l'OFII ?"]
    told = []
    for place, text in enumerate(texts):
        with monkeypatch.context() as later:
            if place % 2:
                later.setattr(agent.processor, "_has_session_expired", lambda tracker: True)
            told.append(run(conversations.say(agent, conversation, _message(text))))
    kept = run(conversations.export(agent, conversation))

    assert [turn.text for turn in kept.turns.values()] == texts
    assert [turn.plain() for turn in told] == kept.plain()["turns"]
    assert [reply.text for reply in kept.replies] == [say("introduction")]
    assert all(reply.text != say("introduction") for turn in told for reply in turn.replies)
    # Rasa's slots begin anew with a session: the second question is no follow-up of the first.
    memories = [e for e in run(_events(agent, conversation)) if e["event"] == "slot" and e["name"] == "memory"]
    assert [len(m["value"]["turns"]) for m in memories] == [1, 1, 2, 1]


async def _events(agent: Agent, conversation: str) -> list[dict[str, Any]]:
    tracker = await agent.tracker_store.retrieve_full_tracker(conversation)
    return [event.as_dict() for event in tracker.events]


def test_a_choice_of_an_expired_session_gets_a_decent_reply(
    agent: Agent, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = new_conversation()
    run(conversations.begin(agent, conversation))
    first = run(conversations.say(agent, conversation, _message("combien pour la licence ?")))
    with monkeypatch.context() as later:
        later.setattr(agent.processor, "_has_session_expired", lambda tracker: True)
        run(conversations.say(agent, conversation, _message("bonjour")))
    old = Message(id=new_id(), choice=first.replies[0].choices[1]["id"])
    turn = run(conversations.say(agent, conversation, old))

    assert turn.text == say("button_benefits")
    assert turn.replies[0].kind in ("answer", "clarify")


def test_a_retry_finds_its_turn_in_an_earlier_session(agent: Agent, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = new_conversation()
    run(conversations.begin(agent, conversation))
    message = _message("combien pour la Culture ?")
    first = run(conversations.say(agent, conversation, message))
    monkeypatch.setattr(agent.processor, "_has_session_expired", lambda tracker: True)
    run(conversations.say(agent, conversation, _message("bonjour")))
    events = run(_events(agent, conversation))

    assert run(conversations.say(agent, conversation, message)) == first
    assert run(_events(agent, conversation)) == events


def test_a_verdict_stands_beside_its_turn_over_sessions(
    agent: Agent, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = new_conversation()
    run(conversations.begin(agent, conversation))
    first = run(conversations.say(agent, conversation, _message("combien pour la Culture ?")))
    run(conversations.rate(agent, conversation, Feedback(turn=first.id, helpful=True)))
    monkeypatch.setattr(agent.processor, "_has_session_expired", lambda tracker: True)
    run(conversations.say(agent, conversation, _message("bonjour")))
    run(conversations.rate(agent, conversation, Feedback(turn=first.id, helpful=False, reason="faux")))
    kept = run(conversations.export(agent, conversation))

    assert kept.turns[first.id].feedback == {"helpful": False, "reason": "faux"}
    with pytest.raises(NotFound):
        run(conversations.rate(agent, conversation, Feedback(turn=new_id(), helpful=True)))


def test_what_is_erased_never_comes_back(agent: Agent, run: Any) -> None:
    kept, erased = new_conversation(), new_conversation()
    message = _message("combien pour la Culture ?")
    for conversation in (kept, erased):
        run(conversations.begin(agent, conversation))
        run(conversations.say(agent, conversation, message))
    run(conversations.erase(agent, erased))

    with pytest.raises(Gone):
        run(conversations.say(agent, erased, message))
    assert run(agent.tracker_store.retrieve(erased)) is None
    assert len(run(conversations.export(agent, kept)).turns) == 1


def test_a_conversation_that_was_never_begun_is_gone(agent: Agent, run: Any) -> None:
    with pytest.raises(Gone):
        run(conversations.say(agent, new_conversation(), _message("bonjour")))


def test_old_conversations_are_deleted_and_others_left(agent: Agent, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr("channels.tokens.time.time", lambda: 1_700_000_000)
        old = new_conversation()
    new = new_conversation()
    for conversation in (old, new, "somebody-of-the-rest-door"):
        run(conversations.begin(agent, conversation))
    run(conversations.erase_expired(agent, 24 * 3600))

    assert run(agent.tracker_store.retrieve(old)) is None
    assert run(agent.tracker_store.retrieve(new)) is not None
    assert run(agent.tracker_store.retrieve("somebody-of-the-rest-door")) is not None


def test_a_store_that_fails_is_not_taken_for_an_empty_one(
    agent: Agent, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = new_conversation()
    run(conversations.begin(agent, conversation))

    async def broken(conversation: str) -> None:
        raise ConnectionError("the database is away")

    store = forgetting.primary(agent.tracker_store)
    with monkeypatch.context() as away:
        away.setattr(store, "retrieve_full_tracker", broken)
        with pytest.raises(ConnectionError):
            run(conversations.say(agent, conversation, _message("bonjour")))
    assert run(conversations.export(agent, conversation)).turns == {}


def test_other_stores_are_refused() -> None:
    from tests.stores import Forgetless

    with pytest.raises(SettingsError, match="Forgetless"):
        forgetting.check(FailSafeTrackerStore(Forgetless(None)))


def test_the_events_of_a_tracker_are_all_plain_data(agent: Agent, run: Any) -> None:
    conversation = new_conversation()
    run(conversations.begin(agent, conversation))
    run(conversations.say(agent, conversation, _message("combien pour l'Intérieur ?")))

    assert json.loads(json.dumps(run(_events(agent, conversation))))

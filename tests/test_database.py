"""The store in a database where more than one writes to it, and where it fails."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from sqlalchemy.exc import SQLAlchemyError

from serving import endpoints
from serving.connections import in_file
from serving.database import InDatabase, Overtaken

DOMAIN = Domain.empty()


def texts(store: InDatabase) -> list[str]:
    tracker = asyncio.run(store.retrieve_full_tracker("someone"))
    return [event.text for event in tracker.events if isinstance(event, UserUttered)] if tracker else []


async def hear(store: InDatabase, text: str) -> None:
    tracker = await store.get_or_create_tracker("someone")
    tracker.update(UserUttered(text), DOMAIN)
    await store.save(tracker)


@pytest.fixture
def address(tmp_path: Path) -> str:
    return in_file(tmp_path / "kept.db")


def test_what_another_process_wrote_is_read(address: str) -> None:
    one, other = InDatabase(DOMAIN, address), InDatabase(DOMAIN, address)
    for store, text in ((one, "un"), (other, "deux"), (one, "trois"), (one, "quatre"), (other, "cinq")):
        asyncio.run(hear(store, text))

    assert texts(one) == texts(other) == ["un", "deux", "trois", "quatre", "cinq"]


def test_a_turn_that_another_overtook_is_refused_and_changes_nothing(address: str) -> None:
    one, other = InDatabase(DOMAIN, address), InDatabase(DOMAIN, address)
    asyncio.run(hear(one, "un"))

    async def late() -> None:
        tracker = await one.get_or_create_tracker("someone")
        tracker.update(UserUttered("trop tard"), DOMAIN)
        await hear(other, "deux")
        await one.save(tracker)

    with pytest.raises(Overtaken):
        asyncio.run(late())
    assert texts(one) == texts(other) == ["un", "deux"]


def test_a_turn_of_a_conversation_that_was_deleted_meanwhile_does_not_bring_it_back(address: str) -> None:
    one, other = InDatabase(DOMAIN, address), InDatabase(DOMAIN, address)
    asyncio.run(hear(one, "un"))

    async def late() -> None:
        tracker = await one.get_or_create_tracker("someone")
        tracker.update(UserUttered("trop tard"), DOMAIN)
        other.forget("someone")
        await one.save(tracker)

    with pytest.raises(Overtaken):
        asyncio.run(late())
    assert texts(one) == texts(other) == [] and asyncio.run(one.keys()) == []


def test_a_failure_of_the_database_is_told_and_not_covered_by_an_empty_memory(tmp_path: Path) -> None:
    endpoints.report_failures()
    store = InDatabase(DOMAIN, in_file(tmp_path / "no folder" / "kept.db"))

    assert Agent._create_tracker_store(store, DOMAIN) is store
    with pytest.raises(SQLAlchemyError):
        asyncio.run(store.get_or_create_tracker("someone"))

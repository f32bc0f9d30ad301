"""Our stores against Rasa's own: the same conversations, kept whole, and read as short ones."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    AllSlotsReset,
    BotUttered,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from serving.connections import in_file
from serving.database import InDatabase
from serving.stores import RECENT_TURNS, WholeInMemory

Store = WholeInMemory | InDatabase
Result = TypeVar("Result")
DOMAIN = Domain.from_yaml("""
version: "3.1"
slots:
  memory: {type: any, influence_conversation: false, mappings: [{type: custom}]}
  mood: {type: any, influence_conversation: false, mappings: [{type: custom}]}
""")
SENDER = "someone"


def wait(waited: Awaitable[Result]) -> Result:
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(waited)
    finally:
        loop.close()


@pytest.fixture(params=["memory", "database"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return WholeInMemory(DOMAIN) if request.param == "memory" else InDatabase(DOMAIN, in_file(tmp_path / "kept.db"))


def start() -> list[Event]:
    return [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


def turn(number: int) -> list[Event]:
    said = [UserUttered(f"question {number}", {"name": "ask"}), ActionExecuted("action_answer")]
    replied = [BotUttered(f"answer {number}"), SlotSet("memory", number), ActionExecuted("action_listen")]
    return said + replied


def converse(store: TrackerStore, *parts: list[Event]) -> None:
    """Has a conversation whose turns are each read, continued and saved, as Rasa does it."""
    for events in parts:
        tracker = wait(store.get_or_create_tracker(SENDER))
        for event in events:
            tracker.update(event, DOMAIN)
        wait(store.save(tracker))


def turns(count: int, first: int = 0) -> Iterator[list[Event]]:
    return map(turn, range(first, first + count))


def whole(store: TrackerStore) -> list[Event]:
    tracker = wait(store.retrieve_full_tracker(SENDER))
    assert tracker is not None
    return list(tracker.events)


def recent(store: Store) -> DialogueStateTracker:
    tracker = wait(store.retrieve(SENDER))
    assert tracker is not None
    return tracker


def slots(tracker: DialogueStateTracker) -> dict[str, object]:
    return {name: value for name, value in tracker.current_slot_values().items() if name in ("memory", "mood")}


def test_it_keeps_what_rasas_own_store_keeps(store: Store) -> None:
    rasas = InMemoryTrackerStore(DOMAIN)
    events = [start(), *turns(8)]
    converse(store, *events)
    converse(rasas, *events)

    # A conversation begins with listening, which Rasa's store drops with all else that comes before its last session.
    assert whole(store)[1:] == whole(rasas) == [event for part in events for event in part]


def test_a_tracker_holds_the_last_turns_alone(store: Store) -> None:
    converse(store, start(), *turns(50))
    tracker = recent(store)
    said = [event.text for event in tracker.events if isinstance(event, UserUttered)]

    assert said == [f"question {number}" for number in range(50 - RECENT_TURNS, 50)]
    assert len(tracker.events) <= 6 * RECENT_TURNS


def test_its_state_is_that_of_all_events(store: Store) -> None:
    rasas = InMemoryTrackerStore(DOMAIN)
    events = [start(), [SlotSet("mood", "curious")], *turns(9)]
    converse(store, *events)
    converse(rasas, *events)
    ours, theirs = recent(store), wait(rasas.retrieve(SENDER))
    assert theirs is not None

    assert slots(ours) == slots(theirs) == {"memory": 8, "mood": "curious"}
    for attribute in ("latest_action_name", "latest_message", "latest_bot_utterance", "followup_action", "active_loop"):
        assert getattr(ours, attribute) == getattr(theirs, attribute), attribute
    assert ours.past_states(DOMAIN)[-3:] == theirs.past_states(DOMAIN)[-3:]


@pytest.mark.parametrize("forgotten", [AllSlotsReset(), Restarted()])
def test_a_slot_that_was_reset_stays_so(store: Store, forgotten: Event) -> None:
    converse(store, start(), [SlotSet("mood", "curious")], *turns(3), [forgotten], *turns(3, first=3))

    assert slots(recent(store)) == {"memory": 5, "mood": None}


def test_a_new_session_forgets_the_one_before_and_the_store_does_not(store: Store) -> None:
    converse(store, start(), [SlotSet("mood", "curious")], *turns(3), start(), turn(3))

    assert slots(recent(store)) == {"memory": 3, "mood": None}
    assert [e.text for e in recent(store).events if isinstance(e, UserUttered)] == ["question 3"]
    assert len([e for e in whole(store) if isinstance(e, UserUttered)]) == 4


def test_its_plain_state_reads_the_whole_session(store: Store) -> None:
    converse(store, start(), *turns(6), start(), *turns(30, first=6))
    tracker = recent(store)
    tracker.update(UserUttered("and now?", {"name": "ask"}), DOMAIN)
    events = tracker.current_state(EventVerbosity.ALL)["events"]
    said = [event["text"] for event in events if event["event"] == "user"]

    assert said == [*(f"question {number}" for number in range(6, 36)), "and now?"]
    assert events[-1]["text"] == "and now?" and events[0]["name"] == "action_session_start"
    assert len(events[2:5]) == 3
    with pytest.raises(IndexError):
        events[len(events)]


def test_a_copy_is_in_the_same_state_and_goes_its_own_way(store: Store) -> None:
    converse(store, start(), [SlotSet("mood", "curious")], *turns(3))
    tracker = recent(store)
    copied = tracker.copy()
    replayed = tracker.travel_back_in_time(float("inf"))  # Rasa's way to a copy

    assert copied.events == replayed.events and slots(copied) == slots(replayed)
    assert copied.latest_action_name == replayed.latest_action_name
    assert copied.latest_message == replayed.latest_message
    for event in [SlotSet("mood", "bored"), *turn(3)]:
        copied.update(event, DOMAIN)
    assert slots(copied) == {"memory": 3, "mood": "bored"} and slots(tracker) == {"memory": 2, "mood": "curious"}
    assert len(tracker.events) < len(copied.events) and tracker.latest_message == replayed.latest_message


def test_a_tracker_that_is_saved_twice_is_kept_once(store: Store) -> None:
    converse(store, start(), turn(0))
    tracker = recent(store)
    for event in turn(1):
        tracker.update(event, DOMAIN)
    wait(store.save(tracker))
    wait(store.save(tracker))

    assert len([e for e in whole(store) if isinstance(e, UserUttered)]) == 2


def test_the_whole_tracker_can_be_continued(store: Store) -> None:
    converse(store, start(), *turns(5))
    tracker = wait(store.retrieve_full_tracker(SENDER))
    assert tracker is not None
    for event in turn(5):
        tracker.update(event, DOMAIN)
    wait(store.save(tracker))

    assert [e.text for e in whole(store) if isinstance(e, UserUttered)] == [f"question {n}" for n in range(6)]


def test_a_tracker_made_elsewhere_takes_the_place_of_its_session(store: Store) -> None:
    converse(store, start(), *turns(2), start(), turn(2))
    kept = whole(store)
    session = DialogueStateTracker.from_events(SENDER, [*kept[-8:], *turn(3)], DOMAIN.slots)
    wait(store.save(session))

    assert [e.text for e in whole(store) if isinstance(e, UserUttered)] == [f"question {n}" for n in range(4)]


def test_nobody_is_known_before_the_first_word(store: Store) -> None:
    assert wait(store.retrieve(SENDER)) is None
    assert wait(store.retrieve_full_tracker(SENDER)) is None

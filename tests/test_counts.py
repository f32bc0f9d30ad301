"""Counts day by day: nothing of a text, nothing of a few, and each day noted at its fullest."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from rasa.shared.core.domain import Domain
from rich.console import Console

from channels.transcript import Reply, Transcript, Turn
from inbox import daily
from inbox.counts import LEAST, OTHERS, Day, by_day, pooled

TWENTIETH = date(2026, 11, 20)


def talk(*turns: Turn, hour: int = 12) -> Transcript:
    made = Transcript(datetime(2026, 11, 20, hour, tzinfo=UTC))
    made.turns = {turn.id: turn for turn in turns}
    return made


def turn(number: int, kind: str = "answer", intent: str = "ask_amount", day: int = 20, **more: object) -> Turn:
    said = datetime(2026, 11, day, 12, tzinfo=UTC)
    return Turn(str(number), "marque-texte", said, [Reply("marque-réponse", kind)], intent=intent, **more)  # type: ignore[arg-type]


def counted(*conversations: Transcript) -> dict[date, Day]:
    async def kept() -> AsyncIterator[Transcript]:
        for conversation in conversations:
            yield conversation

    return asyncio.run(by_day(kept()))


def test_each_turn_counts_on_its_day_by_shape_kind_and_verdict() -> None:
    judged = turn(1, feedback={"helpful": False, "reason": "marque-avis"})
    found = counted(talk(judged, turn(2, "misunderstood", "nlu_fallback")), talk(turn(3, day=21)))

    assert found[TWENTIETH] == Day(
        2, 2, Counter(ask_amount=1, nlu_fallback=1), Counter(answer=1, misunderstood=1), Counter({"pas utile": 1})
    )
    assert found[date(2026, 11, 21)] == Day(0, 1, Counter(ask_amount=1), Counter(answer=1))


def test_a_turn_that_failed_is_an_apology() -> None:
    failed = turn(1)
    failed.replies = []

    assert counted(talk(failed))[TWENTIETH].told == Counter(apology=1)


def test_small_counts_go_together() -> None:
    assert pooled({"a": 20, "b": 4, "c": 3}) == {"a": 20, OTHERS: 7}
    assert pooled({"a": 20, "b": 6, "c": 1}) == {"a": 20, OTHERS: 7}
    assert pooled({"a": 3, "b": 1}) == {}
    assert pooled({"a": 5, "b": 9}) == {"b": 9, "a": 5}
    assert pooled({}) == {}


@given(some.dictionaries(some.text(max_size=3), some.integers(0, 12), max_size=8))
def test_no_count_of_a_few_is_shown_or_can_be_worked_out(counts: dict[str, int]) -> None:
    shown, whole = pooled(counts), sum(counts.values())

    assert all(count >= LEAST for count in shown.values())
    assert sum(shown.values()) == whole or (not shown and whole < LEAST)


def test_a_day_of_a_few_messages_is_not_shown() -> None:
    assert Day(2, 4, Counter(ask_amount=4), Counter(answer=4)).rows() == []


def test_a_day_is_noted_at_its_fullest(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "statistics.csv"
    full = Day(6, 30, Counter(ask_amount=30), Counter(answer=25, absent=5))
    later = Day(5, 9, Counter(ask_amount=9), Counter(answer=9))
    noted = daily.merged({}, {TWENTIETH: full})
    daily.write(noted, file)

    assert daily.read(file) == noted
    assert daily.merged(daily.read(file), {TWENTIETH: later}) == noted
    assert daily.merged({TWENTIETH: later.rows()}, {TWENTIETH: full}) == noted
    assert file.read_text(encoding="utf-8").splitlines()[:3] == [
        "jour,mesure,valeur,nombre",
        "2026-11-20,conversations,,6",
        "2026-11-20,messages,,30",
    ]


def test_the_table_says_what_is_too_few(capsys: pytest.CaptureFixture[str]) -> None:
    Console(width=120).print(daily.table({TWENTIETH: Day(2, 7, Counter(ask_amount=7), Counter(answer=7)).rows()}))
    said = capsys.readouterr().out.replace("\u00a0", " ")

    assert "20 novembre 2026" in said and "moins de 5" in said and "answer 7" in said


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="ce n'est pas un fichier de statistiques"):
        daily.read(other)


def test_what_is_kept_is_counted_without_its_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered
    from rasa.shared.core.trackers import DialogueStateTracker

    from serving.connections import in_file
    from serving.database import InDatabase

    monkeypatch.setenv("FTAP_DATABASE_URL", in_file(tmp_path / "kept.db"))
    store = InDatabase(Domain.empty(), in_file(tmp_path / "kept.db"))
    for conversation in range(5):
        events = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]
        events += [UserUttered("marque-texte", intent={"name": "greet"}, message_id="1"), BotUttered("Bonjour.")]
        asyncio.run(store.save(DialogueStateTracker.from_events(f"marque-{conversation}", events)))
    file = tmp_path / "statistics.csv"
    monkeypatch.setattr("sys.argv", ["inbox.daily", "--file", str(file)])
    daily.main()
    noted = file.read_text(encoding="utf-8")

    assert "messages,,5" in noted and "demandes,greet,5" in noted and "réponses,talk,5" in noted
    assert "marque" not in noted + capsys.readouterr().out

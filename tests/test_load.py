"""What the load consists of and how it is measured; the measures themselves are not asserted here."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.load.arrivals import Plan, visits
from benchmarks.load.measured import Sample, Step, growth, saturation, step, table

PLAN = Plan("http://127.0.0.1:1/assistant", 20, 300, [["un"], ["deux", "trois"], ["quatre", "cinq", "six"]], "pardon")
BORNE = Step(2, 10, 10, 20, 40, 60, 0, 600, {"nginx": 0.4, "replicas": 12.0})


def test_people_come_at_the_rate_that_is_asked_for_however_long_they_stay() -> None:
    sent = [at for visit in visits(PLAN) for at, _ in visit.said]

    assert len(sent) / 300 == pytest.approx(20, rel=0.1)
    assert max(visit.at for visit in visits(PLAN)) < 300


def test_a_person_says_a_script_in_order_with_pauses() -> None:
    for visit in visits(PLAN):
        times = [visit.at, *(at for at, _ in visit.said)]
        assert [text for _, text in visit.said] in PLAN.scripts
        assert all(later - earlier >= 1 for earlier, later in itertools.pairwise(times))


def test_a_plan_that_was_written_down_means_the_same_people(tmp_path: Path) -> None:
    PLAN.write(tmp_path / "plan.json")

    assert visits(Plan.read(tmp_path / "plan.json")) == visits(PLAN)


def test_nobody_comes_where_there_is_nothing_to_say() -> None:
    with pytest.raises((ValueError, ZeroDivisionError)):
        visits(replace(PLAN, scripts=[]))


def test_only_messages_that_were_meant_to_be_sent_within_the_window_count() -> None:
    samples = [
        Sample("/messages", 1, 900),  # while it warmed up
        *(Sample("/messages", 10 + n / 10, 20) for n in range(99)),
        Sample("/conversations", 12, 5000),
        Sample("/messages", 19.95, 30_000),  # answered long after the window
    ]
    meant = [s.at for s in samples if s.path == "/messages"]

    found = step(2, samples, meant, (10, 20), {"replicas": 1.01})

    assert (found.messages, found.errors, found.offered, found.answered) == (100, 0, 10, 9.9)
    assert found.p50 == 20
    assert found.p99 > 20
    assert found.cpu_ms == {"replicas": pytest.approx(10)}


def test_a_message_that_got_an_apology_or_was_never_sent_is_an_error() -> None:
    samples = [*(Sample("/messages", n, 20) for n in range(8)), Sample("/messages", 8, 20, "an apology")]

    found = step(1, samples, [float(n) for n in range(10)], (0, 10), {})

    assert (found.errors, found.holds) == (2, False)


def test_a_load_is_borne_where_all_are_answered_and_p95_is_below_a_second() -> None:
    assert BORNE.holds
    assert not replace(BORNE, p95=1001).holds
    assert not replace(BORNE, errors=1).holds


def test_saturation_is_the_last_load_before_one_that_is_not_borne() -> None:
    loads = [BORNE, replace(BORNE, offered=20), replace(BORNE, offered=30, p95=2000), replace(BORNE, offered=40)]

    assert saturation(loads) == loads[1]
    assert saturation(loads[2:]) is None


def test_the_growth_of_memory_is_the_slope_of_the_best_line() -> None:
    line = growth([600, 1200, 1800, 2400], [501, 502, 503, 504])

    assert line.an_hour == pytest.approx(6)
    assert line.start == pytest.approx(501)
    assert line.share_an_hour == pytest.approx(6 / 5.01)


def test_the_table_tells_each_load_and_whether_it_was_borne() -> None:
    lines = table([BORNE, replace(BORNE, errors=3)]).splitlines()

    assert lines[1].split()[:8] == ["2", "10.0", "10.0", "20", "40", "60", "0", "yes"]
    assert lines[2].split()[6:8] == ["3", "NO"]

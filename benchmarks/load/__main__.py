"""`python -m benchmarks.load`: the service under rising load, with one replica and with two, then for a long time.

Prints the tables, and writes load.json, load.png, soak.json and soak.png under benchmarks/results/.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from benchmarks.load import drawn, service
from benchmarks.load.arrivals import Plan, visits
from benchmarks.load.measured import Step, growth, saturation, step, table
from deploy.cluster import Cluster
from deploy.processes import NotStarted
from evaluation.scenarios import FOLDER, load
from serving.model import ensure
from wording import say

# Messages a second: once and twice the load of a busy hour (36,000 messages), then on until it is too much.
RATES = (10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 100.0, 120.0, 150.0)
_WARM_UP_SECONDS, _SECONDS = 15.0, 45.0
_SAMPLED_SECONDS = 10.0  # of memory
_GROWING_SECONDS = 300.0  # at the beginning of a soak, in which caches fill; not counted
_BEYOND = 2  # loads that are tried after the first that is not borne


def main() -> None:
    """Measures what is asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks.load", description=__doc__)
    parser.add_argument("--replicas", type=int, nargs="*", default=[1, 2], help="numbers of replicas to try")
    parser.add_argument("--rates", type=float, nargs="*", default=list(RATES), help="messages a second to try")
    parser.add_argument("--soak", type=float, default=30, metavar="MINUTES", help="how long the soak is; 0 for none")
    parser.add_argument("--soak-rate", type=float, default=10, help="its messages a second")
    asked = parser.parse_args()
    ensure()
    scripts = [[turn.user for turn in scenario.turns] for scenario in load(FOLDER / "development.yml")]
    try:
        if asked.replicas:
            steps = [each for replicas in asked.replicas for each in _rising(replicas, asked.rates, scripts)]
            print(f"\n{table(steps)}\n")
            for replicas in asked.replicas:
                borne = saturation([each for each in steps if each.replicas == replicas])
                print(
                    f"{replicas} replica(s): {f'{borne.answered:.0f} messages a second' if borne else 'no load'} borne"
                )
            print(f"JSON and plot: {drawn.steps(steps)}")
        if asked.soak:
            _soak(asked.soak * 60, asked.soak_rate, scripts)
    except NotStarted as error:
        raise SystemExit(str(error)) from None


def _rising(replicas: int, rates: Sequence[float], scripts: Sequence[Sequence[str]]) -> list[Step]:
    """The service under one load after the other, until some beyond what it bears."""
    steps: list[Step] = []
    with service.running(replicas) as found:
        for rate in rates:
            steps.append(_step(found, rate, scripts))
            print(
                f"{replicas} replica(s), {rate:.0f} a second: p95 {steps[-1].p95:.0f} ms", file=sys.stderr, flush=True
            )
            if sum(not each.holds for each in steps) >= _BEYOND:
                break
    return steps


def _step(found: Cluster, rate: float, scripts: Sequence[Sequence[str]]) -> Step:
    end = _WARM_UP_SECONDS + _SECONDS
    plan = _plan(found, rate, end, scripts)
    pids = service.programs(found)
    before = service.processor_seconds(pids)
    samples = service.Crowd(plan).samples()
    cpu = {name: seconds - before[name] for name, seconds in service.processor_seconds(pids).items()}
    return step(len(found.replicas), samples, _meant(plan), (_WARM_UP_SECONDS, end), cpu)


def _soak(seconds: float, rate: float, scripts: Sequence[Sequence[str]]) -> None:
    """Two replicas at an even load for a long time: whether memory grows, and whether anything went wrong."""
    with service.running(2) as found:
        pids = service.programs(found)
        each = {f"replica {number}": [pid] for number, pid in enumerate(pids.pop("replicas"), 1)} | pids
        plan = _plan(found, rate, seconds, scripts)
        crowd, start = service.Crowd(plan), time.monotonic()
        times: list[float] = []
        memory: dict[str, list[float]] = {name: [] for name in each}
        while crowd.talks:
            times.append(time.monotonic() - start)
            for name, megabytes in service.memory(each).items():
                memory[name].append(megabytes)
            time.sleep(_SAMPLED_SECONDS)
        whole = step(2, crowd.samples(), _meant(plan), (0, seconds), {})
    counted = sum(at < min(_GROWING_SECONDS, seconds / 2) for at in times)
    lines = {name: growth(times[counted:], values[counted:]) for name, values in memory.items()}
    print(f"\n{table([whole])}\n")
    for name, line in lines.items():
        print(f"{name:12}{line.start:8.1f} MB {line.an_hour:+8.2f} MB an hour ({line.share_an_hour:+.2f} %)")
    print(f"JSON and plot: {drawn.soak(whole, times, memory, lines)}")


def _plan(found: Cluster, rate: float, seconds: float, scripts: Sequence[Sequence[str]]) -> Plan:
    return Plan(f"http://127.0.0.1:{found.ports.proxy}/assistant", rate, seconds, scripts, say("apology"))


def _meant(plan: Plan) -> list[float]:
    """When each message of a plan is meant to be sent."""
    return [at for visit in visits(plan) for at, _ in visit.said]


if __name__ == "__main__":
    main()

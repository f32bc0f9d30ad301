"""What the runs leave under benchmarks/results/: the figures as JSON, and drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.load.measured import PROMISED_MS, Growth, Step
from benchmarks.results import FOLDER, drawing, keep

_COLOURS = {1: "#b34000", 2: "#000091"}


def steps(measured: Sequence[Step]) -> Path:
    """Writes load.json and load.png; gives the folder."""
    keep("load", {"steps": [_plain(each) for each in measured]})
    with drawing("load", ncols=2, figsize=(13, 5)) as (times, rates):
        for replicas in sorted({each.replicas for each in measured}):
            of = [each for each in measured if each.replicas == replicas]
            offered, colour = [each.offered for each in of], _COLOURS.get(replicas)
            for name, style in (("p50", ":"), ("p95", "-"), ("p99", "--")):
                label = f"{name}, replicas: {replicas}"
                times.plot(offered, [getattr(each, name) for each in of], style, marker="o", color=colour, label=label)
            rates.plot(offered, [each.answered for each in of], marker="o", color=colour, label=f"replicas: {replicas}")
        times.axhline(PROMISED_MS, color="#ce0500", linewidth=1, label="what p95 is promised to be")
        times.set(
            yscale="log", xlabel="messages a second", ylabel="time of a reply (ms)", title="Latency from when meant"
        )
        most = max(each.offered for each in measured)
        rates.plot([0, most], [0, most], color="#b0b0b8", linewidth=1, label="all of them")
        rates.set(xlabel="messages a second", ylabel="answers a second", title="Throughput")
        for each in (times, rates):
            each.legend()
    return FOLDER


def soak(
    whole: Step, seconds: Sequence[float], memory: Mapping[str, Sequence[float]], lines: Mapping[str, Growth]
) -> Path:
    """Writes soak.json and soak.png; gives the folder.

    Args:
        seconds: when memory was sampled.
        memory: megabytes of each program then.
        lines: how each goes on.
    """
    keep(
        "soak",
        {
            "step": _plain(whole),
            "memory": {
                name: {"start_mb": round(line.start, 1), "mb_an_hour": round(line.an_hour, 2)}
                for name, line in lines.items()
            },
            "seconds": [round(at) for at in seconds],
            "mb": {name: [round(value, 1) for value in values] for name, values in memory.items()},
        },
    )
    with drawing("soak", figsize=(9, 5)) as axes:
        for name, values in memory.items():
            axes.plot([at / 60 for at in seconds], values, label=f"{name}: {lines[name].an_hour:+.1f} MB an hour")
        axes.set(xlabel="minutes", ylabel="proportional set size (MB)", title="Soak", ylim=(0, None))
        axes.legend()
    return FOLDER


def _plain(measured: Step) -> dict[str, Any]:
    rounded = {name: round(value, 2) for name, value in asdict(measured).items() if isinstance(value, float)}
    cpu = {program: round(ms, 2) for program, ms in measured.cpu_ms.items()}
    return {**asdict(measured), **rounded, "cpu_ms": cpu, "held": measured.holds}

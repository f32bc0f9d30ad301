"""What a run leaves under benchmarks/results/: the figures as JSON, and drawn."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.table import Figure

FOLDER = Path(__file__).parent / "results"
_OURS, _OTHER, _GOAL = "#000091", "#b0b0b8", "#ce0500"


def write(figures: Sequence[Figure], samples: Mapping[str, Sequence[float]], stages: Mapping[str, float]) -> Path:
    """Writes bench.json and bench.png; gives the folder.

    Args:
        figures: the lines of the table.
        samples: latencies in milliseconds, by bot.
        stages: medians in milliseconds, by stage of a message.
    """
    kept = {
        "rasa": version("rasa"),
        "figures": [_plain(figure) for figure in figures],
        "stages_ms": {name: round(value, 3) for name, value in stages.items()},
        "latencies_ms": {name: [round(value, 2) for value in values] for name, values in samples.items()},
    }
    keep("bench", kept)
    _draw(figures, samples, stages)
    return FOLDER


def keep(name: str, figures: Mapping[str, Any]) -> None:
    """Writes figures as NAME.json, with when and on what machine they were measured."""
    told = {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "processor": platform.machine(), "python": platform.python_version()},
        **figures,
    }
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@contextmanager
def drawing(name: str, **layout: Any) -> Iterator[Any]:
    """The axes of a drawing, which is kept as NAME.png; the layout is that of pyplot.subplots."""
    import matplotlib

    matplotlib.use("Agg")  # no screen is needed
    from matplotlib import pyplot

    drawn, axes = pyplot.subplots(**layout)
    yield axes
    drawn.tight_layout()
    FOLDER.mkdir(exist_ok=True)
    drawn.savefig(FOLDER / f"{name}.png", dpi=110)
    pyplot.close(drawn)


def _plain(figure: Figure) -> dict[str, Any]:
    goal = figure.goal
    return {
        "name": figure.name,
        "unit": figure.unit,
        "ours": round(figure.ours, 3),
        "compared_with": None if figure.other is None else {figure.other_name: round(figure.other, 3)},
        "ratio": None if figure.ratio is None else round(figure.ratio, 3),
        "goal": goal and {"limit": goal.limit, "on": "ratio" if goal.on_ratio else "ours", "at_least": goal.at_least},
        "held": figure.held,
    }


def _draw(figures: Sequence[Figure], samples: Mapping[str, Sequence[float]], stages: Mapping[str, float]) -> None:
    with drawing("bench", ncols=3, figsize=(17, 5), width_ratios=(1, 1.3, 1)) as (times, ratios, parts):
        for name, values in samples.items():
            ordered = sorted(values)
            share = [100 * (rank + 1) / len(ordered) for rank in range(len(ordered))]
            style = "dotted" if name == "ours, bare parse" else "solid"
            times.plot(ordered, share, label=name, linestyle=style, color=_OURS if name.startswith("ours") else None)
        times.set(xscale="log", xlabel="time of a reply (ms)", ylabel="replies within that time (%)", title="Latency")
        if samples:
            times.legend()
        shown = [f for f in figures if f.goal is not None and f.goal.on_ratio and f.ratio is not None]
        places = range(len(shown), 0, -1)
        ratios.barh(places, [f.ratio or 0 for f in shown], color=[_OURS if f.held else _GOAL for f in shown])
        ratios.scatter([f.goal.limit for f in shown if f.goal], places, marker="|", s=250, color="black", label="goal")
        ratios.set(xscale="log", yticks=list(places), yticklabels=[f.name for f in shown], title="Ratio, and its goal")
        names = list(stages)[::-1]
        parts.barh(names, [stages[name] for name in names], color=_OTHER)
        parts.set(xlabel="median (ms)", title="Where the time of a message goes")

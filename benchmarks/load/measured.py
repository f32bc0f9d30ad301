"""What a run shows: times and errors of a step, the saturation, and whether memory grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import linear_regression, quantiles

PROMISED_MS = 1000  # of p95, as deploy/alerts.yml has it


@dataclass(frozen=True)
class Sample:
    """A request: its path, when it was meant to be sent (seconds), how long it took from then (ms), what went wrong."""

    path: str
    at: float
    ms: float
    problem: str = ""


@dataclass(frozen=True)
class Step:
    """A service under one load.

    Attributes:
        replicas: how many there are.
        offered: messages a second that people meant to send.
        answered: messages a second that got an answer, at whatever time.
        p50, p95, p99: milliseconds from when a message was meant to be sent to its answer.
        errors: messages without an answer, of ``messages``.
        cpu_ms: processor time for each message, by program.
    """

    replicas: int
    offered: float
    answered: float
    p50: float
    p95: float
    p99: float
    errors: int
    messages: int
    cpu_ms: Mapping[str, float]

    @property
    def holds(self) -> bool:
        """Whether what is promised was kept: every message answered, p95 below a second."""
        return not self.errors and self.p95 <= PROMISED_MS


def step(
    replicas: int,
    samples: Sequence[Sample],
    meant: Sequence[float],
    window: tuple[float, float],
    cpu: Mapping[str, float],
) -> Step:
    """The measure of one load.

    Args:
        samples: what was seen.
        meant: when each message was meant to be sent, in seconds.
        window: the seconds that count, from and to; before them the service warms up.
        cpu: the seconds of processor time that each program took for all messages.
    """
    start, end = window
    messages = sum(start <= at < end for at in meant)
    answers = [s for s in samples if s.path == "/messages" and not s.problem]
    counted = [s for s in answers if start <= s.at < end]
    within = sum(start <= s.at + s.ms / 1000 < end for s in answers)
    times = [s.ms for s in counted]
    cuts = quantiles(times, n=100) if len(times) > 1 else [float("inf")] * 99
    return Step(
        replicas,
        messages / (end - start),
        within / (end - start),
        cuts[49],
        cuts[94],
        cuts[98],
        messages - len(counted),
        messages,
        {program: 1000 * seconds / max(1, len(answers)) for program, seconds in cpu.items()},
    )


def saturation(steps: Sequence[Step]) -> Step | None:
    """The highest load that was borne before the first that was not; None where there is none."""
    borne = None
    for each in steps:
        if not each.holds:
            break
        borne = each
    return borne


@dataclass(frozen=True)
class Growth:
    """How memory goes on: megabytes at the beginning of the line that fits it best, and megabytes an hour."""

    start: float
    an_hour: float

    @property
    def share_an_hour(self) -> float:
        """The growth in an hour, in percent of what there was."""
        return 100 * self.an_hour / self.start


def growth(seconds: Sequence[float], megabytes: Sequence[float]) -> Growth:
    """The line through samples of memory, by least squares."""
    slope, intercept = linear_regression(seconds, megabytes)
    return Growth(intercept + slope * seconds[0], 3600 * slope)


def table(steps: Sequence[Step]) -> str:
    """The steps, one line each."""
    lines = ["replicas  offered/s  answered/s   p50 ms   p95 ms   p99 ms  errors  held  CPU ms a message"]
    for s in steps:
        cpu = ", ".join(f"{program} {ms:.1f}" for program, ms in s.cpu_ms.items())
        lines.append(
            f"{s.replicas:8}{s.offered:11.1f}{s.answered:12.1f}{s.p50:9.0f}{s.p95:9.0f}{s.p99:9.0f}"
            f"{s.errors:8}{'yes' if s.holds else 'NO':>6}  {cpu}"
        )
    return "\n".join(lines)

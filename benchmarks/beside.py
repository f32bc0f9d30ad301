"""Ours and the peer side by side: replies, throughput, cold start, training, memory, and ours against its bare parse."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from benchmarks import client, peer, servers
from benchmarks.client import Asked
from benchmarks.servers import Server
from benchmarks.table import Figure, Goal
from serving.agent import Assistant
from serving.model import HERE

STARTS = 3
MESSAGES, WARM_UP = 310, 40
CLIENTS, SECONDS, ROUNDS = 8, 6.0, 3
_TRAIN = "import sys; from serving.model import train; train(sys.argv[1], sys.argv[2])"


@dataclass
class Measured:
    """The figures, and the latencies in milliseconds that they come from."""

    figures: list[Figure] = field(default_factory=list)
    samples: dict[str, list[float]] = field(default_factory=dict)


def training(made: peer.Peer) -> list[Figure]:
    """How long training takes from the command to the model, the process's start included."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        subprocess.run([sys.executable, "-c", _TRAIN, folder, "measured"], cwd=HERE, check=True, capture_output=True)
        seconds = time.monotonic() - start
        if not (Path(folder) / "measured.tar.gz").exists():
            raise SystemExit("The assistant could not be trained")
    return [Figure("training", seconds, "s", made.training_seconds, goal=Goal(60, on_ratio=False))]


def cold_starts(made: peer.Peer) -> list[Figure]:
    """The time from the command to the first answer, of starts that take turns; the median of each."""
    seconds: dict[str, list[float]] = {"ours": [], "peer": []}
    for _ in range(STARTS):
        with servers.ours() as ours:
            seconds["ours"].append(ours.cold_start_seconds)
        with servers.theirs(made) as theirs:
            seconds["peer"].append(theirs.cold_start_seconds)
    return [Figure("cold start", median(seconds["ours"]), "s", median(seconds["peer"]), goal=Goal(0.6))]


def running(made: peer.Peer, assistant: Assistant, texts: Sequence[str]) -> Measured:
    """Replies, throughput and memory of both, while they run beside each other."""
    measured = Measured()
    with ExitStack() as stack:
        ours = stack.enter_context(servers.ours())
        theirs = stack.enter_context(servers.theirs(made))
        bots = {
            "ours": Asked(texts, ours.url),
            "peer": Asked(peer.TO_ACTION, theirs.url),
            "peer, fixed texts": Asked(peer.TO_TEXT, theirs.url),
            "ours, bare parse": Asked(texts, call=assistant.parsing),
        }
        measured.samples = client.latencies(bots, MESSAGES, WARM_UP, assistant.loop)
        measured.figures = [*_latency(measured.samples), _throughput(bots), *_memory(ours, theirs)]
    return measured


def _latency(samples: dict[str, list[float]]) -> list[Figure]:
    middle = {name: median(values) for name, values in samples.items()}
    late = {name: quantiles(values, n=20)[-1] for name, values in samples.items()}
    fixed, parse = "peer, fixed texts", "ours, bare parse"
    return [
        Figure("reply, median", middle["ours"], "ms", middle["peer"], goal=Goal(0.20)),
        Figure("reply, p95", late["ours"], "ms", late["peer"], goal=Goal(0.25)),
        Figure("reply, median", middle["ours"], "ms", middle[parse], "bare parse", Goal(1.5)),
        Figure("reply, median", middle["ours"], "ms", middle[fixed], "peer's fixed texts"),
    ]


def _throughput(bots: dict[str, Asked]) -> Figure:
    """Each bot at saturation alone, the client beside it; the median of rounds that take turns."""
    rates: dict[str, list[float]] = {"ours": [], "peer": []}
    for _ in range(ROUNDS):
        for name, found in rates.items():
            found.append(client.throughput(bots[name], CLIENTS, SECONDS))
    goal = Goal(4, at_least=True)
    return Figure("throughput at saturation", median(rates["ours"]), "/s", median(rates["peer"]), goal=goal)


def _memory(ours: Server, theirs: Server) -> list[Figure]:
    own, other = ours.memory(), theirs.memory()
    return [
        Figure("resident memory", sum(own.values()), "MB", sum(other.values()), "peer's two processes", Goal(1.0)),
        Figure("resident memory", sum(own.values()), "MB", other["server"], "peer's server alone"),
    ]

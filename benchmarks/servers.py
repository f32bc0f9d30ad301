"""The assistant and the peer as their users start them: ordinary processes that answer over REST."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks import client, peer
from serving.model import HERE

_START_SECONDS = 180
_POLL_SECONDS = 0.02


@dataclass(frozen=True)
class Server:
    """A bot that answers: its address, its processes by role, and how long it took to its first answer."""

    name: str
    port: int
    processes: Mapping[str, psutil.Popen] = field(repr=False)
    cold_start_seconds: float

    @property
    def url(self) -> str:
        return _url(self.port)

    def memory(self) -> dict[str, float]:
        """The resident memory of each of its processes with their children, in MB."""
        return {role: _resident(process) for role, process in self.processes.items()}


@contextmanager
def ours(knowledge: Path | None = None) -> Iterator[Server]:
    """The assistant, with the knowledge base of a folder or its own, once it has answered; stopped at the end."""
    port = free_port()
    command = [sys.executable, "-m", "serving", "run", "--port", str(port)]
    command += ["--knowledge", str(knowledge)] if knowledge else []
    with _started("ours", port, "combien pour la Culture ?", {"server": (command, HERE, dict(os.environ))}) as server:
        yield server


@contextmanager
def theirs(made: peer.Peer) -> Iterator[Server]:
    """The peer and its action server, once they have answered; stopped at the end."""
    port, action_port = free_port(), free_port()
    environment = peer.environment(action_port)
    rasa = [sys.executable, "-m", "rasa", "run"]
    commands = {
        "action server": ([*rasa, "actions", "--port", str(action_port)], made.folder, environment),
        "server": ([*rasa, "--interface", "127.0.0.1", "--port", str(port)], made.folder, environment),
    }
    with _started("peer", port, peer.TO_ACTION[0], commands) as server:
        yield server


Command = tuple[list[str], Path, dict[str, str]]  # the words, the working directory, the environment


@contextmanager
def _started(name: str, port: int, question: str, commands: Mapping[str, Command]) -> Iterator[Server]:
    """Starts the processes of a bot at once, and waits until it answers a question."""
    with ExitStack() as stack:
        start = time.perf_counter()
        processes = {role: stack.enter_context(_process(command)) for role, command in commands.items()}
        while not client.answers(_url(port), question):
            ended = [role for role, process in processes.items() if process.poll() is not None]
            if ended or time.perf_counter() - start > _START_SECONDS:
                raise SystemExit(f"{name} does not answer" + (f": its {ended[0]} ended" if ended else ""))
            time.sleep(_POLL_SECONDS)
        yield Server(name, port, processes, time.perf_counter() - start)


@contextmanager
def _process(command: Command) -> Iterator[psutil.Popen]:
    words, folder, environment = command
    process = psutil.Popen(words, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        for each in (*process.children(recursive=True), process):
            each.kill()
        process.wait()


def _resident(process: psutil.Process) -> float:
    return sum(each.memory_info().rss for each in (process, *process.children(recursive=True))) / 1e6


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _url(port: int) -> str:
    return f"http://127.0.0.1:{port}/webhooks/rest/webhook"

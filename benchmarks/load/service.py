"""The service that is measured, and the people who talk to it from a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.load.arrivals import Plan
from benchmarks.load.measured import Sample
from benchmarks.servers import free_port
from deploy import cluster
from deploy.cluster import Cluster, Limits, Ports
from serving.model import HERE

_LOCUST = HERE / ".venv" / "load" / "bin" / "locust"
_PEOPLE = Path(__file__).parent / "people.py"
# All people come from one address here.
_LIMITS = Limits(requests_per_second=10_000, connections=10_000)
_SETTINGS = {"FTAP_CONVERSATIONS_PER_HOUR": "10000000", "FTAP_MESSAGES_PER_MINUTE": "1000"}


@contextmanager
def running(replicas: int) -> Iterator[Cluster]:
    """The whole service as `make run-prod` has it, but for the limits on one address; raises NotStarted."""
    ports = Ports(free_port(), free_port(), free_port(), tuple(free_port() for _ in range(replicas)))
    with cluster.temporary_folder() as folder, cluster.started(folder, ports, _LIMITS, _SETTINGS) as found:
        yield found


class Crowd:
    """People who talk to a service by a plan, in another process."""

    def __init__(self, plan: Plan) -> None:
        self._folder = TemporaryDirectory()
        files = {"FTAP_LOAD_PLAN": "plan.json", "FTAP_LOAD_SAMPLES": "samples.jsonl"}
        paths = {name: Path(self._folder.name) / file for name, file in files.items()}
        plan.write(paths["FTAP_LOAD_PLAN"])
        self._samples = paths["FTAP_LOAD_SAMPLES"]
        self._log = Path(self._folder.name) / "log"
        command = [str(_LOCUST), "-f", str(_PEOPLE), "--headless", "-u", "1", "--host", plan.url, "--only-summary"]
        environment = {**os.environ, "PYTHONPATH": str(HERE), **{name: str(path) for name, path in paths.items()}}
        with self._log.open("wb") as log:
            self.process = psutil.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)

    @property
    def talks(self) -> bool:
        """Whether some are still there."""
        return bool(self.process.poll() is None)

    def samples(self) -> list[Sample]:
        """What they saw, once all have gone.

        Raises:
            SystemExit: they could not talk at all.
        """
        self.process.wait()
        if not self._samples.exists():
            raise SystemExit("Locust ended: " + self._log.read_text(errors="replace")[-500:])
        return [Sample(**json.loads(line)) for line in self._samples.read_text(encoding="utf-8").splitlines()]


def programs(found: Cluster) -> dict[str, list[int]]:
    """The processes of a service, by what runs in them."""
    servers = {"nginx": [found.proxy], "PostgreSQL": [found.database], "Redis": [found.redis]}
    return {
        "replicas": [replica.pid for replica in found.replicas],
        **{name: [server.pid for server in each] for name, each in servers.items()},
    }


def processor_seconds(pids: Mapping[str, list[int]]) -> dict[str, float]:
    """The processor time of programs so far, that of their children included."""
    return {name: sum(_seconds(each) for pid in of for each in _family(pid)) for name, of in pids.items()}


def memory(pids: Mapping[str, list[int]]) -> dict[str, float]:
    """The memory of programs, in MB: proportional set size, so that what processes share (PostgreSQL's buffers) counts once."""
    return {
        name: sum(each.memory_full_info().pss for pid in of for each in _family(pid)) / 1e6 for name, of in pids.items()
    }


def _family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    # A server of PostgreSQL that has ended is counted by the process that had started it.
    return float(times.user + times.system + times.children_user + times.children_system)

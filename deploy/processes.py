"""Servers as processes of this machine: started until they answer, stopped, killed, started anew."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

START_SECONDS = 120
STOP_SECONDS = 30
_POLL_SECONDS = 0.05


class NotStarted(Exception):
    """A server did not start; its message tells the operator what it said last."""


class Server:
    """A server: its command, its log, and how to tell that it answers."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        log: Path,
        answers: Callable[[], bool],
        environment: Mapping[str, str] | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name, self.log = name, log
        self._command, self._environment = list(command), dict(os.environ if environment is None else environment)
        self._answers, self._stop_signal = answers, stop_signal
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def runs(self) -> bool:
        """Whether its process is there."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The id of its process, which must have been started."""
        assert self._process is not None
        return self._process.pid

    def launch(self) -> None:
        """Starts the process."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for whoever started it, who stops all in their order
            )

    def wait(self) -> None:
        """Waits until it answers.

        Raises:
            NotStarted: it ended, or took too long.
        """
        deadline = time.monotonic() + START_SECONDS
        while self.runs and time.monotonic() < deadline:
            if self._answers():
                return
            time.sleep(_POLL_SECONDS)
        last = self.log.read_text(errors="replace").strip().splitlines()[-3:]
        self.kill()
        raise NotStarted(f"{self.name} did not start ({self.log}): " + " / ".join(last))

    def start(self) -> None:
        """Starts it, and waits until it answers; raises NotStarted where it does not."""
        self.launch()
        self.wait()

    def stop(self) -> None:
        """Has it end what it is doing and stop."""
        if self._process is None or not self.runs:
            return
        self._process.send_signal(self._stop_signal)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """Ends it at once, with its children."""
        if self._process is not None and self.runs:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

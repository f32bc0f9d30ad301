"""The people of a plan, for Locust: each begins a conversation by the widget's door and says its lines.

A message is sent when it was meant to be, or as soon as the one before is answered, and its time counts from when it was
meant to be sent: people who are kept waiting are part of the measure. Reads the plan from FTAP_LOAD_PLAN and writes a
line of JSON for each request to FTAP_LOAD_SAMPLES.
"""

from __future__ import annotations

import json
import os
import uuid
from pathlib import Path
from time import perf_counter
from typing import Any

import gevent
from gevent.pool import Group
from locust import FastHttpUser, task

from benchmarks.load.arrivals import Plan, Visit, visits

_PATIENCE_SECONDS = 45  # longer than the proxy's


class People(FastHttpUser):
    """All people of the plan, in one process."""

    fixed_count = 1
    concurrency = 20_000
    connection_timeout = network_timeout = _PATIENCE_SECONDS

    @task
    def come(self) -> None:
        """Has them come one after the other, and ends when all have gone."""
        self.plan = Plan.read(Path(os.environ["FTAP_LOAD_PLAN"]))
        talks = Group()
        with open(os.environ["FTAP_LOAD_SAMPLES"], "w", encoding="utf-8") as self.samples:
            self.start = perf_counter()
            for visit in visits(self.plan):
                self._wait(visit.at)
                talks.spawn(self._talk, visit)
            talks.join(_PATIENCE_SECONDS)
            talks.kill()
        self.environment.runner.quit()

    def _wait(self, until: float) -> None:
        gevent.sleep(max(0.0, self.start + until - perf_counter()))

    def _talk(self, visit: Visit) -> None:
        begun = self._ask("/conversations", 201, None, visit.at)
        for at, text in visit.said:
            if begun is None:
                self._note("/messages", at, "no conversation")
                continue
            self._wait(at)
            self._ask("/messages", 200, {"id": str(uuid.uuid4()), "text": text}, at, begun["token"])

    def _ask(self, path: str, status: int, body: Any, at: float, token: str = "") -> Any:
        """What is answered, or None; ``at`` is when it was meant to be asked."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        with self.client.post(self.plan.url + path, json=body, headers=headers, name=path, catch_response=True) as got:
            answer = _json(got.text) if got.status_code == status else None
            problem = "" if answer is not None else f"status {got.status_code}"
            if answer is not None and path == "/messages":
                said = [reply["text"] for reply in answer["replies"]]
                problem = "an apology" if self.plan.apology in said else "" if said else "no reply"
            got.request_meta["response_time"] = self._note(path, at, problem)
            if problem:
                got.failure(problem)
            return answer

    def _note(self, path: str, at: float, problem: str) -> float:
        """Writes a request down; gives the milliseconds since it was meant to be asked."""
        took = 1000 * (perf_counter() - self.start - at)
        print(json.dumps({"path": path, "at": at, "ms": took, "problem": problem}), file=self.samples)
        return took


def _json(text: str | None) -> Any:
    try:
        return json.loads(text or "")
    except ValueError:
        return None

"""Custom actions run in the server's own process, without the second server of `rasa run actions`.

Rasa calls an action server through ``EndpointConfig.request``; this endpoint hands the call to the SDK's executor
instead. It saves the HTTP hop, and a process whose failure users would see as an empty reply. The domain, which no
action of ours looks at, is not written out for each call. This leans on Rasa 3.6.21, the last of its line; to check it,
see tests/test_serving.py.
"""

from __future__ import annotations

from typing import Any

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from serving import shortcuts
from watching.metrics import ERRORS, STAGE

PACKAGE = "actions"


class InProcessActions(EndpointConfig):
    """An action endpoint that needs no network."""

    def __init__(self, package: str = PACKAGE) -> None:
        super().__init__(url="in-process", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        shortcuts.take()

    async def request(self, *args: Any, json: dict[str, Any] | None = None, **kwargs: Any) -> dict[str, Any]:
        """Runs the action of a call, and returns its events and messages."""
        with STAGE["act"].time(), ERRORS.labels("action").count_exceptions():
            result: dict[str, Any] = await self._executor.run(json)
        return result

"""Custom actions run in the server's own process, without the second server of `rasa run actions`.

Rasa calls an action server through ``EndpointConfig.request``; this endpoint hands the call to the SDK's executor
instead. It saves the HTTP hop, and a process whose failure users would see as an empty reply. It also leaves out
``RemoteAction``'s check of the result against a constant JSON schema, itself checked anew at each call (14 of the
18 ms that an action costs): the result comes from our own code. Both lean on Rasa 3.6.21, the last of its line; to
check them, see tests/test_serving.py.
"""

from __future__ import annotations

from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

PACKAGE = "actions"


class InProcessActions(EndpointConfig):
    """An action endpoint that needs no network."""

    def __init__(self, package: str = PACKAGE) -> None:
        super().__init__(url="in-process")
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        RemoteAction._validate_action_result = _trusted

    async def request(self, *args: Any, json: dict[str, Any] | None = None, **kwargs: Any) -> dict[str, Any]:
        """Runs the action of a call, and returns its events and messages."""
        result: dict[str, Any] = await self._executor.run(json)
        return result


def _trusted(action: RemoteAction, result: dict[str, Any]) -> bool:
    return True

"""What Schemathesis needs to know of the widget's door: each request goes in a conversation of its own."""

from __future__ import annotations

import json
import os
import unicodedata
import urllib.request
from contextlib import suppress
from typing import Any
from urllib.error import HTTPError

import schemathesis


@schemathesis.auth(refresh_interval=None)
class Conversation:
    """Begins a conversation for a request, and gives its token."""

    def get(self, case: Any, context: Any) -> str:
        """A new token; where a turn is judged, the conversation has it."""
        token = str(_post("/conversations", b"", {})["token"])
        turn = case.body.get("turn") if case.path == "/feedback" and isinstance(case.body, dict) else None
        if turn is not None:
            headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
            with suppress(HTTPError):  # the turn may be no id
                _post("/messages", json.dumps({"id": turn, "text": "bonjour"}, default=str).encode(), headers)
        return token

    def set(self, case: Any, data: str, context: Any) -> None:
        """Puts the token where it belongs."""
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


@schemathesis.hook
def filter_body(context: Any, body: Any) -> bool:
    """Leaves out texts of which nothing can be seen: no pattern of the contract can say that they are refused."""
    text = body.get("text") if isinstance(body, dict) else None
    return not isinstance(text, str) or any(unicodedata.category(c)[0] not in "CZ" for c in text)


def _post(path: str, body: bytes, headers: dict[str, str]) -> Any:
    request = urllib.request.Request(os.environ["DOOR"] + path, body, headers, method="POST")
    with urllib.request.urlopen(request, timeout=30) as answered:
        return json.load(answered)

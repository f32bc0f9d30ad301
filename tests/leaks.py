"""Failures that tell what they failed on, as those of databases and of badly written code do; each at a word of the text.

`python -m tests.leaks run --port N`: our own server, where they happen.
"""

from __future__ import annotations

import logging
import runpy
import sys
from typing import Any

import structlog

import serving  # noqa: F401  first: it leaves TensorFlow out

IN_ACTION, IN_NLU, IN_STORE, IN_LOGS = "panne d'action", "panne de lecture", "panne de base", "panne de journal"


def leak() -> None:
    """Has the action, the understanding and the store of this process fail where a text says so, and logs tell texts."""
    from rasa.core import tracker_store

    import actions.conversation
    import nlu.tokenizer
    from serving import stores

    reply_to, process = actions.conversation.reply_to, nlu.tokenizer.FrenchTokenizer.process

    def failing_reply(message: Any, *more: Any) -> Any:
        if IN_ACTION in message.text:
            raise RuntimeError(f"request failed: {message!r}")
        if IN_LOGS in message.text:
            _tell(message.text)
        return reply_to(message, *more)

    def failing_process(self: Any, messages: Any) -> Any:
        for message in messages:
            if IN_NLU in str(message.get("text")):
                raise ValueError(message.get("text"))
        return process(self, messages)

    def failing_save(save: Any) -> Any:
        async def run(self: Any, tracker: Any) -> None:
            if any(IN_STORE in str(getattr(event, "text", "")) for event in tracker.events):
                told = [event.as_dict() for event in tracker.events]
                raise ConnectionError(f"INSERT INTO events … [parameters: {told}]")
            await save(self, tracker)

        return run

    actions.conversation.reply_to = failing_reply
    nlu.tokenizer.FrenchTokenizer.process = failing_process  # type: ignore[method-assign]
    for store in (tracker_store.SQLTrackerStore, tracker_store.InMemoryTrackerStore, stores.WholeInMemory):
        store.save = failing_save(store.save)


def _tell(text: str) -> None:
    """Logs a text in all the ways of libraries."""
    library = logging.getLogger("rasa.of.somebody")
    library.error(f"heard {text}")
    library.error("heard %s", text)
    library.error(text)
    library.error({"event": text})
    structlog.get_logger("rasa.of.somebody").error("it.was.heard", text=text)
    structlog.get_logger("rasa.of.somebody").error(text)
    try:
        try:
            raise KeyError(text)
        except KeyError as error:
            raise RuntimeError("while saying " + text) from error
    except RuntimeError:
        library.exception("failed")
        structlog.get_logger("rasa.of.somebody").exception("it.failed", text=text)
        logging.getLogger("channels.of.ours").exception("Something failed")


if __name__ == "__main__":
    from serving.model import ensure

    ensure()
    leak()
    sys.argv[0] = "serving"
    runpy.run_module("serving", run_name="__main__")

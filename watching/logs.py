"""Logs as lines of JSON that never hold what people say: not in an event, not in an error, whoever wrote it.

A text may be in any message of a library, and in that of any exception (an SQL error quotes the row, an action that fails
quotes its request). So of others' records only the place is written, and the constant name of a structlog event; of an
exception its type and the places it went through. Our own messages are written as they are: they hold no text, and
tests/test_logs.py lets marked ones through every way into the logs.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import uuid
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Any

import structlog

OURS = ("actions", "channels", "dialogue", "inbox", "knowledge", "nlu", "serving", "watching", "wording")
VARIABLE = "FTAP_LOG_LEVEL"
_DEFAULT = "WARNING"
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_EVENT = re.compile(r"[a-z_]+(\.[a-z_]+)+", re.ASCII)
_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}", re.ASCII)
_MOST_CAUSES = 5
_MOST_PLACES = 30
_ROOT = Path(__file__).parent.parent

_request: ContextVar[str] = ContextVar("request", default="")


class Safe(logging.Formatter):
    """Writes a record as a line of JSON without anything that may hold a text."""

    def format(self, record: logging.LogRecord) -> str:
        """The line: time, level, logger, place; where they are known the request, the event, its fields, the error."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "place": f"{_short(record.pathname)}:{record.lineno}",
        }
        if _request.get():
            line["request"] = _request.get()
        event, error = _event(record), _error(record)
        if event:
            line["event"] = event
        line |= getattr(record, "fields", {}) if _is_ours(record.name) else {}
        if error is not None:
            line["error"] = [_plain(one) for one in _causes(error)]
        return json.dumps(line, ensure_ascii=False, default=lambda value: type(value).__name__)


def keep() -> None:
    """Has all logs of this process written so to the standard error, ours from FTAP_LOG_LEVEL on, others' errors alone.

    Raises:
        SystemExit: there is no such level.
    """
    level = os.environ.get(VARIABLE, _DEFAULT).upper()
    if level not in _LEVELS:
        raise SystemExit(f"{VARIABLE}: {level} is no level; choose one of {', '.join(_LEVELS)}")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Safe())
    logging.basicConfig(handlers=[handler], level=logging.ERROR, force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        cache_logger_on_first_use=True,
    )


def begin_request(given: str | None = None) -> str:
    """The id of the request that this task now answers: the given one where it can be one, else a new one."""
    known = given if given and _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
    _request.set(known)
    return known


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] in OURS


def _event(record: logging.LogRecord) -> str:
    if _is_ours(record.name):
        return record.getMessage()
    named = record.msg.get("event") if isinstance(record.msg, dict) else None
    return named if isinstance(named, str) and _EVENT.fullmatch(named) else ""


def _error(record: logging.LogRecord) -> BaseException | None:
    given: Any = record.exc_info or (record.msg.get("exc_info") if isinstance(record.msg, dict) else None)
    if given is True:
        return sys.exc_info()[1]
    return given[1] if isinstance(given, tuple) else given if isinstance(given, BaseException) else None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception, and those behind it."""
    behind: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if behind is None:
            return
        yield behind
        behind = behind.__cause__ or (None if behind.__suppress_context__ else behind.__context__)


def _plain(error: BaseException) -> dict[str, Any]:
    """An exception without its message; those that we raise ourselves, and the system's, say only what they may."""
    kind = type(error)
    told: dict[str, Any] = {"type": f"{kind.__module__}.{kind.__qualname__}", "at": _places(error.__traceback__)}
    if _is_ours(kind.__module__):
        told["message"] = str(error)
    elif isinstance(error, OSError) and isinstance(error.errno, int):
        told["message"] = os.strerror(error.errno)
    return told


def _places(traceback: TracebackType | None) -> list[str]:
    found = [f"{_short(f.f_code.co_filename)}:{line} {f.f_code.co_name}" for f, line in walk_tb(traceback)]
    return found[-_MOST_PLACES:]


def _short(path: str) -> str:
    """A file's path from the root of the project, or of the library."""
    _, _, library = path.rpartition("site-packages/")
    return library.removeprefix(f"{_ROOT}/")

"""The French sentences of replies, as editors write them in texts.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

import knowledge
from knowledge import french
from knowledge.french import upper_first

_KNOWN = "{known}"
_FILE = Path(__file__).with_name("texts.yml")


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    texts: dict[str, str] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return texts


def say(key: str, **values: Any) -> str:
    """A sentence filled in. A name in capitals ({Title}) takes the value of its small twin with a capital letter;
    {known} is the days of the announcements that are known.

    Raises:
        KeyError: no such sentence, or a value that it needs is missing.
    """
    template = _texts()[key]
    filled = {name: str(value) for name, value in values.items()}
    if _KNOWN in template:
        filled["known"] = french.days(source.date for source in knowledge.shared().sources)
    filled |= {upper_first(name): upper_first(value) for name, value in filled.items()}
    return template.format_map(filled)

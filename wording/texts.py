"""The French sentences of replies, as editors write them in texts.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

import knowledge
from knowledge import french
from knowledge.french import upper_first
from wording import blanks

_KNOWN = "{known}"
_FILE = Path(__file__).with_name("texts.yml")


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    texts: dict[str, str] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return texts


def problems(file: Path = _FILE) -> list[str]:
    """What is wrong with the file of sentences, each with its line, in French; nothing where it can be used."""
    text = file.read_text(encoding="utf-8")
    try:
        texts = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return [f"{file}:{line}: YAML incorrect ({error.problem}) : un guillemet oublié, ici ou juste avant ?"]
    lines = {line.partition(":")[0].strip('"'): number for number, line in enumerate(text.splitlines(), 1)}
    return [f"{file}:{lines.get(key, 1)}: « {key} » : {why}" for key, value in texts.items() if (why := _fault(value))]


def _fault(sentence: object) -> str:
    """Why a sentence cannot be filled in; nothing where it can."""
    if not isinstance(sentence, str):
        return "ce n'est pas une phrase ; écrivez-la entre guillemets"
    try:
        names = [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]
    except ValueError:
        return "une accolade est seule"
    if not all(name.isidentifier() for name in names):
        return "des accolades ne contiennent pas un nom"
    known = {*blanks.names(), _KNOWN.strip("{}")}
    unknown = next((name for name in names if name not in known and name not in map(upper_first, known)), None)
    if unknown is None:
        return ""
    like = blanks.like(unknown)
    return f"le programme ne remplit pas {{{unknown}}}" + (f" : {{{like}}} ?" if like else "")


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

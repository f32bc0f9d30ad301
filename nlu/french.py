"""spaCy's French model, without its tokenizer: words come from ``nlu/tokenizer.py``.

One pattern of that tokenizer takes four seconds to compile whenever spaCy's French is imported, and its exceptions take
another to be cut up; neither is used. This leans on spaCy 3.8; to check it, see tests/test_lexicon.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import spacy
from spacy.language import Language

MODEL = "fr_core_news_sm"
# The next longest of spaCy's French has some thousand characters, this one a quarter of a million.
_LONG = 20_000


@contextmanager
def _long_patterns_left_out() -> Iterator[None]:
    compiled = re.compile

    def compile_short(pattern: Any, flags: int = 0) -> Any:
        return compiled(pattern, flags) if len(getattr(pattern, "pattern", pattern)) < _LONG else _NOTHING

    re.compile = compile_short
    try:
        yield
    finally:
        re.compile = compiled


_NOTHING = SimpleNamespace(match=None)
with _long_patterns_left_out():
    from spacy.lang.fr import French
    from spacy.lang.fr.stop_words import STOP_WORDS

French.Defaults.token_match = None  # type: ignore[assignment]
French.Defaults.tokenizer_exceptions = {}


def model(exclude: Iterable[str] = ()) -> Language:
    """The model, without some of its components.

    Raises:
        OSError: it is not installed.
    """
    return spacy.load(MODEL, exclude=["tokenizer", *exclude])


__all__ = ["MODEL", "STOP_WORDS", "model"]

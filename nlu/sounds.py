"""How French words sound, roughly: "griz" and "grise", "koman" and "comment" have one key."""

from __future__ import annotations

import re
from functools import lru_cache

# In this order; what is written differently and sounds alike becomes the same letters. Keys are compared, never read.
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"h|\W", ""),
        (r"ph", "f"),
        (r"eau|au", "o"),
        (r"ou|oo", "u"),
        (r"qu|q|ck|c(?![eiy])", "k"),
        (r"gu(?=[ei])", "G"),
        (r"c|(?<=[^aeiouy])s|ss", "s"),
        (r"g(?=[eiy])", "j"),
        (r"(?<=[aeiouy])s(?=[aeiouy])", "z"),
        (r"(?:er|ez|et|ent|es|e)$", ""),
        (r"ai|ei", "e"),
        (r"[ae][nm](?![aeiouynm])", "A"),
        (r"(?:i|ai|ei|u)[nm](?![aeiouynm])", "I"),
        (r"y", "i"),
        (r"[tdpx]$", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """The key of a folded word."""
    for pattern, becomes in _RULES:
        word = pattern.sub(becomes, word)
    return word

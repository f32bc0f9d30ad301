"""The sentences of a message: those that ask, and those that only tell of circumstances."""

from __future__ import annotations

import re

Place = tuple[int, int]

SENTENCE = re.compile(r"(?:[^.;:!?]|[.:](?=\d))+[.;:!?]*")
_WORDS = re.compile(r"\w+")
# Sentences that ask without a question mark: "Donnez-moi la liste.", "Je cherche un projet…", "Combien pour la radio".
_REQUEST = re.compile(
    r"^\W*(?:\w+\W+){0,3}?(?:donn|cit|list|montr|dis|dit|parl|expli|rappel|compar|class|additionn|calcul|détaill|précis"
    r"|indiqu|énumér|cherch|souhait|voudr|veu|aimerai|faudrait|combien|quel|qui\b|quand\b|où\b|pourquoi|comment)"
    r"|.*\b(?:dis|dites|donne|donnez|rappelle|rappelez|cite|citez|explique|expliquez|précisez|indiquez)[- ](?:moi|nous)\b",
    re.I,
)
# What is asked about is told before: "… Ça me paraît énorme, vous confirmez ?".
_CHECKS = re.compile(
    r"\b(?:vrai|exact|juste|correct|confirm\w*|normal|d['’]accord|trompe|bon chiffre|bien (?:ça|cela)|c['’]est ça|ça|cela|celui|celle)\b",
    re.I,
)
# A message of fewer words is read as a whole; so few words that ask lean on what was told before them.
_LONG, _ENOUGH = 11, 4


def asking(text: str) -> tuple[Place, ...]:
    """The places of the sentences that end with a question mark."""
    return tuple(m.span() for m in SENTENCE.finditer(text) if m.group().rstrip().endswith("?"))


def circumstances(text: str) -> tuple[Place, ...]:
    """The places of the sentences that only tell of circumstances, beside those of a long message that ask."""
    asked = asking(text)
    questions = " ".join(text[low:high] for low, high in asked)
    if len(_WORDS.findall(text)) < _LONG or len(_WORDS.findall(questions)) < _ENOUGH or _CHECKS.search(questions):
        return ()
    sentences = (m for m in SENTENCE.finditer(text) if m.span() not in asked)
    return tuple(m.span() for m in sentences if not _REQUEST.match(m.group()))


def without_circumstances(text: str) -> str:
    """The sentences of a text that ask, or all of it where they cannot be told from the others."""
    for low, high in reversed(circumstances(text)):
        text = text[:low] + text[high:]
    return text.strip()

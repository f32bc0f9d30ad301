"""Masking personal data in what people type: addresses, and numbers that name a person, a car or an account.

It errs on the side of masking. What it cannot know are people's names, and what they tell of themselves in words.
"""

from __future__ import annotations

import re

_GAP = r"[ \u00a0\u202f.\-/]?"
_WIDE_GAP = r"[ \u00a0\u202f.\-/_,]{0,3}"  # of numbers whose first digits tell what they are
# In this order: what a number is, then any long one.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("e-mail", re.compile(r"[\w.+'-]{1,64} ?(?:@|\(at\)|\[at\]|\barobase\b) ?[\w-]+(?:\.[\w-]+)+", re.I)),
    (
        "IBAN",
        re.compile(rf"\b[A-Z]{{2}}\d{{2}}{_GAP}[A-Z0-9]{{4}}(?:{_GAP}(?=[A-Z]*\d)[A-Z0-9]{{1,4}}){{2,8}}\b", re.I),
    ),
    (
        "numéro de sécurité sociale",
        re.compile(
            rf"(?<!\d)[1-478](?:{_WIDE_GAP}\d{{2}}){{2}}{_WIDE_GAP}(?:\d{{2}}|2[AB])(?:{_WIDE_GAP}\d{{3}}){{2}}(?:{_WIDE_GAP}\d{{2}})?(?!\d)",
            re.I,
        ),
    ),
    (
        "téléphone",
        re.compile(
            rf"(?<![\d+])(?:(?:\+|00){_WIDE_GAP}33{_WIDE_GAP}(?:\(0\))?{_WIDE_GAP}|0)[1-9](?:{_WIDE_GAP}\d{{2}}){{4}}(?!\d)"
            rf"|(?<![\d+])(?:\+|00)[1-9]\d{{0,2}}(?:{_WIDE_GAP}\d{{1,4}}){{2,6}}(?!\d)"
        ),
    ),
    ("plaque", re.compile(r"\b[A-Z]{2} \d{3} [A-Z]{2}\b|\b(?i:[A-Z]{2}-?\d{3}-?[A-Z]{2})\b")),
    ("numéro", re.compile(rf"(?<!\w)\d(?:{_GAP}\d){{8,}}(?!\d)|(?<!\w)\d{{7,8}}(?!\d)")),
)
# Questions here are full of sums: "24 300 000 euros", "plus de 1000000".
_CURRENCY = re.compile(r"[ \u00a0\u202f]?(?:€|euros?\b|eur\b)", re.I)
_LONGEST_SUM = 12  # digits


def masked(text: str) -> str:
    """The text with the kind of thing in the place of what may name someone: "[e-mail]", "[téléphone]", "[numéro]"."""
    for kind, pattern in _KINDS:
        text = pattern.sub(lambda found, kind=kind: found.group() if _is_sum(found) else f"[{kind}]", text)  # type: ignore[misc]
    return text


def _is_sum(found: re.Match[str]) -> bool:
    said = found.group()
    digits = "".join(c for c in said if c.isdigit())
    grouped = re.fullmatch(r"\d+|\d{1,3}(?:\D\d{3})+", said)
    is_round = digits.endswith("000") and not digits.startswith("0")
    return bool(grouped and len(digits) <= _LONGEST_SUM and (is_round or _CURRENCY.match(found.string, found.end())))

"""What people and programs type at the door: only ever read as text."""

from __future__ import annotations

import unicodedata
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.rest import LONGEST_MESSAGE, GuardedRest, guarded

NASTY = [
    "",
    " ",
    "\n\t\r ",
    "a" * 20_000,
    "/" * 20_000,
    "🙂🎉👩‍👩‍👧",
    "<script>alert('x')</script>",
    "<b>combien</b> pour &lt;la Culture&gt; ?",
    "'; DROP TABLE events; --",
    "' OR 1=1 --",
    "\u200b\u200c\u200d\ufeff",
    "\u200b/restart",
    "\u202e/restart\u202c",
    "\u2067/restart",
    "\u00ad/restart",
    "/restart",
    "  /restart",
    "\u00a0/greet{}",
    "\u3000/greet",
    "//x",
    "/ /x",
    "/ / / x",
    "\\/restart",
    "/\\/restart",
    "/\u200b/restart",
    '/intent{"a":"b"}',
    "/session_start",
    "EXTERNAL: /restart",
    "\x00\x1b[31m",
    "\ud800/restart",
    "\ue000/restart",
    " " * 2000 + "/restart",
]


@pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text[:24]))
def test_nothing_that_is_typed_is_a_command_or_empty_or_endless(text: str) -> None:
    _check(guarded(text))


@given(st.text(max_size=40))
def test_no_text_at_all_is_a_command_or_empty(text: str) -> None:
    _check(guarded(text))


@given(st.lists(st.sampled_from(["/", "\\", " ", "\u00a0", "\u200b", "\u202e", "\t", "x"]), max_size=12))
def test_no_mix_of_slashes_and_blanks_is_a_command(characters: list[str]) -> None:
    _check(guarded("".join(characters)))


def _check(message: str) -> None:
    assert message
    assert message == message.strip()
    assert not message.startswith("/")
    assert len(message) <= LONGEST_MESSAGE
    assert not [c for c in message if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs")]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Combien pour l'Intérieur ?", "Combien pour l'Intérieur ?"),
        ("  bonjour\n", "bonjour"),
        ("/restart", "restart"),
        ("et/ou", "et/ou"),
        ("5 M€ / an", "5 M€ / an"),
        ("œuvre à 12,8 M€ « déjà »", "œuvre à 12,8 M€ « déjà »"),
        ("🙂", "🙂"),
        ("<b>", "<b>"),
        ("choix-0123456789ab", "choix-0123456789ab"),
    ],
)
def test_ordinary_texts_are_kept(text: str, kept: str) -> None:
    assert guarded(text) == kept


@pytest.mark.parametrize("text", ["", "   ", "/", "//", "\u200b"])
def test_silence_is_still_a_message(text: str) -> None:
    assert guarded(text) == "?"


def test_a_guarded_text_is_left_as_it_is() -> None:
    for text in NASTY:
        assert guarded(guarded(text)) == guarded(text)


# The channel


def _request(body: Any) -> Any:
    return SimpleNamespace(json=body)


@pytest.mark.parametrize(
    "body", [None, {}, {"message": None}, {"message": 3}, {"message": ["/restart"]}, {"message": ""}]
)
def test_a_request_without_a_text_is_an_empty_message(body: Any) -> None:
    assert GuardedRest()._extract_message(_request(body)) == "?"


def test_a_request_is_guarded() -> None:
    assert GuardedRest()._extract_message(_request({"message": "/restart"})) == "restart"


def test_the_channel_stands_at_the_door_of_rest() -> None:
    assert GuardedRest.name() == "rest"

"""What people, and programs, may type: a sane French reply, nothing executed, no crash."""

import pytest

BAD = {
    "empty": "",
    "blanks": "   \t\n ",
    "long": "combien pour la culture " * 1000,
    "one long word": "a" * 20_000,
    "emoji": "😀🎉🤖",
    "html": "<script>alert(1)</script><b>combien</b>",
    "sql": "'; DROP TABLE project; --",
    "zero width": "com\u200bbien\u200d pour la cul\u2060ture",
    "right to left": "\u202ecombien\u202c مرحبا",
    "intent": '/ask_amount{"organisation": "interieur"}',
    "restart": "/restart",
    "hidden restart": "\u00a0/restart",
    "format": "{title} %s {0.__class__}",
    "superscript": "12² millions ③",
    "null": "\x00\x01",
    "numbers": "1 2 3 4 5 6 7 8 9 0 " * 50,
    "quotes": "''''\"\"\"\"’’’’",
    "full-width": "\uff0frestart",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_bad_input_gets_a_reply(assistant, text):
    said = assistant.say(text, f"bad {text[:20]!r}")

    assert said.text.strip()
    assert not any(trace in said.text for trace in ("Traceback", "Error", "<script", "None", "{"))


@pytest.mark.parametrize("command", ["/restart", "\u00a0/restart", "/session_start", "/ / /restart"])
def test_a_typed_command_does_not_run(assistant, command):
    conversation = f"command {command!r}"
    assistant.say("combien pour la Culture ?", conversation)
    assistant.say(command, conversation)

    assert "14,125" in assistant.say("et l'Intérieur ?", conversation).text

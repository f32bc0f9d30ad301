"""Messages as the actions read them: misspelt words mended, entities moved along."""

from __future__ import annotations

from dialogue.message import Message


def _parsed(text: str, entities: list[dict], mended: list[list]) -> dict:
    return {"intent": {"name": "ask_amount", "confidence": 0.9}, "text": text, "entities": entities, "mended": mended}


def test_misspelt_words_are_mended_and_entities_follow() -> None:
    written = "cobmien por lintrieur et la culture"
    entities = [
        {"entity": "organisation", "value": "culture", "start": 28, "end": 35},
        {"entity": "organisation", "value": "interieur", "start": 12, "end": 21},
        {"entity": "wants", "value": "amount", "start": 0, "end": 7},
    ]

    message = Message.of(_parsed(written, entities, [[0, 7, "combien"], [8, 11, "pour"], [12, 21, "l'interieur"]]))

    assert message.text == "combien pour l'interieur et la culture"
    assert [message.text[e["start"] : e["end"]] for e in message.entities] == ["combien", "l'interieur", "culture"]


def test_a_message_without_typos_is_left_as_written() -> None:
    entities = [{"entity": "organisation", "value": "culture", "start": 3, "end": 10}]

    message = Message.of(_parsed("La Culture ?", entities, []))

    assert message.text == "La Culture ?"
    assert message.entities == tuple(entities)


def test_a_shouted_message_is_read_as_any_other() -> None:
    assert Message.of(_parsed("QUI A REÇU LE PLUS ?", [], [])).text == "qui a reçu le plus ?"
    assert Message.of(_parsed("Qui a reçu le PLUS ?", [], [])).text == "Qui a reçu le PLUS ?"


def test_what_knows_of_no_typos_is_read_too() -> None:
    assert Message.of({"text": "combien"}).text == "combien"

"""Which sentences of a message ask, and which only tell of circumstances."""

from __future__ import annotations

import pytest

from knowledge.sentences import asking, circumstances, without_circumstances


def test_sentences_with_a_question_mark_ask() -> None:
    text = "Bonjour. Combien pour la radio ? Merci"
    assert [text[low:high].strip() for low, high in asking(text)] == ["Combien pour la radio ?"]


def test_a_decimal_point_ends_no_sentence() -> None:
    assert len(asking("je trouve 68.625 en tout, c'est juste ?")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "J'ai perdu ma mère au printemps et tout est compliqué. Quel projet aide à déclarer une succession ?",
        "Nous payons nos impôts depuis toujours, ma femme et moi. Quel montant a reçu ce projet, je vous prie ?",
    ],
)
def test_what_is_told_before_a_question_is_a_circumstance(text: str) -> None:
    assert without_circumstances(text) == text.split(". ")[1]


@pytest.mark.parametrize(
    "text",
    [
        "Les fourrières. Combien ?",
        "Dans mon tableau j'ai 15 millions en face de Radio France. Ça me paraît énorme, vous confirmez ?",
        "Donnez-moi la liste des lauréats du deuxième appel. Et qui préside le comité de pilotage du fonds ?",
        "Je voudrais savoir combien a reçu le projet sur les loyers impayés au deuxième appel",
    ],
)
def test_short_messages_checks_and_requests_are_read_as_a_whole(text: str) -> None:
    assert circumstances(text) == ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "Un lecteur demande qui préside le comité. Pouvez-vous m'aider ?",
            "Un lecteur demande qui préside le comité.",
        ),
        (
            "À quel plan ce fonds se rattache-t-il exactement ? C'est pour classer un dossier.",
            "À quel plan ce fonds se rattache-t-il exactement ?",
        ),
    ],
)
def test_courtesies_and_purposes_ask_nothing(text: str, asked: str) -> None:
    assert without_circumstances(text) == asked


def test_a_courtesy_alone_is_left() -> None:
    assert without_circumstances("Pouvez-vous m'aider ?") == "Pouvez-vous m'aider ?"

"""What may name a person is masked; sums, years and days are left."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from channels.masking import masked
from channels.rest import LONGEST_MESSAGE, heard


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("écrivez à jean.dupont+ftap@example.gouv.fr svp", "écrivez à [e-mail] svp"),
        ("jean.dupont (at) example.fr", "[e-mail]"),
        ("mon 06 12 34 56 78 ?", "mon [téléphone] ?"),
        ("0612345678", "[téléphone]"),
        ("01.23.45.67.89 ou 01-23-45-67-89", "[téléphone] ou [téléphone]"),
        ("+33 6 12 34 56 78", "[téléphone]"),
        ("06 - 12 - 34 - 56 - 78", "[téléphone]"),
        ("06, 12, 34, 56, 78", "[téléphone]"),
        ("06_12_34_56_78", "[téléphone]"),
        ("1 85 05 78 - 006 - 084", "[numéro de sécurité sociale]"),
        ("0033 (0)6 12 34 56 78", "[téléphone]"),
        ("+32 475 12 34 56", "[téléphone]"),
        ("1 85 05 78 006 084 36", "[numéro de sécurité sociale]"),
        ("185057800608436", "[numéro de sécurité sociale]"),
        ("2 85 05 2A 006 084", "[numéro de sécurité sociale]"),
        ("IBAN FR76 3000 6000 0112 3456 7890 189 merci", "IBAN [IBAN] merci"),
        ("fr7630006000011234567890189", "[IBAN]"),
        ("GB29 NWBK 6016 1331 9268 19", "[IBAN]"),
        ("ma carte 4970 1012 3456 7890", "ma carte [numéro]"),
        ("SIRET 123 456 789 00012", "SIRET [numéro]"),
        ("dossier 1234567", "dossier [numéro]"),
        ("ma voiture AB-123-CD à la fourrière", "ma voiture [plaque] à la fourrière"),
        ("ab123cd", "[plaque]"),
        ("a@b.fr et 06 12 34 56 78", "[e-mail] et [téléphone]"),
    ],
)
def test_what_names_someone_is_masked(said: str, kept: str) -> None:
    assert masked(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "combien pour l'Intérieur ?",
        "24 300 000 euros ou 14 125 000 € ?",
        "14125000 euros",
        "plus de 1000000",
        "1 500 000, 2 000 000 et 3 000 000",
        "0,8 ou 1,5 million",
        "69 000 000",
        "700 millions d'euros sur 5 ans, 195 en 2018",
        "annonce du 12/11/2018 ou du 2018-06-20",
        "33 lauréats, 18 décrits, 16 en novembre 2018",
        "de 200 ml",
        "en 2018 les 126 dossiers",
        "",
    ],
)
def test_sums_days_and_counts_are_left(said: str) -> None:
    assert masked(said) == said


def test_what_is_masked_stays_so() -> None:
    once = masked("06 12 34 56 78, FR7630006000011234567890189, a@b.fr, AB-123-CD")
    assert masked(once) == once


@pytest.mark.parametrize("said", ["0612\u200b345678", "06\u00ad12345678", "06\u202e12345678", "０６１２３４５６７８"])
def test_invisible_and_wide_characters_hide_no_number(said: str) -> None:
    assert not any(c.isdigit() for c in heard(said))


@pytest.mark.parametrize("piece", ["a", "a.", "1 ", "A1", "0", "+3 ", "a@", "a-a.", "06,, ", "AB12 ", "FR76 "])
def test_no_text_makes_masking_slow(piece: str) -> None:
    start = time.process_time()
    masked((piece * LONGEST_MESSAGE)[:LONGEST_MESSAGE])

    assert time.process_time() - start < 0.1


def test_no_question_of_the_scenarios_loses_anything() -> None:
    """A sum that is masked would not be understood."""
    conversations = Path(__file__).parent / "conversations"
    said = [text for file in conversations.glob("*.yml") for text in _said(yaml.safe_load(file.read_text("utf-8")))]

    assert len(said) > 1000
    assert [text for text in said if masked(text) != text] == []


def _said(node: Any) -> list[str]:
    """The texts of the person's in a scenario file."""
    if isinstance(node, dict):
        return [node["user"]] if isinstance(node.get("user"), str) else _said(list(node.values()))
    return [text for child in node for text in _said(child)] if isinstance(node, list) else []

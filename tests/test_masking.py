"""What may name a person is masked; sums, years and days are left."""

from __future__ import annotations

import pytest

from channels.masking import masked


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("écrivez à jean.dupont+ftap@example.gouv.fr svp", "écrivez à [e-mail] svp"),
        ("jean.dupont (at) example.fr", "[e-mail]"),
        ("mon 06 12 34 56 78 ?", "mon [téléphone] ?"),
        ("0612345678", "[téléphone]"),
        ("01.23.45.67.89 ou 01-23-45-67-89", "[téléphone] ou [téléphone]"),
        ("+33 6 12 34 56 78", "[téléphone]"),
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

"""Turns of phrase that say an operation, a filter, or a reference to what was said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from knowledge import Operation, Want
from nlu import cues as module
from nlu.cues import Cue, Cues

WRITTEN = yaml.safe_load(Path(module.__file__).with_name("cues.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def cues() -> Cues:
    return Cues()


def _found(cues: Cues, text: str, kind: str) -> list[str]:
    return list(dict.fromkeys(cue.value for cue in cues.find(text) if cue.kind == kind))


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("quel est le plus gros projet ?", "highest"),
        ("le mieux doté", "highest"),
        ("qui a reçu le moins d'argent", "lowest"),
        ("le plus petit montant", "lowest"),
        ("en moyenne", "average"),
        ("quelle part revient à la Culture", "share"),
        ("quel pourcentage", "share"),
        ("quel est le rang de la géoplateforme", "rank"),
        ("combien de fois plus que la Culture", "compare"),
        ("quel écart entre les deux", "compare"),
        ("classe les lauréats", "sort"),
        ("combien au total", "sum"),
        ("ils arrivent combien ?", "rank"),
        ("ça fait combien par projet ?", "average"),
        ("en moyene un projet touche combien", "average"),
        ("entre celui-là et Radio France", "compare"),
        ("le dernier de ces six en montant", "lowest"),
        ("et que la licence ?", "compare"),
    ],
)
def test_operations(cues: Cues, text: str, operation: str) -> None:
    assert operation in _found(cues, text, "operation")


@pytest.mark.parametrize(
    "text", ["combien pour la culture ?", "qui porte la géoplateforme ?", "c'est quoi le FTAP", "plus de 5 millions"]
)
def test_ordinary_questions_hold_no_operation(cues: Cues, text: str) -> None:
    assert _found(cues, text, "operation") == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("combien de ministères", "ministry"),
        ("combien d'opérateurs", "operator"),
        ("combien de dossiers", "dossiers"),
        ("combien d'agents", "agents"),
        ("combien de projets", "project"),
        ("combien de régions", "régions"),
    ],
)
def test_what_is_counted(cues: Cues, text: str, unit: str) -> None:
    assert _found(cues, text, "unit") == [unit]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("les projets portés à plusieurs", "joint", "several"),
        ("et la fois d'avant ?", "other_call", "said"),
        ("quelqu'un d'autre a eu exactement pareil ?", "same", "said"),
        ("et qui d'autre y siège", "wants", "people"),
        ("et retenus ?", "unit", "project"),
        ("le ministère de celui-là a eu combien", "body", "said"),
        ("lequel a mis le plus ?", "unsaid", "split"),
        ("qui d'autre ?", "complement", "said"),
        ("qui d'autre a un projet sur le droit ?", "complement", "said"),
        ("et avec la DIHAL ?", "added", "said"),
        ("qui va le développer ?", "wants", "carrier"),
        ("portés tout seul", "joint", "alone"),
        ("et les autres ?", "complement", "said"),
        ("les deux ensemble, leur somme", "those", "said"),
        ("sauf l'Intérieur", "excluding", "said"),
        ("non, la Culture", "negation", "said"),
        ("c'est bien ça ?", "yes_no", "said"),
        ("lequel ?", "refers", "said"),
        ("et pour l'Intérieur ?", "refers", "said"),
        ("celui-là", "refers", "said"),
        ("qui le porte ?", "wants", "carrier"),
        ("à quoi ça sert ?", "wants", "description"),
        ("combien a-t-il reçu ?", "wants", "amount"),
        ("sur quels critères", "wants", "criteria"),
        ("d'où vient ce chiffre ?", "wants", "source"),
    ],
)
def test_filters_and_references(cues: Cues, text: str, kind: str, value: str) -> None:
    assert value in _found(cues, text, kind)


@pytest.mark.parametrize("text", ["QUEL EST LE PLUS GROS", "quel est le plus gros", "Quel est le plus gros ?!"])
def test_case_and_punctuation_do_not_count(cues: Cues, text: str) -> None:
    assert _found(cues, text, "operation") == ["highest"]


def test_a_cue_stands_where_it_was_written(cues: Cues) -> None:
    text = "Dites… l'écart, s'il vous plaît ?"
    cue = next(c for c in cues.find(text) if c.value == "compare")

    assert text[cue.start : cue.end] == "écart"


def test_a_cue_is_never_a_part_of_a_word(tmp_path: Path) -> None:
    file = tmp_path / "cues.yml"
    file.write_text("colour: {red: [rouge, 'vert?']}\n", encoding="utf-8")
    cues = Cues(file)

    assert cues.find("infrarouges rougeur") == []
    assert cues.find("c'est ROUGÉ ; ver") == [Cue("colour", "red", 6, 11), Cue("colour", "red", 14, 17)]


@pytest.mark.parametrize("text", ["", " ", "?!", "🙂", "\u200b"])
def test_nothing_says_nothing(cues: Cues, text: str) -> None:
    assert cues.find(text) == []


def test_every_pattern_is_written_for_folded_text() -> None:
    patterns = [p for values in WRITTEN.values() for group in values.values() for p in group]

    assert patterns
    for pattern in patterns:
        re.compile(pattern)
        literal = re.sub(r"\\\w|\(\?[:!<=]+", "", pattern)
        assert literal == literal.lower()
        assert not re.search(r"[àâäéèêëîïôöùûüçœ'’]", literal), pattern


def test_operations_and_wants_are_those_that_can_be_asked() -> None:
    assert set(WRITTEN["operation"]) <= {o.value for o in Operation}
    assert set(WRITTEN["wants"]) <= {w.value for w in Want}


@pytest.mark.parametrize("text", ["qui d'autre porte ce projet ?", "et qui d'autre y siège ?"])
def test_other_persons_are_no_other_projects(cues: Cues, text: str) -> None:
    assert _found(cues, text, "complement") == []


def test_there_is_is_no_pronoun(cues: Cues) -> None:
    assert _found(cues, "et pour les lycées, il y a un projet aussi ?", "pronoun") == []
    assert _found(cues, "et pour les agents, il change quoi ?", "pronoun") == ["said"]


def test_late_rents_are_no_late_project(cues: Cues) -> None:
    assert _found(cues, "les locataires en retard de loyer", "unsaid") == []
    assert _found(cues, "le projet est en retard ?", "unsaid") == ["outcome"]


def test_who_paid_asks_for_no_split(cues: Cues) -> None:
    assert "split" not in _found(cues, "qui a payé le truc des labos, quel ministère ?", "unsaid")

"""Every project, body, call and theme of the base is found by questions made from it; a colliding newcomer is not missed."""

from __future__ import annotations

import pytest

import knowledge
from evaluation.generated import Check, checks, faults
from knowledge import KnowledgeBase
from tests.editing import Copy

NEWCOMER = """\
id: "2019-02-01"
date: 2019-02-01
publisher: DITP
title: Le 3ème appel à projets
call: appel-3
calls:
  - {id: appel-3, number: 3, name: troisième appel à projets, announced: 2019-02-01, selected: 1, described_in_full: true}
projects:
  - id: newcomer
    call: appel-3
    title: NAME
    carriers: [culture]
    amount: {euros: 2_000_000, kind: rounded}
    purpose: garder la trace des rivières.
    where: premier paragraphe
"""


def test_every_thing_of_the_base_is_asked_about(kb: KnowledgeBase) -> None:
    asked = {check.about for check in checks(kb)}
    carrying = {f"organisation {o}" for o in kb.organisations if kb.carried_by(o)}
    themes = {f"theme {t}" for t in kb.themes if kb.on_theme(t)}
    assert asked == {f"project {p}" for p in kb.projects} | carrying | themes | {f"call {c}" for c in kb.calls}


def test_every_thing_is_asked_in_several_wordings_with_and_without_accents(kb: KnowledgeBase) -> None:
    asked = [check.question for check in checks(kb) if check.about == "project geoplateforme"]
    assert len(asked) > 10
    assert "Combien a reçu le projet « Géoplateforme » ?" in asked
    assert "combien a recu le projet « geoplateforme » ?" in asked


def test_all_are_answered_rightly(assistant, kb: KnowledgeBase) -> None:  # type: ignore[no-untyped-def]
    assert faults(kb, assistant.answered) == {}


@pytest.mark.parametrize(
    ("name", "collides"), [("Sentinelle des rivières", False), ("Géoplateforme", True), ("Culture", True)]
)
def test_a_newcomer_that_takes_the_name_of_another_is_caught(  # type: ignore[no-untyped-def]
    assistant, copy: Copy, name: str, collides: bool
) -> None:
    copy.write("announcements/2019-02-01.yml", NEWCOMER.replace("NAME", name))
    before, kb = knowledge.shared(), copy.load()
    knowledge.share(kb)
    try:
        about = {"project newcomer", "project geoplateforme", "organisation culture"}
        found = {
            check.about: fault
            for number, check in enumerate(checks(kb))
            if check.about in about and (fault := check.fault(assistant.answered(check.question, f"{name}-{number}")))
        }
    finally:
        knowledge.share(before)
    assert bool(found) is collides, found


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (("Un : 3 euros.", {"projects": [{"id": "a"}]}), ""),
        (("Un : 3 euros.", {}), "does not tell of a"),
        (("Un : 3 euros.", {"projects": [{"id": "a"}, {"id": "b"}]}), "tells of b too"),
        (("Un : 4 euros.", {"projects": [{"id": "a"}]}), "does not say"),
    ],
)
def test_a_check_says_what_is_wrong(reply: tuple[str, dict[str, object]], fault: str) -> None:
    found = Check("project a", "combien ?", frozenset({"a"}), says=("3 euros",)).fault(reply)
    assert fault in found and bool(fault) == bool(found)

"""Reading the knowledge files: what is wrong in one is told with its file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import knowledge
from knowledge import KnowledgeBase, KnowledgeError
from knowledge.loading import computed, line_of
from knowledge.records import Asked, Fact
from tests.editing import FIRST, SECOND, Copy


def test_a_faithful_copy_loads(copy: Copy, kb: KnowledgeBase) -> None:
    assert copy.load().projects == kb.projects


def test_records_know_their_announcement(kb: KnowledgeBase) -> None:
    project = kb.projects["licence"]
    source = project.source
    assert source is not None
    assert (source.announcement, source.publisher, source.date, project.where) == (
        "2018-11-12",
        "ministère de l'Action et des Comptes publics",
        date(2018, 11, 12),
        "liste des lauréats, 1er projet",
    )


def test_every_project_fact_and_notion_says_where_it_stands(kb: KnowledgeBase) -> None:
    stated = [f for f in kb.facts if not (f.sum or f.difference)]
    records = [*kb.projects.values(), *stated, *kb.terms.values()]
    assert [r.id for r in records if r.source is None or not r.where] == []


def test_broken_yaml_is_told_with_its_line(copy: Copy) -> None:
    line = copy.replace(SECOND, "carriers: [enseignement-superieur]", "carriers: [enseignement-superieur")
    problem = copy.problem()
    assert SECOND in problem
    assert "not valid YAML" in problem
    assert _line(problem) in (line, line + 1)


def test_a_tab_is_told_with_its_line(copy: Copy) -> None:
    line = copy.replace(FIRST, "    title: FranceConnect", "\ttitle: FranceConnect")
    problem = copy.problem()
    assert (FIRST in problem, _line(problem)) == (True, line)


def test_a_misspelt_field_is_told_by_name(copy: Copy) -> None:
    line = copy.replace(FIRST, "    year: 2018", "    yaer: 2018")
    problem = copy.problem()
    assert (FIRST in problem, _line(problem)) == (True, line)
    assert "yaer" in problem


def test_a_misspelt_required_field_is_missing_and_unknown(copy: Copy) -> None:
    line = copy.replace(SECOND, "    purpose:", "    pourpose:", after="id: fourrieres")
    problems = copy.problems()
    assert any("pourpose" in p and _line(p) == line for p in problems)
    assert any(".purpose: field required" in p for p in problems)


def test_an_amount_without_its_kind_is_refused(copy: Copy) -> None:
    line = copy.replace(SECOND, "{euros: 12_800_000, kind: rounded}", "{euros: 12_800_000}")
    problem = copy.problem()
    assert (SECOND in problem, _line(problem)) == (True, line)
    assert "kind: field required" in problem


@pytest.mark.parametrize(
    ("amount", "complaint"),
    [
        ("{euros: 12_800_000, kind: about}", "kind"),
        ("{kind: rounded}", "an amount has euros"),
        ("{euros: 12_800_000, kind: absent}", "an amount has euros"),
        ("{euros: -1, kind: exact}", "euros"),
        ("{euros: 12.8 millions, kind: rounded}", "integer"),
    ],
)
def test_an_amount_that_makes_no_sense_is_refused(copy: Copy, amount: str, complaint: str) -> None:
    line = copy.replace(SECOND, "{euros: 12_800_000, kind: rounded}", amount)
    problem = copy.problem()
    assert _line(problem) == line
    assert complaint in problem


def test_an_amount_in_fractions_of_a_euro_is_refused(copy: Copy) -> None:
    line = copy.replace(SECOND, "{euros: 325_000, kind: exact}", "{euros: 325_000.75, kind: exact}")
    assert _line(copy.problem()) == line


def test_a_project_without_carrier_is_refused(copy: Copy) -> None:
    line = copy.replace(SECOND, "carriers: [travail]", "carriers: []")
    problem = copy.problem()
    assert _line(problem) == line
    assert "at least one carrier" in problem


def test_a_date_that_does_not_exist_is_refused(copy: Copy) -> None:
    line = copy.replace(SECOND, "committee_met: 2018-10-31", 'committee_met: "2018-10-32"')
    problem = copy.problem()
    assert _line(problem) == line
    assert "committee_met" in problem


def test_all_problems_are_told_at_once(copy: Copy) -> None:
    copy.replace(FIRST, "    year: 2018", "    yaer: 2018")
    copy.replace(SECOND, "{euros: 12_800_000, kind: rounded}", "{euros: 12_800_000}")
    copy.replace("themes.yml", "name: cloud et", "nom: cloud et")
    problems = "\n".join(copy.problems())
    assert all(name in problems for name in ("yaer", "kind", "themes.yml:"))


def test_a_wrong_organisation_is_told_with_its_line(copy: Copy) -> None:
    line = copy.replace("organisations.yml", "  kind: operator", "  kind: opérateur")
    problem = copy.problem()
    assert ("organisations.yml" in problem, _line(problem)) == (True, line)


def test_an_empty_announcement_is_refused(copy: Copy) -> None:
    copy.write("announcements/2019-01-01-vide.yml", "")
    assert "2019-01-01-vide.yml:1:" in copy.problem()


def test_a_missing_file_is_told(copy: Copy) -> None:
    (copy.directory / "regions.yml").unlink()
    problem = copy.problem()
    assert "regions.yml" in problem
    assert "cannot be read" in problem


def test_a_file_saved_in_another_encoding_is_told(copy: Copy) -> None:
    (copy.directory / SECOND).write_bytes(copy.read(SECOND).encode("cp1252"))
    assert SECOND in copy.problem()


def test_a_directory_without_announcement_is_refused(copy: Copy) -> None:
    for file in (FIRST, SECOND):
        (copy.directory / file).unlink()
    assert "no announcement" in copy.problem()


def test_the_error_reads_one_problem_a_line(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as caught:
        knowledge.load(tmp_path)
    assert str(caught.value).splitlines() == caught.value.problems
    assert len(caught.value.problems) >= 3


def test_a_new_announcement_brings_its_projects(copy: Copy) -> None:
    copy.write(
        "announcements/2019-02-01-troisieme-appel.yml",
        """\
id: "2019-02-01"
date: 2019-02-01
publisher: DITP
title: Le 3ème appel à projets
call: appel-3
calls:
  - id: appel-3
    number: 3
    name: troisième appel à projets
    announced: 2019-02-01
    selected: 9
    described_in_full: false
projects:
  - id: tribunaux
    call: appel-3
    title: Tribunaux en ligne
    carriers: [justice]
    amount: {euros: 2_000_000, kind: rounded}
    purpose: suivre son affaire en ligne, jusqu'à l'audience.
    where: premier paragraphe
""",
    )
    kb = copy.load()
    assert kb.carried_by("justice") == ["tribunaux"]
    assert [m.call for m in kb.call_names.find("le troisième appel")] == ["appel-3"]
    assert [h.project for h in kb.search.find("audiences")] == ["tribunaux"]


def test_a_derived_fact_is_a_sum_or_a_difference() -> None:
    values = {"a": 10, "b": 3, "c": 2}
    total = Fact(id="t", about="fonds", asks=Asked.COUNT, text="", sum=("a", "b", "c"))
    rest = Fact(id="r", about="fonds", asks=Asked.COUNT, text="", difference=("a", "b", "c"))
    double = Fact(id="d", about="fonds", asks=Asked.COUNT, text="", sum=("t", "r"))
    assert [fact.value for fact in computed((total, rest, double), values)] == [15, 5, 20]


def test_the_line_of_a_text_is_that_of_its_first_writing(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("un\ndeux\ntrois deux\n", encoding="utf-8")
    assert line_of(file, "deux") == 2


def _line(problem: str) -> int:
    return int(problem.split(".yml:")[1].split(":")[0])

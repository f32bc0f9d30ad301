"""What must hold between records: each breach is told with its file and line."""

from __future__ import annotations

import pytest

from tests.editing import FIRST, SECOND, Copy


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("carriers: [travail]", "carriers: [travial]", "unknown organisation 'travial'"),
        ("themes: [etudiants]", "themes: [étudiants]", "unknown theme 'étudiants'"),
        ("regions: [bourgogne-franche-comte,", "regions: [bourgogne,", "unknown region 'bourgogne'"),
        ("    call: appel-2\n    title: Gestion", "    call: appel-4\n    title: Gestion", "unknown call 'appel-4'"),
    ],
)
def test_an_unknown_name_is_told_at_its_project(copy: Copy, old: str, new: str, complaint: str) -> None:
    copy.replace(SECOND, old, new)
    problem = next(p for p in copy.problems() if complaint in p)
    project = problem.split("project ")[1].split(":")[0]
    assert f"{SECOND}:{copy.line_of(SECOND, f'- id: {project}')}: " in problem


def test_an_announcement_of_an_unknown_call_is_refused(copy: Copy) -> None:
    line = copy.replace(SECOND, "\ncall: appel-2", "\ncall: appel-9") + 1
    assert f"{SECOND}:{line}: unknown call 'appel-9'" in copy.problem()


def test_a_fact_about_nothing_that_is_known_is_refused(copy: Copy) -> None:
    line = copy.replace(SECOND, "about: formation-agents", "about: formation-agent")
    problem = copy.problem()
    assert f"{SECOND}:{line}: " in problem
    assert "formation-agent" in problem


def test_an_organisation_named_twice_is_refused_with_its_line(copy: Copy) -> None:
    copy.append("organisations.yml", "- {id: culture, name: autre, article: le, kind: ministry}")
    first, last = copy.line_of("organisations.yml", "id: culture"), copy.read("organisations.yml").count("\n")
    problem = copy.problem()
    assert "the organisation id 'culture' is used 2 times" in problem
    assert any(f"organisations.yml:{line}:" in problem for line in (first, last))


@pytest.mark.parametrize("file", ["themes.yml", "regions.yml"])
def test_a_theme_or_region_named_twice_is_refused(copy: Copy, file: str) -> None:
    first = next(line for line in copy.read(file).splitlines() if line.startswith("- {id:"))
    copy.append(file, first)
    assert f"{file}:" in copy.problem()


def test_a_project_named_twice_is_refused_with_its_file_and_line(copy: Copy) -> None:
    line = copy.replace(SECOND, "- id: fourrieres", "- id: licence")
    problem = next(p for p in copy.problems() if "used 2 times" in p)
    assert "project id 'licence'" in problem
    assert any(f"{SECOND}:{n}:" in problem for n in (line, copy.line_of(SECOND, "- id: licence")))


def test_a_project_named_in_two_announcements_is_refused_with_a_file(copy: Copy) -> None:
    copy.replace(SECOND, "- id: fourrieres", "- id: france-cloud")
    problem = next(p for p in copy.problems() if "used 2 times" in p)
    assert FIRST in problem or SECOND in problem


def test_a_fact_named_twice_is_refused(copy: Copy) -> None:
    copy.replace(SECOND, "id: cumul-cout,", "id: cumul-accorde,")
    assert any("the fact id 'cumul-accorde' is used 2 times" in p for p in copy.problems())


def test_a_notion_named_twice_is_refused(copy: Copy) -> None:
    copy.replace(SECOND, "  - id: bibliotheque", "  - id: team-france")
    assert any("team-france" in p for p in copy.problems())


def test_a_project_without_its_place_in_the_announcement_is_refused(copy: Copy) -> None:
    copy.replace(SECOND, "    where: liste des lauréats, 16e projet\n", "")
    problem = copy.problem()
    assert f"{SECOND}:{copy.line_of(SECOND, '- id: fourrieres')}: " in problem
    assert "project fourrieres: no source" in problem


def test_a_fact_without_its_place_in_the_announcement_is_refused(copy: Copy) -> None:
    line = copy.replace(FIRST, ", where: premier paragraphe}", "}", after="id: dotation")
    assert f"{FIRST}:{line}: fact dotation: no source" in copy.problem()


def test_a_notion_without_its_place_in_the_announcement_is_refused(copy: Copy) -> None:
    copy.replace(SECOND, "    where: bas de page\n", "", after="id: bibliotheque")
    assert "bibliotheque" in copy.problem()


def test_a_text_that_tells_a_value_has_one(copy: Copy) -> None:
    line = copy.replace(FIRST, "value: 122, ", "")
    problem = next(p for p in copy.problems() if "its text tells a value" in p)
    assert f"{FIRST}:{line}: fact dossiers-appel-1" in problem


def test_a_derived_fact_of_an_unknown_one_is_refused(copy: Copy) -> None:
    line = copy.replace(SECOND, "[cumul-cout, cout-projets-appel-2]", "[cumul-cout, cout-appel-2]")
    assert f"{SECOND}:{line}: derived fact cout-projets-appel-1: 'cout-appel-2'" in copy.problem()


def test_a_derived_fact_of_nothing_is_refused(copy: Copy) -> None:
    line = copy.replace(SECOND, " sum: [dossiers-appel-1, dossiers-appel-2],", "")
    assert f"{SECOND}:{line}: " in copy.problem()


def test_a_shared_amount_needs_several_carriers(copy: Copy) -> None:
    copy.replace(SECOND, "carriers: [culture, radio-france]", "carriers: [culture]")
    assert "project radio-france: a shared amount needs several carriers" in copy.problem()


@pytest.mark.parametrize("wrong", ["21_800_000", "8_000_000"])
def test_a_total_that_disagrees_beyond_rounding_is_refused(copy: Copy, wrong: str) -> None:
    copy.replace(SECOND, "{euros: 12_800_000, kind: rounded}", f"{{euros: {wrong}, kind: rounded}}")
    problem = copy.problem()
    added = 68_625_000 - 12_800_000 + int(wrong)
    assert f"{SECOND}:{copy.line_of(SECOND, '- id: appel-2')}: call appel-2: 69000000 euros announced" in problem
    assert f"{added} added up" in problem


@pytest.mark.parametrize("close", ["12_700_000", "12_900_000"])
def test_a_total_that_agrees_within_rounding_is_accepted(copy: Copy, close: str) -> None:
    copy.replace(SECOND, "{euros: 12_800_000, kind: rounded}", f"{{euros: {close}, kind: rounded}}")
    assert copy.load().projects["licence"].euros == int(close)


def test_a_call_described_in_full_has_all_its_projects(copy: Copy) -> None:
    copy.replace(SECOND, "    selected: 16", "    selected: 18")
    assert "call appel-2: 18 projects announced, 16 described" in copy.problem()


def test_a_call_described_in_part_may_lack_projects(copy: Copy) -> None:
    copy.replace(FIRST, "    selected: 17", "    selected: 25")
    assert copy.load().calls["appel-1"].selected == 25


def test_all_breaches_are_told_at_once(copy: Copy) -> None:
    copy.replace(SECOND, "carriers: [travail]", "carriers: [travial]")
    copy.replace(FIRST, "themes: [cloud, numerique", "themes: [nuages, numerique")
    assert len(copy.problems()) == 2

"""Importing into a knowledge directory: drafts that load once written, updates that keep the editor's own texts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from edition.drafting import named
from edition.importing import bring_in, documents
from edition.laureates import ABSENT, Laureate
from knowledge.loading import TO_WRITE
from tests.editing import Copy
from tests.test_reloading import complete

FOLDER = Path(__file__).parent / "announcements"
THIRD = "announcements/2019-02-05-appel-3.yml"


def changed(tmp_path: Path, *changes: tuple[str, str], source: str = "carrier-first.html") -> Path:
    """The announcement as its publisher put it right afterwards."""
    text = (FOLDER / source).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / source
    path.write_text(text, encoding="utf-8")
    return path


def test_a_draft_names_what_is_left_to_write(copy: Copy) -> None:
    bring_in(FOLDER / "carrier-first.html", copy.directory)
    problems = copy.problems()
    assert len(problems) == 10
    line = copy.line_of(THIRD, f'purpose: "{TO_WRITE}')
    assert any(f"{THIRD}:{line}: « purpose » reste à écrire : son but" in p for p in problems)


def test_a_completed_draft_loads_with_all_that_was_read(copy: Copy) -> None:
    bring_in(FOLDER / "carrier-first.html", copy.directory)
    complete(copy, Path(THIRD).name)
    kb = copy.load()
    project = kb.projects["greffe-sans-papier"]
    assert (project.carriers, project.euros, project.call) == (("justice", "apij"), 4_500_000, "appel-3")
    assert kb.organisations["apij"].short == "APIJ"
    assert {f.id for f in kb.facts if f.about == "appel-3"} == {
        "dossiers-appel-3",
        "laureats-appel-3",
        "accorde-appel-3",
        "cout-projets-appel-3",
        "annonce-appel-3",
        "annonceurs-appel-3",
    }


def test_a_draft_lists_what_was_not_understood(copy: Copy) -> None:
    imported = bring_in(FOLDER / "carrier-first.html", copy.directory)
    assert "entre 2 et 4 M€" in copy.read(THIRD)
    assert any("entre 2 et 4 M€" in line for line in imported.told)


def test_importing_again_changes_nothing(copy: Copy) -> None:
    bring_in(FOLDER / "carrier-first.html", copy.directory)
    complete(copy, Path(THIRD).name)
    before = copy.read(THIRD)
    imported = bring_in(FOLDER / "carrier-first.html", copy.directory)
    assert (copy.read(THIRD), imported.told[0].split(" : ")[1]) == (before, "déjà à jour")
    assert len(list((copy.directory / "announcements").glob("*.yml"))) == 3


def test_an_unfinished_draft_is_not_written_twice(copy: Copy) -> None:
    bring_in(FOLDER / "carrier-first.html", copy.directory)
    before = copy.read(THIRD)
    bring_in(FOLDER / "carrier-first.html", copy.directory)
    assert copy.read(THIRD) == before
    assert len(list((copy.directory / "announcements").glob("*.yml"))) == 3


def test_an_announcement_put_right_updates_its_file_and_keeps_what_was_written(copy: Copy, tmp_path: Path) -> None:
    bring_in(FOLDER / "carrier-first.html", copy.directory)
    complete(copy, Path(THIRD).name)
    copy.replace(THIRD, "names: []", "names: [greffe, zéro papier]", after="greffe-sans-papier")
    before = copy.read(THIRD).splitlines()
    path = changed(
        tmp_path,
        ("4,5 millions d’€", "4,7 millions d’€"),
        ("entre 2 et 4 M€", "2,5 M€"),
        ("<strong>Ministère des Armées</strong>", "<strong>Ministère des Armées / INSEE</strong>"),
    )
    imported = bring_in(path, copy.directory)
    after = copy.read(THIRD).splitlines()
    assert [(a.strip(), b.strip()) for a, b in zip(before, after) if a != b] == [
        ("amount: {euros: 4_500_000, kind: shared}", "amount: {euros: 4_700_000, kind: shared}"),
        ("carriers: [armees]", "carriers: [armees, insee]"),
        ("amount: {kind: absent}", "amount: {euros: 2_500_000, kind: shared}"),
    ]
    assert len(before) == len(after)
    assert "  -    amount: {euros: 4_500_000, kind: shared}" in imported.told
    assert "  +    amount: {euros: 4_700_000, kind: shared}" in imported.told


def test_a_laureate_added_later_is_drafted_at_the_end(copy: Copy, tmp_path: Path) -> None:
    bring_in(FOLDER / "carrier-first.html", copy.directory)
    complete(copy, Path(THIRD).name)
    more = "<li><strong>Ministère des Sports</strong><br>Projet : Vestiaire ouvert<br>Montant accordé par le fonds : 90 k€</li></ul>"
    bring_in(
        changed(
            tmp_path,
            ("</ul>\n</main>", f"{more}\n</main>"),
            ("5 projets", "6 projets"),
            ("les 5 lauréats", "les 6 lauréats"),
        ),
        copy.directory,
    )
    text = copy.read(THIRD)
    assert text.index("id: vestiaire-ouvert") > text.index("id: salle-lecture-distance")
    assert text.index("id: vestiaire-ouvert") < text.index("facts:")
    assert "selected: 6" in text
    assert ["vestiaire-ouvert" in text and "reste à écrire" in p for p in copy.problems()] == [True, True]


def test_a_laureate_taken_out_is_told_and_left_to_the_editor(copy: Copy, tmp_path: Path) -> None:
    bring_in(FOLDER / "front-matter.md", copy.directory)
    path = changed(tmp_path, ("## Tarif limpide, 2 100 000 €", "## Questions"), source="front-matter.md")
    imported = bring_in(path, copy.directory)
    assert any("n'est plus dans le document : tarif-limpide" in line for line in imported.told)
    assert "id: tarif-limpide" in copy.read("announcements/2019-09-30-appel-3.yml")


def test_one_amount_for_several_makes_a_statement(copy: Copy) -> None:
    bring_in(FOLDER / "dense.txt", copy.directory)
    text = copy.read("announcements/2019-12-02-appel-5.yml")
    assert "id: enveloppe-appel-5, about: appel-5, asks: amount, value: 2_000_000" in text
    assert "Vigie des crues et Digue sûre" in text


@pytest.mark.parametrize(
    ("name", "said"), [("other-fund.html", "autre fonds : Fonds vert"), ("no-laureate.md", "aucun lauréat")]
)
def test_what_is_no_announcement_of_the_fund_is_not_written(copy: Copy, name: str, said: str) -> None:
    imported = bring_in(FOLDER / name, copy.directory)
    assert imported.path is None and said in imported.told[0]
    assert len(list((copy.directory / "announcements").glob("*.yml"))) == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"PK", "format inconnu"),
        ("a.pdf", b"%PDF-1.4 broken", "ne peut pas être lu"),
        ("a.txt", b"  \n ", "aucun texte"),
    ],
)
def test_what_cannot_be_read_is_told(copy: Copy, tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    imported = bring_in(tmp_path / name, copy.directory)
    assert imported.path is None and said in imported.told[0]


def test_a_folder_is_all_of_its_documents() -> None:
    assert [path.name for path in documents(FOLDER)] == sorted(path.name for path in FOLDER.iterdir())


def test_the_command_tells_what_it_did(copy: Copy) -> None:
    command = [
        sys.executable,
        "-m",
        "edition",
        str(FOLDER / "table.html"),
        str(FOLDER / "missing.pdf"),
        "--knowledge",
        str(copy.directory),
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=FOLDER.parent.parent)
    assert done.returncode == 1
    assert "brouillon écrit, 4\u00a0projets" in done.stdout
    assert "impossible à ouvrir" in done.stdout
    assert "Traceback" not in done.stderr


def test_what_an_editor_wrote_in_blocks_is_updated_with_its_notes_kept(copy: Copy, tmp_path: Path) -> None:
    bring_in(FOLDER / "carrier-first.html", copy.directory)
    complete(copy, Path(THIRD).name)
    copy.replace(THIRD, "carriers: [armees]", "carriers:\n      - armees\n      # l'annonce ne dit pas qui d'autre")
    copy.replace(THIRD, "{euros: 480_000, kind: exact}", "\n      euros: 480_000\n      kind: exact  # vérifié")
    path = changed(
        tmp_path,
        ("<strong>Ministère des Armées</strong>", "<strong>Ministère des Armées / INSEE</strong>"),
        ("480 000 €", "490 000 €"),
    )
    bring_in(path, copy.directory)
    project = copy.load().projects["carnet-sante-soldat"]
    assert (project.carriers, project.euros) == (("armees", "insee"), 490_000)
    assert "# l'annonce ne dit pas qui d'autre" in copy.read(THIRD) and "# vérifié" in copy.read(THIRD)


def test_laureates_are_added_to_an_empty_list(copy: Copy) -> None:
    bring_in(FOLDER / "carrier-first.html", copy.directory)
    text = copy.read(THIRD)
    start, end = text.index("projects:"), text.index("facts:")
    copy.write(THIRD, f"{text[:start]}projects: []\n\n{text[end:]}")
    bring_in(FOLDER / "carrier-first.html", copy.directory)
    assert copy.read(THIRD).count("  - id: greffe-sans-papier") == 1
    assert all("reste à écrire" in problem for problem in copy.problems())


def test_a_file_that_is_no_yaml_is_neither_added_to_nor_written_again(copy: Copy) -> None:
    bring_in(FOLDER / "carrier-first.html", copy.directory)
    copy.replace(THIRD, "publisher: ", "publisher: [")
    before = copy.read(THIRD)
    imported = bring_in(FOLDER / "carrier-first.html", copy.directory)
    assert imported.path is None and "n'est pas du YAML correct" in imported.told[0]
    assert copy.read(THIRD) == before
    assert len(list((copy.directory / "announcements").glob("*.yml"))) == 3


def test_projects_without_a_title_have_ids_too() -> None:
    untitled = Laureate("", (), ABSENT, "liste")
    assert [project.id for project in named([untitled] * 3, set())] == ["projet", "projet-2", "projet-3"]

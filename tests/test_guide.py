"""docs/edition.md, followed literally: its commands are run and its edits made, in a copy of the knowledge files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.loading import TO_WRITE

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "edition.md"
_BLOCK = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_EDITED = ("knowledge", "wording")  # what the guide's reader writes in
# What make would install is there: the tests run with it.
_MAKE = "make -o .venv/.ready -o .venv/.ready-dev"


@dataclass(frozen=True)
class Step:
    """A block of the guide: what is to be done, its lines, and where it stands."""

    what: str  # sh, text, ajouter, écrire, diff
    file: str
    lines: tuple[str, ...]
    line: int


def _steps(text: str) -> Iterator[Step]:
    for block in _BLOCK.finditer(text):
        language, *info = block["info"].split()
        what = info[0] if language == "yaml" and info else language
        line = text.count("\n", 0, block.start()) + 1
        yield Step(what, info[-1] if info else "", tuple(block["body"].splitlines()), line)


STEPS = list(_steps(GUIDE.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def project(model: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, with the files that are edited copied and all others in their place."""
    folder = tmp_path_factory.mktemp("guide")
    for path in ROOT.iterdir():
        if path.name in _EDITED:
            shutil.copytree(path, folder / path.name, ignore=shutil.ignore_patterns("__pycache__"))
        elif path.name not in (".git", "results") and not path.name.startswith("conversations.db"):
            (folder / path.name).symlink_to(path)
    return folder


def test_the_guide_can_be_followed(project: Path) -> None:
    said = ""
    for step in STEPS:
        if step.what == "sh":
            said = _run(step, project)
        elif step.what == "text":
            _compare(step, said)
        elif step.what == "ajouter":
            _append(project / step.file, step.lines)
        elif step.what == "écrire":
            _write(project / step.file, step.lines)
        elif step.what == "diff":
            _change(project / step.file, step)


def test_its_blocks_are_all_of_a_kind_that_is_followed() -> None:
    assert {step.what for step in STEPS} == {"sh", "text", "ajouter", "écrire", "diff"}


def test_every_file_that_it_names_exists_or_is_made_by_it() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    made = ("knowledge/announcements/2019-03-28-appel-3.yml", "results/inbox.html")
    named = set(re.findall(r"`((?:knowledge|wording|docs|tests|results)/[\w./-]+|\w+\.yml)`", text)) - set(made)
    there = {path.name for path in (ROOT / "knowledge").glob("*.yml")} | {path.name for path in ROOT.glob("*.yml")}

    assert [name for name in sorted(named) if not (ROOT / name).exists() and name not in there] == []


def _run(step: Step, project: Path) -> str:
    commands = "\n".join(step.lines)
    commands = re.sub(r"^make(?= )", _MAKE, commands, flags=re.MULTILINE)
    own_database = {**os.environ, "FTAP_DATABASE_URL": ""}
    done = subprocess.run(
        ["bash", "-c", commands],
        cwd=project,
        env=own_database,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert "Traceback" not in done.stdout, done.stdout
    return done.stdout


def _compare(step: Step, said: str) -> None:
    """Each line of the guide stands in what was said, in this order; "…" is anything."""
    rest = _plain(said)
    for line in step.lines:
        for part in filter(None, map(str.strip, _plain(line).split("…"))):
            assert part in rest, f"docs/edition.md:{step.line}: {part!r} was not said in:\n{said}"
            rest = rest[rest.index(part) + len(part) :]


def _append(file: Path, lines: tuple[str, ...]) -> None:
    file.write_text("\n".join([file.read_text(encoding="utf-8").rstrip(), *lines, ""]), encoding="utf-8")


def _write(file: Path, lines: tuple[str, ...]) -> None:
    """Writes the lines over those that wait to be written, in their order."""
    waiting = iter(lines)
    text = file.read_text(encoding="utf-8").splitlines()
    written = [next(waiting) if f'"{TO_WRITE}' in line else line for line in text]
    assert next(waiting, None) is None
    file.write_text("\n".join(written) + "\n", encoding="utf-8")


def _change(file: Path, step: Step) -> None:
    """Puts the lines with + in the place of those with -; "…" at the end is the rest of the line."""
    text = file.read_text(encoding="utf-8")
    before, after = ("\n".join(line[1:] for line in step.lines if line[0] == sign).rstrip("…") for sign in ("-", "+"))
    assert text.count(before) == 1, f"docs/edition.md:{step.line}: {before!r} in {file}"
    file.write_text(text.replace(before, after), encoding="utf-8")


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")

"""What the README says exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
VERBS = dict(re.findall(r"^([a-z-]+):.*?##\s*(.+)$", MAKEFILE, re.MULTILINE))


def test_every_make_verb_of_the_readme_exists():
    assert set(re.findall(r"make ([a-z-]+)", README)) <= set(VERBS)


def test_every_verb_has_a_line_of_help_and_they_are_few():
    assert set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)) == set(VERBS)
    assert len(VERBS) <= 19


def test_every_file_that_the_readme_names_exists():
    named = re.findall(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:md|yml|txt|toml))`", README)
    missing = [name for name in named if not (ROOT / name).exists() and name not in ("models/", "results/nlu")]
    assert not missing


def test_the_two_commands_stand_first():
    assert re.search(r"```\w*\nmake run\n", README) and re.search(r"```\w*\nmake test\n", README)

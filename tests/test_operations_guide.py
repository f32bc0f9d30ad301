"""docs/exploitation.md names what there is: variables with their defaults, verbs, files, figures, alerts, columns, ports."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from prometheus_client import REGISTRY

from channels.settings import Settings
from watching import metrics  # noqa: F401 - it registers the figures

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "exploitation.md").read_text(encoding="utf-8")
CODE = "\n".join(re.findall(r"^```\w*\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL))
VARIABLE = re.compile(r"\bFTAP_[A-Z0-9_]+\b")
# Rows of the table of settings: a variable, what it is for, its unit, its default.
ROWS = dict(re.findall(r"^\| `(FTAP_\w+)` \| .* \| ([^|]*) \|$", GUIDE, re.MULTILINE))
MADE = {  # by the assistant, its verbs, or the operator
    "conversations.db",
    ".ftap-secret",
    "secrets.json",
    "models/",
    "deploy/.env",
    "results/sbom.json",
    "results/statistics.csv",
    "results/inbox.html",
}


def variables_of_the_code() -> set[str]:
    """Those that modules, recipes and scripts name, and those that settings have."""
    folders = (
        "actions",
        "channels",
        "deploy",
        "dialogue",
        "inbox",
        "knowledge",
        "nlu",
        "scripts",
        "serving",
        "supply",
        "watching",
    )
    files = [file for folder in folders for file in (ROOT / folder).rglob("*") if file.is_file()]
    texts = [file.read_text(encoding="utf-8") for file in files if file.suffix not in (".pyc", ".png")]
    return {name for text in texts for name in VARIABLE.findall(text)} | {
        f"FTAP_{field.upper()}" for field in Settings.__fields__
    }


def test_each_variable_of_the_code_is_told_and_no_other() -> None:
    assert set(ROWS) == variables_of_the_code()
    assert set(VARIABLE.findall(GUIDE)) == set(ROWS)


@pytest.mark.parametrize(
    "field", [name for name, f in Settings.__fields__.items() if isinstance(f.default, int | float)]
)
def test_each_number_has_the_default_that_is_told(field: str) -> None:
    assert ROWS[f"FTAP_{field.upper()}"] == str(Settings.__fields__[field].default)


def test_other_defaults_that_are_told_are_true() -> None:
    from deploy.cluster import Limits
    from serving.endpoints import DEFAULT_FILE
    from watching.logs import _DEFAULT, _LEVELS

    assert ROWS["FTAP_LOG_LEVEL"] == f"`{_DEFAULT}`" and all(f"`{level}`" in GUIDE for level in _LEVELS)
    assert ROWS["FTAP_SECRET_FILE"] == f"`{Settings.__fields__['secret_file'].default.name}`"
    assert ROWS["FTAP_WIDGET"] == f"`{Settings.__fields__['widget'].default.name}`"
    assert ROWS["FTAP_DATABASE_URL"] == f"`{DEFAULT_FILE.name}`"
    assert f"`REQUESTS_PER_SECOND` ({Limits().requests_per_second})" in GUIDE
    assert f"`CONNECTIONS_PER_ADDRESS` ({Limits().connections})" in GUIDE


def test_what_is_told_of_keeping_is_true() -> None:
    from channels.web import _SECONDS_BETWEEN_DELETIONS
    from inbox.counts import LEAST
    from serving.remembered import SECONDS

    assert _SECONDS_BETWEEN_DELETIONS == 600 and "à dix minutes près" in GUIDE
    assert SECONDS == 600 and "10 minutes après le dernier message" in GUIDE
    assert LEAST == 5 and "Les nombres inférieurs à cinq ne sont pas montrés" in GUIDE
    assert "LIFETIME_MS = 24 * 60 * 60 * 1000" in (ROOT / "widget" / "src" / "store.ts").read_text(encoding="utf-8")


def test_each_verb_exists() -> None:
    verbs = set(re.findall(r"^([a-z-]+):.*?##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)", GUIDE))

    assert named and named <= verbs


def test_each_module_that_is_run_exists() -> None:
    named = set(re.findall(r"python -m ([a-z]+)", GUIDE))

    assert {"serving", "deploy", "supply"} <= named
    assert [name for name in named if not (ROOT / name / "__main__.py").exists()] == []


def test_each_file_exists_or_is_made() -> None:
    inline = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]*\.(?:yml|db|json|md|csv))`", GUIDE)
    in_commands = re.findall(r"(?<![\w./-])((?:deploy|scripts|docs|widget)/[\w./-]+)", CODE)
    missing = [name for name in {*inline, *in_commands} - MADE if not (ROOT / name).exists()]

    assert inline and in_commands and missing == []


def test_each_figure_exists() -> None:
    known = {metric.name for metric in REGISTRY.collect()}
    named = {re.sub(r"_total$", "", name) for name in re.findall(r"\bftap_[a-z_]+", GUIDE)}

    assert len(named) > 5 and named <= known


def test_each_alert_exists() -> None:
    rules = yaml.safe_load((ROOT / "deploy" / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    alerts = {rule["alert"] for group in rules for rule in group["rules"] if "alert" in rule}
    named = set(re.findall(r"`([A-Z][a-z]+(?:[A-Z][a-z]+)*)`", GUIDE)) - {"Ctrl"}

    assert named == alerts


def test_each_link_leads_somewhere() -> None:
    headings = {_anchor(line) for line in re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)}
    links = set(re.findall(r"\]\(#([^)]+)\)", GUIDE))

    assert links and links <= headings


def test_the_card_of_each_trouble_says_what_to_see_and_what_to_do() -> None:
    cards = GUIDE.partition("## Quand ça ne va pas")[2].split("\n### ")[1:]

    assert len(cards) == 9
    for card in cards:
        assert re.findall(r"^- \*\*(\w+)\*\* :", card, re.MULTILINE) == ["Symptôme", "Vérifier", "Agir"], card[:40]


def test_the_table_of_conversations_is_the_one_that_is_there() -> None:
    from serving.database import EVENTS

    assert f"TRUNCATE {EVENTS.name}" in GUIDE


def test_a_backup_of_sqlite_can_be_restored_as_it_says(tmp_path: Path) -> None:
    """Its commands are run on a base that is in use, but those of systemd and of the owner."""
    used = sqlite3.connect(tmp_path / "conversations.db")
    used.execute("pragma journal_mode = wal")
    used.execute("create table conversation_events (data)")
    used.execute("insert into conversation_events values ('kept')")
    used.commit()
    blocks = re.findall(r"^```sh\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    backup, restoring = [block for block in blocks if "conversations.db" in block]
    said = _run(backup, tmp_path)
    used.execute("delete from conversation_events")
    used.commit()
    used.close()
    _run(re.sub(r"^(systemctl|chown) .*$", "", restoring, flags=re.MULTILINE), tmp_path)
    restored = sqlite3.connect(tmp_path / "conversations.db")

    assert said == "ok\n"
    assert restored.execute("select data from conversation_events").fetchall() == [("kept",)]
    assert (tmp_path / "sauvegarde.db").stat().st_mode & 0o777 == 0o600


def _run(commands: str, folder: Path) -> str:
    """Runs commands in a folder; where the program sqlite3 is not installed, Python's module does its work."""
    standing_in = folder / "bin" / "sqlite3"
    standing_in.parent.mkdir(exist_ok=True)
    standing_in.write_text(f"#!{sys.executable}\n{_SQLITE}", encoding="utf-8")
    standing_in.chmod(0o755)
    path = f"{os.environ['PATH']}:{standing_in.parent}"
    command = ["bash", "-ec", commands]
    done = subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path}, stdout=subprocess.PIPE, text=True)
    assert done.returncode == 0, commands
    return done.stdout


_SQLITE = """
import sqlite3, sys
base, told = sqlite3.connect(sys.argv[1]), sys.argv[2]
if told.startswith(".backup"):
    base.backup(sqlite3.connect(told.split("'")[1]))
else:
    print(*base.execute(told).fetchone())
"""


def _anchor(heading: str) -> str:
    """The name that a heading has in links."""
    plain = re.sub(r"[^\w\s-]", "", heading.lower()).strip()
    return re.sub(r"\s", "-", plain)

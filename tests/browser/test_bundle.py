"""The bundle that is committed is the one that the sources make."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.browser.driving import ROOT

WIDGET = ROOT / "widget"


@pytest.mark.usefixtures("node")
def test_the_bundle_is_made_from_the_sources(tmp_path: Path) -> None:
    built = subprocess.run(["node", "build.js", tmp_path], cwd=WIDGET, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in (WIDGET / "dist").iterdir()}
    assert made.keys() == committed.keys()
    different = [name for name in made if made[name] != committed[name]]
    assert not different, f"{different} of widget/dist differ from what the sources make: run `make widget`"


@pytest.mark.usefixtures("node")
def test_types_and_style_are_sound() -> None:
    checked = subprocess.run(["npm", "run", "-s", "check"], cwd=WIDGET, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_lock_names_no_registry() -> None:
    assert '"resolved"' not in (WIDGET / "package-lock.json").read_text(encoding="utf-8")

"""The trained model: two that start at once train one."""

from __future__ import annotations

import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from serving import model


@pytest.fixture
def trained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was trained, in an empty folder; training writes the model and then its digest, with time between."""
    done: list[str] = []

    def train(folder: Path, name: str) -> None:
        done.append(name)
        file = folder / f"{name}.tar.gz"
        file.write_bytes(f"model {len(done)}".encode())
        time.sleep(0.3)
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        file.with_name(f"{file.name}.sha256").write_text(f"{digest}  {file.name}\n")

    monkeypatch.setattr(model, "MODELS", tmp_path / "models")
    monkeypatch.setattr(model, "train", train)
    monkeypatch.delenv(model.VARIABLE, raising=False)
    return done


def test_two_that_start_at_once_train_one(trained: list[str]) -> None:
    with ThreadPoolExecutor(2) as both:
        found = {start.result() for start in [both.submit(model.ensure), both.submit(model.ensure)]}

    assert found == {model.path()} and len(trained) == 1


def test_a_model_for_other_data_is_removed(trained: list[str]) -> None:
    model.MODELS.mkdir()
    for name in ("assistant-old.tar.gz", "assistant-old.tar.gz.sha256"):
        (model.MODELS / name).touch()
    wanted = model.ensure()

    assert sorted(file.name for file in model.MODELS.glob("assistant-*")) == [wanted.name, f"{wanted.name}.sha256"]


def test_a_model_that_was_changed_is_refused(trained: list[str]) -> None:
    model.ensure().write_bytes(b"another")

    with pytest.raises(SystemExit, match="is not the model that was trained"):
        model.ensure()

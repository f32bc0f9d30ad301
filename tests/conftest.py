"""What all tests share: the project's own knowledge base, and copies of it that a test may break."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

import knowledge
from knowledge import KnowledgeBase
from tests.editing import Copy, copied

# Servers that tests start keep their conversations here, and not beside those of the person who runs the tests.
_KEPT = tempfile.TemporaryDirectory(prefix="ftap-tests-")
os.environ["FTAP_DATABASE_URL"] = f"sqlite:///{_KEPT.name}/conversations.db"

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return knowledge.load()


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """The knowledge files, copied, to be edited badly."""
    return copied(tmp_path)


@pytest.fixture(scope="session")
def model():
    """The path of the trained model; trained now where none fits the present data."""
    from serving.model import ensure

    return str(ensure())


@pytest.fixture(scope="session")
def assistant(model):
    """The trained assistant, in this process."""
    from serving.agent import Assistant

    return Assistant(model)

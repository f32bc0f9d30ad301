"""The editor's page of what people did not get: read by anyone, on any screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from inbox.letters import inbox
from inbox.page import page
from inbox.unanswered import Unanswered, Why
from knowledge import KnowledgeBase
from knowledge.loading import HERE
from tests.browser.conftest import Watch
from tests.browser.test_accessibility import SMALLEST, faults


@pytest.fixture
def file(kb: KnowledgeBase, tmp_path: Path) -> Path:
    day = date(2026, 11, 20)
    asked = [
        Unanswered("combien pour les piscines ?", day, (Why.TOPIC,), "Aucun des projets ne porte sur cela."),
        Unanswered("et les " + "piscines" * 12 + " ?", day, (Why.MISUNDERSTOOD,), "Je n'ai pas compris."),
        Unanswered("quels projets pour le cloud ?", day, (Why.DISLIKED,), "Voici.", "ce n'est pas ma question"),
    ]
    written = tmp_path / "inbox.html"
    written.write_text(page(inbox(asked, 3, kb, HERE), day), encoding="utf-8")
    return written


@pytest.mark.parametrize("context_options", [{}, SMALLEST, {"color_scheme": "dark"}], ids=["wide", "smallest", "dark"])
def test_the_page_is_accessible(context: BrowserContext, watch: Watch, file: Path) -> None:
    seen = context.new_page()
    seen.goto(file.as_uri())

    assert seen.locator("text=piscines").first.is_visible()
    assert faults(seen) == []
    assert seen.evaluate("document.documentElement.scrollWidth <= innerWidth")
    seen.close()

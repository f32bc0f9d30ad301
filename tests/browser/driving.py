"""Driving the widget as a person does: by what is seen and read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Playwright, expect

ROOT = Path(__file__).parent.parent.parent


def launch(playwright: Playwright) -> Browser:
    """A Chromium: the machine's own, or one that the script installs."""
    found = subprocess.run(
        [ROOT / "scripts" / "browser.sh"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHON": sys.executable},
    )
    if found.returncode:
        raise SystemExit("The browser tests need Chromium: see above.")
    return playwright.chromium.launch(executable_path=found.stdout.strip(), args=["--no-sandbox"])


class Chat:
    """The widget on a page."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def visit(self, path: str) -> None:
        self.page.goto(self.url + path)
        self.page.wait_for_selector("ftap-assistant .panel", state="attached")

    @property
    def launcher(self) -> Locator:
        return self.page.locator("ftap-assistant .launcher")

    @property
    def panel(self) -> Locator:
        return self.page.locator("ftap-assistant .panel")

    @property
    def field(self) -> Locator:
        return self.page.get_by_label("Votre question")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def said(self) -> Locator:
        return self.log.locator("li.person")

    @property
    def answers(self) -> Locator:
        return self.log.locator("li.assistant")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def open(self) -> None:
        """Opens the chat, and waits for the first words."""
        self.launcher.click()
        expect(self.answers.first).to_be_visible()

    def say(self, text: str) -> None:
        self.field.fill(text)
        self.button("Envoyer").click()
        expect(self.said.last).to_contain_text(text)

    def focused(self) -> Locator:
        """What has the focus inside the widget."""
        return self.page.locator("ftap-assistant :focus")

    def close(self) -> None:
        self.button("Fermer l’assistant").click()
        expect(self.panel).to_be_hidden()

    def erase(self) -> None:
        """Erases the conversation, and waits for the new one."""
        self.button("Options").click()
        self.button("Effacer la conversation").click()
        self.button("Effacer").click()
        expect(self.button("Effacer")).to_have_count(0)

    def kept(self) -> dict[str, Any]:
        """What the browser's storage holds of the conversation."""
        kept: dict[str, Any] = self.page.evaluate(
            "JSON.parse(Object.entries(localStorage).find(([key]) => key.startsWith('ftap-assistant:'))?.[1] ?? '{}')"
        )
        return kept

    def token(self) -> str:
        return str(self.kept()["transcript"]["token"])

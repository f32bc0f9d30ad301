"""`python -m tests.browser.screenshots`: draws docs/screenshots/ again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.contract_server import ContractServer
from tests.browser.driving import Chat, launch

FOLDER = Path(__file__).parent.parent.parent / "docs" / "screenshots"
DESK: ViewportSize = {"width": 1200, "height": 760}
PHONE: ViewportSize = {"width": 390, "height": 780}


def closed(chat: Chat) -> None:
    chat.visit("/demo")


def opened(chat: Chat) -> None:
    chat.visit("/demo")
    chat.open()


def chart(chat: Chat) -> None:
    chat.visit("/demo")
    chat.open()
    chat.say("Combien pour l'Intérieur ?")
    chat.settled()


def whole_page(chat: Chat) -> None:
    chat.visit("/")
    chat.say("Combien pour Bercy ?")
    chat.page.get_by_role("button", name="Économie et finances").click()
    chat.settled()


SHOTS: dict[str, tuple[Callable[[Chat], None], ViewportSize, bool]] = {
    "closed": (closed, DESK, False),
    "open": (opened, DESK, False),
    "chart": (chart, DESK, False),
    "dark": (chart, DESK, True),
    "mobile": (chart, PHONE, False),
    "page": (whole_page, DESK, False),
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    server = ContractServer()
    server.start()
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for name, (scene, viewport, dark) in SHOTS.items():
            shoot(browser, server, name, scene, viewport, dark)
        browser.close()
    server.stop()


def shoot(
    browser: Browser,
    server: ContractServer,
    name: str,
    scene: Callable[[Chat], None],
    viewport: ViewportSize,
    dark: bool,
) -> None:
    page: Page = browser.new_page(
        viewport=viewport,
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        has_touch=viewport is PHONE,
        is_mobile=viewport is PHONE,
    )
    scene(Chat(page, server.url))
    page.screenshot(path=FOLDER / f"{name}.png")
    page.close()


if __name__ == "__main__":
    main()

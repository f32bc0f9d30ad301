"""`.venv/bin/python -m tests.browser.screenshots` draws docs/screenshots/ again, once `make test` has installed all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.browser.driving import Chat, launch
from tests.processes import free_port, started

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
    chat.say("Quels sont les trois plus gros montants ?")
    expect(chat.answers).to_have_count(2)


def whole_page(chat: Chat) -> None:
    chat.visit("/")
    chat.say("combien pour la Culture ?")
    chat.button("Ce qu'il apporte").click()
    expect(chat.answers).to_have_count(3)


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
    port = free_port()
    with started("-m", "serving", "run", "--port", str(port), port=port), sync_playwright() as playwright:
        browser = launch(playwright)
        for name, (scene, viewport, dark) in SHOTS.items():
            shoot(browser, f"http://127.0.0.1:{port}/assistant", name, scene, viewport, dark)
        browser.close()


def shoot(
    browser: Browser,
    url: str,
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
    scene(Chat(page, url))
    page.wait_for_timeout(300)  # the last scroll and colours
    page.screenshot(path=FOLDER / f"{name}.png")
    page.close()


if __name__ == "__main__":
    main()

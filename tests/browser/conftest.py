"""What the browser tests share: a Chromium, servers, and a watch on what a page must never do."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser.contract_server import ContractServer
from tests.browser.driving import ROOT, Chat, launch
from tests.processes import free_port, started

# Two cores may be busy with a server and a browser at once.
expect.set_options(timeout=20_000)

FRENCH = {"locale": "fr-FR", "viewport": {"width": 1200, "height": 800}, "reduced_motion": "reduce"}


@dataclass
class Watch:
    """What was seen of a browser context that no test allows."""

    violations: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.expose_binding("reportViolation", lambda _, what: self.violations.append(what))
        context.add_init_script(
            "addEventListener('securitypolicyviolation', e =>"
            " reportViolation(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`))"
        )
        context.on("request", lambda request: self._asked(request.url))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "file") and parts.hostname not in ("127.0.0.1", "localhost"):
            self.strangers.append(url)

    def check(self) -> None:
        assert not self.violations and not self.strangers and not self.errors


# Playwright keeps an event loop running in this thread, where the other tests run one of their own: so it must be
# stopped when the last browser test is done.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def node() -> None:
    """Node and the packages that the widget is built with."""
    subprocess.run([ROOT / "scripts" / "node.sh"], check=True)


@pytest.fixture
def context_options() -> dict[str, Any]:
    """What a test changes of the browser: override it, or parametrize it indirectly."""
    return {}


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def context(browser: Browser, context_options: dict[str, Any], watch: Watch) -> Iterator[BrowserContext]:
    context = browser.new_context(**{**FRENCH, **context_options})
    watch.over(context)
    yield context
    context.close()
    watch.check()


@pytest.fixture
def contract() -> Iterator[ContractServer]:
    """A server that keeps the contract and can be made to fail."""
    server = ContractServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def chat(context: BrowserContext, contract: ContractServer) -> Chat:
    """The widget before the small server."""
    return Chat(context.new_page(), contract.url)


@pytest.fixture(scope="session")
def server(model: str) -> Iterator[str]:
    """The assistant itself, as it is run; gives the address of the widget's door."""
    port = free_port()
    with started("-m", "serving", "run", "--port", str(port), port=port) as process:
        yield f"http://127.0.0.1:{port}/assistant"
        assert process.poll() is None


@pytest.fixture
def real(context: BrowserContext, server: str) -> Chat:
    """The widget before the assistant itself."""
    return Chat(context.new_page(), server)


@pytest.fixture
def another_tab(context: BrowserContext) -> Callable[[Chat], Chat]:
    return lambda chat: Chat(context.new_page(), chat.url)

"""The files of the widget: its script, and the pages that show it. A fixed list, so that no path leads elsewhere."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw, text

from wording import say

logger = logging.getLogger(__name__)

_HTML = "text/html; charset=utf-8"
_CSS = "text/css; charset=utf-8"
_SECURITY = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            "img-src 'self' data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types lit-html",
        )
    ),
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


@dataclass(frozen=True)
class Page:
    """A file that is served at a path."""

    path: str
    file: str
    media_type: str


PAGES = (
    Page("/widget.js", "dist/widget.js", "text/javascript; charset=utf-8"),
    Page("/", "pages/chat.html", _HTML),
    Page("/demo", "pages/demo.html", _HTML),
    Page("/chat.css", "pages/chat.css", _CSS),
    Page("/demo.css", "pages/demo.css", _CSS),
)


def serve(page: Page, folder: Path, request: Request) -> HTTPResponse:
    """The file of a page, unless the browser has it; where it is not installed, a sentence for people."""
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}
    if page.media_type == _HTML:
        headers |= _SECURITY
    try:
        content = (folder / page.file).read_bytes()
    except OSError as error:
        logger.error("%s cannot be served (%s): is the widget built?", folder / page.file, error.strerror)
        return text(say("page_missing"), 404, headers | {"Cache-Control": "no-store"})
    headers["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    if headers["ETag"] in [
        tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")
    ]:
        return empty(304, headers)
    return raw(content, headers=headers, content_type=page.media_type)

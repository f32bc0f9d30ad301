"""What of the server is public: the widget's door, and nothing else.

Rasa serves more than one asks for: its REST channel, which the shell, tests and measures use, and a page with its version.
Programs on this machine may use these; whoever comes through a proxy, from elsewhere, or from a page of another site finds
nothing there. A proxy's own allow-list comes on top (deploy/), so that neither has to be right alone.
"""

from __future__ import annotations

from ipaddress import ip_address

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from channels.refusals import NotFound

LARGEST_REQUEST = 8_000_000  # bytes that are read at all, where Sanic takes 100 MB; the door keeps far fewer
_OF_PROXIES = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")


def close(app: Sanic, prefix: str, behind_proxies: bool) -> None:
    """Closes all paths of a server but those under a prefix; called before it starts.

    Behind proxies all comes from an address of theirs, so that nothing else stays open even to this machine.
    """
    app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST

    async def look(request: Request) -> HTTPResponse | None:
        if request.path == prefix or request.path.startswith(f"{prefix}/"):
            return None
        if not behind_proxies and _is_of_this_machine(request):
            return None
        refused = NotFound()
        return json(refused.body, refused.status, ensure_ascii=False)

    app.register_middleware(look, "request")


def _is_of_this_machine(request: Request) -> bool:
    """Whether a program of this machine asks, and neither a proxy nor a browser for another site's page."""
    if any(name in request.headers for name in _OF_PROXIES):
        return False
    origin = request.headers.get("origin")
    if origin is not None and origin != f"http://{request.host}":
        return False
    try:
        return ip_address(request.ip).is_loopback
    except ValueError:
        return False

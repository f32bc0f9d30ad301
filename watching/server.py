"""/live, /ready and /metrics, on an address of their own that is not public, in a thread of their own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import make_wsgi_app

from watching.health import Health

Page = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: probes come every few seconds."""


def serve(host: str, port: int, health: Health) -> Callable[[], None]:
    """Begins to serve, and gives what ends it.

    Raises:
        OSError: the address cannot be used.
    """
    server = make_server(host, port, application(health), server_class=_Server, handler_class=_Quiet)
    Thread(target=server.serve_forever, name="watching", daemon=True).start()

    def end() -> None:
        server.shutdown()
        server.server_close()

    return end


def application(health: Health) -> Page:
    """The three pages, for WSGI; whoever reads the figures has the parts looked at, so that alerts know of them."""
    figures: Page = make_wsgi_app()

    def metrics(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        health.ready()
        return figures(environ, start)

    pages: dict[str, Page] = {
        "/live": lambda environ, start: _told({"loop": health.lives()}, start),
        "/ready": lambda environ, start: _told(health.ready(), start),
        "/metrics": metrics,
    }
    return lambda environ, start: pages.get(environ["PATH_INFO"], _unknown)(environ, start)


def _told(parts: dict[str, bool], start: Callable[..., Any]) -> Iterable[bytes]:
    """200 where all parts can be used, else 503; which ones, as JSON."""
    start("200 OK" if all(parts.values()) else "503 Service Unavailable", [("Content-Type", "application/json")])
    return [json.dumps(parts).encode()]


def _unknown(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    start("404 Not Found", [("Content-Type", "application/json")])
    return [b"{}"]

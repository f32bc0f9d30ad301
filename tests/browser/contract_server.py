"""A small server that keeps the widget's HTTP contract, for states that the real one cannot be brought to at will:
refusals, slow or strange replies, a server that stops and returns, pages of hosts that embed the widget."""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

WIDGET = Path(__file__).parent.parent.parent / "widget"
STRICT_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types lit-html"
)
FILES = {
    "/assistant/": ("pages/chat.html", "text/html; charset=utf-8"),
    "/assistant/demo": ("pages/demo.html", "text/html; charset=utf-8"),
    "/assistant/widget.js": ("dist/widget.js", "text/javascript; charset=utf-8"),
    "/assistant/chat.css": ("pages/chat.css", "text/css; charset=utf-8"),
    "/assistant/demo.css": ("pages/demo.css", "text/css; charset=utf-8"),
}
ABOUT = {
    "name": "Assistant FTAP",
    "until": "2018-11-12",
    "privacy": "Cette conversation est effacée 24 heures après son début, ou dès que vous le demandez.",
    "privacy_url": "https://www.example.org/donnees",
    "contact": "Pour joindre une personne, écrivez à l'équipe du fonds.",
    "contact_url": "https://www.example.org/contact",
    "suggestions": ["Combien pour l'Intérieur ?", "Quels projets concernent le cloud ?", "C'est quoi le fonds ?"],
}
SOURCE = {
    "label": "Annonce du 12 novembre 2018",
    "date": "2018-11-12",
    "publisher": "Fonds pour la transformation de l'action publique",
    "title": "Lauréats du deuxième appel à projets",
}
INTRODUCTION = "Je suis un assistant automatique : je réponds sur les lauréats du fonds."


def reply(text: str, kind: str = "answer", **more: Any) -> dict[str, Any]:
    """A reply of the contract."""
    return {"text": text, "kind": kind, "sources": [], "choices": [], **more}


CHART = {
    "caption": "Projets du ministère de l'Intérieur",
    "rows": [
        {
            "label": "Parcours numérique de l'étranger en France",
            "amount_eur": 7_000_000,
            "amount": "7 millions d'euros",
            "carriers": "Intérieur et OFII",
        },
        {
            "label": "Réseau des laboratoires de police technique et scientifique",
            "amount_eur": 5_100_000,
            "amount": "5,1 millions d'euros",
            "carriers": "Intérieur",
        },
        {
            "label": "Gestion des fourrières",
            "amount_eur": 1_700_000,
            "amount": "1,7 million d'euros",
            "carriers": "Intérieur",
        },
        {
            "label": "Chatbot du ministère de l'Intérieur",
            "amount_eur": 325_000,
            "amount": "325 000 euros",
            "carriers": "Intérieur",
        },
    ],
}
ANSWERS: dict[str, list[dict[str, Any]]] = {
    "Combien pour l'Intérieur ?": [
        reply(
            "Projets du ministère de l'Intérieur : 14,125 millions d'euros au total, pour 4 projets.\n"
            "Dont 7 millions d'euros en commun avec d'autres organismes, sans répartition connue.\n"
            "Source : annonce du 12 novembre 2018.",
            sources=[SOURCE],
            chart=CHART,
        )
    ],
    "Quels projets concernent le cloud ?": [
        reply(
            "Deux projets concernent le cloud :\n- France Cloud, l'offre de cloud de l'État\n- FranceConnect Plateforme\n"
            "Source : annonce du 20 juin 2018.",
            sources=[{**SOURCE, "label": "Annonce du 20 juin 2018", "url": "https://www.example.org/annonce"}],
        )
    ],
    "Combien pour Bercy ?": [
        reply(
            "De quel ministère parlez-vous ?",
            "clarify",
            choices=[{"id": "c1", "label": "Économie et finances"}, {"id": "c2", "label": "Action et comptes publics"}],
        )
    ],
    "Économie et finances": [reply("Économie et finances : 6 millions d'euros.", sources=[SOURCE])],
    "Action et comptes publics": [reply("Action et comptes publics : 22,9 millions d'euros.", sources=[SOURCE])],
}


@dataclass(frozen=True)
class Refused:
    """An error of the contract, said once."""

    status: int
    code: str
    message: str


@dataclass
class Held:
    """An answer that waits until it is let go."""

    gate: threading.Event = field(default_factory=threading.Event)

    def release(self) -> None:
        self.gate.set()


class ContractServer:
    """Keeps conversations in memory; what it does next on a path can be set."""

    def __init__(self) -> None:
        self.conversations: dict[str, dict[str, Any]] = {}
        self.answers = dict(ANSWERS)
        self.heard: list[tuple[str, str, Any]] = []
        self.pages: dict[str, tuple[str, str]] = {}
        self._next: dict[str, list[Refused | Held]] = {}
        self._lock = threading.Lock()
        self._http: ThreadingHTTPServer | None = None
        self.port = 0

    def start(self) -> None:
        """Listens, on the same port as before where it had one."""
        self._http = _Listener(("127.0.0.1", self.port), _handler(self))
        self.port = self._http.server_address[1]
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        if self._http:
            self._http.shutdown()
            self._http.server_close()
            self._http = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/assistant"

    def host(self, name: str, html: str, policy: str = "") -> str:
        """Serves a host's page, under another origin than the assistant's; gives its address."""
        self.pages[f"/{name}"] = (html, policy)
        return f"http://localhost:{self.port}/{name}"

    def next(self, path: str, *behaviours: Refused | Held) -> None:
        """What the coming requests to a path meet, one each."""
        self._next.setdefault(path, []).extend(behaviours)

    def sent(self, path: str) -> list[Any]:
        """The bodies that came to a path, in order."""
        return [body for method, asked, body in self.heard if asked == path and method == "POST"]

    def meet(self, path: str) -> Refused | None:
        with self._lock:
            behaviour = self._next[path].pop(0) if self._next.get(path) else None
        if isinstance(behaviour, Held):
            behaviour.gate.wait(30)
            return None
        return behaviour

    def say(self, conversation: dict[str, Any], message: dict[str, Any]) -> dict[str, Any] | Refused:
        """The turn of a message; the same for the same id."""
        with self._lock:
            for turn in conversation["turns"]:
                if turn["id"] == message["id"]:
                    return dict(turn)
            text = message.get("text") or self._label(conversation, message["choice"])
            if text is None:
                return Refused(404, "not_found", "Ce choix n'existe plus.")
            replies = self.answers.get(text, [reply("Je n'ai pas compris votre question.", "misunderstood")])
            turn = {"id": message["id"], "text": text, "replies": replies}
            conversation["turns"].append(turn)
            return turn

    def _label(self, conversation: dict[str, Any], choice: str) -> str | None:
        offered = [c for turn in conversation["turns"] for r in turn["replies"] for c in r["choices"]]
        return next((c["label"] for c in offered if c["id"] == choice), None)


class _Listener(ThreadingHTTPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False


def _handler(server: ContractServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

        def do_OPTIONS(self) -> None:
            self._send(204)

        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            if path in FILES:
                name, media_type = FILES[path]
                self._send(200, (WIDGET / name).read_bytes(), media_type, STRICT_POLICY)
            elif path in server.pages:
                html, policy = server.pages[path]
                self._send(200, html.encode(), "text/html; charset=utf-8", policy)
            else:
                self._serve({"about": lambda: ABOUT, "conversation": self._export})

        def do_POST(self) -> None:
            self._serve({"conversations": self._begin, "messages": self._message, "feedback": self._feedback})

        def do_DELETE(self) -> None:
            self._serve({"conversation": self._erase})

        def _serve(self, doors: dict[str, Callable[[], Any]]) -> None:
            path = self.path.removeprefix("/assistant/")
            length = int(self.headers.get("Content-Length", 0))
            self._body: Any = json.loads(self.rfile.read(length)) if length else None
            if path in doors:
                server.heard.append((self.command, path, self._body))
            answer: Any = server.meet(path)
            if answer is None:
                answer = doors[path]() if path in doors else Refused(404, "not_found", "Il n'y a rien ici.")
            if isinstance(answer, Refused):
                self._json(answer.status, {"code": answer.code, "message": answer.message})
            elif answer is None:
                self._send(204)
            else:
                self._json(201 if path == "conversations" else 200, answer)

        def _known(self) -> dict[str, Any] | Refused:
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            gone = Refused(410, "gone", "Cette conversation a été effacée ou a expiré.")
            return server.conversations.get(token, gone)

        def _begin(self) -> Any:
            token = uuid.uuid4().hex
            replies = [reply(INTRODUCTION, "talk")]
            begun = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
            server.conversations[token] = {"begun": begun, "replies": replies, "turns": []}
            return {"token": token, "replies": replies}

        def _message(self) -> Any:
            known = self._known()
            return known if isinstance(known, Refused) else server.say(known, self._body)

        def _feedback(self) -> Any:
            known = self._known()
            if isinstance(known, Refused):
                return known
            for turn in known["turns"]:
                if turn["id"] == self._body["turn"]:
                    turn["feedback"] = {k: v for k, v in self._body.items() if k != "turn"}
                    return None
            return Refused(404, "not_found", "Cette réponse n'existe plus.")

        def _export(self) -> Any:
            return self._known()

        def _erase(self) -> Any:
            known = self._known()
            if isinstance(known, Refused):
                return known
            server.conversations = {t: c for t, c in server.conversations.items() if c is not known}
            return None

        def _json(self, status: int, content: Any) -> None:
            self._send(status, json.dumps(content).encode(), "application/json")

        def _send(self, status: int, content: bytes = b"", media_type: str = "", policy: str = "") -> None:
            self.send_response(HTTPStatus(status))
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "Authorization, Content-Type")
            self.send_header("Access-Control-Allow-Methods", "GET, POST, DELETE")
            if media_type:
                self.send_header("Content-Type", media_type)
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Handler

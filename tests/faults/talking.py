"""People who talk through the proxy, come what may: each says its lines in order, and each line until it is answered."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from channels import transcript
from deploy import engines
from deploy.cluster import Cluster
from tests.door import matches
from wording import say

SCRIPTS = (
    ("combien pour la Culture ?", "et l'Intérieur ?", "lequel est le moins cher ?", "qui le porte ?"),
    ("qui porte la Géoplateforme ?", "combien a-t-elle reçu ?", "d'où vient ce chiffre ?", "à quoi sert-elle ?"),
    ("quels projets concernent le logement ?", "le deuxième", "combien ?", "quand a-t-il été annoncé ?"),
    ("combien pour l'OFII ?", "à quoi ça sert ?", "et France Cloud ?", "lequel a reçu le plus ?"),
    (
        "quels sont les trois plus gros montants ?",
        "et les plus petits ?",
        "combien pour la Défense ?",
        "et la Culture ?",
    ),
)
_PATIENCE_SECONDS = 60


@dataclass
class Talk:
    """A conversation as its person saw it."""

    script: tuple[str, ...]
    token: str = ""
    answered: dict[str, list[str]] = field(default_factory=dict)  # the replies to each message, by its id
    apologies: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)  # what was neither an answer nor an apology

    @property
    def conversation(self) -> str:
        """Its id."""
        return self.token.rsplit(".", 2)[0]

    @property
    def replies(self) -> list[list[str]]:
        """The replies to its messages, in order."""
        return list(self.answered.values())


class People:
    """Clients of a service."""

    def __init__(self, port: int, session: aiohttp.ClientSession) -> None:
        self._origin, self._session = f"http://127.0.0.1:{port}/assistant", session

    async def talk(self, script: tuple[str, ...], twice: bool = False, pause: float = 0.0) -> Talk:
        """Says a script.

        Args:
            twice: whether each message is sent two times at once.
            pause: seconds to think before each message.
        """
        talk = Talk(script)
        await self._begin(talk)
        for text in script:
            await asyncio.sleep(pause)
            message = {"id": str(uuid.uuid4()), "text": text}
            sends = [self._insist(talk, message) for _ in range(1 + twice)]
            for replies in await asyncio.gather(*sends):
                if talk.answered.setdefault(message["id"], replies) != replies:
                    talk.wrong.append(f"two answers to one message: {replies}")
        return talk

    async def _begin(self, talk: Talk) -> None:
        body = await self._asked(talk, "/conversations", None, {201: "Begun"})
        talk.token = body["token"]

    async def _insist(self, talk: Talk, message: dict[str, str]) -> list[str]:
        """The replies to a message, which is sent until there are some."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            turn = await self._asked(talk, "/messages", message, {200: "Turn"})
            if turn["id"] != message["id"] or turn["text"] != message["text"]:
                talk.wrong.append(f"another's turn: {turn}")
            replies = [reply["text"] for reply in turn["replies"]]
            if replies != [say("apology")]:
                return replies
            talk.apologies.append(replies[0])
            await asyncio.sleep(0.3)
        raise AssertionError(f"no answer to {message} in {_PATIENCE_SECONDS} s")

    async def _asked(self, talk: Talk, path: str, body: Any, expected: dict[int, str]) -> Any:
        """What is answered at last; every answer on the way must be an apology in French, as the contract has it."""
        headers = {"Authorization": f"Bearer {talk.token}"} if talk.token else {}
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                async with self._session.post(self._origin + path, json=body, headers=headers) as response:
                    answer = await response.json()
                    if response.status in expected:
                        matches(answer, {"$ref": f"#/components/schemas/{expected[response.status]}"})
                        return answer
                    matches(answer, {"$ref": "#/components/schemas/Error"})
                    if response.status < 500:
                        talk.wrong.append(f"{response.status} {answer}")
                    talk.apologies.append(answer["message"])
            except (aiohttp.ClientError, TimeoutError, ValueError) as error:
                talk.wrong.append(f"no answer at all: {error!r}")
            await asyncio.sleep(0.3)
        raise AssertionError(f"no answer from {path} in {_PATIENCE_SECONDS} s: {talk.apologies[-1:]} {talk.wrong[-1:]}")


async def at_once(port: int, count: int, twice: bool = False, pause: float = 0.0) -> list[Talk]:
    """As many people at once, with scripts in turn."""
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=45)) as session:
        people = People(port, session)
        talks = (people.talk(SCRIPTS[n % len(SCRIPTS)], twice, pause) for n in range(count))
        return list(await asyncio.gather(*talks))


def faults(cluster: Cluster, talks: Iterable[Talk], expected: dict[tuple[str, ...], list[list[str]]]) -> list[str]:
    """What differs between what people saw, what is stored, and what the same lines get when nothing goes wrong."""
    found = []
    talks = list(talks)
    kept = stored(cluster)
    for talk in talks:
        found += talk.wrong
        events = kept.get(talk.conversation, [])
        told = transcript.read(events)
        if told is None:
            found.append(f"{talk.conversation} is lost")
            continue
        turns = [(turn.id, [reply.text for reply in turn.replies]) for turn in told.turns.values() if turn.replies]
        if turns != list(talk.answered.items()):
            found.append(f"stored {turns}, seen {list(talk.answered.items())}")
        if talk.replies != expected[talk.script]:
            found.append(f"said {talk.replies}, should have been {expected[talk.script]}")
        successes = [event["message_id"] for event in _lasting(events)]
        if len(successes) != len(set(successes)):
            found.append(f"{talk.conversation} has doubled turns: {successes}")
    return found


def _lasting(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The messages that were not taken back."""
    lasting: list[dict[str, Any]] = []
    for event in events:
        if event["event"] == "user":
            lasting.append(event)
        elif event["event"] == "rewind":
            lasting.pop()
    return lasting


def stored(cluster: Cluster) -> dict[str, list[dict[str, Any]]]:
    """The events of all conversations, read from PostgreSQL itself; their places have no gaps."""
    found: dict[str, list[dict[str, Any]]] = {}
    database = engines.connected(cluster.ports.database, cluster.secrets.database_password)
    with closing(database), database.cursor() as rows:
        rows.execute("select sender_id, place, data from conversation_events order by sender_id, place")
        for sender_id, place, data in rows:
            events = found.setdefault(sender_id, [])
            assert place == len(events), f"{sender_id} has a gap before {place}"
            events.append(json.loads(data))
    return found

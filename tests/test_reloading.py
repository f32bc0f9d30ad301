"""An announcement is added to a running server, asked about, broken, mended and withdrawn; conversations go on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import knowledge
from edition.importing import bring_in
from knowledge.loading import TO_WRITE
from serving.reloading import Reloading, stamp
from tests.door import Door, served
from tests.editing import SECOND, Copy, copied

SOURCE = Path(__file__).parent / "announcements" / "carrier-first.html"
NBSP = "\u00a0"
WRITTEN = {
    "greffe-sans-papier": "suivre les dossiers des tribunaux sur écran.",
    "carnet-sante-soldat": "donner à chaque soldat son carnet médical en ligne.",
    "registre-vergers": "tenir à jour la carte des vergers.",
    "alerte-orages": "prévenir les communes avant l'orage.",
    "salle-lecture-distance": "lire chez soi les livres rares.",
}


def complete(copy: Copy, name: str) -> str:
    """Writes what the draft of the third announcement leaves to its editor."""
    file = f"announcements/{name}"
    project, lines = "", []
    for line in copy.read(file).splitlines():
        project = line.split("id: ")[1] if line.startswith("  - id: ") else project
        if TO_WRITE in line:
            key, _, _ = line.partition('"')
            line = f"{key}{WRITTEN[project] if 'purpose' in key else 'un vrai gain de temps'}"
        lines.append(line)
    copy.write(file, "\n".join(lines) + "\n")
    copy.append(
        "organisations.yml",
        "- {id: apij, name: Agence publique pour l'immobilier de la justice, short: APIJ, article: \"l'\", kind: operator, names: [APIJ]}",
    )
    organisations = copy.read("organisations.yml")
    for body, kind in (
        ("justice", "ministry"),
        ("armees", "ministry"),
        ("meteo-france", "operator"),
        ("bnf", "operator"),
    ):
        before, after = organisations.split(f"id: {body},", 1)
        organisations = f"{before}id: {body},{after.replace('kind: absent', f'kind: {kind}', 1)}"
    copy.write("organisations.yml", organisations)
    return file


@pytest.fixture(scope="module")
def running(model: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Door, Copy, Path]]:
    """A server on a copy of the knowledge files, and its log."""
    folder = tmp_path_factory.mktemp("reloading")
    copy = copied(folder)
    with served(folder, "--knowledge", str(folder)) as door:
        yield door, copy, folder / "server.log"


def test_an_announcement_comes_changes_breaks_and_goes_while_the_server_runs(running: tuple[Door, Copy, Path]) -> None:
    door, copy, log = running
    token = door.begin()
    asked: list[str] = []

    def say(text: str) -> str:
        asked.append(text)
        answered = door.say(token, text)
        assert answered.status == 200
        return "\n".join(reply["text"] for reply in answered.body["replies"]).replace(NBSP, " ")

    assert "1,5 million" in say("combien pour la Culture ?")
    assert "ne fait pas partie des lauréats" in say("et la Justice ?")

    imported = bring_in(SOURCE, copy.directory)
    assert imported.path is not None
    _until(lambda: "reste à écrire" in log.read_text())
    assert "1,5 million" in say("combien pour la Culture ?")

    complete(copy, imported.path.name)
    _until(lambda: "23 projects" in log.read_text())
    assert "4,5 millions" in say("combien pour la Justice ?")
    assert "480 000" in say("le carnet de santé du soldat, combien ?")
    assert "suivre les dossiers des tribunaux" in say("c'est quoi le greffe sans papier ?")
    assert "Justice" in say("qui porte le greffe sans papier ?")
    assert "12,2 millions" in say("combien le fonds a-t-il accordé au troisième appel ?")
    assert "Greffe sans papier" in say("quel est le plus gros projet du troisième appel ?")
    assert "5 février 2019" in say("de quand date l'annonce du troisième appel ?")
    assert "Délégation à la modernisation" in say("qui a annoncé les lauréats du troisième appel ?")
    assert "vergers" in say("quels projets pour l'Agriculture ?")
    assert "5 février 2019" in say("d'où vient ce chiffre ?")
    assert door.ask("GET", "/about").body["until"] == "2019-02-05"

    good = copy.read(SECOND)
    copy.replace(SECOND, "carriers: [travail]", "carriers: [travial]")
    _until(lambda: "unknown organisation 'travial'" in log.read_text())
    assert "the old ones stay in use" in log.read_text()
    assert "4,5 millions" in say("et la Justice ?")
    copy.write(SECOND, good)
    _until(lambda: log.read_text().count("23 projects") == 2)

    say("le carnet de santé du soldat, c'est pour qui ?")
    imported.path.unlink()
    _until(lambda: "18 projects" in log.read_text())
    assert "carnet" not in say("et combien ça coûte ?").lower()
    assert "1,5 million" in say("combien pour la Culture ?")
    kept = door.export(token).body
    assert [turn["text"] for turn in kept["turns"]] == asked
    assert all(reply["kind"] != "apology" for turn in kept["turns"] for reply in turn["replies"])
    assert "Traceback" not in log.read_text()


def test_a_file_that_is_not_sound_keeps_the_base(copy: Copy, caplog: pytest.LogCaptureFixture) -> None:
    before = knowledge.shared()
    line = copy.replace(SECOND, "carriers: [travail]", "carriers: [travial]")
    assert line and not asyncio.run(Reloading(copy.directory).reload())
    assert knowledge.shared() is before
    assert "travial" in caplog.text


def test_a_base_that_is_held_stays_until_the_task_ends(copy: Copy) -> None:
    before = knowledge.shared()
    other = copy.load()

    async def turn() -> tuple[knowledge.KnowledgeBase, knowledge.KnowledgeBase]:
        knowledge.hold()
        start = knowledge.shared()
        knowledge.share(other)
        return start, knowledge.shared()

    try:
        assert asyncio.run(turn()) == (before, before)
        assert knowledge.shared() is other
    finally:
        knowledge.share(before)


def test_every_change_of_a_file_is_seen(copy: Copy) -> None:
    first = stamp(copy.directory)
    copy.append("themes.yml", "# un mot")
    second = stamp(copy.directory)
    (copy.directory / SECOND).unlink()
    assert len({first, second, stamp(copy.directory)}) == 3


def _until(holds: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)

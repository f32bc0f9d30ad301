"""The peer: the bot that `rasa init` makes, with its default configuration, and one custom action on the action server.

It is made of this environment's own Rasa, so that both are compared on the same Python, libraries and machine.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from rasa.cli.scaffold import create_initial_project
from rasa.shared.utils.io import read_yaml_file, write_yaml

from serving.model import HERE

FOLDER = HERE / ".cache" / "peer"
ACTION_PORT_VARIABLE = "PEER_ACTION_PORT"

# What it is asked: its own training examples, since nothing is measured of how well it understands.
TO_ACTION = ("hey", "hello", "hi", "hello there", "good morning", "good evening", "moin", "hey there", "good afternoon")
TO_TEXT = ("bye", "goodbye", "see you around", "see you later", "are you a bot?", "are you a human?")

ACTION = "action_hello_world"
# The example that `rasa init` leaves commented out, made a file of its own.
_CODE = f'''\
from rasa_sdk import Action


class ActionHelloWorld(Action):
    def name(self):
        return "{ACTION}"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="Hello World!")
        return []
'''
# A rule besides the stories, so that the second greeting of a conversation, which no story has, calls it too.
_RULE = f"""
- rule: Greet anytime the user greets
  steps:
  - intent: greet
  - action: {ACTION}
"""
# Without quotes: Rasa puts in variables of the environment only there.
_ENDPOINTS = f"""
action_endpoint:
  url: http://127.0.0.1:${{{ACTION_PORT_VARIABLE}}}/webhook
"""


@dataclass(frozen=True)
class Peer:
    """A peer that is trained; ``training_seconds`` as it was when that happened."""

    folder: Path
    training_seconds: float


def ensure(folder: Path = FOLDER) -> Peer:
    """The peer, made and trained where it was not, or where Rasa or this module have changed.

    Raises:
        SystemExit: Rasa could not train it.
    """
    mark, wanted = folder / "made.txt", _fingerprint()
    if mark.exists():
        made, took = mark.read_text(encoding="utf-8").split()
        if made == wanted:
            return Peer(folder, float(took))
    print("Making and training the peer, once (about two minutes)…", file=sys.stderr, flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    create_initial_project(str(folder))
    add_action(folder)
    start = time.monotonic()
    trained = subprocess.run(
        [sys.executable, "-m", "rasa", "train"], cwd=folder, env=environment(), capture_output=True, text=True
    )
    if trained.returncode:
        raise SystemExit(f"The peer could not be trained:\n{trained.stdout}{trained.stderr}")
    seconds = time.monotonic() - start
    mark.write_text(f"{wanted} {seconds:.1f}\n", encoding="utf-8")
    return Peer(folder, seconds)


def add_action(folder: Path) -> None:
    """Has each greeting answered by the custom action instead of a fixed text."""
    (folder / "actions" / "actions.py").write_text(_CODE, encoding="utf-8")
    domain = read_yaml_file(folder / "domain.yml")
    write_yaml({**domain, "actions": [ACTION]}, folder / "domain.yml")
    stories = folder / "data" / "stories.yml"
    stories.write_text(stories.read_text(encoding="utf-8").replace("utter_greet", ACTION), encoding="utf-8")
    rules = folder / "data" / "rules.yml"
    rules.write_text(rules.read_text(encoding="utf-8").rstrip() + "\n" + _RULE, encoding="utf-8")
    (folder / "endpoints.yml").write_text(_ENDPOINTS, encoding="utf-8")


def environment(action_port: int = 5055) -> dict[str, str]:
    """The environment of its processes: nothing of ours but quiet, and where its action server listens."""
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "LOG_LEVEL": "ERROR"}
    return {**os.environ, **quiet, ACTION_PORT_VARIABLE: str(action_port)}


def _fingerprint() -> str:
    made_of = (version("rasa"), version("tensorflow"), _CODE, _RULE, _ENDPOINTS)
    return hashlib.sha256("".join(made_of).encode()).hexdigest()[:16]

"""`python -m serving run|shell|train|validate`: starts the assistant, with its actions in the same process."""

from __future__ import annotations

import argparse
import socket
import sys
from pathlib import Path
from typing import Any

from serving.model import HERE, ensure

INTERFACE = "127.0.0.1"
RESPONSE_TIMEOUT_SECONDS = 30


def main() -> None:
    """Runs one of the commands."""
    parser = argparse.ArgumentParser(prog="serving", description=__doc__)
    parser.add_argument("command", choices=("run", "shell", "train", "validate"))
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--interface", default=INTERFACE, help="the address to listen on")
    parser.add_argument("--endpoints", type=Path, default=HERE / "endpoints.yml", help="where conversations are kept")
    parser.add_argument("--knowledge", type=Path, default=HERE / "knowledge", help="the folder of the knowledge files")
    arguments = parser.parse_args()
    if arguments.command in ("run", "shell"):
        _check_port(arguments.interface, arguments.port)
    _check_texts()
    _check_knowledge(arguments.knowledge)
    if arguments.command == "validate":
        _validate_training_data()
        _check_answers()
        return
    model = ensure()
    if arguments.command in ("run", "shell"):
        shell = arguments.command == "shell"
        address = (arguments.interface, arguments.port)
        _serve(str(model), address, arguments.endpoints, arguments.knowledge, shell)


def _check_port(interface: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((interface, port))
        except OverflowError:
            raise SystemExit(f"{port} is no port: choose one from 1 to 65535, as in: make run PORT=5006") from None
        except OSError as error:
            raise SystemExit(
                f"Port {port} cannot be used ({error.strerror}): stop what uses it, or choose another: make run PORT={port + 1}"
            ) from None


def _check_texts() -> None:
    from wording.texts import problems

    found = problems()
    if found:
        raise SystemExit("\n".join(found))


def _check_knowledge(directory: Path) -> None:
    import knowledge

    try:
        knowledge.share(knowledge.load(directory))
    except knowledge.KnowledgeError as error:
        raise SystemExit(str(error)) from None


def _validate_training_data() -> None:
    """Has Rasa check the training data and the domain, and writes the schemas of the knowledge files.

    Raises:
        SystemExit: Rasa found a fault or had a warning.
    """
    from rasa.shared.importers.importer import TrainingDataImporter
    from rasa.validator import Validator

    from knowledge import schemas
    from serving.logs import quiet

    schemas.main()
    quiet()
    importer = TrainingDataImporter.load_from_config(
        str(HERE / "config.yml"), str(HERE / "domain.yml"), [str(HERE / "data")]
    )
    validator = Validator.from_importer(importer)
    sound = (
        validator.verify_domain_validity()
        and validator.verify_nlu(ignore_warnings=False)
        and validator.verify_utterances_in_stories(ignore_warnings=False)
        and validator.verify_actions_in_stories_rules()
        and validator.verify_story_structure(ignore_warnings=False, max_history=3)
    )
    if not sound:
        raise SystemExit("The training data has faults: `rasa data validate` tells them.")
    print("The knowledge files and the training data are sound.")


def _check_answers() -> None:
    """Asks a trained model the questions that the knowledge files make; without a model, `make test` will.

    Raises:
        SystemExit: some are answered wrongly, as where a new name is already that of something else.
    """
    import knowledge
    from evaluation.generated import checks, faults
    from serving.model import path

    if not path().exists():
        return
    from serving.agent import Assistant

    assistant, kb = Assistant(str(path())), knowledge.shared()
    found = faults(kb, assistant.answered)
    if found:
        told = "\n".join(f"{about}: {fault}" for about, wrong in found.items() for fault in wrong)
        raise SystemExit(f"Questions on the knowledge files that are answered wrongly:\n{told}")
    print(f"{sum(1 for _ in checks(kb))} questions made from the knowledge files are answered rightly.")


def _serve(model: str, address: tuple[str, int], endpoints: Path, directory: Path, shell: bool) -> None:
    from rasa.core.run import serve_application
    from rasa.shared.exceptions import RasaException

    from channels.web import PREFIX
    from serving.endpoints import read, report_failures
    from serving.in_process import InProcessActions
    from serving.logs import quiet
    from serving.reloading import Reloading
    from serving.stopping import heed_an_early_stop
    from watching import logs

    quiet()
    logs.keep()
    interface, port = address
    listeners: list[tuple[Any, str]] = [(heed_an_early_stop, "after_server_start")]
    if not shell:
        listeners += Reloading(directory).listeners()

        async def ready(app: object, loop: object) -> None:
            url = f"http://{interface}:{port}"
            print(f"The assistant answers at {url}/webhooks/rest/webhook (Ctrl-C stops it); in a terminal: make shell")
            print(f"Its page: {url}{PREFIX}/, and on an administration's page: {url}{PREFIX}/demo", flush=True)

        listeners.append((ready, "after_server_start"))
    try:
        report_failures()
        configured = read(endpoints, keep=not shell)
        configured.action = InProcessActions()
        serve_application(
            model,
            channel="cmdline" if shell else None,
            interface=interface,
            port=port,
            credentials=str(HERE / "credentials.yml"),
            endpoints=configured,
            enable_api=False,
            response_timeout=RESPONSE_TIMEOUT_SECONDS,
            server_listeners=listeners,
        )
    except RasaException as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)

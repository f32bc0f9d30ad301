"""`python -m serving run|shell|train`: starts the assistant, with its actions in the same process."""

from __future__ import annotations

import argparse
import socket
import sys

from serving.model import HERE, ensure

INTERFACE = "127.0.0.1"
RESPONSE_TIMEOUT_SECONDS = 30


def main() -> None:
    """Runs one of the commands."""
    parser = argparse.ArgumentParser(prog="serving", description=__doc__)
    parser.add_argument("command", choices=("run", "shell", "train"))
    parser.add_argument("--port", type=int, default=5005)
    arguments = parser.parse_args()
    if arguments.command != "train":
        _check_port(arguments.port)
    _check_knowledge()
    model = ensure()
    if arguments.command != "train":
        _serve(str(model), arguments.port, shell=arguments.command == "shell")


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((INTERFACE, port))
        except OverflowError:
            raise SystemExit(f"{port} is no port: choose one from 1 to 65535, as in: make run PORT=5006") from None
        except OSError as error:
            raise SystemExit(
                f"Port {port} cannot be used ({error.strerror}): stop what uses it, or choose another: make run PORT={port + 1}"
            ) from None


def _check_knowledge() -> None:
    import knowledge

    try:
        knowledge.shared()
    except knowledge.KnowledgeError as error:
        raise SystemExit(str(error)) from None


def _serve(model: str, port: int, shell: bool) -> None:
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    from serving.in_process import InProcessActions
    from serving.logs import quiet

    quiet()
    listeners = []
    if not shell:

        async def ready(app: object, loop: object) -> None:
            url = f"http://{INTERFACE}:{port}/webhooks/rest/webhook"
            print(f"The assistant answers at {url} (Ctrl-C stops it); in a terminal: make shell", flush=True)

        listeners.append((ready, "after_server_start"))
    serve_application(
        model,
        channel="cmdline" if shell else None,
        interface=INTERFACE,
        port=port,
        credentials=str(HERE / "credentials.yml"),
        endpoints=AvailableEndpoints(action=InProcessActions()),
        enable_api=False,
        response_timeout=RESPONSE_TIMEOUT_SECONDS,
        server_listeners=listeners,
    )


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)

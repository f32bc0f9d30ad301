"""`python -m deploy`: the whole service on this machine, until Ctrl-C: replicas, proxy, PostgreSQL, Redis."""

from __future__ import annotations

import argparse
import signal
from pathlib import Path
from queue import SimpleQueue

from deploy import cluster
from deploy.processes import NotStarted
from serving.model import HERE, ensure


def main() -> None:
    """Starts the service and waits; kill -HUP starts its replicas anew, one after the other."""
    parser = argparse.ArgumentParser(prog="deploy", description=__doc__)
    parser.add_argument("--port", type=int, default=8080, help="the proxy's; the other servers have those that follow")
    parser.add_argument("--replicas", type=int, default=2)
    parser.add_argument("--run", type=Path, default=HERE / ".run", help="the folder of its files")
    arguments = parser.parse_args()
    ensure()
    try:
        with cluster.started(arguments.run.resolve(), cluster.Ports.after(arguments.port, arguments.replicas)) as found:
            print(f"The assistant answers at http://127.0.0.1:{arguments.port}/assistant/ (Ctrl-C stops it)")
            print(f"Its logs, database and secrets: {arguments.run}", flush=True)
            asked: SimpleQueue[int] = SimpleQueue()
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, lambda received, _: asked.put(received))
            while asked.get() == signal.SIGHUP:
                found.update()
                print("All replicas were started anew.", flush=True)
    except NotStarted as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()

"""Rasa's server as it comes, with our model: what the attacks are tried on, so as to know that they are attacks.

`python -m tests.stock run --port N`: its REST and socket.io channels, its HTTP API, its logs.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import serving  # noqa: F401  first: it leaves TensorFlow out

CREDENTIALS = "rest:\nsocketio:\n  session_persistence: true\n"


def main() -> None:
    """Serves until it is killed."""
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints
    from rasa.utils.log_utils import configure_structlog

    from serving.in_process import InProcessActions
    from serving.model import ensure
    from tests.leaks import leak

    leak()
    configure_structlog(40)
    with tempfile.TemporaryDirectory() as folder:
        credentials = Path(folder) / "credentials.yml"
        credentials.write_text(CREDENTIALS)
        serve_application(
            str(ensure()),
            interface="127.0.0.1",
            port=int(sys.argv[sys.argv.index("--port") + 1]),
            credentials=str(credentials),
            cors="*",
            endpoints=AvailableEndpoints(action=InProcessActions()),
            enable_api=True,
        )


if __name__ == "__main__":
    main()

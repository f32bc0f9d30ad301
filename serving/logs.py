"""Logs: quiet by default. Rasa and TensorFlow print much that says nothing to who runs the assistant."""

from __future__ import annotations

import logging
import warnings

from rasa.utils.log_utils import configure_structlog


def quiet(level: int = logging.ERROR) -> None:
    """Silences warnings of libraries and logs below a level."""
    warnings.simplefilter("ignore")
    logging.getLogger().setLevel(level)
    for name in ("rasa", "rasa_sdk", "tensorflow", "apscheduler", "matplotlib"):
        logging.getLogger(name).setLevel(level)
    configure_structlog(level)

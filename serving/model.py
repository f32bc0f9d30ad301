"""The trained model: made when none fits the present training data, and found again by their hash."""

from __future__ import annotations

import hashlib
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent.parent
MODELS = HERE / "models"
# What a model depends on. Announcements are not among it: names are read from the knowledge base at start.
_SOURCES = (
    "config.yml",
    "domain.yml",
    "requirements.txt",
    "data/**/*.yml",
    "nlu/*.py",
    "nlu/*.yml",
    *(f"knowledge/{module}.py" for module in ("calls", "names", "quantities", "text")),
)


def fingerprint() -> str:
    """The hash of all that a model is made of."""
    digest = hashlib.sha256()
    for pattern in _SOURCES:
        for path in sorted(HERE.glob(pattern)):
            digest.update(path.relative_to(HERE).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def path() -> Path:
    """Where the model for the present data is, or would be."""
    return MODELS / f"assistant-{fingerprint()}.tar.gz"


def ensure() -> Path:
    """The model that fits the present data, trained if there is none.

    Raises:
        SystemExit: training failed; Rasa's own message is shown.
    """
    wanted = path()
    if wanted.exists():
        return wanted
    start = time.monotonic()
    print("Training the model, once for this data (about three minutes)…", file=sys.stderr, flush=True)
    train(MODELS, wanted.name.removesuffix(".tar.gz"))
    if not wanted.exists():
        raise SystemExit("The model could not be trained; see the message above.")
    for old in MODELS.glob("assistant-*.tar.gz"):
        if old != wanted:
            old.unlink()
    print(f"Trained in {time.monotonic() - start:.0f} s.", file=sys.stderr, flush=True)
    return wanted


def train(folder: Path | str, name: str) -> None:
    """Trains a model into a folder, as NAME.tar.gz; where that fails, Rasa says why and there is no such file."""
    import rasa

    from serving.logs import quiet

    quiet()
    rasa.train(
        domain=str(HERE / "domain.yml"),
        config=str(HERE / "config.yml"),
        training_files=[str(HERE / "data")],
        output=str(folder),
        fixed_model_name=name,
    )

"""The trained model: made when none fits the present training data, found again by their hash, loaded only if unchanged.

A model is code as much as data: who can exchange it decides what is said, and what runs. Its digest is written beside it
when it is trained; where it is delivered apart from its digest, FTAP_MODEL_SHA256 says what it has to be.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent.parent
MODELS = HERE / "models"
VARIABLE = "FTAP_MODEL_SHA256"
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
    """The model that fits the present data, unchanged since it was trained; trained if there is none.

    Raises:
        SystemExit: training failed, where Rasa's own message is shown; or the model is not the one that was trained.
    """
    wanted = path()
    if not _is_there(wanted):
        with _alone():
            if not _is_there(wanted):  # else another process has trained it meanwhile
                _make(wanted)
    verify(wanted)
    return wanted


def _is_there(wanted: Path) -> bool:
    return wanted.exists() and bool(os.environ.get(VARIABLE) or _noted(wanted).exists())


@contextmanager
def _alone() -> Iterator[None]:
    """Waits until no other process of this machine trains."""
    MODELS.mkdir(exist_ok=True)
    with (MODELS / ".training").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _make(wanted: Path) -> None:
    """Trains a model, and removes those for other data."""
    start = time.monotonic()
    print("Training the model, once for this data (a minute or two)…", file=sys.stderr, flush=True)
    train(MODELS, wanted.name.removesuffix(".tar.gz"))
    if not wanted.exists():
        raise SystemExit("The model could not be trained; see the message above.")
    for old in MODELS.glob("assistant-*.tar.gz"):
        if old != wanted:
            old.unlink()
            _noted(old).unlink(missing_ok=True)
    print(f"Trained in {time.monotonic() - start:.0f} s.", file=sys.stderr, flush=True)


def train(folder: Path | str, name: str) -> None:
    """Trains a model into a folder, as NAME.tar.gz; where that fails, Rasa says why and there is no such file."""
    import rasa

    from serving import shortcuts
    from serving.logs import quiet

    quiet()
    shortcuts.take_for_training()
    rasa.train(
        domain=str(HERE / "domain.yml"),
        config=str(HERE / "config.yml"),
        training_files=[str(HERE / "data")],
        output=str(folder),
        fixed_model_name=name,
        force_training=True,
    )
    made = Path(folder) / f"{name}.tar.gz"
    if made.exists():
        _noted(made).write_text(f"{_digest(made)}  {made.name}\n", encoding="ascii")


def verify(model: Path) -> None:
    """Makes sure that a model is the one that was trained.

    Raises:
        SystemExit: it is not, or nothing says which one that was.
    """
    try:
        expected = os.environ.get(VARIABLE) or _noted(model).read_text(encoding="ascii").split()[0]
        found = _digest(model)
    except (OSError, IndexError, UnicodeError):
        raise SystemExit(f"{model.name} cannot be verified: set {VARIABLE}, or delete it to train it anew") from None
    if expected.strip().lower() != found:
        raise SystemExit(
            f"{model.name} is not the model that was trained, and is not loaded: its SHA-256 is {found}. "
            f"Find out who changed it; delete it to train it anew"
        )


def _noted(model: Path) -> Path:
    """The file with the digest of a model, as `sha256sum -c` reads it."""
    return model.with_name(f"{model.name}.sha256")


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()

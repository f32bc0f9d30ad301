"""The locked parts: Python packages of requirements*.txt, and those of npm that the widget's script is bundled from."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHON = ROOT / "requirements.txt"
WIDGET = ROOT / "widget" / "package-lock.json"

_PACKAGE = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>[^\s;\\]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"^ +# +(?:via +)?(?P<by>[A-Za-z0-9._-]+)$", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """A package as it is locked."""

    kind: str  # pypi or npm
    name: str
    version: str
    hashes: tuple[str, ...]  # hexadecimal: SHA-256 of each file of a Python package, SHA-512 of that of npm's
    needed_by: tuple[str, ...] = ()  # names of packages; none where the project itself asks for it


def python(file: Path = PYTHON) -> list[Part]:
    """The Python packages of a lock.

    Raises:
        ValueError: one has no hash.
    """
    text = file.read_text(encoding="utf-8")
    found = list(_PACKAGE.finditer(text))
    return [
        _python(one, text[one.end() : end]) for one, end in zip(found, [*(f.start() for f in found[1:]), len(text)])
    ]


def _python(named: re.Match[str], told: str) -> Part:
    hashes = tuple(_HASH.findall(told))
    if not hashes:
        raise ValueError(f"{named['name']} has no hash in the lock: run make lock")
    by = tuple(one["by"] for one in _VIA.finditer(told) if one["by"] != "via")
    return Part("pypi", named["name"].lower(), named["version"], hashes, by)


def widget(file: Path = WIDGET) -> list[Part]:
    """The packages that are in the widget's script; those that it is only built and checked with are not."""
    packages = json.loads(file.read_text(encoding="utf-8"))["packages"]
    return [_npm(path, told, packages) for path, told in packages.items() if path and not told.get("dev")]


def _npm(path: str, told: dict[str, str], packages: dict[str, dict[str, dict[str, str]]]) -> Part:
    name = _name(path)
    digest = base64.b64decode(told["integrity"].removeprefix("sha512-")).hex()
    return Part("npm", name, told["version"], (digest,), tuple(_asking(name, packages)))


def _asking(name: str, packages: dict[str, dict[str, dict[str, str]]]) -> Iterator[str]:
    for path, told in packages.items():
        if path and not told.get("dev") and name in told.get("dependencies", {}):
            yield _name(path)


def _name(path: str) -> str:
    return path.rpartition("node_modules/")[2]

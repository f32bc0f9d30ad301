"""The audit: what is known against the locked parts, asked of the registries, held against deploy/vex.yml.

Python packages are asked about by pip-audit, at PyPI or at an OSV service; npm's by npm itself. Both are asked over the
network, at the moment. An answer that leaves a package out is no answer: the audit then fails, rather than find nothing.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from supply.locks import ROOT, Part
from supply.vex import Held

_PIP_AUDIT = ROOT / ".venv" / "audit" / "bin" / "pip-audit"
_NAMED = 3  # of the packages that were left out


class Unanswered(Exception):
    """A registry did not tell what is known; its message tells why."""


@dataclass(frozen=True)
class Known:
    """A known fault of a locked package: all of its names, and from which version on it is mended."""

    package: str
    version: str
    ids: frozenset[str]
    mended: str = ""

    def __str__(self) -> str:
        told = f", mended in {self.mended}" if self.mended else ""
        return f"{self.package} {self.version}: {', '.join(sorted(self.ids))}{told}"


def ask_python(locks: Sequence[Path], service: str = "pypi", osv: str | None = None) -> list[Known]:
    """What is known against the packages of some locks.

    Raises:
        Unanswered: the service cannot be reached, or does not know each of them.
    """
    with TemporaryDirectory() as cache:  # an answer of another day is none
        command = [str(_PIP_AUDIT), "--format", "json", "--progress-spinner", "off", "--cache-dir", cache]
        command += ["--require-hashes", "--disable-pip", "--vulnerability-service", service]
        command += ["--osv-url", osv] if osv else []
        command += [part for lock in locks for part in ("--requirement", str(lock))]
        done = _run(command, ROOT)
    return python_answer(done.stdout, done.stderr)


def ask_npm(folder: Path = ROOT / "widget") -> list[Known]:
    """What is known against the packages of npm's lock in a folder, those that the widget is built with too.

    Raises:
        Unanswered: the registry cannot be reached, or tells nothing.
    """
    done = _run(["npm", "audit", "--json", "--package-lock-only"], folder)
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    versions = {path.rpartition("node_modules/")[2]: told["version"] for path, told in lock["packages"].items()}
    return npm_answer(done.stdout, done.stderr, versions)


def python_answer(told: str, complaint: str) -> list[Known]:
    """Reads pip-audit's answer.

    Raises:
        Unanswered: it is none, or not one for each package.
    """
    packages = _json(told, complaint, "dependencies")
    left_out = [f"{one['name']} ({one['skip_reason']})" for one in packages if "skip_reason" in one]
    if left_out:
        raise Unanswered(
            f"{len(left_out)} of {len(packages)} packages were not looked at: {'; '.join(left_out[:_NAMED])}"
        )
    return [
        Known(one["name"], one["version"], frozenset({v["id"], *v["aliases"]}), ", ".join(v["fix_versions"]))
        for one in packages
        for v in one["vulns"]
    ]


def npm_answer(told: str, complaint: str, versions: dict[str, str]) -> list[Known]:
    """Reads npm's answer; it names an advisory by its address.

    Raises:
        Unanswered: it is none.
    """
    found = _json(told, complaint, "vulnerabilities")
    advisories = {
        (via["name"], via["url"].rpartition("/")[2]): versions.get(via["name"], "")
        for one in found.values()
        for via in one["via"]
        if isinstance(via, dict)
    }
    return [Known(name, version, frozenset({id})) for (name, id), version in sorted(advisories.items())]


def compare(known: Iterable[Known], held: Sequence[Held], parts: Iterable[Part]) -> list[str]:
    """What is wrong: faults without a reason, and reasons without a fault or of another version."""
    known, locked = list(known), {(part.name, part.version) for part in parts}
    reasons = {(one.package, id) for one in held for id in one.ids}
    faults = {(one.package, id) for one in known for id in one.ids}
    wrong = [f"not in the list: {one}" for one in known if not any((one.package, id) in reasons for id in one.ids)]
    for one in held:
        if (one.package, one.version) not in locked:
            wrong.append(f"in the list, but {one.package} {one.version} is not the locked version")
        idle = [id for id in one.ids if (one.package, id) not in faults]
        if idle:
            wrong.append(f"in the list for nothing, {one.package} {one.version}: {', '.join(idle)}")
    return wrong


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True)
    except FileNotFoundError:
        raise Unanswered(f"{Path(command[0]).name} is not installed") from None


def _json(told: str, complaint: str, key: str) -> Any:
    try:
        answer = json.loads(told)
        return answer[key] if key in answer else _refuse(str(answer.get("message", complaint)))
    except (ValueError, TypeError, AttributeError):
        return _refuse(complaint)


def _refuse(complaint: str) -> Any:
    """
    Raises:
        Unanswered: with the last line of the complaint.
    """
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    raise Unanswered(lines[-1] if lines else "it said nothing")

"""`python -m supply audit|sbom`: looks for known vulnerabilities of the locked parts, or writes their list."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from supply import audit, locks, vex
from supply.audit import Known, Unanswered
from supply.locks import ROOT

_LOCKS = (locks.PYTHON, ROOT / "requirements-dev.txt")
_SERVICES = {"pypi": "PyPI's", "osv": "OSV's"}


def main() -> None:
    """Runs one of the commands.

    Raises:
        SystemExit: something is known that the list of reasons does not hold, or a registry did not answer.
    """
    parser = argparse.ArgumentParser(prog="supply", description=__doc__)
    parser.add_argument("command", choices=("audit", "sbom"))
    parser.add_argument("--service", choices=tuple(_SERVICES), default="pypi", help="who is asked of Python packages")
    parser.add_argument("--osv-url", help="the address of an OSV service, as of a mirror")
    parser.add_argument("--out", type=Path, default=ROOT / "results" / "sbom.json", help="the file of the list")
    arguments = parser.parse_args()
    if arguments.command == "audit":
        _audit(arguments.service, arguments.osv_url)
    else:
        _sbom(arguments.out)


def _audit(service: str, osv: str | None) -> None:
    held = vex.read()
    reasons = sum(len(one.ids) for one in held)
    print(
        f"{reasons} known vulnerabilities of {len(held)} packages are put up with, for the reasons of {_shown(vex.FILE)}."
    )
    python = _asked(f"{_SERVICES[service]} data", lambda: audit.ask_python(_LOCKS, service, osv))
    npm = _asked("npm's data", audit.ask_npm)
    known = [one for answer in (python, npm) for one in answer or ()]
    parts = [part for lock in _LOCKS for part in locks.python(lock)]
    if python is None:  # what is in the list for nothing cannot be told
        wrong = [one for one in audit.compare(known, held, parts) if "for nothing" not in one]
    else:
        wrong = audit.compare(known, held, parts)
    for one in wrong:
        print(one)
    if python is None or npm is None:
        raise SystemExit("The audit is incomplete: look again where the registries answer.")
    if wrong:
        raise SystemExit(f"{len(wrong)} to look at: update the package, or give the reason in {_shown(vex.FILE)}.")
    print("Nothing else is known.")


def _asked(whose: str, ask: Callable[[], list[Known]]) -> list[Known] | None:
    """What is known, with the date of the data; None where there was no answer."""
    now = datetime.now(UTC).isoformat(" ", "minutes")
    try:
        found = ask()
    except Unanswered as error:
        print(f"{whose} of {now} could not be had: {error}")
        return None
    print(f"{whose} of {now}: {len(found)} known vulnerabilities.")
    return found


def _sbom(file: Path) -> None:
    from supply import sbom

    parts = [*locks.python(), *locks.widget()]
    sbom.write(sbom.bom(parts), file)
    print(f"{len(parts)} parts, as CycloneDX: {_shown(file)}")


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


if __name__ == "__main__":
    main()

"""What the assistant is made of: the parts of the locks, their list as CycloneDX, and what is known against them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from supply import audit, locks, sbom, vex
from supply.audit import Known, Unanswered
from supply.locks import ROOT, Part
from supply.vex import Held, Status

HASH = "a" * 64
# Of the packages of deploy/vex.yml, those whose reason is that the server does not import them.
NEVER_IMPORTED = ("google.protobuf", "wheel")
_IMPORTED = """
import json, sys
import serving.__main__, channels.web, serving.database, serving.locks
from serving.agent import Assistant
Assistant(sys.argv[1]).say("combien pour la Culture ?")
empty = [name for name in ("keras", "tensorflow") if sys.modules[name].__version__ != "0"]
print(json.dumps({"modules": sorted(sys.modules), "not empty": empty}))
"""


def written(folder: Path, *lines: str) -> Path:
    file = folder / "requirements.txt"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def held(package: str = "old", version: str = "1.0", *ids: str) -> Held:
    return Held(package=package, version=version, ids=ids or ("CVE-1",), status=Status.NOT_RUN, reason="r" * 20)


def answered(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


# The locks


def test_a_lock_is_read_with_hashes_and_what_needs_what(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "# a note",
        "One[extra]==1.0 ; sys_platform == 'linux' \\",
        f"    --hash=sha256:{HASH} \\",
        f"    --hash=sha256:{'b' * 64}",
        "    # via -r requirements.in",
        "two-more==2.0.post1 \\",
        f"    --hash=sha256:{HASH}",
        "    # via",
        "    #   one",
        "    #   rasa-sdk",
    )

    assert locks.python(file) == [
        Part("pypi", "one", "1.0", (HASH, "b" * 64)),
        Part("pypi", "two-more", "2.0.post1", (HASH,), ("one", "rasa-sdk")),
    ]


def test_a_package_without_a_hash_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one has no hash"):
        locks.python(written(tmp_path, "one==1.0"))


def test_each_package_of_our_locks_is_read() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-audit.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pinned = [line.split(" ")[0] for line in text.splitlines() if line[:1].isalnum()]

        assert [f"{part.name}=={part.version}" for part in locks.python(ROOT / name)] == pinned, name


def test_the_widget_is_made_of_lit_and_not_of_what_builds_it() -> None:
    names = {part.name for part in locks.widget()}

    assert {"lit", "lit-html", "lit-element"} <= names
    assert not {"esbuild", "typescript", "eslint"} & names


# The list


def test_the_list_has_each_locked_part_with_its_version_and_hashes(tmp_path: Path) -> None:
    parts = [*locks.python(), *locks.widget()]
    sbom.write(sbom.bom(parts), tmp_path / "made" / "sbom.json")
    told = json.loads((tmp_path / "made" / "sbom.json").read_text(encoding="utf-8"))
    listed = {
        (one["purl"].partition(":")[2].partition("/")[0], one["name"], one["version"]): {
            file["content"] for reference in one["externalReferences"] for file in reference["hashes"]
        }
        for one in told["components"]
    }

    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert listed == {(part.kind, part.name, part.version): set(part.hashes) for part in parts}


def test_the_list_tells_what_needs_what(tmp_path: Path) -> None:
    parts = [Part("pypi", "one", "1", (HASH,)), Part("pypi", "two", "2", (HASH,), ("one", "left-out"))]
    sbom.write(sbom.bom(parts), tmp_path / "sbom.json")
    told = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))

    assert {one["ref"]: one.get("dependsOn") for one in told["dependencies"]} == {
        sbom.NAME: ["pkg:pypi/one@1"],
        "pkg:pypi/one@1": ["pkg:pypi/two@2"],
        "pkg:pypi/two@2": None,
    }


# The audit


def test_an_answer_is_read_with_all_names_of_a_fault() -> None:
    fault = {"id": "PYSEC-1", "aliases": ["CVE-1", "GHSA-1"], "fix_versions": ["1.1"], "description": "long"}
    told = answered({"name": "old", "version": "1.0", "vulns": [fault]}, {"name": "new", "version": "2", "vulns": []})

    (known,) = audit.python_answer(told, "")

    assert known == Known("old", "1.0", frozenset({"PYSEC-1", "CVE-1", "GHSA-1"}), "1.1")
    assert str(known) == "old 1.0: CVE-1, GHSA-1, PYSEC-1, mended in 1.1"


def test_a_package_that_was_not_looked_at_makes_the_answer_none() -> None:
    told = answered({"name": "old", "skip_reason": "not found"}, {"name": "new", "version": "2", "vulns": []})
    with pytest.raises(Unanswered, match=r"1 of 2 packages were not looked at: old \(not found\)"):
        audit.python_answer(told, "")


@pytest.mark.parametrize(
    ("told", "complaint", "why"),
    [
        ("", "Traceback…\nConnectionError: no route\n", "ConnectionError: no route"),
        ('{"message": "405 Method Not Allowed"}', "npm error", "405 Method Not Allowed"),
        ("{}", "", "it said nothing"),
        ("[]", "refused", "refused"),
    ],
)
def test_no_answer_tells_why(told: str, complaint: str, why: str) -> None:
    for read in (lambda: audit.python_answer(told, complaint), lambda: audit.npm_answer(told, complaint, {})):
        with pytest.raises(Unanswered, match=why):
            read()


def test_npm_names_each_advisory_once() -> None:
    via = {"name": "deep", "url": "https://github.com/advisories/GHSA-1", "title": "bad"}
    told = json.dumps({"vulnerabilities": {"deep": {"via": [via]}, "upper": {"via": ["deep", via]}}})

    assert audit.npm_answer(told, "", {"deep": "3"}) == [Known("deep", "3", frozenset({"GHSA-1"}))]


def test_a_tool_that_is_not_there_is_told() -> None:
    with pytest.raises(Unanswered, match="no-such-tool is not installed"):
        audit._run(["/nowhere/no-such-tool"], ROOT)


PARTS = [Part("pypi", "old", "1.0", (HASH,))]


def test_nothing_is_wrong_where_each_fault_has_its_reason_by_any_name() -> None:
    known = [Known("old", "1.0", frozenset({"PYSEC-1", "CVE-1"}))]

    assert audit.compare(known, [held()], PARTS) == []


def test_a_fault_without_a_reason_is_wrong() -> None:
    known = [Known("old", "1.0", frozenset({"CVE-1"})), Known("other", "3", frozenset({"CVE-1"}), "4")]

    assert audit.compare(known, [held()], PARTS) == ["not in the list: other 3: CVE-1, mended in 4"]


def test_a_reason_without_a_fault_is_wrong() -> None:
    known = [Known("old", "1.0", frozenset({"CVE-1"}))]

    assert audit.compare(known, [held("old", "1.0", "CVE-1", "CVE-2")], PARTS) == [
        "in the list for nothing, old 1.0: CVE-2"
    ]


def test_a_reason_of_another_version_is_wrong() -> None:
    known = [Known("old", "1.0", frozenset({"CVE-1"}))]

    assert audit.compare(known, [held("old", "0.9")], PARTS) == ["in the list, but old 0.9 is not the locked version"]


# Our own list of reasons


def test_each_reason_is_of_the_locked_version_and_names_a_fault_once() -> None:
    locked = {(part.name, part.version) for part in locks.python()}
    entries = vex.read()
    ids = [(one.package, id) for one in entries for id in one.ids]

    assert entries and all(one.ids for one in entries)
    assert {(one.package, one.version) for one in entries} <= locked
    assert len(ids) == len(set(ids))


def test_each_file_that_a_reason_names_is_there() -> None:
    named = {word.strip("(),.;:") for one in vex.read() for word in one.reason.split() if "/" in word}

    assert named and all((ROOT / name).exists() for name in named)


def test_what_is_said_not_to_be_imported_is_not(model: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IMPORTED, model], cwd=ROOT, capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout.splitlines()[-1])

    assert told["not empty"] == []
    assert [name for name in told["modules"] if name.startswith(NEVER_IMPORTED)] == []
    assert "email_validator" not in told["modules"]


def test_the_audit_without_answers_is_incomplete_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from supply.__main__ import main

    def unanswered(*arguments: Any) -> list[Known]:
        raise Unanswered("no route")

    monkeypatch.setattr(sys, "argv", ["supply", "audit"])
    monkeypatch.setattr(audit, "ask_python", unanswered)
    monkeypatch.setattr(audit, "ask_npm", lambda: [])
    with pytest.raises(SystemExit, match="incomplete"):
        main()
    said = capsys.readouterr().out

    assert "could not be had: no route" in said and "for nothing" not in said


def test_the_audit_passes_where_all_that_is_known_has_its_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from supply.__main__ import main

    known = [Known(one.package, one.version, frozenset({id})) for one in vex.read() for id in one.ids]
    monkeypatch.setattr(sys, "argv", ["supply", "audit"])
    monkeypatch.setattr(audit, "ask_python", lambda *arguments: known)
    monkeypatch.setattr(audit, "ask_npm", lambda: [])
    main()

    assert "Nothing else is known." in capsys.readouterr().out
    monkeypatch.setattr(audit, "ask_npm", lambda: [Known("lit", "3", frozenset({"GHSA-1"}))])
    with pytest.raises(SystemExit, match="1 to look at"):
        main()

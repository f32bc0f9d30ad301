"""The schemas that editors' editors read are those of the records, and hold for every knowledge file and draft."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft7Validator, FormatChecker

from edition.importing import bring_in
from knowledge.loading import TO_WRITE
from knowledge.schemas import FOLDER, schemas
from tests.editing import SECOND, Copy

FILES = sorted([*FOLDER.parent.glob("*.yml"), *(FOLDER.parent / "announcements").glob("*.yml")])
ANNOUNCEMENTS = sorted((Path(__file__).parent / "announcements").iterdir())
MARK = "# yaml-language-server: $schema="


class _Yaml12(yaml.SafeLoader):
    """Reads YAML 1.2 as most text editors do: no dates, no whole numbers with underscores."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


_Yaml12.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))
_Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$", re.I), list("tTfF"))
_Yaml12.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:~|null|)$", re.I), ["~", "n", "N", ""])


def _faults(text: str, schema: str, loader: type[yaml.SafeLoader]) -> list[str]:
    """What a text editor would underline."""
    content = json.loads(json.dumps(yaml.load(text, Loader=loader), default=str))
    checked = Draft7Validator(json.loads(schemas()[schema]), format_checker=FormatChecker())
    return [f"{'.'.join(map(str, error.path))}: {error.message}" for error in checked.iter_errors(content)]


def _named(path: Path) -> str:
    """The name of the schema that a file's first line names; fails where it does not lead to it."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(MARK), path
    schema = path.parent / first.removeprefix(MARK)
    assert schema.name in schemas(), path
    return schema.name


def test_schemas_are_up_to_date() -> None:
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")} == schemas()


@pytest.mark.parametrize("name", schemas())
def test_schemas_are_schemas(name: str) -> None:
    Draft7Validator.check_schema(json.loads(schemas()[name]))


@pytest.mark.parametrize("loader", [yaml.SafeLoader, _Yaml12])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_knowledge_file_names_its_schema_and_keeps_it(path: Path, loader: type[yaml.SafeLoader]) -> None:
    assert (path.parent / path.read_text(encoding="utf-8").splitlines()[0].removeprefix(MARK)).resolve().exists()
    assert _faults(path.read_text(encoding="utf-8"), _named(path), loader) == []


@pytest.mark.parametrize("source", ANNOUNCEMENTS, ids=lambda path: path.name)
def test_every_draft_names_its_schema_and_keeps_it_but_for_what_is_to_be_written(copy: Copy, source: Path) -> None:
    drafted = bring_in(source, copy.directory).path
    if drafted is not None:
        text = drafted.read_text(encoding="utf-8")
        found = _faults(text, _named(drafted), _Yaml12)
        assert [fault for fault in found if TO_WRITE not in fault] == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("purpose:", "porpose:", "porpose"),
        ("kind: rounded", "kind: round", "round"),
        ("euros: 69_000_000", "euros: 69 millions", "69 millions"),
        ("carriers: [travail]", "carriers: travail", "travail"),
        ("date: 2018-11-12", "date: 12/11/2018", "12/11/2018"),
    ],
)
def test_a_fault_is_underlined(copy: Copy, old: str, new: str, told: str) -> None:
    copy.replace(SECOND, old, new)

    assert any(told in fault for fault in _faults(copy.read(SECOND), "announcement.json", _Yaml12))

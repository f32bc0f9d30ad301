"""The JSON Schemas of the knowledge files, for the completion and checks of editors' text editors.

`python -m knowledge.schemas` writes them to knowledge/schemas/.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import schema_of

from knowledge.records import Announcement, Organisation, Region, Theme

FOLDER = Path(__file__).parent / "schemas"
_FILES: dict[str, Any] = {
    "announcement": Announcement,
    "organisations": list[Organisation],
    "themes": list[Theme],
    "regions": list[Region],
}


def schemas() -> dict[str, str]:
    """Each schema's text by the name of its file, without what the loader adds by itself."""
    return {f"{name}.json": _text(schema_of(model, title=name)) for name, model in _FILES.items()}


# Editors read YAML 1.2, for which 24_300_000 is a text.
_GROUPED = {"type": "string", "pattern": "^[0-9]{1,3}(_[0-9]{3})+$"}


def _text(schema: dict[str, Any]) -> str:
    for definition in schema.get("definitions", {}).values():
        definition.get("properties", {}).pop("source", None)
    schema.get("definitions", {}).pop("Source", None)
    return json.dumps(_with_grouped(schema), ensure_ascii=False, indent=1) + "\n"


def _with_grouped(node: Any) -> Any:
    """The schema, in which whole numbers may also be written with their thousands apart."""
    if isinstance(node, list):
        return [_with_grouped(part) for part in node]
    if not isinstance(node, dict):
        return node
    if node.get("type") == "integer":
        shown = {key: node[key] for key in ("title", "description") if key in node}
        limits = {key: value for key, value in node.items() if key not in shown}
        return {**shown, "anyOf": [limits, _GROUPED]}
    return {key: _with_grouped(value) for key, value in node.items()}


def main() -> None:
    """Writes the schemas."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

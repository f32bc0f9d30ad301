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


def _text(schema: dict[str, Any]) -> str:
    for definition in schema.get("definitions", {}).values():
        definition.get("properties", {}).pop("source", None)
    schema.get("definitions", {}).pop("Source", None)
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Writes the schemas."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

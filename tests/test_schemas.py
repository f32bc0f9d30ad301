"""The schemas that editors' editors read are those of the records."""

from knowledge.schemas import FOLDER, schemas


def test_schemas_are_up_to_date():
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")} == schemas()


def test_every_knowledge_file_names_its_schema():
    files = [*FOLDER.parent.glob("*.yml"), *(FOLDER.parent / "announcements").glob("*.yml")]
    for path in files:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema="), path
        assert (path.parent / first.split("=", 1)[1]).resolve().exists(), path

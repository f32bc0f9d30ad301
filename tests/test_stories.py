"""Rasa's own story tests, with real messages: each gets its intent, and each intent its action."""

import asyncio
import json
from pathlib import Path

from rasa.core.test import test as play_stories

STORIES = Path(__file__).parent / "stories" / "test_stories.yml"


def test_stories(assistant, tmp_path):
    asyncio.run(play_stories(str(STORIES), assistant.agent, e2e=True, out_directory=str(tmp_path)))

    report = json.loads((tmp_path / "story_report.json").read_text(encoding="utf-8"))
    failed = tmp_path / "failed_test_stories.yml"
    said = failed.read_text(encoding="utf-8") if failed.exists() else ""
    assert report["conversation_accuracy"]["accuracy"] == 1.0, said
    assert report["conversation_accuracy"]["total"] == 5

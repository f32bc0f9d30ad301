"""Rasa's own story tests: each message gets its intent, and each intent, in its place in the conversation, its action."""

import asyncio
import json
from pathlib import Path

import pytest
import yaml
from rasa.core.test import test as play_stories

STORIES = yaml.safe_load((Path(__file__).parent / "stories" / "test_stories.yml").read_text(encoding="utf-8"))[
    "stories"
]
MESSAGES = [(step["user"].strip(), step["intent"]) for s in STORIES for step in s["steps"] if "user" in step]


@pytest.mark.parametrize(("text", "intent"), MESSAGES)
def test_each_message_gets_its_intent(assistant, text, intent):
    assert assistant.parse(text)["intent"]["name"] == intent


def test_each_intent_gets_its_action(assistant, tmp_path):
    # Without the texts: Rasa would also compare entities, which are the knowledge base's and not the stories' matter.
    steps = [[{k: v for k, v in step.items() if k != "user"} for step in s["steps"]] for s in STORIES]
    played = [{"story": s["story"], "steps": own} for s, own in zip(STORIES, steps)]
    path = tmp_path / "test_stories.yml"
    path.write_text(yaml.safe_dump({"version": "3.1", "stories": played}, allow_unicode=True), encoding="utf-8")

    asyncio.run(play_stories(str(path), assistant.agent, out_directory=str(tmp_path)))

    report = json.loads((tmp_path / "story_report.json").read_text(encoding="utf-8"))
    assert report["conversation_accuracy"]["accuracy"] == 1.0, (tmp_path / "failed_test_stories.yml").read_text("utf-8")
    assert report["conversation_accuracy"]["total"] == len(STORIES)

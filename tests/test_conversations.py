"""Message in, reply out, with the real model and the real actions."""

import pytest

import knowledge
from evaluation.__main__ import failures, measure
from evaluation.scenarios import FOLDER, load
from evaluation.talk import play_all
from knowledge.text import fold

KB = knowledge.shared()
# Single questions about each thing of the base must all be answered; of free conversations written by others, this many.
LEAST_CONVERSATIONS_PERCENT = 97


@pytest.fixture(scope="module")
def development(assistant):
    return play_all(load(FOLDER / "development.yml"), assistant)


def test_conversations_written_by_others_are_right(development):
    assert measure(development)["conversations"] >= LEAST_CONVERSATIONS_PERCENT, failures(development)


def test_no_wrong_figure_is_said(development):
    wrong = [r for r in development if any(v.wrong_figure for v in r.verdicts)]
    assert not wrong, failures(wrong)


def test_no_question_that_can_be_answered_is_refused(development):
    assert measure(development)["false refusals"] <= 1, failures(development)


def test_dialogues_that_once_went_wrong_are_right(assistant):
    wrong = [r for r in play_all(load(FOLDER / "tried.yml"), assistant) if not r.right]
    assert not wrong, failures(wrong)


def test_the_development_set_is_large_and_of_all_shapes(development):
    assert sum(len(r.scenario.turns) == 1 for r in development) >= 250
    assert sum(len(r.scenario.turns) > 1 for r in development) >= 40
    assert len({r.scenario.shape for r in development}) >= 20


def _accents_too(names):
    return dict.fromkeys(written for name in names for written in (name.lstrip("="), fold(name.lstrip("=")).upper()))


PROJECT_NAMES = [(p.id, name) for p in KB.projects.values() for name in _accents_too((p.title, *p.names[:4]))]
CARRIERS = [o for o in KB.organisations.values() if KB.carried_by(o.id)]
CARRIER_NAMES = [(o.id, name) for o in CARRIERS for name in _accents_too((o.name, o.short or o.name))]


@pytest.mark.parametrize(("project", "name"), PROJECT_NAMES)
def test_every_project_is_known_by_its_names(assistant, project, name):
    said = assistant.say(f"Combien a reçu le projet « {name} » ?", f"amount {project} {name}")

    assert project in [p["id"] for p in said.payload["projects"]], said.text
    assert said.kind == "answer", said.text


@pytest.mark.parametrize("project", list(KB.projects))
@pytest.mark.parametrize("question", ["Qui porte {} ?", "À quoi sert {} ?", "Quels sont les avantages du projet {} ?"])
def test_every_project_has_its_essentials(assistant, project, question):
    record = KB.projects[project]
    said = assistant.say(question.format(record.names[0]), f"{question} {project}")

    assert [p["id"] for p in said.payload["projects"]] == [project], said.text
    assert all(KB.organisations[c].name in said.text for c in record.carriers)


@pytest.mark.parametrize(("body", "name"), CARRIER_NAMES)
def test_every_body_has_its_projects(assistant, body, name):
    said = assistant.say(f"Quels projets porte {name} ?", f"list {body} {name}")

    assert {p["id"] for p in said.payload["projects"]} == set(KB.carried_by(body)), said.text


@pytest.mark.parametrize("body", [o.id for o in KB.organisations.values() if o.kind.value == "absent"])
def test_no_other_body_gets_a_figure(assistant, body):
    said = assistant.say(f"Combien a reçu {KB.organisations[body].name} ?", f"absent {body}")

    assert said.kind in ("absent", "out_of_scope"), said.text
    assert not said.payload.get("projects"), said.text


@pytest.mark.parametrize("theme", [t.id for t in KB.themes.values() if KB.on_theme(t.id)])
def test_every_theme_has_its_projects(assistant, theme):
    said = assistant.say(f"Quels projets concernent le sujet : {KB.themes[theme].name} ?", f"theme {theme}")

    assert {p["id"] for p in said.payload["projects"]} == set(KB.on_theme(theme)), said.text


def test_the_first_reply_tells_that_it_is_a_machine(assistant):
    messages = assistant.messages("combien pour la Culture ?", "first")

    assert "assistant automatique" in messages[0]["text"]
    assert "novembre" in messages[0]["text"]


def test_a_button_asks_its_question(assistant):
    said = assistant.say("combien pour les fourrières ?", "button")
    button = next(b for b in said.buttons if "sert" in b["title"])

    assert "fourri" not in button["payload"]
    assert "outil informatique" in assistant.say(button["payload"], "button").text


def test_a_conversation_says_nothing_of_another(assistant):
    assistant.say("combien pour la Culture ?", "one")

    assert "Radio France" not in assistant.say("et qui le porte ?", "two").text

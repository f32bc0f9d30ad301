"""Whole conversations with the assistant itself, as it is run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.driving import Chat

INTERIOR = "Combien pour l'Intérieur ?"


def test_a_conversation_with_a_chart_and_its_source(real: Chat) -> None:
    real.visit("/demo")
    real.open()
    real.say(INTERIOR)
    answer = real.answers.last
    expect(answer).to_contain_text("14,125 millions d'euros")
    expect(answer.get_by_role("img")).to_be_visible()
    expect(answer.locator(".bar")).to_have_count(4)
    expect(answer.locator(".sources")).to_contain_text("12 novembre 2018")
    answer.get_by_text("Voir le tableau").click()
    expect(answer.get_by_role("row")).to_have_count(5)
    expect(answer.get_by_role("rowheader", name="Gestion des fourrières")).to_be_visible()

    real.say("lequel est le moins cher ?")
    expect(real.answers.last).to_contain_text("325 000 euros")


def test_a_ranking_is_a_numbered_list(real: Chat) -> None:
    real.visit("/demo")
    real.open()
    real.say("les trois plus gros montants")
    ranked = real.answers.last.locator("ol > li")
    expect(ranked).to_have_count(3)
    expect(ranked.nth(1)).to_contain_text("FranceConnect")
    assert [item.get_attribute("value") for item in ranked.all()] == ["1", "2", "3"]


def test_the_assistant_says_what_it_is_before_one_speaks(real: Chat) -> None:
    real.visit("/demo")
    real.open()
    expect(real.panel).to_contain_text("Assistant automatique, à jour au 12 novembre 2018")
    expect(real.answers.first).to_contain_text("(20\u00a0juin et 12\u00a0novembre\u00a02018)")
    expect(real.panel.locator(".notice")).to_contain_text("efface 24 heures")
    real.button("Vos données et contact").click()
    expect(real.focused()).to_have_class("notice")


def test_a_suggestion_is_answered_and_the_suggestions_go(real: Chat) -> None:
    real.visit("/demo")
    real.open()
    suggestions = real.page.get_by_role("list", name="Questions pour commencer")
    first = suggestions.get_by_role("button").first
    asked = first.inner_text()
    first.click()
    expect(real.said).to_contain_text(asked)
    expect(real.answers).to_have_count(2)
    expect(suggestions).to_have_count(0)
    expect(real.focused()).to_have_text(real.answers.last.inner_text(), use_inner_text=True)


@pytest.mark.parametrize(
    ("said", "choice", "answer"),
    [
        ("hmm", "Tous les lauréats", "France Cloud"),
        ("combien pour la Culture ?", "Ce qu'il apporte", "Radio France"),
    ],
    ids=["what is not clear", "what one may ask next"],
)
def test_a_choice_is_taken_by_its_button(real: Chat, said: str, choice: str, answer: str) -> None:
    real.visit("/demo")
    real.open()
    real.say(said)
    real.button(choice).click()
    expect(real.said.last).to_contain_text(choice)
    expect(real.answers).to_have_count(3)
    expect(real.answers.last).to_contain_text(answer)
    expect(real.answers.last).to_be_focused()


def test_the_conversation_is_kept_over_a_reload_and_from_page_to_page(real: Chat) -> None:
    real.visit("/demo")
    real.open()
    real.say(INTERIOR)
    expect(real.answers).to_have_count(2)
    real.page.reload()
    expect(real.panel).to_be_visible()
    expect(real.answers).to_have_count(2)
    real.close()
    real.page.get_by_role("link", name="L’assistant en pleine page").click()
    expect(real.answers).to_have_count(2)
    real.say("lequel est le moins cher ?")
    expect(real.answers.last).to_contain_text("325 000 euros")


def test_two_tabs_hold_the_same_conversation(real: Chat, another_tab: Callable[[Chat], Chat]) -> None:
    real.visit("/demo")
    real.open()
    other = another_tab(real)
    other.visit("/")
    other.say(INTERIOR)
    expect(other.answers).to_have_count(2)
    expect(real.answers).to_have_count(2)
    real.erase()
    expect(real.said).to_have_count(0)
    expect(other.said).to_have_count(0)


def test_an_erased_conversation_is_gone_from_the_server_too(real: Chat) -> None:
    real.visit("/demo")
    real.open()
    real.say(INTERIOR)
    expect(real.answers).to_have_count(2)
    token = real.token()
    real.erase()
    expect(real.panel).to_contain_text("La conversation a été effacée.")
    expect(real.said).to_have_count(0)
    expect(real.answers).to_have_count(1)
    old = real.page.request.get(f"{real.url}/conversation", headers={"Authorization": f"Bearer {token}"})
    assert old.status == 410
    real.page.reload()
    expect(real.answers).to_have_count(1)
    assert real.token() != token


def test_the_conversation_can_be_downloaded(real: Chat, tmp_path: Path) -> None:
    real.visit("/demo")
    real.open()
    real.say(INTERIOR)
    expect(real.answers).to_have_count(2)
    real.button("Options").click()
    with real.page.expect_download() as download:
        real.button("Télécharger la conversation").click()
    assert download.value.suggested_filename.endswith(".txt")
    download.value.save_as(tmp_path / "conversation.txt")
    text = (tmp_path / "conversation.txt").read_text(encoding="utf-8")
    assert f"Vous : {INTERIOR}" in text and "Assistant : Projets du ministère de l'Intérieur" in text


def test_a_verdict_and_its_reason_reach_the_server(real: Chat) -> None:
    real.visit("/demo")
    real.open()
    real.say(INTERIOR)
    real.button("Pas utile").click()
    expect(real.button("Pas utile")).to_have_attribute("aria-pressed", "true")
    real.page.get_by_label("Que manque-t-il ?").fill("Le détail par année")
    real.button("Envoyer l’avis").click()
    expect(real.panel).to_contain_text("Merci, votre avis est noté.")
    expect(real.focused()).to_have_text("Pas utile")
    kept = real.page.request.get(f"{real.url}/conversation", headers={"Authorization": f"Bearer {real.token()}"}).json()
    assert kept["turns"][0]["feedback"] == {"helpful": False, "reason": "Le détail par année"}
    real.button("Utile").click()
    expect(real.button("Utile")).to_have_attribute("aria-pressed", "true")
    expect(real.button("Pas utile")).to_have_attribute("aria-pressed", "false")


def test_markup_that_one_types_is_only_text(real: Chat) -> None:
    typed = "<img src=x onerror=alert(1)><script>alert(2)</script> [x](javascript:alert(3))"
    real.visit("/demo")
    real.open()
    real.say(typed)
    expect(real.answers).to_have_count(2)
    expect(real.said.locator(".said")).to_have_text(typed)
    real.page.reload()
    expect(real.said.locator(".said")).to_have_text(typed)
    assert real.panel.locator("img, script").count() == 0


def test_a_command_is_only_text(real: Chat) -> None:
    real.visit("/demo")
    real.open()
    # Not by say(): the door tells the message back without its slash, as soon as it answers.
    real.field.fill("/restart")
    real.button("Envoyer").click()
    expect(real.answers).to_have_count(2)
    expect(real.said.locator(".said")).to_contain_text("restart")

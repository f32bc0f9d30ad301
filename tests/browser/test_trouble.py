"""When things go wrong: refusals, silence, a server or a network that goes and comes back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Dialog, Request, Route, expect

from tests.browser.contract_server import INTRODUCTION, ContractServer, Held, Refused
from tests.browser.driving import Chat

INTERIOR = "Combien pour l'Intérieur ?"
TOO_MANY = Refused(429, "too_many", "Trop de messages : attendez une minute.")
FAULT = Refused(500, "fault", "Une erreur est survenue de notre côté.")
GONE = Refused(410, "gone", "Cette conversation a expiré.")
UNKNOWN = Refused(401, "unauthorised", "Cette conversation n'est pas reconnue.")
LOST = "Connexion perdue, nouvel essai…"
BACK = "Connexion rétablie."


@pytest.fixture
def opened(chat: Chat) -> Chat:
    chat.visit("/demo")
    chat.open()
    return chat


@pytest.mark.parametrize("refusal", [TOO_MANY, FAULT])
def test_what_failed_is_told_and_sent_again_under_the_same_id(
    opened: Chat, contract: ContractServer, refusal: Refused
) -> None:
    contract.next("messages", refusal)
    opened.say(INTERIOR)
    expect(opened.said.get_by_role("alert")).to_have_text(refusal.message)
    opened.button("Réessayer").click()
    expect(opened.answers).to_have_count(2)
    expect(opened.said).to_have_count(1)
    first, second = contract.sent("messages")
    assert first == second
    expect(opened.button("Réessayer")).to_have_count(0)
    expect(opened.answers.last).to_be_focused()


def test_what_cannot_succeed_goes_back_into_the_field(opened: Chat, contract: ContractServer) -> None:
    contract.next("messages", Refused(413, "too_long", "Ce message est trop long."))
    opened.say(INTERIOR)
    expect(opened.said.get_by_role("alert")).to_have_text("Ce message est trop long.")
    opened.button("Modifier le message").click()
    expect(opened.said).to_have_count(0)
    expect(opened.field).to_have_value(INTERIOR)
    expect(opened.field).to_be_focused()


def test_a_choice_that_is_no_more_is_told(opened: Chat, contract: ContractServer) -> None:
    opened.say("Combien pour Bercy ?")
    expect(opened.answers).to_have_count(2)
    contract.next("messages", Refused(404, "not_found", "Ce choix n'existe plus."))
    opened.button("Économie et finances").click()
    expect(opened.said.get_by_role("alert")).to_have_text("Ce choix n'existe plus.")
    assert contract.sent("messages")[-1]["choice"] == "c1"


@pytest.mark.parametrize("end", [GONE, UNKNOWN])
def test_an_ended_conversation_begins_anew_and_keeps_the_message(
    opened: Chat, contract: ContractServer, end: Refused
) -> None:
    opened.say("Quels projets concernent le cloud ?")
    expect(opened.answers).to_have_count(2)
    old = opened.token()
    contract.next("messages", end)
    opened.field.fill(INTERIOR)
    opened.button("Envoyer").click()
    expect(opened.log.locator(".note")).to_contain_text("La conversation précédente n’existe plus")
    expect(opened.answers).to_have_text([f"Assistant : {INTRODUCTION}"])
    expect(opened.field).to_have_value(INTERIOR)
    assert opened.token() != old
    opened.button("Envoyer").click()
    expect(opened.answers.last).to_contain_text("14,125 millions")


def test_an_answer_that_takes_its_time_is_awaited_aloud(opened: Chat, contract: ContractServer) -> None:
    held = Held()
    contract.next("messages", held)
    opened.say(INTERIOR)
    expect(opened.log.locator(".dots")).to_be_visible()
    status = opened.panel.get_by_role("status").filter(has_text="L’assistant prépare sa réponse")
    expect(status).to_have_count(0, timeout=500)
    expect(status).to_have_count(1)
    held.release()
    expect(opened.answers).to_have_count(2)
    expect(status).to_have_count(0)


def test_what_is_said_while_waiting_is_sent_in_turn(opened: Chat, contract: ContractServer) -> None:
    held = Held()
    contract.next("messages", held)
    opened.say(INTERIOR)
    opened.say("Quels projets concernent le cloud ?")
    held.release()
    expect(opened.answers).to_have_count(3)
    assert [m["text"] for m in contract.sent("messages")] == [INTERIOR, "Quels projets concernent le cloud ?"]


def test_a_server_that_stops_and_returns_answers_at_last(opened: Chat, contract: ContractServer) -> None:
    contract.stop()
    opened.say(INTERIOR)
    expect(opened.panel).to_contain_text(LOST)
    expect(opened.said).to_contain_text("Message pas encore envoyé.")
    opened.field.fill("un brouillon")
    contract.start()
    expect(opened.answers).to_have_count(2, timeout=10_000)
    expect(opened.panel).to_contain_text(BACK)
    expect(opened.field).to_have_value("un brouillon")
    expect(opened.panel).not_to_contain_text(BACK, timeout=10_000)
    assert len(contract.sent("messages")) == 1


def test_one_need_not_wait_for_the_next_try(opened: Chat, contract: ContractServer) -> None:
    failed: list[Request] = []
    opened.page.on("requestfailed", lambda request: failed.append(request))
    contract.stop()
    opened.say(INTERIOR)
    while len(failed) < 3:  # then the wait is of three seconds or more, so the click never meets a try
        opened.page.wait_for_event("requestfailed")
    expect(opened.panel).to_contain_text(LOST)
    contract.start()
    opened.button("Réessayer").click()
    expect(opened.answers).to_have_count(2, timeout=1500)


def test_offline_and_back(opened: Chat, context: BrowserContext, contract: ContractServer) -> None:
    context.set_offline(True)
    expect(opened.panel).to_contain_text(LOST)
    opened.say(INTERIOR)
    expect(opened.said).to_contain_text("Message pas encore envoyé.")
    context.set_offline(False)
    expect(opened.answers).to_have_count(2, timeout=2000)
    expect(opened.panel).to_contain_text(BACK)


def test_an_answer_lost_on_the_way_is_asked_for_again_without_repeating(opened: Chat, contract: ContractServer) -> None:
    lost: list[object] = []

    def lose_once(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort()

    opened.page.route("**/messages", lose_once)
    opened.say(INTERIOR)
    expect(opened.answers).to_have_count(2, timeout=10_000)
    first, second = contract.sent("messages")
    assert first == second
    (conversation,) = contract.conversations.values()
    assert len(conversation["turns"]) == 1


def test_a_refusal_to_begin_is_told_and_can_be_tried_again(chat: Chat, contract: ContractServer) -> None:
    contract.next("conversations", TOO_MANY)
    chat.visit("/demo")
    chat.launcher.click()
    expect(chat.panel.get_by_role("alert").filter(has_text=TOO_MANY.message)).to_be_visible()
    chat.say(INTERIOR)
    expect(chat.answers).to_have_count(2)
    expect(chat.panel).not_to_contain_text(TOO_MANY.message)


def test_one_can_talk_when_the_assistant_cannot_tell_of_itself(chat: Chat, contract: ContractServer) -> None:
    contract.next("about", FAULT)
    chat.visit("/demo")
    chat.open()
    chat.say(INTERIOR)
    expect(chat.answers).to_have_count(2)


def test_what_waited_when_the_page_was_left_is_sent_on_return(opened: Chat, contract: ContractServer) -> None:
    contract.stop()
    opened.say(INTERIOR)
    expect(opened.panel).to_contain_text(LOST)
    contract.start()
    opened.page.reload()
    expect(opened.answers).to_have_count(2)
    assert len(contract.sent("messages")) == 1


def test_what_a_closed_tab_could_not_deliver_another_one_does(
    opened: Chat, contract: ContractServer, another_tab: Callable[[Chat], Chat]
) -> None:
    held = Held()
    other = another_tab(opened)
    other.page.clock.install()
    other.visit("/")
    expect(other.answers).to_have_count(1)
    contract.next("messages", held)
    opened.say(INTERIOR)
    expect(other.said).to_have_count(1)
    opened.page.close()
    held.release()
    other.page.clock.fast_forward(60_000)
    expect(other.answers).to_have_count(2)
    first, second = contract.sent("messages")
    assert first == second


def test_a_failed_erasure_is_told_and_keeps_the_conversation(opened: Chat, contract: ContractServer) -> None:
    opened.say(INTERIOR)
    expect(opened.answers).to_have_count(2)
    contract.next("conversation", FAULT)
    opened.button("Options").click()
    opened.button("Effacer la conversation").click()
    opened.button("Effacer").click()
    expect(opened.panel.get_by_role("alert").filter(has_text=FAULT.message)).to_be_visible()
    expect(opened.said).to_have_count(1)
    opened.button("Effacer").click()
    expect(opened.said).to_have_count(0)
    assert not any(c["turns"] for c in contract.conversations.values())


def test_a_failed_verdict_is_told(opened: Chat, contract: ContractServer) -> None:
    opened.say(INTERIOR)
    contract.next("feedback", FAULT)
    opened.button("Utile").click()
    expect(opened.panel.get_by_role("alert").filter(has_text=FAULT.message)).to_be_visible()
    expect(opened.button("Utile")).to_have_attribute("aria-pressed", "false")


def test_a_draft_is_kept_over_a_reload(opened: Chat) -> None:
    opened.field.fill("combien pour")
    opened.page.reload()
    expect(opened.field).to_have_value("combien pour")


@pytest.mark.parametrize("change", ["kept.saved -= 25 * 60 * 60 * 1000", "kept.version = 0"])
def test_a_conversation_of_yesterday_or_of_another_version_is_not_shown(opened: Chat, change: str) -> None:
    opened.say(INTERIOR)
    expect(opened.answers).to_have_count(2)
    opened.page.evaluate(
        f"""() => {{
            const key = Object.keys(localStorage).find((key) => key.startsWith("ftap-assistant:"));
            const kept = JSON.parse(localStorage.getItem(key));
            {change};
            localStorage.setItem(key, JSON.stringify(kept));
        }}"""
    )
    opened.page.reload()
    expect(opened.answers).to_have_count(1)
    expect(opened.said).to_have_count(0)


def test_a_browser_that_refuses_storage_still_talks(chat: Chat) -> None:
    chat.page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })")
    chat.visit("/demo")
    chat.open()
    chat.say(INTERIOR)
    expect(chat.answers).to_have_count(2)


def refuse(seen: list[str], dialog: Dialog) -> None:
    seen.append(dialog.message)
    dialog.dismiss()


def test_strange_content_of_the_server_is_only_text(chat: Chat, contract: ContractServer) -> None:
    attack = "<img src=x onerror=alert(1)><svg onload=alert(2)>"
    contract.answers["attaque"] = [
        {
            "text": f"{attack}\n- {attack}\n[lien](javascript:alert(3))",
            "kind": "answer",
            "sources": [
                {
                    "label": attack,
                    "date": attack,
                    "publisher": attack,
                    "title": attack,
                    "url": "javascript:alert(4)",
                }
            ],
            "choices": [{"id": "x", "label": attack}],
            "chart": {
                "caption": attack,
                "rows": [{"label": attack, "amount_eur": n, "amount": attack, "carriers": attack} for n in (1, -5)],
            },
        }
    ]
    dialogs: list[str] = []
    chat.page.on("dialog", lambda dialog: refuse(dialogs, dialog))
    chat.visit("/demo")
    chat.open()
    chat.say("attaque")
    answer = chat.answers.last
    expect(answer.locator("p").first).to_have_text(attack)
    expect(answer.locator(".bubble > ul li")).to_have_text([attack])
    expect(chat.button(attack)).to_be_visible()
    assert answer.locator("img, script, a, [onload], [onerror]").count() == 0
    assert not dialogs

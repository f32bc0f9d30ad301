"""Who hears the page, who has no mouse, who enlarges it or changes its colours."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.contract_server import ContractServer, Held, Refused, reply
from tests.browser.driving import ROOT, Chat

INTERIOR = "Combien pour l'Intérieur ?"
BERCY = "Combien pour Bercy ?"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SMALLEST = {"viewport": {"width": 320, "height": 256}}
PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}


def faults(page: Page) -> list[str]:
    """What axe finds wrong, as one line each."""
    page.evaluate((ROOT / "widget/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [f"{v['id']}: {node['target']} {node['failureSummary']}" for v in found["violations"] for node in v["nodes"]]


def opened(chat: Chat, contract: ContractServer) -> None:
    chat.visit("/demo")
    chat.open()
    expect(chat.panel.locator(".notice")).to_contain_text("effacée 24 heures")


def closed(chat: Chat, contract: ContractServer) -> None:
    chat.visit("/demo")


def chart(chat: Chat, contract: ContractServer) -> None:
    opened(chat, contract)
    chat.say(INTERIOR)
    chat.page.get_by_text("Voir le tableau").click()
    chat.button("Pas utile").click()
    expect(chat.page.get_by_label("Que manque-t-il ?")).to_be_in_viewport()


def choices(chat: Chat, contract: ContractServer) -> None:
    opened(chat, contract)
    chat.say(BERCY)
    expect(chat.button("Économie et finances")).to_be_visible()


def long_list(chat: Chat, contract: ContractServer) -> None:
    opened(chat, contract)
    contract.answers["tout"] = [reply("Voici :\n" + "\n".join(f"- Projet numéro {n}" for n in range(60)))]
    chat.say("tout")
    expect(chat.answers).to_have_count(2)


def error(chat: Chat, contract: ContractServer) -> None:
    opened(chat, contract)
    contract.next("messages", Refused(429, "too_many", "Trop de messages : attendez une minute."))
    chat.say(INTERIOR)
    expect(chat.button("Réessayer")).to_be_visible()


def lost(chat: Chat, contract: ContractServer) -> None:
    opened(chat, contract)
    contract.stop()
    chat.say(INTERIOR)
    expect(chat.panel).to_contain_text("Connexion perdue")


def erasing(chat: Chat, contract: ContractServer) -> None:
    opened(chat, contract)
    chat.button("Options").click()
    chat.button("Effacer la conversation").click()
    expect(chat.button("Annuler")).to_be_visible()


def whole_page(chat: Chat, contract: ContractServer) -> None:
    chat.visit("/")
    chat.say(INTERIOR)
    expect(chat.answers).to_have_count(2)


STATES = [closed, opened, chart, choices, long_list, error, lost, erasing, whole_page]
SCREENS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "smallest": SMALLEST,
    "forced": {"forced_colors": "active"},
}


@pytest.mark.parametrize("context_options", SCREENS.values(), ids=SCREENS.keys())
@pytest.mark.parametrize("state", STATES)
@pytest.mark.usefixtures("node")
def test_axe_finds_nothing(chat: Chat, contract: ContractServer, state: Callable[[Chat, ContractServer], None]) -> None:
    state(chat, contract)
    assert faults(chat.page) == []


def test_the_keyboard_alone_holds_a_whole_conversation(chat: Chat, contract: ContractServer) -> None:
    keyboard = chat.page.keyboard
    closed(chat, contract)
    chat.launcher.focus()
    expect(chat.launcher).to_have_attribute("aria-expanded", "false")
    keyboard.press("Enter")
    expect(chat.field).to_be_focused()
    expect(chat.answers).to_have_count(1)
    keyboard.type("deux")
    keyboard.press("Shift+Enter")
    keyboard.type("lignes")
    expect(chat.field).to_have_value("deux\nlignes")
    keyboard.press("Enter")
    expect(chat.said.locator(".said")).to_have_text("deux\nlignes")
    expect(chat.field).to_be_focused()
    expect(chat.field).to_have_value("")
    keyboard.type(BERCY)
    keyboard.press("Enter")
    expect(chat.answers).to_have_count(3)
    keyboard.press("Shift+Tab")
    expect(chat.button("Action et comptes publics")).to_be_focused()
    keyboard.press("Enter")
    expect(chat.answers).to_have_count(4)
    expect(chat.answers.last).to_be_focused()
    keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()
    keyboard.press("Space")
    expect(chat.field).to_be_focused()
    expect(chat.answers).to_have_count(4)


def test_nobody_is_held_in_the_chat(chat: Chat, contract: ContractServer) -> None:
    opened(chat, contract)
    for _ in range(20):
        chat.page.keyboard.press("Shift+Tab")
        if chat.page.evaluate("document.activeElement.localName") == "a":
            return
    pytest.fail("Shift+Tab never left the chat for the page's links")


def test_a_choice_keeps_the_focus_until_its_answer_takes_it(chat: Chat, contract: ContractServer) -> None:
    choices(chat, contract)
    held = Held()
    contract.next("messages", held)
    chat.button("Économie et finances").focus()
    chat.page.keyboard.press("Enter")
    expect(chat.said).to_have_count(2)
    expect(chat.button("Économie et finances")).to_be_focused()
    expect(chat.button("Économie et finances")).to_have_attribute("aria-disabled", "true")
    chat.page.keyboard.press("Enter")
    held.release()
    expect(chat.answers).to_have_count(3)
    expect(chat.answers.last).to_be_focused()
    expect(chat.said).to_have_count(2)


def test_the_focus_goes_where_erasing_goes(chat: Chat, contract: ContractServer) -> None:
    keyboard = chat.page.keyboard
    erasing(chat, contract)
    expect(chat.button("Annuler")).to_be_focused()
    keyboard.press("Escape")
    expect(chat.button("Effacer la conversation")).to_be_focused()
    keyboard.press("Escape")
    expect(chat.button("Options")).to_be_focused()
    expect(chat.button("Options")).to_have_attribute("aria-expanded", "false")
    chat.erase()
    expect(chat.field).to_be_focused()


def test_nothing_sent_tells_what_is_missing(chat: Chat, contract: ContractServer) -> None:
    opened(chat, contract)
    chat.button("Envoyer").click()
    expect(chat.panel.get_by_role("alert").filter(has_text="Écrivez d’abord votre question.")).to_be_visible()
    expect(chat.field).to_be_focused()
    assert contract.sent("messages") == []


def test_a_character_being_composed_is_not_sent(chat: Chat, contract: ContractServer) -> None:
    opened(chat, contract)
    chat.field.fill("にほん")
    for init in ("{key: 'Enter', isComposing: true}", "{key: 'Enter', keyCode: 229}"):
        chat.field.evaluate(
            f"field => field.dispatchEvent(new KeyboardEvent('keydown', {{...{init}, bubbles: true, composed: true}}))"
        )
    expect(chat.said).to_have_count(0)
    chat.field.press("Enter")
    expect(chat.said).to_have_count(1)


def test_screen_readers_are_told_who_speaks_and_what_the_chart_shows(chat: Chat, contract: ContractServer) -> None:
    opened(chat, contract)
    chat.say(INTERIOR)
    expect(chat.answers).to_have_count(2)
    expect(chat.log).to_match_aria_snapshot(
        """
        - log "Conversation":
          - list:
            - listitem: /Assistant/
            - listitem: "Vous : Combien pour l'Intérieur ?"
            - listitem:
              - text: "Assistant :"
              - figure /Intérieur/:
                - img /diagramme en barres/
              - group "Cette réponse vous a-t-elle aidé ?":
                - button "Utile"
                - button "Pas utile"
        """
    )
    expect(chat.log).not_to_have_attribute("aria-live", re.compile(".*"))
    expect(chat.panel).to_have_attribute("lang", "fr")


def test_the_log_is_there_before_anything_is_said(chat: Chat, contract: ContractServer) -> None:
    closed(chat, contract)
    expect(chat.page.locator("ftap-assistant [role=log]")).to_have_count(1)
    expect(chat.page.locator("ftap-assistant [role=log] li")).to_have_count(0)


@pytest.mark.parametrize("context_options", [{}, SMALLEST, PHONE], ids=["desk", "smallest", "phone"])
def test_what_one_presses_is_never_small(chat: Chat, contract: ContractServer) -> None:
    chart(chat, contract)
    chat.button("Options").click()
    sizes = chat.panel.locator("button:visible, textarea:visible, summary:visible").evaluate_all(
        "all => all.map(e => [e.textContent.trim(), e.getBoundingClientRect().width, e.getBoundingClientRect().height])"
    )
    assert len(sizes) > 8
    assert [size for size in sizes if size[1] < 44 or size[2] < 44] == []


@pytest.mark.parametrize("context_options", [SMALLEST])
@pytest.mark.parametrize("state", [opened, chart, choices, error, erasing, whole_page])
def test_everything_is_reached_at_400_per_cent(
    chat: Chat, contract: ContractServer, state: Callable[[Chat, ContractServer], None]
) -> None:
    state(chat, contract)
    assert not sideways(chat.page)
    controls = chat.panel.locator("button:visible, textarea:visible, summary:visible, a:visible")
    for control in controls.all():
        control.focus()
        # Wholly in sight once it has the focus, under nothing that sticks.
        assert control.evaluate(
            """element => {
                const box = element.getClientRects()[0];
                const [x, y] = [box.x + box.width / 2, Math.max(box.y, 0) + Math.min(box.height, innerHeight) / 2];
                const top = element.getRootNode().elementFromPoint(x, y);
                return box.x >= 0 && box.right <= innerWidth && box.bottom > 0 && box.y < innerHeight
                    && (element === top || element.contains(top));
            }"""
        ), control.inner_text()


def sideways(page: Page) -> list[str]:
    """What makes one scroll sideways, tables apart."""
    found: list[str] = page.evaluate(
        """() => [document.scrollingElement, ...document.querySelector('ftap-assistant').shadowRoot.querySelectorAll('*')]
            .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1
                && !e.matches('.table') && getComputedStyle(e).display !== 'inline')
            .map(e => `${e.localName}.${e.className} ${e.scrollWidth} > ${e.clientWidth}`)"""
    )
    return found


@pytest.mark.parametrize("context_options", [{}, {"viewport": {"width": 390, "height": 780}}], ids=["desk", "narrow"])
@pytest.mark.parametrize("state", [opened, chart, choices, error, erasing])
def test_text_twice_as_large(
    chat: Chat, contract: ContractServer, state: Callable[[Chat, ContractServer], None]
) -> None:
    sizes = {"standard": 32, "fixed": 26}
    chat.page.context.new_cdp_session(chat.page).send("Page.setFontSizes", {"fontSizes": sizes})
    state(chat, contract)
    assert chat.field.evaluate("field => parseFloat(getComputedStyle(field).fontSize)") == 32
    assert not sideways(chat.page)
    chat.button("Envoyer").scroll_into_view_if_needed()
    expect(chat.button("Envoyer")).to_be_in_viewport()
    expect(chat.field).to_be_in_viewport()


@pytest.mark.parametrize("context_options", [SMALLEST])
def test_what_comes_late_does_not_push_the_field_out_of_sight(chat: Chat, contract: ContractServer) -> None:
    held = Held()
    contract.next("about", held)
    chat.visit("/demo")
    chat.open()
    expect(chat.field).to_be_in_viewport()
    held.release()
    expect(chat.button("C'est quoi le fonds ?")).to_be_attached()
    expect(chat.field).to_be_in_viewport()
    expect(chat.button("Envoyer")).to_be_in_viewport()
    expect(chat.field).to_be_focused()


def test_wider_spacing_cuts_nothing(chat: Chat, contract: ContractServer) -> None:
    chart(chat, contract)
    chat.panel.evaluate(
        """panel => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important;'
                + ' word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
            panel.getRootNode().adoptedStyleSheets.push(sheet);
        }"""
    )
    assert not sideways(chat.page)
    expect(chat.button("Envoyer")).to_be_in_viewport()


@pytest.mark.parametrize("context_options", [PHONE])
def test_the_phone_keyboard_leaves_the_field_in_sight(chat: Chat, contract: ContractServer) -> None:
    opened(chat, contract)
    chat.page.evaluate(
        """() => {
            Object.defineProperty(visualViewport, 'height', { value: 400, configurable: true });
            Object.defineProperty(visualViewport, 'offsetTop', { value: 60, configurable: true });
            visualViewport.dispatchEvent(new Event('resize'));
        }"""
    )
    panel = chat.panel.bounding_box()
    send = chat.button("Envoyer").bounding_box()
    assert panel and send
    assert (panel["y"], panel["height"]) == (60, 400)
    assert send["y"] + send["height"] <= 460
    chat.field.fill("une ligne")
    chat.field.press("Enter")
    chat.field.type("une autre")
    expect(chat.field).to_have_value("une ligne\nune autre")
    assert chat.field.evaluate("field => parseFloat(getComputedStyle(field).fontSize)") >= 16


@pytest.mark.parametrize("reduced", [True, False])
def test_nothing_moves_for_who_wants_no_motion(chat: Chat, contract: ContractServer, reduced: bool) -> None:
    chat.page.emulate_media(reduced_motion="reduce" if reduced else "no-preference")
    opened(chat, contract)
    held = Held()
    contract.next("messages", held)
    chat.say(INTERIOR)
    expect(chat.log.locator(".dots")).to_be_visible()
    moving = chat.log.locator(".dots span").first.evaluate("dot => dot.getAnimations().length")
    smooth = chat.panel.locator(".exchanges").evaluate("box => getComputedStyle(box).scrollBehavior")
    held.release()
    assert (moving, smooth) == ((0, "auto") if reduced else (1, "smooth"))


def test_the_focus_is_seen(chat: Chat, contract: ContractServer) -> None:
    chart(chat, contract)
    for control in chat.panel.locator("button:visible, textarea:visible, summary:visible").all():
        control.focus()
        chat.page.keyboard.press("Shift")
        outline = control.evaluate(
            "e => [getComputedStyle(e).outlineStyle, parseFloat(getComputedStyle(e).outlineWidth)]"
        )
        assert outline[0] == "solid" and outline[1] >= 2

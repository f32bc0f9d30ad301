"""On the pages of others: their policies, their styles, what they set, and what they must not notice."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.contract_server import ContractServer
from tests.browser.driving import Chat

INTERIOR = "Combien pour l'Intérieur ?"
# Letter by letter what widget/README.md tells hosts to allow, with the server in the place of its example.
HOST_POLICY = (
    "default-src 'none'; script-src {server}; connect-src {server};"
    " require-trusted-types-for 'script'; trusted-types lit-html"
)
HOSTILE = """
    * { all: unset !important; display: none !important; color: red !important; font: 60px fantasy !important;
        position: static !important; transform: rotate(45deg) !important; direction: rtl !important }
    html, body, main { display: block !important; transform: none !important }
    html { font-size: 4px !important; line-height: 9 !important; letter-spacing: 1em !important }
    button, textarea, ol, li, section, [hidden] { display: inline !important; visibility: hidden !important; width: 3px }
"""


def page(contract: ContractServer, attributes: str = "", head: str = "", body: str = "", policy: str = "") -> str:
    """The address of a host's page that embeds the widget."""
    script = f'<script src="{contract.url}/widget.js" defer {attributes}></script>'
    html = f'<!doctype html><html lang="fr"><title>Hôte</title>{head}{script}<main>{body}</main></html>'
    return contract.host("hote", html, policy)


def visit(chat: Chat, address: str) -> None:
    chat.page.goto(address)
    chat.page.wait_for_selector("ftap-assistant .panel", state="attached")


def talks(chat: Chat) -> None:
    chat.open()
    chat.say(INTERIOR)
    expect(chat.answers.last).to_contain_text("14,125 millions")


def test_one_line_of_script_is_enough_under_the_strictest_policy(chat: Chat, contract: ContractServer) -> None:
    policy = HOST_POLICY.format(server=f"http://127.0.0.1:{contract.port}")
    visit(chat, page(contract, policy=policy))
    talks(chat)
    chat.erase()
    expect(chat.said).to_have_count(0)


def test_the_script_tag_twice_is_one_widget(chat: Chat, contract: ContractServer) -> None:
    again = f'<script src="{contract.url}/widget.js" defer></script>'
    visit(chat, page(contract, head=again))
    expect(chat.page.locator("ftap-assistant")).to_have_count(1)
    talks(chat)


def test_the_style_of_a_page_stays_outside(chat: Chat, contract: ContractServer) -> None:
    visit(chat, page(contract))
    plain = look(chat)
    visit(chat, page(contract, head=f"<style>{HOSTILE}</style>"))
    assert look(chat) == plain


def look(chat: Chat) -> list[object]:
    """How the open widget is laid out, and its colours and letters."""
    chat.open()
    expect(chat.button("C'est quoi le fonds ?")).to_be_visible()
    found: list[object] = chat.panel.evaluate(
        """panel => [...panel.querySelectorAll('*')].map(e => {
            const box = e.getBoundingClientRect(), style = getComputedStyle(e);
            return [e.localName, box.x, box.y, box.width, box.height, style.color, style.font, style.direction];
        })"""
    )
    chat.page.evaluate("sessionStorage.clear(), localStorage.clear()")
    return found


def test_nothing_is_asked_or_kept_before_one_opens_it(chat: Chat, contract: ContractServer) -> None:
    visit(chat, page(contract))
    chat.page.wait_for_timeout(300)
    assert contract.heard == []
    assert chat.page.evaluate("localStorage.length + sessionStorage.length") == 0
    talks(chat)
    assert chat.page.evaluate("document.cookie") == ""
    assert contract.heard != []


def test_it_opens_by_itself_only_where_the_page_says_so_and_takes_no_focus(
    chat: Chat, contract: ContractServer
) -> None:
    visit(chat, page(contract))
    expect(chat.panel).to_be_hidden()
    visit(chat, page(contract, "data-open"))
    expect(chat.panel).to_be_visible()
    assert chat.page.evaluate("document.activeElement === document.body")


def test_what_a_page_may_set(chat: Chat, contract: ContractServer) -> None:
    attributes = (
        'data-title="Mon titre" data-label="Une question ?" data-position="left" data-theme="light"'
        ' data-privacy-url="https://hote.example.org/donnees" data-contact-url="https://hote.example.org/contact"'
    )
    style = "<style>ftap-assistant { --ftap-accent: rgb(120, 0, 60); --ftap-width: 20em }</style>"
    chat.page.emulate_media(color_scheme="dark")
    visit(chat, page(contract, attributes, style))
    expect(chat.launcher).to_have_text("Une question ?")
    expect(chat.launcher).to_have_css("background-color", "rgb(120, 0, 60)")
    chat.open()
    expect(chat.page.get_by_role("heading", name="Mon titre")).to_be_visible()
    expect(chat.page.get_by_role("link", name="Données personnelles")).to_have_attribute(
        "href", "https://hote.example.org/donnees"
    )
    expect(chat.page.get_by_role("link", name="Contacter une personne")).to_have_attribute(
        "href", "https://hote.example.org/contact"
    )
    expect(chat.panel).to_have_css("background-color", "rgb(255, 255, 255)")
    box = chat.panel.bounding_box()
    assert box and box["x"] < 40 and box["width"] == 320


def test_an_address_that_is_none_is_no_link(chat: Chat, contract: ContractServer) -> None:
    visit(chat, page(contract, 'data-privacy-url="javascript:alert(1)"'))
    chat.open()
    expect(chat.panel.locator(".notice")).to_contain_text("Données personnelles")
    assert chat.page.get_by_role("link", name="Données personnelles").count() == 0


def test_links_show_where_they_lead(chat: Chat, contract: ContractServer) -> None:
    visit(chat, page(contract))
    chat.open()
    chat.say("Quels projets concernent le cloud ?")
    link = chat.answers.last.get_by_role("link")
    expect(link).to_have_accessible_name("Annonce du 20 juin 2018 (www.example.org) (nouvelle fenêtre)")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def corner(contract: ContractServer) -> str:
    style = "<style>#coin { position: fixed; right: 40px; bottom: 30px; font-size: 12px }</style>"
    return page(contract, head=style, body='<a id="coin" href="#">Lien</a>')


def test_the_launcher_makes_way_for_what_has_the_focus_under_it(chat: Chat, contract: ContractServer) -> None:
    visit(chat, corner(contract))
    expect(chat.launcher).to_have_css("opacity", "1")
    chat.page.locator("#coin").focus()
    expect(chat.launcher).to_have_css("opacity", "0")
    chat.launcher.focus()
    expect(chat.launcher).to_have_css("opacity", "1")


def test_the_chat_makes_way_for_what_has_the_focus_under_it(chat: Chat, contract: ContractServer) -> None:
    visit(chat, corner(contract))
    chat.open()
    chat.page.locator("#coin").focus()
    expect(chat.panel).to_be_hidden()
    expect(chat.page.locator("#coin")).to_be_focused()


@pytest.mark.parametrize("context_options", [{"viewport": {"width": 390, "height": 780}}])
def test_a_chat_that_would_cover_the_next_page_is_not_open_there(chat: Chat) -> None:
    chat.visit("/demo")
    chat.open()
    chat.page.reload()
    chat.page.wait_for_selector("ftap-assistant .panel", state="attached")
    expect(chat.panel).to_be_hidden()
    chat.launcher.click()
    expect(chat.answers).to_have_count(1)

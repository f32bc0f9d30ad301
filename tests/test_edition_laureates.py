"""Laureates of announcements that are laid out in less usual ways: none is lost, none gets what is another's."""

from __future__ import annotations

import pytest

from edition import markdown, web
from edition.bodies import Bodies
from edition.documents import Document
from edition.laureates import Found, find
from knowledge import KnowledgeBase

M = 1_000_000


def _found(document: Document, kb: KnowledgeBase) -> Found:
    return find(document, Bodies(kb.organisations.values()))


def _page(body: str) -> Document:
    return web.read(f"<main><h1>Les lauréats du 3e appel du FTAP</h1>{body}</main>".encode())


def _rows(found: Found) -> list[tuple[str, str, int | None]]:
    return [(one.title, " ".join(body.id for body in one.carriers), one.amount.euros) for one in found.laureates]


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        pytest.param(
            "<ul><li>Ministère de la Justice – Robot – 1 M€</li><li>Ministère des Armées – Robot – 1 M€</li></ul>",
            [("Robot", "justice", M), ("Robot", "armees", M)],
            id="two bodies with projects of one name and amount",
        ),
        pytest.param(
            "<ul><li>Ministère de la Justice – Robot – 1 M€</li></ul><p>Le ministère de la Justice reçoit 1 M€ pour « Robot ».</p>",
            [("Robot", "justice", M)],
            id="one project told twice",
        ),
        pytest.param(
            "<table><tr><th>Porteur</th><th>Projet</th><th>Montant</th></tr><tr><td>Justice</td><td>Greffe</td><td>2 M€</td></tr>"
            "<tr><td></td><td>Total général</td><td>2 M€</td></tr></table>",
            [("Greffe", "justice", 2 * M)],
            id="a total in the second column",
        ),
        pytest.param(
            "<table><tr><th>Projet</th><th>Porteur</th><th>Montant</th></tr>"
            "<tr><td>Total confort</td><td>Justice</td><td>2 M€</td></tr></table>",
            [("Total confort", "justice", 2 * M)],
            id="a project whose name begins like a total",
        ),
        pytest.param(
            "<table><tr><th>Projet</th><th>Porteur</th><th>Montant du projet</th><th>Subvention accordée</th></tr>"
            "<tr><td>Greffe</td><td>Justice</td><td>3 M€</td><td>1 M€</td></tr></table>",
            [("Greffe", "justice", M)],
            id="two columns of amounts",
        ),
        pytest.param(
            "<p>Le ministère de la Justice reçoit 1 M€ et 2 M€ pour « Greffe », « Parloir » et « Barreau ».</p>",
            [("Greffe", "justice", None), ("Parloir", "justice", None), ("Barreau", "justice", None)],
            id="more names than amounts",
        ),
        pytest.param(
            "<p>Projets du ministère de la Justice :</p><ul><li>Greffe – 1 M€</li><li>Parloir – 2 M€</li></ul>",
            [("Greffe", "justice", M), ("Parloir", "justice", 2 * M)],
            id="the carrier in the line before a list",
        ),
        pytest.param(
            "<h2>Ministère de la Culture</h2><h3>Vitrine : 2 M€</h3><p>Une vitrine.</p><h2>Divers</h2><h3>Suite : 3 M€</h3><p>Fin.</p>",
            [("Vitrine", "culture", 2 * M), ("Suite", "", 3 * M)],
            id="a chapter that names nobody",
        ),
    ],
)
def test_laureates_of_a_page(kb: KnowledgeBase, body: str, rows: list[tuple[str, str, int | None]]) -> None:
    assert _rows(_found(_page(body), kb)) == rows


def test_amounts_that_cannot_be_placed_are_kept_apart(kb: KnowledgeBase) -> None:
    found = _found(_page("<p>Le ministère de la Justice reçoit 1 M€ et 2 M€ pour « A b », « C d » et « E f ».</p>"), kb)

    assert [told.euros for told in found.sums] == [M, 2 * M]


def test_labelled_lines_of_a_markdown_item_are_lines(kb: KnowledgeBase) -> None:
    post = "# Lauréats\n\n- **Ministère de la Justice**\n  Projet : Greffe rapide\n  **Montant accordé :** 1 M€\n"

    assert _rows(_found(markdown.read(post.encode()), kb)) == [("Greffe rapide", "justice", M)]


def test_a_heading_before_a_labelled_line_stays_as_it_is() -> None:
    document = markdown.read("# Les lauréats\nProjet : Greffe\n".encode())

    assert [block.lines for block in document.blocks] == [("Les lauréats",), ("Projet : Greffe",)]

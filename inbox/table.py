"""The inbox on a terminal."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from inbox.letters import Inbox
from knowledge import french

_ROWS = 25
_WIDE = 100  # columns from which on the days are shown too


def show(inbox: Inbox, console: Console) -> None:
    """Prints the letters as a table: what was asked, how often, why it failed, what is near."""
    wide = console.width >= _WIDE
    count = french.plural(inbox.questions, "question")
    table = Table(
        box=box.SIMPLE_HEAD, title=f"{count} sans réponse, {inbox.days}", title_justify="left", pad_edge=False
    )
    table.add_column("Fois", justify="right", no_wrap=True)
    table.add_column("Question", ratio=5)
    table.add_column("Pourquoi", ratio=3)
    table.add_column("Le plus proche", ratio=4)
    if wide:
        table.add_column("Jours", ratio=3)
    for letter in inbox.letters[:_ROWS]:
        asked = Text(letter.typical)
        if others := len(letter.others) + letter.hidden:
            asked.append(f" (+ {french.plural(others, 'tournure')})", style="dim")
        near = Text("\n".join(known.label for known in letter.near[:2]) or "—")
        cells = [Text(str(letter.times)), asked, Text(letter.short), near]
        table.add_row(*cells, *([Text(letter.days)] if wide else []))
    console.print(table)
    if hidden := len(inbox.letters) - _ROWS:
        if hidden > 0:
            console.print(f"… et {french.plural(hidden, 'autre groupe', 'autres groupes')} sur la page.")

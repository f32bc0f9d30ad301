"""The inbox on a terminal."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from inbox.letters import Inbox
from knowledge import french

_ROWS = 25


def show(inbox: Inbox, console: Console) -> None:
    """Prints the letters as a table: what was asked, how often, why it failed, what is near."""
    count = french.plural(inbox.questions, "question")
    table = Table(
        box=box.SIMPLE_HEAD, title=f"{count} sans réponse, {inbox.days}", title_justify="left", pad_edge=False
    )
    table.add_column("Fois", justify="right", no_wrap=True)
    table.add_column("Jours", no_wrap=True)
    table.add_column("Question", ratio=5, overflow="fold")
    table.add_column("Pourquoi", ratio=3)
    table.add_column("Le plus proche", ratio=4)
    for letter in inbox.letters[:_ROWS]:
        asked = Text(letter.typical)
        if others := len(letter.others) + letter.hidden:
            asked.append(f" (+ {french.plural(others, 'tournure')})", style="dim")
        near = Text("\n".join(known.label for known in letter.near[:2]) or "—")
        table.add_row(Text(str(letter.times)), Text(letter.short_days), asked, Text(letter.short), near)
    console.print(table)
    if hidden := len(inbox.letters) - _ROWS:
        if hidden > 0:
            console.print(f"… et {french.plural(hidden, 'autre groupe', 'autres groupes')} sur la page.")

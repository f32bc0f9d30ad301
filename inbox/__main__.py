"""`python -m inbox` shows what people asked and did not get, as a table and as a page."""

from __future__ import annotations

import argparse
import asyncio
from datetime import date, timedelta
from pathlib import Path

from rich.console import Console

import knowledge
from inbox.letters import inbox
from inbox.page import page
from inbox.table import show
from inbox.unanswered import Unanswered, unanswered
from knowledge import french
from knowledge.loading import HERE
from serving.logs import quiet

_ROOT = HERE.parent


def main() -> None:
    """Reads the stored conversations, prints the table and writes the page.

    Raises:
        SystemExit: no conversations are stored, or the knowledge files are wrong.
    """
    parser = argparse.ArgumentParser(prog="inbox", description=__doc__)
    parser.add_argument("--endpoints", type=Path, default=_ROOT / "endpoints.yml", help="where conversations are kept")
    parser.add_argument("--knowledge", type=Path, default=HERE, help="the folder of the knowledge files")
    parser.add_argument("--days", type=int, help="only the last so many days")
    parser.add_argument("--page", type=Path, default=_ROOT / "results" / "inbox.html", help="the file to write")
    arguments = parser.parse_args()
    quiet()  # before Rasa's store is imported, which warns
    from inbox.stored import NotStored

    try:
        kb = knowledge.load(arguments.knowledge)
        knowledge.share(kb)
        asked, count = asyncio.run(_read(arguments.endpoints, arguments.days))
    except (NotStored, knowledge.KnowledgeError) as error:
        raise SystemExit(str(error)) from None
    if not count:
        print("Aucune conversation n'est conservée pour l'instant.")
    elif not asked:
        print(f"Toutes les questions ont eu une réponse, sur {french.plural(count, 'conversation')}.")
    else:
        found = inbox(asked, count, kb, arguments.knowledge)
        show(found, Console(highlight=False))
        arguments.page.parent.mkdir(parents=True, exist_ok=True)
        arguments.page.write_text(page(found, date.today()), encoding="utf-8")
        print(f"Avec toutes les tournures et ce qu'il y a à faire : {_shown(arguments.page)}")


async def _read(endpoints: Path, days: int | None) -> tuple[list[Unanswered], int]:
    """The questions without an answer of the stored conversations, and how many conversations there are."""
    from inbox.stored import conversations, opened

    since = date.today() - timedelta(days=days) if days is not None else date.min
    found: list[Unanswered] = []
    count = 0
    async for conversation in conversations(opened(endpoints)):
        count += 1
        found += [one for one in unanswered(conversation) if one.day >= since]
    return found, count


def _shown(path: Path) -> str:
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else str(path)


if __name__ == "__main__":
    main()

"""`python -m inbox.daily` counts what was asked day by day, without texts, and adds it to a file of all days.

Conversations are deleted after a day, so it has to run each evening, for instance by cron. A day that is counted again
takes the place of what was noted of it, unless less of it is left.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from inbox.counts import Day, by_day
from knowledge import french
from knowledge.loading import HERE
from serving.logs import quiet

_ROOT = HERE.parent
_COLUMNS = ("jour", "mesure", "valeur", "nombre")
_SHOWN = 7  # days

Row = tuple[str, str, int]  # measure, value, count


def main() -> None:
    """Counts the stored conversations, notes the days and shows the last ones.

    Raises:
        SystemExit: no conversations are stored, or the file is another.
    """
    parser = argparse.ArgumentParser(prog="inbox.daily", description=__doc__)
    parser.add_argument("--endpoints", type=Path, default=_ROOT / "endpoints.yml", help="where conversations are kept")
    parser.add_argument("--file", type=Path, default=_ROOT / "results" / "statistics.csv", help="the file of all days")
    arguments = parser.parse_args()
    quiet()  # before Rasa's store is imported, which warns
    from inbox.stored import NotStored, conversations, opened

    try:
        noted = read(arguments.file)
        counted = asyncio.run(by_day(conversations(opened(arguments.endpoints))))
    except NotStored as error:
        raise SystemExit(str(error)) from None
    days = merged(noted, counted)
    if not days:
        print("Rien à compter pour l'instant : un nombre inférieur à cinq n'est pas montré.")
        return
    write(days, arguments.file)
    Console(highlight=False).print(table(days))
    shown = arguments.file.relative_to(_ROOT) if arguments.file.is_relative_to(_ROOT) else arguments.file
    print(f"Tous les jours : {shown}")


def merged(noted: dict[date, list[Row]], counted: dict[date, Day]) -> dict[date, list[Row]]:
    """The rows of all days; of a day that was noted before, those that know of more messages."""
    rows = {day: found for day, found in ((day, one.rows()) for day, one in counted.items()) if found}
    newer = {day: found for day, found in rows.items() if _messages(found) >= _messages(noted.get(day, ()))}
    return dict(sorted({**noted, **newer}.items()))


def read(file: Path) -> dict[date, list[Row]]:
    """The days of a file; none where it is not there.

    Raises:
        SystemExit: it is no such file.
    """
    if not file.exists():
        return {}
    days: dict[date, list[Row]] = {}
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            for line in csv.DictReader(lines):
                found = (line["mesure"], line["valeur"], int(line["nombre"]))
                days.setdefault(date.fromisoformat(line["jour"]), []).append(found)
    except (KeyError, TypeError, ValueError):
        raise SystemExit(f"{file} : ce n'est pas un fichier de statistiques") from None
    return days


def write(days: dict[date, list[Row]], file: Path) -> None:
    """Writes the days, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    made = file.with_name(f"{file.name}.new")
    with made.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows((day.isoformat(), *row) for day, rows in days.items() for row in rows)
    made.replace(file)


def table(days: dict[date, list[Row]]) -> Table:
    """The last days, as people read them."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    made.add_column("Jour", no_wrap=True)
    for heading in ("Conversations", "Messages"):
        made.add_column(heading, justify="right", no_wrap=True)
    for heading in ("Réponses", "Demandes", "Avis"):
        made.add_column(heading, overflow="fold")
    for day, rows in list(days.items())[-_SHOWN:]:
        whole = [_whole(rows, measure) for measure in ("conversations", "messages")]
        parts = [_parts(rows, measure) for measure in ("réponses", "demandes", "avis")]
        made.add_row(french.day(day), *whole, *parts)
    return made


def _messages(rows: Iterable[Row]) -> int:
    return sum(count for measure, _, count in rows if measure == "messages")


def _whole(rows: list[Row], measure: str) -> str:
    return next((french.number(count) for name, _, count in rows if name == measure), "moins de 5")


def _parts(rows: list[Row], measure: str) -> str:
    return ", ".join(f"{value} {french.number(count)}" for name, value, count in rows if name == measure) or "—"


if __name__ == "__main__":
    main()

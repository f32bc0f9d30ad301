"""`python -m benchmarks [part…]`: measures, prints the table, and ends in error where a goal is missed.

Parts: training, start, beside, long, scaling; all of them where none is named.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from rasa.shared.core.domain import Domain

from benchmarks import beside, long, peer, results, scaling, stages
from benchmarks.table import Figure, missed, written
from evaluation.scenarios import FOLDER, load
from serving.agent import Assistant
from serving.connections import in_file
from serving.database import InDatabase
from serving.model import ensure

PARTS = ("training", "start", "beside", "long", "scaling")


def main() -> int:
    """Measures what is asked for; gives 1 where a goal is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS))
    parts = parser.parse_args().parts or list(PARTS)
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    texts = [scenario.turns[0].user for scenario in load(FOLDER / "development.yml")]
    made, model = peer.ensure(), str(ensure())
    figures: list[Figure] = []
    samples: dict[str, list[float]] = {}
    parted: dict[str, float] = {}
    for part in parts:
        start = time.monotonic()
        if part == "training":
            figures += beside.training(made)
        elif part == "start":
            figures += beside.cold_starts(made)
        elif part == "beside":
            with tempfile.TemporaryDirectory() as kept:
                assistant = Assistant(model, InDatabase(Domain.empty(), in_file(Path(kept) / "conversations.db")))
                measured = beside.running(made, assistant, texts)
                parted = stages.medians(assistant, texts)
            figures += measured.figures
            samples = measured.samples
        elif part == "long":
            figures += long.figures(texts)
        else:
            figures += scaling.figures()
        print(f"{part}: measured in {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    folder = results.write(figures, samples, parted)
    print(f"\n{written(figures)}\n")
    if parted:
        print("Where the time of a message goes (median, ms):")
        print("\n".join(f"  {name:36}{value:8.2f}" for name, value in parted.items()) + "\n")
    failed = missed(figures)
    print(f"{len(failed)} of {sum(f.goal is not None for f in figures)} goals missed. JSON and plot: {folder}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

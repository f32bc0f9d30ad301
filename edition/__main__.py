"""`python -m edition FILE…` drafts announcements, each for an editor to finish."""

from __future__ import annotations

import argparse
from pathlib import Path

from edition.importing import bring_in, documents
from knowledge.loading import HERE


def main() -> None:
    """Imports each document, and says what became of it; ends in error where one brought nothing."""
    parser = argparse.ArgumentParser(prog="edition", description=__doc__)
    parser.add_argument("paths", type=Path, nargs="+", metavar="FILE", help="a document, or a folder of them")
    parser.add_argument("--knowledge", type=Path, default=HERE, help="the folder of the knowledge files")
    arguments = parser.parse_args()
    files = [file for path in arguments.paths for file in documents(path)]
    brought = [bring_in(file, arguments.knowledge) for file in files]
    for imported in brought:
        print("\n".join(imported.told))
    if not files:
        raise SystemExit("aucun document à cet endroit")
    if any(imported.path for imported in brought):
        print("Ensuite : écrivez chaque « À ÉCRIRE » du fichier, puis lancez make validate.")
    if not all(imported.path for imported in brought):
        raise SystemExit(1)


if __name__ == "__main__":
    main()

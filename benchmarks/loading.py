"""`python -m benchmarks.loading FOLDER`: loads a knowledge base in a process of its own, and prints what that costs.

One line of JSON: the seconds, and the resident memory in MB that the process has gained once the base is loaded.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

import psutil

import knowledge


def main() -> None:
    """Loads the base of a folder, after the project's own, so that only what is the base's counts."""
    knowledge.load()
    gc.collect()
    process = psutil.Process()
    before = process.memory_info().rss
    start = time.perf_counter()
    kb = knowledge.load(Path(sys.argv[1]))
    seconds = time.perf_counter() - start
    added = (process.memory_info().rss - before) / 1e6
    print(json.dumps({"projects": len(kb.projects), "seconds": seconds, "added_mb": added}))


if __name__ == "__main__":
    main()

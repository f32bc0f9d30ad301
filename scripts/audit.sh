#!/usr/bin/env bash
# Makes .venv/audit with what looks for known vulnerabilities, from its own lock, hashes checked. Called by the Makefile.
set -euo pipefail
lock=requirements-audit.txt
folder=.venv/audit
[ ! "$folder/.ready" -nt "$lock" ] || exit 0

fail() { echo "audit: $*" >&2; exit 1; }

.venv/bin/uv venv -q --allow-existing --python .venv/bin/python "$folder"
log=$(mktemp)
.venv/bin/uv pip install -q --python "$folder/bin/python" --require-hashes --no-deps -r "$lock" 2>"$log" ||
    fail "the packages of $lock could not be installed (no network?): $(grep -v '^WARNING' "$log" | head -3 | tr '\n' ' ')"
touch "$folder/.ready"

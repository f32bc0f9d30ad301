#!/usr/bin/env bash
# Makes .venv/NAME from requirements-NAME.txt, hashes checked: tools that Rasa's pins do not let in beside it.
# Called by the Makefile: scripts/apart.sh audit, scripts/apart.sh load.
set -euo pipefail
name=$1
lock=requirements-$name.txt
folder=.venv/$name
[ ! "$folder/.ready" -nt "$lock" ] || exit 0

fail() { echo "$name: $*" >&2; exit 1; }

.venv/bin/uv venv -q --allow-existing --python .venv/bin/python "$folder"
log=$(mktemp)
.venv/bin/uv pip install -q --python "$folder/bin/python" --require-hashes --no-deps -r "$lock" 2>"$log" ||
    fail "the packages of $lock could not be installed (no network?): $(grep -v '^WARNING' "$log" | head -3 | tr '\n' ' ')"
touch "$folder/.ready"

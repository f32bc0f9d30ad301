#!/usr/bin/env bash
# Makes .venv with Python 3.11 and installs a lock into it, hashes checked. Called by the Makefile.
set -euo pipefail
lock=$1
uv_version=0.13.9

fail() { echo "setup: $*" >&2; exit 1; }

find_python() {
    local candidate
    for candidate in "${PYTHON_311:-}" python3.11 python3 python; do
        [ -n "$candidate" ] && command -v "$candidate" >/dev/null || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    fail "Python 3.11 is needed and was not found. On Debian 12: apt install python3.11 python3.11-venv." \
        "Elsewhere: pip install uv && uv python install 3.11, then set PYTHON_311 to its path."
}

if [ ! -x .venv/bin/python ]; then
    python=$(find_python)
    echo "Setting up .venv with $("$python" --version)…" >&2
    "$python" -m venv .venv 2>/dev/null || {
        rm -rf .venv
        "$python" -m virtualenv -q .venv 2>/dev/null ||
            fail "this Python cannot make a virtual environment. On Debian 12: apt install python3.11-venv."
    }
fi
if [ ! -x .venv/bin/uv ]; then
    .venv/bin/python -m pip install -q --disable-pip-version-check "uv==$uv_version" 2>.venv/setup.log ||
        fail "the package index cannot be reached, or refused: $(grep -v '^WARNING' .venv/setup.log | tail -1)"
fi
echo "Installing $lock…" >&2
# Compiled now: where Python may not write what it compiled (PYTHONDONTWRITEBYTECODE), each start would take seconds more.
.venv/bin/uv pip install -q --compile-bytecode --python .venv/bin/python --require-hashes --no-deps -r "$lock" 2>.venv/setup.log ||
    fail "the packages of $lock could not be installed (no network?): $(grep -v '^WARNING' .venv/setup.log | head -3 | tr '\n' ' ')"

#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests: one that is there, or one that it installs.
set -euo pipefail
cd "$(dirname "$0")/.."
log=$(mktemp)
python=${PYTHON:-.venv/bin/python}

fail() { echo "browser: $*" >&2; exit 1; }

find_browser() {
    local candidate
    for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
        [ -n "$candidate" ] && command -v "$candidate" && return
    done
    "$python" - <<'PYTHON'
import sys
from pathlib import Path
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = playwright.chromium.executable_path
print(path) if Path(path).exists() else sys.exit(1)
PYTHON
}

if ! find_browser 2>"$log"; then
    echo "Installing Chromium for the browser tests…" >&2
    "$python" -m playwright install chromium >>"$log" 2>&1 || {
        [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null ||
            fail "no Chromium was found and Playwright could not download its own. On Debian: apt install chromium." \
                "Elsewhere: install one and set CHROMIUM to its path."
        { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium; } >>"$log" 2>&1 ||
            fail "Chromium could not be installed: $(tail -1 "$log")"
    }
    find_browser 2>>"$log" || fail "Chromium was installed but cannot be found; set CHROMIUM to its path."
fi

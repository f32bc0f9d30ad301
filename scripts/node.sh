#!/usr/bin/env bash
# Installs what the widget is built and checked with (widget/node_modules), from its lock.
set -euo pipefail
cd "$(dirname "$0")/../widget"
oldest=18.18
log=$(mktemp)

fail() { echo "widget: $*" >&2; exit 1; }

has_node() {
    command -v npm >/dev/null && node -e \
        'const [a, b] = process.versions.node.split("."), [c, d] = process.argv[1].split("."); process.exit((a - c || b - d) < 0 ? 1 : 0)' \
        "$oldest" 2>/dev/null
}

if ! has_node; then
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null ||
        fail "Node.js $oldest or later, with npm, is needed and was not found. On Debian 12: apt install nodejs npm."
    echo "Installing Node.js for the widget's tests…" >&2
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends nodejs npm; } >"$log" 2>&1 ||
        fail "Node.js could not be installed: $(tail -1 "$log")"
    has_node || fail "Node.js $oldest or later is needed; this system's own is older: $(node --version)."
fi
# npm writes this file when an installation is whole.
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    echo "Installing what the widget is built with…" >&2
    npm ci --no-audit --no-fund >"$log" 2>&1 || fail "npm could not install the widget's packages: $(grep -m1 'npm err' -i "$log")"
fi

#!/usr/bin/env bash
# Installs PostgreSQL, Redis and nginx from Debian's packages where they are missing, without starting them.
set -euo pipefail
log=$(mktemp)
policy=/usr/sbin/policy-rc.d

fail() { echo "servers: $*" >&2; exit 1; }

missing=()
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
PATH=$PATH:/usr/sbin command -v redis-server >/dev/null || missing+=(redis-server)
PATH=$PATH:/usr/sbin command -v nginx >/dev/null || missing+=(nginx)
[ ${#missing[@]} = 0 ] && exit

[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null ||
    fail "${missing[*]} not found. On Debian, as root: apt install ${missing[*]}"
echo "Installing ${missing[*]}…" >&2
if [ ! -e "$policy" ]; then # the packages would start their own services on the usual ports
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
fi
{ apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 ||
    fail "${missing[*]} could not be installed: $(tail -1 "$log")"

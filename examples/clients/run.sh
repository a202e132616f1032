#!/usr/bin/env bash
# Runs the example of each client, and Backstage's, against the demo of this project, as a newcomer would: copied into an empty folder,
# `npm ci`, `npm start`. Or the one that is named:
#
#   npm ci && examples/clients/run.sh            # apollo, codegen, relay, urql, backstage
#   npm ci && examples/clients/run.sh apollo
#
# Needs npm's registry. The demo is served on a free port of this machine. Fails where any example does; what was started is
# ended, what was written removed.
set -euo pipefail

clients=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$clients/../.." && pwd -P)
[ -e "$root/dist/demo.js" ] || { echo "clients: nothing is built here: npm ci" >&2; exit 1; }

folder=$(mktemp -d)
trap 'kill ${server:-} 2> /dev/null || true; rm -rf "$folder"' EXIT
HOST=127.0.0.1 PORT=0 node "$root/dist/demo.js" > "$folder/demo.log" 2>&1 &
server=$!
until FLOE_CATALOG_URL=$(grep -oE 'is served at http://127\.0\.0\.1:[0-9]+' "$folder/demo.log" | cut --delimiter=' ' --fields=4); do
  kill -0 $server 2> /dev/null || { cat "$folder/demo.log" >&2; exit 1; }
  sleep 0.2
done
export FLOE_CATALOG_URL

# What git would give of an example: neither node_modules nor what a run of it made here.
copy() {
  mkdir -p "$folder/$(basename "$1")"
  tar --directory "$1" --exclude node_modules --exclude built --exclude generated --exclude __generated__ \
    --exclude schema.graphql --create . | tar --directory "$folder/$(basename "$1")" --extract
}

for example in "$clients"/*/ "$root/examples/backstage/"; do
  name=$(basename "$example")
  [ "${1:-$name}" = "$name" ] || continue
  ran=$name
  copy "$example"
  cd "$folder/$name"
  npm ci --silent --prefer-offline --ignore-scripts --no-audit --no-fund
  npm start --silent > "$folder/$name.log" 2>&1 || { cat "$folder/$name.log" >&2; echo "clients: $name fails" >&2; exit 1; }
  grep "^$name: " "$folder/$name.log"
done
[ -n "${ran:-}" ] || { echo "clients: there is no example $1" >&2; exit 1; }
echo "clients: all of it is so, in $SECONDS seconds"

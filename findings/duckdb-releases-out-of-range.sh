#!/usr/bin/env bash
# @duckdb/node-api: its releases and npm's ranges.
# Expected: ^1.4.0 installs the newest release below 2, as of any package.
# Happens: all releases are called 1.4.4-r.1, 1.5.6-r.1 ..., which are pre-releases by SemVer: they come before 1.5.6, and a
#   range takes only those of the very version that it names. ^1.4.0 matches none of them; ^1.5.5-r.1 takes 1.5.5-r.5
#   and not 1.5.6-r.1, so that what keeps dependencies current within ranges never finds the next release.
# Versions: @duckdb/node-api 1.5.5-r.1 to 1.5.6-r.1; semver 7.8.6.
# So: pin it exactly, peer and optional dependencies too, and compare its versions with includePrerelease.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact semver@7.8.6
# The registry is asked for each by its very name; nothing of it is taken in.
for version in 1.5.5-r.1 1.5.5-r.5 1.5.6-r.1; do npm view "@duckdb/node-api@$version" version; done >released.txt

cat >run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import semver from 'semver';

const released = readFileSync('released.txt', 'utf8').trim().split('\n');
for (const range of ['^1.4.0', '>=1.5.5', '^1.5.5-r.1', '1.x'])
  console.log(`${range} -> ${semver.maxSatisfying(released, range)}`);
console.log(`1.x, pre-releases too -> ${semver.maxSatisfying(released, '1.x', { includePrerelease: true })}`);
console.log(`1.5.6-r.1 comes before 1.5.6 -> ${semver.lt('1.5.6-r.1', '1.5.6')}`);
JS

cat >expected.txt <<'TXT'
^1.4.0 -> null
>=1.5.5 -> null
^1.5.5-r.1 -> 1.5.5-r.5
1.x -> null
1.x, pre-releases too -> 1.5.6-r.1
1.5.6-r.1 comes before 1.5.6 -> true
npm: no version of @duckdb/node-api matches ^1.4.0
TXT
{
  node run.mjs
  npm view '@duckdb/node-api@^1.4.0' version 2>/dev/null | grep -q . ||
    echo 'npm: no version of @duckdb/node-api matches ^1.4.0'
} | tee seen.txt
diff expected.txt seen.txt >/dev/null || { echo 'changed:'; diff expected.txt seen.txt; exit 1; }

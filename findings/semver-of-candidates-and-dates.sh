#!/usr/bin/env bash
# semver: the kind of change from a release candidate to its release, and versions that are dates.
# Expected: diff() of 1.0.0-rc.1 and 1.0.1 is a patch, and of a candidate and its release nothing more than
#   "prerelease"; coerce() of a date gives its year, month and day.
# Happens: a candidate counts as the release before all of its zeros, so 1.0.0-rc.1 to 1.0.1 is "major", 1.1.0-rc.1 to
#   1.1.0 "minor" and yet 1.1.0-rc.1 to 1.1.1 "patch". coerce() finds nothing in 2024.01.02, for the leading zeros,
#   and reads 2024-01-02 as 2024.0.0.
# Versions: semver 7.8.6.
# So: a rule such as "a breaking change needs a major version" compares released versions only. Snapshots named by
#   date want a scheme of their own; coerced, all days of a year are one version.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact semver@7.8.6
npm pkg get dependencies

cat >run.mjs <<'JS'
import semver from 'semver';

for (const [from, to] of [
  ['1.0.0', '1.0.1'],
  ['1.0.0-rc.1', '1.0.0'],
  ['1.0.0-rc.1', '1.0.1'],
  ['1.1.0-rc.1', '1.1.0'],
  ['1.1.0-rc.1', '1.1.1'],
])
  console.log(`diff ${from} ${to} -> ${semver.diff(from, to)}`);
for (const text of ['2024.1.2', '2024.01.02', '2024-01-02', '2024-12-31'])
  console.log(`coerce ${text} -> ${semver.coerce(text)?.version ?? null}`);
JS
cat >stated.txt <<'OUT'
diff 1.0.0 1.0.1 -> patch
diff 1.0.0-rc.1 1.0.0 -> major
diff 1.0.0-rc.1 1.0.1 -> major
diff 1.1.0-rc.1 1.1.0 -> minor
diff 1.1.0-rc.1 1.1.1 -> patch
coerce 2024.1.2 -> 2024.1.2
coerce 2024.01.02 -> null
coerce 2024-01-02 -> 2024.0.0
coerce 2024-12-31 -> 2024.0.0
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"

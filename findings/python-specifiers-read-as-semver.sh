#!/usr/bin/env bash
# Versions of dbt, dlt and Dagster: what their files ask for is Python's (PEP 440), what a tool on Node has is semver.
# Expected: a specifier that semver does not know is refused; what it takes means the same.
# Happens: "~=1.5" is taken, as 1.5.x alone, where Python means any 1.x from 1.5 on; "===1.8", which in Python is that text
#   and nothing else, is any 1.8.x. The usual ">=1.5.0,<2.0.0", with "!=" or a candidate ("1.8.0rc0"), is no range at
#   all, and satisfies() then says false of every version instead of raising. Versions that Python writes with two
#   parts (2024.10) satisfy nothing.
# Versions: semver 7.8.6, @renovatebot/pep440 4.2.4 (which says what Python's own packaging says of these rows).
# So: keep which grammar a range was written in beside it (dbt_project.yml, requirements: PEP 440; packages of npm: semver),
#   and ask validRange() before satisfies().
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact semver@7.8.6 @renovatebot/pep440@4.2.4
npm pkg get dependencies

cat >run.mjs <<'JS'
import * as pep440 from '@renovatebot/pep440';
import semver from 'semver';

const asked = [
  ['1.8.0', '>=1.5.0,<2.0.0'],
  ['1.8.0', '~=1.5'],
  ['1.8.0', '===1.8'],
  ['1.8.0', '>=1.7,!=1.8.1'],
  ['1.8.0rc1', '>=1.8.0rc0'],
  ['2024.10', '>=2024.9'],
];
for (const [version, range] of asked)
  console.log(`${version} in "${range}": PEP 440 ${pep440.satisfies(version, range)}, semver ${semver.satisfies(version, range)}, which reads ${semver.validRange(range)}`);
JS
cat >stated.txt <<'OUT'
1.8.0 in ">=1.5.0,<2.0.0": PEP 440 true, semver false, which reads null
1.8.0 in "~=1.5": PEP 440 true, semver false, which reads >=1.5.0 <1.6.0-0
1.8.0 in "===1.8": PEP 440 false, semver true, which reads >=1.8.0 <1.9.0-0
1.8.0 in ">=1.7,!=1.8.1": PEP 440 true, semver false, which reads null
1.8.0rc1 in ">=1.8.0rc0": PEP 440 true, semver false, which reads null
2024.10 in ">=2024.9": PEP 440 true, semver false, which reads >=2024.9.0
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"

#!/usr/bin/env bash
# SPDX: the names that publishers give to the licences of their data, corrected to SPDX identifiers.
# Expected: the licences that open data is under (ODbL, ODC-By, CC BY, OGL, CDLA, dl-de) are found, as CC0 and CC BY
#   4.0 are; where there is no match the answer is null.
# Happens: ODbL, ODC-By, OGL and dl-de/by-2-0 are null, although SPDX has each of them. CDLA, the Community Data
#   License Agreement, is corrected to CDL-1.0, which is the Common Documentation License.
# Versions: spdx-correct 3.2.0, spdx-expression-parse 5.0.0.
# So: an importer keeps the publisher's words beside a corrected licence, holds a table of its own for data licences,
#   and never puts a corrected identifier into terms of use unseen.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact spdx-correct@3.2.0 spdx-expression-parse@5.0.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import correct from 'spdx-correct';
import parse from 'spdx-expression-parse';

const known = (id) => {
  try {
    return Boolean(parse(id));
  } catch {
    return false;
  }
};
for (const [words, identifier] of [
  ['CC BY 4.0', 'CC-BY-4.0'],
  ['CC0', 'CC0-1.0'],
  ['ODbL', 'ODbL-1.0'],
  ['ODC-By', 'ODC-By-1.0'],
  ['Open Government Licence', 'OGL-UK-3.0'],
  ['dl-de/by-2-0', 'DL-DE-BY-2.0'],
  ['CDLA', 'CDLA-Permissive-2.0'],
])
  console.log(`${words} -> ${correct(words)} (SPDX has ${identifier}: ${known(identifier)})`);
JS
cat >stated.txt <<'OUT'
CC BY 4.0 -> CC-BY-4.0 (SPDX has CC-BY-4.0: true)
CC0 -> CC0-1.0 (SPDX has CC0-1.0: true)
ODbL -> null (SPDX has ODbL-1.0: true)
ODC-By -> null (SPDX has ODC-By-1.0: true)
Open Government Licence -> null (SPDX has OGL-UK-3.0: true)
dl-de/by-2-0 -> null (SPDX has DL-DE-BY-2.0: true)
CDLA -> CDL-1.0 (SPDX has CDLA-Permissive-2.0: true)
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"

#!/usr/bin/env bash
# SARIF: the location of a finding in a file whose name has a space, and of one that names a line only.
# Expected: the builder writes artifactLocation.uri as a URI (models/my%20orders.yml), as SARIF 2.1.0 asks, and leaves
#   the columns out where none were given, which means the whole line.
# Happens: the path goes into uri as it is, so the log is refused by a validator that checks formats. And a region of
#   a line without columns becomes columns 1 to 1, an empty place before the first character.
# Versions: node-sarif-builder 4.1.0, ajv 8.20.0, ajv-formats 3.0.1.
# So: encode each segment of a path before handing it over, forward slashes only; give the end column, or drop the
#   region's columns afterwards.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact node-sarif-builder@4.1.0 ajv@8.20.0 ajv-formats@3.0.1
npm pkg get dependencies

cat >run.mjs <<'JS'
import sarif from 'node-sarif-builder';
import Ajv from 'ajv';
import formats from 'ajv-formats';

const ajv = new Ajv();
formats.default(ajv);
const isUri = ajv.compile({ type: 'string', format: 'uri-reference' });
for (const fileUri of ['models/orders.yml', 'models/my orders.yml', 'models/my%20orders.yml']) {
  const run = new sarif.SarifRunBuilder().initSimple({ toolDriverName: 'floe', toolDriverVersion: '1.0.0' });
  run.addResult(new sarif.SarifResultBuilder().initSimple({ ruleId: 'PII', messageText: 'unmasked', level: 'error', fileUri, startLine: 3 }));
  const log = new sarif.SarifBuilder();
  log.addRun(run);
  const { artifactLocation, region } = JSON.parse(log.buildSarifJsonString({ indent: false })).runs[0].results[0].locations[0].physicalLocation;
  console.log(`uri ${artifactLocation.uri} (a URI: ${isUri(artifactLocation.uri)}), region ${JSON.stringify(region)}`);
}
JS
cat >stated.txt <<'OUT'
uri models/orders.yml (a URI: true), region {"startLine":3,"startColumn":1,"endLine":3,"endColumn":1}
uri models/my orders.yml (a URI: false), region {"startLine":3,"startColumn":1,"endLine":3,"endColumn":1}
uri models/my%20orders.yml (a URI: true), region {"startLine":3,"startColumn":1,"endLine":3,"endColumn":1}
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"

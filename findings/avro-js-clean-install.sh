#!/usr/bin/env bash
# Avro: Apache's own JavaScript library after a plain install.
# Expected: it loads. A release of an Apache project declares what it imports.
# Happens: avro-js declares no dependencies, yet its entry point imports underscore; it loads only where something
#   else in the tree happens to bring that package.
# Versions: avro-js 1.12.2.
# So: a project that checks Avro schemas with avro-js names underscore among its own dependencies, or uses avsc. A
#   test that passes in a big tree is no proof that the package stands alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact avro-js@1.12.2
npm pkg get dependencies

cat >run.mjs <<'JS'
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
console.log('declared dependencies:', JSON.stringify(require('avro-js/package.json').dependencies));
try {
  require('avro-js');
  console.log('loads');
} catch (error) {
  console.log(error.code, '-', error.message.split('\n')[0]);
}
JS
cat >stated.txt <<'OUT'
declared dependencies: {}
MODULE_NOT_FOUND - Cannot find module 'underscore'
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"

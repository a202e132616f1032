#!/usr/bin/env bash
# CEL: a policy over the JSON of a contract, evaluated by Buf's library for JavaScript.
# Expected: days % 7 == 0 works on a number of the document; has(contract.owner) is true where the key is there, even
#   with null, as CEL says of maps; an error is thrown.
# Happens: numbers of a document are doubles, which compare with integers but neither divide by them nor know %; has()
#   is false for a key that holds null; and run() returns an Error as its value.
# Versions: @bufbuild/cel 0.6.1.
# So: policies convert first, int(days), and test for null expressly; who runs them looks whether the value is an Error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @bufbuild/cel@0.6.1
npm pkg get dependencies

cat >run.mjs <<'JS'
import { run } from '@bufbuild/cel';

const contract = { days: 14, owner: null };
for (const policy of ['days == 14', 'days > 7', 'days % 7 == 0', 'int(days) % 7 == 0', 'days / 2 > 3', 'has(contract.owner)', 'contract.owner == null']) {
  const value = run(policy, { days: contract.days, contract });
  console.log(policy, '->', value instanceof Error ? `an Error as value: ${value.message}` : value);
}
JS
cat >stated.txt <<'OUT'
days == 14 -> true
days > 7 -> true
days % 7 == 0 -> an Error as value: found no matching overload for '_%_' applied to '(double, int)'
int(days) % 7 == 0 -> true
days / 2 > 3 -> an Error as value: found no matching overload for '_/_' applied to '(double, int)'
has(contract.owner) -> false
contract.owner == null -> true
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"

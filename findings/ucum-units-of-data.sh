#!/usr/bin/env bash
# UCUM: the units that observability and data contracts give to sizes, money and rates.
# Expected: GB, KiB and lb are sizes and weights, or are refused; EUR and count are units of a contract.
# Happens: kB, GB and KiB are valid, but as kilobel, gigabel and kibibel, for B is the bel of decibel and the byte is
#   By; C is the coulomb. EUR, count, degC and lb are no units at all. A month converts to 30.4375 days.
# Versions: @lhncbc/ucum-lhc 7.1.10.
# So: "a valid UCUM unit" is no proof that a column's unit is what its author means. Check against the units that a
#   contract may use (By, GBy, s, d, 1, %), and write currencies apart from units or in braces.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @lhncbc/ucum-lhc@7.1.10
npm pkg get dependencies

cat >run.mjs <<'JS'
import ucum from '@lhncbc/ucum-lhc';

const units = ucum.UcumLhcUtils.getInstance();
for (const unit of ['By', 'GBy', 'kB', 'GB', 'KiB', 'C', 'Cel', 'degC', 'lb', 'EUR', '{EUR}', 'count', '%', 'd'])
  console.log(unit, '->', units.validateUnitString(unit).status, units.validateUnitString(unit).unit?.name ?? '');
console.log('1 mo ->', units.convertUnitTo('mo', 1, 'd').toVal, 'd');
JS
cat >stated.txt <<'OUT'
By -> valid byte
GBy -> valid gigabyte
kB -> valid kilobel
GB -> valid gigabel
KiB -> valid kibibel
C -> valid coulomb
Cel -> valid degree Celsius
degC -> invalid 
lb -> invalid 
EUR -> invalid 
{EUR} -> valid {EUR}
count -> invalid 
% -> valid 
d -> valid day
1 mo -> 30.4375 d
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"

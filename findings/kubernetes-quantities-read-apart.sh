#!/usr/bin/env bash
# Kubernetes: quantities as manifests have them (1.5Gi, 129e6, 500u), read by the packages made for them.
# Expected: a number or an error, and the same number from both: the API's own documentation says 129e6, 129M and
#   128974848000m of memory are about the same.
# Happens: kubernetes-resource-parser reads 1.5Gi of memory as 1 byte, 129e6 as 129, and says NaN to 500u and
#   128974848000m; its reader of CPU takes 2k as 2 and 1500n as 1500 cores. k8s-resource-parser reads all of those but
#   500u and 1500n, which the API server itself writes for metrics, and refuses these as invalid.
# Versions: kubernetes-resource-parser 0.1.0, k8s-resource-parser 0.2.2.
# So: write quantities in whole units of one suffix (1536Mi, 1500m), which all readers take alike, and compute with the
#   numbers that one had before they became text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact kubernetes-resource-parser@0.1.0 k8s-resource-parser@0.2.2
npm pkg get dependencies

cat >run.mjs <<'JS'
import one from 'kubernetes-resource-parser';
import other from 'k8s-resource-parser';

const read = (parse, quantity) => {
  try {
    return parse(quantity);
  } catch {
    return 'refused';
  }
};
for (const quantity of ['1536Mi', '1.5Gi', '129M', '129e6', '128974848000m', '500u'])
  console.log(`memory ${quantity}: kubernetes-resource-parser ${read(one.memoryParser, quantity)}, k8s-resource-parser ${read(other.memoryParser, quantity)}`);
for (const quantity of ['1500m', '2k', '1500n'])
  console.log(`cpu ${quantity}: kubernetes-resource-parser ${read(one.cpuParser, quantity)}, k8s-resource-parser ${read(other.cpuParser, quantity)}`);
JS
cat >stated.txt <<'OUT'
memory 1536Mi: kubernetes-resource-parser 1610612736, k8s-resource-parser 1610612736
memory 1.5Gi: kubernetes-resource-parser 1, k8s-resource-parser 1610612736
memory 129M: kubernetes-resource-parser 129000000, k8s-resource-parser 129000000
memory 129e6: kubernetes-resource-parser 129, k8s-resource-parser 129000000
memory 128974848000m: kubernetes-resource-parser NaN, k8s-resource-parser 128974848
memory 500u: kubernetes-resource-parser NaN, k8s-resource-parser refused
cpu 1500m: kubernetes-resource-parser 1.5, k8s-resource-parser 1.5
cpu 2k: kubernetes-resource-parser 2, k8s-resource-parser 2000
cpu 1500n: kubernetes-resource-parser 1500, k8s-resource-parser refused
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"

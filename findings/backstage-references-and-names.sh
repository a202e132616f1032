#!/usr/bin/env bash
# Backstage: names of data products as names, namespaces, tags and references of a software catalog.
# Expected: one rule for names; a reference is taken apart only if its name could exist; orders and Orders are two
#   names.
# Happens: orders_v1 is a name but no namespace and no tag; a tag may be c++ but not data_mesh or gdpr:high. A URN is
#   taken for a reference, of kind "urn" with a name that the same package calls invalid. References are compared in
#   lower case, so names that differ in case only are one entity.
# Versions: @backstage/catalog-model 1.10.1.
# So: an export to Backstage maps names (_ and . to -) and checks that the mapped ones are still unique, and never
#   hands a URN to a field for references: it dangles silently.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @backstage/catalog-model@1.10.1
npm pkg get dependencies

cat >run.mjs <<'JS'
import { CommonValidatorFunctions, KubernetesValidatorFunctions, parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

const { isValidObjectName, isValidNamespace } = KubernetesValidatorFunctions;
const yes = (value) => (value ? 'yes' : 'no');
for (const text of ['orders', 'Orders', 'orders_v1', 'orders.v1', 'data-mesh', 'gdpr:high', 'c++'])
  console.log(`${text}: name ${yes(isValidObjectName(text))}, namespace ${yes(isValidNamespace(text))}, tag ${yes(CommonValidatorFunctions.isValidTag(text))}`);
const reference = parseEntityRef('urn:sales:orders', { defaultKind: 'component', defaultNamespace: 'default' });
console.log('urn:sales:orders ->', JSON.stringify(reference), '| its name is valid:', yes(isValidObjectName(reference.name)));
console.log('same entity:', stringifyEntityRef({ kind: 'Component', name: 'Orders' }), stringifyEntityRef({ kind: 'component', name: 'orders' }));
JS
cat >stated.txt <<'OUT'
orders: name yes, namespace yes, tag yes
Orders: name yes, namespace no, tag no
orders_v1: name yes, namespace no, tag no
orders.v1: name yes, namespace no, tag no
data-mesh: name yes, namespace yes, tag yes
gdpr:high: name no, namespace no, tag no
c++: name no, namespace no, tag yes
urn:sales:orders -> {"kind":"urn","namespace":"default","name":"sales:orders"} | its name is valid: no
same entity: component:default/orders component:default/orders
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"

#!/usr/bin/env bash
# Federation: subgraphs that one composer accepts and the other refuses.
# Expected: two composers of one specification agree on whether a schema is valid, and a new minor version of it is
#   known to both.
# Happens: The Guild's composer knows federation up to v2.9, Apollo's up to v2.13, so a subgraph that links one of the
#   four versions between is refused by the one and taken by the other, and so is an input type that is hidden whole
#   (@inaccessible) while a field of it has a value of a hidden enum for its default. The other way round, an aliased @key
#   field and @cost imported from v2.8 (where it is not) pass The Guild's and not Apollo's.
# Versions: @apollo/composition 2.14.4, @theguild/federation-composition 0.27.0, graphql 16.15.0.
# So: a catalog that offers itself as a subgraph links the lowest version that has the directives it uses; and a
#   "composes" in a report names the composer that said so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  @apollo/composition@2.14.4 @theguild/federation-composition@0.27.0 graphql@16.15.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { parse } from 'graphql';
import { composeServices as apollo } from '@apollo/composition';
import { composeServices as guild } from '@theguild/federation-composition';

const link = (version, directive) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/${version}", import: ["${directive}"])`;
const product = 'type Query { product: Product } type Product @key(fields: "id") { id: ID! }';
const cases = {
  'link to v2.9': `${link('v2.9', '@key')} ${product}`,
  'link to v2.10': `${link('v2.10', '@key')} ${product}`,
  'link to v2.13': `${link('v2.13', '@key')} ${product}`,
  '@key with an alias': `${link('v2.3', '@key')} ${product.replace('"id"', '"key: id"')}`,
  'a hidden input with a hidden default': `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@inaccessible"])
    ${product} enum Format @inaccessible { SLACK } input New @inaccessible { format: Format = SLACK }
    extend type Query { made(input: New @inaccessible): Int }`,
  '@cost from v2.8': `${link('v2.8', '@cost')} type Query { items: Int @cost(weight: 5) }`,
};
const verdict = ({ errors }) => (errors?.length ? errors.map(({ extensions }) => extensions.code).join(', ') : 'composes');
for (const [title, sdl] of Object.entries(cases)) {
  const services = [{ name: 'catalog', url: '', typeDefs: parse(sdl) }];
  console.log(`${title} | apollo: ${verdict(apollo(services))} | guild: ${verdict(guild(services))}`);
}
JS
cat >stated.txt <<'OUT'
link to v2.9 | apollo: composes | guild: composes
link to v2.10 | apollo: composes | guild: UNKNOWN_FEDERATION_LINK_VERSION
link to v2.13 | apollo: composes | guild: UNKNOWN_FEDERATION_LINK_VERSION
@key with an alias | apollo: KEY_INVALID_FIELDS | guild: composes
a hidden input with a hidden default | apollo: composes | guild: DEFAULT_VALUE_USES_INACCESSIBLE
@cost from v2.8 | apollo: INVALID_LINK_DIRECTIVE_USAGE | guild: composes
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"

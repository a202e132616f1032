#!/usr/bin/env bash
# OpenAPI: a diff of two documents of version 3, when an operation asks for more or answers with less.
# Expected: a query parameter that becomes required, a value dropped from an enum of a request and null in an answer
#   are told as differences.
# Happens: no difference is found for any of the three: parameters are not compared, and schemas are compared by the
#   keywords of JSON Schema that the tool knows, which enum and nullable are not. A changed type is found.
# Versions: openapi-diff 0.24.1.
# So: "no breaking differences" of this tool is no evidence for a port that is an API. Say in a report which kinds of
#   change the tool looks at.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact openapi-diff@0.24.1
npm pkg get dependencies

cat >run.mjs <<'JS'
import openapiDiff from 'openapi-diff';

const api = (parameter, answer) => ({
  openapi: '3.0.0',
  info: { title: 'Orders', version: '1' },
  paths: {
    '/orders': {
      get: {
        parameters: [{ name: 'state', in: 'query', ...parameter }],
        responses: { 200: { description: 'Orders', content: { 'application/json': { schema: answer } } } },
      },
    },
  },
});
const state = { schema: { type: 'string', enum: ['open', 'paid'] } };
const before = api(state, { type: 'string' });
const changes = {
  'parameter required': api({ ...state, required: true }, { type: 'string' }),
  'enum value dropped from a parameter': api({ schema: { type: 'string', enum: ['open'] } }, { type: 'string' }),
  'answer may be null': api(state, { type: 'string', nullable: true }),
  'type of the answer changed': api(state, { type: 'integer' }),
};
const spec = (document, location) => ({ content: JSON.stringify(document), location, format: 'openapi3' });
for (const [title, after] of Object.entries(changes)) {
  const result = await openapiDiff.diffSpecs({ sourceSpec: spec(before, 'before'), destinationSpec: spec(after, 'after') });
  const all = [...(result.breakingDifferences ?? []), ...result.nonBreakingDifferences, ...result.unclassifiedDifferences];
  console.log(`${title}: breaking ${result.breakingDifferencesFound}, differences ${all.map(({ code }) => code).join(', ') || 'none'}`);
}
JS
cat >stated.txt <<'OUT'
parameter required: breaking false, differences none
enum value dropped from a parameter: breaking false, differences none
answer may be null: breaking false, differences none
type of the answer changed: breaking true, differences response.body.scope.add, response.body.scope.remove
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"

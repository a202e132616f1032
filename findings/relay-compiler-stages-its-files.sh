#!/usr/bin/env bash
# Relay's compiler in a git checkout: one query, compiled once.
# Expected: a compiler writes files; what goes into the next commit is what somebody adds.
# Happens: what it generated stands in git's index ("A") though nobody ran git add, so it is part of the next commit,
#   also where `git commit` is called with nothing else. Neither its output nor --help says so. Where .gitignore names
#   the folder, nothing is staged.
# Versions: relay-compiler 21.0.1, any git.
# So: in an example or a portal that builds its artifacts, let .gitignore name __generated__ before the first run; where
#   they are kept, look at the index before each commit.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/project"
cd "$folder/project"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact relay-compiler@21.0.1
npm pkg get devDependencies dependencies

mkdir src
cat >schema.graphql <<'GRAPHQL'
type Query { product(fqn: String!): Product }
type Product { fqn: String! }
GRAPHQL
cat >src/Product.js <<'JS'
import { graphql } from 'relay-runtime';
export const query = graphql`query ProductQuery($fqn: String!) { product(fqn: $fqn) { fqn } }`;
JS
echo '{ "src": "./src", "schema": "./schema.graphql", "language": "javascript" }' >relay.config.json
echo 'node_modules' >.gitignore
git init --quiet .
git -c user.name=somebody -c user.email=somebody@example.com add .
git -c user.name=somebody -c user.email=somebody@example.com commit --quiet --message 'before'

compile() { npx relay-compiler >told.log 2>&1; rm told.log; git status --porcelain; }
cat >../stated.txt <<'OUT'
A  src/__generated__/ProductQuery.graphql.js
named in .gitignore:
OUT
{
  compile
  git reset --quiet --hard
  echo '__generated__' >>.gitignore
  git -c user.name=somebody -c user.email=somebody@example.com commit --quiet --all --message 'ignored'
  echo 'named in .gitignore:'
  compile
} | tee ../seen.txt
diff ../stated.txt ../seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"

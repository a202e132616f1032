#!/usr/bin/env bash
# esbuild and type-graphql: the public names of a schema after bundling.
# Expected: a bundle that is not minified serves the schema that the sources serve.
# Happens: type-graphql takes a type's name from its class where the decorator names none, and esbuild calls one of two
#   classes of the same name in different files otherwise. So `Table` of the API becomes `Table2`, in every field that
#   gives it too, because some dependency has a class `Table`; which of the two is renamed hangs on the order of the imports.
#   Nothing warns, the schema is valid, and clients break. keepNames puts the names back.
# Versions: esbuild 0.28.2, type-graphql 2.0.0-rc.4, graphql 16.15.0, graphql-scalars 1.25.0, reflect-metadata 0.2.2.
# So: compare the schema that the built server prints with the one of the sources; name types in their decorators, or
#   keep the names of the classes that are types.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module
npm install --silent --no-audit --no-fund --save-exact --ignore-scripts \
  esbuild@0.28.2 type-graphql@2.0.0-rc.4 graphql@16.15.0 graphql-scalars@1.25.0 reflect-metadata@0.2.2
node node_modules/esbuild/install.js
npm pkg get dependencies

mkdir driver
cat >driver/table.ts <<'TS'
/** A class of some library that has nothing to do with the API. */
export class Table {
  constructor(readonly name: string) {}
}
TS
cat >api.ts <<'TS'
import { Field, ObjectType } from 'type-graphql';

@ObjectType()
export class Table {
  @Field(() => String) path: string;
}
TS
cat >main.ts <<'TS'
import 'reflect-metadata';
import { printSchema } from 'graphql';
import { buildSchemaSync, Query, Resolver } from 'type-graphql';
import { Table as DriverTable } from './driver/table.js';
import { Table } from './api.js';

@Resolver()
class TableQuery {
  @Query(() => [Table]) tables() {
    return [{ path: new DriverTable('orders').name }];
  }
}
console.log(printSchema(buildSchemaSync({ resolvers: [TableQuery], validate: false })));
TS
cat >run.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { build } from 'esbuild';

const shown = async (title, options) => {
  const outfile = `${title}.mjs`;
  await build({ entryPoints: ['main.ts'], outfile, bundle: true, packages: 'external', format: 'esm', platform: 'node',
    logLevel: 'warning', tsconfigRaw: { compilerOptions: { experimentalDecorators: true } }, ...options });
  const sdl = execFileSync('node', [outfile], { encoding: 'utf8' });
  console.log(`${title}: ${sdl.match(/^type (?!Query).*(?= \{)|tables: .*/gm).join(', ')}`);
};
await shown('bundled', {});
await shown('bundled with keepNames', { keepNames: true });
JS
cat >stated.txt <<'OUT'
bundled: tables: [Table2!]!, type Table2
bundled with keepNames: tables: [Table!]!, type Table
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"

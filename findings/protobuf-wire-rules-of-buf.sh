#!/usr/bin/env bash
# Protobuf: changes that Protobuf's guide calls safe on the wire, judged by buf's category WIRE.
# Expected: WIRE lets pass what the guide calls compatible: between int32, int64, uint32, uint64, bool and enum;
#   between a map and the repeated message of keys and values that it is encoded as.
# Happens: the integers may be exchanged for one another, but an enum for an int32, and a map for its own encoding,
#   are breaking. Deleting a message, or renaming each of its fields, is not.
# Versions: @bufbuild/buf 1.75.0.
# So: a catalog that takes over buf's verdict gets a rule of buf's, not of the format. Read it by rule name, and note
#   that WIRE says nothing about JSON or generated code.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @bufbuild/buf@1.75.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { mkdirSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

const rulesBroken = (before, after) => {
  for (const [folder, body] of Object.entries({ before, after })) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/a.proto`, `syntax = "proto3"; package shop.v1; ${body}`);
    writeFileSync(`${folder}/buf.yaml`, 'version: v2\nbreaking:\n  use: [WIRE]\n');
  }
  const { stdout } = spawnSync('../node_modules/.bin/buf', ['breaking', '--against', '../before', '--error-format', 'json'], {
    cwd: 'after',
    encoding: 'utf8',
  });
  const rules = stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line).type);
  return [...new Set(rules)].join(', ') || 'passes';
};
const state = 'enum State { STATE_UNSPECIFIED = 0; }';
const changes = {
  'int32 to int64': ['message M { int32 a = 1; }', 'message M { int64 a = 1; }'],
  'enum to int32': [`${state} message M { State a = 1; }`, `${state} message M { int32 a = 1; }`],
  'map to its encoding': ['message M { map<string, int32> a = 1; }', 'message M { repeated E a = 1; } message E { string key = 1; int32 value = 2; }'],
  'fields renamed': ['message M { string net = 1; string gross = 2; }', 'message M { string gross = 1; string net = 2; }'],
  'message deleted': ['message M { string a = 1; } message N {}', 'message N {}'],
};
for (const [title, [before, after]] of Object.entries(changes)) console.log(title, '->', rulesBroken(before, after));
JS
cat >stated.txt <<'OUT'
int32 to int64 -> passes
enum to int32 -> FIELD_WIRE_COMPATIBLE_TYPE
map to its encoding -> FIELD_WIRE_COMPATIBLE_TYPE
fields renamed -> passes
message deleted -> passes
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"

#!/usr/bin/env bash
# ISO 8601 durations: which ones seven libraries take, and for what.
# Expected: P1W2D, P0.5D, PT0.5S and -P1D mean the same to each that takes them, and a JSON Schema's format "duration"
#   takes about what a GraphQL scalar of that name takes.
# Happens: ajv-formats keeps to RFC 3339's grammar and refuses all four; the GraphQL scalar takes all. Zod takes only
#   the fraction of a second, Temporal not the fraction of a day. iso8601-duration takes -P1D and drops the sign; the
#   decimal comma, as good in ISO 8601 as the point, passes two of seven.
# Versions: ajv-formats 3.0.1 (ajv 8.20.0), graphql-scalars 1.25.0, zod 4.6.7, tinyduration 3.4.1, iso8601-duration
#   2.1.4, luxon 3.7.2, temporal-polyfill 1.0.8.
# So: a freshness or retention promise that is to be read by other tools is written in whole units of one sign: P9D,
#   PT12H, PT90S.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  ajv@8.20.0 ajv-formats@3.0.1 graphql@16.15.0 graphql-scalars@1.25.0 zod@4.6.7 tinyduration@3.4.1 \
  iso8601-duration@2.1.4 luxon@3.7.2 temporal-polyfill@1.0.8
npm pkg get dependencies

cat >run.mjs <<'JS'
import Ajv from 'ajv';
import formats from 'ajv-formats';
import { GraphQLISO8601Duration } from 'graphql-scalars';
import { z } from 'zod';
import * as tiny from 'tinyduration';
import * as iso from 'iso8601-duration';
import { Duration } from 'luxon';
import { Temporal } from 'temporal-polyfill';

const ajv = new Ajv();
formats.default(ajv);
const isDuration = ajv.compile({ type: 'string', format: 'duration' });
const taken = (value) => (value ? 'yes' : 'no');
const seconds = (count, negative) => `${negative ? -count : count} s`;
const readers = {
  'ajv-formats': (text) => taken(isDuration(text)),
  'graphql-scalars': (text) => taken(GraphQLISO8601Duration.parseValue(text)),
  zod: (text) => taken(z.iso.duration().safeParse(text).success),
  tinyduration: (text) => {
    const { negative, weeks = 0, days = 0, seconds: rest = 0 } = tiny.parse(text);
    return seconds((weeks * 7 + days) * 86400 + rest, negative);
  },
  'iso8601-duration': (text) => seconds(iso.toSeconds(iso.parse(text))),
  luxon: (text) => (Duration.fromISO(text).isValid ? seconds(Duration.fromISO(text).as('seconds')) : 'no'),
  temporal: (text) => seconds(Temporal.Duration.from(text).total({ unit: 'seconds', relativeTo: '2024-01-01' })),
};
for (const text of ['P9D', 'P1W2D', 'P0.5D', 'PT0.5S', '-P1D', 'P1,5D']) {
  const answers = Object.entries(readers).map(([name, read]) => {
    try {
      return `${name} ${read(text)}`;
    } catch {
      return `${name} no`;
    }
  });
  console.log(`${text}: ${answers.join(', ')}`);
}
JS
cat >stated.txt <<'OUT'
P9D: ajv-formats yes, graphql-scalars yes, zod yes, tinyduration 777600 s, iso8601-duration 777600 s, luxon 777600 s, temporal 777600 s
P1W2D: ajv-formats no, graphql-scalars yes, zod no, tinyduration 777600 s, iso8601-duration 777600 s, luxon 777600 s, temporal 777600 s
P0.5D: ajv-formats no, graphql-scalars yes, zod no, tinyduration 43200 s, iso8601-duration no, luxon 43200 s, temporal no
PT0.5S: ajv-formats no, graphql-scalars yes, zod yes, tinyduration 0.5 s, iso8601-duration 0.5 s, luxon 0.5 s, temporal 0.5 s
-P1D: ajv-formats no, graphql-scalars yes, zod no, tinyduration -86400 s, iso8601-duration 86400 s, luxon -86400 s, temporal -86400 s
P1,5D: ajv-formats no, graphql-scalars yes, zod no, tinyduration 129600 s, iso8601-duration no, luxon no, temporal no
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"

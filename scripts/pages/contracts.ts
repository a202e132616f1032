import { accessRows } from '../../src/compiler/changes/access.js';
import { metadataRows } from '../../src/compiler/changes/metadata.js';
import { nestedRows } from '../../src/compiler/changes/nested.js';
import { nullabilityRows } from '../../src/compiler/changes/nullability.js';
import { promiseRows } from '../../src/compiler/changes/promises.js';
import type { ChangeRow, Meaning, Verdict } from '../../src/compiler/changes/row.js';
import { structureRows } from '../../src/compiler/changes/structure.js';
import { typeRows } from '../../src/compiler/changes/typing.js';
import { valueRows } from '../../src/compiler/changes/values.js';
import { MODES } from '../../src/compiler/contracts/diff/modes.js';
import { VERSION_ROWS } from '../../src/compiler/contracts/version.js';

const HEAD = `# Contracts

A contract is the agreement of one output port with one consuming product (ADR-0021, Cross-Domain Data Contracts). Nobody
writes it: an input port whose source is a data product establishes it when both ends are published, in either order.

- **Identity** is the pair (provider port, consumer product). The **name** is a label, given once and kept for ever:
  \`{provider domain}-to-{consumer domain}-{port with dashes}\`, as \`marketing-to-sales-customer-interactions\`. A later
  contract that would bear the same name gets \`-{consumer product}\`, then \`-{provider product}\`.
- **Terms**: the columns of the port's schema, its SLA, its table, the compatibility mode and the notice period. The last
  two come from \`governance.interoperability.data_contracts\` of the consumer's platform; absent, \`backward\` and \`7d\`.
- **Versions** begin at 1.0.0 and follow the changes below: a breaking change raises the major, an addition the minor, a
  description the patch. They are immutable and kept for ever.
- **Status**: ACTIVE, or DRAFT or DEPRECATED as its port lives (docs/lifecycle.md); RETIRED when the consumer lets go of
  its input port or is retired (taking it up again continues the same contract); BROKEN when it no longer fits: the port
  or the grant is gone, a change broke what the consumer reads, or the SLA, the port's own or of what it rests on through
  any number of products, misses what the consumer requires. \`brokenReason\` says why; it heals by itself when it fits.
- A breaking change is announced before it takes effect, and anybody may ask first whom it hits (docs/notice.md).

Every change writes one entry of the change feed in the transaction of the publication that caused it, with the path, what
was before and after, the severity and, for a breaking change, the end of the notice period (\`effectiveAt\`).

## Compatibility modes: the consumer's view

The question is whether an unchanged consumer of the old terms survives what the new terms deliver. **The ADR's
\`backward\` (the provider may add, not remove) is what a schema registry calls FORWARD**: a registry asks whether a new
reader can read old data. Those who come from one read the word the other way round.

@MODES@

## Changes

\`✓\` compatible · \`!\` reported as RISKY, does not block · \`✗\` BREAKING. In \`full\` the worse of both holds. Types are
compared with their aliases resolved (\`varchar\` is \`text\`), durations by their length (\`1d\` is \`24h\`).

\`integer\` is \`int\`, 32 bits; \`mediumint\` 24; \`int8\` one byte, but eight beside \`int2\` and \`int4\`, as PostgreSQL counts;
\`unknown\` is below every type, \`any\` above; an \`array\`, \`map\` or \`struct\` of which nobody says what it is made of holds
anything, so \`array\` → \`array<string>\` narrows. \`timestamp\` and \`timestamp_ntz\` or \`datetime\`, \`timestamptz\` and
\`timestamp_ltz\`, \`json\` and \`jsonb\` are one type in some warehouses and two in others: \`physical_type\` tells of them.

A change that a row's reverse describes stands in two lines. Renames are only those that a document declares: the same
\`id\`, the old name among \`aliases\`, or \`renamed_from\`; anything else is a column that went and one that came, with a
hint. Inside structs, arrays and maps the same rows hold at their paths (\`a.b\`, \`a[].b\`, \`m{}.b\`). Nothing inside a column
that is new is a change of its own.

What a document of a standard said beyond its port (docs/standards.md) is a promise too. Its rules of quality are judged by
the values that they let pass (of nulls and other faults fewer are never less), its service levels by what is more
(\`frequency\`, \`timeToRepair\`, \`errorRate\`: less; \`throughput\`: more), bounds of dates as bounds, \`encryptedName\` as
masking, a server that went or lies elsewhere as another table. What no row knows (vectors, custom properties, tenants)
is \`promise_changed\`; prices, teams and descriptions are \`doc_changed\`.

Two policies bend the table. \`promotion_profile\` of the platform (default, iceberg, delta, avro) says by whose rules types
may grow. \`demote\` of the highest manifest lists rows that are \`!\` where they would be \`✗\`: such a change needs no notice,
still needs its major version, and every place that tells of it says which manifest demoted it (\`demotedBy\`).

@ROWS@

## Versions

@VERSIONS@
`;

/** What stands for a verdict in the tables. */
export const SIGN: Readonly<Record<Verdict, string>> = { compatible: '✓', risky: '!', breaking: '✗' };

const FAMILIES: Readonly<Record<string, Readonly<Record<string, ChangeRow>>>> = {
  Structure: structureRows,
  'Null and default': nullabilityRows,
  Types: typeRows,
  'Values and constraints': valueRows,
  Structures: nestedRows,
  'Governance, SLA, quality': promiseRows,
  Access: accessRows,
  'Metadata and the contract itself': metadataRows,
};

const line = (id: string, { what, backward, forward, bump, consumer }: Meaning, why: string): string =>
  `| \`${id}\` | ${what} | ${SIGN[backward]} | ${SIGN[forward]} | ${bump} | ${why} | ${consumer} |`;

const family = ([title, rows]: [string, Readonly<Record<string, ChangeRow>>]): string =>
  [
    `### ${title}`,
    '',
    '| change | what happened | backward | forward | bump | why | what a consumer does |',
    '|---|---|---|---|---|---|---|',
    ...Object.entries(rows).flatMap(([id, each]) => [
      line(id, each, each.why),
      ...(each.reverse ? [line(id, each.reverse, 'The reverse.')] : []),
    ]),
  ].join('\n');

const modes = (): string =>
  [
    '| mode | what holds |',
    '|---|---|',
    ...Object.entries(MODES).map(([mode, { definition }]) => `| ${mode} | ${definition} |`),
  ].join('\n');

const versions = (): string =>
  [
    '| finding | what happened | severity |',
    '|---|---|---|',
    ...Object.entries(VERSION_ROWS).map(
      ([id, { what, error }]) => `| \`${id}\` | ${what} | ${error ? 'error' : '!'} |`,
    ),
  ].join('\n');

/** docs/contracts.md: the rows of the table of changes, printed from the rows themselves. */
export function contractsPage(): string {
  return HEAD.replace('@MODES@', modes())
    .replace('@ROWS@', Object.entries(FAMILIES).map(family).join('\n\n'))
    .replace('@VERSIONS@', versions());
}

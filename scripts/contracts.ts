import { CHANGE_ROWS, type Verdict } from '../src/compiler/contracts/rows.js';

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
- **Status**: ACTIVE; RETIRED when the consumer lets go of its input port or is retired (taking it up again continues the
  same contract); BROKEN when the provider drops the port or its grant while the consumer still needs it.

Every change writes one entry of the change feed in the transaction of the publication that caused it, with the path, what
was before and after, the severity and, for a breaking change, the end of the notice period (\`effectiveAt\`).

## Compatibility modes: the consumer's view

The question is whether an unchanged consumer of the old terms survives what the new terms deliver. **The ADR's
\`backward\` (the provider may add, not remove) is what a schema registry calls FORWARD**: a registry asks whether a new
reader can read old data. Those who come from one read the word the other way round.

| mode | holds when |
|---|---|
| none | nothing is promised; every change is still told, none is breaking |
| backward | an unchanged consumer of the old terms can read the new output |
| forward | a consumer of the new terms can read the old output (history, replay, a provider that lags) |
| full | both |
| *_transitive | as the plain mode; the check against every version not retired is not made yet |

## Changes

\`✓\` compatible · \`!\` reported as RISKY, does not block · \`✗\` BREAKING. In \`full\` the worse of both holds. Types are
compared with their aliases resolved (\`varchar\` is \`text\`), durations by their length (\`1d\` is \`24h\`).

| change | what happened | backward | forward | bump | what a consumer does |
|---|---|---|---|---|---|
`;

const SIGN: Readonly<Record<Verdict, string>> = { compatible: '✓', risky: '!', breaking: '✗' };

/** docs/contracts.md: the rows of the table of changes, printed from the rows themselves. */
export function contractsPage(): string {
  const rows = Object.entries(CHANGE_ROWS).map(
    ([id, { what, backward, forward, bump, consumer }]) =>
      `| \`${id}\` | ${what} | ${SIGN[backward]} | ${SIGN[forward]} | ${bump} | ${consumer} |`,
  );
  return `${HEAD}${rows.join('\n')}\n`;
}

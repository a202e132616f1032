import { asJson, type Setting } from '../catalog/Setting.js';

interface Diff {
  readonly fqn: string;
  readonly from: string;
  readonly to: string;
  readonly bump: string | null;
  readonly requiredVersion: string | null;
  readonly ports: readonly {
    readonly port: string;
    readonly changes: readonly { readonly severity: string; readonly message: string }[];
  }[];
}

const QUERY = `query Diff($fqn: String!, $from: SemVer!, $to: SemVer!) {
  diff(fqn: $fqn, from: $from, to: $to) {
    fqn from to bump requiredVersion
    ports { port changes { rule path before after severity bump message demotedBy } }
  }
}`;

const SIGNS: Readonly<Record<string, string>> = { BREAKING: '✗', RISKY: '!', COMPATIBLE: '✓', INFO: '·' };

function consoleLines({ fqn, from, to, ports, bump, requiredVersion }: Diff): string[] {
  const changes = ports.flatMap(({ port, changes: list }) =>
    list.map(({ severity, message }) => `  ${SIGNS[severity] ?? '?'} ${port}: ${message}`),
  );
  return [
    `${fqn} ${from} → ${to}`,
    ...(changes.length > 0 ? changes : ['  nothing that is promised changes']),
    ...(requiredVersion === null || bump === null
      ? []
      : [`  requires a ${bump.toLowerCase()} version: ${requiredVersion} after ${from}`]),
  ];
}

/**
 * `floe products diff <fqn> <from> <to>`: what changed between two kept versions, the gravest first in each port.
 * Throws Failure 1 where one of the versions is not there.
 */
export async function productsDiff(
  { client, terminal }: Setting,
  versions: { readonly fqn: string; readonly from: string; readonly to: string },
  { json }: { readonly json?: boolean },
): Promise<void> {
  const { diff } = await client.ask<{ diff: Diff }>(QUERY, versions);
  terminal.out(json ? asJson(diff) : consoleLines(diff).join('\n'));
}

import { asJson, type Setting } from '../../catalog/Setting.js';
import { printList, type ListColumn } from '../../report/listing.js';

interface LineageNode {
  readonly fqn: string;
  readonly kind: string;
  readonly depth: number;
}

interface Answer {
  readonly lineage: {
    readonly root: LineageNode;
    readonly nodes: readonly LineageNode[];
    readonly edges: readonly { readonly from: string; readonly to: string }[];
    readonly truncated: boolean;
    readonly cycles: readonly (readonly string[])[];
  };
}

const QUERY = `query Lineage($of: String!, $direction: LineageDirection!, $level: LineageLevel!, $depth: Int) {
  lineage(of: $of, direction: $direction, level: $level, maxDepth: $depth) {
    root { fqn kind depth }
    nodes { fqn kind depth }
    edges { from to }
    truncated
    cycles
  }
}`;

const COLUMNS: readonly ListColumn<LineageNode>[] = [
  { title: 'DEPTH', width: 7, of: ({ depth }) => String(depth) },
  { title: 'KIND', width: 13, of: ({ kind }) => kind.toLowerCase().replace('_', ' ') },
  { title: 'NAME', width: 0, of: ({ fqn }) => fqn },
];

interface LineageOptions {
  readonly direction: string;
  readonly level: string;
  readonly depth?: number;
  readonly json?: boolean;
}

/** `floe lineage <fqn>`: what is downstream, or upstream, the nearest first. Throws Failure 1 for a name nothing bears. */
export async function lineage({ client, terminal }: Setting, of: string, options: LineageOptions): Promise<void> {
  const { direction, level, depth, json } = options;
  const variables = { of, direction: direction.toUpperCase(), level: level.toUpperCase(), depth };
  const { lineage: found } = await client.ask<Answer>(QUERY, variables);
  if (json) return terminal.out(asJson(found));
  printList(terminal, COLUMNS, found.nodes.length > 0 ? found.nodes : [found.root]);
  for (const cycle of found.cycles) terminal.out(`cycle: ${cycle.join(' → ')}`);
  if (found.truncated) terminal.out('... and more beyond --depth.');
}

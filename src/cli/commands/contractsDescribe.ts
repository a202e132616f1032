import { formatDuration } from '../../compiler/values/duration.js';
import { slaText } from '../report/describeProduct.js';
import { notThere } from '../catalog/notThere.js';
import { asJson, type Setting } from '../catalog/Setting.js';
import { table } from '../terminal/table.js';

interface DescribedColumn {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly enum: readonly string[] | null;
}

interface DescribedContract {
  readonly name: string;
  readonly version: string;
  readonly status: string;
  readonly provider: { readonly fqn: string; readonly table: string };
  readonly consumer: { readonly fqn: string };
  readonly columns: readonly DescribedColumn[];
  readonly sla: { readonly freshness: string | null; readonly availability: number | null } | null;
  readonly compatibility: string;
  readonly breakingChangeNotice: string | null;
  readonly source: string;
}

interface Options {
  readonly json?: boolean;
  readonly source?: boolean;
  readonly at?: string;
}

const QUERY = `
  query Contract($name: String!, $version: SemVer) {
    contract(name: $name, version: $version) {
      name version status
      provider { fqn table }
      consumer { fqn }
      columns { name type required enum }
      sla { freshness availability quality { metric target } }
      compatibility breakingChangeNotice source
    }
  }`;

const COLUMNS = [
  { title: '  COLUMN', width: 12 },
  { title: 'TYPE', width: 12 },
  { title: 'REQUIRED', width: 10 },
  { title: 'VALUES', width: 0 },
];

function describeContract(contract: DescribedContract, width: number | null): string {
  const sla = slaText(contract.sla);
  const notice = contract.breakingChangeNotice;
  const rows = contract.columns.map((column) => [
    ...[`  ${column.name}`, column.type, column.required ? 'yes' : 'no', column.enum?.join(', ') ?? ''],
  ]);
  return [
    `Contract: ${contract.name}`,
    `Version: ${contract.version}`,
    `Status: ${contract.status.toLowerCase()}`,
    `Provider: ${contract.provider.fqn} (${contract.provider.table})`,
    `Consumer: ${contract.consumer.fqn}`,
    ...(sla ? [`SLA: ${sla}`] : []),
    `Compatibility: ${contract.compatibility.toLowerCase()}${notice ? `, notice ${formatDuration(notice)}` : ''}`,
    '',
    'Columns:',
    table(COLUMNS, rows, width),
  ].join('\n');
}

/**
 * `floe contracts describe <name>`, from one query; with `--source` the DataContract document as ADR-0021 prints it.
 * Throws Failure 1 where there is no such contract.
 */
export async function contractsDescribe({ client, terminal }: Setting, name: string, options: Options): Promise<void> {
  const variables = { name, version: options.at };
  const { contract } = await client.ask<{ contract: DescribedContract | null }>(QUERY, variables);
  if (!contract) throw await notThere(client, 'contract', name, options.at);
  if (options.json) terminal.out(asJson(contract));
  else terminal.out(options.source ? contract.source.trimEnd() : describeContract(contract, terminal.columns));
}

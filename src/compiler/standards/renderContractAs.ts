import { renderContract, type RenderedContract } from '../contracts/render.js';
import type { Extensions, OdcsExtension } from '../document/extensions.js';
import { COLUMN_FORMATS } from './columnFormats.js';
import { documentPort, type ExportFormat } from './exportedPort.js';
import type { OdcsHead } from './odcs/contract.js';
import { contractOfPorts } from './odcs/write/fromPorts.js';
import { DEFAULT_VERSION } from './odcs/version.js';
import { writeContract } from './odcs/write/writeContract.js';
import { odcsExtensionIn, odcsExtensionOf } from '../document/kept.js';
import { renderYaml } from '../document/yaml/renderYaml.js';
import { restored } from './residue/restored.js';

export interface ExportedContract extends RenderedContract {
  readonly status: string;
  /** What the provider's document keeps today; asked where the contract does not know what it kept. */
  readonly extensions: Extensions | null;
}

const partsOf = (fqn: string): [string, string, string] => {
  const [domain = '', product = '', port = ''] = fqn.split('.');
  return [domain, product, port];
};

function headOf({ name, version, status, providerPort, consumer, terms }: ExportedContract): OdcsHead {
  const [domain, dataProduct] = partsOf(providerPort);
  const { compatibility, breakingChangeNotice: notice } = terms;
  return {
    apiVersion: DEFAULT_VERSION,
    id: name,
    name,
    version,
    status,
    domain,
    dataProduct,
    provider: providerPort,
    consumer,
    compatibility,
    ...(notice !== null && { notice }),
  };
}

const portOf = ({ providerPort, terms }: ExportedContract) =>
  documentPort({
    name: partsOf(providerPort)[2],
    description: terms.description ?? null,
    table: terms.table,
    columns: terms.columns,
    sla: terms.sla,
    ...(terms.kept && { kept: terms.kept }),
  });

/** What was kept beside the port in that version of the contract, so that what it gives out never changes. */
const keptWith = ({ terms, extensions, providerPort }: ExportedContract): OdcsExtension | undefined =>
  extensions ? odcsExtensionOf(extensions, partsOf(providerPort)[2]) : odcsExtensionIn(terms.kept);

/** The document that the port was read from, narrowed to this contract: its own head, columns and promises. */
function odcsOf(contract: ExportedContract): string {
  const extension = keptWith(contract);
  const head = { ...headOf(contract), ...(extension && { apiVersion: extension.contract.apiVersion }) };
  const written = contractOfPorts([portOf(contract)], { ports: [], residue: {}, ...extension, contract: head });
  return renderYaml(restored(writeContract({ ...written, head }), extension?.residue ?? {}));
}

/** A contract in the given format: its head and terms as floe or ODCS (decision 16), its columns in the others. */
export function renderContractAs(contract: ExportedContract, format: ExportFormat): string {
  if (format === 'floe') return renderContract(contract);
  return format === 'odcs' ? odcsOf(contract) : COLUMN_FORMATS[format](portOf(contract));
}

import { renderContract, type RenderedContract } from '../contracts/render.js';
import type { Extensions } from '../document/extensions.js';
import { COLUMN_FORMATS } from './columnFormats.js';
import { documentPort, type ExportFormat } from './exportedPort.js';
import type { OdcsHead } from './odcs/contract.js';
import { contractOfPorts } from './odcs/write/fromPorts.js';
import { DEFAULT_VERSION } from './odcs/version.js';
import { writeContract } from './odcs/write/writeContract.js';
import { odcsExtensionOf } from './common/productSource.js';
import { renderYaml } from './common/renderYaml.js';
import { restored } from './residue/restored.js';

export interface ExportedContract extends RenderedContract {
  readonly status: string;
  /** What the provider's document keeps. */
  readonly extensions: Extensions;
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
  });

/** The document that the port was read from, narrowed to this contract: its own head, columns and promises. */
function odcsOf(contract: ExportedContract): string {
  const extension = odcsExtensionOf(contract.extensions, partsOf(contract.providerPort)[2]);
  const head = { ...headOf(contract), ...(extension && { apiVersion: extension.contract.apiVersion }) };
  const written = contractOfPorts([portOf(contract)], { ports: [], residue: {}, ...extension, contract: head });
  return renderYaml(restored(writeContract({ ...written, head }), extension?.residue ?? {}));
}

/** A contract in the given format: its head and terms as floe or ODCS (decision 16), its columns in the others. */
export function renderContractAs(contract: ExportedContract, format: ExportFormat): string {
  if (format === 'floe') return renderContract(contract);
  return format === 'odcs' ? odcsOf(contract) : COLUMN_FORMATS[format](portOf(contract));
}

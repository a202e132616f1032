import { lookup } from '../../../values/lookup.js';
import type { OdcsExtension } from '../../../document/extensions.js';
import type { DocumentOutputPort } from '../../../document/product.js';
import { restored } from '../../residue/restored.js';
import { renamedColumns } from '../../common/columnNames.js';
import type { OdcsContract, OdcsTable } from '../contract.js';
import { statusWritten } from '../status.js';
import { writeContract } from './writeContract.js';
import type { Mapping } from '../../../values/json.js';

type Origin = OdcsExtension['ports'][number];

function tableOf(
  port: DocumentOutputPort,
  origin: Origin | undefined,
  names: Readonly<Record<string, string>>,
): OdcsTable {
  const { description, table, schema } = port;
  const own = lookup(names);
  const physicalName = origin?.table === table ? origin.physicalName : table;
  return {
    name: origin?.schema ?? port.name,
    ...(physicalName !== undefined && { physicalName }),
    ...(description !== undefined && { description }),
    columns: renamedColumns(schema?.columns ?? [], (name) => own[name] ?? name),
  };
}

/** A port that stands for a contract without a schema, and has no columns by now. */
const isWhole = ({ schema }: DocumentOutputPort, origin: Origin | undefined): boolean =>
  origin !== undefined && origin.schema === undefined && (schema?.columns ?? []).length === 0;

/** The contract that output ports were read from, as they stand now. SLA and access are those of the first. */
export function contractOfPorts(ports: readonly DocumentOutputPort[], extension: OdcsExtension): OdcsContract {
  const { contract, names = {}, slaNames, ports: origins } = extension;
  const [first] = ports;
  const status = first ? statusWritten(first.lifecycle, contract.status) : contract.status;
  const { status: _, ...head } = contract;
  return {
    head: { ...head, ...(status !== undefined && { status }) },
    tables: ports.flatMap((port) => {
      const origin = origins.find(({ port: name }) => name === port.name);
      return isWhole(port, origin) ? [] : [tableOf(port, origin, names)];
    }),
    ...(first?.sla && { sla: first.sla }),
    ...(slaNames && { slaNames }),
    ...(first?.access && { access: first.access }),
  };
}

/** The document of the standard that output ports were read from, with what has changed in them since. */
export const documentOfPorts = (ports: readonly DocumentOutputPort[], extension: OdcsExtension): Mapping =>
  restored(writeContract(contractOfPorts(ports, extension)), extension.residue);

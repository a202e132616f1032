import { listOf, mappingOf, textOf } from '../../../document/dbt/project/values.js';
import type { OdcsExtension } from '../../../document/extensions.js';
import type { DocumentOutputPort } from '../../../document/product.js';
import { portName, tableName, tablePart } from '../../common/names.js';
import { residueOf } from '../../residue/residueOf.js';
import { ColumnNames, renamedColumns } from '../../common/columnNames.js';
import type { OdcsContract, OdcsTable } from '../contract.js';
import { contractOfPorts } from '../write/fromPorts.js';
import { readContract } from './readContract.js';
import { statusMeant } from '../status.js';
import { writeContract } from '../write/writeContract.js';
import { isMapping, type Mapping } from '../../../values/json.js';

/** The output ports that a contract of the standard describes, and all that they do not hold of it. */
export interface ImportedPorts {
  readonly ports: readonly DocumentOutputPort[];
  readonly extension: OdcsExtension;
}

/** Where the contract says its tables are: in its servers, else in its domain. */
function namespaceOf(document: Mapping): string {
  const places = listOf(document['servers']).filter(isMapping);
  const found = places.map(({ schema, dataset, database }) => textOf(schema) ?? textOf(dataset) ?? textOf(database));
  return tablePart(found.find((each) => each !== null) ?? textOf(document['domain']) ?? 'unknown');
}

function portOf(contract: OdcsContract, table: OdcsTable, named: { port: string; table: string }): DocumentOutputPort {
  const { sla, access, head } = contract;
  const status = statusMeant(head.status);
  return {
    name: named.port,
    ...(table.description !== undefined && { description: table.description }),
    table: named.table,
    ...(table.columns.length > 0 && { schema: { columns: [...table.columns] } }),
    ...(sla && { sla }),
    ...(access && { access }),
    ...(status !== 'active' && { lifecycle: { status } }),
  };
}

/** The tables of a contract; one that says none is still promised something of: a port stands for it as a whole. */
function tablesOf({ tables, head }: OdcsContract): readonly (OdcsTable & { readonly isWhole?: true })[] {
  return tables.length > 0 ? tables : [{ name: head.name ?? head.id, columns: [], isWhole: true }];
}

/** A contract, as `readOdcs` accepts it, as output ports; with the extension they give the same document back. */
export function portsOfContract(document: Mapping, namespace = namespaceOf(document)): ImportedPorts {
  const contract = readContract(document);
  const columnNames = new ColumnNames();
  const taken = new Set<string>();
  const origins: OdcsExtension['ports'] = [];
  const ports = tablesOf(contract).map((each) => {
    const table = { ...each, columns: renamedColumns(each.columns, (name) => columnNames.rename(name)) };
    const named = { port: portName(each.name, taken), table: tableName(each.physicalName ?? each.name, namespace) };
    taken.add(named.port);
    const { physicalName, isWhole } = each;
    origins.push({
      ...named,
      ...(!isWhole && { schema: each.name }),
      ...(physicalName !== undefined && { physicalName }),
    });
    return portOf(contract, table, named);
  });
  const { names } = columnNames;
  const extension: OdcsExtension = {
    contract: contract.head,
    ports: origins,
    ...(Object.keys(names).length > 0 && { names }),
    ...(contract.slaNames && { slaNames: { ...contract.slaNames } }),
    residue: {},
  };
  const residue = residueOf(writeContract(contractOfPorts(ports, extension)), mappingOf(document));
  return { ports, extension: { ...extension, residue: residue as OdcsExtension['residue'] } };
}

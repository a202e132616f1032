import { ContractChangeRow } from '../../entities/rows/contracts/ContractChangeRow.js';
import { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import { ContractVersionRow } from '../../entities/rows/contracts/ContractVersionRow.js';
import { DomainRow } from '../../entities/rows/platform/DomainRow.js';
import { GrantRow } from '../../entities/rows/platform/GrantRow.js';
import { NamespaceRow } from '../../entities/rows/platform/NamespaceRow.js';
import { InputPortRow } from '../../entities/rows/products/InputPortRow.js';
import { ModelRow } from '../../entities/rows/products/ModelRow.js';
import { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import { ProductRow } from '../../entities/rows/products/ProductRow.js';
import { ProductVersionRow } from '../../entities/rows/products/ProductVersionRow.js';
import { TableRow } from '../../entities/rows/products/TableRow.js';
import type { RowClass } from '../../entities/wanted.js';
import { NODE_TYPES, type NodeType } from '../../schema/globalId.js';
import { globalIdOf, NATURAL_KEYS } from '../sources/naturalKeys.js';
import { changeReadings, contractReadings } from './contracts.js';
import { domainReadings, namespaceReadings, tableReadings } from './platform.js';
import { inputPortReadings, outputPortReadings } from './ports.js';
import { modelReadings, productReadings } from './products.js';
import { queryReadings } from './query.js';
import { Derived, type Reading } from './reading.js';

/** The rows of a type, and its fields that are more than the column of their name. */
export interface RowType {
  readonly row: RowClass<object>;
  readonly fields: Readonly<Record<string, Reading>>;
}

const rowType = (row: RowClass<object>, fields: RowType['fields'] = {}): RowType => ({ row, fields });

const types: Readonly<Record<string, RowType>> = {
  ContractChange: rowType(ContractChangeRow, changeReadings),
  DataContract: rowType(ContractRow, contractReadings),
  DataContractVersion: rowType(ContractVersionRow),
  DataProduct: rowType(ProductRow, productReadings),
  DataProductVersion: rowType(ProductVersionRow),
  Domain: rowType(DomainRow, domainReadings),
  Grant: rowType(GrantRow),
  InputPort: rowType(InputPortRow, inputPortReadings),
  LayerNamespace: rowType(NamespaceRow, namespaceReadings),
  Model: rowType(ModelRow, modelReadings),
  OutputPort: rowType(OutputPortRow, outputPortReadings),
  Table: rowType(TableRow, tableReadings),
};

const isNode = (type: string): type is NodeType => (NODE_TYPES as readonly string[]).includes(type);

const id = (type: NodeType): Derived => new Derived(NATURAL_KEYS[type], (row: object) => globalIdOf(type, row));

/** Types whose objects are rows, by name. A field that none of them tells of, and that is no column, has a resolver alone. */
export const ROW_TYPES: ReadonlyMap<string, RowType> = new Map(
  Object.entries(types).map(([type, { row, fields }]) => [
    type,
    isNode(type) ? rowType(row, Object.assign({ id: id(type) }, fields)) : { row, fields },
  ]),
);

/** The fields of the query that are read of the graph as it stands. */
export const QUERY_READINGS: Readonly<Record<string, Reading>> = queryReadings;

/** The subscriptions whose events are whole rows of the type that they tell, and are shown with the graph as it stands. */
export const FOLLOWED_ROWS: ReadonlySet<string> = new Set(['contractChanged']);

import type { CompiledAccess, CompiledGrant, CompiledKept, CompiledLifecycle, CompiledSla } from '../../artifact.js';
import { compiledColumn } from '../../document/columns.js';
import type { Decoded } from '../../document/decode.js';
import type { DataProduct, DocumentOutputPort } from '../../document/product.js';
import { keptBeside } from '../../document/kept.js';
import { compiledLifecycle } from '../../document/lifecycle.js';
import { compiledSla } from '../../document/compiledSla.js';
import type { SourceFile, SourceLocation } from '../../source.js';
import { readJsonSchema, type SchemaColumn } from '../../jsonSchema/readJsonSchema.js';
import type { Subject } from './subject.js';

/** What is wrong with a `schema.ref`. */
export type SchemaProblem =
  | { readonly kind: 'missing'; readonly ref: string }
  | { readonly kind: 'invalid'; readonly ref: string; readonly why: string; readonly location: SourceLocation };

export interface OutputPortFacts extends Subject {
  readonly port: DocumentOutputPort;
  readonly fqn: string;
  /** Everything before the table's last dot. */
  readonly namespace: string;
  /** What its schema promises; empty where it states none. */
  readonly columns: readonly SchemaColumn[];
  readonly problem: SchemaProblem | null;
  readonly sla: CompiledSla | null;
  readonly access: CompiledAccess;
  /** Its own, else the product's; absent where it is simply in use. */
  readonly lifecycle?: CompiledLifecycle;
  readonly kept?: CompiledKept;
  readonly lifecycleLocation: SourceLocation;
  readonly tableLocation: SourceLocation;
}

/**
 * The output ports of a product with their columns, from a JSON Schema among `files` or from the document itself.
 * `shared`: what states no access is for all domains.
 */
export function portFacts(
  document: Decoded<DataProduct>,
  product: string,
  files: readonly SourceFile[],
  shared: boolean,
): OutputPortFacts[] {
  return document.value.output_ports.map((port, order) => {
    const at = ['output_ports', order];
    const { row, ...schema } = schemaOf(port, files, (index) =>
      document.locate([...at, 'schema', 'columns', index, 'name']),
    );
    return {
      name: port.name,
      order,
      port,
      fqn: `${product}.${port.name}`,
      location: document.locate([...at, 'name']),
      tableLocation: document.locate([...at, 'table']),
      namespace: port.table.slice(0, Math.max(0, port.table.lastIndexOf('.'))),
      ...schema,
      sla: compiledSla(port.sla),
      access: accessOf(port, shared),
      ...lifecycleOf(port, document),
      ...keptOf(port, document, row),
      lifecycleLocation: document.locate(port.lifecycle ? [...at, 'lifecycle', 'status'] : ['lifecycle', 'status']),
    };
  });
}

const plain = (path: string): string => path.replace(/^(\.\/)+/, '');

function schemaOf(
  { schema }: DocumentOutputPort,
  files: readonly SourceFile[],
  locate: (index: number) => SourceLocation,
): Pick<OutputPortFacts, 'columns' | 'problem'> & { readonly row: Readonly<Record<string, unknown>> } {
  const inline = schema?.columns?.map((column, index) => ({
    column: compiledColumn(column),
    declassified: column.declassified ?? null,
    tableDays: null,
    floe: {},
    location: locate(index),
  }));
  const ref = schema?.ref;
  const row = schema?.keywords ?? {};
  if (ref === undefined) return { columns: inline ?? [], row, problem: null };
  const file = files.find(({ path }) => plain(path) === plain(ref));
  if (!file) return { columns: [], row, problem: { kind: 'missing', ref } };
  const { problem, ...read } = readJsonSchema(file);
  return { ...read, problem: problem && { kind: 'invalid', ref, ...problem } };
}

function lifecycleOf(port: DocumentOutputPort, { value }: Decoded<DataProduct>): Pick<OutputPortFacts, 'lifecycle'> {
  const lifecycle = compiledLifecycle(port.lifecycle ?? value.lifecycle);
  return lifecycle ? { lifecycle } : {};
}

function keptOf(
  { name }: DocumentOutputPort,
  { value }: Decoded<DataProduct>,
  row: Readonly<Record<string, unknown>>,
): Pick<OutputPortFacts, 'kept'> {
  const kept = keptBeside(value.extensions, name, row);
  return kept ? { kept } : {};
}

/**
 * Decision 11: no `access` block means default deny; that it was not stated is kept (docs/decisions/0003). Of an
 * enterprise's own product it means that every domain may read (docs/decisions/0012).
 */
function accessOf({ access }: DocumentOutputPort, shared: boolean): CompiledAccess {
  const grants = (access?.grants ?? []).flatMap(({ domain, role, product, access: granted }): CompiledGrant[] => {
    if (domain !== undefined) return [{ grantee: domain, granteeKind: 'domain', access: granted }];
    if (product !== undefined) return [{ grantee: product, granteeKind: 'product', access: granted }];
    return role === undefined ? [] : [{ grantee: role, granteeKind: 'role', access: granted }];
  });
  const unstated = shared && !access ? 'allow' : 'deny';
  return { stated: access !== undefined, default: access?.default ?? unstated, grants };
}

import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  type TableColumnOptions,
  type TableForeignKeyOptions,
} from 'typeorm';

/** The first shape of the store; the same on SQLite and PostgreSQL. Text is compared by bytes on both (cursors depend on it). */
export class Catalog1760000000001 implements MigrationInterface {
  readonly name = 'Catalog1760000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables(runner.connection.options.type === 'postgres'))
      await runner.createTable(table, true, true, true);
    await runner.query('INSERT INTO event_counter (id, last_seq) VALUES (1, 0)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables(false).reverse()) await runner.dropTable(table.name, true, true, true);
  }
}

interface Shape {
  readonly columns: readonly TableColumnOptions[];
  readonly unique?: readonly (readonly string[])[];
  readonly index?: readonly (readonly string[])[];
  /** column -> table it refers to (by id unless `table.column`). */
  readonly refers?: Readonly<Record<string, string>>;
}

const id: TableColumnOptions = {
  name: 'id',
  type: 'integer',
  isPrimary: true,
  isGenerated: true,
  generationStrategy: 'increment',
};
const key = (name: string): TableColumnOptions => ({ name, type: 'integer', isPrimary: true });
const text = (...names: string[]): TableColumnOptions[] => names.map((name) => ({ name, type: 'text' }));
const textOrNull = (...names: string[]): TableColumnOptions[] =>
  names.map((name) => ({ name, type: 'text', isNullable: true }));
const integer = (...names: string[]): TableColumnOptions[] => names.map((name) => ({ name, type: 'integer' }));
const integerOrNull = (...names: string[]): TableColumnOptions[] =>
  names.map((name) => ({ name, type: 'integer', isNullable: true }));
const real = (name: string, isNullable = false): TableColumnOptions => ({ name, type: 'double precision', isNullable });

/** In the order in which they can be made: a table comes after those it refers to. */
const shapes: Readonly<Record<string, Shape>> = {
  event_counter: { columns: [key('id'), ...integer('last_seq')] },
  manifests: {
    columns: [
      id,
      ...text('name', 'version', 'version_key', 'scope', 'source', 'file', 'digest', 'compiled', 'published_at'),
      ...textOrNull('domain_name', 'ref', 'published_by'),
      ...integerOrNull('parent_id'),
    ],
    unique: [['name', 'version'], ['ref']],
    index: [['name', 'version_key']],
    refers: { parent_id: 'manifests' },
  },
  domains: {
    columns: [
      id,
      ...text('name', 'namespace', 'owners', 'layers', 'services'),
      ...integer('ordinal'),
      ...integerOrNull('enterprise_id', 'manifest_id'),
      ...textOrNull('pattern'),
    ],
    unique: [['name'], ['namespace'], ['ordinal']],
    refers: { enterprise_id: 'manifests', manifest_id: 'manifests' },
  },
  namespaces: {
    columns: [id, ...text('path', 'name'), ...integerOrNull('parent_id', 'domain_id'), ...textOrNull('layer')],
    unique: [['path']],
    index: [['parent_id'], ['domain_id']],
    refers: { parent_id: 'namespaces', domain_id: 'domains' },
  },
  grants: {
    columns: [id, ...integer('namespace_id'), ...text('grantee', 'grantee_kind', 'access')],
    unique: [['namespace_id', 'grantee', 'grantee_kind']],
    refers: { namespace_id: 'namespaces' },
  },
  compilations: {
    columns: [
      id,
      ...text('subject', 'subject_kind', 'status', 'stages', 'diagnostics', 'contract_names', 'environment', 'at'),
      ...textOrNull('closing', 'artifacts'),
      real('duration_ms'),
    ],
    index: [['subject', 'id']],
  },
  products: {
    columns: [
      id,
      ...text('fqn', 'name', 'version', 'source', 'file', 'digest', 'pattern', 'catalog_key'),
      ...text('first_published_at', 'published_at'),
      ...textOrNull('description', 'owner_team', 'owner_email', 'owner_slack', 'schedule', 'published_by'),
      ...textOrNull('retired_at', 'retired_reason'),
      ...integer('domain_id', 'consumer_count', 'compilation_id'),
      real('coverage', true),
    ],
    unique: [['fqn']],
    index: [['domain_id', 'fqn'], ['catalog_key'], ['published_at', 'fqn'], ['consumer_count', 'fqn']],
    refers: { domain_id: 'domains', compilation_id: 'compilations' },
  },
  product_versions: {
    columns: [
      id,
      ...integer('product_id', 'compilation_id'),
      ...text('version', 'version_key', 'source', 'file', 'files', 'digest', 'compiled', 'published_at'),
      ...textOrNull('dbt_manifest', 'published_by'),
    ],
    unique: [['product_id', 'version']],
    index: [['product_id', 'version_key']],
    refers: { product_id: 'products', compilation_id: 'compilations' },
  },
  output_ports: {
    columns: [
      id,
      ...text('fqn', 'name', 'table_name', 'columns', 'access'),
      ...integer('product_id', 'ordinal'),
      ...textOrNull('description', 'sla', 'removed_at'),
      ...integerOrNull('namespace_id'),
    ],
    unique: [['fqn']],
    index: [['product_id', 'ordinal'], ['table_name'], ['namespace_id']],
    refers: { product_id: 'products', namespace_id: 'namespaces' },
  },
  input_ports: {
    columns: [
      id,
      ...text('fqn', 'name', 'source_kind'),
      ...integer('product_id', 'ordinal'),
      ...textOrNull('description', 'source_type', 'source_name', 'config', 'ref', 'freshness_requirement'),
      ...integerOrNull('provider_port_id'),
    ],
    unique: [['fqn']],
    index: [['product_id', 'ordinal'], ['ref'], ['provider_port_id']],
    refers: { product_id: 'products', provider_port_id: 'output_ports' },
  },
  models: {
    columns: [
      id,
      ...text('fqn', 'name', 'columns', 'tests'),
      ...integer('product_id'),
      ...textOrNull('layer', 'description', 'table_path'),
      real('coverage'),
    ],
    unique: [['fqn']],
    index: [['product_id', 'fqn']],
    refers: { product_id: 'products' },
  },
  catalog_tables: {
    columns: [id, ...text('path', 'name'), ...integer('namespace_id'), ...integerOrNull('port_id', 'model_id')],
    unique: [['path']],
    index: [['namespace_id', 'path'], ['port_id'], ['model_id']],
    refers: { namespace_id: 'namespaces', port_id: 'output_ports', model_id: 'models' },
  },
  contracts: {
    columns: [
      id,
      ...text('name', 'status', 'version', 'columns', 'compatibility', 'table_name', 'established_at', 'updated_at'),
      ...integer('provider_port_id', 'consumer_product_id'),
      ...textOrNull('sla', 'breaking_change_notice'),
    ],
    unique: [['name'], ['provider_port_id', 'consumer_product_id']],
    index: [['consumer_product_id']],
    refers: { provider_port_id: 'output_ports', consumer_product_id: 'products' },
  },
  contract_versions: {
    columns: [
      id,
      ...integer('contract_id'),
      ...text('version', 'version_key', 'at', 'columns', 'compatibility', 'table_name'),
      ...textOrNull('sla', 'breaking_change_notice'),
    ],
    unique: [['contract_id', 'version']],
    index: [['contract_id', 'version_key']],
    refers: { contract_id: 'contracts' },
  },
  lineage_edges: {
    columns: [id, ...text('level', 'from_fqn', 'from_kind', 'to_fqn', 'to_kind'), ...integer('product_id')],
    unique: [['level', 'from_fqn', 'to_fqn']],
    index: [['level', 'to_fqn'], ['product_id']],
    refers: { product_id: 'products' },
  },
  events: {
    columns: [key('seq'), ...text('kind', 'at'), ...textOrNull('domain'), ...integer('subject_id')],
    index: [['kind', 'seq']],
  },
  contract_changes: {
    columns: [
      key('seq'),
      ...text('at', 'kind', 'severity', 'path', 'message', 'contract_name'),
      ...text('provider_domain', 'provider_product', 'provider_port', 'consumer_domain', 'consumer_product'),
      ...integer('contract_id'),
      ...integerOrNull('port_id'),
      ...textOrNull('before', 'after', 'effective_at', 'actor'),
    ],
    index: [
      ['contract_id', 'seq'],
      ['provider_product', 'seq'],
      ['consumer_product', 'seq'],
    ],
    refers: { seq: 'events.seq', contract_id: 'contracts', port_id: 'output_ports' },
  },
  sla_breaches: {
    columns: [
      id,
      ...integer('port_id'),
      ...text('objective', 'metric', 'target', 'observed', 'opened_at'),
      ...textOrNull('resolved_at'),
      ...integerOrNull('opened_seq', 'resolved_seq'),
    ],
    index: [['port_id', 'id']],
    refers: { port_id: 'output_ports', opened_seq: 'events.seq', resolved_seq: 'events.seq' },
  },
  sla_statuses: {
    columns: [
      id,
      ...integer('port_id'),
      ...text('objective', 'metric', 'target', 'state'),
      ...textOrNull('observed', 'observed_at', 'due_at'),
      ...integerOrNull('breach_id'),
    ],
    unique: [['port_id', 'objective', 'metric']],
    refers: { port_id: 'output_ports', breach_id: 'sla_breaches' },
  },
  observations: {
    columns: [
      id,
      ...integer('port_id'),
      ...text('objective', 'metric', 'at'),
      ...textOrNull('data_at'),
      ...integerOrNull('up'),
      real('value', true),
    ],
    index: [['port_id', 'objective', 'at']],
    refers: { port_id: 'output_ports' },
  },
  search_entries: {
    columns: [id, ...text('kind', 'key', 'title', 'text'), ...integerOrNull('product_id')],
    index: [['kind', 'key'], ['product_id']],
    refers: { product_id: 'products' },
  },
};

function foreignKeys(table: string, refers: Readonly<Record<string, string>>): TableForeignKeyOptions[] {
  return Object.entries(refers).map(([column, target]) => {
    const [referencedTableName = '', referenced = 'id'] = target.split('.');
    return {
      name: `fk_${table}_${column}`,
      columnNames: [column],
      referencedTableName,
      referencedColumnNames: [referenced],
    };
  });
}

function tables(postgres: boolean): Table[] {
  return Object.entries(shapes).map(
    ([name, { columns, unique = [], index = [], refers = {} }]) =>
      new Table({
        name,
        columns: columns.map((column) =>
          postgres && column.type === 'text' ? { ...column, collation: 'C' } : { ...column },
        ),
        uniques: unique.map((names) => ({ name: `uq_${name}_${names.join('_')}`, columnNames: [...names] })),
        indices: index.map((names) => ({ name: `ix_${name}_${names.join('_')}`, columnNames: [...names] })),
        foreignKeys: foreignKeys(name, refers),
      }),
  );
}

/**
 * Who may import whom (docs/architecture.md), type imports too. A room is a folder under src/, or a file at its top.
 * `rooms`: the other rooms it may import. `packages`: where given, the only packages it may import.
 * `only`: packages, and files of the house, that stand in these rooms alone.
 * `order`: the rooms inside a room, lowest first: each may import only what stands before it. A folder of its own is a
 * room of its own; `.` is what stands at the top of the room.
 */
export const rooms = {
  compiler: {
    rooms: ['sqlParser'],
    packages: ['yaml', 'zod', 'semver', 'cron-parser', 'fastest-levenshtein', 'pluralize'],
  },
  // Starts the WebAssembly of @polyglot-sql/sdk when the first SQL is read; texts in, texts out.
  sqlParser: { rooms: [], packages: ['node:fs', 'node:module', 'node:v8'] },
  errors: { rooms: [], packages: [] },
  access: { rooms: ['compiler'], packages: [] },
  config: { rooms: ['errors', 'access'] },
  lineage: { rooms: ['compiler'], packages: [] },
  ingest: { rooms: ['compiler'], packages: [] },
  entities: { rooms: ['compiler', 'lineage', 'errors'] },
  actions: { rooms: ['compiler', 'access', 'ingest', 'entities', 'errors'] },
  who: { rooms: ['access', 'config', 'entities', 'errors'] },
  adapters: { rooms: ['compiler', 'actions', 'errors'] },
  schema: { rooms: ['compiler', 'errors'] },
  resolvers: { rooms: ['schema', 'actions', 'entities', 'lineage', 'compiler', 'access', 'context', 'errors'] },
  planning: { rooms: ['resolvers', 'entities', 'errors'] },
  subscriptions: { rooms: ['schema', 'entities', 'context', 'errors'] },
  sla: { rooms: ['actions', 'entities'] },
  retention: { rooms: ['entities', 'sla'] },
  telemetry: { rooms: [], packages: ['prom-client'] },
  cloudEvents: { rooms: ['entities', 'schema'] },
  webhooks: { rooms: ['access', 'actions', 'cloudEvents', 'entities', 'schema', 'sla', 'subscriptions'] },
  nats: { rooms: ['cloudEvents', 'entities', 'sla', 'webhooks'] },
  cli: { rooms: ['compiler', 'sourceMaps'] },
  sourceMaps: { rooms: [] },
  admin: { rooms: ['compiler', 'access', 'config', 'entities', 'actions', 'errors', 'sourceMaps'] },
  server: { rooms: '*' },
  context: { rooms: '*' },
  startCatalog: { rooms: '*' },
  serve: { rooms: '*' },
  main: { rooms: ['serve', 'sourceMaps'] },
  demo: { rooms: '*' },
};

export const only = {
  'type-graphql': ['schema', 'resolvers', 'subscriptions', 'startCatalog'],
  typeorm: ['entities', 'startCatalog'],
  'src/entities/sql': ['entities'],
  graphql: ['schema', 'resolvers', 'planning', 'subscriptions', 'server', 'startCatalog'],
};

export const order = {
  compiler: [
    ...['source', 'diagnostic', 'artifact', 'values', 'changes'],
    ...['patterns/regex', 'patterns/casing', 'patterns', 'patterns/defaults', 'mesh'],
    'types',
    ...['document/yaml', 'document/shape', 'document'],
    ...['document/dbt/project', 'document/dbt/folder', 'document/dbt/manifest', 'document/dbt'],
    ...['jsonSchema', 'contracts/diff', 'contracts/kept', 'contracts', 'input'],
    ...['inherit/policy', 'inherit/layers', 'inherit'],
    ...['sql/relations', 'sql/jinja', 'sql/resolve', 'sql'],
    ...['facts/subjects', 'facts/columns', 'facts/models', 'facts/lineage', 'facts/history', 'facts/classification'],
    ...['facts/vault', 'facts/schedule', 'facts/product', 'facts/mesh', 'result'],
    ...['rules/rule', 'rules/naming', 'rules/quality', 'rules/scd', 'rules/dataVault'],
    ...['rules/governance', 'rules/port', 'rules/portMade', 'rules/lifecycle', 'rules/contract', 'rules', 'emit'],
    ...['standards/common', 'standards/residue', 'standards/jsonSchema', 'standards/avro', 'standards/dbt'],
    ...[
      'standards/odcs',
      'standards/odcs/write',
      'standards/odcs/read',
      'standards/odps',
      'standards/dcs',
      'standards',
    ],
    ...['stages', 'compileManifest', 'compileProduct', 'report'],
    ...['migrate/migration', 'migrate/edits', 'migrate/names', 'migrate', 'migrate/render'],
    'access',
    ...['allDiagnosticCodes', 'compile', 'tasks'],
  ],
  entities: [
    ...[
      'rows/columns',
      'rows/access',
      'rows/platform',
      'rows/products',
      'rows/contracts',
      'rows/sla',
      'rows/datasets',
      'rows/events',
      'rows/webhooks',
      'rows',
    ],
    ...['beside', '.', 'access', 'webhooks', 'datasets', 'checks', 'reads/sla', 'reads', 'log', 'graph', 'past', 'writes'],
  ],
  ingest: ['.', 'datasets', 'quality', 'dbt', 'openlineage', 'alertmanager'],
  actions: ['kit', 'compiling', 'contracts', 'storing', 'sla', 'access', 'webhooks', 'ingest', '.', 'guard'],
  schema: [
    ...['scalars', 'enums', 'inputs'],
    ...[
      'types/common',
      'types/platform',
      'types/contracts',
      'types/products',
      'types/compilation',
      'types/graph',
      'types/access',
      'types/webhooks',
    ],
    ...['payloads', 'args', 'connections', '.'],
  ],
  resolvers: [
    ...[
      'paging',
      'batching',
      'loaders',
      'sources',
      'past',
      'request',
      'sight',
      'world',
      'readings',
      'fields',
      'inputs',
    ],
    ...['types', 'feed', 'access', 'sla', 'webhooks', 'Query', 'Mutation', '.'],
  ],
  cli: [
    ...['terminal', 'session', 'catalog', 'report', 'project', 'migration'],
    ...[
      'commands',
      'commands/publish',
      'commands/discovery',
      'commands/access',
      'commands/sla',
      'commands/webhooks',
      '.',
    ],
  ],
};

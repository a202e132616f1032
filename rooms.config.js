/**
 * Who may import whom (docs/architecture.md). A room is a folder under src/, or a file at its top.
 * `rooms`: the other rooms it may import. `packages`: where given, the only packages it may import.
 * `only`: packages that stand in these rooms alone.
 */
export const rooms = {
  compiler: {
    rooms: [],
    // node:module: a grammar of node-sql-parser is loaded when the first SQL in it is read (src/compiler/sql/parseSql.ts).
    packages: [
      'yaml',
      'zod',
      'semver',
      'cron-parser',
      'fastest-levenshtein',
      'node-sql-parser',
      'pluralize',
      'node:module',
    ],
  },
  errors: { rooms: [], packages: [] },
  config: { rooms: ['errors'] },
  entities: { rooms: ['compiler', 'errors'] },
  actions: { rooms: ['compiler', 'entities', 'errors'] },
  adapters: { rooms: ['compiler', 'actions', 'errors'] },
  schema: { rooms: ['compiler', 'errors'] },
  resolvers: { rooms: ['schema', 'actions', 'entities', 'compiler', 'context', 'errors'] },
  subscriptions: { rooms: ['schema', 'entities', 'context', 'errors'] },
  cli: { rooms: ['compiler'] },
  server: { rooms: '*' },
  context: { rooms: '*' },
  startCatalog: { rooms: '*' },
  serve: { rooms: '*' },
  main: { rooms: ['serve'] },
  demo: { rooms: '*' },
};

export const only = {
  'type-graphql': ['schema', 'resolvers', 'subscriptions', 'startCatalog'],
  typeorm: ['entities', 'startCatalog'],
  graphql: ['schema', 'resolvers', 'subscriptions', 'server', 'startCatalog'],
};

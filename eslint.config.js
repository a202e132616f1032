import path from 'node:path';
import graphql from '@graphql-eslint/eslint-plugin';
import tseslint from 'typescript-eslint';
import { beside, only, order, rooms } from './rooms.config.js';
import { saysThrows } from './scripts/lint/saysThrows.js';

const SRC = path.join(import.meta.dirname, 'src') + path.sep;
const BESIDE = Object.entries(beside).map(([room, folder]) => [
  room,
  path.join(import.meta.dirname, folder) + path.sep,
]);

/** The path of a file of the house, without its ending, from its room on; null for any other. */
function pathInHouse(file) {
  const plain = file.replace(/\.[jt]sx?$/, '');
  if (plain.startsWith(SRC)) return plain.slice(SRC.length).split(path.sep);
  const [room, folder] = BESIDE.find(([, each]) => plain.startsWith(each)) ?? [];
  return room ? [room, ...plain.slice(folder.length).split(path.sep)] : null;
}

/** Where a file stands: its room, and the room inside that (`null` where the room has no order or does not name it). */
function placeOf(file) {
  const [room, ...rest] = pathInHouse(file) ?? [];
  if (!room) return null;
  const inside = rest.join('/');
  const inner = [inside, path.posix.dirname(inside)].find((each) => order[room]?.includes(each)) ?? null;
  return { room, inner, folder: path.posix.dirname(inside), path: `src/${room}/${inside}` };
}
const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Holds rooms.config.js: imports between the rooms of src/, and inside of them, go one way; type imports too. */
const roomImports = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const place = placeOf(context.filename);
    if (!place) return {};
    const { room, inner } = place;
    const rule = rooms[room];
    const list = order[room];
    if (list && !inner)
      return {
        Program: (node) =>
          context.report({
            node,
            message: `src/${room}/${place.folder} is no room of the house: add it to the order in rooms.config.js.`,
          }),
      };
    const check = (node) => {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string') return;
      const report = (message) => context.report({ node: node.source, message });
      if (!rule)
        return report(`src/${room} is no room of the house: add it to rooms.config.js and docs/architecture.md.`);
      if (specifier.startsWith('.')) {
        const target = placeOf(path.resolve(path.dirname(context.filename), specifier));
        if (!target) {
          if (beside[room]) report(`${beside[room]} may import nothing of the rest of the house (rooms.config.js).`);
          return;
        }
        const house = only[target.path];
        if (house && !house.includes(room))
          report(`${target.path} stands in ${house.join(', ')} alone (rooms.config.js).`);
        if (target.room !== room && rule.rooms !== '*' && !rule.rooms.includes(target.room))
          report(`src/${room} may not import src/${target.room} (rooms.config.js).`);
        if (target.room === room && list && list.indexOf(target.inner) > list.indexOf(inner))
          report(`src/${room}/${inner} may not import src/${room}/${target.inner}: it stands above (rooms.config.js).`);
        return;
      }
      const name = packageOf(specifier);
      if (rule.packages && !rule.packages.includes(name))
        report(`src/${room} may not import ${name} (rooms.config.js).`);
      if (only[name] && !only[name].includes(room))
        report(`${name} stands in ${only[name].join(', ')} alone (rooms.config.js).`);
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

/** A spread literal switches off the check for properties that the type does not have. */
const noSpreadLiteral = {
  meta: { type: 'problem', schema: [] },
  create: (context) => ({
    'ObjectExpression > SpreadElement > ObjectExpression': (node) =>
      context.report({
        node,
        message: 'Write the properties out: TypeScript checks none that is spread from a literal.',
      }),
  }),
};

/** What the compiler must not touch: it is pure. */
const IMPURE = ['process', 'Date', 'setTimeout', 'setInterval', 'fetch', 'performance', 'crypto'];

/** The API, and the documents of this repository that ask it. */
const graphqlLanguage = {
  parser: graphql.parser,
  parserOptions: {
    graphQLConfig: { schema: 'schema.api.graphql', documents: 'examples/clients/{*,*/src}/*.{js,graphql}' },
  },
};

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'coverage/**',
      'node_modules/**',
      'examples/!(clients)/**',
      'examples/**/{built,generated,__generated__}/**',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: {
      floe: { rules: { 'room-imports': roomImports, 'no-spread-literal': noSpreadLiteral, 'says-throws': saysThrows } },
    },
    rules: {
      'floe/room-imports': 'error',
      'floe/no-spread-literal': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name: one exported thing, a file named after it.' },
      ],
    },
  },
  { files: ['src/**/*.ts'], rules: { 'floe/says-throws': 'error' } },
  {
    files: ['src/compiler/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...IMPURE],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'AwaitExpression', message: 'The compiler is pure: documents in, diagnostics and artifacts out.' },
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
      ],
    },
  },
  { files: ['*.config.ts', '*.config.js', 'test/support/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  // Documents inside of JavaScript are linted as files of their own.
  { files: ['examples/clients/**/*.js'], processor: graphql.processor },
  {
    files: ['schema.api.graphql'],
    languageOptions: graphqlLanguage,
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      // What has no id has a natural key, or is a value: docs/clients.md names each, test/schema/clients.test.ts holds it.
      '@graphql-eslint/strict-id-in-types': 'off',
      // `Grant.grantee`, `Grant.granteeKind` and `Run.runId` are words of their own.
      '@graphql-eslint/no-typename-prefix': 'off',
      // Some lists are read forwards alone: docs/clients.md names each, test/schema/clients.test.ts holds it.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      // `LineageGraph` has edges and pages, and is a graph. All connections are made by src/schema/connections/defineConnection.ts.
      '@graphql-eslint/relay-connection-types': 'off',
      // `Query`, `Mutation` and `Subscription` are what their fields say.
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          DirectiveDefinition: true,
          rootField: true,
          ignoredSelectors: ['ObjectTypeDefinition[name.value=/^(Query|Mutation|Subscription)$/]'],
        },
      ],
      // Lists that do not grow with the company are plain lists.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
    },
  },
  {
    files: ['examples/clients/**/*.graphql'],
    languageOptions: graphqlLanguage,
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/operations-recommended'].rules,
      // Each example is a project of its own, and asks what the others ask.
      '@graphql-eslint/unique-operation-name': 'off',
    },
  },
  {
    files: ['examples/clients/relay/**/*.graphql'],
    rules: {
      // relay-compiler wants the name of the module before, and the kind behind.
      '@graphql-eslint/naming-convention': [
        'error',
        { OperationDefinition: { style: 'camelCase', requiredSuffixes: ['Query', 'Mutation', 'Subscription'] } },
      ],
      '@graphql-eslint/known-directives': ['error', { ignoreClientDirectives: ['connection'] }],
    },
  },
  // Node.js reads what Babel makes of it as CommonJS.
  { files: ['examples/clients/relay/**/*.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  // graphql-codegen reads the default export.
  { files: ['examples/clients/codegen/codegen.ts'], rules: { 'no-restricted-syntax': 'off' } },
);

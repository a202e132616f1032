import path from 'node:path';
import tseslint from 'typescript-eslint';
import { only, rooms } from './rooms.config.js';

const SRC = path.join(import.meta.dirname, 'src') + path.sep;
const roomOf = (file) =>
  file.startsWith(SRC)
    ? file
        .slice(SRC.length)
        .split(path.sep)[0]
        .replace(/\.[jt]s$/, '')
    : null;
const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Holds rooms.config.js: imports between the rooms of src/ go one way. */
const roomImports = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const room = roomOf(context.filename);
    if (!room) return {};
    const rule = rooms[room];
    const check = (node) => {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string') return;
      const report = (message) => context.report({ node: node.source, message });
      if (!rule)
        return report(`src/${room} is no room of the house: add it to rooms.config.js and docs/architecture.md.`);
      if (specifier.startsWith('.')) {
        const target = roomOf(path.resolve(path.dirname(context.filename), specifier));
        if (target && target !== room && rule.rooms !== '*' && !rule.rooms.includes(target))
          report(`src/${room} may not import src/${target} (rooms.config.js).`);
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
    };
  },
};

/** What the compiler must not touch: it is pure. */
const IMPURE = ['process', 'Date', 'setTimeout', 'setInterval', 'fetch', 'performance', 'crypto'];

export default tseslint.config(
  { ignores: ['dist/**', 'coverage/**', 'node_modules/**', 'examples/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    plugins: { floe: { rules: { 'room-imports': roomImports } } },
    rules: {
      'floe/room-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name: one exported thing, a file named after it.' },
      ],
    },
  },
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
);

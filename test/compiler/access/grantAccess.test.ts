import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { grantAccess as grantTo, type GrantedAccess } from '../../../src/compiler/access/grantAccess.js';
import type { NewGrant } from '../../../src/compiler/access/newGrant.js';
import { parseYaml } from '../../../src/compiler/document/yaml/yaml.js';
import type { SourceFile } from '../../../src/compiler/source.js';
import { valueAt } from '../../../src/compiler/values/json.js';
import { acmeProduct, ACME_PRODUCTS } from '../../support/acme.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

const run = promisify(execFile);
const grantAccess = (file: SourceFile, port: string, grants: readonly NewGrant[]): GrantedAccess | null =>
  grantTo({ file, port, grants });
const FINANCE = { kind: 'domain', grantee: 'finance' } as const;
const HEAD = 'metadata: {name: x, version: "1.2.3"} # ours\n';

/** What a document says of the port `a` before and after; all else stays. */
const SHAPES: readonly (readonly [what: string, before: string, after: string])[] = [
  [
    'a list of grants, written as those before',
    'output_ports:\n  - name: a\n    access:\n      default: deny\n      grants:\n        - domain: sales # theirs\n          access: read  # for now\n\n  - name: b\n',
    'output_ports:\n  - name: a\n    access:\n      default: deny\n      grants:\n        - domain: sales # theirs\n          access: read  # for now\n        - domain: finance\n          access: read\n\n  - name: b\n',
  ],
  [
    'a list whose dashes stand under its key, its items in one line each',
    'output_ports:\n- name: a\n  access:\n    grants:\n    - {role: analysts, access: read}\n  table: t\n',
    'output_ports:\n- name: a\n  access:\n    grants:\n    - {role: analysts, access: read}\n    - {domain: finance, access: read}\n  table: t\n',
  ],
  [
    'a list in brackets',
    'output_ports:\n  - name: a\n    access: {default: deny, grants: [{role: analysts, access: read}]} # few\n',
    'output_ports:\n  - name: a\n    access: {default: deny, grants: [{role: analysts, access: read}, {domain: finance, access: read}]} # few\n',
  ],
  [
    'an empty list',
    'output_ports:\n  - name: a\n    access:\n      grants: []\n    table: t\n',
    'output_ports:\n  - name: a\n    access:\n      grants: [{domain: finance, access: read}]\n    table: t\n',
  ],
  [
    'a block without a list',
    'output_ports:\n- name: a\n  access:\n    default: deny # as ever\n  table: t\n',
    'output_ports:\n- name: a\n  access:\n    default: deny # as ever\n    grants:\n    - domain: finance\n      access: read\n  table: t\n',
  ],
  [
    'an empty block',
    'output_ports:\n  - name: a\n    access: {}\n',
    'output_ports:\n  - name: a\n    access: {grants: [{domain: finance, access: read}]}\n',
  ],
  [
    'a port without a block, at the end of a text without a last line end',
    'output_ports:\n  - name: a\n    description: >-\n      of\n      much',
    'output_ports:\n  - name: a\n    description: >-\n      of\n      much\n    access:\n      grants:\n        - domain: finance\n          access: read',
  ],
  [
    'a port whose last value is a text of many lines',
    'output_ports:\n  - name: a\n    description: |\n      of\n      much\n\n  - name: b\n',
    'output_ports:\n  - name: a\n    description: |\n      of\n      much\n    access:\n      grants:\n        - domain: finance\n          access: read\n\n  - name: b\n',
  ],
  [
    'a port in braces',
    'output_ports: [{name: b}, {name: a, table: t}]\n',
    'output_ports: [{name: b}, {name: a, table: t, access: {grants: [{domain: finance, access: read}]}}]\n',
  ],
  [
    'a block that is shared by an anchor: written out at this port alone',
    'output_ports:\n  - name: b\n    access: &shared\n      grants:\n        - {role: analysts, access: read}\n  - name: a\n    access: *shared\n    table: t\n',
    'output_ports:\n  - name: b\n    access: &shared\n      grants:\n        - {role: analysts, access: read}\n  - name: a\n    access: {grants: [{role: analysts, access: read}, {domain: finance, access: read}]}\n    table: t\n',
  ],
  [
    'a port that a merge key gives its block',
    'output_ports:\n  - &p\n    name: b\n    access: {default: deny}\n  - <<: *p\n    name: a\n',
    'output_ports:\n  - &p\n    name: b\n    access: {default: deny}\n  - <<: *p\n    name: a\n    access: {default: deny, grants: [{domain: finance, access: read}]}\n',
  ],
];

const LINE_ENDS = [
  ['LF', (text: string) => text],
  ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
  ['a byte order mark', (text: string) => `\uFEFF${text}`],
] as const;

const CASES = SHAPES.flatMap(([what, before, after]) =>
  LINE_ENDS.map(([ends, as]) => ({
    name: `${what}, with ${ends}`,
    before: as(`${HEAD}${before}`),
    after: as(`${HEAD.replace('1.2.3', '1.3.0')}${after}`),
  })),
);

describe('a grant in a document', () => {
  it.each(CASES)('comes into $name', ({ before, after }) => {
    const granted = grantAccess({ path: 'data-product.yaml', content: before }, 'a', [FINANCE]);
    expect(granted?.content).toBe(after);
    expect(granted).toMatchObject({ from: '1.2.3', to: '1.3.0' });
  });

  it('comes as a patch that git applies, whatever the shape', async () => {
    const folder = await temporaryFolder();
    let patch = '';
    for (const [at, { before }] of CASES.entries()) {
      const file = { path: `./${at}/data product.yaml`, content: before };
      await mkdir(path.join(folder, String(at)));
      await writeFile(path.join(folder, file.path), before);
      patch += grantAccess(file, 'a', [FINANCE])?.patch ?? '';
    }
    await writeFile(path.join(folder, 'grants.patch'), patch);
    await run('git', ['apply', '--whitespace=nowarn', 'grants.patch'], { cwd: folder });
    for (const [at, { after }] of CASES.entries())
      expect(await readFile(path.join(folder, String(at), 'data product.yaml'), 'utf8')).toBe(after);
  });

  it('comes into JSON as JSON', () => {
    const content = '{"metadata": {"version": "0.9.0"}, "output_ports": [{"name": "a"}]}\n';
    const granted = grantAccess({ path: 'x.json', content }, 'a', [FINANCE]);
    expect(JSON.parse(granted?.content ?? '')).toEqual({
      metadata: { version: '0.10.0' },
      output_ports: [{ name: 'a', access: { grants: [{ domain: 'finance', access: 'read' }] } }],
    });
  });

  it('touches the lines that say something else, and no others', () => {
    const { source } = acmeProduct('sales/customer-360');
    const granted = grantAccess({ path: 'data-product.yaml', content: source }, 'customers', [
      { kind: 'role', grantee: 'no' },
      { kind: 'product', grantee: 'risk.counterparty-risk' },
    ]);
    const lines = (granted?.patch ?? '').split('\n').filter((line) => /^[-+]/.test(line));
    expect(lines).toEqual([
      '--- a/data-product.yaml',
      '+++ b/data-product.yaml',
      '-  version: "3.2.1"',
      '+  version: "3.3.0"',
      '+        - role: "no"',
      '+          access: read',
      '+        - product: risk.counterparty-risk',
      '+          access: read',
    ]);
  });

  it('can be written into every port of acme, and says just that', () => {
    for (const name of ACME_PRODUCTS) {
      const { source } = acmeProduct(name);
      const value = parseYaml({ path: 'x', content: source }).document?.value;
      const ports = valueAt(value, ['output_ports']) as { name: string; access?: { grants?: object[] } }[];
      for (const [at, port] of ports.entries()) {
        const granted = grantAccess({ path: 'x', content: source }, port.name, [FINANCE]);
        const after = parseYaml({ path: 'x', content: granted?.content ?? '' }).document?.value;
        expect(valueAt(after, ['output_ports', at, 'access', 'grants'])).toEqual([
          ...(port.access?.grants ?? []),
          { domain: 'finance', access: 'read' },
        ]);
      }
    }
  });

  it.each([
    ['has no such port', `${HEAD}output_ports: [{name: b}]\n`],
    ['states no version', 'metadata: {name: x}\noutput_ports: [{name: a}]\n'],
    ['states a version that is none', 'metadata: {version: "one"}\noutput_ports: [{name: a}]\n'],
    ['is not well-formed', 'metadata: {version: "1.0.0"}\noutput_ports: [{name: a}\n'],
    ['has no list of ports', `${HEAD}output_ports: {name: a}\n`],
    ['takes its version from elsewhere', 'v: &v "1.2.3"\nmetadata: {version: *v}\noutput_ports: [{name: a}]\n'],
  ])('is not written where the document %s', (_what, content) => {
    expect(grantAccess({ path: 'x', content }, 'a', [FINANCE])).toBeNull();
  });

  it.each([
    ['/srv/sales/data-product.yaml', 'srv/sales/data-product.yaml'],
    ['./data-product.yaml', 'data-product.yaml'],
    ['../customer-360/data-product.yaml', 'data-product.yaml'],
    ['C:\\sales\\data-product.yaml', 'data-product.yaml'],
  ])('names a file of %s as one that a patch may name', (named, expected) => {
    const granted = grantAccess({ path: named, content: `${HEAD}output_ports: [{name: a}]\n` }, 'a', [FINANCE]);
    expect(granted?.patch.split('\n')[0]).toBe(`diff --git a/${expected} b/${expected}`);
  });
});

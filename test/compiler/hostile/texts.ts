const MEGABYTE = 1024 * 1024;

/** A text, the long ones of so many megabytes. */
type Text = (megabytes: number) => string;
const NAMES = [...'abcdefghijkl'];

/** Nine times the one before, twelve times over: 9^12 values where it is written in a kilobyte. */
const bomb = (of: (name: string, before: string | undefined) => string): string =>
  `${NAMES.map((name, i) => of(name, NAMES[i - 1])).join('\n')}\n`;
const nine = (of: string, between = ', ') => Array<string>(9).fill(of).join(between);

/** YAML that is meant to exhaust, confuse or poison its reader. */
export const hostileYaml: Readonly<Record<string, Text>> = {
  'an alias bomb of lists': () => bomb((name, before) => `${name}: &${name} [${nine(before ? `*${before}` : '1')}]`),
  'an alias bomb of mappings': () =>
    bomb(
      (name, before) =>
        `${name}: &${name} {${NAMES.map((key) => `${key}: ${before ? `*${before}` : '1'}`).join(', ')}}`,
    ),
  'an alias bomb of merge keys': () =>
    bomb((name, before) => `${name}: &${name} ${before ? `{x${name}: {<<: [${nine(`*${before}`)}]}}` : '{k: 1}'}`),
  'an anchor within itself': () => 'a: &a {b: *a}\n',
  'a plain scalar of many MB': (megabytes) => `a: ${'x'.repeat(megabytes * MEGABYTE)}\n`,
  'a quoted scalar of many MB': (megabytes) => `a: "${'\\n'.repeat((megabytes / 2) * MEGABYTE)}"\n`,
  'a block scalar of many MB': (megabytes) => `a: |\n${'  xxxxxxxxxxxxx\n'.repeat((megabytes * MEGABYTE) / 16)}`,
  'a key of many MB': (megabytes) => `${'k'.repeat(megabytes * MEGABYTE)}: 1\n`,
  'a kind of many MB': (megabytes) => `kind: ${'x'.repeat(megabytes * MEGABYTE)}\n`,
  'a name of many MB': (megabytes) =>
    `apiVersion: floe.dev/v1\nkind: Manifest\nmetadata: {name: ${'X'.repeat(megabytes * MEGABYTE)}}\n`,
  'an explicit key of many MB': (megabytes) => `? ${'k'.repeat(megabytes * MEGABYTE)}\n: 1\n`,
  'a comment of many MB': (megabytes) => `#${'c'.repeat(megabytes * MEGABYTE)}\n`,
  'brackets without end': (megabytes) => '['.repeat(megabytes * 20_000),
  'braces without end': (megabytes) => '{a: '.repeat(megabytes * 10_000),
  'lists without end': (megabytes) => `${'- '.repeat(megabytes * 10_000)}a`,
  'deep indents': () => Array.from({ length: 3_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  'a quote that never ends': () => `a: "${'x'.repeat(MEGABYTE)}`,
  'a key many times': () => 'kind: x\n'.repeat(10_000),
  'tabs as indents': () => 'metadata:\n\tname: x\n',
  'a byte order mark in the middle': () => 'kind: x\n\uFEFFname: y\n',
  'CR alone': () => 'kind: x\rname: y\r',
  'CRLF and LF': () => 'kind: x\r\nname: y\nversion: 3\r\n',
  'bytes that are no UTF-8': () => Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe, 0xc0, 0x0a]).toString('utf8'),
  'half of a surrogate pair': () => 'a: "\ud800"\n',
  'null bytes': () => `a: ${'\0'.repeat(1000)}\n`,
  'a key for the prototype': () => '__proto__: {polluted: true}\n',
  'a key for the prototype, merged': () => 'a: &a {"__proto__": {polluted: true}}\nb: {<<: *a}\n',
  'keys of the prototype': () => 'constructor: {prototype: {polluted: true}}\ntoString: 1\nhasOwnProperty: 1\n',
  'many documents': () => '---\na: 1\n'.repeat(10_000),
  'many unknown tags': () => `a: [${Array<string>(5_000).fill('!t x').join(', ')}]\n`,
};

const node = (rest: string): string =>
  `{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json"}, "nodes": {"model.p.m": {"resource_type": "model", "name": "m", "package_name": "p"${rest}}}}`;

/** The like of it for target/manifest.json. Where it is JSON all the same, the project is read. */
export const hostileJson: Readonly<Record<string, Text>> = {
  'brackets without end': () => '['.repeat(1_000_000),
  'braces without end': () => '{"a":'.repeat(500_000),
  'brackets within a model': () => node(`, "config": ${'['.repeat(200_000)}${']'.repeat(200_000)}`),
  'brackets within what nobody reads': () => node(`, "other": ${'['.repeat(200_000)}${']'.repeat(200_000)}`),
  'a text of many MB': (megabytes) => node(`, "description": "${'x'.repeat(megabytes * MEGABYTE)}"`),
  'a key of many MB': (megabytes) => node(`, "${'k'.repeat(megabytes * MEGABYTE)}": 1`),
  'a string that never ends': () => `{"nodes": {"a": "${'\\"'.repeat(MEGABYTE)}`,
  'a key many times': () => node(', "name": "m"'.repeat(10_000)),
  'a byte order mark': () => `\uFEFF${node('')}`,
  YAML: () => 'nodes:\n  a: 1\n',
  nothing: () => '',
  'null bytes': () => '\0'.repeat(1000),
  'a key for the prototype': () =>
    node(', "__proto__": {"polluted": true}, "config": {"__proto__": {"polluted": true}}'),
  'nodes of the prototype': () => '{"nodes": {"__proto__": {"polluted": true}, "constructor": {"polluted": true}}}',
  'columns of the prototype': () =>
    node(', "columns": {"__proto__": {"name": "__proto__"}, "constructor": {"name": "constructor"}}'),
  'everything of the wrong kind': () =>
    node(', "columns": 3, "config": [1], "depends_on": "x", "description": {}, "raw_code": 7'),
};

import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { built } from '../support/built.js';
import { ACME_MANIFESTS, acmeManifest } from '../support/acme.js';
import { describeWith } from '../support/describeWith.js';
import { startRegistry } from '../support/registry.js';
import { NOWHERE, runFloe, type Ran } from '../support/runFloe.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { workflowParser } from '../support/workflowParser.js';

const PUBLISH = `mutation ($input: PublishManifestInput!) { publishManifest(input: $input) {
  manifest { name } compilation { diagnostics { message } } userErrors { message } } }`;

const platform = (name: string, rest: string): string =>
  `apiVersion: floe.dev/v1\nkind: Manifest\nmetadata: {name: ${name}, version: "1.0.0"}\n${rest}\n`;
const HYBRID = platform(
  'mixed',
  'data_architecture: {pattern: hybrid, layers: {raw: {prefix: raw_}, hubs: {prefix: hub_}, marts: {prefix: mart_}}}',
);
const VAULT = platform('vault', 'data_architecture: {pattern: data_vault}');
let catalog: TestServer;
beforeAll(async () => {
  catalog = await startTestServer({ acme: true, lasting: true });
  for (const source of [HYBRID, VAULT]) await catalog.data(PUBLISH, { input: { source } });
});

const init = (folder: string, ...args: string[]): Promise<Ran> =>
  runFloe(catalog.url, ['init', folder, '--owner', 'churn', '--email', 'churn@acme.com', ...args]);

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();

describe('floe init', () => {
  it.each([
    ['medallion', '--domain=sales:v2.1.0', 'sales.gold.churns'],
    ['kimball', '--domain=finance:v3.0.0', 'finance.facts.churn_changes'],
    ['Data Vault', '--platform=vault:v1.0.0', 'satellites.churn_details'],
    ['a hybrid', '--platform=mixed', 'marts.churns'],
  ])('of %s begins a product that compiles at once, with no finding', async (_pattern, option, table) => {
    const folder = path.join(await temporaryFolder(), 'churn');
    expect(await init(folder, option)).toMatchObject({ code: 0, stderr: '' });
    expect(parse(await readFile(path.join(folder, 'data-product.yaml'), 'utf8'))).toMatchObject({
      metadata: { name: 'churn' },
      ownership: { team: 'churn', email: 'churn@acme.com' },
      output_ports: [{ table }],
    });
    const compiled = await runFloe(catalog.url, ['compile', folder, '--json']);
    expect(JSON.parse(compiled.stdout)).toMatchObject({ status: 'SUCCEEDED', diagnostics: [] });
  });

  it('writes what CI, dbt and git need beside it, and says what', async () => {
    const folder = path.join(await temporaryFolder(), 'churn');
    const { stdout } = await init(folder, '--domain=sales', '--json');
    const told = JSON.parse(stdout) as { created: string[] };
    expect(told).toEqual({
      product: 'sales.churn',
      folder,
      ref: 'oci://registry.acme.com/domains/sales-platform:v2.1.0',
      created: expect.arrayContaining([
        ...[
          'data-product.yaml',
          'dbt_project.yml',
          'packages.yml',
          'profiles.yml',
          'schemas/churns.json',
          '.gitignore',
        ],
        ...[
          'models/sources.yml',
          'models/gold/sales_gold_churns.sql',
          'seeds/churn_source/churns.csv',
          '.github/workflows/floe.yml',
        ],
      ]),
      kept: [],
      notes: [],
    });
    expect(await filesIn(folder)).toEqual([...told.created].sort());
  });

  it('refuses a folder that is not empty, and writes with --force what is absent', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'README.md'), '# Ours\n');
    await writeFile(path.join(folder, 'dbt_project.yml'), 'name: ours\n');
    expect(await init(folder, '--domain=sales')).toEqual({
      code: 2,
      stdout: '',
      stderr: `floe: ${folder} is not empty (README.md and 1 more): name another folder; with --force only what is absent is written.\n`,
    });
    expect(await filesIn(folder)).toEqual(['README.md', 'dbt_project.yml']);
    expect(await init(folder, '--domain=sales', '--force')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Left as they are: dbt_project.yml'),
    });
    expect(await readFile(path.join(folder, 'dbt_project.yml'), 'utf8')).toBe('name: ours\n');
    expect(await filesIn(folder)).toContain('data-product.yaml');
  });

  it('takes the owner of the domain where nobody says another, and the name of the folder', async () => {
    const folder = path.join(await temporaryFolder(), 'Customer Churn');
    await mkdir(path.join(folder, '.git'), { recursive: true });
    expect(await runFloe(catalog.url, ['init', '--domain=sales:2.1.0', folder])).toMatchObject({ code: 0 });
    expect(parse(await readFile(path.join(folder, 'data-product.yaml'), 'utf8'))).toMatchObject({
      metadata: { name: 'customer-churn' },
      ownership: { team: 'sales-data-team', email: 'sales-data-team@acme.com' },
    });
  });

  it.each([
    ['a domain that there is not', ['--domain=sale'], 1, 'there is no domain sale. Did you mean sales?'],
    [
      'a version that there is not',
      ['--domain=sales:v9.0.0'],
      1,
      'domain sales has no version 9.0.0: the one that stands is 2.1.0.',
    ],
    ['a platform that there is not', ['--platform=vaul:v1.0.0'], 1, 'there is no manifest vaul'],
    [
      'one of several platforms',
      ['--platform=v1.0.0'],
      1,
      'the catalog has several platforms: name one of mixed, vault',
    ],
    [
      'a manifest of another tier',
      ['--domain=vault'],
      1,
      'vault@1.0.0 is a centralized platform: name it by --platform.',
    ],
    [
      'a domain where a platform is to be',
      ['--platform=sales-domain'],
      1,
      'oci://registry.acme.com/domains/sales-platform:v2.1.0 is of the scope domain: name a domain by --domain.',
    ],
    ['nothing', [], 2, 'name the platform of the product: --domain=sales:v2.1.0'],
    ['both', ['--domain=sales', '--platform=v1.0.0'], 2, 'name the platform of the product'],
    ['what is no name', ['--domain=sales:latest'], 2, '"sales:latest" names no domain'],
    [
      'a name that cannot stand',
      ['--domain=sales', '--name=A b'],
      2,
      'what was said of the product cannot stand in its document.',
    ],
  ])('with %s ends in a line, and writes nothing', async (_what, args, code, words) => {
    const folder = path.join(await temporaryFolder(), 'churn');
    const ran = await init(folder, ...args);
    expect(ran).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(`floe: ${words}`) });
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });

  it('asks nobody in a pipe: where nothing says who owns it, it ends', async () => {
    const folder = path.join(await temporaryFolder(), 'churn');
    expect(await runFloe(catalog.url, ['init', folder, '--platform=vault'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('say it with --name, --owner and --email'),
    });
  });
});

describe('Manifest.starter', () => {
  const STARTER = `query ($name: String!, $team: String, $email: String, $ci: CiSystem) {
    manifest(name: $name) { starter(name: "churn", team: $team, email: $email, ci: $ci, floeVersion: "1.2.3") {
      fqn ref team email pattern compute notes refusal files { path content } diagnostics { code } } } }`;
  interface Starter {
    readonly refusal: string | null;
    readonly files: readonly { readonly path: string; readonly content: string }[];
  }
  const starter = async (variables: Record<string, unknown>): Promise<Starter> =>
    (await catalog.data<{ manifest: { starter: Starter } }>(STARTER, variables)).manifest.starter;

  it('gives the files that floe init writes, owned by whom the manifest names', async () => {
    const folder = path.join(await temporaryFolder(), 'churn');
    await runFloe(catalog.url, ['init', folder, '--domain=sales', '--ci', 'gitlab']);
    const { files, ...said } = await starter({ name: 'sales-domain', ci: 'GITLAB' });
    expect(said).toEqual({
      fqn: 'sales.churn',
      ref: 'oci://registry.acme.com/domains/sales-platform:v2.1.0',
      team: 'sales-data-team',
      email: 'sales-data-team@acme.com',
      pattern: 'MEDALLION',
      compute: 'spark',
      notes: [],
      refusal: null,
      diagnostics: [],
    });
    expect(files.map((file) => file.path).sort()).toEqual(await filesIn(folder));
    const own = ['.gitlab-ci.yml', 'seeds/churn_source/churns.csv']; // the version of floe, and the minute
    for (const file of files.filter((each) => !own.includes(each.path)))
      expect(await readFile(path.join(folder, file.path), 'utf8')).toBe(file.content);
  });

  it.each([
    ['nobody who owns it', { name: 'vault' }, 'nothing says which team owns the product', []],
    [
      'an address that is none',
      { name: 'vault', team: 'a', email: 'a' },
      'what was said of the product',
      ['DOCUMENT_INVALID_VALUE'],
    ],
  ])('of %s says why there is none', async (_what, variables, refusal, codes) => {
    expect(await starter(variables)).toMatchObject({
      refusal: expect.stringContaining(refusal),
      files: [],
      diagnostics: codes.map((code) => ({ code })),
    });
  });
});

describeWith(['script'], 'floe init on a terminal', () => {
  it('asks for the name and the team, and takes what is usual for Enter', async () => {
    const folder = path.join(await temporaryFolder(), 'churn');
    const command = `${process.execPath} ${built('floe')} init ${folder} --domain=sales`;
    const env = { ...process.env, FLOE_CATALOG_URL: catalog.url };
    const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], { env });
    let shown = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const [before, added] = [shown, String(chunk)];
      shown += added;
      if (/Name of the product \(churn\): /.test(shown) && !/Name of the product/.test(before))
        child.stdin.write('churn-risk\n');
      if (/Team that owns it \(sales-data-team\): /.test(shown) && !/Team that/.test(before)) child.stdin.write('\n');
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, shown }).toMatchObject({ code: 0, shown: expect.stringContaining('Began sales.churn-risk') });
    expect(parse(await readFile(path.join(folder, 'data-product.yaml'), 'utf8'))).toMatchObject({
      metadata: { name: 'churn-risk' },
      ownership: { team: 'sales-data-team', email: 'sales-data-team@acme.com' },
    });
  });
});

describeWith(['docker-registry'], 'floe init from a registry', () => {
  it('pulls the manifest of the domain and those above it, and asks no catalog', async () => {
    const { host } = await startRegistry();
    const folder = await temporaryFolder();
    const manifests = path.join(folder, 'manifests');
    const registry = `oci://${host}`;
    for (const { file } of ACME_MANIFESTS.filter((each) => /enterprise|sales/.test(each.file))) {
      const source = acmeManifest(file).source.replaceAll('oci://registry.acme.com', registry);
      await mkdir(path.dirname(path.join(manifests, file)), { recursive: true });
      await writeFile(path.join(manifests, file), source);
    }
    const other = await startTestServer();
    for (const [version, file] of [
      ['v1.0.0', 'enterprise-manifest.yaml'],
      ['v2.1.0', 'domains/sales/domain-manifest.yaml'],
    ] as const) {
      const args = ['platform', 'publish', version, path.join(manifests, file), '--registry', registry];
      expect(await runFloe(other.url, args)).toMatchObject({ code: 0 });
    }
    const product = path.join(folder, 'churn');
    const args = ['init', product, '--domain=sales:v2.1.0', '--registry', registry];
    expect(await runFloe(NOWHERE, args)).toMatchObject({ code: 0, stderr: '' });
    expect(await readFile(path.join(product, 'data-product.yaml'), 'utf8')).toContain(
      `${registry}/domains/sales-platform:v2.1.0`,
    );
    const compiled = await runFloe(other.url, ['compile', product, '--json']);
    expect(JSON.parse(compiled.stdout)).toMatchObject({ status: 'SUCCEEDED', diagnostics: [] });
    const byRef = path.join(folder, 'by-ref');
    const ref = `${registry}/domains/sales-platform:v2.1.0`;
    await runFloe(NOWHERE, ['init', byRef, `--domain=${ref}`, '--name', 'churn']);
    expect(await filesIn(byRef)).toEqual(await filesIn(product));
  });
});

describe('the CI that floe init writes', () => {
  const begin = async (ci: string): Promise<string> => {
    const folder = path.join(await temporaryFolder(), 'churn');
    await init(folder, '--domain=sales', '--ci', ci);
    return folder;
  };
  const COMMANDS = ['floe compile . --format sarif', 'floe contracts check . --format markdown'];

  it('is a workflow that the parser of GitHub finds nothing wrong with', async () => {
    const file = path.join(await begin('github'), '.github/workflows/floe.yml');
    const content = await readFile(file, 'utf8');
    const { parseWorkflow, NoOperationTraceWriter } = await workflowParser();
    const errorsIn = (text: string): unknown[] =>
      parseWorkflow({ name: 'floe.yml', content: text }, new NoOperationTraceWriter()).context.errors.getErrors();
    expect(errorsIn(content)).toEqual([]);
    expect(errorsIn(content.replace('runs-on:', 'run-on:'))).not.toEqual([]);
    for (const command of COMMANDS) expect(content).toContain(command);
  });

  it('is a pipeline of GitLab', async () => {
    const pipeline = parse(await readFile(path.join(await begin('gitlab'), '.gitlab-ci.yml'), 'utf8')) as {
      floe: { script: string[]; after_script: string[]; artifacts: object };
    };
    for (const command of COMMANDS) expect(pipeline.floe.script.join('\n')).toContain(command);
    expect(pipeline.floe.artifacts).toMatchObject({ when: 'always', reports: { junit: 'floe.xml' } });
    expect(pipeline.floe.after_script.join('')).toContain('/merge_requests/$CI_MERGE_REQUEST_IID/notes');
  });

  it('runs as it is written: its commands find what a change does to the product', async () => {
    const folder = await begin('github');
    const compiled = await runFloe(catalog.url, ['compile', '.', '--format', 'sarif'], folder);
    expect(JSON.parse(compiled.stdout)).toMatchObject({ version: '2.1.0', runs: [{ results: [] }] });
    const checked = await runFloe(catalog.url, ['contracts', 'check', '.', '--format', 'markdown'], folder);
    expect(checked).toMatchObject({ code: 0, stdout: 'Nothing of it is published yet: nobody relies on it.\n' });
  });
});

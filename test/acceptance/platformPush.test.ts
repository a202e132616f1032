import { execFileSync } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { ACME } from '../support/acme.js';
import { BOOTSTRAP, tokenFor } from '../support/as.js';
import { describeWith } from '../support/describeWith.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { frontOf } from '../support/registryFront.js';
import { NOWHERE, runFloe } from '../support/runFloe.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const PUBLISHED = `{ manifest(name: "acme-enterprise", version: "1.0.0") { version ref digest artifactDigest } }`;

describeWith(['docker-registry'], 'floe platform publish and pull', () => {
  let server: TestServer;
  let registry: Registry;
  let folder: string;
  beforeEach(async () => {
    server = await startTestServer();
    registry = await startRegistry();
    folder = await temporaryFolder();
    await cp(path.join(ACME, 'enterprise-manifest.yaml'), path.join(folder, 'enterprise-manifest.yaml'));
  });

  const floe = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    runFloe(server.url, ['platform', ...args], folder, undefined, env);
  const published = async (): Promise<unknown> => (await server.data<{ manifest: unknown }>(PUBLISHED)).manifest;

  it('publish pushes the document, reads its digest back and publishes it with that', async () => {
    const ref = `oci://${registry.host}/enterprise-platform:v1.0.0`;
    const { code, stdout } = await floe(['publish', 'v1.0.0', '--registry', `oci://${registry.host}`]);
    const [, digest] = /\nPushed \S+ \((sha256:\w{64})\)\n/.exec(stdout) ?? [];
    expect([code, stdout.split('\n').slice(-3)]).toEqual([
      0,
      [`Pushed ${ref} (${digest})`, `Published acme-enterprise 1.0.0 as ${ref}`, ''],
    ]);
    expect(await published()).toMatchObject({ version: '1.0.0', ref, artifactDigest: digest });

    const again = await floe(['publish', 'v1.0.0', 'enterprise-manifest.yaml'], {
      FLOE_REGISTRY: `oci://${registry.host}`,
    });
    expect([again.code, again.stdout.split('\n').slice(-3)]).toEqual([
      0,
      [
        `${ref} stood in the registry with this content already (${digest})`,
        `acme-enterprise 1.0.0 as ${ref} is unchanged: it stood with this content already.`,
        '',
      ],
    ]);
  });

  it('pull gives the document back, to stdout or to a file, and tells its digest; no catalog is asked', async () => {
    const ref = `oci://${registry.host}/enterprise-platform:v1.0.0`;
    await floe(['publish', 'v1.0.0', '--ref', ref]);
    const source = await readFile(path.join(folder, 'enterprise-manifest.yaml'), 'utf8');
    const pull = (...args: string[]) => runFloe(NOWHERE, ['platform', 'pull', ref, ...args], folder);
    expect(await pull()).toEqual({
      code: 0,
      stdout: source,
      stderr: expect.stringMatching(new RegExp(`^Pulled ${ref} \\(sha256:\\w{64}\\)\n$`)) as string,
    });
    expect(await pull('-o', 'pulled.yaml')).toMatchObject({ code: 0, stdout: '' });
    expect(await readFile(path.join(folder, 'pulled.yaml'), 'utf8')).toBe(source);
    expect(JSON.parse((await pull('--json')).stdout)).toMatchObject({ ref, title: 'enterprise-manifest.yaml', source });
  });

  it('says which commit of which repository a document is, where it is as it was committed', async () => {
    const git = (...args: string[]): string => String(execFileSync('git', args, { cwd: folder }));
    git('init', '--quiet');
    git('remote', 'add', 'origin', 'https://ada:secret@git.acme.com/platform.git');
    git('add', '.');
    git('-c', 'user.name=ada', '-c', 'user.email=ada@acme.com', 'commit', '--quiet', '-m', 'First');
    const repository = `oci://${registry.host}/enterprise-platform`;
    const annotations = async (name: string): Promise<unknown> => {
      await floe(['publish', 'v1.0.0', '--ref', `${repository}:${name}`]);
      const { stdout } = await floe(['pull', `${repository}:${name}`, '--json']);
      return (JSON.parse(stdout) as { annotations: unknown }).annotations;
    };
    const source = 'https://git.acme.com/platform.git';
    expect(await annotations('committed')).toEqual({
      'org.opencontainers.image.version': '1.0.0',
      'org.opencontainers.image.source': source,
      'org.opencontainers.image.revision': git('rev-parse', 'HEAD').trim(),
    });
    const file = path.join(folder, 'enterprise-manifest.yaml');
    await writeFile(file, `${await readFile(file, 'utf8')}# edited\n`);
    server = await startTestServer(); // in the first one this version stands with another content
    expect(await floe(['publish', 'v1.0.0', '--ref', `${repository}:committed`])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('(TAG_TAKEN)') as string,
    });
    expect(await annotations('edited')).toEqual({
      'org.opencontainers.image.version': '1.0.0',
      'org.opencontainers.image.source': source,
    });
  });

  it('pushes nothing that does not compile, and publishes nothing that is not pushed', async () => {
    const front = await frontOf(registry);
    const ref = `oci://${front.host}/enterprise-platform:v1.0.0`;
    const file = path.join(folder, 'enterprise-manifest.yaml');
    const source = await readFile(file, 'utf8');
    await writeFile(file, source.replace('scope: enterprise', 'scope: galaxy'));
    expect(await floe(['publish', 'v1.0.0', '--ref', ref])).toMatchObject({ code: 1 });
    expect(front.passed).toEqual([]);

    await writeFile(file, source);
    front.meddle((line, answer) => {
      if (line.startsWith('PUT') && line.includes('/manifests/')) answer.cutAfter = 0;
    });
    expect(await floe(['publish', 'v1.0.0', '--ref', ref])).toEqual({
      code: 2,
      stdout: '',
      stderr: `floe: ${ref}: the registry ended the connection half way (UND_ERR_SOCKET). Try again: nothing was published, and what it has already is not sent twice. (CUT_OFF)\n`,
    });
    expect(await published()).toBeNull();

    front.meddle((_, answer) => void (answer.status = 403));
    expect(await floe(['publish', 'v1.0.0', '--ref', ref])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('(DENIED)') as string,
    });
    expect(await floe(['pull', `oci://${registry.host}/nothing:v1.0.0`])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('(NOT_FOUND)') as string,
    });
    expect(await floe(['pull', 'enterprise-platform:v1.0.0'])).toMatchObject({ code: 2 });
    expect(await published()).toBeNull();
  });

  it('pushes nothing that the catalog would not publish: of another content, or by whom it does not let', async () => {
    await floe(['publish', 'v1.0.0', '--no-push']);
    const file = path.join(folder, 'enterprise-manifest.yaml');
    const source = await readFile(file, 'utf8');
    await writeFile(file, `${source}# edited\n`);
    const args = ['publish', 'v1.0.0', '--registry', `oci://${registry.host}`];
    expect(await floe(args)).toMatchObject({
      code: 1,
      stderr: 'floe: acme-enterprise 1.0.0 is published with other content: raise metadata.version. (CONFLICT)\n',
    });

    await writeFile(file, source);
    const guarded = await startTestServer({ acme: true, env: { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP } });
    const sales = await tokenFor(guarded.url, 'sales-ci', ['publish'], ['sales']);
    expect(await runFloe(guarded.url, ['platform', ...args], folder, undefined, { FLOE_TOKEN: sales })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('(FORBIDDEN)') as string,
    });
    const answer = await fetch(`http://${registry.host}/v2/enterprise-platform/tags/list`);
    expect(answer.status).toBe(404);
  });

  it('a version that stands in the catalog gets the digest it is pushed with, and no other ever after', async () => {
    const ref = `oci://${registry.host}/enterprise-platform:v1.0.0`;
    await floe(['publish', 'v1.0.0', '--ref', ref, '--no-push']);
    expect(await published()).toMatchObject({ ref, artifactDigest: null });
    await floe(['publish', 'v1.0.0', '--ref', ref]);
    const pinned = await published();
    expect(pinned).toMatchObject({ ref, artifactDigest: expect.stringMatching(/^sha256:/) as string });

    const source = await readFile(path.join(folder, 'enterprise-manifest.yaml'), 'utf8');
    const publish = (artifactDigest: string) =>
      server.data<{ publishManifest: { userErrors: unknown[] } }>(
        `mutation Publish($input: PublishManifestInput!) { publishManifest(input: $input) { userErrors { code path message } } }`,
        { input: { source, ref, artifactDigest } },
      );
    const other = `sha256:${'0'.repeat(64)}`;
    expect((await publish(other)).publishManifest.userErrors).toEqual([
      {
        code: 'CONFLICT',
        path: ['input', 'artifactDigest'],
        message: expect.stringContaining(`${ref} leads to ${other} now: a ref names one immutable artifact.`) as string,
      },
    ]);
    expect((await publish('sha256:0')).publishManifest.userErrors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
    expect(await published()).toEqual(pinned);
  });
});

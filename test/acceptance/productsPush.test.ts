import { execFileSync } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { ACME } from '../support/acme.js';
import { describeWith } from '../support/describeWith.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { runFloe } from '../support/runFloe.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const STANDING = `query ($version: SemVer) { product(fqn: "sales.customer-360", version: $version) { version ref artifactDigest } }`;

describeWith(['docker-registry'], 'floe products publish --push', () => {
  let server: TestServer;
  let registry: Registry;
  let folder: string;
  beforeEach(async () => {
    server = await startTestServer({ acme: true });
    registry = await startRegistry();
    folder = await temporaryFolder();
    await cp(path.join(ACME, 'domains/sales/products/customer-360'), folder, { recursive: true });
  });

  const publish = (...args: string[]) => runFloe(server.url, ['products', 'publish', folder, ...args]);
  const push = (...args: string[]) => publish('--push', '--registry', `oci://${registry.host}`, ...args);
  const standing = async (version?: string): Promise<unknown> =>
    (await server.data<{ product: unknown }>(STANDING, { version })).product;
  const edit = async (file: string, change: (text: string) => string): Promise<void> =>
    writeFile(path.join(folder, file), change(await readFile(path.join(folder, file), 'utf8')));

  it('pushes what the catalog is sent as an archive, and publishes the version with its digest', async () => {
    await edit('data-product.yaml', (text) => text.replace('version: "3.2.1"', 'version: "3.2.2"'));
    const ref = `oci://${registry.host}/products/sales/customer-360:v3.2.2`;
    const { code, stdout } = await push();
    const [, digest] = /\nPushed \S+ \((sha256:\w{64})\)\n/.exec(stdout) ?? [];
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining(`\nPushed ${ref} (${digest})\n\nPublished sales.customer-360 3.2.2\n`),
    ]);
    expect(await standing()).toEqual({ version: '3.2.2', ref, artifactDigest: digest });
    expect(await standing('3.2.1')).toEqual({ version: '3.2.1', ref: null, artifactDigest: null });

    const api = `http://${registry.host}/v2/products/sales/customer-360`;
    const accept = { accept: 'application/vnd.oci.image.manifest.v1+json' };
    const manifest = (await (await fetch(`${api}/manifests/v3.2.2`, { headers: accept })).json()) as {
      layers: { digest: string }[];
    };
    expect(manifest).toMatchObject({
      artifactType: 'application/vnd.floe.product.v1+tar',
      config: { mediaType: 'application/vnd.oci.empty.v1+json' },
      layers: [
        {
          mediaType: 'application/vnd.oci.image.layer.v1.tar',
          annotations: { 'org.opencontainers.image.title': 'sales.customer-360-3.2.2.tar' },
        },
      ],
      annotations: { 'org.opencontainers.image.version': '3.2.2' },
    });
    const archive = path.join(await temporaryFolder(), 'product.tar');
    const layer = await fetch(`${api}/blobs/${manifest.layers[0]?.digest}`);
    await writeFile(archive, Buffer.from(await layer.arrayBuffer()));
    const names = String(execFileSync('tar', ['--list', '--file', archive]))
      .trim()
      .split('\n');
    expect(names).toEqual(expect.arrayContaining(['data-product.yaml', 'schemas/customers.json']));
    const unpacked = execFileSync('tar', ['--extract', '--to-stdout', '--file', archive, 'data-product.yaml']);
    expect(String(unpacked)).toBe(await readFile(path.join(folder, 'data-product.yaml'), 'utf8'));
  });

  it('gives a version that stands the digest it is pushed with; pushed again it is unchanged', async () => {
    expect((await push()).stdout).toContain('sales.customer-360 3.2.1 is unchanged');
    const pinned = await standing();
    expect(pinned).toMatchObject({ artifactDigest: expect.stringMatching(/^sha256:/) as string });
    expect((await push()).stdout).toContain('stood in the registry with this content already');
    expect(await standing()).toEqual(pinned);
    await edit('data-product.yaml', (text) => `${text}# edited\n`);
    expect(await push()).toMatchObject({ code: 1, stderr: expect.stringContaining('(CONFLICT)') as string });
    expect(await standing()).toEqual(pinned);
  });

  it('pushes nothing that does not compile, publishes nothing that is not pushed, and wants to know where to', async () => {
    await edit('data-product.yaml', (text) => text.replace('version: "3.2.1"', 'version: "3.2.2"'));
    const before = await standing();
    expect(await publish('--push')).toMatchObject({
      code: 2,
      stderr: 'floe: --push goes with --registry or --ref, or with FLOE_REGISTRY.\n',
    });
    expect(await push(path.join(ACME, 'domains/marketing'))).toMatchObject({
      code: 2,
      stderr: 'floe: --push goes with one folder.\n',
    });
    await registry.stop();
    expect(await push()).toMatchObject({ code: 2, stderr: expect.stringContaining('(UNREACHABLE)') as string });
    await registry.start();
    await edit('data-product.yaml', (text) => text.replace('output_ports:', 'output_prots:'));
    expect(await push()).toMatchObject({ code: 1, stderr: expect.stringContaining('failed') as string });
    await edit('data-product.yaml', (text) => text.replace('output_prots:', 'output_ports:').replace('3.2.2', '3.2.0'));
    expect(await push()).toMatchObject({ code: 1, stderr: expect.stringContaining('(CONFLICT)') as string });
    const answer = await fetch(`http://${registry.host}/v2/products/sales/customer-360/tags/list`);
    expect(answer.status).toBe(404);
    expect(await standing()).toEqual(before);
  });
});

import { beforeEach, expect, it } from 'vitest';
import { manifestArtifact } from '../../src/adapters/oci/artifacts/manifestArtifact.js';
import { pushArtifact } from '../../src/adapters/oci/pushArtifact.js';
import { parseReference } from '../../src/adapters/oci/reference.js';
import { registriesOf } from '../../src/adapters/oci/registriesOf.js';
import { acmeManifest } from '../support/acme.js';
import { askAs, BOOTSTRAP, tokenFor } from '../support/as.js';
import { describeWith } from '../support/describeWith.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { frontOf, type Answer, type Front } from '../support/registryFront.js';
import { startTestServer, type TestServer } from '../support/server.js';

const ENTERPRISE = acmeManifest('enterprise-manifest.yaml').source;
const SALES = acmeManifest('domains/sales/domain-manifest.yaml').source;

const OUTCOME = `compilation { status diagnostics { code severity message hint } }`;
const PUBLISH = `mutation ($input: PublishManifestInput!) { publishManifest(input: $input) {
  manifest { name ref parent { name version ref artifactDigest } } ${OUTCOME} userErrors { code message } } }`;
const COMPILE = `mutation ($input: PublishManifestInput!) { compileManifest(input: $input) { ${OUTCOME} } }`;
const STANDING = `{ enterprise: manifest(name: "acme-enterprise", version: "1.0.0") { ref artifactDigest }
  sales: manifest(name: "sales-domain", version: "2.1.0") { ref } }`;

interface Published {
  readonly manifest: { readonly parent: object | null } | null;
  readonly compilation: {
    readonly status: string;
    readonly diagnostics: readonly { code: string; severity: string; message: string; hint: string | null }[];
  };
  readonly userErrors: readonly { code: string; message: string }[];
}

/** Pushes by other means than the catalog's. */
const push = async (ref: string, source: string, version = '1.0.0'): Promise<string> => {
  const artifact = manifestArtifact('enterprise-manifest.yaml', source, version, { source: null, revision: null });
  return (await pushArtifact(registriesOf({}), parseReference(ref), artifact)).digest;
};

describeWith(['docker-registry'], 'a parent that only its registry has', () => {
  let registry: Registry;
  let front: Front;
  let ref: string;
  beforeEach(async () => {
    registry = await startRegistry();
    front = await frontOf(registry);
    ref = `oci://${front.host}/enterprise-platform:v1.0.0`;
  });

  const start = (env: Record<string, string> = {}): Promise<TestServer> =>
    startTestServer({ env: { REGISTRIES: front.host, ...env } });
  const sales = (parent = ref, version = '2.1.0'): { source: string } => ({
    source: SALES.replace(/oci:\/\/registry\.acme\.com\/enterprise-platform:v1\.0\.0/, parent).replace(
      '2.1.0',
      version,
    ),
  });
  const publish = async (server: TestServer, input = sales()): Promise<Published> =>
    (await server.data<{ publishManifest: Published }>(PUBLISH, { input })).publishManifest;
  const standing = (server: TestServer): Promise<unknown> => server.data(STANDING);
  const NOTHING = { enterprise: null, sales: null };

  it('is pulled, and published with what rests on it, pinned to its digest', async () => {
    const artifactDigest = await push(ref, ENTERPRISE);
    const server = await start();
    expect(await publish(server)).toMatchObject({
      manifest: { name: 'sales-domain', parent: { name: 'acme-enterprise', version: '1.0.0', ref, artifactDigest } },
      compilation: { status: 'SUCCEEDED', diagnostics: [] },
      userErrors: [],
    });
    expect(await standing(server)).toEqual({ enterprise: { ref, artifactDigest }, sales: { ref: null } });
  });

  it('is published in the transaction of publishMany and publishTogether as well', async () => {
    await push(ref, ENTERPRISE);
    const [many, together] = [await start(), await start()];
    const PUBLISH_MANY = `mutation ($input: PublishManyInput!) { publishMany(input: $input) { published results { userErrors { message } } } }`;
    expect(await many.data(PUBLISH_MANY, { input: { manifests: [sales()] } })).toMatchObject({
      publishMany: { published: 1 },
    });
    const TOGETHER = `mutation ($input: PublishTogetherInput!) { publishTogether(input: $input) { userErrors { message } } }`;
    expect(await together.data(TOGETHER, { input: { manifest: sales(), products: [] } })).toEqual({
      publishTogether: { userErrors: [] },
    });
    for (const server of [many, together]) expect(await standing(server)).toMatchObject({ enterprise: { ref } });
  });

  it('is pulled for a compilation too, which keeps nothing', async () => {
    await push(ref, ENTERPRISE);
    const server = await start();
    expect(await server.data(COMPILE, { input: sales() })).toMatchObject({
      compileManifest: { compilation: { status: 'SUCCEEDED', diagnostics: [] } },
    });
    expect(await standing(server)).toEqual(NOTHING);
  });

  it('by a short tag is the highest version under it, and is kept by the tag of that', async () => {
    await push(ref, ENTERPRISE);
    for (const version of ['1.9.0', '1.10.0', '2.0.0'])
      await push(ref.replace('1.0.0', version), ENTERPRISE.replace('1.0.0', version), version);
    const server = await start();
    expect(await publish(server, sales(ref.replace('v1.0.0', 'v1')))).toMatchObject({
      manifest: { parent: { version: '1.10.0', ref: ref.replace('1.0.0', '1.10.0') } },
    });
  });

  it('is asked of no registry that is not allowed, nor of another part of one that is', async () => {
    await push(ref, ENTERPRISE);
    const before = front.passed.length;
    for (const REGISTRIES of [registry.host, `${front.host}/platforms`, `${front.host}/enterprise`]) {
      const { compilation } = await publish(await start({ REGISTRIES }));
      expect(compilation.diagnostics.map(({ code }) => code)).toEqual(['REF_UNRESOLVED']);
    }
    expect(front.passed).toHaveLength(before);
    expect((await publish(await start({ REGISTRIES: `${front.host}/enterprise-platform` }))).userErrors).toEqual([]);
  });

  const isBlob = (line: string): boolean => line.startsWith('GET') && line.includes('/blobs/');
  it.each<[string, (line: string, answer: Answer) => void]>([
    [
      'DIGEST_MISMATCH',
      (line, answer) => void (isBlob(line) && (answer.body = Buffer.from(ENTERPRISE.replace('1.0.0', '1.0.1')))),
    ],
    ['TRUNCATED', (line, answer) => void (isBlob(line) && (answer.body = answer.body.subarray(0, 100)))],
    ['CUT_OFF', (line, answer) => void (isBlob(line) && (answer.cutAfter = 100))],
    ['CUT_OFF', (_, answer) => void (answer.cutAfter = 0)],
    ['UNAUTHORIZED', (_, answer) => void (answer.status = 401)],
    ['DENIED', (_, answer) => void (answer.status = 403)],
    ['NOT_FOUND', (_, answer) => void (answer.status = 404)],
    ['REGISTRY_FAILED', (_, answer) => void (answer.status = 500)],
    [
      'INDEX_REFUSED',
      (line, answer) => {
        if (line.includes('/manifests/')) answer.body = Buffer.from('{"schemaVersion": 2, "manifests": []}');
        delete answer.headers['docker-content-digest'];
      },
    ],
    [
      'REDIRECT_REFUSED',
      (line, answer) => {
        if (isBlob(line)) Object.assign(answer, { status: 307, headers: { location: 'http://127.0.0.1:9/metadata' } });
      },
    ],
  ])('that does not come whole and as its digest says is told (%s), and nothing is published', async (code, meddle) => {
    await push(ref, ENTERPRISE);
    front.meddle(meddle);
    const server = await start();
    const { manifest, compilation } = await publish(server);
    expect([manifest, compilation.status]).toEqual([null, 'FAILED']);
    expect(compilation.diagnostics).toMatchObject([
      {
        code: 'REF_NOT_PULLED',
        severity: 'ERROR',
        message: `parent.ref '${ref}' leads to no published manifest, and its registry did not give it`,
        hint: expect.stringContaining(`(${code})`) as string,
      },
    ]);
    expect(await standing(server)).toEqual(NOTHING);
  });

  it('that is no parent is told as one that the catalog has', async () => {
    await push(ref, SALES);
    const server = await start();
    const { compilation } = await publish(server);
    expect(compilation.diagnostics.map(({ code }) => code)).not.toEqual([]);
    await push(ref.replace('1.0.0', '1.0.1'), 'kind: [');
    const other = await publish(server, sales(ref.replace('1.0.0', '1.0.1')));
    expect(other.compilation.diagnostics).toMatchObject([{ code: 'PARENT_INVALID' }]);
    expect(await standing(server)).toEqual(NOTHING);
  });

  it('is known from then on: its registry may be away, and a tag that was moved is a warning', async () => {
    const pinned = await push(ref, ENTERPRISE);
    const server = await start();
    await publish(server);
    await registry.stop();
    expect((await publish(server, sales(ref, '2.1.1'))).compilation).toEqual({ status: 'SUCCEEDED', diagnostics: [] });
    await registry.start();

    const other = `oci://${front.host}/enterprise-platform:other`;
    const moved = await push(other, `${ENTERPRISE}# another\n`);
    const accept = { accept: 'application/vnd.oci.image.manifest.v1+json' };
    const at = (tag: string): string => `http://${registry.host}/v2/enterprise-platform/manifests/${tag}`;
    const body = await (await fetch(at('other'), { headers: accept })).text();
    await fetch(at('v1.0.0'), { method: 'PUT', headers: { 'content-type': accept.accept }, body });
    expect(await publish(server, sales(ref, '2.1.2'))).toMatchObject({
      manifest: { parent: { artifactDigest: pinned } },
      compilation: {
        status: 'SUCCEEDED',
        diagnostics: [
          {
            code: 'REF_MOVED',
            severity: 'WARNING',
            message: `The tag of parent.ref '${ref}' was moved: it leads to ${moved}, and the catalog keeps ${pinned}`,
          },
        ],
      },
    });
  });

  it('is published by those alone who may publish an enterprise manifest', async () => {
    const next = ref.replace('1.0.0', '1.1.0');
    await push(next, ENTERPRISE.replace('1.0.0', '1.1.0'), '1.1.0');
    const env = { REGISTRIES: front.host, AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP };
    const { url, data } = await startTestServer({ acme: true, env });
    const domain = await tokenFor(url, 'sales', ['publish'], ['sales']);
    const refused = await askAs(url, domain, PUBLISH, { input: sales(next, '2.2.0') });
    expect(refused.errors?.[0]).toMatchObject({
      message: expect.stringContaining('acme-enterprise') as string,
      extensions: { code: 'FORBIDDEN' },
    });
    const versions = `{ enterprise: manifest(name: "acme-enterprise") { version } sales: manifest(name: "sales-domain") { version } }`;
    expect(await data(versions)).toEqual({ enterprise: { version: '1.0.0' }, sales: { version: '2.1.0' } });
    const platform = await tokenFor(url, 'platform', ['platform']);
    expect((await askAs(url, platform, PUBLISH, { input: sales(next, '2.2.0') })).errors).toBeUndefined();
    expect(await data(versions)).toEqual({ enterprise: { version: '1.1.0' }, sales: { version: '2.2.0' } });
    // What stands is anybody's to rest on.
    expect((await askAs(url, domain, PUBLISH, { input: sales(next, '2.2.1') })).errors).toBeUndefined();
  });
});

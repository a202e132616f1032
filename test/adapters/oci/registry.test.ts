import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { digestOf } from '../../../src/adapters/oci/bytes.js';
import type { Credentials } from '../../../src/adapters/oci/credentialHelper.js';
import { manifestArtifact, pullManifest, type Origin } from '../../../src/adapters/oci/artifacts/manifestArtifact.js';
import { pushArtifact, type Pushed } from '../../../src/adapters/oci/pushArtifact.js';
import { parseReference } from '../../../src/adapters/oci/reference.js';
import { registriesOf } from '../../../src/adapters/oci/registriesOf.js';
import type { Registries } from '../../../src/adapters/oci/Repository.js';
import { describeWith } from '../../support/describeWith.js';
import { startRegistry } from '../../support/registry.js';
import { frontOf } from '../../support/registryFront.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { startTokenServer } from '../../support/tokenServer.js';

const SOURCE = 'apiVersion: floe.dev/v1\nkind: Manifest # größer\n';
const ORIGIN = { source: 'https://git.acme.com/platform.git', revision: '0123abcd' };

/** Registries asked as somebody, or as nobody. */
const asked = (who: Credentials | null = null): Registries => ({
  credentials: async () => who,
  plainHttp: () => true,
});
const nobody = asked();

const push = (ref: string, source = SOURCE, registries = nobody, origin: Origin = ORIGIN): Promise<Pushed> =>
  pushArtifact(registries, parseReference(ref), manifestArtifact('domains/manifest.yaml', source, '1.0.0', origin));

describeWith(['docker-registry'], 'a manifest as an OCI artifact', () => {
  it('is an OCI 1.1 artifact: its type, the empty config, the document as its layer, where it comes from', async () => {
    const { host } = await startRegistry();
    const { digest } = await push(`oci://${host}/enterprise-platform:v1.0.0`);
    const response = await fetch(`http://${host}/v2/enterprise-platform/manifests/v1.0.0`, {
      headers: { accept: 'application/vnd.oci.image.manifest.v1+json' },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('docker-content-digest')).toBe(digest);
    expect(digestOf(bytes)).toBe(digest);
    expect(JSON.parse(String(bytes))).toEqual({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      artifactType: 'application/vnd.floe.manifest.v1+yaml',
      config: {
        mediaType: 'application/vnd.oci.empty.v1+json',
        digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
        size: 2,
      },
      layers: [
        {
          mediaType: 'application/yaml',
          digest: digestOf(Buffer.from(SOURCE)),
          size: Buffer.byteLength(SOURCE),
          annotations: { 'org.opencontainers.image.title': 'manifest.yaml' },
        },
      ],
      annotations: {
        'org.opencontainers.image.revision': '0123abcd',
        'org.opencontainers.image.source': 'https://git.acme.com/platform.git',
        'org.opencontainers.image.version': '1.0.0',
      },
    });
  });

  it('is pulled as it was pushed, by its tag, its digest, or a tag that has this digest', async () => {
    const { host } = await startRegistry();
    const repository = `oci://${host}/enterprise-platform`;
    const { digest } = await push(`${repository}:v1.0.0`);
    for (const name of [':v1.0.0', `@${digest}`, `:v1.0.0@${digest}`])
      expect(await pullManifest(nobody, `${repository}${name}`)).toEqual({
        ref: `${repository}${name}`,
        digest,
        title: 'manifest.yaml',
        source: SOURCE,
        annotations: expect.objectContaining({ 'org.opencontainers.image.version': '1.0.0' }) as unknown,
      });
  });

  it('is sent in nine requests, no blob that is there; what stands is asked for once and left as it is', async () => {
    const front = await frontOf(await startRegistry());
    const ref = `oci://${front.host}/enterprise-platform:v1.0.0`;
    const first = await push(ref);
    const methods = (from: number): string =>
      front.passed
        .slice(from)
        .map(({ line }) => line.split(' ')[0])
        .sort()
        .join(' ');
    expect(methods(0)).toBe('GET GET HEAD HEAD POST POST PUT PUT PUT');
    // Committed again since: its origin is another, its content the same.
    expect(await push(ref, SOURCE, nobody, { source: null, revision: 'ffff' })).toEqual({ ...first, unchanged: true });
    expect(methods(9)).toBe('GET');
    await push(`oci://${front.host}/enterprise-platform:v1.0.1`);
    expect(methods(10)).toBe('GET GET HEAD HEAD PUT');
  });

  it('takes the tag of no other content, and pushes nothing then', async () => {
    const front = await frontOf(await startRegistry());
    const ref = `oci://${front.host}/enterprise-platform:v1.0.0`;
    const { digest } = await push(ref);
    const before = front.passed.length;
    await expect(push(ref, 'other: content\n')).rejects.toThrow(
      `${ref}: the tag stands already for other content (${digest}); expected a tag that is new`,
    );
    expect(front.passed.slice(before)).toHaveLength(1);
  });

  it('has a digest that is asked for, or there is none', async () => {
    const { host } = await startRegistry();
    const repository = `oci://${host}/enterprise-platform`;
    await push(`${repository}:v1.0.0`);
    const other = `sha256:${'0'.repeat(64)}`;
    await expect(pullManifest(nobody, `${repository}:v1.0.0@${other}`)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(pullManifest(nobody, `${repository}:v2.0.0`)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(pullManifest(nobody, `oci://${host}/nothing:v1.0.0`)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(push(`${repository}@${other}`)).rejects.toMatchObject({ code: 'REFERENCE_INVALID' });
  });
});

/** `ada:secret`, for bcrypt. */
const HTPASSWD = 'ada:$2b$04$TPORRdEVd9Tx89vUARccA.nRey7dRWrpfn5E5fZ7j80qNbj7r0kRi\n';

describeWith(['docker-registry'], 'a registry that asks for a name and a password', () => {
  async function closed(): Promise<string> {
    const file = path.join(await temporaryFolder(), 'htpasswd');
    await writeFile(file, HTPASSWD);
    const { host } = await startRegistry({ htpasswd: { realm: 'acme', path: file } });
    return `oci://${host}/enterprise-platform:v1.0.0`;
  }

  it('is told those that docker login keeps', async () => {
    const ref = await closed();
    const folder = await temporaryFolder();
    const auths = {
      [new URL(ref.replace('oci', 'http')).host]: { auth: Buffer.from('ada:secret').toString('base64') },
    };
    await writeFile(path.join(folder, 'config.json'), JSON.stringify({ auths }));
    const registries = registriesOf({ DOCKER_CONFIG: folder });
    const { digest } = await push(ref, SOURCE, registries);
    expect(await pullManifest(registries, ref)).toMatchObject({ source: SOURCE, digest });
  });

  it('refuses nobody, and who has another password, and says how to sign in', async () => {
    const ref = await closed();
    for (const who of [null, { kind: 'password', username: 'ada', password: 'other' } as const])
      await expect(push(ref, SOURCE, asked(who))).rejects.toThrow(/Sign in: docker login\. \(UNAUTHORIZED\)$/);
  });
});

describeWith(['docker-registry', 'openssl'], 'a registry that asks for a token', () => {
  it.each([
    ['a name and a password', { kind: 'password', username: 'ada', password: 'secret' }, 'ada:secret'],
    ['an identity token', { kind: 'identityToken', token: 'secret' }, 'secret'],
  ] as const)('is told one that is had for %s, once for all requests of a push', async (_, who, by) => {
    const tokens = await startTokenServer();
    const { host } = await startRegistry(tokens.auth);
    const ref = `oci://${host}/domains/sales-platform:v1.0.0`;
    const { digest } = await push(ref, SOURCE, asked(who));
    expect(tokens.asked).toEqual([{ scope: 'repository:domains/sales-platform:pull,push', by }]);
    expect(await pullManifest(asked(who), ref)).toMatchObject({ source: SOURCE, digest });
    expect(tokens.asked.at(-1)?.scope).toBe('repository:domains/sales-platform:pull');
  });

  it('refuses nobody, and who has another password', async () => {
    const tokens = await startTokenServer();
    const { host } = await startRegistry(tokens.auth);
    const ref = `oci://${host}/enterprise-platform:v1.0.0`;
    for (const who of [null, { kind: 'password', username: 'ada', password: 'other' } as const])
      await expect(push(ref, SOURCE, asked(who))).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });
});

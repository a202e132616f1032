import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, expect, it } from 'vitest';
import { manifestArtifact, pullManifest } from '../../../src/adapters/oci/artifacts/manifestArtifact.js';
import { OciError } from '../../../src/adapters/oci/OciError.js';
import { pushArtifact, type Pushed } from '../../../src/adapters/oci/pushArtifact.js';
import { parseReference } from '../../../src/adapters/oci/reference.js';
import type { Registries } from '../../../src/adapters/oci/Repository.js';
import { atEnd } from '../../support/atEnd.js';
import { describeWith } from '../../support/describeWith.js';
import { startRegistry } from '../../support/registry.js';
import { frontOf, type Answer, type Front } from '../../support/registryFront.js';

const nobody: Registries = { credentials: async () => null, plainHttp: () => true };
const SOURCE = `kind: Manifest\n# ${'x'.repeat(5_000)}\n`;
const OTHER = Buffer.from(SOURCE.replace('Manifest', 'manifest'));
const MANIFEST = 'GET /v2/platform/manifests/v1.0.0';
const isBlob = (line: string): boolean => line.startsWith('GET /v2/platform/blobs/');

/** Everything that is sent of a push, over which it may die. */
const STEPS = [
  MANIFEST,
  'HEAD /v2/platform/blobs/',
  'POST /v2/platform/blobs/uploads/',
  'PUT /v2/platform/blobs/uploads/',
  'PUT /v2/platform/manifests/v1.0.0',
];

describeWith(['docker-registry'], 'a registry that is at fault', () => {
  let front: Front;
  let ref: string;
  beforeEach(async () => {
    front = await frontOf(await startRegistry());
    ref = `oci://${front.host}/platform:v1.0.0`;
  });

  const push = (): Promise<Pushed> => {
    const artifact = manifestArtifact('manifest.yaml', SOURCE, '1.0.0', { source: null, revision: null });
    return pushArtifact(nobody, parseReference(ref), artifact);
  };
  /** Why it cannot be pulled: an error for people, and no document. */
  const refusal = async (registries = nobody): Promise<OciError> => {
    const outcome: unknown = await pullManifest(registries, ref).catch((error: unknown) => error);
    if (outcome instanceof OciError) return outcome;
    throw new Error(`it was pulled: ${JSON.stringify(outcome).slice(0, 200)}`);
  };
  const meddle = (matches: (line: string) => boolean, change: (answer: Answer) => void): void =>
    front.meddle((line, answer) => {
      if (matches(line)) change(answer);
    });

  it('is not believed where its manifest is not what the digest says', async () => {
    const { digest } = await push();
    meddle(
      (line) => line.startsWith(MANIFEST),
      (answer) => {
        answer.body = Buffer.from(String(answer.body).replace('manifest.yaml', 'manifest.yama'));
      },
    );
    expect((await refusal()).message).toMatch(
      new RegExp(`its manifest is not what its digest says: it has sha256:\\w+; expected ${digest}.*DIGEST_MISMATCH`),
    );
    // Nor where it says of what it gives what it likes: who asks by a digest gets that or nothing.
    meddle(
      (line) => line.includes('/manifests/'),
      (answer) => {
        answer.body = Buffer.from(String(answer.body).replace('manifest.yaml', 'manifest.yama'));
        delete answer.headers['docker-content-digest'];
      },
    );
    ref = `${ref}@${digest}`;
    expect((await refusal()).code).toBe('DIGEST_MISMATCH');
  });

  it.each<[string, (answer: Answer) => void]>([
    ['DIGEST_MISMATCH', (answer) => void (answer.body = OTHER)],
    ['TRUNCATED', (answer) => void (answer.body = answer.body.subarray(0, 1_000))],
    ['CUT_OFF', (answer) => void (answer.cutAfter = 1_000)],
    ['CUT_OFF', (answer) => void (answer.cutAfter = 0)],
    ['TOO_LARGE', (answer) => void (answer.body = Buffer.alloc(11 * 1024 * 1024))],
    ['NOT_FOUND', (answer) => void (answer.status = 404)],
    ['REGISTRY_FAILED', (answer) => void (answer.status = 503)],
    ['DENIED', (answer) => void (answer.status = 403)],
    ['UNAUTHORIZED', (answer) => void (answer.status = 401)],
    ['REDIRECT_REFUSED', (answer) => void (answer.status = 302)],
  ])('ends in %s where the layer does not come as it lies there', async (code, change) => {
    await push();
    meddle(isBlob, change);
    expect((await refusal()).code).toBe(code);
  });

  it('is given up where it does not answer', async () => {
    await push();
    meddle(isBlob, (answer) => void (answer.silent = true));
    expect((await refusal({ ...nobody, limitMs: 300 })).code).toBe('TIMED_OUT');
  });

  it('says when it may be asked again, in its own words', async () => {
    await push();
    meddle(
      () => true,
      (answer) => {
        const errors = [{ code: 'TOOMANYREQUESTS', message: 'pull rate limit' }];
        Object.assign(answer, { status: 429, body: Buffer.from(JSON.stringify({ errors })) });
        answer.headers['retry-after'] = '90';
      },
    );
    expect((await refusal()).message).toBe(
      `${ref}: the registry is asked too often (429: TOOMANYREQUESTS: pull rate limit). Try again later, in 90 seconds. (TOO_MANY_REQUESTS)`,
    );
  });

  it('has a list of manifests there, or a container image, or no layer at all, and it is told what is there', async () => {
    const { digest } = await push();
    const index = 'application/vnd.oci.image.index.v1+json';
    const platform = { architecture: 'amd64', os: 'linux' };
    const image = 'application/vnd.oci.image.manifest.v1+json';
    const response = await fetch(`http://${front.host}/v2/platform/manifests/${digest}`, {
      headers: { accept: image },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const put = async (tag: string, mediaType: string, document: object): Promise<void> => {
      const options = { method: 'PUT', headers: { 'content-type': mediaType }, body: JSON.stringify(document) };
      const answer = await fetch(`http://${front.host}/v2/platform/manifests/${tag}`, options);
      expect(answer.status).toBe(201);
      ref = `oci://${front.host}/platform:${tag}`;
    };
    const member = { mediaType: image, digest, size: bytes.length, platform };
    await put('list', index, { schemaVersion: 2, mediaType: index, manifests: [member] });
    expect((await refusal()).message).toBe(
      `${ref}: it is a list of manifests, one a platform (${index}); expected one artifact. Name the one that you mean by its digest: oci://host/path@sha256:.... (INDEX_REFUSED)`,
    );
    const manifest = JSON.parse(String(bytes)) as { layers: unknown[] };
    await put('image', image, { ...manifest, artifactType: 'application/vnd.acme.chart' });
    expect((await refusal()).message).toContain(
      'it is of type application/vnd.acme.chart; expected a manifest of floe',
    );
    await put('two', image, { ...manifest, layers: [...manifest.layers, ...manifest.layers] });
    expect((await refusal()).message).toContain('it has 2 layers; expected');
    await put('none', image, { ...manifest, layers: [] });
    expect((await refusal()).message).toContain('it has 0 layers; expected');
  });

  it.each(['no JSON', '[]', 'null', '{"layers": [{"digest": "md5:0"}]}', '{"layers": {}}'])(
    'has %s for a manifest, and that is told',
    async (text) => {
      await push();
      meddle(
        (line) => line === MANIFEST,
        (answer) => {
          answer.body = Buffer.from(text);
          delete answer.headers['docker-content-digest'];
        },
      );
      expect((await refusal()).code).toBe('WRONG_ARTIFACT');
    },
  );

  it.each(STEPS)('may die at %s: the push says so, and the next one ends it', async (step) => {
    let died = 0;
    meddle(
      (line) => line.startsWith(step) && died++ === 0,
      (answer) => void (answer.cutAfter = 0),
    );
    await expect(push()).rejects.toMatchObject({ code: 'CUT_OFF' });
    front.meddle(() => undefined);
    const { digest } = await push();
    expect(await pullManifest(nobody, ref)).toMatchObject({ digest, source: SOURCE });
  });

  it('lies about what it took: what is read back has another digest, and nothing is said to be pushed', async () => {
    let reads = 0;
    meddle(
      (line) => line === MANIFEST && ++reads === 2,
      (answer) => {
        answer.body = Buffer.from(String(answer.body).replace('1.0.0', '9.9.9'));
        delete answer.headers['docker-content-digest'];
      },
    );
    await expect(push()).rejects.toMatchObject({ code: 'DIGEST_MISMATCH' });
  });

  it('may keep its blobs elsewhere: they are fetched there, and nobody is told who asks', async () => {
    await push();
    const told: unknown[] = [];
    const store = createServer((request, response) => {
      told.push(request.headers.authorization ?? null);
      response.end(SOURCE);
    });
    await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve));
    atEnd(() => void store.close());
    const elsewhere = `http://127.0.0.1:${(store.address() as AddressInfo).port}/blob`;
    let asked = 0;
    front.meddle((line, answer) => {
      if (isBlob(line)) Object.assign(answer, { status: 307, headers: { location: elsewhere } });
      else if (asked++ === 0)
        Object.assign(answer, { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } });
    });
    const known: Registries = {
      ...nobody,
      credentials: async () => ({ kind: 'password', username: 'ada', password: 'secret' }),
    };
    expect(await pullManifest(known, ref)).toMatchObject({ source: SOURCE });
    expect(told).toEqual([null]);
    expect(front.passed.at(-1)?.authorization).toMatch(/^Basic /);
    const refused = await refusal({ ...known, refusal: async (url) => `${url.hostname} is not public` });
    expect([refused.code, refused.message]).toEqual([
      'REDIRECT_REFUSED',
      expect.stringContaining(`it sends us to ${new URL(elsewhere).origin}: 127.0.0.1 is not public`),
    ]);
  });

  it('may send us round in a circle, or nowhere: it is not followed', async () => {
    await push();
    meddle(isBlob, (answer) => Object.assign(answer, { status: 307, headers: { location: '/v2/platform/blobs/x' } }));
    expect((await refusal()).message).toContain('it sent us on more than 5 times');
    meddle(isBlob, (answer) => Object.assign(answer, { status: 307, headers: { location: 'gopher://x/' } }));
    expect((await refusal()).message).toContain('it sends us to');
  });
});

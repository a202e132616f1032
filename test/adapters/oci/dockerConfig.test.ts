import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { dockerCredentials } from '../../../src/adapters/oci/dockerConfig.js';
import { atEnd } from '../../support/atEnd.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe("credentials of docker's config.json", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });

  const of = (host: string, repository = 'p') => dockerCredentials({ DOCKER_CONFIG: folder }, host, repository);
  const config = (value: unknown) =>
    writeFile(path.join(folder, 'config.json'), typeof value === 'string' ? value : JSON.stringify(value));

  /** A program of that name that is found, which answers as a shell script says. */
  async function helper(name: string, script: string): Promise<void> {
    const bin = path.join(folder, 'bin');
    await mkdir(bin, { recursive: true });
    const program = path.join(bin, `docker-credential-${name}`);
    await writeFile(program, `#!/bin/sh\nread registry\n${script}\n`);
    await chmod(program, 0o755);
    const before = process.env['PATH'];
    process.env['PATH'] = `${bin}${path.delimiter}${before}`;
    atEnd(() => void (process.env['PATH'] = before));
  }

  it('are none where there is no file, or none for the registry', async () => {
    expect(await of('registry.acme.com')).toBeNull();
    await config({ auths: { 'other.acme.com': { auth: base64('ada:secret') } } });
    expect(await of('registry.acme.com')).toBeNull();
  });

  it('are a name and a password, in which there may be colons', async () => {
    await config({ auths: { 'https://registry.acme.com/v2/': { auth: base64('ada:se:cret') } } });
    expect(await of('registry.acme.com')).toEqual({ kind: 'password', username: 'ada', password: 'se:cret' });
  });

  it('are those of the longest path that the repository is below', async () => {
    const auths = {
      'registry.acme.com': { auth: base64('all:x') },
      'registry.acme.com/domains': { auth: base64('domains:x') },
      'registry.acme.com/dom': { auth: base64('other:x') },
    };
    await config({ auths });
    expect(await of('registry.acme.com', 'domains/sales-platform')).toMatchObject({ username: 'domains' });
    expect(await of('registry.acme.com', 'enterprise-platform')).toMatchObject({ username: 'all' });
    expect(await of('registry.acme.com:5000', 'enterprise-platform')).toBeNull();
  });

  it("are Docker Hub's under its old address", async () => {
    await config({ auths: { 'https://index.docker.io/v1/': { auth: base64('ada:x') } } });
    expect(await of('docker.io', 'acme/platform')).toMatchObject({ username: 'ada' });
  });

  it('may be an identity token', async () => {
    await config({ auths: { 'registry.acme.com': { auth: base64('ada:'), identitytoken: 'abc' } } });
    expect(await of('registry.acme.com')).toEqual({ kind: 'identityToken', token: 'abc' });
  });

  it('come from the helper of the registry, else from auths, else from the store', async () => {
    await helper(
      'acme',
      'echo "{\\"ServerURL\\":\\"$registry\\",\\"Username\\":\\"$registry\\",\\"Secret\\":\\"of acme\\"}"',
    );
    await helper('store', 'echo "{\\"Username\\":\\"<token>\\",\\"Secret\\":\\"of the store\\"}"');
    await config({
      credHelpers: { 'registry.acme.com': 'acme' },
      credsStore: 'store',
      auths: {
        'registry.acme.com': { auth: base64('ada:x') },
        'two.acme.com': { auth: base64('ada:x') },
        'three.acme.com': {},
      },
    });
    expect(await of('registry.acme.com')).toEqual({
      kind: 'password',
      username: 'registry.acme.com',
      password: 'of acme',
    });
    expect(await of('two.acme.com')).toMatchObject({ username: 'ada' });
    expect(await of('three.acme.com')).toEqual({ kind: 'identityToken', token: 'of the store' });
  });

  it('are none where the helper knows of none', async () => {
    await helper('acme', 'echo "credentials not found in native keychain"; exit 1');
    await config({ credsStore: 'acme' });
    expect(await of('registry.acme.com')).toBeNull();
  });

  it.each([
    ['exit 3', 'ended with 3'],
    ['echo s3cret', 'printed no Username and Secret'],
  ])('are refused in words where the helper does: %s', async (script, what) => {
    await helper('acme', script);
    await config({ credsStore: 'acme' });
    const refused = of('registry.acme.com');
    await expect(refused).rejects.toThrow(`docker-credential-acme, which docker's config.json names for it, ${what}`);
    await expect(refused).rejects.not.toThrow('s3cret');
  });

  it.each([
    [{ credsStore: 'missing' }, "docker-credential-missing, which docker's config.json names for it, is not installed"],
    [{ credsStore: '../evil' }, 'is no name of a program'],
    ['{"auths": ', 'it is no JSON object'],
    [
      { auths: { 'registry.acme.com': { auth: base64('s3cret') } } },
      'auths["registry.acme.com"].auth is not name:password',
    ],
  ])('are refused in words where the file is no good: %j', async (value, what) => {
    await config(value);
    await expect(of('registry.acme.com')).rejects.toThrow(what);
    await expect(of('registry.acme.com')).rejects.toThrow(/docker login.*\(CREDENTIALS_UNREADABLE\)$/);
  });
});

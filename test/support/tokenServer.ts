import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { SignJWT } from 'jose';
import { atEnd } from './atEnd.js';
import { temporaryFolder } from './temporaryFolder.js';

export interface TokenServer {
  /** What a registry is configured with that trusts it. */
  readonly auth: Record<string, unknown>;
  /** The scopes that tokens were asked for, and who asked. */
  readonly asked: readonly { readonly scope: string; readonly by: string | null }[];
}

const SERVICE = 'floe-test';

/**
 * Gives tokens for a registry (Docker Registry v2 token authentication): to `ada`, whose password is `secret`, or whose
 * identity token it is, to push and pull; to nobody else. Its certificate is made by openssl.
 */
export async function startTokenServer(): Promise<TokenServer> {
  const folder = await temporaryFolder();
  const [keyFile, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'certificate.pem')];
  const subject = ['-subj', '/CN=floe-test', '-days', '2'];
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', keyFile, '-out', certificate, ...subject];
  execFileSync('openssl', made, { stdio: 'ignore' });
  const key = createPrivateKey(await readFile(keyFile));
  const x5c = [(await readFile(certificate, 'utf8')).replace(/-----.*-----|\s/g, '')];
  const asked: { scope: string; by: string | null }[] = [];

  const tokenFor = (scope: string): Promise<string> => {
    const [type, name, actions] = scope.split(':');
    return new SignJWT({ access: [{ type, name, actions: actions?.split(',') }] })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', x5c })
      .setIssuer('floe-test')
      .setAudience(SERVICE)
      .setSubject('ada')
      .setIssuedAt()
      .setNotBefore('-1m')
      .setExpirationTime('5m')
      .setJti(String(asked.length))
      .sign(key);
  };
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const parameters =
        request.method === 'POST' ? new URLSearchParams(body) : new URL(request.url ?? '', 'http://x').searchParams;
      const basic = request.headers.authorization?.replace(/^Basic /, '');
      const by = basic ? Buffer.from(basic, 'base64').toString('utf8') : parameters.get('refresh_token');
      asked.push({ scope: parameters.get('scope') ?? '', by });
      const isKnown = by === 'ada:secret' || (by === 'secret' && parameters.get('grant_type') === 'refresh_token');
      if (!isKnown || parameters.get('service') !== SERVICE) return void response.writeHead(401).end();
      response.end(JSON.stringify({ token: await tokenFor(parameters.get('scope') ?? ''), expires_in: 300 }));
    };
    answer().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => void server.close());
  const realm = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  return { asked, auth: { token: { realm, service: SERVICE, issuer: 'floe-test', rootcertbundle: certificate } } };
}

import { asJson, type Setting } from '../../catalog/Setting.js';

interface Viewer {
  readonly name: string | null;
  readonly kind: string;
  readonly email: string | null;
  readonly domains: readonly string[];
  readonly teams: readonly string[];
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
}

const QUERY = 'query WhoAmI { viewer { name kind email domains teams roles scopes } }';

/** `floe whoami`: how the catalog sees who is asking. */
export async function whoIs({ client, terminal }: Setting, { json }: { readonly json?: boolean }): Promise<void> {
  const { viewer } = await client.ask<{ readonly viewer: Viewer }>(QUERY);
  if (json) return terminal.out(asJson(viewer));
  const lines = (['email', 'domains', 'teams', 'roles', 'scopes'] as const).flatMap((name) => {
    const value = viewer[name];
    const text = typeof value === 'string' ? value : (value ?? []).join(', ');
    return text === '' ? [] : [`${name}: ${text}`];
  });
  terminal.out([`${viewer.name ?? 'nobody'} (${viewer.kind.toLowerCase()})`, ...lines].join('\n'));
}

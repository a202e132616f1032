import { CatalogError } from '../errors.js';
import type { Option } from './reading/Option.js';
import { isLoopback } from './reading/addresses.js';
import { OPTIONS } from './options/options.js';

type Options = typeof OPTIONS;
export type Config = {
  readonly [K in keyof Options]: ReturnType<Options[K]['read']> | (Options[K]['default'] extends null ? null : never);
};

function valueOf(option: Option<unknown>, env: Readonly<Record<string, string | undefined>>): unknown {
  const given = env[option.env]?.trim() || option.default;
  if (given === null) return null;
  try {
    return option.read(given);
  } catch (error) {
    const expected = error instanceof Error ? error.message : String(error);
    const shown = option.secret ? option.env : `${option.env}="${given}"`;
    throw new CatalogError('BAD_USER_INPUT', `${shown} is not understood: expected ${expected}.`);
  }
}

/** Options that go together. Throws CatalogError BAD_USER_INPUT for what would let in everybody unasked, or nobody, for a standby of SQLite, and for observations that are forgotten while they count. */
function checked(config: Config): Config {
  const { auth, authNone, host, oidcIssuer, oidcAudience, readPolicy, databaseUrl, databaseReadUrl } = config;
  if (databaseReadUrl !== null && databaseUrl.startsWith('sqlite:'))
    throw new CatalogError(
      'BAD_USER_INPUT',
      'DATABASE_READ_URL is for PostgreSQL; SQLite has no standby: leave it out, or name a PostgreSQL database in DATABASE_URL.',
    );
  if (auth === 'none' && authNone === 'loopback' && !isLoopback(host)) {
    const message = `HOST=${host} is open to a network, and AUTH=none lets everybody publish: set AUTH (docs/authentication.md), or AUTH_NONE=anywhere.`;
    throw new CatalogError('BAD_USER_INPUT', message);
  }
  if (auth === 'oidc' && (oidcIssuer === null || oidcAudience === null))
    throw new CatalogError(
      'BAD_USER_INPUT',
      'AUTH=oidc asks for OIDC_ISSUER and OIDC_AUDIENCE (docs/authentication.md).',
    );
  if (auth === 'none' && readPolicy === 'grants')
    throw new CatalogError(
      'BAD_USER_INPUT',
      'READ_POLICY=grants asks for AUTH: who is not asked who he is, is granted nothing (docs/authentication.md).',
    );
  const { slaWindowDays, observationRetentionDays } = config;
  if (observationRetentionDays !== null && observationRetentionDays < 2 * slaWindowDays)
    throw new CatalogError(
      'BAD_USER_INPUT',
      `OBSERVATION_RETENTION_DAYS=${observationRetentionDays} would forget what availability is judged by: keep twice SLA_WINDOW_DAYS, ${2 * slaWindowDays} days, or more.`,
    );
  return config;
}

/** The configuration that an environment asks for. An empty value is none. Throws CatalogError BAD_USER_INPUT for one that is not understood. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const entries = Object.entries(OPTIONS).map(([name, option]) => [name, valueOf(option, env)]);
  return Object.freeze(checked(Object.fromEntries(entries) as Config));
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Principal } from '../../src/access/Principal.js';
import type { Actions } from '../../src/actions/actions.js';
import { EVERYBODY } from '../../src/actions/guard/Caller.js';
import { guardActions } from '../../src/actions/guard/guardActions.js';
import type { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { acmeManifest, acmeProduct } from '../support/acme.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { databases } from '../support/databases.js';

const raised = <T extends { readonly source: string }>(document: T, version: string): T => ({
  ...document,
  source: document.source.replace(/version: "\d+\.\d+\.\d+"/, `version: "${version}"`),
});
const PRODUCT = acmeProduct('sales/opportunity-pipeline');
const MANIFEST = acmeManifest('domains/marketing/domain-manifest.yaml');
const TRIED = { dryRun: true, ref: null };

describe.each(databases)('publishing that is tried alone, on %s', (dialect) => {
  let db: Database;
  beforeAll(async () => {
    db = await openAcmeDatabase(dialect);
  });
  afterAll(() => db.close());

  const as = (principal: Partial<Principal> = {}, open = true): Actions =>
    guardActions(
      {
        db,
        clock: { now: () => new Date('2026-01-15T13:00:00.000Z') },
        actor: { name: null },
        registry: { base: null },
      },
      { ...EVERYBODY, open, principal: { ...ANONYMOUS, ...principal } },
    );
  const written = async (): Promise<string[]> => {
    const tables = ['events', 'compilations', 'product_versions', 'manifests', 'idempotency_keys'];
    const counts = tables.map((table) => db.one<{ n: number }>(sql`SELECT COUNT(*) AS "n" FROM ${sql.raw(table)}`));
    return (await Promise.all(counts)).map((row, at) => `${tables[at]} ${row?.n}`);
  };
  const lastOutcome = async (): Promise<string | undefined> =>
    (await db.one<{ outcome: string }>(sql`SELECT outcome FROM audit_events ORDER BY id DESC LIMIT 1`))?.outcome;

  it('says what publishing would, and keeps nothing but an entry of the audit log', async () => {
    const before = await written();
    const key = { idempotencyKey: 'tried' };
    expect(await as().publishProduct({ ...raised(PRODUCT, '9.0.0'), ...TRIED, ...key })).toMatchObject({
      compilation: { status: 'succeeded' },
      userErrors: [],
    });
    expect(await lastOutcome()).toBe('tried');
    expect(await as().publishManifest({ ...raised(MANIFEST, '9.0.0'), ...TRIED })).toMatchObject({
      compilation: { status: 'succeeded' },
      userErrors: [],
    });
    expect(await as().publishProduct({ ...PRODUCT, ...TRIED })).toMatchObject({ unchanged: true });
    expect(await written()).toEqual(before);
    expect(await as().publishProduct({ ...raised(PRODUCT, '9.0.0'), ...key })).toMatchObject({
      product: { version: '9.0.0' },
    });
  });

  it('is refused as publishing is: for what stands, and for who asks', async () => {
    const before = await written();
    const other = { ...MANIFEST, source: `${MANIFEST.source}# edited\n` };
    expect(await as().publishManifest({ ...other, ...TRIED })).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] });
    const foreign = as({ kind: 'token', name: 'risk-ci', scopes: ['publish'], domains: ['risk'] }, false);
    await expect(foreign.publishManifest({ ...raised(MANIFEST, '9.1.0'), ...TRIED })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(foreign.publishProduct({ ...raised(PRODUCT, '9.1.0'), ...TRIED })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await written()).toEqual(before);
  });
});

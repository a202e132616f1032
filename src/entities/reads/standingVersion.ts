import type { ColumnsOrigin, CompiledContractTerms, CompiledProduct } from '../../compiler/artifact.js';
import type { Consumption } from '../../compiler/contracts/evolution.js';
import { usedOf } from '../../compiler/contracts/usage.js';
import type { StandingVersion } from '../../compiler/input.js';
import { durationSeconds } from '../../compiler/values/duration.js';
import type { Reader } from '../database.js';
import { sql } from '../sql.js';
import { sharedTerms, termsColumns, transitiveHistory, type TermsRecord } from './contractTerms.js';

interface ConsumptionRecord extends TermsRecord {
  readonly id: number;
  /** fqn of the provider */
  readonly provider: string;
  readonly contract: string;
  readonly consumer: string;
  readonly consumerDomain: string;
  readonly port: string;
  readonly requirement: string | null;
  readonly read: string | null;
  readonly readOrigin: ColumnsOrigin | null;
  readonly status: string;
}

/** A product as it stands, with the contracts that others hold on its ports. null: none stands. */
export async function standingVersion(db: Reader, fqn: string): Promise<StandingVersion | null> {
  return (await standingVersions(db, [fqn])).get(fqn) ?? null;
}

/** The products of these that stand, by fqn; in three statements. */
export async function standingVersions(
  db: Reader,
  fqns: readonly string[],
): Promise<ReadonlyMap<string, StandingVersion>> {
  if (fqns.length === 0) return new Map();
  const rows = await db.all<{ fqn: string; compiled: string }>(sql`
    SELECT p.fqn AS "fqn", v.compiled AS "compiled" FROM products p
    JOIN product_versions v ON v.product_id = p.id AND v.version = p.version
    WHERE p.fqn ${sql.in(fqns)} AND p.retired_at IS NULL`);
  const consumptions = await consumptionsOf(
    db,
    rows.map(({ fqn }) => fqn),
  );
  return new Map(
    rows.map(({ fqn, compiled }) => [
      fqn,
      { compiled: JSON.parse(compiled) as CompiledProduct, consumptions: consumptions.get(fqn) ?? [] },
    ]),
  );
}

/** By product the contracts on its ports that are not retired, in the order in which they were established. */
async function consumptionsOf(db: Reader, fqns: readonly string[]): Promise<ReadonlyMap<string, Consumption[]>> {
  if (fqns.length === 0) return new Map();
  const rows = await db.all<ConsumptionRecord>(sql`
    SELECT p.fqn AS "provider", k.id AS "id", k.name AS "contract", c.fqn AS "consumer", d.name AS "consumerDomain", o.name AS "port",
           i.freshness_requirement AS "requirement", i.columns AS "read", i.columns_origin AS "readOrigin", k.status AS "status", ${termsColumns('k')}
    FROM products p JOIN output_ports o ON o.product_id = p.id JOIN contracts k ON k.provider_port_id = o.id
    JOIN products c ON c.id = k.consumer_product_id JOIN domains d ON d.id = c.domain_id
    LEFT JOIN input_ports i ON i.product_id = c.id AND i.ref = o.fqn
    WHERE p.fqn ${sql.in(fqns)} AND k.status <> 'retired' AND c.retired_at IS NULL AND c.id <> p.id ORDER BY k.id, i.ordinal`);
  const read = sharedTerms();
  const history = await transitiveHistory(db, rows, read);
  const byContract = new Map<number, [ConsumptionRecord, ...ConsumptionRecord[]]>();
  for (const row of rows) {
    const own = byContract.get(row.id);
    if (own) own.push(row);
    else byContract.set(row.id, [row]);
  }
  const found = new Map<string, Consumption[]>();
  for (const own of byContract.values()) {
    const [{ id, provider, contract, consumer, consumerDomain, port, status }] = own;
    const terms = read(own[0]);
    const consumption = {
      contract,
      consumer,
      consumerDomain,
      port,
      terms,
      history: history.get(id) ?? [],
      requirement: strictest(own),
      broken: status === 'broken',
      columns: readColumns(own, terms),
    };
    const known = found.get(provider);
    if (known) known.push(consumption);
    else found.set(provider, [consumption]);
  }
  return found;
}

/** Several input ports of a product may name one output port: what one of them needs, the contract needs. */
function strictest(rows: readonly ConsumptionRecord[]): string | null {
  const stated = rows.flatMap(({ requirement }) => requirement ?? []);
  return stated.sort((a, b) => durationSeconds(a) - durationSeconds(b))[0] ?? null;
}

function readColumns(rows: readonly ConsumptionRecord[], { columns }: CompiledContractTerms): readonly string[] | null {
  const lists = rows.map(({ read, readOrigin: origin }) =>
    read === null ? null : usedOf(columns, { names: JSON.parse(read) as string[], origin }),
  );
  return lists.some((list) => list === null) ? null : [...new Set(lists.flatMap((list) => list ?? []))];
}

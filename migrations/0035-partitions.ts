import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables that grow with time, by what grows in them. */
const TABLES = { events: 'seq', contract_changes: 'seq', audit_events: 'id', observations: 'id' } as const;
type Partitioned = keyof typeof TABLES;

/** No entry of the log can be taken out of a partition, nor a partition out of the log, while others refer to it. */
const KEYS = [
  ['contract_changes', 'seq'],
  ['sla_breaches', 'opened_seq'],
  ['sla_breaches', 'resolved_seq'],
] as const;

interface Definition {
  readonly name: string;
  readonly definition: string;
}

interface Shape {
  readonly indexes: readonly (Definition & { readonly key: string | null })[];
  readonly foreignKeys: readonly Definition[];
  readonly triggers: readonly Definition[];
  /** To whom the table was opened. */
  readonly grants: readonly Pick<Definition, 'definition'>[];
  readonly sequence: string | null;
}

async function shapeOf(runner: QueryRunner, table: Partitioned): Promise<Shape> {
  const ask = (text: string): Promise<never> => runner.query(text, [table]) as Promise<never>;
  const numbered = TABLES[table] === 'id' ? await ask(`SELECT pg_get_serial_sequence($1, 'id') AS "sequence"`) : [];
  return {
    sequence: (numbered as readonly { sequence: string }[])[0]?.sequence ?? null,
    indexes: await ask(`
      SELECT c.relname AS "name", replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') AS "definition",
        pg_get_constraintdef(k.oid) AS "key"
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype = 'p' AND k.conrelid = i.indrelid
      WHERE i.indrelid = $1::regclass ORDER BY 1`),
    foreignKeys: await ask(`
      SELECT conname AS "name", pg_get_constraintdef(oid) AS "definition" FROM pg_constraint
      WHERE conrelid = $1::regclass AND contype = 'f' AND conparentid = 0 ORDER BY 1`),
    triggers: await ask(`
      SELECT tgname AS "name", pg_get_triggerdef(oid) AS "definition" FROM pg_trigger
      WHERE tgrelid = $1::regclass AND NOT tgisinternal ORDER BY 1`),
    grants: await ask(`
      SELECT format('GRANT %s ON %s TO %s', a.privilege_type, $1::text,
        CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END) AS "definition"
      FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = $1::text::regclass`),
  };
}

/** Puts another table of the same shape into a table's place, and this aside under another name. */
async function replaceTable(runner: QueryRunner, table: Partitioned, aside: string, how: string): Promise<Shape> {
  const shape = await shapeOf(runner, table);
  const { indexes, triggers, sequence } = shape;
  await runner.query(`ALTER TABLE ${table} RENAME TO ${aside}`);
  for (const { name } of indexes)
    await runner.query(`ALTER INDEX "${name}" RENAME TO "${name}_${how === '' ? 'all' : 'first'}"`);
  for (const { name } of triggers) await runner.query(`DROP TRIGGER ${name} ON ${aside}`);
  await runner.query(`CREATE TABLE ${table} (LIKE ${aside} INCLUDING DEFAULTS) ${how}`);
  if (sequence) await runner.query(`ALTER SEQUENCE ${sequence} OWNED BY ${table}.id`);
  return shape;
}

async function finish(
  runner: QueryRunner,
  table: Partitioned,
  { indexes, foreignKeys, triggers, grants }: Shape,
): Promise<void> {
  for (const { name, definition, key } of indexes)
    await runner.query(key === null ? definition : `ALTER TABLE ${table} ADD CONSTRAINT "${name}" ${key}`);
  for (const { name, definition } of foreignKeys)
    await runner.query(`ALTER TABLE ${table} ADD CONSTRAINT "${name}" ${definition}`);
  for (const { definition } of [...triggers, ...grants]) await runner.query(definition);
}

/** Who publishes comes to an end first, and what is read meanwhile waits: no two wait for each other. */
async function lockAll(runner: QueryRunner): Promise<void> {
  await runner.query('UPDATE event_counter SET last_seq = last_seq');
  await runner.query(`LOCK TABLE ${Object.keys(TABLES).join(', ')}, sla_breaches IN ACCESS EXCLUSIVE MODE`);
}

/**
 * On PostgreSQL, the event log with the change feed, the audit log and the observations in partitions: each begins where a
 * month began (src/entities/partitions/). What is there becomes the first partition as it stands: nothing is read or
 * written for it. SQLite has no partitions.
 */
export class Partitions1766000000035 implements MigrationInterface {
  readonly name = 'Partitions1766000000035';

  async up(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type !== 'postgres') return;
    const month = new Date().toISOString().slice(0, 7).replace('-', '_');
    await lockAll(runner);
    for (const [table, column] of KEYS)
      await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT fk_${table}_${column}`);
    for (const [table, key] of Object.entries(TABLES) as [Partitioned, string][]) {
      const [{ empty }] = (await runner.query(`SELECT NOT EXISTS (SELECT 1 FROM ${table}) AS "empty"`)) as [
        { empty: boolean },
      ];
      const first = empty ? `${table}_${month}_1` : `${table}_first`;
      const shape = await replaceTable(runner, table, first, `PARTITION BY RANGE (${key})`);
      await finish(runner, table, shape);
      await runner.query(`ALTER TABLE ${table} ATTACH PARTITION ${first} FOR VALUES FROM (MINVALUE) TO (MAXVALUE)`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.connection.options.type !== 'postgres') return;
    await lockAll(runner);
    for (const table of Object.keys(TABLES) as Partitioned[]) {
      const aside = `${table}_partitions`;
      const shape = await replaceTable(runner, table, aside, '');
      await runner.query(`INSERT INTO ${table} SELECT * FROM ${aside}`);
      await runner.query(`DROP TABLE ${aside}`);
      await finish(runner, table, shape);
    }
    for (const [table, column] of KEYS)
      await runner.query(
        `ALTER TABLE ${table} ADD CONSTRAINT fk_${table}_${column} FOREIGN KEY (${column}) REFERENCES events (seq)`,
      );
  }
}

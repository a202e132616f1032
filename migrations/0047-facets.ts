import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = ['domain', 'owner', 'classification'];

const OF_PRODUCTS = `UPDATE search_entries SET domain = d.name, owner = COALESCE(p.owner_team, p.owner_email)
  FROM products p JOIN domains d ON d.id = p.domain_id WHERE p.id = search_entries.product_id`;

const OF_CONTRACTS = `UPDATE search_entries SET domain = d.name
  FROM contracts k JOIN output_ports o ON o.id = k.provider_port_id JOIN products p ON p.id = o.product_id
    JOIN domains d ON d.id = p.domain_id
  WHERE search_entries.kind = 'contract' AND k.name = search_entries.key`;

const OF_NAMESPACES = `UPDATE search_entries SET domain = d.name FROM namespaces n JOIN domains d ON d.id = n.domain_id
  WHERE search_entries.kind = 'namespace' AND n.path = search_entries.key`;

const OF_DOMAINS = `UPDATE search_entries SET domain = key WHERE kind = 'domain'`;

const CLASSIFIED = (columns: string): string => `UPDATE search_entries SET classification = (
    SELECT c.value ->> 'classification' FROM output_ports o, ${columns}
    WHERE o.fqn = search_entries.key AND c.value ->> 'name' = search_entries.title LIMIT 1)
  WHERE kind = 'column'`;

/** What search counts its hits by, beside their kind: the domain and the owner of each entry, the classification of a column. */
export class Facets1766000000047 implements MigrationInterface {
  readonly name = 'Facets1766000000047';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    const collation = postgres ? ' COLLATE "C"' : '';
    for (const column of COLUMNS)
      await runner.query(`ALTER TABLE search_entries ADD COLUMN ${column} text${collation}`);
    const columns = postgres ? 'json_array_elements(o.columns::json) AS c(value)' : 'json_each(o.columns) c';
    for (const statement of [OF_PRODUCTS, OF_CONTRACTS, OF_NAMESPACES, OF_DOMAINS, CLASSIFIED(columns)])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.query(`ALTER TABLE search_entries DROP COLUMN ${column}`);
  }
}

import { describe, expect, it } from 'vitest';
import { readManifestJson } from '../../../src/compiler/document/dbt/manifest/manifestJson.js';
import { compile, findings } from '../rules/project.js';

const PII = 'meta: {floe: {classification: pii, encrypted: true, masked_in_non_prod: true, retention_days: 9}}';
const PUBLIC = 'meta: {floe: {classification: public}}';

/** `bronze_members` has versions 1 and 2; `contact` is the mail of somebody in the first, a department in the second. */
const project = (from: string, latest = 2): string => `# mesh.yaml
published: {hr.staff.people: {columns: [mail, team, phone]}}
contracts: {hr.staff.people: {columns: [mail, team, phone]}}
# data-product.yaml
input_ports: [{name: people, source: {type: data_product, ref: hr.staff.people}}]
# models/m.yml
models:
  - {name: bronze_people, columns: [{name: mail, tests: [not_null, unique], ${PII}}, {name: team}]}
  - name: bronze_members
    latest_version: ${latest}
    columns: [{name: contact, tests: [not_null, unique]}]
    versions: [{v: 1}, {v: 2}]
  - {name: bronze_contacts, columns: [{name: contact, tests: [not_null, unique], ${PUBLIC}}]}
# models/bronze_people.sql
select mail, team from {{ source('people', 'people') }}
# models/bronze_members_v1.sql
select mail as contact from {{ ref('bronze_people') }}
# models/bronze_members_v2.sql
select team as contact from {{ ref('bronze_people') }}
# models/bronze_contacts.sql
select contact from {{ ${from} }}
`;

const weakened = (text: string): unknown[] =>
  findings(text, 'GOVERNANCE_CLASSIFICATION_WEAKENED').map(({ details }) => details?.['origin']);

describe('versions of a model', () => {
  it.each([
    ["ref('bronze_members', v=1)", 2, true],
    ["ref('bronze_members', version=1)", 2, true],
    ["ref('bronze_members', v='1')", 2, true],
    ["ref('bronze_members')", 2, false],
    ["ref('bronze_members', v=2)", 2, false],
    ["ref('bronze_members')", 1, true],
    ["ref('bronze_members', v=2)", 1, false],
  ])('are read as what they are: %s where %i is the latest', (from, latest, isMail) => {
    expect(weakened(project(from, latest))).toEqual(isMail ? ['bronze_people.mail'] : []);
  });

  it('stand in lineage by themselves, and are seen through from model to model', () => {
    const { artifact } = compile(project("ref('bronze_members', v=1)").replace(PUBLIC, ''));
    const edges = artifact?.lineage ?? [];
    const columns = edges.filter(({ level }) => level === 'column').map(({ from, to }) => `${from} > ${to}`);
    expect(columns).toEqual(
      expect.arrayContaining([
        'sales.orders#bronze_people/mail > sales.orders#bronze_members.v1/contact',
        'sales.orders#bronze_members.v1/contact > sales.orders#bronze_contacts/contact',
      ]),
    );
    expect(columns).not.toContain('sales.orders#bronze_members/contact > sales.orders#bronze_contacts/contact');
    const models = edges.filter(({ level }) => level === 'model').map(({ from, to }) => `${from} > ${to}`);
    expect(models).toContain('sales.orders#bronze_people > sales.orders#bronze_contacts');
  });

  it('use the columns of a provider, those that nobody reads any more too', () => {
    const text = project("ref('bronze_members')").replace(
      "select mail as contact from {{ ref('bronze_people') }}",
      "select phone as contact from {{ source('people', 'people') }}",
    );
    expect(compile(text).artifact?.inputPorts[0]?.source).toMatchObject({
      columns: ['mail', 'team', 'phone'],
      columnsOrigin: 'read',
    });
  });

  it('are read from a manifest by their numbers, and by their tables in compiled code', () => {
    const version = (number: number): object => ({
      name: 'people',
      resource_type: 'model',
      package_name: 'shop',
      version: number,
      latest_version: 2,
      alias: `people_v${number}`,
      original_file_path: `models/people_v${number}.sql`,
    });
    const reader = {
      name: 'gold',
      package_name: 'shop',
      depends_on: { nodes: ['model.shop.people.v1', 'model.shop.people.v2'] },
    };
    const nodes = { 'model.shop.people.v1': version(1), 'model.shop.people.v2': version(2), 'model.shop.gold': reader };
    const { project: read } = readManifestJson(JSON.stringify({ metadata: { project_name: 'shop' }, nodes }));
    expect(read.models.map(({ name }) => name)).toEqual(['people', 'gold']);
    expect(read.otherVersions.map(({ name, alias }) => [name, alias])).toEqual([['people.v1', 'people_v1']]);
    expect(read.models[1]?.refs.map(({ name }) => name)).toEqual(['people.v1', 'people']);
  });
});

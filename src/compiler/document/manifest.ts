import * as z from 'zod';
import { CHANGE_ROWS, type ChangeRule } from '../changes/index.js';
import { nameRegex } from '../patterns/regex/nameRegex.js';
import { header, metadataFields, ownerSchema } from './common.js';
import {
  choice,
  duration,
  email,
  field,
  flag,
  free,
  identifier,
  line,
  list,
  manifestRef,
  mapping,
  name,
  namespace,
  oneOrMore,
  open,
  percentage,
  shaped,
  strict,
  text,
  whole,
} from './shape/fields.js';

const category = () => z.string().regex(/^[a-z][a-z0-9_]*$/);
const tests = (description: string) =>
  field(list(field(identifier(), 'A required test by name (decision 7).', 'not_null_pk')), description, [
    'not_null_pk',
    'unique_pk',
  ]);

const levelDuties = strict({
  requires_encryption: field(flag(), 'Columns of this level are stored encrypted.', true).optional(),
  retention_max_days: field(
    whole('a whole number of days', 1),
    'Days after which the data is gone, at the latest.',
    90,
  ).optional(),
  requires_masking_in_non_prod: field(flag(), 'Columns of this level are masked outside production.', true).optional(),
});
export type LevelDuties = z.infer<typeof levelDuties>;

const classification = open(
  {
    levels: field(list(field(identifier(), 'A level.', 'pii')), 'The levels, from the weakest to the strongest.', [
      'public',
      'internal',
      'confidential',
      'pii',
      'phi',
    ]).optional(),
  },
  field(levelDuties, 'What the level of this name demands of columns (`pii:`).', { requires_encryption: true }),
  /^[a-z][a-z0-9_-]*$/,
  '<level>',
);

const layerGates = strict({
  required_tests: tests(
    'The tests that every model of the layer has, beside those of the governance level (decision 3).',
  ).optional(),
  minimum_coverage: field(
    percentage(),
    "The least test coverage of the layer's models together. 0 to 100 percent (decision 4).",
    50,
  ).optional(),
  required_documentation: field(
    flag(),
    'true: `documentation` is among the required tests (decision 5).',
    true,
  ).optional(),
});

const productGates = {
  minimum_test_coverage: field(
    percentage(),
    'The least test coverage of a product as a whole. 0 to 100 percent.',
    70,
  ).optional(),
  required_tests: tests('The tests that every model of every layer has.').optional(),
};
const gatesOfLayers = [
  field(layerGates, 'The quality gates of the layer of this name, `<layer>_layer` (decision 5).', {
    minimum_coverage: 100,
  }),
  /^[a-z][a-z0-9_]*_layer$/,
  '<layer>_layer',
] as const;

const qualityGates = open(
  {
    ...productGates,
    test_aliases: field(
      mapping(
        z.string().regex(/^[A-Za-z_][\w.-]*$/),
        field(
          list(field(line(), 'A dbt test.', 'my_package.recent')),
          'What counts as the required test of this name.',
        ),
      ),
      'Further dbt tests that count as a required one (decision 7).',
      { freshness: ['my_package.recent'] },
    ).optional(),
  },
  ...gatesOfLayers,
);

const COMPATIBILITY = [
  'none',
  'backward',
  'forward',
  'full',
  'backward_transitive',
  'forward_transitive',
  'full_transitive',
] as const;

const [firstRow = 'type_widened', ...moreRows] = Object.keys(CHANGE_ROWS) as ChangeRule[];

const contractsBetween = {
  required: field(flag(), 'Products of other domains are read under a contract only.', true).optional(),
  schema_registry: field(flag(), 'The schemas of contracts are kept in the registry, each version.', true).optional(),
  schema_compatibility: field(
    choice(...COMPATIBILITY),
    'What a provider may change under a contract. Absent is backward.',
    'backward',
  ).optional(),
  breaking_change_notification: field(
    duration(),
    'The notice of a breaking change. A duration; absent is 7d.',
    '7d',
  ).optional(),
  unpublished_provider: field(
    choice('error', 'warn', 'info'),
    'How grave an input port is whose provider is not published yet. Absent is warn.',
    'warn',
  ).optional(),
};

/** How changes are judged is the platform's, not a product's. */
const dataContracts = strict({
  ...contractsBetween,
  promotion_profile: field(
    choice('default', 'iceberg', 'delta', 'avro'),
    'By whose rules a type may grow: the table format or serialisation of the platform. Absent, or default: only where every value stays what it is.',
    'iceberg',
  ).optional(),
  demote: field(
    list(field(choice(firstRow, ...moreRows), 'A row of the table of changes (docs/contracts.md).', 'type_widened')),
    'Changes that are risky here where they would break a contract. The highest manifest alone states them.',
    ['type_widened'],
  ).optional(),
});

const shared = <T extends z.ZodType>(contracts: T) => ({
  interoperability: field(
    strict({
      data_contracts: field(contracts, 'Contracts between products.').optional(),
      sla_enforcement: field(
        flag(),
        "A provider's SLA must meet its consumers' requirements, and a port's its schedule and what it is made from. False makes what breaks one a warning (docs/sla.md).",
        true,
      ).optional(),
    }),
    'The rules of sharing data between domains (ADR-0021, Enterprise Manifest).',
  ).optional(),
  audit_logging: field(
    choice('required', 'optional'),
    'Every access to the data is logged. `required` is the stricter.',
    'required',
  ).optional(),
});

const governance = strict({
  classification: field(
    classification,
    'The classification scheme and what each level demands (ADR-0021, Enterprise Manifest).',
  ).optional(),
  quality_gates: field(
    qualityGates,
    'What the models of every product must have (ADR-0021, Enterprise Manifest, Domain Manifest).',
  ).optional(),
  ...shared(dataContracts),
});

/** What a product asks of itself beyond its platform (docs/inheritance.md); it adds no aliases and no levels. */
export const productGovernanceSchema = strict({
  quality_gates: field(open(productGates, ...gatesOfLayers), 'What the models of this product must have.').optional(),
  ...shared(strict(contractsBetween)),
});

const namePattern = () =>
  shaped(
    z
      .string()
      .meta({ title: 'regular expression' })
      .refine((text) => text !== '' && !('refused' in nameRegex(text))),
    'a regular expression without look-around and back-references',
  );

const layer = strict({
  enabled: field(
    flag(),
    'false: the platform does not have this layer of its pattern. Absent is true.',
    false,
  ).optional(),
  prefix: field(
    oneOrMore(line(), 'a text'),
    'What the names of its models begin with; of several, the first is the one that is suggested.',
    'bronze_',
  ).optional(),
  suffix: field(
    oneOrMore(line(), 'a text'),
    "What the names of its models end with, in place of the pattern's prefix or beside a stated one.",
    '_h',
  ).optional(),
  pattern: field(
    oneOrMore(namePattern(), 'a regular expression without look-around and back-references'),
    'How the names of its models look, where neither prefix nor suffix says it. The group `(?<stem>...)` is the name without what says the layer.',
    '^(hub|h)_(?<stem>.+)$',
  ).optional(),
  description: field(text(), 'What it holds, for people.').optional(),
  quality_gates: field(layerGates, 'What its models must have.').optional(),
  catalog_namespace: field(namespace(), 'The namespace of its tables in the catalog.', 'sales.bronze').optional(),
  scd: field(
    strict({
      types_allowed: field(
        list(whole('a type such as 1 or 2', 0)),
        'The types that dimensions may have: 1 overwrites, 2 adds a row.',
        [1, 2],
      ).optional(),
      default_type: field(
        whole('a type such as 1 or 2', 0),
        'The type of a dimension that says nothing.',
        2,
      ).optional(),
    }),
    'Slowly changing dimensions (ADR-0021, Kimball Pattern).',
  ).optional(),
});
export type LayerSettings = z.infer<typeof layer>;

const dataArchitecture = strict({
  pattern: field(
    choice('medallion', 'kimball', 'data_vault', 'hybrid'),
    'The modeling pattern. Absent at every tier is medallion.',
    'medallion',
  ).optional(),
  layers: field(
    mapping(category(), field(layer, 'One layer: bronze, dimensions, hubs ...')),
    "The layers by name; what is absent is inherited, at last from the pattern's defaults (decision 2).",
  ).optional(),
  naming: field(
    strict({
      enforcement: field(
        choice('off', 'warn', 'strict'),
        'What a violation is: nothing, a warning, an error.',
        'strict',
      ).optional(),
      case: field(
        choice('snake_case', 'camelCase', 'PascalCase'),
        'The case of model names after the prefix, and of columns where it is stated.',
        'snake_case',
      ).optional(),
      columns: field(
        choice('off', 'snake_case', 'camelCase', 'PascalCase'),
        'The case of column names. Absent is `case`, if a manifest states it.',
        'snake_case',
      ).optional(),
    }),
    'How models are named (ADR-0021, Platform Manifest).',
  ).optional(),
});

const registeredDomain = strict({
  name: field(name(), 'The name of the domain.', 'sales'),
  namespace: field(namespace(), 'Its namespace in the catalog.', 'sales'),
  owners: field(list(field(email(), 'An e-mail address.', 'sales-data-team@acme.com')), 'Who owns it.').optional(),
  extra_policies: field(
    free(),
    'Policies for this domain alone. `<category>_approved: [...]` narrows the approved plugins (decision 9); `audit_logging: required` and others bind as they stand.',
    { audit_logging: 'required', compute_approved: ['snowflake'] },
  ).optional(),
});

const grant = strict({
  role: field(line(), 'A role of people or tools.', 'data_engineers'),
  access: field(choice('READ', 'READ_WRITE'), 'What it may do.', 'READ'),
});

const plugin = strict({
  type: field(line(), 'The plugin, one of the approved.', 'spark'),
  config: field(free(), 'Its configuration, handed on as it stands.').optional(),
});

/** A platform: of an enterprise, of a domain that inherits from it, or centralized (no scope). */
export const manifestSchema = strict({
  ...header('Manifest'),
  metadata: field(
    strict({
      ...metadataFields('sales-domain', '2.1.0'),
      scope: field(
        choice('enterprise', 'domain'),
        'enterprise: governs all domains. domain: one of them. Absent: a centralized platform.',
        'domain',
      ).optional(),
    }),
    'What the manifest is called.',
  ),
  parent: field(
    strict({
      ref: field(
        manifestRef(),
        'The manifest it inherits from (decision 10).',
        'oci://registry.acme.com/enterprise-platform:v1.0.0',
      ),
    }),
    'scope domain: the enterprise manifest above it.',
  ).optional(),
  domain: field(
    strict({
      name: field(name(), 'The name that the enterprise registered.', 'sales'),
      namespace: field(namespace(), 'Its namespace in the catalog.', 'sales'),
      owners: field(list(ownerSchema), 'Who owns the domain.').optional(),
    }),
    'scope domain: which domain it is (ADR-0021, Domain Manifest). scope enterprise: the domain of its own products; absent it is `enterprise`, of the platform team (docs/inheritance.md).',
  ).optional(),
  approved_plugins: field(
    mapping(
      category(),
      field(list(field(line(), 'A plugin.', 'spark')), 'The approved plugins of one category.', ['duckdb', 'spark']),
    ),
    'The plugins that domains choose from, by category. A category not listed is open (decision 9).',
    { compute: ['duckdb', 'spark'] },
  ).optional(),
  plugins: field(
    mapping(category(), field(plugin, 'The plugin of one category: compute, orchestrator, catalog, ingestion ...')),
    'The plugins chosen, by category (ADR-0021, Domain Manifest).',
    {
      compute: { type: 'spark' },
    },
  ).optional(),
  data_architecture: field(
    dataArchitecture,
    'The modeling pattern, its layers and names (ADR-0021, Platform Manifest).',
  ).optional(),
  catalog_structure: field(
    strict({
      namespaces: field(
        list(
          strict({
            name: field(namespace(), 'The namespace.', 'gold'),
            grants: field(list(grant), 'Who may read or write its tables.').optional(),
          }),
        ),
        'The namespaces and their grants.',
      ).optional(),
    }),
    'Namespaces of the catalog (ADR-0021, Layer-to-Namespace Mapping).',
  ).optional(),
  glossary: field(
    list(
      strict({
        term: field(line(), 'The word, as output ports and columns name it.', 'customer'),
        definition: field(text(), 'What it means, for people.', 'Who bought something in the last two years.'),
        owner: field(ownerSchema, 'Who answers for its meaning.').optional(),
      }),
    ),
    'The terms of the company. The highest manifest alone states them (docs/glossary.md).',
    [{ term: 'customer', definition: 'Who bought something in the last two years.' }],
  ).optional(),
  governance: field(governance, 'Policies. A lower tier strengthens them, never weakens (decision 8).').optional(),
  domains: field(
    list(registeredDomain),
    'scope enterprise: the domains it registers (ADR-0021, Enterprise Manifest).',
  ).optional(),
  services: field(
    mapping(
      category(),
      field(
        mapping(z.string().min(1), z.unknown()),
        'The services of one kind: compute, semantic_layer ..., each by its type.',
      ),
    ),
    'Settings of services by kind and type, handed on as they stand (ADR-0021, Domain Manifest).',
    { compute: { spark: { executors: { instances: 10, memory: '8Gi' } } } },
  ).optional(),
});

/** A Manifest document in its own field names. Values stay as written: durations "7d", percentages "70%" or 70. */
export type Manifest = z.infer<typeof manifestSchema>;

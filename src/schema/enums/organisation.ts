import { defineEnum } from './defineEnum.js';

export const ModelingPattern = defineEnum(
  'ModelingPattern',
  'How the data of a platform is structured (ADR-0021, Data Modeling Patterns). Centralized: chosen once; data mesh: by each domain (decision 1).',
  {
    MEDALLION: ['medallion', 'Bronze, silver, gold: the default.'],
    KIMBALL: ['kimball', 'Staging, dimensions, facts.'],
    DATA_VAULT: ['data_vault', 'Hubs, links, satellites.'],
    HYBRID: ['hybrid', 'Layers of its own choice.'],
  },
);

export const OrganizationalPattern = defineEnum(
  'OrganizationalPattern',
  'How teams own data (ADR-0021, Organizational Patterns).',
  {
    CENTRALIZED: ['centralized', 'One platform manifest, one data team; compiled in four stages.'],
    DATA_MESH: ['data_mesh', 'Enterprise and domain manifests, federated ownership; compiled in six stages.'],
  },
);

export const ManifestScope = defineEnum(
  'ManifestScope',
  'The tier a manifest speaks for (ADR-0021, Three-Tier Configuration Hierarchy).',
  {
    ENTERPRISE: ['enterprise', 'Global governance that every domain inherits.'],
    DOMAIN: ['domain', "One domain's platform; strengthens, never weakens, what it inherits."],
    PLATFORM: ['platform', 'Centralized: the document states no scope.'],
  },
);

export const MergeStrategy = defineEnum(
  'MergeStrategy',
  'How a value of a lower tier meets the one it inherits (decisions 2 and 8).',
  {
    OVERRIDE: ['override', 'The nearest manifest that states it decides.'],
    EXTEND: ['extend', 'The lists of all tiers together.'],
    STRENGTHEN: ['strengthen', 'The stricter of the two; a weaker one is an error.'],
    FORBID: ['forbid', 'Only the highest tier that states it may say it.'],
  },
);

export const GranteeKind = defineEnum('GranteeKind', 'Whom a grant names.', {
  ROLE: ['role', 'A role of people or tools: analysts, bi_tools.'],
  DOMAIN: ['domain', "A domain: its products' pipelines."],
  PRODUCT: ['product', 'One data product.'],
});

export const Access = defineEnum('Access', 'What a grant allows (ADR-0021, Layer-to-Namespace Mapping).', {
  READ: ['read', 'May read.'],
  READ_WRITE: ['read_write', 'May read and write.'],
});

export const AccessDefault = defineEnum(
  'AccessDefault',
  'What holds for whoever has no grant (ADR-0021, output ports: access.default).',
  {
    DENY: ['deny', 'Only those with a grant, and the products of the own domain, may read (decision 11).'],
    ALLOW: ['allow', 'Everybody may read.'],
  },
);

export const DriftKind = defineEnum('DriftKind', 'How what is deployed differs from what the documents ask for.', {
  MISSING: ['missing', 'It is asked for, and not there.'],
  FOREIGN: ['foreign', 'It is there, and no document asks for it.'],
  DIFFERENT: ['different', 'It is there in part, or otherwise than it is asked for.'],
});

export const CiSystem = defineEnum('CiSystem', 'What runs the workflow of a product that begins (docs/init.md).', {
  GITHUB: ['github', 'GitHub Actions: `.github/workflows/floe.yml`.'],
  GITLAB: ['gitlab', 'GitLab CI: `.gitlab-ci.yml`.'],
});

import type { Severity } from '../../diagnostic.js';

/** What docs/diagnostics.md and the `diagnosticRules` query say of a code. */
export interface CodeEntry {
  /** Stable words; never reused. */
  readonly code: InheritanceCode;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
  readonly example: { readonly bad: string; readonly good: string };
  readonly mend: string;
}

export type InheritanceCode =
  | 'PLATFORM_MISSING'
  | 'REF_UNRESOLVED'
  | 'REF_NOT_PULLED'
  | 'REF_MOVED'
  | 'REF_CYCLE'
  | 'REF_WRONG_SCOPE'
  | 'PARENT_INVALID'
  | 'INHERIT_WEAKENED'
  | 'INHERIT_FORBIDDEN'
  | 'DOMAIN_NOT_REGISTERED'
  | 'DOMAIN_NAMESPACE_MISMATCH'
  | 'DOMAIN_OF_ENTERPRISE'
  | 'DOMAIN_REGISTERED_TWICE'
  | 'PLUGIN_NOT_APPROVED'
  | 'SERVICE_NOT_CHOSEN'
  | 'CLASSIFICATION_LEVEL_UNKNOWN'
  | 'GLOSSARY_TERM_DUPLICATE'
  | 'LAYER_UNKNOWN'
  | 'LAYER_NONE'
  | 'LAYER_PREFIX_MISSING'
  | 'LAYER_PREFIX_AMBIGUOUS'
  | 'NAMESPACE_OUTSIDE_DOMAIN';

/** Every code that loading and inheritance raise, in the order in which a compilation meets them. */
export const inheritanceCodes: readonly CodeEntry[] = [
  {
    code: 'PLATFORM_MISSING',
    severity: 'error',
    title: 'The product names no platform.',
    why: 'Layers, gates and governance come from a manifest; without one there is nothing to compile against.',
    example: { bad: 'kind: DataProduct  # no domain, no platform', good: 'domain:\n  ref: sales-domain@2.1.0' },
    mend: 'Name the domain (`domain.ref`) or the platform (`platform.ref`), or put a platform-manifest.yaml beside the product.',
  },
  {
    code: 'REF_UNRESOLVED',
    severity: 'error',
    title: 'A ref leads to no published manifest.',
    why: 'What a document inherits must be known to the byte; a ref that resolves to nothing inherits nothing.',
    example: {
      bad: 'parent:\n  ref: oci://registry.acme.com/enterprise-platfrom:v1.0.0',
      good: 'parent:\n  ref: oci://registry.acme.com/enterprise-platform:v1.0.0',
    },
    mend: 'Publish the manifest under that ref first, or mend the ref; `name@version` names a manifest of this catalog.',
  },
  {
    code: 'REF_NOT_PULLED',
    severity: 'error',
    title: 'A parent is not published, and its registry did not give it.',
    why: 'A parent that the catalog does not know is pulled from its registry, where that is one of `REGISTRIES`; what does not come whole and with its digest is inherited by nobody.',
    example: {
      bad: 'parent:\n  ref: oci://registry.acme.com/enterprise-platform:v9.0.0  # never pushed',
      good: 'parent:\n  ref: oci://registry.acme.com/enterprise-platform:v1.0.0',
    },
    mend: 'Do what the hint says; publishing the parent (`floe platform publish`) does without the registry.',
  },
  {
    code: 'REF_MOVED',
    severity: 'warning',
    title: 'The tag of a parent leads to another artifact than it was published as.',
    why: 'A ref names one immutable artifact. What the catalog published under it counts; whoever pulls the tag now gets something else.',
    example: {
      bad: '# v1.0.0 was pushed again by other means, with other content',
      good: '# what is new is pushed as v1.0.1, and parent.ref raised to it',
    },
    mend: 'Push what is new under a version of its own, and point the tag back to the digest that the catalog keeps.',
  },
  {
    code: 'REF_CYCLE',
    severity: 'error',
    title: 'The chain of parents leads back to where it came from.',
    why: 'A manifest cannot inherit from itself: no tier would be the first to decide.',
    example: {
      bad: 'metadata: {name: sales-domain, version: "2.1.0"}\nparent:\n  ref: sales-domain@2.1.0',
      good: 'metadata: {name: sales-domain, version: "2.1.0"}\nparent:\n  ref: acme-enterprise@1.0.0',
    },
    mend: 'Let `parent.ref` name the enterprise manifest.',
  },
  {
    code: 'REF_WRONG_SCOPE',
    severity: 'error',
    title: 'A ref leads to a manifest of the wrong tier.',
    why: 'There are three tiers: a product belongs to a domain (or to a centralized platform), a domain to an enterprise.',
    example: { bad: 'parent:\n  ref: sales-domain@2.1.0', good: 'parent:\n  ref: acme-enterprise@1.0.0' },
    mend: '`parent.ref` names an enterprise manifest, `domain.ref` a domain manifest (or, for data that all domains share, the enterprise that carries a domain), `platform.ref` a manifest without domains.',
  },
  {
    code: 'PARENT_INVALID',
    severity: 'error',
    title: 'The manifest that a ref leads to cannot be read.',
    why: 'A chain with an unreadable link has unknown policies.',
    example: { bad: 'parent: {ref: broken@1.0.0}', good: 'parent: {ref: acme-enterprise@1.0.0}' },
    mend: 'Publish a mended version of that manifest and name it.',
  },
  {
    code: 'INHERIT_WEAKENED',
    severity: 'error',
    title: 'A manifest asks for less than the one it inherits from.',
    why: 'What an enterprise states holds for all domains; a domain may be stricter, never more lenient.',
    example: {
      bad: 'minimum_test_coverage: 60  # the enterprise asks for 70',
      good: 'minimum_test_coverage: 80',
    },
    mend: 'State a value at least as strict, or leave the field out: it is inherited.',
  },
  {
    code: 'INHERIT_FORBIDDEN',
    severity: 'error',
    title: 'A domain manifest states what only the enterprise may state.',
    why: 'The approved plugins, the registered domains and their extra policies are the enterprise’s decision.',
    example: {
      bad: 'scope: domain\napproved_plugins:\n  compute: [bigquery]',
      good: 'scope: domain\nplugins:\n  compute: {type: spark}',
    },
    mend: 'Remove the section from the domain manifest and have it changed in the enterprise manifest.',
  },
  {
    code: 'DOMAIN_NOT_REGISTERED',
    severity: 'warning',
    title: 'The enterprise manifest does not register this domain.',
    why: 'A registration reserves the namespace, names the owners and may bind the domain to extra policies.',
    example: {
      bad: 'domain: {name: risk}  # not among the enterprise’s domains',
      good: 'domains:\n  - name: risk\n    namespace: risk',
    },
    mend: 'Add the domain to `domains` of the enterprise manifest and publish a new version of it.',
  },
  {
    code: 'DOMAIN_NAMESPACE_MISMATCH',
    severity: 'error',
    title: 'The domain’s namespace is not the one it was registered with.',
    why: 'The enterprise gives out namespaces so that no two domains write to the same place.',
    example: { bad: 'domain: {name: sales, namespace: crm}', good: 'domain: {name: sales, namespace: sales}' },
    mend: 'Use the registered namespace, or have the registration changed.',
  },
  {
    code: 'DOMAIN_OF_ENTERPRISE',
    severity: 'error',
    title: 'A domain takes the name or the namespace of the domain that the enterprise carries itself.',
    why: 'The products that all domains share are the enterprise’s; its own manifest is the platform of their domain.',
    example: {
      bad: 'domain: {name: enterprise, namespace: enterprise}  # in a manifest of scope domain',
      good: 'domain: {name: reference, namespace: reference}',
    },
    mend: 'Give the domain another name and namespace, or name the enterprise’s own in its manifest: `domain: {name, namespace}`.',
  },
  {
    code: 'DOMAIN_REGISTERED_TWICE',
    severity: 'error',
    title: 'Two registered domains share a namespace.',
    why: 'A namespace has one owner.',
    example: {
      bad: 'domains:\n  - {name: sales, namespace: sales}\n  - {name: crm, namespace: sales}',
      good: 'domains:\n  - {name: sales, namespace: sales}\n  - {name: crm, namespace: crm}',
    },
    mend: 'Give each domain a namespace of its own.',
  },
  {
    code: 'PLUGIN_NOT_APPROVED',
    severity: 'error',
    title: 'The chosen plugin is not among the approved ones.',
    why: 'A category that the enterprise lists is closed; `extra_policies.<category>_approved` narrows it for one domain (decision 9).',
    example: { bad: 'plugins:\n  compute: {type: bigquery}', good: 'plugins:\n  compute: {type: spark}' },
    mend: 'Choose an approved plugin, or have the enterprise approve this one.',
  },
  {
    code: 'SERVICE_NOT_CHOSEN',
    severity: 'warning',
    title: 'A service is configured whose plugin is not the chosen one.',
    why: 'The configuration has no effect: another plugin of that category runs.',
    example: {
      bad: 'plugins: {compute: {type: spark}}\nservices: {compute: {duckdb: {threads: 4}}}',
      good: 'plugins: {compute: {type: spark}}\nservices: {compute: {spark: {executors: {instances: 10}}}}',
    },
    mend: 'Configure the chosen plugin, or choose the configured one.',
  },
  {
    code: 'CLASSIFICATION_LEVEL_UNKNOWN',
    severity: 'error',
    title: 'Duties are stated for a classification level that does not exist.',
    why: 'The levels are a closed, ordered list; duties of any other level would bind no column.',
    example: {
      bad: 'levels: [public, pii]\npci:\n  requires_encryption: true',
      good: 'levels: [public, pii, pci]\npci:\n  requires_encryption: true',
    },
    mend: 'Add the level to `governance.classification.levels`, or mend its name.',
  },
  {
    code: 'GLOSSARY_TERM_DUPLICATE',
    severity: 'error',
    title: 'The glossary explains a term twice.',
    why: 'Ports and columns name a term by its word; with two meanings it has none.',
    example: {
      bad: 'glossary: [{term: customer, definition: Who bought something.}, {term: Customer, definition: Who has an account.}]',
      good: 'glossary: [{term: customer, definition: Who bought something.}, {term: account, definition: What a customer signs in with.}]',
    },
    mend: 'Take one of the two out, or give them different words; case does not tell them apart.',
  },
  {
    code: 'LAYER_UNKNOWN',
    severity: 'error',
    title: 'Quality gates are stated for a layer that does not exist.',
    why: 'The gates would bind no model.',
    example: {
      bad: 'pattern: kimball\n...\ngold_layer: {minimum_coverage: 100}',
      good: 'pattern: kimball\n...\nfacts_layer: {minimum_coverage: 100}',
    },
    mend: 'Name a layer of the pattern, or declare the layer under `data_architecture.layers`.',
  },
  {
    code: 'LAYER_NONE',
    severity: 'error',
    title: 'A platform that enforces names has no layers.',
    why: 'A hybrid pattern brings none of its own, and a model whose layer is unknown is covered by no gate and no grant.',
    example: {
      bad: 'data_architecture: {pattern: hybrid}',
      good: 'data_architecture:\n  pattern: hybrid\n  layers:\n    hubs: {suffix: _h}\n    marts: {prefix: [dim_, fct_]}',
    },
    mend: 'State the layers under `data_architecture.layers`, or set `naming.enforcement: off`.',
  },
  {
    code: 'LAYER_PREFIX_MISSING',
    severity: 'error',
    title: 'A layer of its own has no prefix, suffix or pattern.',
    why: 'Models find their layer by their names; a pattern has defaults for its own layers only.',
    example: {
      bad: 'pattern: hybrid\nlayers:\n  raw: {description: "As it came"}',
      good: 'pattern: hybrid\nlayers:\n  raw: {prefix: "raw_"}',
    },
    mend: 'State `prefix`, `suffix` or `pattern`, or use the name of one of the pattern’s layers.',
  },
  {
    code: 'LAYER_PREFIX_AMBIGUOUS',
    severity: 'error',
    title: 'Two layers have the same prefix, suffix or pattern.',
    why: 'A model of such a name would belong to both.',
    example: {
      bad: 'layers:\n  bronze: {prefix: "raw_"}\n  silver: {prefix: "raw_"}',
      good: 'layers:\n  bronze: {prefix: "raw_"}\n  silver: {prefix: "clean_"}',
    },
    mend: 'Give each layer names of its own.',
  },
  {
    code: 'NAMESPACE_OUTSIDE_DOMAIN',
    severity: 'error',
    title: 'A domain claims a namespace outside its own.',
    why: 'A domain owns its namespace and what is below it, nothing else.',
    example: {
      bad: 'domain: {namespace: sales}\n...\ncatalog_namespace: marketing.gold',
      good: 'domain: {namespace: sales}\n...\ncatalog_namespace: sales.gold',
    },
    mend: 'Use a name below the domain’s namespace; a bare name (`gold`) is taken as one.',
  },
];

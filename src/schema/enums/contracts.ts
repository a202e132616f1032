import { defineEnum } from './defineEnum.js';

export const ContractRole = defineEnum('ContractRole', 'Which end of a contract a product is.', {
  PROVIDER: ['provider', 'It owns the output port.'],
  CONSUMER: ['consumer', 'Its input port names the output port.'],
});

export const ContractStatus = defineEnum('ContractStatus', 'Where a contract stands.', {
  DRAFT: ['draft', 'Written down, not in force.'],
  ACTIVE: ['active', 'In force: both ends stand and the consumer may read.'],
  DEPRECATED: ['deprecated', 'In force, its end announced.'],
  RETIRED: ['retired', 'Ended: the consumer let go of it.'],
  BROKEN: [
    'broken',
    'It no longer fits: the port is gone or not readable, or it changed in what the consumer relies on; `brokenReason` says why.',
  ],
});

export const LifecycleStatus = defineEnum('LifecycleStatus', 'Where a product or port stands in its life.', {
  DRAFT: ['draft', 'Shown, not in force: it promises nothing yet.'],
  ACTIVE: ['active', 'In use.'],
  DEPRECATED: ['deprecated', 'In use, its end announced.'],
  RETIRED: ['retired', 'Ended.'],
});

export const CompatibilityMode = defineEnum(
  'CompatibilityMode',
  'What a provider may change within a contract without breaking it (ADR-0021, validation.schema_compatibility).',
  {
    NONE: ['none', 'Nothing is promised; every change is told, none is breaking.'],
    BACKWARD: [
      'backward',
      'May add columns, not remove them: an unchanged consumer of the old terms can read the new output.',
    ],
    FORWARD: ['forward', 'A consumer of the new terms can read the old output: history, replay, a provider that lags.'],
    FULL: ['full', 'Backward and forward.'],
    BACKWARD_TRANSITIVE: ['backward_transitive', 'As BACKWARD, against every version that is not retired.'],
    FORWARD_TRANSITIVE: ['forward_transitive', 'As FORWARD, against every version that is not retired.'],
    FULL_TRANSITIVE: ['full_transitive', 'As FULL, against every version that is not retired.'],
  },
);

export const ContractFormat = defineEnum(
  'ContractFormat',
  'The spelling of the document of a contract or an output port (decision 16, docs/standards.md).',
  {
    FLOE: ['floe', 'apiVersion floe.dev/v1, as ADR-0021 prints it; a port as data-product.yaml states it.'],
    ODCS: ['odcs', 'The Open Data Contract Standard, v3: YAML.'],
    JSON_SCHEMA: ['json_schema', 'Its columns as a JSON Schema (2020-12) of one row.'],
    AVRO: ['avro', 'Its columns as an Avro record schema (Apache Avro 1.12): JSON.'],
    DBT: ['dbt', 'Its columns as a dbt model whose contract is enforced: a schema YAML.'],
  },
);

export const ProductFormat = defineEnum('ProductFormat', 'The spelling of the document of a product.', {
  FLOE: ['floe', 'data-product.yaml as it was published.'],
  ODPS: ['odps', 'The Open Data Product Standard, v1: YAML.'],
});

export const ImpactVerdict = defineEnum('ImpactVerdict', 'What a change means to a consumer as a whole.', {
  BREAKING: ['breaking', 'It stops working.'],
  RISKY: ['risky', 'It may be surprised.'],
  UNAFFECTED: ['unaffected', 'It goes on as before.'],
});

export const ChangeSeverity = defineEnum('ChangeSeverity', "What a change means under the contract's mode.", {
  BREAKING: ['breaking', 'Consumers stop working; the notice period applies.'],
  RISKY: ['risky', 'Some consumers may be surprised.'],
  COMPATIBLE: ['compatible', 'Consumers go on as before.'],
  INFO: ['info', 'Nothing about the data changed.'],
});

export const ContractChangeKind = defineEnum(
  'ContractChangeKind',
  'What an entry of the change feed reports. Grows; treat an unknown one by its severity.',
  {
    CONTRACT_ESTABLISHED: ['CONTRACT_ESTABLISHED', 'A product consumes the port from now on.'],
    CONTRACT_ENDED: ['CONTRACT_ENDED', 'The consumer let go of the port.'],
    STATUS_CHANGED: ['STATUS_CHANGED', 'The contract was broken or holds again.'],
    COLUMN_ADDED: ['COLUMN_ADDED', 'A column is new.'],
    COLUMN_REMOVED: ['COLUMN_REMOVED', 'A column is gone.'],
    COLUMN_RENAMED: ['COLUMN_RENAMED', 'A column bears another name.'],
    COLUMN_TYPE_CHANGED: ['COLUMN_TYPE_CHANGED', 'A column has another type.'],
    COLUMN_REQUIRED: ['COLUMN_REQUIRED', 'A column is never null from now on.'],
    COLUMN_OPTIONAL: ['COLUMN_OPTIONAL', 'A column may be null from now on.'],
    ENUM_VALUE_ADDED: ['ENUM_VALUE_ADDED', 'A column may hold a further value.'],
    ENUM_VALUE_REMOVED: ['ENUM_VALUE_REMOVED', 'A column no longer holds a value.'],
    CONSTRAINT_CHANGED: ['CONSTRAINT_CHANGED', 'A primary key or uniqueness changed.'],
    CLASSIFICATION_CHANGED: ['CLASSIFICATION_CHANGED', 'A column is classified otherwise.'],
    DESCRIPTION_CHANGED: ['DESCRIPTION_CHANGED', 'A description changed.'],
    SLA_LOOSENED: ['SLA_LOOSENED', 'The provider promises less.'],
    SLA_TIGHTENED: ['SLA_TIGHTENED', 'The provider promises more.'],
    ACCESS_GRANTED: ['ACCESS_GRANTED', 'The consumer may read the port.'],
    ACCESS_REVOKED: ['ACCESS_REVOKED', 'The consumer may no longer read the port.'],
    TABLE_CHANGED: ['TABLE_CHANGED', 'The port stands for another table.'],
    VALIDATION_CHANGED: ['VALIDATION_CHANGED', 'The compatibility mode or the notice period changed.'],
    BREAKING_CHANGE_ANNOUNCED: ['BREAKING_CHANGE_ANNOUNCED', 'A change that breaks the contract takes effect later.'],
    CHANGE_ACKNOWLEDGED: ['CHANGE_ACKNOWLEDGED', 'The consumer answered what was announced.'],
    ANNOUNCEMENT_STANDS: [
      'ANNOUNCEMENT_STANDS',
      'What was announced is still to come: after a version that was published meanwhile, or on a later day.',
    ],
    ANNOUNCEMENT_WITHDRAWN: [
      'ANNOUNCEMENT_WITHDRAWN',
      'What was announced is not to come (any more); `path` names the change where it is not all.',
    ],
    NOTICE_OVERRIDDEN: ['NOTICE_OVERRIDDEN', 'A change took effect before its notice had ended; the reason is kept.'],
  },
);

export const AnnouncementStatus = defineEnum('AnnouncementStatus', 'What became of an announced version.', {
  ANNOUNCED: ['announced', 'It is to come; the notice runs or has ended.'],
  PUBLISHED: ['published', 'It took effect.'],
  WITHDRAWN: ['withdrawn', 'It is not to come.'],
});

export const AnnouncementResponse = defineEnum(
  'AnnouncementResponse',
  'What a consumer says to a breaking change that is announced for its contract.',
  {
    ACCEPTED: ['accepted', 'It agrees: the change may take effect, and the contract follows it.'],
    MIGRATING: ['migrating', 'It is on its way; the notice runs on.'],
    BLOCKED: ['blocked', 'It cannot follow.'],
  },
);

export const ChangeBump = defineEnum('ChangeBump', 'Which part of a version must rise (semver.org).', {
  MAJOR: ['major', 'Something that others rely on changes.'],
  MINOR: ['minor', 'More is promised.'],
  PATCH: ['patch', 'What is said about the data changes.'],
});

export const ColumnsOrigin = defineEnum(
  'ColumnsOrigin',
  'How it is known which columns of a port a product uses (docs/usage.md).',
  {
    DECLARED: ['declared', 'Its input port says so: `source.columns`.'],
    READ: ['read', 'From the SQL of its dbt models.'],
  },
);

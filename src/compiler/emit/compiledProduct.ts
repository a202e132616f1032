import type { CompiledContract, CompiledInputPort, CompiledModel, CompiledProduct } from '../artifact.js';
import { deriveTerms } from '../contracts/derive.js';
import { compiledLifecycle } from '../document/lifecycle.js';
import type { DataProduct } from '../document/product.js';
import { secondsToDuration } from '../values/duration.js';
import { coveragePercent, coverageTogether } from '../facts/columns/coverage.js';
import type { InputPortFacts } from '../facts/lineage/inputFacts.js';
import type { ModelFacts } from '../facts/models/modelFacts.js';
import type { ProductFacts } from '../facts/product/productFacts.js';
import type { ScheduleFacts } from '../facts/schedule/scheduleFacts.js';
import { lineageOf, modelFqn } from './lineage.js';
import { compiledOutputPorts } from '../facts/models/outputPorts.js';
import { modelColumns } from '../facts/models/portColumns.js';

/** The compiled form of a product in which no rule found an error: the same bytes for the same facts. */
export function compiledProduct(facts: ProductFacts, product: DataProduct): CompiledProduct {
  const { platform, fqn, models, inputs } = facts;
  const { name, version, description } = product.metadata;
  const coverage = coverageTogether(models);
  const lifecycle = compiledLifecycle(product.lifecycle);
  return {
    fqn,
    name,
    version,
    domain: platform.domain.name,
    description: description ?? null,
    ownership: { team: product.ownership.team, email: product.ownership.email, slack: product.ownership.slack ?? null },
    pattern: platform.pattern,
    platform: platform.chain.flatMap(({ ref, digest, name: manifest, version: of }) =>
      ref === null || digest === null ? [] : [{ ref, name: manifest, version: of, digest }],
    ),
    layers: platform.layers,
    outputPorts: compiledOutputPorts(facts.outputs, models),
    inputPorts: inputs.map(inputPort),
    models: models.map((model) => compiledModel(model, fqn)),
    lineage: lineageOf(facts),
    contracts: inputs.flatMap((input) => contract(input, facts)),
    schedule: schedule(facts.schedule),
    coverage: coverage && coveragePercent(coverage),
    ...(lifecycle && { lifecycle }),
    ...(product.tags && { tags: product.tags }),
  };
}

function inputPort({ name, fqn, port, requirement, usage }: InputPortFacts): CompiledInputPort {
  const { source } = port;
  const description = port.description ?? null;
  const common = { name, fqn, description, freshnessRequirement: requirement };
  if (source.type === 'data_product') {
    const used = usage && { columns: usage.columns, columnsOrigin: usage.origin };
    return { ...common, source: { kind: 'data_product', ref: source.ref, ...used } };
  }
  const { type, source: from } = source.config;
  return { ...common, source: { kind: 'ingestion', type, source: from, config: { ...source.config } } };
}

function compiledModel(facts: ModelFacts, product: string): CompiledModel {
  const { model, name, layer, table, coverage } = facts;
  const tests = [
    ...new Set(model.tests.map((test) => (test.package === null ? test.name : `${test.package}.${test.name}`))),
  ];
  return {
    name,
    fqn: modelFqn(product, facts),
    layer: layer?.name ?? null,
    table,
    columns: modelColumns(facts),
    tests: tests.sort(),
    coverage: coveragePercent(coverage),
    description: model.description,
  };
}

/** A contract for every data-product input port; without terms while its provider is not published. */
function contract({ name, provider }: InputPortFacts, { fqn, platform }: ProductFacts): CompiledContract[] {
  if (!provider) return [];
  const { compatibility, breakingChangeNotice, profile, demoted } = platform.contractPolicy;
  const policy = {
    compatibility,
    breakingChangeNotice,
    ...(profile !== 'default' && { profile }),
    ...(demoted && { demoted }),
  };
  const terms = provider.kind === 'found' ? deriveTerms(provider.port, policy) : null;
  return [{ providerPort: provider.ref, consumer: fqn, inputPort: name, terms, policy }];
}

function schedule(facts: ScheduleFacts | null): CompiledProduct['schedule'] {
  if (!facts) return null;
  const { cron, timezone, duration, reading } = facts;
  return reading.error === null
    ? { cron, timezone, longestGap: secondsToDuration(reading.longestGapSeconds), duration }
    : null;
}

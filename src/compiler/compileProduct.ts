import type { Diagnostic } from './diagnostic.js';
import { decodeDataProduct, type Decoded } from './document/decode.js';
import { readDbtProject } from './document/dbt/readDbtProject.js';
import type { DataProduct } from './document/product.js';
import { productReferences } from './document/references.js';
import { compiledProduct } from './emit/compiledProduct.js';
import { namedTables } from './facts/product/namedTables.js';
import { productFacts, type ProductFacts } from './facts/product/productFacts.js';
import type { ProductCompileInput } from './input.js';
import type { EffectivePlatform } from './inherit/policy/platform.js';
import type { OnStage, ProductCompileResult } from './result.js';
import type { Family, Line } from './rules/rule/rule.js';
import { assemble } from './stages/assemble.js';
import { familyLines, found, passed } from './stages/lines.js';
import { loadPlatform } from './stages/load.js';
import { loadingLines } from './stages/loadingLines.js';
import type { Part } from './stages/plan.js';
import type { Organization } from './artifact.js';

/** Families that need nothing but the models and the platform: they run although the product's document has errors. */
const OF_MODELS: readonly Family[] = ['naming', 'quality'];
/** Those of a document with errors whose input ports have none, or some of them. */
const OF_INPUTS: readonly Family[] = [...OF_MODELS, 'contract'];
const OF_PRODUCT: readonly Family[] = ['port', 'contract', 'governance', 'namespace'];

interface Reading {
  readonly document: Decoded<DataProduct> | null;
  readonly facts: ProductFacts | null;
  readonly findings: readonly Diagnostic[];
}

/**
 * Compiles a DataProduct (ADR-0021, `floe compile`). Pure; `onStage` hears of the stages as they end. Only a platform that
 * cannot be loaded blocks what comes after it; all other findings come in one go.
 */
export const compileProduct = (input: ProductCompileInput, onStage?: OnStage): ProductCompileResult =>
  compileWithFacts(input, onStage).result;

/** The same with the facts that the rules looked at; null where no platform could be loaded. */
export function compileWithFacts(
  input: ProductCompileInput,
  onStage: OnStage = () => undefined,
): { readonly result: ProductCompileResult; readonly facts: ProductFacts | null } {
  const loading = loadPlatform(input);
  const { organization } = loading;
  const loaded = loadingLines(loading);
  let reading: Reading | undefined;
  const read = (): Reading => (reading ??= readProduct(input, loading.platform));
  const linesOf = (part: Part): readonly Line[] | null =>
    part === 'enterprise' || part === 'platform' ? loaded[part] : partLines(part, organization, read());
  const { failed, ...assembled } = assemble(organization, linesOf, onStage);
  const { document, facts } = read();
  const artifact = !failed && facts && document ? compiledProduct(facts, document.value) : null;
  const result: ProductCompileResult = {
    ...assembled,
    organization,
    outcome: failed ? 'failed' : 'succeeded',
    subject: subjectOf(input, facts),
    artifact,
    evolution: facts?.evolution ?? null,
    tables: namedTables(facts),
  };
  return { result, facts };
}

/** Reads the product and its models: what takes the time of a large one. */
function readProduct(input: ProductCompileInput, platform: EffectivePlatform | null): Reading {
  const { document, diagnostics } = decodeDataProduct(input.product);
  const dbt = readDbtProject({
    files: input.files,
    dbtManifest: input.dbtManifest ?? null,
    transforms: (document?.value.transforms ?? []).map(({ path }) => path),
  });
  const facts = platform && productFacts(input, platform, document, dbt.project);
  return { document, facts, findings: [...diagnostics, ...dbt.diagnostics] };
}

function partLines(
  part: Exclude<Part, 'enterprise' | 'platform'>,
  organization: Organization,
  { document, facts, findings }: Reading,
): readonly Line[] | null {
  if (part === 'product') return facts || findings.length > 0 ? productLines(organization, document, findings) : null;
  if (part === 'verdict' || !facts || !familiesOf(document, facts).includes(part)) return null;
  return familyLines(part, facts, organization);
}

function familiesOf(document: Decoded<DataProduct> | null, { inputs }: ProductFacts): readonly Family[] {
  if (document) return [...OF_MODELS, ...OF_PRODUCT];
  return inputs.length > 0 ? OF_INPUTS : OF_MODELS;
}

/** ADR-0021, Federated Governance Enforcement [3/6]; a centralized console prints findings alone. */
function productLines(
  organization: Organization,
  document: Decoded<DataProduct> | null,
  findings: readonly Diagnostic[],
): Line[] {
  const { metadata, ownership } = document?.value ?? {};
  const passes =
    organization === 'data_mesh' && metadata && ownership
      ? [`Product: ${metadata.name} v${metadata.version}`, `Ownership: ${ownership.email}`]
      : [];
  return [...passes.map(passed), ...findings.map(found)];
}

/** The fqn; the name alone where no domain is known, the file where not even that can be read. */
function subjectOf({ product }: ProductCompileInput, facts: ProductFacts | null): string {
  const { name } = productReferences(product);
  if (name === null) return product.path;
  return facts ? facts.fqn : name;
}

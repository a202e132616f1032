import { OperationTypeNode, type GraphQLResolveInfo } from 'graphql';
import type { Diagnostic } from '../../compiler/diagnostic.js';
import type { MeshFacts } from '../../compiler/input.js';
import type { Stage } from '../../compiler/result.js';
import type { CompilationRow } from '../../entities/rows/platform/CompilationRow.js';
import type { Sight } from '../sight/Sight.js';
import { findingsIn, heard, heardStages, hearing, type Hears } from './findings.js';
import { mustSee, type Guard } from './guard.js';

/** The words of a finding that may name columns which are not shown. */
const WORDS =
  'Its words may name columns that are not shown to you (docs/authorization.md, What grants show): only its code and its place are told.';

/** Whether a compilation is what the mutation that is being answered has done, not one that its answer leads to. */
function isOfMutation({ operation, path }: Pick<GraphQLResolveInfo, 'operation' | 'path'>): boolean {
  const holder = path.prev?.typename ?? '';
  return (
    operation.operation === OperationTypeNode.MUTATION && (holder.endsWith('Payload') || holder === 'PublishedItem')
  );
}

/** The ports of others that a compiled product reads; of one that was refused its findings tell. */
const readsOf = ({ artifacts }: CompilationRow): string[] =>
  artifacts && 'inputPorts' in artifacts
    ? artifacts.inputPorts.flatMap(({ source }) => (source.kind === 'data_product' ? [source.ref] : []))
    : [];

const hearsOf = (row: CompilationRow, sight: Sight): Promise<Hears> =>
  hearing({ product: row.subject, reads: readsOf(row) }, row.diagnostics, sight);

type Told = (value: unknown, row: CompilationRow, sight: Sight) => unknown;

/**
 * A field of a compilation: of a manifest nothing is hidden; of a product it is shown to who may see that, and to who had it
 * compiled, without what it would tell of others.
 */
const compilationGuard =
  (told: Told, hidden: (value: unknown) => unknown): Guard =>
  async (sight, resolve, root, _args, _context, info) => {
    const row = root as CompilationRow;
    if (row.subjectKind === 'manifest') return resolve();
    // A compilation belongs to its product: its document may be any version of that.
    const shown = isOfMutation(info) || (await sight.versions(row.subject)).allowed;
    const value = await resolve();
    return shown ? told(value, row, sight) : hidden(value);
  };

/** What a product was compiled to has the columns of all that it reads. */
const artifacts: Told = async (value, row, sight) => {
  const reads = await Promise.all(readsOf(row).map((ref) => sight.consumed(ref, row.subject)));
  return reads.every(({ allowed }) => allowed) ? value : null;
};

const diagnostics: Told = async (value, row, sight) =>
  heard(value as readonly Diagnostic[], await hearsOf(row, sight), WORDS);

const stages: Told = async (value, row, sight) =>
  heardStages(value as readonly Stage[], await hearsOf(row, sight), WORDS);

const closing = (value: unknown): unknown => (value === null ? null : WORDS);

/** The findings of several products, published in one. */
const together: Guard = async (sight, _resolve, root) => {
  const { compilations } = root as { readonly compilations: readonly CompilationRow[] };
  const each = compilations.map(async (row) =>
    row.subjectKind === 'manifest' ? row.diagnostics : heard(row.diagnostics, await hearsOf(row, sight), WORDS),
  );
  return (await Promise.all(each)).flat();
};

/** Of a plan, which is told to those alone who may see what it is for. */
const planned: Guard = async (sight, resolve) => {
  const all = (await resolve()) as readonly Diagnostic[];
  return heard(all, await hearing({ product: null, reads: [], own: true }, all, sight), WORDS);
};

/** Stages as they end: what they tell of the version that stands is told with the compilation. */
const progress: Guard = async (sight, resolve) => {
  const all = (await resolve()) as readonly Stage[];
  return heardStages(all, await hearing({ product: null, reads: [] }, findingsIn(all), sight), WORDS);
};

interface Previewed {
  readonly preview: { readonly fqn: string } | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a change would mean is told to those who may see what stands. */
const preview: Guard = async (sight, resolve, _root, args, { loaders }) => {
  const { port, contract } = args['input'] as {
    readonly port?: { readonly fqn: string } | null;
    readonly contract?: { readonly name: string } | null;
  };
  if (port) mustSee(await sight.port(port.fqn));
  const named = contract && (await loaders.contractByName.load(contract.name));
  if (named) mustSee(await sight.contract(named));
  const result = (await resolve()) as Previewed;
  const product = result.preview?.fqn ?? null;
  if (product !== null) mustSee(await sight.product(product));
  const hears = await hearing({ product, reads: [] }, result.diagnostics, sight);
  return { ...result, diagnostics: heard(result.diagnostics, hears, WORDS) };
};

/** What a compilation must know of others is theirs to give; of ports that it does not read the names are enough. */
const compileContext: Guard = async (sight, resolve) => {
  const mesh = (await resolve()) as MeshFacts;
  const own = mesh.standing?.compiled.fqn ?? null;
  if (own !== null) mustSee(await sight.product(own));
  const held = mesh.standingContracts.map(({ providerPort }) => providerPort);
  const read = new Set([...mesh.upstreamPorts.map(({ fqn }) => fqn), ...held]);
  const decided = async (fqn: string) => [fqn, await sight.consumed(fqn, own)] as const;
  const named = [...new Set([...mesh.providerPorts.map(({ fqn }) => fqn), ...held])];
  const decisions = new Map(await Promise.all(named.map(decided)));
  for (const [fqn, decision] of decisions) if (read.has(fqn)) mustSee(decision);
  const shown = mesh.providerPorts.map((port) => {
    if (decisions.get(port.fqn)?.allowed) return port;
    const { kept: _, ...rest } = port;
    return { ...rest, columns: [] };
  });
  return { ...mesh, providerPorts: shown };
};

/** Fields that compilations answer, by `Type.field`. */
export const COMPILATION_GUARDS: Readonly<Record<string, Guard>> = {
  'Compilation.artifacts': compilationGuard(artifacts, () => null),
  'Compilation.closing': compilationGuard((value) => value, closing),
  'Compilation.diagnostics': compilationGuard(diagnostics, () => []),
  'Compilation.stages': compilationGuard(stages, () => []),
  'MigrationPlan.diagnostics': planned,
  'PublishTogetherPayload.diagnostics': together,
  'Query.compileContext': compileContext,
  'Query.previewChange': preview,
  'Subscription.compilationProgressed': progress,
};

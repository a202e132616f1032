import {
  defaultFieldResolver,
  isObjectType,
  OperationTypeNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { Decision } from '../../access/decide.js';
import type { MeshFacts } from '../../compiler/input.js';
import type { Context } from '../../context.js';
import { CatalogError } from '../../errors.js';
import type { CatalogSchema } from '../../schema/buildSchema.js';
import { DETAILS, hiddenOf, LINEAGE_NAMES, type Asked } from './details.js';
import type { Sight } from '../sight/Sight.js';

type Resolve = GraphQLFieldResolver<unknown, Context, Record<string, unknown>>;

/** What a field does where what is seen goes by grants. */
type Guard = (sight: Sight, resolve: () => unknown, ...asked: Parameters<Resolve>) => Promise<unknown>;

function mustSee(decision: Decision | null): void {
  if (decision && !decision.allowed) throw new CatalogError(decision.code, decision.message, { needs: decision.needs });
}

const detailGuard =
  (name: string): Guard =>
  async (sight, resolve, root, args, { loaders }, { operation }) => {
    const { of, hidden } = DETAILS[name] as (typeof DETAILS)[string];
    const ofMutation = operation.operation === OperationTypeNode.MUTATION;
    const decision = await of({ root, args, sight, loaders, ofMutation } as Asked<never>);
    if (!decision || decision.allowed) return resolve();
    if (hidden === 'refused') mustSee(decision);
    return (hidden as (value: unknown) => unknown)(await resolve());
  };

const lineageGuard =
  (field: string): Guard =>
  async (sight, resolve) => {
    const parts = (await resolve()) as readonly never[];
    const namesOf = LINEAGE_NAMES[field] as (each: never) => readonly string[];
    const hidden = await hiddenOf(parts.flatMap(namesOf), sight);
    return hidden.size === 0 ? parts : parts.filter((each) => !namesOf(each).some((name) => hidden.has(name)));
  };

/** What a compilation must know of others is theirs to give. */
const contextGuard: Guard = async (sight, resolve) => {
  const mesh = (await resolve()) as MeshFacts;
  const own = mesh.standing?.compiled.fqn;
  if (own !== undefined) mustSee(await sight.product(own));
  const ports = mesh.providerPorts.map(({ fqn }) => fqn);
  for (const decision of await Promise.all(ports.map((fqn) => sight.port(fqn)))) mustSee(decision);
  return mesh;
};

/** What a change would mean is told to those who may see what stands. */
const previewGuard: Guard = async (sight, resolve) => {
  const result = (await resolve()) as { readonly preview: { readonly fqn: string } | null };
  if (result.preview) mustSee(await sight.product(result.preview.fqn));
  return result;
};

const KINDS = ['domain', 'product', 'port', 'contract', 'namespace', 'model'];

/** A search that finds columns would tell who has them. */
const searchGuard =
  (original: Resolve): Guard =>
  async (_sight, _resolve, root, args, context, info) => {
    const kinds = (args['kinds'] as readonly string[] | null | undefined) ?? KINDS;
    if (kinds.includes('column'))
      throw new CatalogError(
        'FORBIDDEN',
        'Columns are not searched here: READ_POLICY=grants shows them port by port. Leave COLUMN out of kinds.',
      );
    return original(root, { ...args, kinds }, context, info);
  };

function guardOf(name: string, original: Resolve): Guard | null {
  if (name in DETAILS) return detailGuard(name);
  if (name === 'Query.compileContext') return contextGuard;
  if (name === 'Query.previewChange') return previewGuard;
  if (name === 'Query.search') return searchGuard(original);
  const [type, field = ''] = name.split('.');
  return type === 'LineageGraph' && field in LINEAGE_NAMES ? lineageGuard(field) : null;
}

/** Every field of a schema that goes by what somebody may see, as `Type.field`. */
export const GUARDED: ReadonlySet<string> = new Set([
  ...Object.keys(DETAILS),
  ...Object.keys(LINEAGE_NAMES).map((field) => `LineageGraph.${field}`),
  ...['Query.compileContext', 'Query.previewChange', 'Query.search'],
]);

function guardFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType))
    for (const field of Object.values(type.getFields())) {
      const original = (field.resolve ?? defaultFieldResolver) as Resolve;
      const guard = guardOf(`${type.name}.${field.name}`, original);
      if (!guard) continue;
      const resolve: Resolve = (root, args, context, info) => {
        const { sight } = context;
        const resolved = (): unknown => original(root, args, context, info);
        return sight ? guard(sight, resolved, root, args, context, info) : resolved();
      };
      field.resolve = resolve as typeof field.resolve;
    }
}

/** Hides what who is asking may not see, where READ_POLICY=grants; changes nothing elsewhere. */
export function guardDetails(catalog: CatalogSchema): CatalogSchema {
  guardFields(catalog.schema);
  return catalog;
}

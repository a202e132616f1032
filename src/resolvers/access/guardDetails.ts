import { defaultFieldResolver, isObjectType, type GraphQLSchema } from 'graphql';
import { CatalogError } from '../../errors.js';
import type { CatalogSchema } from '../../schema/buildSchema.js';
import { COMPILATION_GUARDS } from './compilationGuards.js';
import { DETAILS, type Asked } from './details.js';
import { mustSee, type Guard, type Resolve } from './guard.js';
import { LINEAGE_GUARDS, lineageGuard } from './lineageGuards.js';

const detailGuard =
  (name: string): Guard =>
  async (sight, resolve, root, args, { loaders }) => {
    const { of, hidden } = DETAILS[name] as (typeof DETAILS)[string];
    const decision = await of({ root, args, sight, loaders } as Asked<never>);
    if (!decision || decision.allowed) return resolve();
    if (hidden === 'refused') mustSee(decision);
    return (hidden as (value: unknown) => unknown)(await resolve());
  };

const KINDS = ['domain', 'product', 'port', 'contract', 'namespace', 'model', 'term'];

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

const GUARDS: Readonly<Record<string, Guard>> = {
  ...Object.fromEntries(Object.keys(DETAILS).map((name) => [name, detailGuard(name)])),
  ...COMPILATION_GUARDS,
  ...LINEAGE_GUARDS,
};

/** Guards that ask for something else than they are asked. */
const ASKING: Readonly<Record<string, (original: Resolve) => Guard>> = {
  'Query.lineage': lineageGuard,
  'Query.search': searchGuard,
  'Query.searchFacets': searchGuard,
};

/** Every field of a schema that goes by what somebody may see, as `Type.field`. */
export const GUARDED: ReadonlySet<string> = new Set([...Object.keys(GUARDS), ...Object.keys(ASKING)]);

/** The guards of fields that are the property of their name, once they let see it. */
const ofProperties = new WeakSet<object>();

/** Whether a field is the property of its name for who may see everything. */
export const isProperty = ({ resolve }: { readonly resolve?: object | null | undefined }): boolean =>
  !resolve || ofProperties.has(resolve);

function guardFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType))
    for (const field of Object.values(type.getFields())) {
      const original = (field.resolve ?? defaultFieldResolver) as Resolve;
      const name = `${type.name}.${field.name}`;
      const guard = GUARDS[name] ?? ASKING[name]?.(original);
      if (!guard) continue;
      const resolve: Resolve = (root, args, context, info) => {
        const { sight } = context;
        const resolved = (): unknown => original(root, args, context, info);
        return sight ? guard(sight, resolved, root, args, context, info) : resolved();
      };
      if (!field.resolve) ofProperties.add(resolve);
      field.resolve = resolve as typeof field.resolve;
    }
}

/** Hides what who is asking may not see, where READ_POLICY=grants; changes nothing elsewhere. */
export function guardDetails(catalog: CatalogSchema): CatalogSchema {
  guardFields(catalog.schema);
  return catalog;
}

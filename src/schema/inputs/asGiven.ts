import { ChangeSeverity, ContractRole } from '../enums/contracts.js';

const named = (values: Readonly<Record<string, string>>): ReadonlyMap<unknown, string> =>
  new Map(Object.entries(values).map(([name, value]) => [value, name]));

const SEVERITIES = named(ChangeSeverity);
const ROLES = named(ContractRole);

/** A `ContractChangeFilter` as rows keep it, by the names that clients know: it can be given back as an input. */
export function asGiven(filter: object | null): object | null {
  if (filter === null) return null;
  const { severities, role, ...rest } = filter as { severities?: readonly string[]; role?: string };
  return {
    ...rest,
    ...(severities ? { severities: severities.map((each) => SEVERITIES.get(each) ?? each) } : {}),
    ...(role ? { role: ROLES.get(role) ?? role } : {}),
  };
}

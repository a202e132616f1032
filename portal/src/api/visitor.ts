import { createResource, type Accessor } from 'solid-js';
import { createQuery } from './createQuery';
import { VisitorDocument, type VisitorQuery } from './documents';
import { token } from './session';
import { settings } from './settings';

/** Who owns something, as the API tells it. */
export interface Owned {
  readonly domain: { readonly name: string };
  readonly ownership: { readonly team: string | null; readonly email: string | null };
}

/** Whether somebody speaks for what is owned (docs/authorization.md): the platform team, its domain, its team or its owner. */
const speaksFor = ({ domains, roles, scopes, teams, email }: VisitorQuery['viewer'], owned: Owned): boolean =>
  [...roles, ...scopes].includes('platform') ||
  domains.includes(owned.domain.name) ||
  (owned.ownership.team !== null && teams.includes(owned.ownership.team)) ||
  (owned.ownership.email !== null && email === owned.ownership.email);

/**
 * Whether the visitor may act for what is owned, as far as the portal can tell: it decides what is offered, the catalog
 * decides what is done. Everybody may where the catalog asks nobody.
 */
export function createMayActFor(): Accessor<(owned: Owned) => boolean> {
  const [known] = createResource(settings);
  const query = createQuery(VisitorDocument, () => (token() === null ? null : {}));
  return () => (owned) => {
    const viewer = query.data()?.viewer;
    return known()?.auth === 'none' || (viewer !== undefined && speaksFor(viewer, owned));
  };
}

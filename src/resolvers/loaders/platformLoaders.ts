import { domainManifests, highestManifests, manifestsByVersion } from '../../entities/reads/manifests.js';
import { ROOTS_FIRST, tablesQuery } from '../../entities/reads/namespaces.js';
import { rowsBy } from '../../entities/reads/rows.js';
import { DomainRow } from '../../entities/rows/platform/DomainRow.js';
import { GrantRow } from '../../entities/rows/platform/GrantRow.js';
import { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import { NamespaceRow } from '../../entities/rows/platform/NamespaceRow.js';
import { TableRow } from '../../entities/rows/products/TableRow.js';
import type { Batching } from '../batching/batching.js';
import { ListLoader } from '../batching/ListLoader.js';
import type { TurnReader } from '../../entities/TurnReader.js';

const domains = (db: TurnReader, { oneBy, oneByParts }: Batching) => ({
  domainById: oneBy(
    (ids: readonly number[]) => rowsBy(db, DomainRow, 'id', ids),
    (row) => row.id,
  ),
  domainByName: oneBy(
    (names: readonly string[]) => rowsBy(db, DomainRow, 'name', names),
    (row) => row.name,
  ),
  manifestById: oneBy(
    (ids: readonly number[]) => rowsBy(db, ManifestRow, 'id', ids),
    (row) => row.id,
  ),
  highestManifest: oneBy(
    (names: readonly string[]) => highestManifests(db, names),
    (row) => row.name,
  ),
  manifestByVersion: oneByParts(
    (keys: readonly { name: string; version: string }[]) => manifestsByVersion(db, keys),
    (key) => `${key.name}@${key.version}`,
    (row) => `${row.name}@${row.version}`,
  ),
  manifestOfDomain: oneByParts(
    (keys: readonly { domain: string; version: string }[]) => domainManifests(db, keys),
    (key) => `${key.domain}@${key.version}`,
    (row) => `${row.domainName}@${row.version}`,
  ),
});

const tree = (db: TurnReader, { oneBy, manyBy }: Batching) => ({
  namespaceById: oneBy(
    (ids: readonly number[]) => rowsBy(db, NamespaceRow, 'id', ids),
    (row) => row.id,
  ),
  namespaceByPath: oneBy(
    (paths: readonly string[]) => rowsBy(db, NamespaceRow, 'path', paths),
    (row) => row.path,
  ),
  namespacesOfDomain: manyBy(
    (ids: readonly number[]) => rowsBy(db, NamespaceRow, 'domainId', ids, { order: ROOTS_FIRST }),
    (row) => row.domainId ?? 0,
  ),
  childrenOfNamespace: manyBy(
    (ids: readonly number[]) => rowsBy(db, NamespaceRow, 'parentId', ids, { order: 't.path' }),
    (row) => row.parentId ?? 0,
  ),
  grantsOfNamespace: manyBy(
    (ids: readonly number[]) => rowsBy(db, GrantRow, 'namespaceId', ids, { order: 't.id' }),
    (row) => row.namespaceId,
  ),
  tablesOfNamespace: new ListLoader<TableRow>(db, () => tablesQuery),
  tableByPath: oneBy(
    (paths: readonly string[]) => rowsBy(db, TableRow, 'path', paths),
    (row) => row.path,
  ),
});

/** What is read of domains, manifests and the catalog tree. */
export const platformLoaders = (db: TurnReader, batches: Batching) => ({
  ...domains(db, batches),
  ...tree(db, batches),
});

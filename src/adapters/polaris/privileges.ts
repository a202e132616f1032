import type { CompiledGrant } from '../../compiler/artifact.js';

type Access = CompiledGrant['access'];

const READ_TABLE = ['TABLE_LIST', 'TABLE_READ_PROPERTIES', 'TABLE_READ_DATA'];
const WRITE_TABLE = ['TABLE_WRITE_PROPERTIES', 'TABLE_WRITE_DATA'];
const READ_NAMESPACE = [
  ...['NAMESPACE_LIST', 'NAMESPACE_READ_PROPERTIES'],
  ...READ_TABLE,
  ...['VIEW_LIST', 'VIEW_READ_PROPERTIES'],
];
const WRITE_NAMESPACE = ['TABLE_CREATE', ...WRITE_TABLE, 'VIEW_CREATE', 'VIEW_WRITE_PROPERTIES'];

/** What READ and READ_WRITE (ADR-0021, Layer-to-Namespace Mapping) are among the privileges of Polaris. */
const PRIVILEGES = {
  namespace: { read: READ_NAMESPACE, read_write: [...READ_NAMESPACE, ...WRITE_NAMESPACE] },
  table: { read: READ_TABLE, read_write: [...READ_TABLE, ...WRITE_TABLE] },
} as const satisfies Record<string, Readonly<Record<Access, readonly string[]>>>;

/** The privileges that an access is, on a namespace or on one table. */
export const privilegesOf = (on: keyof typeof PRIVILEGES, access: Access): readonly string[] => PRIVILEGES[on][access];

/** An access as the documents write it. */
export const wordOf = (access: Access): string => (access === 'read' ? 'READ' : 'READ_WRITE');

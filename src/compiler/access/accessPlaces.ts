import { parseYaml } from '../document/yaml/yaml.js';
import { domainNamespace } from '../inherit/layers/domainNamespace.js';
import type { SourceFile, SourceLocation } from '../source.js';
import { valueAt } from '../values/json.js';
import type { CompiledGrant } from '../artifact.js';
import { portIndex } from './grantSplices.js';

const KEYS = { domain: 'domain', role: 'role', product: 'product' } as const;

const listAt = (value: unknown, path: readonly (string | number)[]): readonly unknown[] => {
  const list = valueAt(value, path);
  return Array.isArray(list) ? list : [];
};

/** What of an output port's access is looked for: one of its grants, its default, or the block as a whole. */
export type AccessPart = { readonly grant: CompiledGrant } | 'default' | 'block';

/**
 * Where a product's document says it of an output port; where it states nothing of the kind, the nearest above it: the
 * access block, the port. null where the text has no such port.
 */
export function portAccessPlace(file: SourceFile, port: string, part: AccessPart): SourceLocation | null {
  const { document } = parseYaml(file);
  const index = portIndex(document?.value, port);
  if (!document || index < 0) return null;
  const access = ['output_ports', index, 'access'];
  if (part === 'block') return document.locateKey(access);
  if (part === 'default') return document.locateKey([...access, 'default']);
  const { granteeKind, grantee, access: allowed } = part.grant;
  const nth = listAt(document.value, [...access, 'grants']).findIndex(
    (each) => valueAt(each, [KEYS[granteeKind]]) === grantee && valueAt(each, ['access']) === allowed,
  );
  return document.locate(nth < 0 ? access : [...access, 'grants', nth]);
}

/**
 * Where a manifest grants a role something in a namespace; null where it does not. `root`: the namespace of the domain
 * whose manifest it is, below which names may be short; null where they are written out.
 */
export function namespaceGrantPlace(
  file: SourceFile,
  namespace: string,
  grant: CompiledGrant,
  root: string | null,
): SourceLocation | null {
  const { document } = parseYaml(file);
  if (!document || grant.granteeKind !== 'role') return null;
  const path = ['catalog_structure', 'namespaces'];
  const allowed = grant.access.toUpperCase();
  for (const [at, stated] of listAt(document.value, path).entries()) {
    const name = valueAt(stated, ['name']);
    if (typeof name !== 'string' || (root === null ? name : domainNamespace(name, root)) !== namespace) continue;
    const nth = listAt(stated, ['grants']).findIndex(
      (each) => valueAt(each, ['role']) === grant.grantee && valueAt(each, ['access']) === allowed,
    );
    if (nth >= 0) return document.locate([...path, at, 'grants', nth]);
  }
  return null;
}

/** Where a manifest says which domain it is of, or that there is one; null where it does not. */
export function domainPlace(file: SourceFile, domain: string): SourceLocation | null {
  const { document } = parseYaml(file);
  if (!document) return null;
  if (valueAt(document.value, ['domain', 'name']) === domain) return document.locate(['domain', 'name']);
  const nth = listAt(document.value, ['domains']).findIndex((each) => valueAt(each, ['name']) === domain);
  return nth < 0 ? null : document.locate(['domains', nth, 'name']);
}

/** What is looked for in a document: what it says of a port, of a namespace, or that it is of a domain. */
export type AccessQuestion =
  | { readonly of: 'port'; readonly file: SourceFile; readonly port: string; readonly part: AccessPart }
  | {
      readonly of: 'namespace';
      readonly file: SourceFile;
      readonly namespace: string;
      readonly grant: CompiledGrant;
      readonly root: string | null;
    }
  | { readonly of: 'domain'; readonly file: SourceFile; readonly domain: string };

/** Where a document says it; null where it does not. */
export function accessPlace(asked: AccessQuestion): SourceLocation | null {
  const { file } = asked;
  if (asked.of === 'port') return portAccessPlace(file, asked.port, asked.part);
  if (asked.of === 'domain') return domainPlace(file, asked.domain);
  return namespaceGrantPlace(file, asked.namespace, asked.grant, asked.root);
}

/** The roles that a manifest grants something in a namespace. */
export function namedRoles(file: SourceFile): string[] {
  const { document } = parseYaml(file);
  const namespaces = listAt(document?.value, ['catalog_structure', 'namespaces']);
  const roles = namespaces.flatMap((each) => listAt(each, ['grants']).map((grant) => valueAt(grant, ['role'])));
  return [...new Set(roles.filter((role): role is string => typeof role === 'string'))];
}

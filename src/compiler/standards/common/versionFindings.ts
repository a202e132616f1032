import { gt } from 'semver';
import type { Diagnostic } from '../../diagnostic.js';
import { finding } from '../../document/yaml/finding.js';
import type { YamlDocument } from '../../document/yaml/yaml.js';
import { judgedBy, newestOf, type Editions, type Newer } from './editions.js';

export const isNewerThanKnown = (apiVersion: string, editions: Editions): boolean => gt(apiVersion, newestOf(editions));

/** A version that is not known is told once: a document of it is read as far as the version before it goes. */
export function unknownVersion(apiVersion: string, yaml: YamlDocument, editions: Editions): Diagnostic[] {
  if (editions.known.includes(apiVersion)) return [];
  const version = judgedBy(apiVersion, editions);
  const known = `one of ${editions.known.join(', ')}`;
  const message = isNewerThanKnown(apiVersion, editions)
    ? `The apiVersion '${apiVersion}' is newer than ${version}, the newest that is known: what it brought is kept as it stands`
    : `The apiVersion '${apiVersion}' is none that is known: it is read as ${version}`;
  return [told('DOCUMENT_UNSUPPORTED_VERSION', message, known, yaml, ['apiVersion'])];
}

/** What a document says that its version does not know yet, each kind of thing once, where it stands first. */
export function newerFindings(newer: readonly Newer[], apiVersion: string, yaml: YamlDocument): Diagnostic[] {
  const groups = new Map<string, Newer[]>();
  for (const each of newer) groups.set(each.what, [...(groups.get(each.what) ?? []), each]);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { what, since, path } = first;
    const more = group.length > 1 ? `, here and in ${group.length - 1} more places` : '';
    const message = `${what} came with ${since}, and the document says apiVersion ${apiVersion}${more}`;
    return [told('DOCUMENT_NEWER_FIELD', message, `apiVersion: ${since} or later`, yaml, path)];
  });
}

const told = (code: string, message: string, expected: string, yaml: YamlDocument, path: Newer['path']): Diagnostic =>
  finding({
    code,
    severity: 'warning',
    message,
    expected,
    location: yaml.locateKey(path),
    subject: path.join('.'),
    details: { path: [...path] },
  });

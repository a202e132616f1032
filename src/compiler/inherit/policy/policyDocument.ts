import type { Manifest } from '../../document/manifest.js';
import type { JsonObject } from '../../values/json.js';
import type { ChainLink } from './platform.js';
import type { DocumentPath, SourceLocation } from '../../source.js';

/** A document as the merge sees it: plain JSON with a place for every value. */
export interface PolicyDocument {
  /** name@version */
  readonly label: string;
  readonly value: JsonObject;
  locate(path: DocumentPath): SourceLocation | null;
}

/** name@version, as `explain` and messages name a manifest. */
export function labelOf(link: Pick<ChainLink, 'name' | 'version'>): string {
  return `${link.name}@${link.version}`;
}

/** A manifest of a chain as the merge sees it. */
export function policyDocument(link: ChainLink): PolicyDocument {
  return {
    label: labelOf(link),
    value: link.manifest.value as unknown as JsonObject,
    locate: (path) => link.manifest.locate(path),
  };
}

/** Reads merged policies by the documents' own types: the merge keeps an object an object and a list a list. */
export function asManifest(effective: JsonObject): Manifest {
  return effective as unknown as Manifest;
}

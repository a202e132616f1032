import { isMapping, type Mapping } from '../../compiler/values/json.js';
import { objectIn } from '../jsonText.js';
import { Unreadable } from '../told.js';

/** The artifacts of dbt, as texts; those that a command did not write are absent. */
export interface DbtArtifacts {
  readonly manifest: string;
  readonly runResults?: string | null;
  readonly sources?: string | null;
  readonly catalog?: string | null;
}

type Artifact = keyof DbtArtifacts;

interface Form {
  readonly file: string;
  /** As `metadata.dbt_schema_version` names it. */
  readonly schema: string;
  /** What it has at its top, and of which kind. */
  readonly has: string;
  readonly isThere: (value: unknown) => boolean;
}

const FORMS: Readonly<Record<Artifact, Form>> = {
  manifest: { file: 'manifest.json', schema: 'manifest', has: 'nodes', isThere: isMapping },
  runResults: { file: 'run_results.json', schema: 'run-results', has: 'results', isThere: Array.isArray },
  sources: { file: 'sources.json', schema: 'sources', has: 'results', isThere: Array.isArray },
  catalog: { file: 'catalog.json', schema: 'catalog', has: 'nodes', isThere: isMapping },
};

const statedSchema = (document: Mapping): string | null => {
  const { metadata } = document;
  const stated = isMapping(metadata) ? metadata['dbt_schema_version'] : null;
  return typeof stated === 'string' ? (/\/dbt\/([a-z-]+)\/v\d+/.exec(stated)?.[1] ?? null) : null;
};

function formed(artifact: Artifact, text: string): Mapping {
  const { file, schema, has, isThere } = FORMS[artifact];
  const document = objectIn(text, file);
  const stated = statedSchema(document);
  if (stated !== null && stated !== schema)
    throw new Unreadable(`This is dbt's ${stated}, where its ${file} is expected.`);
  if (!isThere(document[has])) throw new Unreadable(`${file} has no ${has}: it is not the file that dbt writes.`);
  return document;
}

/** An artifact; null where it is absent. Throws Unreadable, whose place is the artifact, for one that is another or broken. */
export function artifactIn(artifacts: DbtArtifacts, artifact: Artifact): Mapping | null {
  const text = artifacts[artifact];
  if (text == null) return null;
  try {
    return formed(artifact, text);
  } catch (error) {
    throw error instanceof Unreadable ? new Unreadable(error.message, artifact) : error;
  }
}

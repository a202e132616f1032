import { join } from 'node:path';
import type { Client } from '../../catalog/Client.js';
import { exists } from '../../project/upwards.js';
import { mustBeAccepted, type UserErrorAnswer } from '../../report/compilation.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import { readArtifact } from './artifact.js';

interface IngestOptions {
  readonly product: string;
  readonly json?: boolean;
}

interface Answer {
  readonly ingestDbt: {
    readonly observations: number;
    readonly edges: number;
    readonly unmatched: readonly string[];
    readonly userErrors: readonly UserErrorAnswer[];
  };
}

const MUTATION = `mutation IngestDbt($input: IngestDbtInput!) {
  ingestDbt(input: $input) { observations edges unmatched userErrors { code path message } }
}`;

/** A file that dbt wrote; null where its last command did not. Throws Failure 2 where it cannot be read. */
const written = async (file: string): Promise<string | null> => ((await exists(file)) ? readArtifact(file) : null);

/** Hands the artifacts of dbt's last run to the catalog. Throws Failure 2 where there is no manifest. */
export async function handOver(client: Client, folder: string, product: string): Promise<Answer['ingestDbt']> {
  const target = (name: string): string => join(folder, 'target', name);
  const input = {
    product,
    manifest: await readArtifact(target('manifest.json')),
    runResults: await written(target('run_results.json')),
    sources: await written(target('sources.json')),
    catalog: await written(target('catalog.json')),
  };
  return (await client.ask<Answer>(MUTATION, { input })).ingestDbt;
}

/**
 * `floe ingest dbt [dir]`: hands the artifacts of dbt's last run to the catalog (docs/observations.md). Throws Failure 1
 * where they are refused, 2 where there is no manifest.
 */
export async function ingestDbt({ client, terminal }: Setting, folder: string, options: IngestOptions): Promise<void> {
  const answer = await handOver(client, folder, options.product);
  if (options.json) terminal.out(asJson(answer));
  mustBeAccepted(answer.userErrors);
  if (options.json) return;
  const { observations, edges, unmatched } = answer;
  terminal.out(`Ingested for ${options.product}: ${observations} new observations, ${edges} new edges.`);
  if (unmatched.length > 0) terminal.out(`No table of the catalog: ${unmatched.join(', ')}`);
}

import type { Step } from '../../../../adapters/steps/step.js';
import type { Running } from './engine.js';

/**
 * What brings the data of the input ports in: syncs of Airbyte, where AIRBYTE_URL says where it is, and pipelines of dlt that
 * lie at `ingestion/<port>.py`. Of a port that nothing brings in it is said. Throws EngineError for a port that does not say
 * where to, and where Python is not installed.
 */
export async function ingestionSteps(
  { setting, folder, runnable }: Running,
  { id, batch }: { readonly id: string; readonly batch: string },
): Promise<Step[]> {
  const { env, terminal } = setting;
  const steps: Step[] = [];
  for (const { name, type, config } of runnable.ingestion) {
    if (type === 'airbyte') {
      const { airbyteSettings, airbyteStep } = await import('../../../../adapters/airbyte/airbyteStep.js');
      const settings = airbyteSettings(env);
      const port = `${runnable.result.subject}.${name}`;
      if (settings) steps.push(airbyteStep({ port, name, config, settings, batch }));
      else terminal.err(`floe: ${name} is not brought in: set AIRBYTE_URL to the API of Airbyte.`);
    } else if (type === 'dlt') {
      const { dltStep, pipelineOf, pipelineText } = await import('../../../../adapters/dlt/dltStep.js');
      const run = { port: name, folder, runId: id, env, batch };
      const text = await pipelineText(run);
      if (text !== null) steps.push(await dltStep(run, text));
      else terminal.err(`floe: ${name} is not brought in: \`floe ingestion stub\` writes ${pipelineOf(name)}.`);
    }
  }
  return steps;
}

import { dagsterStep } from '../../../../adapters/dagster/dagsterStep.js';
import { EngineError } from '../../../../adapters/steps/EngineError.js';
import type { Engine, Running } from './engine.js';

const MISSING =
  'Nobody says where Dagster is: set DAGSTER_URL to the address of its web server (and DAGSTER_TOKEN, of Dagster Cloud), or run it here: `floe run --engine dbt`.';

/** A job of Dagster that runs the product. Throws EngineError where nobody says where Dagster is. */
export async function dagster({ setting, options, runnable }: Running): Promise<Engine> {
  const { DAGSTER_URL: url, DAGSTER_TOKEN: token, DAGSTER_LOCATION, DAGSTER_REPOSITORY } = setting.env;
  if (!url) throw new EngineError(MISSING);
  if (!URL.canParse(url)) throw new EngineError(`DAGSTER_URL is no address: "${url}".`);
  const product = runnable.result.subject;
  const usual = product.slice(product.indexOf('.') + 1).replace(/\W/g, '_');
  const wanted = {
    job: options.job ?? usual,
    ...(DAGSTER_LOCATION && { location: DAGSTER_LOCATION }),
    ...(DAGSTER_REPOSITORY && { repository: DAGSTER_REPOSITORY }),
  };
  return {
    name: 'dagster',
    where: url,
    steps: async ({ id, onPage }) => [
      dagsterStep({ settings: { url, ...(token && { token }) }, wanted, runId: id, product, onPage }),
    ],
    close: () => undefined,
  };
}

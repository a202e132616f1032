import { ask, Refused, type Execute } from '../answer/execute.js';

const NEAR = {
  product: 'query Near($name: String!) { runs(product: $name, first: 1) { totalCount } }',
  port: 'query Near($name: String!) { observations(port: $name, first: 1) { totalCount } }',
  contract: 'query Near($name: String!) { diff(fqn: $name, from: "0.0.0", to: "0.0.0") { fqn } }',
} as const;

/** Why there is no such name, with those that are like it, as the API tells it. Throws Refused, always. */
export async function notFound(execute: Execute, what: keyof typeof NEAR, name: string): Promise<never> {
  await ask(execute, NEAR[what], { name });
  throw new Refused('NOT_FOUND', `There is no ${what} ${name}.`);
}

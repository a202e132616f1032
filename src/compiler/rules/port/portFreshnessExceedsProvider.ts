import { formatDuration } from '../../values/duration.js';
import { attainableFreshness, freshnessChain, type ChainedPort } from '../../facts/mesh/slaChain.js';
import { chainLines, chainMend, restsOn } from './slaChainText.js';
import { defineRule } from '../rule/rule.js';
import { slaChainFindings } from './slaChainFindings.js';

/** What a port promises, and what its schedule allows where that is older. */
function promised(port: ChainedPort): string {
  const promise = port.freshness === null ? 'no promise' : formatDuration(port.freshness);
  const age = attainableFreshness(port);
  return age === port.freshness || age === null ? promise : `${promise}, up to ${formatDuration(age)} old between runs`;
}

/** docs/decisions/0009. */
export const portFreshnessExceedsProvider = defineRule<{
  freshness: string;
  attainable: string;
  weakest: string;
  chain: readonly ChainedPort[];
  inputPort: string;
  assumed: boolean;
}>({
  code: 'PORT_FRESHNESS_EXCEEDS_PROVIDER',
  family: 'port',
  severity: 'error',
  title: 'A port promises fresher data than what it is made from.',
  why: 'However often a product runs, its data is no newer than what it reads, through any number of products.',
  example: {
    bad: '# mesh.yaml\npublished: {finance.billing.invoices: {freshness: 24h}}\n# data-product.yaml\noutput_ports: [{name: revenue, table: sales.bronze.revenue, sla: {freshness: 6h}}]\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.billing.invoices}}]\n# models/revenue.yml\nmodels: [{name: bronze_revenue, columns: [{name: id, tests: [not_null]}]}]\n# models/bronze_revenue.sql\nselect id from {{ source("invoices", "invoices") }}',
    good: '# mesh.yaml\npublished: {finance.billing.invoices: {freshness: 2h}}\n# data-product.yaml\noutput_ports: [{name: revenue, table: sales.bronze.revenue, sla: {freshness: 6h}}]\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.billing.invoices}}]\n# models/revenue.yml\nmodels: [{name: bronze_revenue, columns: [{name: id, tests: [not_null]}]}]\n# models/bronze_revenue.sql\nselect id from {{ source("invoices", "invoices") }}',
  },
  mend: 'Promise no more than the weakest of the chain, agree on a better SLA with its owner, or make the port from something else. Where no model tells what a port is made of, and where `sla_enforcement` is false, this is a warning.',
  check(facts, out) {
    for (const { port, chain, place } of slaChainFindings(facts, 'freshness', freshnessChain)) {
      const weakest = chain.ports.at(-1);
      const [freshness, attainable] = [port.sla?.freshness ?? null, weakest ? attainableFreshness(weakest) : null];
      if (!weakest || freshness === null || attainable === null) continue;
      const { ports, inputPort, assumed } = chain;
      out.fail(port, { freshness, attainable, weakest: weakest.fqn, chain: ports, inputPort, assumed }, place);
    }
  },
  message: (port, { freshness, weakest, chain, inputPort, assumed, attainable }) =>
    `Output port '${port}' promises freshness ${formatDuration(freshness)}, but ${weakest}, ${restsOn({ ports: chain, inputPort, assumed })}, may be ${formatDuration(attainable)} old`,
  expected: ({ attainable }) => `a freshness of ${formatDuration(attainable)} or longer`,
  hint: ({ attainable, weakest, chain }) => chainMend(formatDuration(attainable), weakest, chain),
  notes: ({ chain, attainable, weakest }) => [
    ...chainLines(chain, promised),
    chainMend(formatDuration(attainable), weakest, chain),
  ],
});

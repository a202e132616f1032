import { availabilityChain, type ChainedPort } from '../../facts/mesh/slaChain.js';
import { formatPercentage } from '../../values/percentage.js';
import { chainLines, chainMend, restsOn } from './slaChainText.js';
import { defineRule } from '../rule/rule.js';
import { slaChainFindings } from './slaChainFindings.js';

/** docs/decisions/0009. */
export const portAvailabilityExceedsProvider = defineRule<{
  availability: number;
  attainable: number;
  weakest: string;
  chain: readonly ChainedPort[];
  inputPort: string;
  assumed: boolean;
}>({
  code: 'PORT_AVAILABILITY_EXCEEDS_PROVIDER',
  family: 'port',
  severity: 'error',
  title: 'A port promises a higher availability than what it is made from.',
  why: 'While a provider is away nothing new can be made from it: a port is no more available than its weakest provider, through any number of products.',
  example: {
    bad: '# mesh.yaml\npublished: {finance.billing.invoices: {availability: 99}}\n# data-product.yaml\noutput_ports: [{name: revenue, table: sales.bronze.revenue, sla: {availability: 99.9%}}]\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.billing.invoices}}]\n# models/revenue.yml\nmodels: [{name: bronze_revenue, columns: [{name: id, tests: [not_null]}]}]\n# models/bronze_revenue.sql\nselect id from {{ source("invoices", "invoices") }}',
    good: '# mesh.yaml\npublished: {finance.billing.invoices: {availability: 99.9}}\n# data-product.yaml\noutput_ports: [{name: revenue, table: sales.bronze.revenue, sla: {availability: 99.9%}}]\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.billing.invoices}}]\n# models/revenue.yml\nmodels: [{name: bronze_revenue, columns: [{name: id, tests: [not_null]}]}]\n# models/bronze_revenue.sql\nselect id from {{ source("invoices", "invoices") }}',
  },
  mend: 'Promise no more than the weakest of the chain, agree on a better SLA with its owner, or make the port from something else. Where no model tells what a port is made of, and where `sla_enforcement` is false, this is a warning.',
  check(facts, out) {
    for (const { port, chain, place } of slaChainFindings(facts, 'availability', availabilityChain)) {
      const weakest = chain.ports.at(-1);
      const [availability, attainable] = [port.sla?.availability ?? null, weakest?.availability ?? null];
      if (!weakest || availability === null || attainable === null) continue;
      const { ports, inputPort, assumed } = chain;
      out.fail(port, { availability, attainable, weakest: weakest.fqn, chain: ports, inputPort, assumed }, place);
    }
  },
  message: (port, { availability, weakest, chain, inputPort, assumed, attainable }) =>
    `Output port '${port}' promises availability ${formatPercentage(availability)}, but ${weakest}, ${restsOn({ ports: chain, inputPort, assumed })}, promises ${formatPercentage(attainable)}`,
  expected: ({ attainable }) => `an availability of ${formatPercentage(attainable)} or less`,
  hint: ({ attainable, weakest, chain }) => chainMend(formatPercentage(attainable), weakest, chain),
  notes: ({ chain, attainable, weakest }) => [
    ...chainLines(chain, ({ availability }) => (availability === null ? 'no promise' : formatPercentage(availability))),
    chainMend(formatPercentage(attainable), weakest, chain),
  ],
});

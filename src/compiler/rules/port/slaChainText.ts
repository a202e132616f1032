import type { ChainedPort, SlaChain } from '../../facts/mesh/slaChain.js';

/** So many lines of a chain are shown; what stands between is counted. */
const MOST = 8;

/** A chain as lines, the port that promises first, the weakest last and marked. */
export function chainLines(ports: readonly ChainedPort[], promise: (port: ChainedPort) => string): string[] {
  const mark = (port: ChainedPort, index: number): string =>
    index === ports.length - 1 ? ' (weakest)' : port.assumed ? ' (no model tells what it is made of)' : '';
  const lines = ports.map(
    (port, index) => `${index === 0 ? '' : '← '}${port.fqn}: ${promise(port)}${mark(port, index)}`,
  );
  const hidden = lines.length - MOST;
  return hidden > 0 ? [...lines.slice(0, MOST - 2), `← ... ${hidden} more`, ...lines.slice(-2)] : lines;
}

/** How a promise that a chain breaks is mended. */
export function chainMend(promise: string, weakest: string, [first]: readonly ChainedPort[]): string {
  const agree = `agree with the owner of ${weakest} on a better SLA`;
  return first?.assumed
    ? `Promise ${promise}, ${agree}, or name the port in meta.floe.port of the model that writes it`
    : `Promise ${promise}, or ${agree}`;
}

/** ", which it is made from through a and b,": how the first port of a chain rests on its last. */
export function restsOn({ ports, assumed }: SlaChain): string {
  const between = ports.slice(1, -1).map(({ fqn }) => fqn);
  const [nearest = '', furthest = nearest] = [between[0], between.at(-1)];
  const through =
    between.length === 0
      ? ''
      : between.length < 3
        ? ` through ${between.join(' and ')}`
        : ` through ${nearest}, ${between.length - 2} more, and ${furthest}`;
  return assumed ? `which it may be made from${through} (no model tells)` : `which it is made from${through}`;
}

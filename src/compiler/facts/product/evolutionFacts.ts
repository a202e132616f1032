import { evolve, type Evolution } from '../../contracts/evolution.js';
import { promisingPorts } from '../../contracts/promisingPorts.js';
import type { Decoded } from '../../document/decode.js';
import type { DataProduct } from '../../document/product.js';
import { compiledOutputPorts } from '../models/outputPorts.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import type { StandingVersion } from '../../input.js';
import type { ModelFacts } from '../models/modelFacts.js';
import type { OutputPortFacts } from '../subjects/portFacts.js';
import { platformChangePolicy } from '../../inherit/changePolicy.js';

/** What the product as it is to be means to those who rely on the one that stands; null where none stands. */
export function evolutionFacts(
  standing: StandingVersion | null,
  document: Decoded<DataProduct>,
  platform: EffectivePlatform,
  outputs: readonly OutputPortFacts[],
  models: readonly ModelFacts[],
): Evolution | null {
  // Where a schema cannot be read nobody knows what changed.
  if (!standing || outputs.some(({ problem }) => problem !== null)) return null;
  const { fqn, domain, version, outputPorts } = standing.compiled;
  const policy = platformChangePolicy(platform);
  const now = { ...standing, fqn, domain, version, ports: promisingPorts(outputPorts, policy) };
  const ports = promisingPorts(compiledOutputPorts(outputs, models), policy);
  return evolve(now, { version: document.value.metadata.version, ports }, policy);
}

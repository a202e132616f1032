import type { CompiledLayer } from '../../artifact.js';
import type { Diagnostic } from '../../diagnostic.js';
import { layerForms } from '../../patterns/layerForms.js';
import type { SourceLocation } from '../../source.js';
import { finding } from '../policy/finding.js';

type Field = 'prefix' | 'suffix' | 'pattern';
interface Claim {
  readonly layer: CompiledLayer;
  readonly field: Field;
  readonly text: string;
}

const claims = (layer: CompiledLayer): Claim[] => {
  const { prefixes, suffixes, patterns } = layerForms(layer);
  const of = (field: Field, texts: readonly string[]): Claim[] => texts.map((text) => ({ layer, field, text }));
  return [...of('prefix', prefixes), ...of('suffix', suffixes), ...of('pattern', patterns)];
};

/** Two layers whose names look the same: a model with such a name would belong to both. */
export function ambiguousLayers(
  layers: readonly CompiledLayer[],
  placeOf: (path: string) => SourceLocation | null,
): Diagnostic[] {
  const all = layers.flatMap(claims);
  return all.flatMap((claim, i) => {
    const same = ({ layer, field, text }: Claim): boolean =>
      layer !== claim.layer && field === claim.field && text === claim.text;
    const other = all.slice(0, i).find(same);
    return other ? [ambiguous(claim, other, placeOf)] : [];
  });
}

function ambiguous(claim: Claim, other: Claim, placeOf: (path: string) => SourceLocation | null): Diagnostic {
  const [here, there] = [claim, other].map(({ layer, field }) =>
    placeOf(`data_architecture.layers.${layer.name}.${field}`),
  );
  return finding('LAYER_PREFIX_AMBIGUOUS', {
    message: `Layers '${other.layer.name}' and '${claim.layer.name}' have the same ${claim.field} '${claim.text}'`,
    subject: claim.layer.name,
    location: here ?? there,
    related: here && there ? [{ message: `Layer '${other.layer.name}'`, location: there }] : [],
    details: { layers: [other.layer.name, claim.layer.name], [claim.field]: claim.text },
  });
}

import type { CompiledKept } from '../artifact.js';
import { itemPlace } from '../values/places.js';
import type { Extensions, OdcsExtension } from './extensions.js';

/** That of the document which an output port was read from. */
export const odcsExtensionOf = ({ odcs = [] }: Extensions, port: string): OdcsExtension | undefined =>
  odcs.find(({ ports }) => ports.some((each) => each.port === port));

/** What is kept beside an output port, without what its document says of other ports alone; undefined where nothing is. */
export function keptBeside(extensions: Extensions | undefined, port: string): CompiledKept | undefined {
  const extension = extensions && odcsExtensionOf(extensions, port);
  if (!extension) return undefined;
  const others = extension.ports.flatMap((each) =>
    each.port === port || each.schema === undefined ? [] : [itemPlace('/schema', each.schema)],
  );
  const isOwn = ([place]: readonly [string, unknown]): boolean =>
    !others.some((other) => place === other || place.startsWith(`${other}/`));
  const parts = Object.entries(extension.residue).map(([part, places]) => [
    part,
    Object.fromEntries(Object.entries(places ?? {}).filter(isOwn)),
  ]);
  return {
    ...extension,
    ports: extension.ports.filter((each) => each.port === port),
    residue: Object.fromEntries(parts) as OdcsExtension['residue'],
  };
}

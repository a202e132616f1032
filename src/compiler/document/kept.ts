import type { CompiledKept } from '../artifact.js';
import { itemPlace } from '../values/places.js';
import type { Extensions, OdcsExtension, OdpsExtension } from './extensions.js';

/** That of the document which an output port was read from. */
export const odcsExtensionOf = ({ odcs = [] }: Extensions, port: string): OdcsExtension | undefined =>
  odcs.find(({ ports }) => ports.some((each) => each.port === port));

/** What of a document of contracts is kept with a version of one; undefined where no such document was. */
export function odcsExtensionIn(kept: CompiledKept | undefined): OdcsExtension | undefined {
  if (kept?.contract['apiVersion'] === undefined) return undefined;
  const { product: _, row: __, ...extension } = kept;
  return extension as OdcsExtension;
}

/** Beside a port that was read from no document of contracts. */
export const NOTHING_KEPT: CompiledKept = { contract: {}, ports: [], residue: {} };

/**
 * What is kept beside an output port, without what its documents say of other ports alone; undefined where nothing is.
 * `row` is what its JSON Schema says of a row as a whole.
 */
export function keptBeside(
  extensions: Extensions | undefined,
  port: string,
  row: Readonly<Record<string, unknown>> = {},
): CompiledKept | undefined {
  const hasRow = Object.keys(row).length > 0;
  const contract = extensions && odcsExtensionOf(extensions, port);
  const product = extensions?.odps && productBeside(extensions.odps, port);
  if (!contract && !product && !hasRow) return undefined;
  const kept = contract ? contractBeside(contract, port) : NOTHING_KEPT;
  return { ...kept, ...(product && { product }), ...(hasRow && { row }) };
}

function contractBeside(extension: OdcsExtension, port: string): CompiledKept {
  const others = extension.ports.flatMap((each) =>
    each.port === port || each.schema === undefined ? [] : [itemPlace('/schema', each.schema)],
  );
  const isOwn = ([place]: readonly [string, unknown]): boolean => !others.some((other) => isWithin(place, other));
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

const isWithin = (place: string, other: string): boolean => place === other || place.startsWith(`${other}/`);

/** The item of an output port in its document: a second one of a name stands as `name#2`. */
function placeOf({ outputPorts }: OdpsExtension, port: string): string | null {
  const at = outputPorts.findIndex((each) => each.port === port);
  const name = outputPorts[at]?.name;
  if (name === undefined) return null;
  const before = outputPorts.slice(0, at).filter((each) => each.name === name).length;
  return itemPlace('/outputPorts', before === 0 ? name : `${name}#${before + 1}`);
}

/** What a product reads from others promises nothing to those who read from it. */
const OF_OTHERS = ['/inputPorts', '/outputPorts'];

function productBeside(extension: OdpsExtension, port: string): Readonly<Record<string, unknown>> {
  const { residue, product, outputPorts } = extension;
  const own = placeOf(extension, port);
  const said = new Map(Object.entries(residue.kept ?? {}));
  for (const [place, { as }] of Object.entries(residue.written ?? {})) said.set(place, as);
  const found = [...said].flatMap(([place, value]): [string, unknown][] => {
    if (own !== null && isWithin(place, own)) return [[`/product/port${place.slice(own.length)}`, value]];
    return OF_OTHERS.some((other) => isWithin(place, other)) ? [] : [[`/product${place}`, value]];
  });
  const { version, contractId } = outputPorts.find((each) => each.port === port) ?? {};
  const { version: _, ...head } = product;
  const identity = { ...head, 'port/version': version, 'port/contractId': contractId };
  const stated = Object.entries(identity).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...stated.map(([key, value]) => [`/product/${key}`, value] as const), ...found]);
}

/** The same with what else is said of a row as a whole; undefined where nothing is kept. */
export function withRow(
  kept: CompiledKept | undefined,
  row: Readonly<Record<string, unknown>>,
): CompiledKept | undefined {
  if (Object.keys(row).length > 0) return { ...(kept ?? NOTHING_KEPT), row };
  if (kept?.row === undefined) return kept;
  const { row: _, ...rest } = kept;
  return odcsExtensionIn(rest) || rest.product ? rest : undefined;
}

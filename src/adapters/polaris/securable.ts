/** What a privilege is held on. */
export interface Securable {
  readonly type: 'catalog' | 'namespace' | 'table' | 'view' | 'policy';
  /** The parts of the namespace; none of the catalog. */
  readonly namespace: readonly string[];
  /** Of a table, view or policy. */
  readonly name: string | null;
}

/** How Iceberg joins the parts of a namespace in an address: `%1F`. */
const SEPARATOR = '\u001f';

/** The parts as one text, in an address and as a key: a part may have a dot in it. */
export const joined = (parts: readonly string[]): string => parts.join(SEPARATOR);

/** `namespace sales.gold` without its word. */
export const dotted = (parts: readonly string[]): string => parts.join('.');

/** What it is called in a plan: `sales.gold`, `table sales.gold.customers`, `the catalog`. */
export function calledOf({ type, namespace, name }: Securable): string {
  if (type === 'catalog') return 'the catalog';
  if (type === 'namespace') return dotted(namespace);
  return `${type} ${dotted([...namespace, name ?? ''])}`;
}

/** What a role's privileges on one thing are kept under. */
export const placeOf = (role: string, { type, namespace, name }: Securable): string =>
  JSON.stringify([role, type, joined(namespace), name]);

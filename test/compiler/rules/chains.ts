/** Models `bronze_<port>` that write the output ports of the small project and read what is given. */
export const models = (reads: Readonly<Record<string, string>>): string =>
  `# models/m.yml\nmodels: [${Object.keys(reads)
    .map((name) => `{name: bronze_${name}, columns: [{name: id, tests: [not_null]}]}`)
    .join(', ')}]\n${Object.entries(reads)
    .map(([name, code]) => `# models/bronze_${name}.sql\nselect id from ${code}\n`)
    .join('')}`;

export interface Chain {
  /** The ports of the mesh, as `# mesh.yaml` has them. */
  readonly published: string;
  /** The sla of the output port `out`. */
  readonly sla: string;
  /** Input ports by name, and the ports that they read. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** What the model behind `out` reads; null: there is no model. */
  readonly reads?: string | null;
  readonly more?: string;
}

/** A product whose port `out` is made from `finance.a.a` unless said otherwise. */
export function chain({ published, sla, inputs = { a: 'finance.a.a' }, reads, more = '' }: Chain): string {
  const ports = Object.entries(inputs).map(
    ([name, ref]) => `{name: ${name}, source: {type: data_product, ref: ${ref}}}`,
  );
  const model = reads === null ? '' : models({ out: reads ?? "{{ source('a', 't') }}" });
  return `# mesh.yaml\npublished: {${published}}\n# data-product.yaml\noutput_ports: [{name: out, table: sales.bronze.out, sla: {${sla}}}]\ninput_ports: [${ports.join(', ')}]\n${more}${model}`;
}

export const RELAXED = '# enterprise-manifest.yaml\ngovernance: {interoperability: {sla_enforcement: false}}\n';

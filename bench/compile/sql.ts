import { compileProduct } from '../../src/compiler/compileProduct.js';
import type { SourceFile } from '../../src/compiler/source.js';
import { printFolder } from '../../test/compiler/support/dbtForms.js';
import { EMPTY_MESH } from '../../test/compiler/support/mesh.js';
import { dbtProject } from './dbtProject.js';
import { median } from '../measure.js';
import type { Measured } from '../measured.js';

const ROUNDS = 3;

const productOf = (ports: string): SourceFile => ({
  path: 'data-product.yaml',
  content: `apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: bench, version: "1.0.0"}
ownership: {team: bench, email: bench@example.com}
transforms: [{type: dbt, path: models/}]
${ports}
`,
});
const platform = {
  path: 'platform-manifest.yaml',
  content: 'data_architecture: {pattern: medallion}\nplugins: {compute: {type: snowflake}}\n',
};

/** A model as teams write them: imports, a join, an expression for each column, a window. */
function sqlOf(name: string, columns: readonly string[], from: string): string {
  const listed = columns.map((column) => `    coalesce(upper(source.${column}::varchar), '') as ${column}`).join(',\n');
  return `with source as (select * from ${from}),
renamed as (
  select
${listed}
  from source
  left join ${from} as other on other.id = source.id and other.id > 1
  qualify row_number() over (partition by source.id order by source.id) = 1
)
select * from renamed -- ${name}
`;
}

function ofSize(models: number): Measured {
  const spec = dbtProject(models, 20);
  const yaml = printFolder(spec).filter(({ path }) => /^models\/.*\.yml$/.test(path));
  const code = spec.models.map(({ name, folder, columns, refs }) => ({
    path: `models/${folder}/${name}.sql`,
    content: sqlOf(
      name,
      columns.map((each) => each.name),
      refs[0] === undefined ? `{{ source('raw', '${name}') }}` : `{{ ref('${refs[0]}') }}`,
    ),
  }));
  const port = 'output_ports: [{name: all, table: bench.gold.all}]';
  const ways = {
    'without reading SQL': { product: productOf(''), files: [platform, ...yaml] },
    'with SQL': { product: productOf(port), files: [platform, ...yaml, ...code] },
  };
  console.log(
    `${models} models, ${Math.round(code.reduce((sum, { content }) => sum + content.length, 0) / 1024)} kB of SQL`,
  );
  const middles = Object.entries(ways).map(([what, input]) => {
    const times = Array.from({ length: ROUNDS }, () => {
      const start = performance.now();
      compileProduct({ ...input, dbtManifest: null, environment: 'production', mesh: EMPTY_MESH });
      return performance.now() - start;
    });
    const [middle, first] = [median(times), times[0] ?? 0];
    console.log(`  ${what}: ${Math.round((models * 1000) / middle)} models/s (first run ${Math.round(first)} ms)`);
    return middle;
  });
  const [without = 0, reading = 0] = middles;
  return { name: 'sql.reading', size: models, value: reading / without };
}

/** `npm run bench sql`: compilations of the same project with and without reading the SQL of its models. */
export async function benchSql(sizes: readonly number[]): Promise<Measured[]> {
  return sizes.map(ofSize);
}

import { nestedColumns } from '../../facts/classification/nestedColumns.js';
import { defineRule } from '../rule/rule.js';

/** The first path for each that differs from it in nothing but case. */
function doubles(paths: readonly string[]): { readonly path: string; readonly first: string }[] {
  const firsts = new Map<string, string>();
  return paths.flatMap((path) => {
    const folded = path.toLowerCase();
    const first = firsts.get(folded);
    if (first === undefined) firsts.set(folded, path);
    return first === undefined ? [] : [{ path, first }];
  });
}

/** docs/contracts.md, row `col_case_only`: most engines fold names, and would take two for one. */
export const portColumnDuplicate = defineRule<{ port: string; path: string; first: string }>({
  code: 'PORT_COLUMN_DUPLICATE',
  family: 'port',
  severity: 'error',
  title: 'Two columns of a port have the same name, but for case.',
  why: 'Most engines fold the names of columns; a contract on one of the two could be kept by the other.',
  example: {
    bad: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, access: {default: allow}, schema: {columns: [{name: id, type: string}, {name: ID, type: string}]}}]',
    good: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, access: {default: allow}, schema: {columns: [{name: id, type: string}, {name: order_id, type: string}]}}]',
  },
  mend: 'Rename one of the two.',
  check({ outputs }, out) {
    for (const output of outputs) {
      const columns = output.columns.flatMap(({ column, location }) =>
        nestedColumns(column).map(({ path }) => ({ path, location })),
      );
      for (const { path, first } of doubles(columns.map((each) => each.path))) {
        const [here, there] = [path, first].map((each) => columns.findLast((column) => column.path === each)?.location);
        const related = there ? [{ message: `The column '${first}'`, location: there }] : [];
        out.fail(output, { port: output.name, path, first }, { location: here ?? output.location, related });
      }
    }
  },
  message: (_, { port, path, first }) =>
    `Columns '${first}' and '${path}' of output port '${port}' differ in nothing but case`,
  hint: () => 'Rename one of the two',
});

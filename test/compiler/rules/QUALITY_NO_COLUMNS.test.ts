import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'QUALITY_NO_COLUMNS';

describe(CODE, () => {
  it('finds a model that declares no columns, one without any YAML too', () => {
    const text = '# models/m.yml\nmodels:\n  - {name: bronze_a}\n# models/bronze_b.sql\nselect 1\n';
    expect(findings(text, CODE).map(({ message, severity }) => [message, severity])).toEqual([
      ['bronze_b declares no columns', 'error'],
      ['bronze_a declares no columns', 'error'],
    ]);
    expect(placed(text, CODE)).toEqual(['models/bronze_b.sql: select 1', 'models/m.yml: bronze_a}']);
  });

  it('is the one finding about what follows from it', () => {
    expect(
      told('# models/m.yml\nmodels:\n  - {name: bronze_a}\n').filter((each) => /PRIMARY_KEY|MISSING_TEST/.test(each)),
    ).toEqual([]);
  });

  it('is silent where columns are declared', () => {
    expect(told('# models/m.yml\nmodels:\n  - {name: bronze_a, columns: [{name: id, tests: [not_null]}]}\n')).toEqual(
      [],
    );
  });
});

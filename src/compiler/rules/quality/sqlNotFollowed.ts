import { defineRule } from '../rule/rule.js';

/** docs/sql.md: what is not understood is said, and then the safe side is taken. */
export const sqlNotFollowed = defineRule<{ construct: string; isUnread: boolean; isClassified: boolean }>({
  code: 'SQL_NOT_FOLLOWED',
  family: 'quality',
  severity: 'info',
  title: 'The SQL of a model could not be followed.',
  why: 'Where its columns come from is then told by their names alone, and every column that it reads counts as used. A warning where classified columns are among them: they may leave it under other names.',
  example: {
    bad: `# models/m.yml
models:
  - {name: bronze_accounts, columns: [{name: email, tests: [not_null, unique]}]}
# models/bronze_accounts.sql
select {{ cleaned('mail') }} as email from {{ source('crm', 'accounts') }}
`,
    good: `# models/m.yml
models:
  - {name: bronze_accounts, columns: [{name: email, tests: [not_null, unique]}]}
# models/bronze_accounts.sql
select trim(mail) as email from {{ source('crm', 'accounts') }}
`,
  },
  mend: 'Hand dbt’s target/manifest.json over after `dbt compile`: it holds the SQL with its macros written out. Or write what the macro does into the model; columns that say themselves how they are classified need no SQL.',
  check({ unfollowed }, out) {
    for (const model of unfollowed) {
      const { construct, isUnread, isClassified } = model;
      out.fail(model, { construct, isUnread, isClassified }, { severity: isClassified ? 'warning' : 'info' });
    }
  },
  message: (model, { construct, isUnread }) =>
    isUnread
      ? `The SQL of ${model} could not be read: it stops at ${construct}`
      : `The SQL of ${model} could not be followed through ${construct}`,
  expected: () => 'SQL that shows the columns that it reads',
  hint: ({ isClassified }) =>
    isClassified
      ? 'It reads classified columns: classify its own columns, or hand over the compiled SQL (dbt compile)'
      : 'Hand over the compiled SQL (dbt compile), or write out what the macro does',
});

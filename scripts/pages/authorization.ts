import { decide } from '../../src/access/decide.js';
import { RULES } from '../../src/access/rules.js';
import { CAST, DEEDS, type Deed, type Member } from './authorizationCast.js';

const HEAD = `# Authorization

Who somebody is, [authentication](authentication.md) says; what he may do, one function decides
(\`src/access/decide.ts\`), and what no rule allows is denied. This page is printed from its rules (\`npm run generate\`), and
every cell of the table below is asked of a started server (\`test/access/authorization.test.ts\`).

Where \`AUTH=none\` nobody is asked who he is, and everybody may do everything.

## Whose what is

The terms are those of the mesh:

- The **platform team** publishes the manifests of the tiers above the domains, and the products of the domain that an
  enterprise carries itself. It has the role \`platform\`.
- An **owner of a domain** speaks for it: the domain is among the claims of the person, or the scopes' domains of the token;
  or the domain's manifest (or the enterprise's, that registers it) names the person's address or team under \`owners\`.
- An **owner of a product** is named, by address or team, under \`ownership\` of the version that stands. What a document says
  of its own owners does not count before it stands: the first version of a product is an owner's of its domain.
- An **owner of the consumer** of a contract is an owner of the product that consumes under it. Nobody else, not the
  provider and not the platform team, answers for it.
- Who takes a manifest's name, or a tag in the repository of its \`oci://\` ref, has to own what stands there.

Breaking contracts before their notice has ended asks for the right \`force\` beside ownership. Observations of a port are
recorded by its owners and by monitors; a monitor's token that is bound to domains is one for their ports alone.

Access is asked for by who **speaks for** whom it is for: an owner of that domain or product, who has that role himself, or
the platform team; the owners of the port decide ([asking for access](access-requests.md)).

A **token** does what a machine of its domains does, and no more than its scopes: \`read\` (nothing beyond what anybody may),
\`compile\`, \`publish\` (publish, announce, withdraw, retire, observe, decide on access),
\`acknowledge\` (answer for consumers, ask for access), \`tokens\` (make and revoke tokens), and the rights \`platform\`, \`force\`, \`monitor\`, \`audit\`, which a person has as roles. Nobody hands on more than he has:
a token is made for one's own domains, and with rights that one has oneself.

A denial is the error \`UNAUTHENTICATED\` (nobody said who he is) or \`FORBIDDEN\`; its words and \`extensions.needs\` say what
would be enough. What a mutation turned out to be about is decided again inside its transaction: a document that says one
domain and compiles to another is undone. \`publishMany\` is decided for all its documents before the first is published; one
that turns out to be about something else is refused alone, in its \`userErrors\`.

`;

const WORDS: Readonly<Record<string, string>> = {
  anyone: 'anybody',
  known: 'whoever is known; a token with a scope beyond `read`',
  platform: 'the platform team',
  domainOwner: 'owners of the domain',
  productOwner: 'owners of the product',
  monitor: '`monitor`',
  force: '`force`, beside ownership',
  audit: '`audit`',
  handOn: 'owners of all its domains who have themselves what it is for',
  maker: 'who made it',
  roleHolder: 'who has the role',
  requester: 'who asked for it, to withdraw',
  granted: 'to whom an output port is granted (of a product: all of them)',
};

const rules = (): string => {
  const rows = Object.entries(RULES).map(
    ([verb, { ways, scope }]) =>
      `| \`${verb}\` | ${ways.map((way) => WORDS[way] ?? way).join('; ')} | ${scope === null ? '' : `\`${scope}\``} |`,
  );
  return ['## The rules', '', '| verb | allowed to | a token needs |', '|---|---|---|', ...rows, ''].join('\n');
};

/** Whether one of the cast may do it: the whole of it. */
export const may = ({ principal }: Member, { asks, subject }: Deed): boolean =>
  asks.every((verb) => decide(principal, verb, subject).allowed);

const cast = (): string => {
  const rows = CAST.map((each) => `| ${each.who} | ${each.with} |`);
  return ['## The table', '', '| who | with |', '|---|---|', ...rows, ''].join('\n');
};

const table = (): string => {
  const rows = DEEDS.map(
    (deed) =>
      `| \`${deed.verb}\` | ${deed.object} | ${CAST.map((each) => (may(each, deed) ? 'yes' : '–')).join(' | ')} |`,
  );
  const head = `| verb | object | ${CAST.map(({ who }) => who).join(' | ')} |`;
  return [head, `|---|---|${CAST.map(() => '---|').join('')}`, ...rows, ''].join('\n');
};

const AUDIT = `## The audit log

Every mutation leaves an entry in the audit log, one for each object that it is about: when, who and in which way that is
known, from which address, the mutation, the object, the outcome, the id of the request, and why it was allowed or denied.
The entry of what was done is written in the same transaction; that of what was refused in one of its own. The outcome is
\`done\`, \`unchanged\`, \`found errors\` (it does not compile), or the code of the error. \`auditEvents\` reads it, for the
platform team and auditors; nothing changes it, and nothing deletes it but \`AUDIT_RETENTION_DAYS\`, where that is set. Its
order is that in which the entries were committed: who asks again \`after\` the last cursor gets all that came since, and
misses none.

\`\`\`graphql
{ auditEvents(filter: { subjects: ["sales.customer-360"] }, last: 20) { nodes { at actor kind from verb outcome reason } } }
\`\`\`
`;

const GRANTS = `### What grants show

With \`READ_POLICY=grants\` (it asks for \`AUTH\`) columns and documents are shown to owners and to those to whom grants give the
output port: what is allowed by \`seeDetails\` in the table of rules. A principal reads for its domains, its roles and the products
of its domains; a product's documents, its models' columns and its compilations tell of all its output ports, so all have to be
granted, and for what it was in earlier versions, those that it dropped since, by what they granted last. Of a contract the
consumer's owners see what its provider's port grants to the consumer: one that states no access may be read with a warning
(decision 0003), but grants nothing, so nothing of it is shown before it does. Names, descriptions, owners,
promises, contracts, access and the lineage of products, ports and models stay open to all: nobody asks for what he cannot find.

- \`OutputPort.detailsHidden\` and \`DataProduct.detailsHidden\` tell whether something is hidden from who asks.
- Lists of columns, tests, findings and planned changes are empty then, the \`config\` of an ingestion too, the values of a
  change are null, words that may name columns are replaced. A document (\`source\`), a comparison (\`diff\`, \`previewChange\`, \`analyzeMigration\`,
  \`compileContext\`) or the lineage of a column is the error \`FORBIDDEN\` with what it takes.
- Lineage at level COLUMN leaves out columns that are hidden, with the edges to them; \`totalNodes\` and the \`reach\` of a column do not
  count them, cursors do not name them. \`first\` and \`maxNodes\` do count them: a page may show fewer than it was asked for.
  A source's column is shown beside a column that is made of it and shown; one that is hidden is answered as one that is not
  there (\`NOT_FOUND\`). \`search\` finds no columns for anybody, \`searchFacets\` counts none.
- It holds of what stands and of what stood (\`asOf\`, versions) by the rights of today, for queries, events and gateways
  alike; a gateway that asks for everybody by one token sees what that token may. Answers that are kept are kept for those who
  may see the same.
- Who has a document compiled hears what is found in it. Findings that may name columns of ports that it reads, or of the
  version that stands (those of contracts, and of classified values that flow), keep their code and place and lose their
  words where those are hidden, then and whenever the compilation is read; \`artifacts\` is null where a port that is read is
  hidden. \`compileContext\` gives of ports beside those that are read the names.
- \`compilationProgressed\` tells of compilations of those who may see the same as who asks.

`;

const READING = `## Who may read what

The catalog is for discovery: whoever may read it reads all of it (\`ANONYMOUS=refuse\` lets in nobody unknown), or, with
\`READ_POLICY=grants\`, all but [columns and documents](#what-grants-show). Who may read
the data behind an output port, grants say: the domain's own products always, others by the port's \`access\`, or by a grant in
the namespace of its table (decision 11). \`effectiveAccess\` says what a domain, a product or a role may do with a port, or
whoever asks, which tier grants it, and where its document says so:

\`\`\`graphql
{ effectiveAccess(port: "sales.customer-360.customers", principal: "domain:marketing") { access reasons { message manifest { name } location { file line column } } } }
\`\`\`

`;

/** docs/authorization.md. */
export function authorizationPage(): string {
  return `${HEAD}${rules()}\n${cast()}\n${table()}\n${READING}${GRANTS}${AUDIT}`;
}

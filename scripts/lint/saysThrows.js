/** A docstring, or a GraphQL description, that says it: the word, or a code of src/errors.ts. */
const SAYS = /\b[Tt]hrows?\b|\b(BAD_USER_INPUT|NOT_FOUND|CONFLICT|UNAVAILABLE)\b/;

const isFunction = (node) => /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);

/** The function in whose body a node stands straight; null where it stands in none, or where a `catch` takes what it throws. */
function thrownIn(node) {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'TryStatement' && parent.block === at && parent.handler) return null;
    if (isFunction(parent)) return parent;
  }
  return null;
}

/** What passes on what was caught. */
function isRethrown({ argument, parent }) {
  for (let at = parent; argument.type === 'Identifier' && at && !isFunction(at); at = at.parent)
    if (at.type === 'CatchClause') return at.param?.name === argument.name;
  return false;
}

/** src/errors.ts: whatever is no mistake of the caller's is a bug; nobody is told to expect one. */
const isBug = ({ argument }) => argument.type === 'NewExpression' && argument.callee.name === 'Error';

/** The node that a function's docstring stands above, with its name, where it is a function of the file or a method. */
function declared(fn) {
  const { parent } = fn;
  if (fn.type === 'FunctionDeclaration') return { name: fn.id?.name, node: fn };
  if (parent.type === 'VariableDeclarator') return { name: parent.id.name, node: parent.parent };
  if (parent.type === 'MethodDefinition' && parent.accessibility !== 'private')
    return { name: `${parent.parent.parent.id?.name}.${parent.key.name}`, node: parent, of: parent.parent.parent };
  return null;
}
const isExported = ({ node, of = node }) => of.parent.type === 'ExportNamedDeclaration';

/**
 * An exported function that throws says so in its docstring, a GraphQL field in its description. Seen are `throw` and
 * calls of functions of the same file that throw, straight in the body: not in a callback, nor through another file.
 */
export const saysThrows = {
  meta: { type: 'suggestion', schema: [] },
  create(context) {
    const { sourceCode } = context;
    const throwing = new Set();
    const calls = [];
    const toldOf = ({ node }) => {
      const outer = node.parent.type === 'ExportNamedDeclaration' ? node.parent : node;
      const decorators = [node, ...(node.value?.params ?? [])].flatMap((each) => each.decorators ?? []);
      const comments = sourceCode.getCommentsBefore(node.decorators?.[0] ?? outer).map(({ value }) => value);
      return [...comments, ...decorators.map((each) => sourceCode.getText(each))].join('\n');
    };
    return {
      ThrowStatement(node) {
        const fn = isBug(node) || isRethrown(node) ? null : thrownIn(node);
        if (fn) throwing.add(fn);
      },
      CallExpression(node) {
        const fn = node.callee.type === 'Identifier' ? thrownIn(node) : null;
        if (fn) calls.push({ fn, name: node.callee.name });
      },
      'Program:exit'() {
        for (let before = -1; before < throwing.size;) {
          before = throwing.size;
          const names = new Set([...throwing].map((fn) => declared(fn)?.name));
          for (const { fn, name } of calls) if (names.has(name)) throwing.add(fn);
        }
        for (const fn of throwing) {
          const found = declared(fn);
          if (found && isExported(found) && !SAYS.test(toldOf(found)))
            context.report({ node: found.node, message: `${found.name} throws: say so in its docstring, and when.` });
        }
      },
    };
  },
};

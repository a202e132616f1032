const DEFAULT_QUERY = `# Who consumes what? Try also a subscription:
#   subscription { contractChanged { kind severity path message } }
query Products {
  products(first: 10, orderBy: CATALOG_ASC) {
    totalCount
    nodes {
      fqn
      version
      outputPorts {
        name
        table
        consumers { nodes { fqn } }
      }
    }
  }
}
`;

async function render(): Promise<Buffer> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const page = renderGraphiQL({
    title: 'floe-catalog explorer',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultQuery: DEFAULT_QUERY,
  });
  return Buffer.from(page);
}

let page: Promise<Buffer> | undefined;

/** The explorer as one page with everything in it (9 MB), loaded and made when it is first asked for. */
export const explorerPage = (): Promise<Buffer> => (page ??= render());

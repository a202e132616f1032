import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

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

let page: string | undefined;

/** The explorer as one page with everything in it (9 MB), made when it is first asked for. */
export function explorerPage(): string {
  return (page ??= renderGraphiQL({
    title: 'floe-catalog explorer',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultQuery: DEFAULT_QUERY,
  }));
}

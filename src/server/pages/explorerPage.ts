import type { RequestHandler } from 'express';
import { pageHeaders } from './pageHeaders.js';

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

interface Explorer {
  readonly body: Buffer;
  /** Sets the headers of the page. */
  readonly headers: RequestHandler;
}

async function render(): Promise<Explorer> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const page = renderGraphiQL({
    title: 'floe-catalog explorer',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultQuery: DEFAULT_QUERY,
  });
  return { body: Buffer.from(page), headers: pageHeaders(page) };
}

let page: Promise<Explorer> | undefined;

/** The explorer as one page with everything in it (9 MB), loaded and made when it is first asked for. */
export const explorerPage = (): Promise<Explorer> => (page ??= render());

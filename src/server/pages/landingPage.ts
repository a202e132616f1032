/** The page at `/`: what this is and where to go; nothing of it is fetched from elsewhere. */
export const landingPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>floe-catalog</title>
    <link rel="icon" href="data:," />
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 4rem auto; padding: 0 1rem; color-scheme: light dark; }
      code { font-family: ui-monospace, monospace; }
      dt { margin-top: 0.75rem; }
      dd { margin: 0; }
    </style>
  </head>
  <body>
    <h1>floe-catalog</h1>
    <p>The metadata catalog of a data mesh: domains, data products, ports, contracts and lineage, compiled and streamed.</p>
    <dl>
      <dt><a href="/explorer">Explorer</a></dt>
      <dd>Write queries with completion; subscriptions too. It works offline.</dd>
      <dt><code>/graphql</code></dt>
      <dd>GraphQL over HTTP (POST, JSON) and over WebSocket (<code>graphql-transport-ws</code>).</dd>
      <dt><a href="/schema.graphql">/schema.graphql</a></dt>
      <dd>The schema, a Federation 2 subgraph.</dd>
      <dt><a href="/healthz">/healthz</a>, <a href="/readyz">/readyz</a></dt>
      <dd>Whether the process lives, and whether it can answer.</dd>
    </dl>
  </body>
</html>
`;

// The schema that relay-compiler reads: the API as the catalog serves it, without what is Federation's own.
const { writeFileSync } = require('node:fs');

const url = process.env.FLOE_CATALOG_URL ?? 'http://127.0.0.1:4000';
fetch(`${url}/schema.graphql?api`)
  .then((response) => response.text())
  .then((sdl) => writeFileSync('schema.graphql', sdl));

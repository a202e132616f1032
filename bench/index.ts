import 'reflect-metadata';
import { benchCatalog } from './catalog.js';

// npm run bench                 1,000 and 10,000 products
// npm run bench -- 500          another size
const sizes = process.argv
  .slice(2)
  .map(Number)
  .filter((each) => each > 0);
await benchCatalog(sizes.length > 0 ? sizes : [1000, 10_000]);

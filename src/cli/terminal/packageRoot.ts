/** A file of the package: package.json stands three folders up from this source, one from the chunk it is built into. */
export const packageFile = (name: string): URL =>
  new URL(`${import.meta.url.endsWith('.ts') ? '../../../' : '../'}${name}`, import.meta.url);

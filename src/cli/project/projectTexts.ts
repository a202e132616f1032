import type { Project } from './loadProject.js';
import type { TextOf } from '../report/reportCompilation.js';

/** The texts of a product folder by their paths in it. */
export function projectTexts({ file, source, files }: Project): TextOf {
  const texts = new Map([[file, source], ...files.map(({ path, content }) => [path, content] as const)]);
  return (path) => texts.get(path) ?? null;
}

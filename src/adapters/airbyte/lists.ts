import * as z from 'zod';
import { SystemError } from '../system/SystemError.js';
import type { Airbyte } from './Airbyte.js';

const PAGE = 100;
/** So many entries are read of one list. */
const MOST = 10_000;

/** All entries of a list, to its end: pages are asked for by offset, whatever `next` says. Throws SystemError LIST_ENDLESS. */
export async function allOf<T>(
  airbyte: Airbyte,
  shape: z.ZodType<T>,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<T[]> {
  const page = z.object({ data: z.array(shape) });
  const all: T[] = [];
  while (all.length < MOST) {
    const asked = { ...query, limit: String(PAGE), offset: String(all.length) };
    const { data } = await airbyte.read(page, path, asked);
    all.push(...data);
    if (data.length < PAGE) return all;
  }
  throw new SystemError({
    code: 'LIST_ENDLESS',
    where: `airbyte GET ${path}`,
    what: `its list has more than ${MOST} entries`,
    mend: 'Name the workspace in the config of the port, so that fewer are looked through',
  });
}

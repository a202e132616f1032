import { compareText } from '../../compiler/values/compareText.js';
import { versionKey } from '../../compiler/values/versionKey.js';
import { jsonOf, mustBe } from './refused.js';
import { nameOf, type Reference } from './reference.js';
import { Repository, type Registries } from './Repository.js';

const MOST = 4 * 1024 * 1024;
/** So many answers are read of one list: a registry that always names a next one is not followed for ever. */
const MOST_PAGES = 100;

const SHORT = /^v?\d+(\.\d+)?$/;

/** The tags of a repository, all pages. Throws OciError where they cannot be had. */
async function tagsOf(repository: Repository): Promise<string[]> {
  const { where } = repository;
  const tags: string[] = [];
  let url: URL | null = repository.address('tags/list?n=1000');
  for (let page = 0; url && page < MOST_PAGES; page += 1) {
    const response = await mustBe(await repository.ask(url, { method: 'GET' }), [200, 404], where);
    const named = ((await jsonOf(response, MOST, where)) as { tags?: unknown } | null)?.tags;
    if (!Array.isArray(named)) return tags;
    tags.push(...named.filter((each) => typeof each === 'string'));
    const [, next] = /<([^>]+)>\s*;[^,]*rel="?next"?/.exec(response.headers.get('link') ?? '') ?? [];
    url = next === undefined ? null : repository.address(next);
  }
  return tags;
}

/**
 * The ref of a whole version: a short tag (`v1`, `v1.0`) is the highest version under it (decision 10), every other one is
 * itself. Throws OciError where the registry cannot be asked.
 */
export async function exactReference(registries: Registries, reference: Reference): Promise<Reference> {
  const { tag, text } = reference;
  if (tag === null || !SHORT.test(tag) || nameOf(reference) !== tag) return reference;
  const tags = await tagsOf(new Repository(reference, registries, 'pull'));
  const [highest] = tags
    .filter((each) => each.startsWith(`${tag}.`) && /^v?\d+\.\d+\.\d+$/.test(each))
    .sort((a, b) => compareText(versionKey(b.replace(/^v/, '')), versionKey(a.replace(/^v/, ''))));
  if (highest === undefined) return reference;
  return { ...reference, tag: highest, text: `${text.slice(0, -tag.length)}${highest}` };
}

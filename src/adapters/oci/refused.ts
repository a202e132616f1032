import { brokenOff } from './exchange.js';
import { readUpTo } from './bytes.js';
import { OciError, type OciErrorCode } from './OciError.js';

const MOST = 16 * 1024;

/** What the registry says of an error, in its own words (OCI distribution, Error Codes); empty where it says nothing. */
async function wordsOf(response: Response, where: string): Promise<string> {
  try {
    const { errors } = JSON.parse(String(await readUpTo(response, MOST, where))) as {
      errors?: readonly { code?: unknown; message?: unknown }[];
    };
    const [first] = errors ?? [];
    const said = [first?.code, first?.message].filter((each) => typeof each === 'string').join(': ');
    return said === '' ? '' : `: ${said.slice(0, 200)}`;
  } catch {
    return '';
  }
}

/** What becomes of an answer that is of no use, by its status. */
function kindOf(status: number): { readonly code: OciErrorCode; readonly what: string; readonly mend: string } {
  switch (status) {
    case 401:
      return { code: 'UNAUTHORIZED', what: 'the registry does not know who asks', mend: 'Sign in: docker login' };
    case 403:
      return {
        code: 'DENIED',
        what: 'the registry does not let you',
        mend: 'Ask its keepers for access to the repository, or sign in as somebody who has it (docker login)',
      };
    case 404:
      return { code: 'NOT_FOUND', what: 'the registry has no such thing', mend: 'Look at the path and the tag' };
    case 429:
      return { code: 'TOO_MANY_REQUESTS', what: 'the registry is asked too often', mend: 'Try again later' };
    default:
      return {
        code: 'REGISTRY_FAILED',
        what: 'the registry failed',
        mend:
          status >= 500 ? 'Try again later: nothing was published' : 'Look whether it is a registry of OCI artifacts',
      };
  }
}

/** The error that an answer of another status than was hoped for is. Reads the answer. */
export async function refusedBy(response: Response, where: string): Promise<OciError> {
  const { code, what, mend } = kindOf(response.status);
  const wait = response.headers.get('retry-after');
  const words = await wordsOf(response, where);
  const later = wait !== null && /^\d+$/.test(wait) ? `, in ${wait} seconds` : '';
  return new OciError({ code, where, what: `${what} (${response.status}${words})`, mend: `${mend}${later}` });
}

/** An answer of one of these statuses; throws the OciError that any other is. */
export async function mustBe(response: Response, statuses: readonly number[], where: string): Promise<Response> {
  if (statuses.includes(response.status)) return response;
  throw await refusedBy(response, where);
}

/** The whole body of an answer. Throws OciError TOO_LARGE, TIMED_OUT, CUT_OFF. */
export async function bodyOf(response: Response, most: number, where: string): Promise<Buffer> {
  try {
    return await readUpTo(response, most, where);
  } catch (error) {
    throw brokenOff(error, where);
  }
}

/** The same as JSON. Throws OciError REGISTRY_FAILED for what is none. */
export async function jsonOf(response: Response, most: number, where: string): Promise<unknown> {
  const bytes = await bodyOf(response, most, where);
  try {
    return JSON.parse(String(bytes)) as unknown;
  } catch {
    const mend = 'Look whether it is a registry of OCI artifacts';
    throw new OciError({ code: 'REGISTRY_FAILED', where, what: 'the answer is no JSON', mend });
  }
}

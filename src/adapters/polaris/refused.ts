import { SystemError, type SystemErrorCode } from '../system/SystemError.js';
import type { Answer } from '../system/exchange.js';

/** What Polaris says of an error, in its own words: Iceberg's `error.message`, OAuth's `error_description`. */
function wordsOf(body: string): string {
  try {
    const answer = JSON.parse(body) as {
      error?: string | { message?: unknown };
      error_description?: unknown;
      message?: unknown;
    };
    const own = typeof answer.error === 'object' ? answer.error.message : (answer.error_description ?? answer.error);
    const words = own ?? answer.message;
    return typeof words === 'string' && words !== '' ? `: ${words.slice(0, 200)}` : '';
  } catch {
    return '';
  }
}

/** What becomes of an answer that is of no use, by its status. */
function kindOf(status: number): { readonly code: SystemErrorCode; readonly what: string; readonly mend: string } {
  switch (status) {
    case 401:
    case 419:
      return {
        code: 'UNAUTHORIZED',
        what: 'it does not know who asks',
        mend: 'Look at POLARIS_CLIENT_ID and POLARIS_CLIENT_SECRET, or have a new POLARIS_TOKEN',
      };
    case 403:
      return {
        code: 'DENIED',
        what: 'it does not let who asks',
        mend: 'It takes CATALOG_MANAGE_CONTENT and CATALOG_MANAGE_ACCESS on the catalog, as its role catalog_admin has',
      };
    case 404:
      return { code: 'NOT_FOUND', what: 'it has no such thing', mend: 'Look at POLARIS_URL and POLARIS_CATALOG' };
    case 429:
      return { code: 'TOO_MANY_REQUESTS', what: 'it is asked too often', mend: 'Deploy again later: it goes on' };
    default:
      return status >= 500
        ? { code: 'SYSTEM_FAILED', what: 'it failed', mend: 'Deploy again later: what was done stands' }
        : { code: 'REFUSED', what: 'it refused', mend: 'Look whether a Polaris answers at POLARIS_URL' };
  }
}

/** The error that an answer of another status than was hoped for is. */
export function refusedBy({ status, body }: Answer, where: string): SystemError {
  const { code, what, mend } = kindOf(status);
  return new SystemError({ code, where, what: `${what} (${status}${wordsOf(body)})`, mend });
}

/** Who asks for a token is not known (RFC 6749, section 5.2). */
export const wrongCredentials = ({ status, body }: Answer, where: string): SystemError =>
  new SystemError({
    code: 'UNAUTHORIZED',
    where,
    what: `the credentials do not hold (${status}${wordsOf(body)})`,
    mend: 'Look at POLARIS_CLIENT_ID and POLARIS_CLIENT_SECRET',
  });

/** What an answer says, as JSON. Throws SystemError SYSTEM_FAILED for what is none. */
export function jsonOf({ body }: Answer, where: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw unexpected(where, 'the answer is no JSON');
  }
}

/** An answer that is not what the interface promises. */
export const unexpected = (where: string, what: string): SystemError =>
  new SystemError({ code: 'SYSTEM_FAILED', where, what, mend: 'Look whether a Polaris answers at POLARIS_URL' });

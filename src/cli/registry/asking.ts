import { OciError, type OciErrorCode } from '../../adapters/oci/OciError.js';
import { registriesOf } from '../../adapters/oci/registriesOf.js';
import type { Registries } from '../../adapters/oci/Repository.js';
import { Failure } from '../terminal/Failure.js';

/** What is wrong with what lies there, or is not there: the registry itself answered as it should. */
const FINDINGS: readonly OciErrorCode[] = [
  'NOT_FOUND',
  'INDEX_REFUSED',
  'WRONG_ARTIFACT',
  'DIGEST_MISMATCH',
  'TRUNCATED',
  'TOO_LARGE',
  'TAG_TAKEN',
];

export interface RegistryOptions {
  readonly plainHttp?: boolean;
}

/**
 * Asks registries with what `docker login` keeps. Throws Failure 1 for what is wrong with what lies there, 2 for a ref that
 * is none and where a registry cannot be asked.
 */
export async function askRegistries<T>(
  env: Readonly<Record<string, string | undefined>>,
  { plainHttp = false }: RegistryOptions,
  ask: (registries: Registries) => Promise<T>,
): Promise<T> {
  try {
    return await ask(registriesOf(env, () => plainHttp));
  } catch (error) {
    if (!(error instanceof OciError)) throw error;
    throw new Failure(FINDINGS.includes(error.code) ? 1 : 2, error.message);
  }
}

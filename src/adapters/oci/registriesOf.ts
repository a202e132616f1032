import { dockerCredentials } from './dockerConfig.js';
import type { Registries } from './Repository.js';

/** Whether a registry (`localhost:5000`) is on this machine: what is said to it, nobody else hears. */
export const isOnThisMachine = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host);

/** Registries as somebody at this machine asks them: with what `docker login` keeps, without TLS on this machine. */
export const registriesOf = (
  env: Readonly<Record<string, string | undefined>>,
  plainHttp: (host: string) => boolean = () => false,
): Registries => ({
  credentials: (host, repository) => dockerCredentials(env, host, repository),
  plainHttp: (host) => isOnThisMachine(host) || plainHttp(host),
});

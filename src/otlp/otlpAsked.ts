type Env = Readonly<Record<string, string | undefined>>;

/** What is to be sent, and what of the settings is not understood, in words. */
export interface OtlpAsked {
  readonly traces: boolean;
  readonly metrics: boolean;
  readonly mistakes: readonly string[];
}

const isAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** Of one signal: whether it is to be sent; a sentence where it cannot be. */
function ofSignal(env: Env, signal: 'TRACES' | 'METRICS'): boolean | string {
  /** A variable that is empty is one that is not there (OpenTelemetry, environment variables). */
  const told = (name: string): readonly [string, string] => [name, env[name]?.trim() ?? ''];
  const either = (own: string, common: string): readonly [string, string] => (told(own)[1] ? told(own) : told(common));
  const [address, endpoint] = either(`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`, 'OTEL_EXPORTER_OTLP_ENDPOINT');
  const [name, exporter] = told(`OTEL_${signal}_EXPORTER`);
  if (exporter === 'none' || (exporter === '' && endpoint === '')) return false;
  if (exporter !== '' && exporter !== 'otlp') return `${name}="${exporter}": expected otlp or none.`;
  if (endpoint !== '' && !isAddress(endpoint))
    return `${address}="${endpoint}": expected an address of http or https, as http://collector:4318.`;
  const [spoken, protocol] = either(`OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`, 'OTEL_EXPORTER_OTLP_PROTOCOL');
  if (protocol !== '' && protocol !== 'http/protobuf')
    return `${spoken}="${protocol}": expected http/protobuf, which collectors take at port 4318.`;
  return true;
}

/**
 * What the variables of OpenTelemetry ask for: a signal is sent where an endpoint is named for it, or `otlp` as its exporter,
 * which means http://localhost:4318. What is not understood is left out and said, for these are often set for all processes
 * of a cluster (OpenTelemetry, environment variables, "enum").
 */
export function otlpAsked(env: Env): OtlpAsked {
  const off = env['OTEL_SDK_DISABLED']?.trim().toLowerCase() === 'true';
  const [traces, metrics] = off ? [false, false] : [ofSignal(env, 'TRACES'), ofSignal(env, 'METRICS')];
  const mistakes = [traces, metrics].filter((each) => typeof each === 'string');
  return { traces: traces === true, metrics: metrics === true, mistakes: [...new Set(mistakes)] };
}

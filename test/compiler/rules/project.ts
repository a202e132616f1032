import { parse, stringify } from 'yaml';
import type { CompiledAccess, CompiledColumn, CompiledLifecycle, CompiledSla } from '../../../src/compiler/artifact.js';
import { deriveTerms } from '../../../src/compiler/contracts/derive.js';
import { diffTerms } from '../../../src/compiler/contracts/diffTerms.js';
import { lifecycleTerms } from '../../../src/compiler/contracts/lifecycle.js';
import { judge } from '../../../src/compiler/contracts/judge.js';
import { compileProduct } from '../../../src/compiler/compileProduct.js';
import type { Diagnostic } from '../../../src/compiler/diagnostic.js';
import { parseDuration } from '../../../src/compiler/values/duration.js';
import { parsePercentage } from '../../../src/compiler/values/percentage.js';
import type { MeshFacts, ProductCompileInput, RunningNotice, StandingVersion } from '../../../src/compiler/input.js';
import type { ProductCompileResult } from '../../../src/compiler/result.js';
import { EMPTY_MESH } from '../support/mesh.js';
import type { ProviderPort, RefResolution, UpstreamPort } from '../../../src/compiler/mesh.js';

/**
 * A small project in a mesh that compiles without a finding. A text of fragments, each begun by a `# path` line, changes
 * it: YAML documents of the same path are merged into, any other file is added as it stands.
 */
const BASE: Readonly<Record<string, string>> = {
  'enterprise-manifest.yaml': `
apiVersion: floe.dev/v1
kind: Manifest
metadata: {name: acme-enterprise, version: "1.0.0", scope: enterprise}
governance:
  classification:
    levels: [public, internal, confidential, pii, phi]
    pii: {requires_encryption: true, requires_masking_in_non_prod: true, retention_max_days: 90}
domains: [{name: sales, namespace: sales}]`,
  'domain-manifest.yaml': `
apiVersion: floe.dev/v1
kind: Manifest
metadata: {name: sales-domain, version: "1.0.0", scope: domain}
parent: {ref: acme-enterprise@1.0.0}
domain: {name: sales, namespace: sales}`,
  'data-product.yaml': `
apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: orders, version: "1.0.0"}
domain: {ref: sales-domain@1.0.0}
ownership: {team: sales, email: sales@acme.com}
transforms: [{type: dbt, path: models/}]`,
};

interface MeshFragment {
  /** Where the project is compiled for. */
  readonly environment?: string;
  readonly domains?: readonly string[];
  readonly published?: Readonly<Record<string, PortFragment>>;
  readonly contracts?: Readonly<Record<string, { readonly columns?: readonly string[] }>>;
  readonly claimed?: Readonly<Record<string, string>>;
  readonly standing?: StandingFragment;
  /** What was announced, by the provider's port. */
  readonly notices?: Readonly<
    Record<
      string,
      {
        readonly removes: string;
        readonly effectiveAt: string;
        readonly accepted?: boolean;
        /** false: it was announced before it was kept what it makes of the port. */
        readonly kept?: boolean;
      }
    >
  >;
  readonly now?: string;
}
/** The product as it stands: its ports with their columns, and who consumes them. */
interface StandingFragment {
  readonly version: string;
  readonly ports?: Readonly<Record<string, PortFragment>>;
  readonly consumers?: Readonly<Record<string, readonly string[]>>;
}
interface PortFragment {
  readonly lifecycle?: CompiledLifecycle;
  readonly columns?: readonly string[];
  /** The classifications of columns. */
  readonly classified?: Readonly<Record<string, string>>;
  readonly freshness?: string;
  readonly availability?: number | string;
  /** The longest its data waits for the next run to end. */
  readonly runs?: string;
  /** The output ports that it is made from, as its models tell. */
  readonly from?: readonly string[];
  /** The output ports that its product reads, where no model tells what the port is made of. */
  readonly perhaps?: readonly string[];
  /** null: not stated. Absent: everybody may read. */
  readonly access?: null | {
    readonly grants: readonly { readonly domain?: string; readonly product?: string; readonly role?: string }[];
  };
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merged(base: unknown, over: unknown): unknown {
  if (!isObject(base) || !isObject(over)) return over;
  return Object.fromEntries(
    [...new Set([...Object.keys(base), ...Object.keys(over)])].map((key) => [
      key,
      Object.hasOwn(over, key) ? merged(base[key], over[key]) : base[key],
    ]),
  );
}

function fragments(text: string): Map<string, string> {
  const parts = text.split(/^# (\S+)\n/m).slice(1);
  return new Map(
    Array.from({ length: parts.length / 2 }, (_, index) => [parts[index * 2] ?? '', parts[index * 2 + 1] ?? '']),
  );
}

const column = (name: string): CompiledColumn => ({
  name,
  type: 'string',
  required: false,
  description: null,
  enum: null,
  classification: null,
  primaryKey: false,
  unique: false,
});

function accessOf(access: PortFragment['access']): CompiledAccess {
  if (access === undefined) return { stated: true, default: 'allow', grants: [] };
  const grants = (access?.grants ?? []).map(({ domain, product, role }) => ({
    grantee: domain ?? product ?? role ?? '',
    granteeKind: domain ? ('domain' as const) : product ? ('product' as const) : ('role' as const),
    access: 'read' as const,
  }));
  return { stated: access !== null, default: 'deny', grants };
}

function slaOf({ freshness, availability }: PortFragment): CompiledSla | null {
  if (freshness === undefined && availability === undefined) return null;
  return {
    freshness: freshness === undefined ? null : parseDuration(freshness),
    availability: availability === undefined ? null : parsePercentage(availability),
    quality: [],
  };
}

function upstreamOf(fqn: string, fragment: PortFragment): UpstreamPort {
  const product = fqn.split('.').slice(0, 2).join('.');
  const read = (assumed: boolean) => (providerPort: string, index: number) => ({
    inputPort: `${product}.${assumed ? 'perhaps' : 'from'}-${index}`,
    providerPort,
    assumed,
  });
  return {
    fqn,
    product,
    sla: slaOf(fragment),
    runsWithin: fragment.runs ? parseDuration(fragment.runs) : null,
    madeFrom: [...(fragment.from ?? []).map(read(false)), ...(fragment.perhaps ?? []).map(read(true))],
  };
}

function portOf(fqn: string, { columns = ['id'], classified = {}, access, ...fragment }: PortFragment): ProviderPort {
  const [domain = '', product = '', port = ''] = fqn.split('.');
  return {
    fqn,
    domain,
    port,
    product: `${domain}.${product}`,
    table: `${domain}.gold.${port}`,
    columns: columns.map((name) => ({ ...column(name), classification: classified[name] ?? null })),
    sla: slaOf(fragment),
    access: accessOf(access),
    ...(fragment.lifecycle && { lifecycle: fragment.lifecycle }),
  };
}

function standingOf({ version, ports = {}, consumers = {} }: StandingFragment): StandingVersion {
  const outputPorts = Object.entries(ports).map(([name, port]) => {
    const { port: _, domain: __, product: ___, ...rest } = portOf(`sales.orders.${name}`, port);
    return { ...rest, name, description: null, namespace: 'sales.gold', access: accessOf(port.access ?? null) };
  });
  const terms = (name: string) => {
    const { columns, sla, table, lifecycle } = portOf(`sales.orders.${name}`, ports[name] ?? {});
    const own = { columns, sla, table, compatibility: 'backward' as const, breakingChangeNotice: 'P7D' };
    return { ...own, ...lifecycleTerms(lifecycle) };
  };
  return {
    compiled: {
      fqn: 'sales.orders',
      name: 'orders',
      domain: 'sales',
      version,
      description: null,
      pattern: 'medallion',
      ownership: { team: null, email: null, slack: null },
      platform: [],
      layers: [],
      inputPorts: [],
      models: [],
      lineage: [],
      contracts: [],
      schedule: null,
      coverage: null,
      outputPorts,
    },
    consumptions: Object.entries(consumers).flatMap(([port, products]) =>
      products.map((consumer) => ({
        contract: `sales-to-${consumer}`,
        consumer,
        consumerDomain: consumer.split('.')[0] ?? '',
        port,
        terms: terms(port),
        history: [],
        requirement: null,
        columns: null,
        broken: false,
      })),
    ),
  };
}

function noticesOf(notices: MeshFragment['notices'], published: MeshFragment['published'] = {}): RunningNotice[] {
  return Object.entries(notices ?? {}).map(
    ([providerPort, { removes, effectiveAt, accepted = false, kept: known = true }]) => {
      const { port: name, access, columns, table } = portOf(providerPort, published[providerPort] ?? {});
      const policy = { compatibility: 'backward', breakingChangeNotice: 'P7D' } as const;
      const terms = (...kept: CompiledColumn[]) => deriveTerms({ columns: kept, sla: null, table }, policy);
      const left = columns.filter((each) => each.name !== removes);
      const told = accepted || !known ? judge(diffTerms(terms(...columns), terms(...left)), 'backward') : [];
      const product = providerPort.split('.').slice(0, 2).join('.');
      const to = { name, access, terms: terms(...left) };
      const announced = known ? { port: name, to, paths: [`columns.${removes}`] } : null;
      return { providerPort, product, version: '2.0.0', effectiveAt, announced, changes: told, accepted };
    },
  );
}

function meshOf(fragment: MeshFragment): MeshFacts {
  const { domains = [], published = {}, contracts = {}, claimed = {}, standing, notices, now } = fragment;
  const ports = Object.entries(published).map(([fqn, port]) => portOf(fqn, port));
  return {
    ...EMPTY_MESH,
    providerPorts: ports,
    standing: standing ? standingOf(standing) : null,
    notices: noticesOf(notices, published),
    now: now ?? EMPTY_MESH.now,
    upstreamPorts: Object.entries(published).map(([fqn, port]) => upstreamOf(fqn, port)),
    publishedProducts: [...new Set(ports.map(({ product }) => product))],
    domains: [...new Set(['sales', ...domains, ...ports.map(({ domain }) => domain)])],
    claimedTables: Object.entries(claimed).map(([table, by]) => {
      const [domain = '', product = '', port] = by.split('.');
      return { table, product: `${domain}.${product}`, port: port === undefined ? null : by };
    }),
    standingContracts: Object.entries(contracts).map(([providerPort, { columns = ['id'] }]) => ({
      providerPort,
      terms: {
        columns: columns.map(column),
        sla: null,
        compatibility: 'backward',
        breakingChangeNotice: 'P7D',
        table: portOf(providerPort, {}).table,
      },
    })),
  };
}

/** The small project with a text of fragments put into it. */
export function inputOf(text: string): ProductCompileInput {
  const given = fragments(text);
  const document = (path: string): string => {
    const over = given.get(path);
    // What is not changed keeps its text, and what stands alone its lines.
    return over === undefined ? (BASE[path] ?? '') : stringify(merged(parse(BASE[path] ?? ''), parse(over)));
  };
  const manifest = (path: string, name: string): RefResolution => ({
    ref: `${name}@1.0.0`,
    found: { name, version: '1.0.0', ref: null, digest: `sha256:${name}`, source: { path, content: document(path) } },
  });
  const refs = [
    manifest('domain-manifest.yaml', 'sales-domain'),
    manifest('enterprise-manifest.yaml', 'acme-enterprise'),
  ];
  const around = (parse(given.get('mesh.yaml') ?? '{}') ?? {}) as MeshFragment;
  return {
    product: { path: 'data-product.yaml', content: document('data-product.yaml') },
    files: [...given]
      .filter(([path]) => !(path in BASE) && path !== 'mesh.yaml')
      .map(([path, content]) => ({ path, content })),
    environment: around.environment ?? 'production',
    mesh: { ...meshOf(around), refs },
  };
}

/** Compiles it. */
export const compile = (text: string): ProductCompileResult => compileProduct(inputOf(text));

/** The findings of one code. */
export const findings = (text: string, code: string): readonly Diagnostic[] =>
  compile(text).diagnostics.filter((each) => each.code === code);

/** `code message` of every finding. */
export const told = (text: string): string[] =>
  compile(text).diagnostics.map(({ code, message }) => `${code} ${message}`);

/** What the place of a finding shows: `file: the line from its column on`. */
export function placed(text: string, code: string): string[] {
  const given = fragments(text);
  return findings(text, code).map(({ location }) => {
    if (!location) return 'nowhere';
    const over = given.get(location.file);
    const content =
      location.file in BASE && over !== undefined
        ? stringify(merged(parse(BASE[location.file] ?? ''), parse(over)))
        : (over ?? BASE[location.file] ?? '');
    const line = content.split('\n')[location.line - 1] ?? '';
    return `${location.file}: ${line.slice(location.column - 1)}`;
  });
}

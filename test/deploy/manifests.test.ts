import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { readConfig } from '../../src/config/config.js';
import { OPTIONS } from '../../src/config/options/options.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const textOf = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}
interface Container {
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly startupProbe: Probe;
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
  readonly envFrom: readonly { readonly secretRef: { readonly name: string } }[];
  readonly securityContext: object;
}
const deployment = parse(textOf('deploy/kubernetes/deployment.yaml')) as {
  spec: {
    template: {
      spec: {
        securityContext: { runAsUser: number };
        automountServiceAccountToken: boolean;
        terminationGracePeriodSeconds: number;
        containers: Container[];
      };
    };
  };
};
const pod = deployment.spec.template.spec;
const container = pod.containers[0] as Container;
const compose = parse(textOf('deploy/compose/compose.yaml')) as {
  services: { catalog: { environment: Record<string, string> } };
};
const known = new Set<string>(Object.values(OPTIONS).map(({ env }) => env));
const routes = new Set(
  [...textOf('src/server/createApp.ts').matchAll(/app\.get\('([^']+)'/g)].map(([, route]) => route),
);

describe('what deploy/ says of the catalog', () => {
  it('sets options that it has, to values that it takes', () => {
    const inPod = Object.fromEntries(container.env.map(({ name, value }) => [name, value]));
    for (const env of [inPod, { HOST: '0.0.0.0', ...compose.services.catalog.environment }]) {
      expect(Object.keys(env).filter((name) => !known.has(name))).toEqual([]);
      expect(readConfig(env).host).toBe('0.0.0.0');
    }
    expect(readConfig(inPod).shutdownGraceSeconds).toBeLessThan(pod.terminationGracePeriodSeconds);
  });

  it('probes routes that it serves, at the port that it listens on, as the user of the image', () => {
    const { startupProbe, livenessProbe, readinessProbe, ports, env } = container;
    const probed = [startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet);
    expect(probed.filter(({ path: route }) => !routes.has(route))).toEqual([]);
    expect(new Set(probed.map(({ port }) => port))).toEqual(new Set(ports.map(({ name }) => name)));
    expect(ports.map(({ containerPort }) => String(containerPort))).toEqual(
      env.filter(({ name }) => name === 'PORT').map(({ value }) => value),
    );
    for (const file of ['Containerfile', 'Containerfile.scratch']) {
      const image = textOf(`deploy/container/${file}`);
      expect(image).toContain(`USER ${pod.securityContext.runAsUser}:`);
      expect(image).toContain(`EXPOSE ${ports[0]?.containerPort}\n`);
    }
  });

  it('runs as nobody in particular, on a root that it cannot write to, without any right beyond', () => {
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(pod.automountServiceAccountToken).toBe(false);
  });

  it.each(['deploy/kubernetes', 'deploy/kubernetes/monitoring'])(
    'names in its kustomization all files of %s',
    (folder) => {
      const { resources } = parse(textOf(`${folder}/kustomization.yaml`)) as { resources: string[] };
      const files = readdirSync(path.join(ROOT, folder)).filter((name) => name.endsWith('.yaml'));
      expect([...resources, 'kustomization.yaml'].sort()).toEqual(files.sort());
      for (const file of files)
        for (const document of parseAllDocuments(textOf(`${folder}/${file}`))) expect(document.errors).toEqual([]);
    },
  );

  it('is scraped at a port of its Service, with the token that its Secret has for that', () => {
    const { labels } = parse(textOf('deploy/kubernetes/kustomization.yaml')) as {
      labels: { pairs: Record<string, string> }[];
    };
    const service = parse(textOf('deploy/kubernetes/service.yaml')) as { spec: { ports: { name: string }[] } };
    const { spec } = parse(textOf('deploy/kubernetes/monitoring/servicemonitor.yaml')) as {
      spec: {
        selector: { matchLabels: Record<string, string> };
        endpoints: { port: string; path: string; authorization: { credentials: { name: string; key: string } } }[];
      };
    };
    expect(spec.selector.matchLabels).toEqual(labels[0]?.pairs);
    const [endpoint] = spec.endpoints;
    expect(endpoint?.path).toBe('/metrics');
    expect(service.spec.ports.map(({ name }) => name)).toContain(endpoint?.port);
    expect(container.envFrom.map(({ secretRef }) => secretRef.name)).toContain(
      endpoint?.authorization.credentials.name,
    );
    expect(known).toContain(endpoint?.authorization.credentials.key);
  });
});

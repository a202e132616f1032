import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { OPTIONS, readConfig } from '../../src/config.js';

const textOf = (file: string): string => readFileSync(path.resolve(import.meta.dirname, '../..', file), 'utf8');

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}
interface Container {
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly startupProbe: Probe;
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
}
const deployment = parse(textOf('deploy/kubernetes/deployment.yaml')) as {
  spec: {
    template: {
      spec: { securityContext: { runAsUser: number }; terminationGracePeriodSeconds: number; containers: Container[] };
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

  it.each(['kustomization', 'deployment', 'service', 'disruption', 'network'])(
    'is YAML without mistakes: %s',
    (name) => {
      for (const document of parseAllDocuments(textOf(`deploy/kubernetes/${name}.yaml`)))
        expect(document.errors).toEqual([]);
    },
  );
});

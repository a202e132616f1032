import { renderYaml } from '../document/yaml/renderYaml.js';
import { kubeName, SPARK_ACCOUNT, sparkMemory } from './kubernetes.js';
import { countOf, textOf, type Configured } from './settings.js';

/** What a SparkApplication is made for. */
export interface ApplicationOf {
  readonly domain: string;
  readonly product: string;
  /** What it runs: `local:///opt/spark/app/run.py`, a jar, an R script. */
  readonly main: string;
  /** Of a jar: its class. */
  readonly mainClass: string | null;
  /** What the manifests say of Spark: `services.compute.spark`. */
  readonly spark: Configured;
}

const LANGUAGES: Readonly<Record<string, string>> = { py: 'Python', r: 'R', jar: 'Scala' };

/** The version of Spark where no manifest states one. */
const USUAL_VERSION = '3.5.7';

/** The language of what is run, by the end of its name; null for what Spark runs none of. */
export const languageOf = (main: string): string | null =>
  LANGUAGES[/\.(\w+)$/.exec(main)?.[1]?.toLowerCase() ?? ''] ?? null;

/**
 * A SparkApplication (sparkoperator.k8s.io/v1beta2, YAML) of a product, with the executors and the driver that the manifests
 * ask for (ADR-0021, Domain Manifest, `services.compute.spark`), in the namespace of its domain.
 */
export function sparkApplication({ domain, product, main, mainClass, spark }: ApplicationOf): string {
  const version = textOf(spark, USUAL_VERSION, 'version');
  const labels = { 'app.kubernetes.io/managed-by': 'floe', 'floe.dev/product': product };
  return renderYaml({
    apiVersion: 'sparkoperator.k8s.io/v1beta2',
    kind: 'SparkApplication',
    metadata: { name: kubeName(product), namespace: kubeName(domain), labels },
    spec: {
      type: languageOf(main),
      mode: 'cluster',
      image: textOf(spark, `spark:${version}`, 'image'),
      sparkVersion: version,
      mainApplicationFile: main,
      ...(mainClass !== null && { mainClass }),
      restartPolicy: { type: 'Never' },
      driver: {
        cores: countOf(spark, 1, 'driver', 'cores'),
        memory: sparkMemory(textOf(spark, '1Gi', 'driver', 'memory')),
        serviceAccount: SPARK_ACCOUNT,
      },
      executor: {
        instances: countOf(spark, 1, 'executors', 'instances'),
        cores: countOf(spark, 1, 'executors', 'cores'),
        memory: sparkMemory(textOf(spark, '2Gi', 'executors', 'memory')),
      },
    },
  });
}

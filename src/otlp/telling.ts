import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import type { OnNotice } from '../telemetry/Otlp.js';

interface Exporter<T> {
  export(items: T, done: (result: ExportResult) => void): void;
}

/** Has an exporter tell when its collector no longer takes what it is sent, and when it does again: each once. */
export function telling<T, E extends Exporter<T>>(exporter: E, what: string, onNotice: OnNotice): E {
  const send = exporter.export.bind(exporter);
  let failing = false;
  exporter.export = (items, done) =>
    send(items, (result) => {
      const failed = result.code !== ExportResultCode.SUCCESS;
      if (failed && !failing)
        onNotice(`the collector does not take ${what}: they are lost until it does`, result.error?.message);
      if (!failed && failing) onNotice(`the collector takes ${what} again`);
      failing = failed;
      done(result);
    });
  return exporter;
}

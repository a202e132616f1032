const LINGER_MS = 1_000;

/** Ends the process a moment from now, whatever still waits: what a collector of telemetry owes has nobody to hear it any more. */
export const endSoon = (): void => void setTimeout(() => process.exit(), LINGER_MS).unref();

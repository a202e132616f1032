import pino, { type Logger } from 'pino';
import type { Config } from '../config/config.js';

/** Structured lines on stdout; on a terminal written for people. */
export function createLog(level: Config['logLevel']): Logger {
  const pretty = process.stdout.isTTY
    ? { target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'HH:MM:ss' } }
    : undefined;
  return pino({ level, transport: pretty });
}

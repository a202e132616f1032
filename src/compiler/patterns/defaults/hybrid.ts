import type { Pattern } from './pattern.js';

/** ADR-0021, Supported Patterns: "Custom per layer". It brings no layer of its own: a manifest states each with its prefix. */
export const hybrid: Pattern = { name: 'hybrid', enforcement: 'strict', namingCase: 'snake_case', layers: [] };

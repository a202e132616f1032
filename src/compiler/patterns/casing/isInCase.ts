import type { NamingCase } from '../../artifact.js';

/** Digits and letters of scripts without case belong to every case; dbt's `stripe__payments` is snake_case. */
const FORMS: Readonly<Record<NamingCase, RegExp>> = {
  snake_case: /^[\p{Ll}\p{Lo}\p{M}\p{N}]+(_{1,2}[\p{Ll}\p{Lo}\p{M}\p{N}]+)*$/u,
  camelCase: /^[\p{Ll}\p{Lo}\p{N}][\p{L}\p{M}\p{N}]*$/u,
  PascalCase: /^[\p{Lu}\p{Lo}\p{N}][\p{L}\p{M}\p{N}]*$/u,
};

/** Whether a name is in a case (ADR-0021, Platform Manifest, `naming.case`). */
export const isInCase = (name: string, form: NamingCase): boolean => FORMS[form].test(name);

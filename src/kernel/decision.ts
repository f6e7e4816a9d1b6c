import type { ErrorCode } from './errors.ts';

/** The result of a rule: accepted with a value, or refused with a code that has a text in every language. */
export type Decision<T> =
  | { readonly accepted: true; readonly value: T }
  | { readonly accepted: false; readonly code: ErrorCode; readonly details?: Record<string, unknown> };

/** Accepts. */
export function accept<T>(value: T): Decision<T> {
  return { accepted: true, value };
}

/** Refuses with a code that says why. */
export function refuse(code: ErrorCode, details?: Record<string, unknown>): Decision<never> {
  return { accepted: false, code, details };
}

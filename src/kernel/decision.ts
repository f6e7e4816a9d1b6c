import type { ErrorCode } from './errors.ts';

/** What a rule decided: accepted with a value, or refused with a code that has a text in every language. */
export type Decision<T> =
  | { readonly accepted: true; readonly value: T }
  | { readonly accepted: false; readonly code: ErrorCode; readonly details?: Record<string, unknown> };

/** The rule agrees. */
export function accept<T>(value: T): Decision<T> {
  return { accepted: true, value };
}

/** The rule refuses, and says why by code. */
export function refuse(code: ErrorCode, details?: Record<string, unknown>): Decision<never> {
  return { accepted: false, code, details };
}

/** `room/problem`; every code has a kind, a text in each language and a line in docs/errors.md. */
export type ErrorCode = `${string}/${string}`;

/** The kind of an error, in terms that a caller can act on. The HTTP status follows from it. */
export const ERROR_KINDS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'too-slow': 408,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  'wrong-type': 415,
  misdirected: 421,
  unprocessable: 422,
  'too-many': 429,
  unavailable: 503,
  full: 507,
  unexpected: 500,
} as const;
export type ErrorKind = keyof typeof ERROR_KINDS;

const registry = new Map<ErrorCode, ErrorKind>();

/** Declares the errors of a room, once, with their kinds. Declaring a code twice is a programming error. */
export function defineErrors<const T extends Record<ErrorCode, ErrorKind>>(errors: T): T {
  for (const [code, kind] of Object.entries(errors) as [ErrorCode, ErrorKind][]) {
    if (registry.has(code)) throw new Error(`Error code ${code} is declared twice: give one of them another name.`);
    registry.set(code, kind);
  }
  return errors;
}

/** All declared errors, for the registry test and the docs. */
export function declaredErrors(): ReadonlyMap<ErrorCode, ErrorKind> {
  return registry;
}

/** One invalid field, by its path from the top of the input. `code` is zod's or that of an error, so that a form can choose the text. */
export type FieldFault = { readonly path: string; readonly code: string; readonly message: string };
type Details = Record<string, unknown> & { readonly fields?: readonly FieldFault[] };

/** An error that a person can act on. `details` fill the placeholders of its text; they hold no content and no names. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, details: Details = {}) {
    super(code);
    const kind = registry.get(code);
    if (kind === undefined) throw new Error(`Error code ${code} is not declared: add it to the errors.ts of its room.`);
    this.name = 'AppError';
    this.code = code;
    this.kind = kind;
    this.details = details;
  }
}

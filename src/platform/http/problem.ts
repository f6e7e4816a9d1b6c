import { AppError, ERROR_KINDS } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { translateDatabaseError } from '../database-error.ts';

/** An error as it goes out: application/problem+json (RFC 9457), worded in the reader's language. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  /** Per field, where an input did not fit. */
  fields?: { path: string; code: string; message: string }[];
  /** Under this number the log has the whole story of an unexpected error. */
  reference?: string;
  [detail: string]: unknown;
};

/** Words an error in a language; the app joins the rooms' texts. */
export type SayError = (locale: string, code: string, details: Record<string, unknown>) => string;

/** Turns any error into a problem. What is not an AppError stays opaque outside; `note` gets what may be logged of it. */
export function toProblem(error: unknown, locale: string, say: SayError, note: (line: Record<string, unknown>) => void): Problem {
  // Most of what asks the database says so already; what asks it outside a command or query says it here.
  const meant = translateDatabaseError(error);
  const known = meant instanceof AppError ? meant : fromFramework(meant);
  if (known) {
    const title = say(locale, known.code, known.details);
    // A rule that knows which field of the input is to blame says so; then a form can show the sentence beside it.
    const { field, ...details } = known.details;
    return {
      type: `/errors#${known.code}`,
      title,
      status: ERROR_KINDS[known.kind],
      code: known.code,
      ...(typeof field === 'string' && { fields: [{ path: field, code: known.code, message: title }] }),
      ...details,
    };
  }
  const reference = newId();
  note({ event: 'unexpected-error', reference, ...loggable(error) });
  return {
    type: '/errors#platform/unexpected',
    title: say(locale, 'platform/unexpected', { reference }),
    status: 500,
    code: 'platform/unexpected',
    reference,
  };
}

// What the server, its plugins and their libraries refuse by a status of their own is the fault of the request: it stays below 500, and is no line in the log.
function fromFramework(error: unknown): AppError | undefined {
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode > 499) return undefined;
  // A file that must not be reached is as absent as one that is not there.
  if (statusCode === 403 || statusCode === 404) return new AppError('platform/not-found');
  if (statusCode === 413) return new AppError('platform/too-large');
  if (statusCode === 415) return new AppError('platform/wrong-type');
  return new AppError('platform/malformed', { at: 0 });
}

// The message of an error can repeat what somebody typed; its name, code and place cannot.
function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const database = error as Error & { code?: string; severity?: string; table?: string; constraint?: string; routine?: string };
  if (database.severity)
    return {
      error: 'database',
      sqlstate: database.code,
      table: database.table,
      constraint: database.constraint,
      routine: database.routine,
    };
  return { error: error.name, code: database.code, at: error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) };
}

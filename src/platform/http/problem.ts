import { AppError, ERROR_KINDS } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { translateDatabaseError } from '../database-error.ts';

/** An error as it is sent: application/problem+json (RFC 9457), in the reader's language. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  /** Per field, where the input was invalid. */
  fields?: { path: string; code: string; message: string }[];
  /** The log has the full details of an unexpected error under this number. */
  reference?: string;
  [detail: string]: unknown;
};

/** Translates an error into a language; the app combines the rooms' texts. */
export type TranslateError = (locale: string, code: string, details: Record<string, unknown>) => string;

/** Turns any error into a problem. An error that is not an AppError stays opaque to the client; `note` receives what may be logged of it. */
export function toProblem(
  error: unknown,
  locale: string,
  translate: TranslateError,
  note: (line: Record<string, unknown>) => void,
): Problem {
  // Most database errors are translated already. Errors from outside a command or query are translated here.
  const translated = translateDatabaseError(error);
  const known = translated instanceof AppError ? translated : fromFramework(translated);
  if (known) {
    const title = translate(locale, known.code, known.details);
    // A rule that knows which input field is at fault names it, so that a form can show the sentence next to the field.
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
    title: translate(locale, 'platform/unexpected', { reference }),
    status: 500,
    code: 'platform/unexpected',
    reference,
  };
}

// A status set by the server, its plugins or their libraries means that the request is at fault: it stays below 500 and is not logged.
function fromFramework(error: unknown): AppError | undefined {
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode > 499) return undefined;
  // A file that must not be reached looks the same as one that does not exist.
  if (statusCode === 403 || statusCode === 404) return new AppError('platform/not-found');
  if (statusCode === 413) return new AppError('platform/too-large');
  if (statusCode === 415) return new AppError('platform/wrong-type');
  return new AppError('platform/malformed', { at: 0 });
}

// The message of an error can repeat a person's input; its name, code and place cannot.
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

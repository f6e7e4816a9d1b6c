import { AppError, type ErrorCode } from '#kernel/errors.ts';
import { isTamperingSqlstate } from './db/connection-check.ts';
import { PipelineFailed } from './db/pipeline.ts';
import './errors.ts';

const LOST = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
]);
const BUSY = new Set(['40001', '40P01', '55P03', '53300', '57014']);
const FULL = new Set(['53100', '53200', '58030']);
// A character that no text column can store. It came from a query string, a cookie or a path, never from the program.
const UNSTORABLE = new Set(['22021', '22P05']);

const constraints = new Map<string, ErrorCode>();

/** Declares the meaning of a violated constraint, where it is more than a conflict. */
export function defineConstraints(meanings: Readonly<Record<string, ErrorCode>>): void {
  for (const [constraint, code] of Object.entries(meanings)) constraints.set(constraint, code);
}

/**
 * Translates a failed statement for the caller. A row that row-level security hides or refuses is "not found", whether it exists or not. An unknown error stays
 * as it is: the caller gets a fixed text, and the log gets the whole error.
 */
export function translateDatabaseError(error: unknown): unknown {
  if (error instanceof PipelineFailed) return translateDatabaseError(error.cause);
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const code = (error as { code?: string }).code ?? '';
  if (code === '42501' || code === '23503') return new AppError('platform/not-found');
  // Our own SQL functions raise codes from the table of errors.
  if (code === 'MA010') return new AppError(error.message as ErrorCode, JSON.parse((error as { detail?: string }).detail ?? '{}'));
  const meant = constraints.get((error as { constraint?: string }).constraint ?? '');
  if (meant !== undefined) return new AppError(meant);
  if (code === '23505') return new AppError('platform/conflict');
  if (UNSTORABLE.has(code)) return new AppError('platform/malformed', { at: 0 });
  if (FULL.has(code)) return new AppError('platform/disk-full');
  if (BUSY.has(code)) return new AppError('platform/busy');
  if (
    LOST.has(code) ||
    isTamperingSqlstate(code) ||
    /terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|not queryable|Connection ended/i.test(
      error.message,
    )
  ) {
    return new AppError('platform/database-lost');
  }
  return error;
}

/** Whether an error, translated or not, means that the connection or the server is gone. */
export function isDatabaseLost(error: unknown): boolean {
  const known = translateDatabaseError(error);
  return known instanceof AppError && known.code === 'platform/database-lost';
}

/**
 * Whether a statement failed because its connection was tampered with. Nothing of its transaction is stored and the request itself is valid: it can be repeated
 * on another connection. For an error that is not translated.
 */
export function isTampered(error: unknown): boolean {
  const cause = error instanceof PipelineFailed ? error.cause : error;
  return cause instanceof Error && !(cause instanceof AppError) && isTamperingSqlstate((cause as { code?: string }).code);
}

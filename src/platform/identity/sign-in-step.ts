import type { ErrorCode } from '#kernel/errors.ts';
import type { Statement } from '../db/pipeline.ts';
import type { Platform } from '../platform.ts';

/**
 * A sign-in step: a command for people who have no session yet. The statement returns the claims it opened; `{ pending }` with the answer for the caller while another
 * step is missing; `{ refused }` with the code of the error; or null. `signal` is aborted when the client disconnects: work that has not begun is then dropped.
 */
export type SignInStep<Input> = {
  statement: (input: Input, platform: Platform, signal?: AbortSignal) => Promise<Statement> | Statement;
  refused: ErrorCode;
};

import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import './errors.ts';

/** One field that does not fit, by its path from the top of the input. `code` is zod's, so that a form can word it. */
export type FieldFault = { path: string; code: string; message: string };

/** Checks an input once, at the edge. Every field that does not fit is named; nothing else of the input is repeated. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields = result.error.issues.flatMap((issue): FieldFault[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), code: issue.code, message: 'This field is not known here.' }))
      : [{ path: issue.path.join('.'), code: issue.code ?? 'custom', message: issue.message }],
  );
  throw new AppError('platform/invalid-input', { fields });
}

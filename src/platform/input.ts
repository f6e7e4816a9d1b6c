import type { z } from 'zod';
import { AppError, type FieldFault } from '#kernel/errors.ts';
import './errors.ts';

/** How many invalid fields are named: an answer must not be many times larger than the input. */
const MAX_NAMED_FAULTS = 100;

/** Checks an input once, where it enters the program. Names every invalid field, up to a hundred; repeats nothing else of the input. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields = result.error.issues
    .slice(0, MAX_NAMED_FAULTS)
    .flatMap((issue): FieldFault[] =>
      issue.code === 'unrecognized_keys'
        ? issue.keys
            .slice(0, MAX_NAMED_FAULTS)
            .map((key) => ({ path: [...issue.path, key].join('.'), code: issue.code, message: 'This field is not known here.' }))
        : [{ path: issue.path.join('.'), code: issue.code ?? 'custom', message: issue.message }],
    );
  throw new AppError('platform/invalid-input', { fields: fields.slice(0, MAX_NAMED_FAULTS) });
}

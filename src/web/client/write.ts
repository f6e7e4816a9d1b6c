import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { newId } from '#kernel/ids.ts';
import { isStale, isTemporary } from './problem.ts';

// As long as the server requests when it is busy, then longer: a crowd that keeps retrying would keep it busy.
const TRY_AGAIN_MS = 2_000;
const MAX_WAIT_MS = 16_000;

let readers = 0;

/** Another person has signed in: writes that an earlier person's page was still retrying are not sent in their name. */
export function forgetKeys(): void {
  readers += 1;
}

/**
 * A write behind a button or a form: `const save = useWrite((input, key) => send('POST /grants', input, key))`, then `save.mutate(input)`. Retrying the same
 * input uses the same client key, so that a lost answer does not cause a second effect. `patient` names an object that is saved automatically while its author
 * has moved on: temporary errors are retried until the write succeeds, and writes to the same object wait for each other. `readAgain` reloads the object where
 * it was changed in the meantime. The write is refused only after that, so that the stored values can be shown next to the typed ones.
 */
export function useWrite<Input, Answer>(
  write: (input: Input, key: string) => Promise<Answer>,
  options: { onSuccess?: (answer: Answer, input: Input) => unknown; readAgain?: () => Promise<unknown>; patient?: string } = {},
): UseMutationResult<Answer, Error, Input> {
  const last = useRef({ input: '', key: '' });
  const reader = useRef(readers);
  const { patient } = options;
  return useMutation({
    ...(patient !== undefined && { scope: { id: patient } }),
    retry: (_, error) => patient !== undefined && reader.current === readers && isTemporary(error),
    retryDelay: (failures) => Math.min(TRY_AGAIN_MS * 2 ** failures, MAX_WAIT_MS),
    mutationFn: async (input: Input) => {
      const text = JSON.stringify(input) ?? '';
      if (last.current.key === '' || last.current.input !== text) last.current = { input: text, key: newId() };
      try {
        return await write(input, last.current.key);
      } catch (error) {
        if (isStale(error)) await options.readAgain?.();
        throw error;
      }
    },
    onSuccess: (answer, input) => {
      last.current = { input: '', key: '' };
      return options.onSuccess?.(answer, input);
    },
  });
}

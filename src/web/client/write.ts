import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { newId } from '#kernel/ids.ts';
import { mayPass } from './problem.ts';

const MOST_TRIES = 3;
// As long as the server asks for when it is busy.
const TRY_AGAIN_MS = 2_000;

/**
 * A write behind a button or a form: `const save = useWrite((input, key) => send('POST', path, input, { key }))`, then
 * `save.mutate(input)`. Trying the same input again uses the same client key, so that an answer lost on the way acts once. `patient`: what may pass in a
 * moment is tried again by itself, for what saves itself while its writer is elsewhere already.
 */
export function useWrite<Input, Answer>(
  act: (input: Input, key: string) => Promise<Answer>,
  options: { onSuccess?: (answer: Answer, input: Input) => unknown; patient?: boolean } = {},
): UseMutationResult<Answer, Error, Input> {
  const last = useRef({ input: '', key: '' });
  return useMutation({
    retry: (failures, error) => options.patient === true && failures < MOST_TRIES && mayPass(error),
    retryDelay: TRY_AGAIN_MS,
    mutationFn: (input: Input) => {
      const text = JSON.stringify(input) ?? '';
      if (last.current.key === '' || last.current.input !== text) last.current = { input: text, key: newId() };
      return act(input, last.current.key);
    },
    onSuccess: (answer, input) => {
      last.current = { input: '', key: '' };
      return options.onSuccess?.(answer, input);
    },
  });
}

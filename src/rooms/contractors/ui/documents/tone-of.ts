import type { AnswerOf } from '#web/client/api.ts';

type State = AnswerOf<'/contracts/:contractId/check'>['provisions'][number]['state'];

/** The colour of a mark for what is said of a provision. */
export function toneOf(state: State): string {
  if (state === 'present' || state === 'by-reference') return 'met';
  if (state === 'missing' || state === 'struck-out') return 'not';
  return state === 'hidden' ? 'late' : state === 'only-proposed' || state === 'differs-in-substance' ? 'partly' : 'none';
}

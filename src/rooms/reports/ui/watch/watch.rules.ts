/** What a watch page shows: nothing waits, danger waits, or it does not know: the server did not answer, or the session ended. */
export type Watch = { readonly state: 'quiet' | 'danger' | 'lost' | 'signed-out'; readonly waiting: number; readonly failures: number };

/** One answer of the server: a number, no answer, or that nobody is signed in. */
export type Asked = { readonly danger: number } | 'no-answer' | 'signed-out';

/** So many questions in a row without an answer are more than a short break. */
const FAILURES = 2;

/** What the page shows after an answer. Not knowing is never shown as nothing: after two failures it is lost, and sounds. Pure. */
export function nextWatch(before: Watch, asked: Asked): Watch {
  if (asked === 'signed-out') return { state: 'signed-out', waiting: 0, failures: 0 };
  if (asked === 'no-answer') {
    const failures = before.failures + 1;
    return failures < FAILURES ? { ...before, failures } : { state: 'lost', waiting: before.waiting, failures };
  }
  return { state: asked.danger > 0 ? 'danger' : 'quiet', waiting: asked.danger, failures: 0 };
}

/** Whether the page sounds: danger waits, or it cannot check. Pure. */
export const sounds = ({ state }: Watch): boolean => state !== 'quiet';

/** What became of a letter handed to the mail server. `again`: not taken, and worth another try. */
export type Verdict = { outcome: 'sent' } | { outcome: 'again' | 'failed'; fault: string };

type MailError = { code?: unknown; responseCode?: unknown; command?: unknown };

const LONGEST_WAIT_MINUTES = 60;

/**
 * What an error of the mail server means. A refusal of the 500s is final. One of the 400s, and everything before the letter itself went over, is tried again.
 * Cut off while it went over: the server may have it, so it is not sent a second time.
 */
export function verdictOf(error: unknown): Verdict {
  const { code, responseCode, command } = (error ?? {}) as MailError;
  if (typeof responseCode === 'number' && responseCode >= 400 && responseCode < 600)
    return { outcome: responseCode >= 500 ? 'failed' : 'again', fault: String(responseCode) };
  if (command === 'DATA') return { outcome: 'failed', fault: 'interrupted' };
  if (code === 'EAUTH' || code === 'ETLS') return { outcome: 'again', fault: String(code).toLowerCase() };
  const word =
    typeof code === 'string'
      ? code
          .toLowerCase()
          .replaceAll(/[^a-z0-9-]/g, '')
          .slice(0, 40)
      : '';
  return { outcome: 'again', fault: word || 'unexpected' };
}

/** When a letter is tried again after so many attempts: a minute, then twice as long each time, an hour at most. Until it is of no use any more. */
export function nextTry(attempts: number, now: Date): Date {
  const minutes = Math.min(2 ** Math.max(0, attempts - 1), LONGEST_WAIT_MINUTES);
  return new Date(now.getTime() + minutes * 60_000);
}

/**
 * One thing that waits for somebody: the day it is due, and whether that is over. No name, no title. `remind`: its room says whether it is to be told today; the day is not asked then.
 */
export type Waiting = { readonly due: string | null; readonly late: boolean; readonly remind?: boolean };

/**
 * What a digest says, or null where there is nothing new to say. Somebody is reminded so many days before a due date (`before`, parameters of the edition), and
 * once it is over; the days since the last digests count, so that a day on which the program did not run loses nothing.
 */
export function digestOf(
  waiting: readonly Waiting[],
  since: string,
  today: string,
  before: readonly number[],
): { waiting: number; late: number } | null {
  const reached = (day: string) => day > since && day <= today;
  const told = waiting.some(
    ({ due, remind }) => remind ?? (due !== null && (reached(plus(due, 1)) || before.some((days) => reached(plus(due, -days))))),
  );
  return told ? { waiting: waiting.length, late: waiting.filter(({ late }) => late).length } : null;
}

function plus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

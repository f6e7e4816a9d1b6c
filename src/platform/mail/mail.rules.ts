import { plusDays } from '#kernel/dates.ts';

/** The result of handing a message to the mail server. `again`: refused for now, and worth another attempt. */
export type Verdict = { outcome: 'sent' } | { outcome: 'again' | 'failed'; fault: string };

type MailError = { code?: unknown; responseCode?: unknown; command?: unknown };

const LONGEST_WAIT_MINUTES = 60;

// The login is missing, too weak, wrong or not encrypted (RFC 4954).
const LOGIN_CODES: readonly unknown[] = [530, 534, 535, 538];
/** The answers that judge a message and its recipient. All others judge the connection, the login or the sender, which are settings of this installation. */
const JUDGES_MESSAGE: readonly unknown[] = ['RCPT TO', 'DATA'];

/**
 * The meaning of a mail server's error. A 5xx refusal is final only as the answer to a recipient or to the text: a rejected login concerns all mail, and is
 * corrected in the settings. Any other refusal, and any fault before the message itself was transmitted, is tried again. If the connection broke during
 * transmission, the server may have the message, so it is not sent a second time.
 */
export function verdictOf(error: unknown): Verdict {
  const { code, responseCode, command } = (error ?? {}) as MailError;
  if (code === 'EAUTH' || LOGIN_CODES.includes(responseCode)) return { outcome: 'again', fault: 'eauth' };
  if (code === 'ETLS') return { outcome: 'again', fault: 'etls' };
  if (typeof responseCode === 'number' && responseCode >= 400 && responseCode < 600)
    return { outcome: responseCode >= 500 && JUDGES_MESSAGE.includes(command) ? 'failed' : 'again', fault: String(responseCode) };
  if (command === 'DATA') return { outcome: 'failed', fault: 'interrupted' };
  const fault =
    typeof code === 'string'
      ? code
          .toLowerCase()
          .replaceAll(/[^a-z0-9-]/g, '')
          .slice(0, 40)
      : '';
  return { outcome: 'again', fault: fault || 'unexpected' };
}

/**
 * When a message is tried again after a number of attempts: after a minute, then twice as long each time, at most an hour. Until the message is no longer useful.
 */
export function nextTry(attempts: number, now: Date): Date {
  const minutes = Math.min(2 ** Math.max(0, attempts - 1), LONGEST_WAIT_MINUTES);
  return new Date(now.getTime() + minutes * 60_000);
}

/** A day's digests are queued from this hour (UTC) on. */
export const DIGEST_HOUR = 5;

/**
 * A task of a person: its due date, and whether that has passed. No name, no title. `days`: the dates of which it reminds, where that is not the due date alone.
 * `overOn`: the first day whose digests can say that the due date has passed, where a calendar decides that; null if it is not binding. `remind`: its room decides whether to remind today;
 * the dates are then ignored.
 */
export type Waiting = {
  readonly due: string | null;
  readonly late: boolean;
  readonly days?: readonly string[];
  readonly overOn?: string | null;
  readonly remind?: boolean;
};

/**
 * The content of a digest, or null where there is nothing new. A person is reminded `before` days before a due date (parameters of the edition), and once it has
 * passed. All days since the last digests count, so a day on which the program did not run loses nothing.
 */
export function digestOf(
  waiting: readonly Waiting[],
  since: string,
  today: string,
  before: readonly number[],
): { waiting: number; late: number } | null {
  const reached = (day: string) => day > since && day <= today;
  const reminds = (day: string, overOn: string | null = plusDays(day, 1)) =>
    (overOn !== null && reached(overOn)) || before.some((days) => reached(plusDays(day, -days)));
  const isDue = waiting.some(({ due, days, overOn, remind }) => {
    if (remind !== undefined) return remind;
    if (days !== undefined) return days.some((day) => reminds(day));
    return due !== null && reminds(due, overOn);
  });
  return isDue ? { waiting: waiting.length, late: waiting.filter(({ late }) => late).length } : null;
}

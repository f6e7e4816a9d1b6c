import { describe, expect, it, test } from 'vitest';
import { digestOf, nextTry, verdictOf } from './mail.rules.ts';

test.each([
  [
    { code: 'ESOCKET', command: 'CONN' },
    { outcome: 'again', fault: 'esocket' },
  ],
  [
    { code: 'EENVELOPE', responseCode: 450, command: 'RCPT TO' },
    { outcome: 'again', fault: '450' },
  ],
  [
    { code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' },
    { outcome: 'failed', fault: '550' },
  ],
  [
    { code: 'EMESSAGE', responseCode: 451, command: 'DATA' },
    { outcome: 'again', fault: '451' },
  ],
  // The message was transmitted and no answer came: it may have arrived.
  [
    { code: 'ETIMEDOUT', command: 'DATA' },
    { outcome: 'failed', fault: 'interrupted' },
  ],
  [
    { code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' },
    { outcome: 'again', fault: 'eauth' },
  ],
  [
    { code: 'EENVELOPE', responseCode: 530, command: 'RCPT TO' },
    { outcome: 'again', fault: 'eauth' },
  ],
  [
    { code: 'ETLS', responseCode: 502, command: 'STARTTLS' },
    { outcome: 'again', fault: 'etls' },
  ],
  [
    { code: 'EPROTOCOL', responseCode: 554, command: 'CONN' },
    { outcome: 'again', fault: '554' },
  ],
  [
    { code: 'EENVELOPE', responseCode: 550, command: 'MAIL FROM' },
    { outcome: 'again', fault: '550' },
  ],
  [
    { code: 'EMESSAGE', responseCode: 554, command: 'DATA' },
    { outcome: 'failed', fault: '554' },
  ],
  [new Error('mira@example.org is unknown'), { outcome: 'again', fault: 'unexpected' }],
  [null, { outcome: 'again', fault: 'unexpected' }],
])('the error %o of the mail server means %o', (error, verdict) => {
  expect(verdictOf(error)).toEqual(verdict);
});

it('the wait before the next attempt doubles, up to an hour', () => {
  const now = new Date('2026-11-25T12:00:00Z');
  expect([1, 2, 3, 7, 300].map((attempts) => (nextTry(attempts, now).getTime() - now.getTime()) / 60_000)).toEqual([1, 2, 4, 60, 60]);
});

describe('a digest', () => {
  const BEFORE = [30, 14, 3];
  const digest = (due: string | null, since = '2026-11-24', late = false) => digestOf([{ due, late }], since, '2026-11-25', BEFORE);

  it('is sent 30, 14 and 3 days before a due date and once it has passed, and on no other day', () => {
    const reminded = [0, 1, 2, 3, 4, 13, 14, 15, 29, 30, 31].filter(
      (days) => digest(new Date(Date.UTC(2026, 10, 25 + days)).toISOString().slice(0, 10)) !== null,
    );
    expect(reminded).toEqual([3, 14, 30]);
    expect(digest('2026-11-24', '2026-11-24', true)).toEqual({ waiting: 1, late: 1 });
    expect(digest('2026-11-23', '2026-11-24', true)).toBeNull();
  });

  it('is sent once a calendar says that the due date has passed, and not at all after one that is not binding', () => {
    const on = (overOn: string | null) =>
      digestOf([{ due: '2026-11-24', late: false, overOn }], '2026-11-24', '2026-11-25', BEFORE) !== null;
    expect([on('2026-11-24'), on('2026-11-25'), on('2026-11-26'), on(null)]).toEqual([false, true, false, false]);
  });

  it('is sent the configured number of days before a due date, and on no other day', () => {
    const on = (due: string, before: number[]) => digestOf([{ due, late: false }], '2026-11-24', '2026-11-25', before) !== null;
    expect([on('2026-12-15', [20]), on('2026-12-25', [20]), on('2026-12-25', [])]).toEqual([true, false, false]);
  });

  it('is sent late if the program did not run on its day', () => {
    expect(digest('2026-12-07', '2026-11-24')).toBeNull();
    expect(digest('2026-12-07', '2026-11-20')).toEqual({ waiting: 1, late: 0 });
  });

  it('is sent for each of several dates of one task', () => {
    const on = (days: string[]) => digestOf([{ due: '2026-10-01', late: true, days }], '2026-11-24', '2026-11-25', BEFORE);
    expect(on(['2026-10-01', '2026-11-28'])).toEqual({ waiting: 1, late: 1 });
    expect(on(['2026-10-01', '2026-11-29'])).toBeNull();
  });

  it('states how many tasks are waiting in all, and is not sent if none is new', () => {
    const waiting = [
      { due: '2026-11-28', late: false },
      { due: null, late: false },
      { due: '2026-10-01', late: true },
    ];
    expect(digestOf(waiting, '2026-11-24', '2026-11-25', BEFORE)).toEqual({ waiting: 3, late: 1 });
    expect(digestOf(waiting.slice(1), '2026-11-24', '2026-11-25', BEFORE)).toBeNull();
    expect(digestOf([{ due: null, late: false, remind: true }], '2026-11-24', '2026-11-25', BEFORE)).toEqual({ waiting: 1, late: 0 });
    // A room that decides when to remind is not reminded of by the due date as well.
    expect(digestOf([{ due: '2026-11-28', late: false, remind: false }], '2026-11-24', '2026-11-25', BEFORE)).toBeNull();
  });
});

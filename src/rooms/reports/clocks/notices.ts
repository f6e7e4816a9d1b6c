import { dayOf } from '#kernel/dates.ts';
import { runJob } from '#platform/identity/job.ts';
import type {} from '#platform/mail/mailer.ts';
import { encryptMessage } from '#platform/mail/message.ts';
import type { Platform } from '#platform/platform.ts';
import { type Clocks, clocksOn } from './clock-parameters.ts';
import { whoIsTold } from './danger.rules.ts';
import { onDutyAt, type Roster } from './roster.rules.ts';

/** The mail of a day is queued from this hour (UTC) on. */
const HOUR = 6;

const NO_ROSTER: Roster = { zone: 'UTC', shifts: [] };

/** Reports of danger with the same holders, of which the same people were notified, as `reports.open_danger` answers. */
type Danger = {
  holders: number[];
  told: string[];
  unreached: string[];
  since: string;
  reports: string[];
  roster: Roster | null;
  readers: { number: number; person: string; function: string }[] | null;
};

/**
 * Notifies readers that danger waits, by the clocks of the edition, and deletes moments of danger after 24 hours, and keys of interpreters after their last
 * day. Each person is notified once of each report, and gets one mail in `mergeMinutes`, however many come: a flood of false ones must not bury a true one in
 * mail. What is queued and the record of it are one transaction: a program killed at any moment notifies nobody twice and forgets nobody. Without a mail server
 * nobody is notified, and the moments are still deleted. Returns how many were notified.
 */
export async function tellOfDanger(platform: Platform): Promise<number> {
  if (!platform.keys.isHeld) return 0;
  const now = platform.clock();
  return runJob(platform, 'send-mail', async (client) => {
    const { rows } = await client.query<{ open: Danger[] }>('select reports.open_danger($1) as open', [now]);
    if (platform.services.mailer === undefined) return 0;
    let told = 0;
    const clocks = clocksOn(now);
    for (const [person, reports] of toTell(rows[0]!.open, clocks, now)) {
      const { id, encrypted } = encryptMessage(platform, { kind: 'danger' });
      const done = await client.query<{ told: boolean }>('select reports.tell_of_danger($1, $2, $3, $4, $5, $6) as told', [
        ...[person, reports, id, encrypted, now, clocks.mergeMinutes],
      ]);
      if (done.rows[0]!.told) told += 1;
    }
    return told;
  });
}

/** Who must be notified now of which reports, and was not yet. One person gets one mail for all of theirs. */
function toTell(open: readonly Danger[], clocks: Clocks, now: Date): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { holders, told, unreached, since, reports, roster, readers } of open) {
    const known = readers ?? [];
    const numbers = whoIsTold(
      {
        ...onDutyAt(roster ?? NO_ROSTER, now, holders),
        minutes: (now.getTime() - Date.parse(since)) / 60_000,
        holders,
        parents: known.filter((one) => one.function === 'parent-duty').map(({ number }) => number),
        unreached: known.filter(({ person }) => unreached.includes(person)).map(({ number }) => number),
      },
      clocks,
    );
    for (const { number, person } of known)
      if (numbers.includes(number) && !told.includes(person)) found.set(person, [...(found.get(person) ?? []), ...reports]);
  }
  return found;
}

/**
 * Queues the mail of a day to every reader of an open channel: always the same words, whether or not a report waits, so that an observer of the mail learns nothing.
 * One transaction records the day and queues all. Returns how many were queued.
 */
export async function queueDailyNotices(platform: Platform): Promise<number> {
  const now = platform.clock();
  if (platform.services.mailer === undefined || !platform.keys.isHeld || now.getUTCHours() < HOUR) return 0;
  return runJob(platform, 'send-mail', async (client) => {
    const { rows } = await client.query<{ person: string }>('select person from reports.begin_notices($1) person', [dayOf(now)]);
    for (const { person } of rows) {
      const { id, encrypted } = encryptMessage(platform, { kind: 'reports' });
      await client.query(`select mail.queue_notice($1, $2, 'reports', $3, $4)`, [id, person, encrypted, now]);
    }
    return rows.length;
  });
}

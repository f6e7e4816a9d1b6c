import { createHash } from 'node:crypto';
import { plusDays } from '#kernel/dates.ts';
import { accept, type Decision, refuse } from '#kernel/decision.ts';

/** The most days for which a link of a firm is valid: a year and a month, so that one link serves from one yearly certification to the next. */
export const MAX_LINK_DAYS = 396;

/** Whether a link may be valid until a day. Pure. */
export function decideLinkEnd(endsOn: string, today: string): Decision<true> {
  const last = plusDays(today, MAX_LINK_DAYS);
  return endsOn < today || endsOn > last ? refuse('contractors/firm-link-end', { day: last }) : accept(true);
}

export const LINK_STATES = ['open', 'over', 'revoked'] as const;

/** The state of a link on a day. `replaced`: the contract has another contractor since. Pure. */
export function linkState(
  { endsOn, revoked, replaced }: { endsOn: string; revoked: boolean; replaced: boolean },
  today: string,
): (typeof LINK_STATES)[number] {
  if (revoked) return 'revoked';
  return replaced || endsOn < today ? 'over' : 'open';
}

/** A text with its hash: what a firm sent is stored and shown exactly as it was hashed. Pure. */
export function hashText(lines: readonly string[]): { content: string; sha256: string } {
  const content = lines.join('\n');
  return { content, sha256: createHash('sha256').update(content, 'utf8').digest('hex') };
}

/** The check code of a receipt: the first twelve signs of the hash, in groups of four. Pure. */
export const checkCode = (sha256: string): string =>
  sha256
    .slice(0, 12)
    .toUpperCase()
    .replace(/(.{4})(?!$)/g, '$1 ');

export const KNOWN_SINCE = ['hour', 'day', 'earlier'] as const;
export type KnownSince = (typeof KNOWN_SINCE)[number];
const HOUR_MS = 3_600_000;

/**
 * When a firm first knew, by its own choice: within the last hour, within the last 24 hours, or earlier on a day. The moment is the earliest that the choice allows,
 * and for a day its start in UTC, but never less than 24 hours ago. Undefined: no day was given, or it is to come. Pure.
 */
export function knownAt(since: KnownSince, day: string | null, now: Date): Date | undefined {
  if (since === 'hour') return new Date(now.getTime() - HOUR_MS);
  const dayBefore = new Date(now.getTime() - 24 * HOUR_MS);
  if (since === 'day') return dayBefore;
  if (day === null) return undefined;
  const start = new Date(`${day}T00:00:00Z`);
  if (start > now) return undefined;
  return new Date(Math.min(start.getTime(), dayBefore.getTime() - 1));
}

/** What a contractor's notices say of its duty to notify at once: all in time, some, or none. There is at least one. Pure. */
export function saysOfNotices({ notices, inTime }: { notices: number; inTime: number }): 'met' | 'partly-met' | 'not-met' {
  if (inTime === notices) return 'met';
  return inTime === 0 ? 'not-met' : 'partly-met';
}

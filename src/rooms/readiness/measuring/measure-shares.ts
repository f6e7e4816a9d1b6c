import { dayOf } from '#kernel/dates.ts';
import type { Locale } from '#kernel/languages.ts';
import type { CommandContext } from '#platform/command.ts';
import { countInTime, countReady, countSigned } from '../board/board.store.ts';
import { namedKnowledge } from '../board/get-knowledge.query.ts';
import { recordShare } from '../evidence/training-evidence.ts';
import { strengthOn } from '../strength/strength.store.ts';
import { translateReadiness } from '../texts.ts';

/** What was counted today, and the ids of the evidence that shows it: new, or unchanged since it was recorded. */
export type Measured = { items: string[]; persons: number; ready: number; inTime: number; signed: number; asked: number };

/** Counts today's shares of a party and records them as evidence: how many are trained (EV-TRN), and how many signed what is required of them (EV-ACK). */
export async function measureShares(context: CommandContext, party: { id: string; kind: string }): Promise<Measured> {
  const { db, now } = context;
  const day = dayOf(now);
  // The party's own people, regardless of its kind: an operation answers for its local hires.
  const scope = { id: party.id, kind: 'party' };
  const { units: counts } = await countReady(db, scope, day);
  // A person who still has days is not trained yet, but nothing is overdue either.
  const inTime = await countInTime(db, scope, day);
  const sum = (of: (row: (typeof counts)[number]) => number) => counts.reduce((total, row) => total + of(row), 0);
  const roster = sum((row) => row.persons);
  const [persons, ready] = [roster - inTime, sum((row) => row.ready) - inTime];
  const signed = await countSigned(db, party.id, day);
  const known = await namedKnowledge(db, party.id, now);
  const beside = (language: Locale) => known.map((line) => translateReadiness(language, 'evidence.knowledge', line));
  const of = { roster, stated: await strengthOn(db, party.id, day) };
  const items = [
    await recordShare(context, 'EV-TRN', party, { done: ready, persons, day, of, beside }),
    await recordShare(context, 'EV-ACK', party, { done: signed.signed, persons: signed.asked, day, of }),
  ].filter((id) => id !== null);
  return { items, persons, ready, inTime, ...signed };
}

import type { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import type { CommandContext } from '#platform/command.ts';
import type { NotifiedBySet } from '../sets/titles.schema.ts';
import type { SOURCES } from './violation.schema.ts';
import { dueAfter } from './violation-clocks.rules.ts';
import { clocksOn } from './violation-clocks.ts';

type Notified = {
  contractId: string;
  partyId: string;
  memberId: string | null;
  /** The contractor whose name the violation keeps, of today or an earlier one; not where it is about a firm under the contract. */
  contractor: string;
  title: string;
  summary: string;
  /** Provisions that are said to be violated, of the set `setId`; null: none is named. */
  provisions: string[];
  setId: string | null;
  /** Whom else the set names to be notified: a person informs them. */
  notify: z.infer<typeof NotifiedBySet>[];
  source: (typeof SOURCES)[number];
  danger: boolean;
  knownAt: Date;
  notifiedAt: Date | null;
};
/** Who records it: a person, or a firm by its link. */
type By = { recorded_by: string; by_link?: never } | { by_link: string; recorded_by?: never };

/** Queues a new violation with its first step and its clock, and returns its id (5f, P5f.3). */
export function notifyViolation(
  { db, write, now, newId }: Pick<CommandContext, 'db' | 'write' | 'now' | 'newId'>,
  one: Notified,
  by: By,
): string {
  const [id, today] = [newId(), dayOf(now)];
  const due = dueAfter('notify', { today, abateBy: null, replyBy: null, clocks: clocksOn(now) });
  const recorded = { party_id: one.partyId, recorded_at: now, ...by };
  write(
    db.insertInto('contractors.violation').values({
      ...{ id, contract_id: one.contractId, member_id: one.memberId, ...recorded },
      contractor: one.memberId === null ? one.contractor : null,
      ...{ title: one.title, summary: one.summary, provisions: one.provisions, set_id: one.setId, source: one.source, danger: one.danger },
      notify: JSON.stringify(one.notify),
      ...{ known_at: one.knownAt, notified_at: one.notifiedAt, state: 'notified' },
      ...{ due_on: due, stage_due_on: due },
    }),
  );
  write(
    db.insertInto('contractors.violation_step').values({
      ...{ id: newId(), violation_id: id, action: 'notify', on_day: today, note: null, detail: JSON.stringify({ source: one.source }) },
      ...recorded,
    }),
  );
  return id;
}

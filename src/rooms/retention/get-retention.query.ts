import { z } from 'zod';
import { holdsRole } from '#platform/identity/subject.ts';
import { readMailState } from '#platform/mail/mail-state.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { namesOf } from '#rooms/people/index.ts';
import { backupStatus } from './backup-status.rules.ts';
import { RETENTION } from './retention.rules.ts';
import { Retention } from './retention.schema.ts';
import { countDue, periodsNow, readBackups, readHolds } from './retention.store.ts';
import './errors.ts';
import './permissions.ts';

/** The state of backups, deletion, mail and holds: what will be deleted, and when. Of reports and shift notes, only the period. */
export const getRetention = defineQuery({
  name: 'retention/get-retention',
  permission: 'retention:see',
  input: z.strictObject({}),
  answer: Retention,
  async run(context) {
    const { db, now, platform } = context;
    const subject = subjectOf(context);
    const seesHolds = subject.sole || subject.kind === 'installation' || holdsRole(subject, 'overseers');
    const keepsMail = platform.services.mailer !== undefined && (subject.sole || holdsRole(subject, 'account-readers'));
    const periods = periodsNow(now);
    const [backups, rules, holds, mail] = await Promise.all([
      readBackups(db),
      countDue(db, periods, now),
      readHolds(db),
      keepsMail ? readMailState(db, now) : null,
    ]);
    const names = await namesOf(
      db,
      holds.flatMap(({ person_id, placed_by }) => [placed_by, ...(person_id ? [person_id] : [])]),
    );
    const kinds = Object.values(RETENTION).map(({ keep }) => keep);
    const count = (kind: string) => kinds.filter((keep) => keep === kind).length;
    return {
      backupStatus: backupStatus(backups[0]?.created_at ?? null, now),
      backups: backups.map((one) => ({
        name: one.name,
        kind: one.kind as 'cluster' | 'logical',
        createdAt: one.created_at.toISOString(),
        provenAt: one.proven_at.toISOString(),
        bytes: Number(one.bytes),
        rows: Number(one.row_count),
        proofSeconds: Number(one.proof_seconds),
      })),
      rules: rules.map(({ rule, due, held, soon, next_at }) => ({
        rule,
        period: periods[rule]!,
        due: due === null ? null : Number(due),
        held: held === null ? null : Number(held),
        soon: soon === null ? null : Number(soon),
        nextAt: next_at?.toISOString() ?? null,
      })),
      kept: {
        record: count('record'),
        byTwo: count('by-two'),
        withAccount: count('with-account'),
        withReport: count('with-report'),
        aDay: count('a-day'),
        none: count('none'),
      },
      mail,
      holds: seesHolds
        ? holds.map(({ id, person_id, reason, placed_by, placed_at }) => ({
            id,
            person: person_id && (names.get(person_id) ?? null),
            reason,
            placedBy: names.get(placed_by) ?? '',
            placedAt: placed_at.toISOString(),
          }))
        : null,
    };
  },
});

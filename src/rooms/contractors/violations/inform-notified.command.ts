import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { InformAnswer, InformNotified } from './violation.schema.ts';
import { findViolation, partyOfViolation, stepsOf } from './violation.store.ts';
import { INFORM, informedOn } from './violation-notified.rules.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Records that a person informed someone whom the clause set names to be notified of a violation (5f, P5f.4), or why not. The program sends them nothing. It is no
 * step from one state to another, so it can be recorded at any time, also after the end.
 */
export const informNotified = defineCommand({
  name: 'contractors/inform-notified',
  permission: 'contractors:manage-violations',
  clauses: CONTRACT_CLAUSES,
  input: InformNotified,
  answer: InformAnswer,
  party: ({ violationId }, db) => partyOfViolation(db, violationId),
  async run({ db, write, subject, now, newId }, { violationId, to, note }) {
    const [found, steps] = await Promise.all([findViolation(db, violationId), stepsOf(db, violationId)]);
    if (found === undefined) throw new AppError('platform/not-found');
    if (!found.notify.some(({ id }) => id === to)) throw new AppError('contractors/not-named');
    if (informedOn(steps, to) !== null) throw new AppError('contractors/informed-already');
    write(
      db.insertInto('contractors.violation_step').values({
        ...{ id: newId(), violation_id: violationId, party_id: found.partyId, action: INFORM, on_day: dayOf(now), note },
        ...{ detail: JSON.stringify({ to }), recorded_at: now, recorded_by: subject.person },
      }),
    );
    return {
      answer: { violationId },
      entry: {
        ...{ subjectKind: 'violation', subjectId: violationId, partyId: found.partyId },
        detail: { contract: found.contract, action: INFORM, to },
      },
    };
  },
});

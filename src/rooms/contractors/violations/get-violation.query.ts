import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { offeredActions } from '#kernel/machine.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { findSet } from '../sets/set.store.ts';
import { decideViolation, VIOLATION_MACHINE, type ViolationAction, type ViolationState } from './violation.rules.ts';
import { Violation } from './violation.schema.ts';
import { findViolation, partyOfViolation, stepsOf } from './violation.store.ts';
import { firstAbateBy, isNotifiedInTime } from './violation-clocks.rules.ts';
import { clocksOn } from './violation-clocks.ts';
import { informedOn } from './violation-notified.rules.ts';
import '../permissions.ts';

/** One violation with its steps, and what the reader may do now (5f). */
export const getViolation = defineQuery({
  name: 'contractors/get-violation',
  permission: 'contractors:read',
  input: z.strictObject({ violationId: z.uuid() }),
  answer: Violation,
  party: ({ violationId }, db) => partyOfViolation(db, violationId),
  async run(context, { violationId }) {
    const { db, now } = context;
    const subject = subjectOf(context);
    const [found, steps] = await Promise.all([findViolation(db, violationId), stepsOf(db, violationId)]);
    if (found === undefined) throw new AppError('platform/not-found');
    const { determinedBy: _, knownAt, notifiedAt, remedies, provisions, notify, setId, ...view } = found;
    const set = setId === null ? undefined : await findSet(db, found.partyId, setId);
    const { limitHours } = clocksOn(now);
    const today = dayOf(now);
    const offered = offeredActions<ViolationState, ViolationAction>(VIOLATION_MACHINE, found.state, (permission) =>
      may(subject, permission, found.partyId),
    );
    return {
      ...view,
      steps,
      provisions: provisions.map((id) => ({ id, title: set?.provisions.find((one) => one.id === id)?.title ?? { en: id } })),
      setTitle: set?.title ?? null,
      notify: notify.map((one) => ({ ...one, informedOn: informedOn(steps, one.id) })),
      mayInform: may(subject, 'contractors:manage-violations', found.partyId),
      limitHours,
      firstAbateBy: firstAbateBy(steps),
      knownAt: knownAt.toISOString(),
      notifiedAt: notifiedAt?.toISOString() ?? null,
      inTime: isNotifiedInTime(knownAt, notifiedAt, limitHours),
      remedies: remedies ?? [],
      late: found.dueOn !== null && found.dueOn < today,
      // Only what the rule accepts now: a button that is always refused helps nobody.
      actions: offered.filter(({ action }) => decideViolation(found, action, { today, person: subject.person }).accepted),
    };
  },
});

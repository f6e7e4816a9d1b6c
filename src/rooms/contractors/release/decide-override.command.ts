import type { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { type Command, defineCommand, unwrap } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { decideOverride, OVERRIDE_MACHINE, type OverrideAction } from './override.rules.ts';
import { GrantOverride, OverrideAnswer, RefuseOverride } from './release.schema.ts';
import { findOverride, partyOfOverride } from './release.store.ts';
import '../errors.ts';
import '../permissions.ts';

type Decided = { overrideId: string; note: string | null; version: number };

function defineOverrideAction<Input extends z.ZodType<Decided>>(
  action: OverrideAction,
  decision: 'granted' | 'refused',
  input: Input,
): Command<Input, typeof OverrideAnswer> {
  return defineCommand({
    ...commandOf(OVERRIDE_MACHINE, action),
    clauses: CONTRACT_CLAUSES,
    input,
    answer: OverrideAnswer,
    party: ({ overrideId }, db) => partyOfOverride(db, overrideId),
    async run({ db, change, subject, now }, { overrideId, note, version }) {
      const found = await findOverride(db, overrideId);
      if (found === undefined) throw new AppError('platform/not-found');
      if (found.version !== version) throw new AppError('platform/stale', { current: found.version, yours: version });
      const today = dayOf(now);
      unwrap(decideOverride(found, action, { today, person: subject.person }));
      await change(
        db
          .updateTable('contractors.override')
          .set({ decision, decided_on: today, decided_by: subject.person, note, version: version + 1 })
          .where('id', '=', overrideId)
          .where('version', '=', version),
        'platform/conflict',
      );
      return {
        answer: { overrideId, version: version + 1 },
        entry: {
          ...{ subjectKind: 'contract', subjectId: found.contractId, partyId: found.partyId },
          detail: { override: overrideId, decision, option: found.option, until: found.until },
        },
      };
    },
  });
}

/** Grants an override (5f): the contract may be awarded, or the option exercised, until its day. Never by the person who asked. */
export const grantOverride = defineOverrideAction('grant-override', 'granted', GrantOverride);
/** Refuses an override, with the reason (5f). */
export const refuseOverride = defineOverrideAction('refuse-override', 'refused', RefuseOverride);

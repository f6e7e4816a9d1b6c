import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { defineQuery } from '#platform/query.ts';
import { COVERAGES } from '../register/contract.rules.ts';
import { gapState } from './gap.rules.ts';
import { OVERRIDE_STATES, overrideState } from './override.rules.ts';
import { CARRIES } from './release.rules.ts';
import { Releases } from './release.schema.ts';
import { countOverrides, gapRows, overrideRows, viewOverride } from './release.store.ts';
import '../permissions.ts';

const MOST = 500;

/** Overrides of the contracts that the reader may see, and running contracts with a gap (5f). */
export const listReleases = defineQuery({
  name: 'contractors/list-releases',
  permission: 'contractors:read',
  input: z.strictObject({}),
  answer: Releases,
  async run({ db, now }) {
    const today = dayOf(now);
    const known = COVERAGES.filter((one) => CARRIES[one].carries === 'no');
    const [counts, overrides, gaps] = await Promise.all([countOverrides(db, today), overrideRows(db, MOST), gapRows(db, known, MOST)]);
    const stateOf = (one: (typeof counts)[number]) => overrideState({ ...one, until: one.over ? '' : today }, today);
    return {
      counts: OVERRIDE_STATES.map((state) => ({
        state,
        overrides: counts.filter((one) => stateOf(one) === state).reduce((sum, one) => sum + one.overrides, 0),
      })),
      overrides: overrides.map((one) => ({
        ...viewOverride(one, overrideState(one, today)),
        ...{ contractId: one.contractId, number: one.number, contractor: one.contractor, coverage: one.coverage },
      })),
      gapCount: gaps.count,
      gaps: gaps.rows.map(({ outcome, proposedOn, state, ...one }) => ({
        ...one,
        state: gapState({
          state,
          coverage: one.coverage,
          outcome: proposedOn === null ? undefined : outcome,
          overridden: one.dueOn !== null,
        })!,
        late: one.dueOn !== null && one.dueOn < today,
      })),
    };
  },
});

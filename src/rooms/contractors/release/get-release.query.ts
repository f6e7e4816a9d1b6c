import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { offeredActions } from '#kernel/machine.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { findContract, partyOfContract } from '../register/contract.store.ts';
import { decideGap, GAP_MACHINE, type GapAction, type GapState, gapState } from './gap.rules.ts';
import { longestOverride } from './longest-override.ts';
import { decideOverride, OVERRIDE_MACHINE, type OverrideAction, type OverrideState, overrideState } from './override.rules.ts';
import { CARRIES, decideAsk, decideRelease, RELEASED_BY } from './release.rules.ts';
import { Release } from './release.schema.ts';
import { assessRelease, gapOf, modificationsOf, optionsOf, viewOverride } from './release.store.ts';
import '../permissions.ts';

/** What a contract lacks for its award or for an option, the overrides requested, and the state of its gap (5f, P5f.1). */
export const getRelease = defineQuery({
  name: 'contractors/get-release',
  permission: 'contractors:read',
  input: z.strictObject({ contractId: z.uuid() }),
  answer: Release,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run(context, { contractId }) {
    const { db, now } = context;
    const [contract, options, modifications] = await Promise.all([
      findContract(db, contractId),
      optionsOf(db, contractId),
      modificationsOf(db, contractId),
    ]);
    if (contract === undefined) throw new AppError('platform/not-found');
    const [subject, today] = [subjectOf(context), dayOf(now)];
    const { facts, provisions, lacking, overrides } = await assessRelease(db, contract, today);
    const mayManage = may(subject, 'contractors:manage', contract.partyId);
    const known = { state: contract.state, coverage: contract.coverage, ...gapOf(modifications, overrides) };
    const [isCarried, gap] = [RELEASED_BY.set(facts), gapState(known)];
    const dueOn =
      overrides
        .filter(({ decision }) => decision === 'granted')
        .map(({ until }) => until)
        .toSorted()
        .at(-1) ?? null;
    return {
      ...{ contractId, state: contract.state, coverage: contract.coverage, currency: contract.currency, version: contract.version },
      ...CARRIES[contract.coverage],
      ...{ provisions, lacking, options, modifications, longestDays: longestOverride(now) },
      mayAward: mayManage && decideRelease(facts, { option: null }).accepted,
      mayExercise: {
        any: mayManage && contract.state === 'awarded' && isCarried,
        options: facts.overrides
          .flatMap(({ option }) => option ?? [])
          .filter((option) => mayManage && !isCarried && decideRelease(facts, { option }).accepted)
          .filter((option) => !options.some(({ number }) => number === option)),
      },
      // Of a running contract an option is asked for, whose number is not known yet.
      mayAsk: mayManage && !isCarried && (contract.state === 'awarded' || decideAsk(facts, { option: null }).accepted),
      overrides: overrides.map((one) => {
        const state = overrideState(one, today);
        const offered = offeredActions<OverrideState, OverrideAction>(OVERRIDE_MACHINE, state, (permission) =>
          may(subject, permission, contract.partyId),
        );
        return {
          ...viewOverride(one, state),
          actions: offered.filter(({ action }) => decideOverride(one, action, { today, person: subject.person }).accepted),
        };
      }),
      gap: gap && { state: gap, dueOn: gap === 'closed' ? null : dueOn, late: gap !== 'closed' && dueOn !== null && dueOn < today },
      gapActions: offeredActions<GapState, GapAction>(GAP_MACHINE, gap ?? 'open', (permission) =>
        may(subject, permission, contract.partyId),
      ).filter(({ action }) => decideGap(known, action).accepted),
    };
  },
});

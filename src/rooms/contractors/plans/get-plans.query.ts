import { sql } from 'kysely';
import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { partyOfContract } from '../register/contract.store.ts';
import { Plans } from './plan.schema.ts';
import { planFacts } from './plan.store.ts';
import { planClocks, planRules } from './plan-parameters.ts';
import { plansOf } from './plans-of.ts';
import { rateRisk } from './risk.rules.ts';
import '../permissions.ts';

/** Plans, certifications and the flow-down of one contract, what is due of each firm, and how the house rules rate its risk (5f, P5f.2, P5f.4). */
export const getPlans = defineQuery({
  name: 'contractors/get-plans',
  permission: 'contractors:read',
  input: z.strictObject({ contractId: z.uuid() }),
  answer: Plans,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run(context, { contractId }) {
    const { db, now } = context;
    const [{ contracts, ...facts }, { ruleOf }] = await Promise.all([planFacts(db, sql`c.id = ${contractId}`), planRules(db)]);
    const [contract] = contracts;
    if (contract === undefined) throw new AppError('platform/not-found');
    const rule = ruleOf(contract.partyId, contract.setId);
    const firms = plansOf(contract, rule, facts, { today: dayOf(now), months: planClocks(now).months });
    const working = firms.filter(({ leftOn }) => leftOn === null);
    return {
      ...{
        contractId,
        mayManage: may(subjectOf(context), 'contractors:manage', contract.partyId),
        currency: rule?.currency ?? null,
        firms,
      },
      risk: rateRisk({
        ...{ labour: contract.labour, recruitsMigrants: contract.recruitsMigrants, housesWorkers: contract.housesWorkers },
        ...{ abroad: contract.abroad, tiers: Math.max(0, ...working.map(({ tier }) => tier)) },
        agents: working.filter(({ kind }) => kind === 'agent').length,
      }),
    };
  },
});

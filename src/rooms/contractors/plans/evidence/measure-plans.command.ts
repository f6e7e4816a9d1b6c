import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { recordMeasured } from '#rooms/evidence/index.ts';
import { CONTRACT_CLAUSES } from '../../clauses.ts';
import { PLAN_KINDS } from './kept.rules.ts';
import { keptByContractor, planItem } from './plan-evidence.ts';
import '../../permissions.ts';

/** Records how many running contracts of a contractor owe a plan, or a certification, and have it (P5f.4). Unchanged, it is recorded again after a month. */
export const measurePlans = defineCommand({
  name: 'contractors/measure-plans',
  permission: 'contractors:measure',
  clauses: CONTRACT_CLAUSES,
  input: z.strictObject({ partyId: z.uuid(), kind: z.enum(PLAN_KINDS) }),
  answer: z.object({ items: z.array(z.string()) }),
  async run(context, { partyId, kind }) {
    const contracts = (await keptByContractor(context, partyId)).get(partyId);
    const found = contracts && (await planItem(context, kind, partyId, contracts));
    const items = found ? [await recordMeasured(context, found.item)] : [];
    return {
      answer: { items },
      entry: {
        ...{ subjectKind: 'contracts', subjectId: partyId, partyId, evidenceKind: kind },
        detail: { says: found?.item.says ?? null, items },
      },
    };
  },
});

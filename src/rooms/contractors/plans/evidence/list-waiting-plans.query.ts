import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { PLAN_KINDS } from './kept.rules.ts';
import { keptByContractor, planItem } from './plan-evidence.ts';
import '../../permissions.ts';

const Waiting = z.object({ partyId: z.string(), kind: z.enum(PLAN_KINDS) });

/** The contractors whose plans or certifications say something else today than their newest evidence. The installation asks, once a day. */
export const listWaitingPlans = defineQuery({
  name: 'contractors/list-waiting-plans',
  permission: 'contractors:measure',
  input: z.strictObject({}),
  answer: z.object({ waiting: z.array(Waiting) }),
  async run(context) {
    const waiting: z.infer<typeof Waiting>[] = [];
    for (const [partyId, contracts] of await keptByContractor(context, null)) {
      for (const kind of PLAN_KINDS) if ((await planItem(context, kind, partyId, contracts))?.isNew) waiting.push({ partyId, kind });
    }
    return { waiting };
  },
});

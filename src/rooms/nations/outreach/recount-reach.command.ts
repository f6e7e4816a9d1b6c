import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { defineQuery } from '#platform/query.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { ENCOURAGED } from './outreach.rules.ts';
import { writers } from './outreach.store.ts';
import { changedReach, OUTREACH_EVIDENCE, recordChangedReach } from './reach-evidence.ts';
import '../permissions.ts';

/** The parties whose figure of outreach (5b) says something else than its newest evidence. The installation asks once a day. */
export const listChangedReach = defineQuery({
  name: 'nations/list-changed-reach',
  permission: 'nations:import',
  input: z.strictObject({}),
  answer: z.object({ partyIds: z.array(z.string()) }),
  async run(context) {
    const partyIds: string[] = [];
    for (const writerId of await writers(context.db)) if ((await changedReach(context, writerId)).length > 0) partyIds.push(writerId);
    return { partyIds };
  },
});

/** Records how far one party has come with encouraging (5b) where that changed without a letter: a contributor joined or deposited, or a letter became old. */
export const recountReach = defineCommand({
  name: 'nations/recount-reach',
  permission: 'nations:import',
  clauses: (_, entry) => entry.clauses ?? [],
  input: z.strictObject({ partyId: z.uuid() }),
  answer: z.object({ items: z.array(z.string()) }),
  async run(context, { partyId }) {
    const items = await recordChangedReach(context, partyId);
    const clauses = Object.values(ENCOURAGED).map((id) => currentEdition().obligation(id).clause);
    return {
      answer: { items },
      entry: {
        subjectKind: 'reach',
        subjectId: partyId,
        partyId,
        evidenceKind: OUTREACH_EVIDENCE,
        detail: { items },
        clauses: [...new Set(clauses)],
      },
    };
  },
});

import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { recordMeasured } from '#rooms/evidence/index.ts';
import { CONTRACT_CLAUSES } from '../../clauses.ts';
import { sharesOf } from '../share.rules.ts';
import { countedParties, coverageItem, KIND } from './coverage-evidence.ts';
import '../../permissions.ts';

/** Records how many running contracts of a party carry the whole clause set (P5f.1, P5f.2). Unchanged, it is recorded again after a month. */
export const measureCoverage = defineCommand({
  name: 'contractors/measure-coverage',
  permission: 'contractors:measure',
  clauses: CONTRACT_CLAUSES,
  input: z.strictObject({ partyId: z.uuid() }),
  answer: z.object({ items: z.array(z.string()) }),
  async run(context, { partyId }) {
    const shares = (await countedParties(context)).get(partyId) ?? sharesOf([]);
    const found = await coverageItem(context, partyId, shares);
    const items = found === null ? [] : [await recordMeasured(context, found.item)];
    return {
      answer: { items },
      entry: {
        subjectKind: 'contracts',
        subjectId: partyId,
        partyId,
        evidenceKind: KIND,
        detail: { says: found?.item.says ?? null, items },
      },
    };
  },
});

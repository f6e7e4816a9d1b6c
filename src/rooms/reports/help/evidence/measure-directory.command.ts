import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { recordMeasured } from '#rooms/evidence/index.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { directoryItem, KIND } from './directory-evidence.ts';
import '../../permissions.ts';

/** Records whether the numbers of a party's published lists of help answered a test call in time (A1.6). Unchanged, it is recorded again after a month. */
export const measureDirectory = defineCommand({
  name: 'reports/measure-directory',
  permission: 'reports:measure',
  clauses: SUPPORT_CLAUSES,
  input: z.strictObject({ partyId: z.uuid() }),
  answer: z.object({ items: z.array(z.string()) }),
  async run(context, { partyId }) {
    const found = await directoryItem(context, partyId);
    const items = found === null ? [] : [await recordMeasured(context, found.item)];
    return {
      answer: { items },
      entry: {
        subjectKind: 'help-directory',
        subjectId: partyId,
        partyId,
        evidenceKind: KIND,
        detail: { says: found?.item.says ?? null, items },
      },
    };
  },
});

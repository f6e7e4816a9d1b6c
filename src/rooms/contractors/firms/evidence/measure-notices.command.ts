import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { recordMeasured } from '#rooms/evidence/index.ts';
import { CONTRACT_CLAUSES } from '../../clauses.ts';
import { countedNotices, NOTICE_KIND, noticeItem } from './notice-evidence.ts';
import '../../permissions.ts';

/** Records how many notices of credible information a contractor gave in time (P5f.4). Without any, nothing is recorded: no notice is no failure. */
export const measureNotices = defineCommand({
  name: 'contractors/measure-notices',
  permission: 'contractors:measure',
  clauses: CONTRACT_CLAUSES,
  input: z.strictObject({ partyId: z.uuid() }),
  answer: z.object({ items: z.array(z.string()) }),
  async run(context, { partyId }) {
    const counted = (await countedNotices(context)).find(({ party }) => party === partyId);
    const found = counted && (await noticeItem(context, counted));
    const items = found ? [await recordMeasured(context, found.item)] : [];
    return {
      answer: { items },
      entry: {
        ...{ subjectKind: 'contracts', subjectId: partyId, partyId, evidenceKind: NOTICE_KIND },
        detail: { says: found?.item.says ?? null, items },
      },
    };
  },
});

import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { countedNotices, noticeItem } from './notice-evidence.ts';
import '../../permissions.ts';

/** The contractors whose notices say something else today than their newest evidence. The installation asks, once a day. */
export const listWaitingNotices = defineQuery({
  name: 'contractors/list-waiting-notices',
  permission: 'contractors:measure',
  input: z.strictObject({}),
  answer: z.object({ partyIds: z.array(z.string()) }),
  async run(context) {
    const partyIds: string[] = [];
    for (const counted of await countedNotices(context)) {
      if ((await noticeItem(context, counted))?.isNew) partyIds.push(counted.party);
    }
    return { partyIds };
  },
});

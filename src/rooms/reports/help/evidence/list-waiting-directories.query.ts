import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { measuredParties } from '#rooms/evidence/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { placesOf } from '../help.store.ts';
import { directoryItem, KIND } from './directory-evidence.ts';
import '../../permissions.ts';

/** The parties whose published lists of help say something else today than their newest evidence. The installation asks, once a day. */
export const listWaitingDirectories = defineQuery({
  name: 'reports/list-waiting-directories',
  permission: 'reports:measure',
  input: z.strictObject({}),
  answer: z.object({ partyIds: z.array(z.string()) }),
  async run(context) {
    const { db } = context;
    const [published, measured] = await Promise.all([placesOf(db, 'published'), measuredParties(db, currentEdition().id, KIND)]);
    const partyIds: string[] = [];
    for (const partyId of new Set([...published.map((place) => place.partyId), ...measured])) {
      if ((await directoryItem(context, partyId))?.isNew) partyIds.push(partyId);
    }
    return { partyIds };
  },
});

import type { z } from 'zod';
import { pageOf } from '#kernel/page.ts';
import { defineQuery } from '#platform/query.ts';
import { AccessRecord, AskRecords } from './access.schema.ts';
import { accessRecords, partyNamesOf, RECORD_SORT } from './access.store.ts';
import '../permissions.ts';

/** Who viewed what and who was refused, by minute, newest first or in the order asked for; optionally of one object, party or person. */
export const listAccessRecords = defineQuery({
  name: 'people/list-access-records',
  permission: 'people:account-for-access',
  input: AskRecords.extend({ sort: RECORD_SORT.schema }),
  answer: pageOf(AccessRecord),
  protects: { kind: 'access' },
  async run({ db }, { after, sort, limit, ...filter }) {
    const rows = await accessRecords(db, filter, RECORD_SORT.from(sort, after), limit + 1);
    const page = RECORD_SORT.page(sort, rows, limit, (row) => [row.minute.toISOString(), row.id]);
    const names = await partyNamesOf(db, [...new Set(page.items.flatMap((row) => row.party_id ?? []))]);
    return {
      next: page.next,
      items: page.items.map((row) => ({
        id: row.id,
        minute: row.minute.toISOString(),
        person: { id: row.person_id, name: row.name ?? '' },
        kind: row.kind as z.infer<typeof AccessRecord>['kind'],
        objectId: row.object_id,
        party: row.party_id === null ? null : { id: row.party_id, name: names.get(row.party_id) ?? { en: '', fr: '' } },
        outcome: row.outcome as 'read' | 'denied',
      })),
    };
  },
});

import { z } from 'zod';
import { keyOf, PageQuery, toPage } from '#kernel/page.ts';
import { defineQuery } from '#platform/query.ts';
import { toGrantView } from '../grants/grant-view.ts';
import { People } from '../people.schema.ts';
import { grantsOf, listPeople as list } from '../people.store.ts';
import '../permissions.ts';

/** People with the grants that this reader may see; for one party, those who hold a role there today. */
export const listPeople = defineQuery({
  name: 'people/list-people',
  permission: 'people:list',
  input: PageQuery.extend({ party: z.uuid().optional() }),
  answer: People,
  protects: { kind: 'people' },
  async run({ db, now }, { after, limit, party }) {
    const day = now.toISOString().slice(0, 10);
    const rows = await list(db, keyOf(after, ['text', 'id']), limit, party === undefined ? undefined : { party, day });
    const page = toPage(rows, limit, (row) => [row.name, row.id]);
    const grants = await grantsOf(
      db,
      page.items.map((person) => person.id),
    );
    return {
      next: page.next,
      items: page.items.map((person) => ({
        id: person.id,
        name: person.name,
        email: person.email,
        grants: grants
          .filter((grant) => grant.person_id === person.id)
          .map((grant) => ({ ...toGrantView(grant), ended: grant.ended_at !== null || (grant.valid_to !== null && grant.valid_to < day) })),
      })),
    };
  },
});

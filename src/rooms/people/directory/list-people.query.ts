import { z } from 'zod';
import { PageQuery } from '#kernel/page.ts';
import { ROLES } from '#kernel/roles.ts';
import { MAX_QUERY, matchTerms, termsOf, wordsOf } from '#kernel/search.ts';
import type { Database } from '#platform/db/transaction.ts';
import { holdsRole, partiesOf } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { toGrantView } from '../grants/grant-view.ts';
import { People } from '../people.schema.ts';
import { grantsOf, listPeople as list, PEOPLE_SORT } from '../people.store.ts';
import { peopleNamed } from './people-search.store.ts';
import '../permissions.ts';

/**
 * People with the grants that this reader may see. `party`, `role`: those who hold a role there today, or this role, as far as the reader may see it. `find`: as
 * in the search, the nearest 120.
 */
export const listPeople = defineQuery({
  name: 'people/list-people',
  permission: 'people:list',
  input: PageQuery.extend({
    party: z.uuid().optional(),
    role: z.enum(ROLES).optional(),
    find: z.string().trim().max(MAX_QUERY).optional(),
    sort: PEOPLE_SORT.schema,
  }),
  answer: People,
  protects: { kind: 'people' },
  async run(context, { after, limit, party, role, find, sort }) {
    const { db, now } = context;
    const subject = subjectOf(context);
    const parties = holdsRole(subject, 'account-readers') ? undefined : partiesOf(subject, 'colleagues');
    const within = parties && { person: subject.person, parties };
    const day = now.toISOString().slice(0, 10);
    const terms = termsOf(find ?? '');
    const chosen = terms.length === 0 ? undefined : await peopleMatching(db, terms);
    const rows = await list(db, PEOPLE_SORT.from(sort, after), limit, { party, role, within, day }, chosen);
    const page = PEOPLE_SORT.page(sort, rows, limit, ({ name, id }) => [name, id]);
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

async function peopleMatching(db: Database, terms: readonly string[]): Promise<string[]> {
  const named = await peopleNamed(db, terms);
  return named.filter(({ name }) => !matchTerms(terms, wordsOf(name)).includes(null)).map(({ id }) => id);
}

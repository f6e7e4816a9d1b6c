import { defineQuery, subjectOf } from '#platform/query.ts';
import { Colleagues, FindColleagues } from '../hand-over/hand-over.schema.ts';
import { findColleagues as find } from '../hand-over/hand-over.store.ts';
import '../permissions.ts';

/** Colleagues by a part of their name, twenty at most: everybody who is signed in may read names. */
export const findColleagues = defineQuery({
  name: 'people/find-colleagues',
  permission: 'people:self',
  input: FindColleagues,
  answer: Colleagues,
  async run(context, input) {
    return { items: await find(context.db, input.find, subjectOf(context).person) };
  },
});

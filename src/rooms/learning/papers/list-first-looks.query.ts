import { defineQuery } from '#platform/query.ts';
import { findClass } from '../classes/class.store.ts';
import { AskFirstLooks, FirstLooks } from './first-looks.schema.ts';
import { looksOnPaper } from './papers.store.ts';
import '../permissions.ts';

/** What the people of a class knew of a module before, as their instructor entered it, so that a wrong entry can be found and corrected. */
export const listFirstLooks = defineQuery({
  name: 'training/list-first-looks',
  permission: 'training:teach',
  input: AskFirstLooks,
  answer: FirstLooks,
  party: async ({ classId }, db) => (await findClass(db, classId))?.partyId,
  async run({ db }, { classId, moduleId }) {
    return { looks: await looksOnPaper(db, classId, moduleId) };
  },
});

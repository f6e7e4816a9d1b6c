import { defineQuery, subjectOf } from '#platform/query.ts';
import { readFileAt } from './read-file-at.ts';
import { PreviewClauseSet, SetPreview } from './set.schema.ts';
import { describeSet } from './set.store.ts';
import { setFaultWords } from './words.ts';
import '../permissions.ts';

const SHOWN = 100;

/** Previews a clause set file of a party (5f): its provisions, or each fault with its place. Nothing is stored. */
export const previewSet = defineQuery({
  name: 'contractors/preview-set',
  permission: 'contractors:manage',
  input: PreviewClauseSet,
  answer: SetPreview,
  party: ({ partyId }) => partyId,
  async run(context, { partyId, file }) {
    const read = await readFileAt(context.db, partyId, file);
    if ('set' in read) return { set: describeSet(read.set), faults: [], faultCount: 0 };
    const { language } = subjectOf(context);
    return {
      set: null,
      faults: read.faults.slice(0, SHOWN).map((fault) => ({ path: fault.path, reason: setFaultWords(language, fault) })),
      faultCount: read.faults.length,
    };
  },
});

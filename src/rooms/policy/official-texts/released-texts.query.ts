import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { PublicText } from './official-text.schema.ts';
import { readReleasedTexts } from './official-text.store.ts';

/** The official texts of an edition that the policy office lets the public pages show. */
export const releasedTexts = defineQuery({
  name: 'policy/released-texts',
  permission: 'public',
  input: z.strictObject({ editionId: z.string() }),
  answer: z.array(PublicText),
  async run({ db }, { editionId }) {
    const rows = await readReleasedTexts(db, editionId);
    return rows.map(({ clause_id, language, read_day, ...row }) => ({
      ...row,
      clauseId: clause_id,
      language: language as PublicText['language'],
      readOn: read_day,
    }));
  },
});

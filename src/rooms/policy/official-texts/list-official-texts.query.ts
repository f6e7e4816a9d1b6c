import { defineQuery } from '#platform/query.ts';
import { type OfficialText, OfficialTexts, OnOfficialTexts } from './official-text.schema.ts';
import { readTexts } from './official-text.store.ts';
import '../index.ts';

/** The official texts of a clause: the present ones for everyone, the earlier ones for those who oversee the policy. */
export const listOfficialTexts = defineQuery({
  name: 'policy/list-official-texts',
  permission: 'signed-in',
  input: OnOfficialTexts,
  answer: OfficialTexts,
  async run({ db, platform }, { clauseId }) {
    const edition = platform.services.catalogue.current;
    const rows = await readTexts(db, edition.id, edition.clause(clauseId).id);
    const texts = rows.map(
      (row): OfficialText => ({
        id: row.id,
        language: row.language as OfficialText['language'],
        body: row.body,
        authority: row.authority,
        source: row.source,
        readOn: row.read_day,
        released: row.released,
        recordedAt: row.recorded_at.toISOString(),
        recordedBy: row.recorder_name,
        ended: row.ended_at && { at: row.ended_at.toISOString(), by: row.ender_name ?? '', reason: row.end_reason ?? '' },
      }),
    );
    return { texts };
  },
});

import { createHash } from 'node:crypto';
import { isDayToCome } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { RecordText, TextAnswer } from './official-text.schema.ts';
import { endText, findPresentText } from './official-text.store.ts';
import '../errors.ts';
import '../index.ts';
import '../permissions.ts';

/** Records the official text of a clause in one language, or replaces it; the earlier text stays as history with the reason. */
export const recordOfficialText = defineCommand({
  name: 'policy/record-official-text',
  permission: 'policy:manage-texts',
  clauses: ({ clauseId }) => [clauseId],
  input: RecordText,
  answer: TextAnswer,
  async run({ db, write, change, subject, now, newId, platform }, { clauseId, language, body, replaces, ...source }) {
    const edition = platform.services.catalogue.current;
    edition.clause(clauseId);
    if (isDayToCome(source.readOn, now)) throw new AppError('policy/read-in-future');
    const present = await findPresentText(db, edition.id, clauseId, language);
    if ((present?.id ?? null) !== (replaces?.id ?? null)) throw new AppError('policy/text-changed');
    if (replaces) {
      const by = { person: subject.person, at: now, reason: replaces.reason };
      await change(endText(db, { id: replaces.id, clauseId }, by), 'policy/text-changed');
    }
    const id = newId();
    write(
      db.insertInto('policy.official_text').values({
        id,
        edition_id: edition.id,
        clause_id: clauseId,
        language,
        body,
        authority: source.authority,
        source: source.source,
        read_on: source.readOn,
        released: source.released,
        recorded_at: now,
      }),
    );
    const sha256 = createHash('sha256').update(body).digest('hex');
    const detail = { edition: edition.id, clause: clauseId, language, sha256, ...source, replaces: replaces?.id ?? null };
    return {
      answer: { textId: id },
      entry: {
        subjectKind: 'official-text',
        subjectId: id,
        partyId: null,
        detail: { ...detail, ...(replaces && { reason: replaces.reason }) },
      },
    };
  },
});

import { AppError } from '#kernel/errors.ts';
import { inEach } from '#kernel/languages.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { recordEvidence } from '#rooms/evidence/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { DRAFT_MACHINE, decideSigning, PLACEHOLDERS } from './local-text.rules.ts';
import { SignLocalText, TextAnswer } from './local-text.schema.ts';
import { lockDraft, textsOf } from './local-text.store.ts';
import { partyOfText, placeholderOf } from './local-text-access.ts';
import { translateLocalTexts } from './texts.ts';
import '../errors.ts';
import '../permissions.ts';

/** Signs the draft. From then on the lesson shows it, and it is evidence dated by the day it describes (A2.3b for a brief, A2.2b for a law annex). */
export const signLocalText = defineCommand({
  ...commandOf(DRAFT_MACHINE, 'sign'),
  clauses: ({ placeholder }) => [currentEdition().obligation(PLACEHOLDERS[placeholder].obligation).clause],
  input: SignLocalText,
  answer: TextAnswer,
  party: ({ partyId }) => partyId,
  async run(context, { placeholder, partyId, version }) {
    const { db, write, subject, now, newId, platform } = context;
    const draft = await lockDraft(db, placeholder, partyId);
    if (draft === undefined) throw new AppError('platform/not-found');
    if (draft.version !== version) throw new AppError('platform/stale', { current: draft.version, yours: version });
    const earlier = await textsOf(db, placeholder, partyId);
    const asks = placeholderOf(platform.services.courses, placeholder).asks.map(({ id }) => id);
    unwrap(
      decideSigning(
        draft,
        asks,
        earlier.filter(({ withdrawnAt }) => withdrawnAt === null),
      ),
    );
    const [id, number] = [newId(), (earlier[0]?.number ?? 0) + 1];
    const { obligation, evidence } = PLACEHOLDERS[placeholder];
    const party = await partyOfText(db, partyId);
    const both = (key: 'title' | 'source') =>
      inEach((locale) => translateLocalTexts(locale, `${key}.${placeholder}`, { party: party.name[locale], number }));
    const evidenceId = recordEvidence(context, {
      partyId,
      editionId: currentEdition().id,
      obligationIds: [obligation],
      kind: evidence,
      says: 'met',
      origin: 'measured',
      title: both('title'),
      date: draft.asOf,
      source: both('source'),
    });
    write(
      db.insertInto('training.local_text').values({
        id,
        placeholder,
        party_id: partyId,
        number,
        as_of: draft.asOf,
        answers: JSON.stringify(draft.answers),
        signed_at: now,
        signed_by: subject.person,
        evidence_id: evidenceId,
      }),
    );
    return {
      answer: { number },
      entry: {
        subjectKind: 'local-text',
        subjectId: id,
        partyId,
        evidenceKind: evidence,
        detail: { placeholder, number, asOf: draft.asOf, evidenceId },
      },
    };
  },
});

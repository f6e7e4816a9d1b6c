import { AppError } from '#kernel/errors.ts';
import { offeredActions } from '#kernel/machine.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import {
  DRAFT_MACHINE,
  type DraftAction,
  type DraftState,
  draftState,
  isOld,
  LOCAL_TEXT_MACHINE,
  type LocalTextState,
  localTextState,
  PLACEHOLDERS,
} from './local-text.rules.ts';
import { GetLocalText, LocalTextView } from './local-text.schema.ts';
import { findDraft, textsOf } from './local-text.store.ts';
import { placeholderOf, readableParties } from './local-text-access.ts';
import '../permissions.ts';

/** What one party puts into its placeholder: the questions, the draft, every signed version. People of participating nations may read a brief too. */
export const getLocalText = defineQuery({
  name: 'training/get-local-text',
  permission: 'training:read-local-texts',
  input: GetLocalText,
  answer: LocalTextView,
  async run(context, { placeholder, partyId }) {
    const { db, now, platform } = context;
    const subject = subjectOf(context);
    const party = (await readableParties(db, subject, now)).find(({ id }) => id === partyId);
    if (party === undefined) throw new AppError('platform/not-allowed');
    if (party.kind !== PLACEHOLDERS[placeholder].of) throw new AppError('platform/not-found');
    const { asks, missing } = placeholderOf(platform.services.courses, placeholder);
    const [draft, texts] = await Promise.all([findDraft(db, placeholder, partyId), textsOf(db, placeholder, partyId)]);
    const edition = currentEdition();
    const months = edition.freshMonths(edition.obligation(PLACEHOLDERS[placeholder].obligation).freshness, now);
    const mayHere = (permission: Parameters<typeof may>[1]) => may(subject, permission, partyId);
    const inForce = texts.find(({ withdrawnAt }) => withdrawnAt === null);
    const state = draftState(
      draft,
      inForce,
      asks.map(({ id }) => id),
    );
    return {
      placeholder,
      party: { id: party.id, code: party.code, name: party.name },
      months,
      asks: [...asks],
      missing,
      draft: draft ? { ...draft, writtenAt: new Date(draft.writtenAt).toISOString() } : null,
      texts: texts.map(({ id: _, evidenceId: __, partyId: ___, placeholder: ____, withdrawnAt, withdrawalReason, ...text }) => ({
        ...text,
        signedAt: new Date(text.signedAt).toISOString(),
        withdrawn: withdrawnAt && { at: new Date(withdrawnAt).toISOString(), reason: withdrawalReason ?? '' },
        old: isOld(text.asOf, months, now),
        actions: offeredActions<LocalTextState, 'withdraw'>(LOCAL_TEXT_MACHINE, localTextState({ withdrawnAt }), mayHere),
      })),
      state,
      actions: offeredActions<DraftState, DraftAction>(DRAFT_MACHINE, state, mayHere),
      signs: mayHere(DRAFT_MACHINE.actions.sign.permission),
    };
  },
});

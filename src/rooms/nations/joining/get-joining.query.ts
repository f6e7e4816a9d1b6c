import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { LOWEST, labelOfRow } from '#kernel/labels.ts';
import type { Status } from '#kernel/status.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { boundParties, currentAnswers, obligationsOfParties } from '#rooms/commitments/index.ts';
import { findContribution } from '#rooms/parties/index.ts';
import { currentEdition, type Edition } from '#rooms/policy/index.ts';
import { contradicts, countChoices, type JoiningChoice, openItems } from './joining.rules.ts';
import { JoiningView } from './joining.schema.ts';
import { answersOf, highestLabel, joiningsOf } from './joining.store.ts';
import { joinings } from './joining-view.ts';
import { mayRead, seesEachLabel } from './may-read.ts';
import '../permissions.ts';

/** The checklist of one joining, with the nation's answers and its earlier answers to the same expectations. */
export const getJoining = defineQuery({
  name: 'nations/get-joining',
  // Read by the nation or the operation; the code below checks which one the reader belongs to.
  permission: 'signed-in',
  input: z.strictObject({ contributionId: z.uuid() }),
  answer: JoiningView,
  async run(context, { contributionId }) {
    const { db } = context;
    const subject = subjectOf(context);
    const contribution = await findContribution(db, contributionId);
    const found =
      contribution && (await joinings(db, { ids: [contribution.party_id] })).find((one) => one.contributionId === contributionId);
    if (found === undefined || !mayRead(subject, found)) throw new AppError('platform/not-found');
    const edition = currentEdition();
    const record = (await joiningsOf(db, [contributionId])).get(contributionId);
    const isKnown = record !== undefined || seesEachLabel(subject, found.party.id, await highestLabel(db));
    const checklistAnswers = new Map((await answersOf(db, [contributionId])).map((answer) => [answer.obligationId, answer]));
    const expectationAnswers = new Map(
      (await currentAnswers(db, edition.id, [found.party.id])).map((answer) => [answer.obligationId, answer]),
    );
    const [register, declared] = await registerOf(context, edition, found.party.id);
    const choices = edition.joining.flatMap((id) => checklistAnswers.get(id)?.choice ?? []);
    return {
      ...found,
      transferOn: record?.transferOn ?? null,
      completeAt: record?.completeAt?.toISOString() ?? null,
      version: record?.version ?? 0,
      label: record ? labelOfRow(record.level, record.releasableTo) : LOWEST,
      items: edition.joining.length,
      open: isKnown ? openItems(edition.joining, new Set(checklistAnswers.keys())).length : null,
      choices: countChoices(choices),
      mayAnswer: may(subject, 'nations:join', found.party.id),
      maySetTransfer: may(subject, 'nations:set-transfer', found.party.id),
      checklist: edition.joining.map((id) => {
        const { clause, title, action, reconstructed } = edition.obligation(id);
        const answer = checklistAnswers.get(id);
        const before = expectationAnswers.get(id);
        const held = register.get(id);
        return {
          obligationId: id,
          clauseId: clause,
          title,
          asks: action,
          reconstructed,
          answer: answer ? { choice: answer.choice, note: answer.note, at: answer.at.toISOString(), by: answer.by } : null,
          known: answer ? null : knownOf(before, declared.get(id)?.status),
          register: held ? { ...held, contradicts: answer !== undefined && contradicts(answer.choice, held.status) } : null,
        };
      }),
    };
  },
});

// What a nation declared as met, as in its return, suggests *comply*. Anything less suggests no answer.
function knownOf(before: { choice: JoiningChoice; note: string | null } | undefined, declared: Status | undefined) {
  if (before) return { choice: before.choice, note: before.note, from: 'answer' as const };
  return declared === 'met' || declared === 'met-stale' ? { choice: 'comply' as const, note: null, from: 'evidence' as const } : null;
}

/** What is held of a party as far as this reader may read it: from origins above its own word, and what it declared. */
async function registerOf({ db, now }: QueryContext, edition: Edition, partyId: string) {
  const bound = await boundParties(db, dayOf(now), { ids: [partyId] });
  const { obligations } = (await obligationsOfParties(db, edition, bound, now)).get(partyId) ?? { obligations: [] };
  const held = (isDeclared: boolean) =>
    new Map(
      obligations.flatMap(({ obligation, status, origin }) =>
        origin === null || (origin === 'declared') !== isDeclared ? [] : [[obligation.id, { status, origin }] as const],
      ),
    );
  return [held(false), held(true)] as const;
}

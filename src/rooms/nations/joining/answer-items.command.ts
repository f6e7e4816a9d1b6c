import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { labelOfRow } from '#kernel/labels.ts';
import { inEach } from '#kernel/languages.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import { type CommandContext, defineCommand, unwrap } from '#platform/command.ts';
import { answerWhereExpected } from '#rooms/commitments/index.ts';
import { recordEvidence } from '#rooms/evidence/index.ts';
import { findContribution } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { countChoices, decideItems, type JoiningChoice, openItems, statusOfChecklist } from './joining.rules.ts';
import { AnswerItems, JoiningAnswer } from './joining.schema.ts';
import { answersOf, lockJoining, moveJoining } from './joining.store.ts';
import { type Joining, joinings } from './joining-view.ts';
import { translateJoining } from './texts.ts';
import '../errors.ts';
import '../permissions.ts';

/** The obligation to act likewise on joining, and the kind of evidence of a checklist. */
const LIKEWISE = 'P6.2';
const JOINING_EVIDENCE = 'EV-JOIN';

/** The joining that a contribution represents, or a refusal: an Ally in an operation does not join. */
export async function joiningOf(db: CommandContext['db'], contributionId: string): Promise<Joining> {
  const contribution = await findContribution(db, contributionId);
  const found = contribution && (await joinings(db, { ids: [contribution.party_id] })).find((one) => one.contributionId === contributionId);
  if (found === undefined) throw new AppError('nations/not-a-joining');
  return found;
}

/**
 * A nation that joins an operation answers items of its checklist (6). If the same row is an expectation on the nation, the answer is stored there too. A
 * complete checklist becomes evidence, declared by the nation; a later change creates new evidence.
 */
export const answerItems = defineCommand({
  name: 'nations/answer-joining-items',
  permission: 'nations:join',
  clauses: () => currentEdition().acts.implementation,
  input: AnswerItems,
  answer: JoiningAnswer,
  party: async ({ contributionId }, db) => (await findContribution(db, contributionId))?.party_id,
  async run(context, { contributionId, version, answers }) {
    const { db, change, write, subject, now, newId } = context;
    const edition = currentEdition();
    const joining = await joiningOf(db, contributionId);
    unwrap(decideItems(edition.joining, answers));
    const ids = { contributionId, partyId: joining.party.id, operationId: joining.operation.id };
    const record = await lockJoining(db, { ...ids, editionId: edition.id });
    if (record === undefined) throw new AppError('platform/not-found');
    if (record.version !== version) throw new AppError('platform/stale', { current: record.version, yours: version });
    const choices = new Map<string, JoiningChoice>(
      (await answersOf(db, [contributionId])).map(({ obligationId, choice }) => [obligationId, choice]),
    );
    for (const { obligationId, choice } of answers) choices.set(obligationId, choice);
    const open = openItems(edition.joining, new Set(choices.keys()));
    await change(moveJoining(db, record, open.length === 0 ? { completeAt: now } : {}), 'platform/conflict');
    write(
      db.insertInto('nations.joining_answer').values(
        answers.map(({ obligationId, choice, note }) => ({
          id: newId(),
          contribution_id: contributionId,
          party_id: ids.partyId,
          operation_id: ids.operationId,
          edition_id: edition.id,
          obligation_id: obligationId,
          choice,
          note,
          answered_by: subject.person,
          answered_at: now,
        })),
      ),
    );
    const label = labelOfRow(record.level, record.releasableTo);
    await answerWhereExpected(context, joining.party.id, answers, label);
    const evidenceId =
      open.length === 0
        ? recordChecklist(
            context,
            joining,
            edition.joining.map((id) => choices.get(id)!),
            label,
          )
        : null;
    return {
      answer: { contributionId, open: open.length, version: record.version + 1 },
      entry: {
        subjectKind: 'joining',
        subjectId: contributionId,
        partyId: joining.party.id,
        ...(evidenceId !== null && { evidenceKind: JOINING_EVIDENCE }),
        detail: {
          operation: joining.operation.id,
          items: answers.map(({ obligationId, choice }) => `${obligationId} ${choice}`),
          open: open.length,
          evidenceId,
        },
      },
    };
  },
});

function recordChecklist(context: CommandContext, joining: Joining, choices: readonly JoiningChoice[], label: RecordLabel): string | null {
  const edition = currentEdition();
  if (!edition.obligations.some(({ id }) => id === LIKEWISE)) return null;
  const day = dayOf(context.now);
  const both = (key: 'title' | 'source') => {
    return inEach((locale) =>
      translateJoining(locale, key, {
        operation: joining.operation.name[locale],
        party: joining.party.name[locale],
        ...countChoices(choices),
      }),
    );
  };
  return recordEvidence(context, {
    partyId: joining.party.id,
    editionId: edition.id,
    obligationIds: [LIKEWISE],
    kind: JOINING_EVIDENCE,
    says: statusOfChecklist(choices),
    // Every answer is the nation's own, so the evidence is declared although the checklist produces it.
    origin: 'declared',
    title: both('title'),
    date: day,
    source: both('source'),
    label,
  });
}

import { z } from 'zod';
import { LOWEST, labelOfRow } from '#kernel/labels.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { countChoices, openItems } from './joining.rules.ts';
import { JoiningLine } from './joining.schema.ts';
import { answersOf, highestLabel, joiningsOf } from './joining.store.ts';
import { joinings } from './joining-view.ts';
import { mayRead, seesEachLabel } from './may-read.ts';
import '../permissions.ts';

const labelOf = (record: { level: number; releasableTo: string[] | null } | undefined) =>
  record ? labelOfRow(record.level, record.releasableTo) : LOWEST;

/**
 * Nations that joined an operation and the progress of their checklists, as far as this reader may see them. One row per contribution in the register, so the
 * list is bounded.
 */
export const listJoinings = defineQuery({
  name: 'nations/list-joinings',
  permission: 'nations:read-joining',
  input: z.strictObject({}),
  answer: z.object({ joinings: z.array(JoiningLine) }),
  async run(context) {
    const { db } = context;
    const subject = subjectOf(context);
    const { joining: checklist } = currentEdition();
    const shown = (await joinings(db)).filter((one) => mayRead(subject, one));
    const ids = shown.map(({ contributionId }) => contributionId);
    const [records, answers] = [await joiningsOf(db, ids), await answersOf(db, ids)];
    const highest = await highestLabel(db);
    const of = Map.groupBy(answers, (answer) => answer.contributionId);
    return {
      joinings: shown.map((one) => {
        const checklistAnswers = (of.get(one.contributionId) ?? []).filter(({ obligationId }) => checklist.includes(obligationId));
        const isKnown = records.has(one.contributionId) || seesEachLabel(subject, one.party.id, highest);
        return {
          ...one,
          transferOn: records.get(one.contributionId)?.transferOn ?? null,
          label: labelOf(records.get(one.contributionId)),
          items: checklist.length,
          open: isKnown ? openItems(checklist, new Set(checklistAnswers.map(({ obligationId }) => obligationId))).length : null,
          choices: countChoices(checklistAnswers.map(({ choice }) => choice)),
        };
      }),
    };
  },
});

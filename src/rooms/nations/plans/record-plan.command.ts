import { isDayToCome } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { labelColumns } from '#kernel/labels.ts';
import { defineCommand } from '#platform/command.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { PlanAnswer, RecordPlan } from './plan.schema.ts';
import { evidenceKindOf, recordPlanEvidence } from './plan-evidence.ts';
import '../errors.ts';
import '../permissions.ts';

/** A nation records its action plan (6): title, document, date of adoption and period. Its measures follow one by one. */
export const recordPlan = defineCommand({
  name: 'nations/record-plan',
  permission: 'nations:keep-plan',
  clauses: () => currentEdition().acts.implementation,
  input: RecordPlan,
  answer: PlanAnswer,
  party: ({ partyId }) => partyId,
  async run(context, { partyId, label, ...plan }) {
    const { db, write, subject, now, newId } = context;
    const [party] = (await readRegister(db, { ids: [partyId] })).parties;
    if (party === undefined) throw new AppError('platform/not-found');
    if (party.kind !== 'nation') throw new AppError('nations/plan-of-a-nation');
    if (plan.to !== null && plan.to < plan.from) throw new AppError('nations/ends-before-start');
    if (isDayToCome(plan.adoptedOn, now)) throw new AppError('nations/day-to-come');
    const [id, edition, { level, releasableTo }] = [newId(), currentEdition(), labelColumns(label, partyId)];
    const items = await recordPlanEvidence(
      context,
      { ...plan, partyId, editionId: edition.id, evidenceId: null, crosswalkEvidenceId: null, level, releasableTo },
      [],
    );
    write(
      db.insertInto('nations.plan').values({
        id,
        edition_id: edition.id,
        party_id: partyId,
        title: plan.title,
        document: plan.document,
        adopted_on: plan.adoptedOn,
        from_day: plan.from,
        to_day: plan.to,
        state: 'current',
        recorded_at: now,
        recorded_by: subject.person,
        evidence_id: items.evidenceId,
        label_level: level,
        releasable_to: releasableTo,
      }),
    );
    return {
      answer: { id, state: 'current' as const, version: 1 },
      entry: {
        subjectKind: 'plan',
        subjectId: id,
        partyId,
        ...evidenceKindOf(items),
        detail: { adoptedOn: plan.adoptedOn, from: plan.from, to: plan.to, label, ...items },
      },
    };
  },
});

import { dayOf } from '#kernel/dates.ts';
import { labelOfRow } from '#kernel/labels.ts';
import { inEach } from '#kernel/languages.ts';
import type { OwnerKind } from '#kernel/party-kinds.ts';
import type { CommandContext } from '#platform/command.ts';
import { boundParties } from '#rooms/commitments/index.ts';
import { recordState } from '#rooms/evidence/index.ts';
import { currentCatalogue, type Edition } from '#rooms/policy/index.ts';
import { clausesWithout, countMeasures, type PlanMeasure, statusOfPlan } from './plan.rules.ts';
import type { PlanRecord } from './plan.store.ts';
import { translatePlan } from './texts.ts';

/** The obligation that an action plan carries out, and the kind of its evidence. */
const IMPLEMENTATION = 'P6.1';
const PLAN_EVIDENCE = 'EV-NAP';
/** The obligation that a measure carries out by naming a chapter of the OSCE Action Plan (3), and the kind of its evidence. */
const COMMITMENTS_ELSEWHERE = 'P3.1';
const CROSSWALK_EVIDENCE = 'EV-XWALK';

/** The clauses that a nation's plan should serve: those with an obligation of the nation, except the one to implement the others. */
export function clausesToServe(edition: Edition, owes: readonly OwnerKind[]): string[] {
  const binding = edition.obligations.filter(({ id, owners }) => id !== IMPLEMENTATION && owners.some((kind) => owes.includes(kind)));
  const implementation = edition.obligations.find(({ id }) => id === IMPLEMENTATION)?.clause;
  return edition.columns.filter((id) => id !== implementation && binding.some(({ clause }) => clause === id));
}

type Planned = Pick<
  PlanRecord,
  'partyId' | 'editionId' | 'title' | 'document' | 'adoptedOn' | 'evidenceId' | 'crosswalkEvidenceId' | 'level' | 'releasableTo'
>;
type Measure = PlanMeasure & { readonly chapter: string | null };
/** The evidence of the newest state of a plan: of full implementation, and of the OSCE Action Plan where a measure names a chapter of it. */
export type PlanItems = { evidenceId: string | null; crosswalkEvidenceId: string | null };

/**
 * Records the state of an action plan as evidence (6, P6.1), and of its measures that name a chapter of the OSCE Action Plan (3, P3.1). Declared, because it is a
 * typed record of the nation about itself. Of two states of one day only the newer counts. Records nothing for a nation that does not owe the obligation.
 */
export async function recordPlanEvidence(context: CommandContext, plan: Planned, measures: readonly Measure[]): Promise<PlanItems> {
  const edition = currentCatalogue().edition(plan.editionId);
  const today = dayOf(context.now);
  const [nation] = await boundParties(context.db, today, { ids: [plan.partyId] });
  const owes = (id: string) =>
    edition.obligations.find((row) => row.id === id)?.owners.some((kind) => nation?.owes.includes(kind)) === true;
  const item = {
    partyId: plan.partyId,
    editionId: edition.id,
    date: today,
    label: labelOfRow(plan.level, plan.releasableTo),
  };
  const clauses = clausesToServe(edition, nation?.owes ?? []);
  const words = { title: plan.title, document: plan.document, adopted: plan.adoptedOn };
  const counts = { ...countMeasures(measures, today), missing: clausesWithout(clauses, measures).join(', ') || '0' };
  const evidenceId = !owes(IMPLEMENTATION)
    ? null
    : await recordState(
        context,
        {
          ...item,
          obligationIds: [IMPLEMENTATION],
          kind: PLAN_EVIDENCE,
          says: statusOfPlan(clauses, measures),
          title: inEach((locale) => translatePlan(locale, 'title', { ...words, ...counts })),
          source: inEach((locale) => translatePlan(locale, 'source', words)),
          note: translatePlan(context.subject.language, 'note', counts),
        },
        plan.evidenceId,
      );
  const naming = measures.filter(({ chapter, state }) => chapter !== null && state !== 'dropped');
  const done = naming.filter(({ state }) => state === 'done').length;
  const crosswalkEvidenceId =
    naming.length === 0 || !owes(COMMITMENTS_ELSEWHERE)
      ? plan.crosswalkEvidenceId
      : await recordState(
          context,
          {
            ...item,
            obligationIds: [COMMITMENTS_ELSEWHERE],
            kind: CROSSWALK_EVIDENCE,
            says: done === 0 ? 'in-progress' : done === naming.length ? 'met' : 'partly-met',
            title: inEach((locale) => translatePlan(locale, 'crosswalk.title', { done, all: naming.length })),
            source: inEach((locale) => translatePlan(locale, 'crosswalk.source', words)),
          },
          plan.crosswalkEvidenceId,
        );
  return { evidenceId, crosswalkEvidenceId };
}

/** The kind of evidence that an entry of the log names, where a command left some. */
export const evidenceKindOf = ({ evidenceId }: PlanItems) => (evidenceId === null ? {} : { evidenceKind: PLAN_EVIDENCE });

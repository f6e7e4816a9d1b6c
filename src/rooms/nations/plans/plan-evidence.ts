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

/** The clauses that a nation's plan should serve: those with an obligation of the nation, except the one to implement the others. */
export function clausesToServe(edition: Edition, owes: readonly OwnerKind[]): string[] {
  const binding = edition.obligations.filter(({ id, owners }) => id !== IMPLEMENTATION && owners.some((kind) => owes.includes(kind)));
  const implementation = edition.obligations.find(({ id }) => id === IMPLEMENTATION)?.clause;
  return edition.columns.filter((id) => id !== implementation && binding.some(({ clause }) => clause === id));
}

/**
 * Records the state of an action plan as evidence (6, P6.1): declared, because it is a typed record of the nation about itself. Of two states of one day only the
 * newer counts. Records nothing for a nation that does not owe a plan. Answers the id of the item, or null.
 */
export async function recordPlanEvidence(
  context: CommandContext,
  plan: Pick<PlanRecord, 'partyId' | 'editionId' | 'title' | 'document' | 'adoptedOn' | 'evidenceId' | 'level' | 'releasableTo'>,
  measures: readonly PlanMeasure[],
): Promise<string | null> {
  const edition = currentCatalogue().edition(plan.editionId);
  const today = dayOf(context.now);
  const [nation] = await boundParties(context.db, today, { ids: [plan.partyId] });
  const obligation = edition.obligations.find(({ id }) => id === IMPLEMENTATION);
  if (nation === undefined || !obligation?.owners.some((kind) => nation.owes.includes(kind))) return null;
  const clauses = clausesToServe(edition, nation.owes);
  const counts = countMeasures(measures, today);
  const words = {
    title: plan.title,
    document: plan.document,
    adopted: plan.adoptedOn,
    ...counts,
    missing: clausesWithout(clauses, measures).join(', ') || '0',
  };
  return recordState(
    context,
    {
      partyId: plan.partyId,
      editionId: edition.id,
      obligationIds: [IMPLEMENTATION],
      kind: PLAN_EVIDENCE,
      says: statusOfPlan(clauses, measures),
      title: inEach((locale) => translatePlan(locale, 'title', words)),
      date: today,
      source: inEach((locale) => translatePlan(locale, 'source', words)),
      note: translatePlan(context.subject.language, 'note', words),
      label: labelOfRow(plan.level, plan.releasableTo),
    },
    plan.evidenceId,
  );
}

/** The kind of evidence that an entry of the log names, where a command left some. */
export const evidenceKindOf = (evidenceId: string | null) => (evidenceId === null ? {} : { evidenceKind: PLAN_EVIDENCE });

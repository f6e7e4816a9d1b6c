import { dayOf, endOf, type PartialDate } from '#kernel/dates.ts';
import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, stepOf } from '#kernel/machine.ts';
import type { Role } from '#kernel/roles.ts';
import type { Obligation } from '#rooms/policy/index.ts';
import type { ItemContent } from './item.schema.ts';

export const ITEM_STATES = ['draft', 'submitted', 'corrected', 'withdrawn', 'purge-asked', 'purged'] as const;
export type ItemState = (typeof ITEM_STATES)[number];
export const ITEM_ACTS = [
  'change',
  'submit',
  'correct',
  'withdraw',
  'confirm',
  'ask-purge',
  'approve-purge',
  'change-label',
  'release-label',
] as const;
export type ItemAct = (typeof ITEM_ACTS)[number];

/** Roles that may enter a draft for the party at which they are held. The policy office enters evidence of its own about any party. */
export const ENTERERS = [
  'focal-point',
  'commander',
  'contracting-officer',
  'training-officer',
  'legal-adviser',
  'policy-office',
] as const satisfies Role[];
/** Roles whose holders sign a submission in their own name. */
export const SIGNERS = ['focal-point', 'commander', 'policy-office'] as const satisfies Role[];

const signed = { who: SIGNERS, writes: ['who signed, when'] };
/** The states of an evidence item. Only a submitted item counts. Submitted content never changes. */
export const ITEM_MACHINE: Machine<ItemState, ItemAct, (typeof ENTERERS)[number]> = {
  states: ITEM_STATES,
  start: 'draft',
  transitions: [
    { from: 'draft', act: 'change', to: 'draft', who: ENTERERS, needs: ['a known obligation and kind, no day to come'], writes: [] },
    { from: 'draft', act: 'submit', to: 'submitted', needs: ['a signer of the party'], ...signed },
    { from: 'draft', act: 'withdraw', to: 'withdrawn', who: ENTERERS, needs: ['a reason'], writes: ['who, when, why'] },
    { from: 'submitted', act: 'correct', to: 'corrected', needs: ['a newer item that points to it'], ...signed },
    { from: 'submitted', act: 'confirm', to: 'submitted', needs: ['a newer item of today that points to it'], ...signed },
    { from: 'submitted', act: 'withdraw', to: 'withdrawn', needs: ['a reason'], who: SIGNERS, writes: ['who, when, why'] },
    ...(['draft', 'submitted', 'corrected', 'withdrawn'] as const).map((from) => ({
      from,
      act: 'ask-purge' as const,
      to: 'purge-asked' as const,
      who: ENTERERS,
      needs: ['a reason'],
      writes: ['who asked, when, why'],
    })),
    ...(['draft', 'submitted', 'corrected', 'withdrawn', 'purge-asked'] as const).flatMap((state) => [
      {
        from: state,
        act: 'change-label' as const,
        to: state,
        who: state === 'draft' ? ENTERERS : SIGNERS,
        needs: ['a reason, to lower it'],
        writes: ['from what to what'],
      },
      {
        from: state,
        act: 'release-label' as const,
        to: state,
        who: SIGNERS,
        needs: ['a second person'],
        writes: ['who asked, who decided'],
      },
    ]),
    {
      from: 'purge-asked',
      act: 'approve-purge',
      to: 'purged',
      who: SIGNERS,
      needs: ['a second person'],
      writes: ['who approved, when; the content goes, the tombstone stays'],
    },
  ],
};

/** The state that a step leads to, or a refusal that names the state and the step. */
export function decideStep(from: ItemState, act: ItemAct): Decision<ItemState> {
  const step = stepOf(ITEM_MACHINE, from, act);
  return step ? accept(step.to) : refuse('evidence/not-in-this-state', { state: from, act });
}

/**
 * The day from which an evidence item counts, for freshness and to decide which of two items is newer. It is the as-of date, else the date. A month or year
 * alone counts as its last day. The result is never later than the day of submission.
 */
export function countsOn(item: { date: PartialDate; asOf?: PartialDate | null }, submittedAt: Date): string {
  const days = [dayOf(endOf(item.asOf ?? item.date)), dayOf(submittedAt)];
  return days.sort()[0]!;
}

/** Look-ups in an edition. They throw for an id that the edition does not have. */
export type Terms = { obligation(id: string): Pick<Obligation, 'clause'>; evidenceKind(id: string): unknown };

/**
 * Checks the content of an evidence item: its obligations and kind belong to the edition, and no date lies in the future. Returns the clauses of its
 * obligations, each once, in the order of the policy. Throws `policy/unknown-...` for an id that the edition does not have.
 */
export function decideContent(content: ItemContent, edition: Terms, now: Date): Decision<string[]> {
  edition.evidenceKind(content.kind);
  const clauses = content.obligationIds.map((id) => edition.obligation(id).clause);
  const today = dayOf(now);
  for (const field of ['date', 'asOf'] as const) {
    // A year or month that has already begun is not in the future.
    if ((content[field] ?? '') > today) return refuse('evidence/day-to-come', { field });
  }
  return accept([...new Set(clauses)]);
}

/** The person who asked for a purge may not approve it, except in one-person mode. */
export function decidePurge(askedBy: string | null, approver: { person: string; sole: boolean }): Decision<{ alone: boolean }> {
  const same = askedBy === approver.person;
  if (same && !approver.sole) return refuse('evidence/second-person-needed');
  return accept({ alone: same });
}

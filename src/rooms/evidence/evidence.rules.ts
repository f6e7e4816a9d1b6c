import { dayOf, endOf, isDayToCome, type PartialDate } from '#kernel/dates.ts';
import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, type Transition, transitionOf } from '#kernel/machine.ts';
import type { Origin, Says } from '#kernel/status.ts';
import { type EvidenceKind, type Obligation, obligationNumber } from '#rooms/policy/index.ts';
import type { ItemContent } from './item.schema.ts';

export const ITEM_STATES = ['draft', 'submitted', 'corrected', 'withdrawn', 'purge-requested', 'purged'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

const REASON = { field: 'reason', required: true, maxLength: 2000 } as const;

/** The states of an evidence item. Only a submitted item counts. Submitted content never changes. */
export const ITEM_MACHINE = {
  states: ITEM_STATES,
  start: 'draft',
  otherStarts: { submitted: 'arises from work, is imported, or replaces another item' },
  actions: {
    submit: { command: 'evidence/submit-evidence', permission: 'evidence:sign', button: 'main', next: { draft: 'submitted' } },
    change: { command: 'evidence/change-draft', permission: 'evidence:enter', button: 'plain', next: { draft: 'draft' } },
    // A newer item of today points to the one that is confirmed, and a newer item to the one that is corrected.
    confirm: { command: 'evidence/confirm-still-true', permission: 'evidence:sign', button: 'main', next: { submitted: 'submitted' } },
    correct: { command: 'evidence/correct-evidence', permission: 'evidence:sign', button: 'plain', next: { submitted: 'corrected' } },
    withdraw: {
      command: 'evidence/withdraw-evidence',
      permission: 'evidence:enter',
      stricter: { submitted: 'evidence:sign' },
      button: 'plain',
      comment: REASON,
      next: { draft: 'withdrawn', submitted: 'withdrawn' },
    },
    'request-purge': {
      command: 'evidence/request-purge',
      permission: 'evidence:enter',
      button: 'plain',
      comment: REASON,
      next: { draft: 'purge-requested', submitted: 'purge-requested', corrected: 'purge-requested', withdrawn: 'purge-requested' },
    },
    // A second person approves. The content goes, the tombstone stays.
    'approve-purge': {
      command: 'evidence/approve-purge',
      permission: 'evidence:sign',
      button: 'main',
      next: { 'purge-requested': 'purged' },
    },
    // Another person refuses, or the person who asked withdraws the request. The item returns to its state before the request (`return_item`).
    'refuse-purge': {
      command: 'evidence/refuse-purge',
      permission: 'evidence:sign',
      button: 'plain',
      comment: REASON,
      next: { 'purge-requested': 'submitted' },
      otherNext: { 'purge-requested': ['draft', 'corrected', 'withdrawn'] },
    },
    'withdraw-purge-request': {
      command: 'evidence/withdraw-purge-request',
      permission: 'evidence:enter',
      button: 'plain',
      next: { 'purge-requested': 'submitted' },
      otherNext: { 'purge-requested': ['draft', 'corrected', 'withdrawn'] },
    },
    'change-label': {
      command: 'evidence/change-label',
      permission: 'evidence:enter',
      stricter: { submitted: 'evidence:sign', corrected: 'evidence:sign', withdrawn: 'evidence:sign', 'purge-requested': 'evidence:sign' },
      next: {
        draft: 'draft',
        submitted: 'submitted',
        corrected: 'corrected',
        withdrawn: 'withdrawn',
        'purge-requested': 'purge-requested',
      },
    },
    'release-label': {
      command: 'evidence/release-label',
      permission: 'evidence:sign',
      next: {
        draft: 'draft',
        submitted: 'submitted',
        corrected: 'corrected',
        withdrawn: 'withdrawn',
        'purge-requested': 'purge-requested',
      },
    },
  },
} as const satisfies Machine<ItemState>;
export type ItemAction = keyof typeof ITEM_MACHINE.actions;

/** The transition that an action makes, or a refusal that names the state and the action. */
export function decideAction(from: ItemState, action: ItemAction): Decision<Transition<ItemState, ItemAction>> {
  const step = transitionOf<ItemState, ItemAction>(ITEM_MACHINE, from, action);
  return step ? accept(step) : refuse('evidence/not-in-this-state', { state: from, action });
}

/** Labels protect what an item says and change none of it, so its side may label an item of any origin. */
const LABELLING: readonly ItemAction[] = ['change-label', 'release-label'];
const ENDING: readonly ItemAction[] = ['withdraw', 'request-purge', 'approve-purge', 'refuse-purge', 'withdraw-purge-request'];

/**
 * Whose hand an action on an item of this origin needs: that of its side (who entered it), of the policy office, or nobody's. What was declared belongs to its
 * side. What was measured, rated or read from a public source changes with the act that made it. The policy office may withdraw or purge it with a reason,
 * except a rating: only its authority changes that, by correcting the round or in a later one.
 */
export function handFor(origin: Origin, action: ItemAction): 'side' | 'office' | null {
  if (origin === 'declared' || LABELLING.includes(action)) return 'side';
  return origin !== 'rated' && ENDING.includes(action) ? 'office' : null;
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
export type Terms = {
  obligation(id: string): Pick<Obligation, 'clause' | 'evidence'>;
  evidenceKind(id: string): Pick<EvidenceKind, 'decides' | 'ofObligation'>;
};

/** What the summary keeps apart from the items that decide, so that it hides none of them. */
const NEVER_HIDES: readonly Says[] = ['nil', 'zero', 'informs'];

/**
 * The obligations of an item that do not accept what it says of them with its kind (`limits` of the edition), and what they accept instead. The newest item of a
 * kind and origin decides. So an item that the edition then reads as information would hide an earlier one that counts.
 */
export function findExcluded({ kind, says, obligationIds }: Pick<ItemContent, 'kind' | 'says' | 'obligationIds'>, edition: Terms) {
  const { decides, ofObligation } = edition.evidenceKind(kind);
  if (!decides || ofObligation || NEVER_HIDES.includes(says)) return [];
  return obligationIds.flatMap((obligationId) => {
    const { kinds, limits } = edition.obligation(obligationId).evidence;
    const accepted = limits.find((limit) => limit.kind === kind)?.says;
    return accepted === undefined || !kinds.includes(kind) || accepted.includes(says) ? [] : [{ obligationId, accepted }];
  });
}

/**
 * Checks the content of an evidence item: its obligations and kind belong to the edition, no date lies in the future, and each obligation accepts what it says.
 * Returns the clauses of its obligations, each once, in the order of the policy. Throws `policy/unknown-...` for an id that the edition does not have.
 */
export function decideContent(content: ItemContent, edition: Terms, now: Date): Decision<string[]> {
  edition.evidenceKind(content.kind);
  const clauses = content.obligationIds.map((id) => edition.obligation(id).clause);
  for (const field of ['date', 'asOf'] as const) {
    // A year or month that has already begun is not in the future.
    if (isDayToCome(content[field] ?? '', now)) return refuse('evidence/day-to-come', { field });
  }
  const excluded = findExcluded(content, edition);
  if (excluded.length > 0) {
    const obligations = excluded.map(({ obligationId }) => obligationNumber(obligationId)).join(', ');
    // The keys of a text have no hyphens.
    const example = excluded[0]!.accepted.at(-1)!.replace('-', '_');
    return refuse('evidence/status-not-accepted', { field: 'says', obligations, example });
  }
  return accept([...new Set(clauses)]);
}

/** The person who asked for a purge may neither approve nor refuse it, except in one-person mode. */
export function decidePurge(requestedBy: string | null, decider: { person: string; sole: boolean }): Decision<{ alone: boolean }> {
  const same = requestedBy === decider.person;
  if (same && !decider.sole) return refuse('evidence/second-person-needed');
  return accept({ alone: same });
}

/** Only the person who asked for a purge withdraws the request. */
export function decideRequestWithdrawal(requestedBy: string | null, person: string): Decision<null> {
  return requestedBy === person ? accept(null) : refuse('evidence/request-of-another');
}

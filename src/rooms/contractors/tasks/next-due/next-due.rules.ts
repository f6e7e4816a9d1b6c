import { DUES } from '../../plans/due.rules.ts';

/** What can be due next of a contract: of plans and certifications, of a violation, and of an override. */
export const NEXT_DUES = [...DUES, 'reply', 'violation', 'decide-override', 'override', 'option', 'close-gap'] as const;
export type NextDueKind = (typeof NEXT_DUES)[number];
/** How far a list of contracts is narrowed by what is due: late, or late and within the days of the first reminder. */
export const DUE_WITHIN = ['late', 'soon'] as const;
export type DueWithin = (typeof DUE_WITHIN)[number];
/** `on` null: it is owed, and its day is not known. */
export type NextDue = { kind: NextDueKind; on: string | null; late: boolean };

/** What is due first: the earliest day, whether it is over or not. What has no day is last. Null: nothing is due, as far as it is known. Pure. */
export function nextOf(dues: readonly NextDue[]): NextDue | null {
  const day = ({ on }: NextDue) => on ?? '9999';
  return dues.reduce<NextDue | null>((next, one) => (next === null || day(one) < day(next) ? one : next), null);
}

/** An override with its contract. `option` null: it is one of the award. */
export type OverrideDue = {
  decision: 'granted' | 'refused' | null;
  until: string;
  option: string | null;
  isExercised: boolean;
  state: 'planned' | 'awarded' | 'ended';
  /** Whether the contract carries its whole set, confirmed. */
  isWhole: boolean;
};

/**
 * What is due by the last day of an override: the decision of a second person; under one that is granted, the award or the option, for which it ends on that
 * day; and of a contract that was released and lacks provisions, the provisions. Null: nothing is due under it any more. Pure.
 */
export function dueOfOverride({ decision, until, option, isExercised, state, isWhole }: OverrideDue, today: string): NextDue | null {
  const due = (kind: NextDueKind): NextDue => ({ kind, on: until, late: until < today });
  if (state === 'ended' || decision === 'refused') return null;
  const isOver = until < today;
  if (decision === null) return isOver ? null : due('decide-override');
  if (state === 'planned') return isOver || option !== null ? null : due('override');
  if (option !== null && !isExercised && !isOver) return due('option');
  return isWhole ? null : due('close-gap');
}

import { dayOf } from '#kernel/dates.ts';
import type { Parameter } from '../policy.schema.ts';

/** A decision of the policy office on a parameter, made under an edition: its value from a day on. */
export type ParameterDecision = {
  readonly editionId: string;
  readonly parameterId: string;
  readonly value: number | string;
  /** The first day on which it holds (UTC). Always later than the day of the decision, so the value of a day is fixed before the day begins. */
  readonly fromDay: string;
  /** Counts the decisions on the parameter; it goes on in an edition in which they hold. */
  readonly number: number;
};

/** Each process reads the decisions every few seconds: after this time every one knows a decision. */
const ARRIVAL_MS = 60_000;

/** The last day for which nothing can be decided any more: today, and in the last minute of today also tomorrow. So a day is fixed before it begins. Pure. */
export function lastFixedDay(now: Date): string {
  return dayOf(new Date(now.getTime() + ARRIVAL_MS));
}

/** A parameter with the value in force on a day: of the decisions from that day or before the one with the latest day, of several for one day the newest. Pure. */
export function valueOn(parameter: Parameter, decisions: readonly ParameterDecision[], day: string): Parameter {
  const decision = inForce(
    decisions.filter(({ parameterId }) => parameterId === parameter.id),
    day,
  );
  return decision === undefined ? parameter : { ...parameter, value: decision.value };
}

/** The decision on one parameter in force on a day; none while the shipped value holds. Pure. */
export function inForce<D extends Pick<ParameterDecision, 'fromDay' | 'number'>>(decisions: readonly D[], day: string): D | undefined {
  return decisions
    .filter(({ fromDay }) => fromDay <= day)
    .reduce<D | undefined>((latest, one) => (latest === undefined || isAfter(one, latest) ? one : latest), undefined);
}

/** The decision on one parameter in force today, and those that will be: of several for one day the newest. Pure. */
export function effective<D extends Pick<ParameterDecision, 'fromDay' | 'number'>>(decisions: readonly D[], today: string) {
  const later = Map.groupBy(
    decisions.filter(({ fromDay }) => fromDay > today),
    ({ fromDay }) => fromDay,
  );
  return { now: inForce(decisions, today), coming: [...later].map(([day, same]) => inForce(same, day)!) };
}

/** An edition as far as decisions are concerned: its own values, and the edition that it supersedes. */
export type Deciding = {
  readonly id: string;
  readonly parameters: readonly Pick<Parameter, 'id' | 'value' | 'unit'>[];
  readonly instruments: readonly { readonly id: string }[];
  readonly supersedes: Deciding | null;
};

/**
 * The decisions that hold in an edition: those made under it, and those that hold in the edition that it supersedes, unless it changes the parameter's own value.
 * `all`: the decisions under every edition. Pure.
 */
export function heldDecisions<D extends ParameterDecision>(edition: Deciding, all: readonly D[]): D[] {
  if (all.length === 0) return [];
  const chain: Deciding[] = [];
  for (let one: Deciding | null = edition; one !== null && !chain.includes(one); one = one.supersedes) chain.unshift(one);
  return chain.reduce<D[]>(
    (held, one, at) => [
      ...(at === 0 ? [] : held.filter((decision) => holdsIn(one, chain[at - 1]!, decision))),
      ...all.filter(({ editionId }) => editionId === one.id),
    ],
    [],
  );
}

/** Whether a decision that holds in an edition holds in the next one: it has the parameter with the same own value, and the decided value fits. Pure. */
export function holdsIn(
  next: Pick<Deciding, 'parameters' | 'instruments'>,
  present: Pick<Deciding, 'parameters'>,
  { parameterId, value }: Pick<ParameterDecision, 'parameterId' | 'value'>,
): boolean {
  const [is, was] = [next, present].map(({ parameters }) => parameters.find(({ id }) => id === parameterId));
  return is !== undefined && is.value === was?.value && is.unit === was.unit && valueFault(is, value, next.instruments) === null;
}

function isAfter(one: Pick<ParameterDecision, 'fromDay' | 'number'>, other: typeof one): boolean {
  return one.fromDay > other.fromDay || (one.fromDay === other.fromDay && one.number > other.number);
}

/** Largest value of a unit. A percentage ends at 100; the others are bounds against a slip of the keyboard. */
const LARGEST: Partial<Record<Parameter['unit'], number>> = {
  minutes: 100_000,
  hours: 10_000,
  days: 3650,
  'working-days': 2500,
  months: 120,
  percent: 100,
  people: 1000,
};

/**
 * Why a value does not fit a parameter: it has another type, is not a whole number, or is outside the limits of its unit. An instrument is one of the edition's.
 * Null: it fits. A number never becomes zero, because no room reads zero as "none". Pure.
 */
export function valueFault(
  { value, unit }: Pick<Parameter, 'value' | 'unit'>,
  decided: number | string,
  instruments: readonly { id: string }[],
): 'type' | 'limits' | 'instrument' | null {
  if (typeof value !== typeof decided) return 'type';
  if (typeof decided === 'string') return unit === 'instrument' && !instruments.some(({ id }) => id === decided) ? 'instrument' : null;
  return Number.isInteger(decided) && decided >= 1 && decided <= (LARGEST[unit] ?? 1_000_000_000) ? null : 'limits';
}

/** The largest value that a parameter of this unit may have. */
export function largestOf(unit: Parameter['unit']): number {
  return LARGEST[unit] ?? 1_000_000_000;
}

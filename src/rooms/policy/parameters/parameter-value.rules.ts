import type { Parameter } from '../policy.schema.ts';

/** A decision of the policy office on a parameter of an edition: its value from a day on. */
export type ParameterDecision = {
  readonly editionId: string;
  readonly parameterId: string;
  readonly value: number | string;
  /** The first day on which it holds (UTC). Always later than the day of the decision, so the value of a day is fixed before the day begins. */
  readonly fromDay: string;
  /** Counts the decisions on the parameter. */
  readonly number: number;
};

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

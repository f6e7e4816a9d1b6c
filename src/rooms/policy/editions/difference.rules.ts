import { isDeepStrictEqual } from 'node:util';
import type { EditionMapping } from '../files/mapping.schema.ts';
import { effective, holdsIn, type ParameterDecision, valueOn } from '../parameters/parameter-value.rules.ts';
import type { Clause, EditionData, Obligation, Parameter } from '../policy.schema.ts';
import type { Difference } from './edition.schema.ts';

type Compared = Pick<EditionData, 'id' | 'clauses' | 'obligations' | 'parameters' | 'instruments'>;
type Decided = { readonly decisions: readonly ParameterDecision[]; readonly today: string };
type Carries = Difference['obligations']['changed'][number]['carries'];

/** What the next edition changes in the present one, both with their own values. `decided`: the decisions that hold in the present one. Pure. */
export function differenceOf(
  present: Compared,
  next: Compared & { readonly mapping: EditionMapping | null },
  decided: Decided,
): Difference {
  const row = ({ id, title }: Clause | Obligation) => ({ id, title });
  const carries = (id: string): Carries =>
    next.mapping?.rows.find((one) => one.obligation === id && one.of.includes(id))?.carries ?? 'none';
  return {
    from: present.id,
    clauses: {
      added: missingIn(present.clauses, next.clauses).map(row),
      changed: changedIn(present.clauses, next.clauses).map(([, one]) => row(one)),
      removed: missingIn(next.clauses, present.clauses).map(row),
    },
    obligations: {
      added: missingIn(present.obligations, next.obligations).map(row),
      changed: changedIn(present.obligations, next.obligations).map(([was, one]) => ({
        ...row(one),
        fields: changedFields(was, one),
        carries: carries(one.id),
      })),
      removed: missingIn(next.obligations, present.obligations).map(row),
    },
    parameters: parametersOf(present, next, decided),
  };
}

function parametersOf(present: Compared, next: Compared, { decisions, today }: Decided): Difference['parameters'] {
  const inUse = next.parameters.filter((one) => one.inUse);
  const shown = ({ id, title, unit, value }: Parameter) => ({ id, title, unit, value });
  const both = inUse.flatMap((one) => {
    const was = present.parameters.find(({ id }) => id === one.id);
    return was === undefined ? [] : [[was, one] as const];
  });
  const decided = both.flatMap(([, one]) => {
    const { now, coming } = effective(
      decisions.filter(({ parameterId }) => parameterId === one.id),
      today,
    );
    return [...(now ? [now] : []), ...coming].map((decision) => ({ one, decision, holds: holdsIn(next, present, decision) }));
  });
  const line = ({ one, decision: { value, fromDay } }: (typeof decided)[number]) => ({ ...shown({ ...one, value }), fromDay });
  const holding = decisions.filter((decision) => holdsIn(next, present, decision));
  return {
    added: missingIn(present.parameters, inUse).map(shown),
    changed: both.flatMap(([own, one]) => {
      const was = valueOn(own, decisions, today).value;
      const is = valueOn(one, holding, today);
      return was === is.value && own.unit === is.unit ? [] : [{ ...shown(is), was }];
    }),
    removed: missingIn(inUse, present.parameters).map(({ id, title }) => ({ id, title })),
    hold: decided.filter(({ holds }) => holds).map(line),
    end: decided.filter(({ holds }) => !holds).map((row) => ({ ...line(row), own: row.one.value })),
  };
}

type WithId = { readonly id: string };

function missingIn<T extends WithId>(rows: readonly WithId[], others: readonly T[]): T[] {
  return others.filter(({ id }) => !rows.some((row) => row.id === id));
}

function changedIn<T extends WithId>(before: readonly T[], after: readonly T[]): [T, T][] {
  return after.flatMap((one): [T, T][] => {
    const was = before.find(({ id }) => id === one.id);
    return was === undefined || changedFields(was, one).length === 0 ? [] : [[was, one]];
  });
}

function changedFields(was: object, is: object): string[] {
  const [before, after] = [was, is].map((row) => row as Record<string, unknown>) as [Record<string, unknown>, Record<string, unknown>];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !isDeepStrictEqual(before[key], after[key]));
}

/** What decides whether evidence of an obligation counts whole in the next edition: whom it binds, how strongly, to what, and what shows it. */
const SUBSTANCE = ['clause', 'statement', 'owners', 'strength', 'evidence'] as const satisfies readonly (keyof Obligation)[];

/**
 * The mapping of an edition to the one it follows: the rows of its own file, and for every other obligation that keeps its id a row of its own. Its evidence
 * counts whole where its substance is the same, in part where that changed. Null where nothing continues. Pure.
 */
export function continued(
  present: Pick<EditionData, 'id' | 'obligations'>,
  next: Pick<EditionData, 'obligations'> & { readonly mapping: EditionMapping | null },
  note: EditionMapping['rows'][number]['note'],
): EditionMapping | null {
  const own = next.mapping?.rows ?? [];
  const rows = next.obligations.flatMap((obligation): EditionMapping['rows'] => {
    const named = own.find((row) => row.obligation === obligation.id);
    if (named !== undefined) return [named];
    const was = present.obligations.find(({ id }) => id === obligation.id);
    if (!was?.evidence.kinds.some((kind) => obligation.evidence.kinds.includes(kind))) return [];
    const isSame = SUBSTANCE.every((key) => isDeepStrictEqual(was[key], obligation[key]));
    return [{ obligation: obligation.id, of: [obligation.id], carries: isSame ? 'whole' : 'part', note }];
  });
  return rows.length === 0 ? null : { from: present.id, rows };
}

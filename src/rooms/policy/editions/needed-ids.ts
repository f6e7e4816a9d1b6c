import type { EditionData, Parameter } from '../policy.schema.ts';

/** The obligations that the program itself names: what its rooms record becomes evidence of them. `test/docs/needed-ids.test.ts` compares them with the code. */
export const NAMED_OBLIGATIONS = [
  'A2.2b',
  'A2.2d',
  'A2.3b',
  'P2.4',
  'P3.1',
  'P5.0a',
  'P5.0b',
  'P5b.1',
  'P5b.2',
  'P5d.1',
  'P5f.3',
  'P6.1',
  'P6.2',
] as const;

/** The courses of this installation, as far as they name obligations. */
export type Taught = {
  readonly modules: readonly {
    readonly module: { readonly carries: readonly string[] };
    readonly lessons: readonly { readonly carries: readonly string[]; readonly about: readonly string[] }[];
  }[];
};

export type Needed = {
  readonly obligations: readonly string[];
  readonly kinds: readonly string[];
  readonly instruments: readonly string[];
  readonly parameters: readonly Pick<Parameter, 'id' | 'unit'>[];
};

/**
 * What an edition imported at the desk must keep: obligations that the program names or its courses teach, kinds of evidence, instruments, and the parameters
 * that rooms read. Courses, rooms and the table of treaties stay those of the program, and would otherwise refer to what is not there.
 */
export function neededBy(
  present: Pick<EditionData, 'obligations' | 'evidenceKinds' | 'instruments' | 'parameters'>,
  { modules }: Taught,
): Needed {
  const taught = modules.flatMap(({ module, lessons }) => [
    ...module.carries,
    ...lessons.flatMap(({ carries, about }) => [...carries, ...about]),
  ]);
  const named = new Set<string>([...NAMED_OBLIGATIONS, ...taught]);
  return {
    obligations: present.obligations.flatMap(({ id }) => (named.has(id) ? [id] : [])),
    kinds: present.evidenceKinds.map(({ id }) => id),
    instruments: present.instruments.map(({ id }) => id),
    parameters: present.parameters.filter(({ inUse }) => inUse).map(({ id, unit }) => ({ id, unit })),
  };
}

import { createHash } from 'node:crypto';
import { dayOf } from '#kernel/dates.ts';
import type { Database } from '#platform/db/transaction.ts';
import { currentCurriculum } from '#rooms/courses/index.ts';
import { type FileFault, partiesByCode, rotationsOf, unitsOf } from '#rooms/parties/index.ts';
import { changedFields, type RosterField, type RosterPerson, rotationOf } from './roster.rules.ts';
import { findTrainees, type StoredTrainee } from './roster.store.ts';
import { readRoster } from './roster-file.ts';

/** One row compared with the person on the roster; `stored` null: a new person. */
export type ComparedRow = {
  readonly line: number;
  readonly number: string;
  readonly person: RosterPerson;
  /** Whether they have left by now. */
  readonly left: boolean;
  readonly stored: StoredTrainee | null;
  readonly changed: readonly (RosterField | 'left')[];
};
export type ComparedRoster = {
  readonly rows: ComparedRow[];
  readonly faults: FileFault[];
  readonly fingerprint: string;
  /** Unit or operation by id, to show the difference in names. */
  readonly nameOf: ReadonlyMap<string, string>;
};

type RosterTable = { partyId: string; table: string; firstLine: number };

/** Compares a roster, or a part of one, with the people of the party; `lock`: locks them until the transaction ends. */
export async function compareRoster(
  db: Database,
  { partyId, table, firstLine }: RosterTable,
  now: Date,
  lock = false,
): Promise<ComparedRoster> {
  const [units, operations, rotations] = await Promise.all([unitsOf(db, partyId), partiesByCode(db), rotationsOf(db, { partyId })]);
  const byName = new Map([...Map.groupBy(units, ({ name }) => name)].map(([name, some]) => [name, some.map(({ id }) => id)]));
  const read = readRoster(table, { units: byName, operations, roles: currentCurriculum().roles.map(({ id }) => id) });
  const known = await findTrainees(
    db,
    partyId,
    read.rows.map(({ value }) => value.number),
    lock,
  );
  const today = dayOf(now);
  const rows = read.rows.map(({ line, value }): ComparedRow => {
    const placed = {
      unitId: value.unit === null ? null : byName.get(value.unit)![0]!,
      operationId: value.operation === null ? null : operations.get(value.operation)!,
      arrivesOn: value.arrives,
      leavesOn: value.leaves,
    };
    const person = { ...placed, category: value.category, roles: value.roles, rotationId: rotationOf(rotations, placed) };
    const [stored, left] = [known.get(value.number) ?? null, value.leaves !== null && value.leaves < today];
    const changed = stored === null ? [] : [...changedFields(stored, person), ...(stored.left !== left ? (['left'] as const) : [])];
    return { line: line - 2 + firstLine, number: value.number, person, left, stored, changed };
  });
  const fingerprint = createHash('sha256')
    .update(rows.map(({ number, stored }) => `${number} ${stored?.version ?? 0}`).join('\n'))
    .digest('hex');
  const faults = read.faults.map((fault) => (fault.line === 1 ? fault : { ...fault, line: fault.line - 2 + firstLine }));
  const nameOf = new Map([
    ...units.map(({ id, name }) => [id, name] as const),
    ...[...operations].map(([code, id]) => [id, code] as const),
  ]);
  return { rows, faults, fingerprint, nameOf };
}

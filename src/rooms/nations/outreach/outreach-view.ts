import { dayOf } from '#kernel/dates.ts';
import { isIn } from '#kernel/roles.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Subject } from '#platform/identity/subject.ts';
import { contributionsOn, type OperationDates, type PartyFacts, partyStatusOn, readRegister } from '#rooms/parties/index.ts';
import { NOTHING_KNOWN } from '../treaties/treaty.rules.ts';
import { readCurrentActions } from '../treaties/treaty.store.ts';
import type { TreatyCell } from '../treaties/treaty-table.schema.ts';
import { type Contributor, ENCOURAGED_INSTRUMENTS, type Encouraged } from './outreach.rules.ts';
import type { TreatyStatusOn } from './outreach.schema.ts';

/** The status of nations on the instruments they may be encouraged to join. Without a record it is unknown. */
export async function treatyStatusesOf(
  db: Database,
  nationId?: string,
): Promise<(nationId: string) => (instrument: Encouraged) => TreatyCell> {
  const known = new Map((await readCurrentActions(db, nationId)).map((row) => [`${row.partyId} ${row.instrument}`, row.cell]));
  return (nation) => (instrument) => known.get(`${nation} ${instrument}`) ?? NOTHING_KNOWN;
}

/** The same for these instruments, in display form. */
export const viewTreatyStatuses = (cells: (instrument: Encouraged) => TreatyCell, instruments: readonly Encouraged[]): TreatyStatusOn[] =>
  instruments.map((instrument) => ({ instrument, status: cells(instrument).status, asOf: cells(instrument).asOf }));

/** The nations outside the alliance that contribute today, each with its latest joining. */
export function contributorsOn(
  parties: readonly PartyFacts[],
  operations: OperationDates,
  now: Date,
  treatyStatuses: (nationId: string) => (instrument: Encouraged) => TreatyCell,
): Contributor[] {
  const today = dayOf(now);
  return parties.flatMap((party): Contributor[] => {
    if (party.kind !== 'nation' || partyStatusOn(party, operations, today) !== 'contributor') return [];
    const latest = contributionsOn(party, operations, today).reduce((last, next) => (next.from > last.from ? next : last));
    const cells = treatyStatuses(party.id);
    const status = Object.fromEntries(ENCOURAGED_INSTRUMENTS.map((one) => [one, cells(one).status])) as Contributor['status'];
    return [{ id: party.id, joinedOn: latest.from, operation: latest.operation, status }];
  });
}

/** Parties this subject may write for: the nations of its focal points, and the body of its policy office. */
export const writesFor = (subject: Subject, party: Pick<PartyFacts, 'id' | 'kind'>): boolean =>
  subject.sole
    ? party.kind === 'nation' || party.kind === 'body'
    : subject.grants.some(
        ({ role, party: at }) =>
          (isIn('representatives', role) && at === party.id) ||
          (isIn('office', role) && party.kind === 'body' && (at === party.id || at === null)),
      );

/** Parties by id, with their names. */
export async function namesOf(db: Database, ids: readonly string[]) {
  const { parties } = await readRegister(db, { ids: [...new Set(ids)] });
  const names = new Map(parties.map(({ id, name }) => [id, { id, name }]));
  return (id: string) => names.get(id) ?? { id, name: { en: '', fr: '' } };
}

import { dayOf } from '#kernel/dates.ts';
import { combineLabels } from '#kernel/labels.ts';
import { defineHomePart } from '#platform/home/home-part.ts';
import { may } from '#platform/identity/subject.ts';
import { subjectOf } from '#platform/query.ts';
import { collator } from '#platform/texts/texts.ts';
import { representativesOf } from '#rooms/people/index.ts';
import { currentEdition, type Edition } from '#rooms/policy/index.ts';
import { type BoundParty, boundParties } from '../bound-parties.ts';
import { refreshDue } from '../due.rules.ts';
import { obligationsOfParties, type PartyObligations } from '../party-obligations.ts';
import { countCells } from './clause-counts.rules.ts';
import { ClausesHome } from './clauses-home.schema.ts';
import type { MatrixCell } from './matrix.schema.ts';
import '../permissions.ts';

/** Who keeps each clause, and how do we know: the first question of the policy office. From the same cells as the matrix of nations, so that both show the same. */
export const clausesHome = defineHomePart({
  name: 'clauses',
  group: 'office',
  permission: 'commitments:read',
  protects: 'matrix',
  answer: ClausesHome,
  async run(context) {
    const { db, now } = context;
    const subject = subjectOf(context);
    const edition = currentEdition();
    const today = dayOf(now);
    const bound = await boundParties(db, today);
    const inOrder = collator(subject.language);
    const nations = bound
      .filter(({ id, kind, owes }) => kind === 'nation' && owes.length > 0 && may(subject, 'commitments:read', id))
      .toSorted((a, b) => inOrder(a.name[subject.language], b.name[subject.language]));
    const byParty = await obligationsOfParties(db, edition, nations, now);
    const rows = nations.map((party) => ({ party, own: byParty.get(party.id)! }));
    const clauses = clausesOf(edition, rows, now);
    const late = rows.flatMap(({ party, own }) => {
      const n = own.cells.filter((cell) => cell.late !== null).length;
      return n === 0 ? [] : [{ party: { id: party.id, name: party.name }, n }];
    });
    const people = await representativesOf(
      db,
      late.map(({ party }) => party.id),
      today,
    );
    return {
      asOf: today,
      label: combineLabels(rows.map(({ own }) => own.label)),
      nations: rows.length,
      clauses,
      overdue: overdueOf(edition, rows),
      toRemind: late.map((one) => ({ ...one, people: people.get(one.party.id) ?? [] })),
      differing: differingOf(edition, rows),
      late: clauses.reduce((sum, { late }) => sum + late, 0),
      next: clauses.map(({ next }) => next).toSorted(byDay)[0] ?? null,
    };
  },
});

type Row = { readonly party: BoundParty; readonly own: PartyObligations };

/** The clauses that a nation owes, in the order of the matrix. */
function clausesOf(edition: Edition, rows: readonly Row[], now: Date): ClausesHome['clauses'] {
  return edition.columns.flatMap((id) => {
    const places = edition.obligations.flatMap((obligation, index) => (obligation.clause === id ? [index] : []));
    const cells = rows.flatMap(({ own }) => places.map((index) => own.cells[index]!));
    if (cells.every(({ status }) => status === 'not-applicable')) return [];
    const { short, reconstructed } = edition.clause(id);
    const counted = cells.filter(({ status }) => status !== 'not-applicable');
    return [
      {
        id,
        short,
        reconstructed,
        counts: countCells(cells),
        late: counted.filter(({ late }) => late !== null).length,
        next: nextDue(edition, rows, places, now),
        differing: counted.filter(({ difference }) => difference === 'open').length,
      },
    ];
  });
}

/** The nearest day on which evidence that is still fresh becomes overdue. */
function nextDue(edition: Edition, rows: readonly Row[], places: readonly number[], now: Date): string | null {
  const today = dayOf(now);
  const days = rows.flatMap(({ own }) =>
    places.flatMap((index) => refreshDue(edition, own.obligations[index]!, now).map(({ day }) => day)),
  );
  return days.filter((day) => day >= today).toSorted()[0] ?? null;
}

function overdueOf(edition: Edition, rows: readonly Row[]): ClausesHome['overdue'] {
  return edition.obligations
    .flatMap(({ id, short, reconstructed }, index) => {
      const own = rows.flatMap(({ party, own: { cells } }) => {
        const { late } = cells[index]!;
        return late === null ? [] : [{ id: party.id, name: party.name, late }];
      });
      if (own.length === 0) return [];
      const since = own.map(({ late }) => late).toSorted()[0]!;
      return [{ obligationId: id, short, reconstructed, since, parties: own.map(({ id: partyId, name }) => ({ id: partyId, name })) }];
    })
    .toSorted((a, b) => byDay(a.since, b.since));
}

function differingOf(edition: Edition, rows: readonly Row[]): ClausesHome['differing'] {
  const differs = (cell: MatrixCell) => cell.difference === 'open' && cell.status !== 'not-applicable';
  return rows.flatMap(({ party, own }) => {
    const obligations = edition.obligations.flatMap(({ id, short, reconstructed }, index) => {
      const cell = own.cells[index]!;
      return differs(cell) ? [{ id, short, reconstructed, status: cell.status, origin: cell.origin }] : [];
    });
    return obligations.length === 0 ? [] : [{ party: { id: party.id, name: party.name }, obligations }];
  });
}

function byDay(a: string | null, b: string | null): number {
  return (a ?? '9').localeCompare(b ?? '9');
}

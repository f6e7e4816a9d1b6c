import { z } from 'zod';
import { addMonths, dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import type { Status } from '#kernel/status.ts';
import { defineQuery } from '#platform/query.ts';
import { listSubmitted, monthsOf } from '#rooms/evidence/index.ts';
import { currentEdition, type Edition } from '#rooms/policy/index.ts';
import { boundParties } from '../bound-parties.ts';
import { doesNotAge, refreshDue } from '../due.rules.ts';
import { obligationsOfParties, type PartyObligations } from '../party-obligations.ts';
import { Dossier, type DossierClause } from './dossier.schema.ts';
import '../permissions.ts';

const MONTHS = 24;
const LAST = 5;

/** The dossier of one party: what it is, a mark per obligation by clause, two years of evidence by month, what is due next. */
export const getDossier = defineQuery({
  name: 'commitments/get-dossier',
  permission: 'commitments:read',
  input: z.strictObject({ partyId: z.uuid() }),
  answer: Dossier,
  party: (input) => input.partyId,
  protects: { kind: 'dossier', id: ({ partyId }) => partyId },
  async run({ db, now }, { partyId }) {
    const edition = currentEdition();
    const [party] = await boundParties(db, dayOf(now), { ids: [partyId] });
    if (party === undefined) throw new AppError('platform/not-found');
    const since = dayOf(addMonths(now, 1 - MONTHS)).slice(0, 7);
    const [obligationsByParty, months, last] = await Promise.all([
      obligationsOfParties(db, edition, [party], now),
      monthsOf(db, edition.id, partyId, since),
      listSubmitted(db, partyId, LAST, { counting: true }),
    ]);
    const partyObligations = obligationsByParty.get(party.id)!;
    return {
      editionId: edition.id,
      asOf: dayOf(now),
      party: { id: party.id, kind: party.kind, name: party.name, group: party.group, statusNeutral: party.statusNeutral },
      bound: party.owes.length > 0,
      clauses: edition.columns.map((clauseId) => clauseOf(edition, clauseId, partyObligations, months, now)),
      items: partyObligations.items,
      declared: partyObligations.declared,
      label: partyObligations.label,
      last: last.map(({ id, title, kind, says, origin, date, obligationIds, label }) => ({
        id,
        title,
        kind,
        says,
        origin,
        date,
        obligationIds,
        label,
      })),
      statuses: countBy(partyObligations.cells.map((cell) => cell.status)),
    };
  },
});

function clauseOf(
  edition: Edition,
  clauseId: string,
  partyObligations: PartyObligations,
  months: Awaited<ReturnType<typeof monthsOf>>,
  now: Date,
): DossierClause {
  const obligations = partyObligations.obligations.filter((state) => state.obligation.clause === clauseId);
  const ids = new Set(obligations.map((state) => state.obligation.id));
  const cells = new Map(partyObligations.cells.map((cell) => [cell.obligationId, cell]));
  const byMonth = new Map<string, { month: string; items: number; declared: number }>();
  for (const row of months.filter((one) => ids.has(one.obligationId))) {
    // An evidence item with two obligations of a clause is one dot of it: the larger count, not the sum.
    const before = byMonth.get(row.month);
    byMonth.set(row.month, {
      month: row.month,
      items: Math.max(before?.items ?? 0, row.items),
      declared: Math.max(before?.declared ?? 0, row.declared),
    });
  }
  const days = obligations.flatMap((state) =>
    state.latest.filter((item) => state.decidedBy.includes(item.itemId)).map((item) => item.countsOn),
  );
  const due = obligations.flatMap((state) => refreshDue(edition, state, now)).sort((a, b) => (a.day < b.day ? -1 : 1));
  return {
    clauseId,
    obligations: obligations.map((state) => ({ ...cells.get(state.obligation.id)!, strength: state.commitment?.strength ?? null })),
    months: [...byMonth.values()].sort((a, b) => (a.month < b.month ? -1 : 1)),
    latest: days.sort().at(-1) ?? null,
    doesNotAge: obligations.some((state) => doesNotAge(edition, state, now)),
    next: due[0] ?? null,
  };
}

function countBy(statuses: readonly Status[]): Partial<Record<Status, number>> {
  const counts: Partial<Record<Status, number>> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

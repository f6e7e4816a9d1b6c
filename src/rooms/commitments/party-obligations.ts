import { dayOf } from '#kernel/dates.ts';
import { covers, joined } from '#kernel/labels.ts';
import type { ExportLabel, RecordLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';
import { labelsHeld, type SummaryRow, summariesOf, totalsOf } from '#rooms/evidence/index.ts';
import type { Edition } from '#rooms/policy/index.ts';
import { type CurrentAnswer, currentAnswers } from './answers/answers.store.ts';
import type { BoundParty } from './bound-parties.ts';
import { lateSince } from './due.rules.ts';
import type { MatrixCell } from './matrix/matrix.schema.ts';
import { carryOver, earlierObligations, kindAndOrigin } from './obligations/carried-over.rules.ts';
import { type ObligationState, obligationsOn } from './obligations/obligation-status.rules.ts';
import { requestedObligations } from './requests/requests.store.ts';
import { currentViews } from './views/views.store.ts';

/** The obligations of a party in the order of the policy, with the evidence behind them. */
export type PartyObligations = {
  readonly obligations: readonly ObligationState[];
  readonly cells: MatrixCell[];
  readonly items: number;
  readonly declared: number;
  readonly answers: ReadonlyMap<string, CurrentAnswer>;
  /** The label of everything that this reader was shown of it. */
  readonly label: ExportLabel;
};

/**
 * Reads evidence, answers and requests of these parties and derives every status. Six statements, regardless of the history; eight where the edition has a mapping to an
 * earlier one. With `within`, reads only what may be written under that label.
 */
export async function obligationsOfParties(
  db: Database,
  edition: Edition,
  parties: readonly BoundParty[],
  now: Date,
  within?: RecordLabel,
): Promise<Map<string, PartyObligations>> {
  const ids = parties.map((party) => party.id);
  const from = edition.mapping?.from;
  const [summaries, earlier, totals, expectationAnswers, requested, views, labels] = await Promise.all([
    summariesOf(db, edition.id, ids, { within }),
    from === undefined ? [] : summariesOf(db, from, ids, { within }),
    totalsOf(db, edition.id, ids),
    currentAnswers(db, edition.id, ids),
    requestedObligations(db, edition.id, ids, dayOf(now)),
    currentViews(db, edition.id, ids),
    Promise.all([edition.id, ...(from === undefined ? [] : [from])].map((id) => labelsHeld(db, id, ids))).then((held) => held.flat()),
  ]);
  const answers = within ? expectationAnswers.filter((answer) => covers(within, answer.label)) : expectationAnswers;
  const rowsOf = Map.groupBy(summaries, (row) => row.partyId);
  const earlierOf = Map.groupBy(earlier, (row) => row.partyId);
  const viewsOfParty = Map.groupBy(views, (view) => view.partyId);
  const answersOf = Map.groupBy(answers, (answer) => answer.partyId);
  const heldBy = new Map(totals.map((row) => [row.partyId, row]));
  const obligationsOf = obligationsOn(edition, now);
  return new Map(
    parties.map((party) => {
      const byObligation = Map.groupBy(rowsOf.get(party.id) ?? [], (row) => row.obligationId);
      const partyAnswers = new Map((answersOf.get(party.id) ?? []).map((answer) => [answer.obligationId, answer]));
      const before = Map.groupBy(earlierOf.get(party.id) ?? [], (row) => row.obligationId);
      const latest = carryOver(edition, byObligation, before);
      const obligations = obligationsOf({
        kinds: party.owes,
        operations: party.operations,
        latest,
        answers: partyAnswers,
        requested: requested.get(party.id) ?? null,
        views: Map.groupBy(viewsOfParty.get(party.id) ?? [], (view) => view.obligationId),
      });
      const cells = obligations.map((state) => cellOf(edition, state, rowsBehind(edition, state.obligation.id, byObligation, before), now));
      const { items = 0, declared = 0 } = heldBy.get(party.id) ?? {};
      const label = joined([
        ...labels.filter((row) => row.partyId === party.id).map((row) => row.label),
        ...[...partyAnswers.values()].map((answer) => answer.label),
      ]);
      return [party.id, { obligations, cells, items, declared, answers: partyAnswers, label }];
    }),
  );
}

/** Reads the input for the status of one obligation of one party: the newest evidence of each kind and the answer. A few statements, sent together. */
export async function readObligation(db: Database, edition: Edition, partyId: string, obligationId: string, now: Date) {
  const from = edition.mapping?.from;
  const before = earlierObligations(edition, obligationId).map((source) => source.obligationId);
  const [own, earlier, expectationAnswers, requested, views] = await Promise.all([
    summariesOf(db, edition.id, [partyId], { obligations: [obligationId] }),
    from === undefined || before.length === 0 ? [] : summariesOf(db, from, [partyId], { obligations: before }),
    currentAnswers(db, edition.id, [partyId], obligationId),
    requestedObligations(db, edition.id, [partyId], dayOf(now)),
    currentViews(db, edition.id, [partyId], obligationId),
  ]);
  const byObligation = (rows: readonly SummaryRow[]) => Map.groupBy(rows, (row) => row.obligationId);
  return {
    latest: carryOver(edition, byObligation(own), byObligation(earlier)),
    answers: new Map(expectationAnswers.map((answer) => [answer.obligationId, answer])),
    requested: requested.get(partyId) ?? null,
    views: new Map([[obligationId, views]]),
  };
}

type ByObligation = ReadonlyMap<string, readonly SummaryRow[]>;

// The largest count of each, not the sum: one evidence item can name several earlier obligations.
function rowsBehind(edition: Edition, obligationId: string, own: ByObligation, before: ByObligation): readonly SummaryRow[] {
  const rows = own.get(obligationId) ?? [];
  if (before.size === 0) return rows;
  const source = earlierObligations(edition, obligationId).flatMap(({ obligationId: of, kinds }) =>
    (before.get(of) ?? []).filter((row) => kinds.includes(row.kind) && !rows.some((own) => kindAndOrigin(own) === kindAndOrigin(row))),
  );
  const largest = [...Map.groupBy(source, (row) => `${kindAndOrigin(row)} ${row.effect}`).values()].map((same) =>
    same.reduce((a, b) => (b.items > a.items ? b : a)),
  );
  return [...rows, ...largest];
}

function cellOf(edition: Edition, state: ObligationState, rows: readonly SummaryRow[], now: Date): MatrixCell {
  return {
    obligationId: state.obligation.id,
    status: state.status,
    origin: state.origin,
    difference: state.difference,
    late: lateSince(edition, state, now),
    answer: state.answer,
    items: rows.reduce((sum, row) => sum + row.items, 0),
  };
}

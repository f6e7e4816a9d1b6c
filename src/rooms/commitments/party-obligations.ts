import { dayOf } from '#kernel/dates.ts';
import { combineLabels, labelCovers } from '#kernel/labels.ts';
import type { ExportLabel, RecordLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';
import { labelsHeld, measuredWithin, type SummaryRow, summariesOf, totalsOf } from '#rooms/evidence/index.ts';
import type { Edition } from '#rooms/policy/index.ts';
import { type CurrentAnswer, currentAnswers } from './answers/answers.store.ts';
import type { BoundParty } from './bound-parties.ts';
import { lateSince } from './due.rules.ts';
import type { MatrixCell } from './matrix/matrix.schema.ts';
import { carryOver, countingRows, editionsBehind, obligationsBehind } from './obligations/carried-over.rules.ts';
import { nilPeriods } from './obligations/nil-period.rules.ts';
import { type ObligationState, obligationsOn } from './obligations/obligation-status.rules.ts';
import { requestedObligations } from './requests/requests.store.ts';
import type { LatestItem } from './status.rules.ts';
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
 * Reads evidence, answers and requests of these parties and derives every status. Six statements, regardless of the history, and two more for each earlier
 * edition whose evidence carries over, and one where a nil return counts. With `within`, reads only what may be written under that label.
 */
export async function obligationsOfParties(
  db: Database,
  edition: Edition,
  parties: readonly BoundParty[],
  now: Date,
  within?: RecordLabel,
): Promise<Map<string, PartyObligations>> {
  const ids = parties.map((party) => party.id);
  const editionIds = editionsBehind(edition).map(({ id }) => id);
  const [summaries, totals, expectationAnswers, requested, views, labels] = await Promise.all([
    inEachEdition(editionIds, (id) => summariesOf(db, id, ids, { within })),
    totalsOf(db, edition.id, ids),
    currentAnswers(db, edition.id, ids),
    requestedObligations(db, edition.id, ids, dayOf(now)),
    currentViews(db, edition.id, ids),
    inEachEdition(editionIds, (id) => labelsHeld(db, id, ids)).then((held) => held.flatMap(([, rows]) => rows)),
  ]);
  const answers = within ? expectationAnswers.filter((answer) => labelCovers(within, answer.label)) : expectationAnswers;
  const rowsOf = summaries.map(([id, rows]) => [id, Map.groupBy(rows, (row) => row.partyId)] as const);
  const viewsOfParty = Map.groupBy(views, (view) => view.partyId);
  const answersOf = Map.groupBy(answers, (answer) => answer.partyId);
  const heldBy = new Map(totals.map((row) => [row.partyId, row]));
  const obligationsOf = obligationsOn(edition, now);
  const evidenceOf = new Map(
    ids.map((partyId) => {
      const byEdition: ByEdition = new Map(
        rowsOf.map(([id, rows]) => [id, Map.groupBy(rows.get(partyId) ?? [], (row) => row.obligationId)]),
      );
      return [partyId, { byEdition, latest: carryOver(edition, byEdition) }];
    }),
  );
  const cases = await casesInNilPeriods(db, edition, new Map([...evidenceOf].map(([id, { latest }]) => [id, latest])), now, within);
  return new Map(
    parties.map((party) => {
      const { byEdition, latest } = evidenceOf.get(party.id)!;
      const partyAnswers = new Map((answersOf.get(party.id) ?? []).map((answer) => [answer.obligationId, answer]));
      const obligations = obligationsOf({
        kinds: party.owes,
        operations: party.operations,
        latest,
        cases: cases.get(party.id) ?? new Map(),
        answers: partyAnswers,
        requested: requested.get(party.id) ?? null,
        views: Map.groupBy(viewsOfParty.get(party.id) ?? [], (view) => view.obligationId),
      });
      const cells = obligations.map((state) => cellOf(edition, state, rowsBehind(edition, state.obligation.id, byEdition), now));
      const { items = 0, declared = 0 } = heldBy.get(party.id) ?? {};
      const label = combineLabels([
        ...labels.filter((row) => row.partyId === party.id).map((row) => row.label),
        ...[...partyAnswers.values()].map((answer) => answer.label),
      ]);
      return [party.id, { obligations, cells, items, declared, answers: partyAnswers, label }];
    }),
  );
}

/** Reads the input for the status of one obligation of one party: the newest evidence of each kind, what carries over, and the answer. A few statements, sent together. */
export async function readObligation(db: Database, edition: Edition, partyId: string, obligationId: string, now: Date) {
  const behind = new Map(obligationsBehind(edition, obligationId).map(({ editionId, obligationIds }) => [editionId, obligationIds]));
  const [summaries, expectationAnswers, requested, views] = await Promise.all([
    inEachEdition([...behind.keys()], (id) => summariesOf(db, id, [partyId], { obligations: behind.get(id)! })),
    currentAnswers(db, edition.id, [partyId], obligationId),
    requestedObligations(db, edition.id, [partyId], dayOf(now)),
    currentViews(db, edition.id, [partyId], obligationId),
  ]);
  const byEdition: ByEdition = new Map(summaries.map(([id, rows]) => [id, Map.groupBy(rows, (row) => row.obligationId)]));
  const latest = carryOver(edition, byEdition);
  const cases = await casesInNilPeriods(db, edition, new Map([[partyId, latest]]), now);
  return {
    latest,
    carried: carriedSources(edition, partyId, obligationId, byEdition),
    cases: cases.get(partyId) ?? new Map<string, LatestItem[]>(),
    answers: new Map(expectationAnswers.map((answer) => [answer.obligationId, answer])),
    requested: requested.get(partyId) ?? null,
    views: new Map([[obligationId, views]]),
  };
}

/** Summary rows by edition and obligation. */
type ByEdition = ReadonlyMap<string, ReadonlyMap<string, readonly SummaryRow[]>>;

function inEachEdition<R>(ids: readonly string[], read: (id: string) => Promise<R>): Promise<(readonly [string, R])[]> {
  return Promise.all(ids.map(async (id) => [id, await read(id)] as const));
}

/** The cases in the periods of nil returns, by party and obligation. A later case of the kind takes their place in the summary. No statement without a nil return. */
async function casesInNilPeriods(
  db: Database,
  edition: Edition,
  latestOf: ReadonlyMap<string, ReadonlyMap<string, readonly LatestItem[]>>,
  now: Date,
  within?: RecordLabel,
): Promise<ReadonlyMap<string, ReadonlyMap<string, readonly LatestItem[]>>> {
  const periods = [...latestOf].flatMap(([partyId, latest]) => nilPeriods(edition, partyId, latest, now));
  const found = periods.length === 0 ? [] : await measuredWithin(db, periods, within);
  const cases = found.map(({ partyId, of, itemId, kind, says, countsOn, ...row }) => {
    const carried = row.editionsBack > 0 && { carriedFrom: row.obligationId, editionsBack: row.editionsBack };
    return { partyId, of, item: { itemId, kind, says, countsOn, origin: 'measured' as const, ...carried } };
  });
  return new Map(
    [...Map.groupBy(cases, ({ partyId }) => partyId)].map(([partyId, own]) => [
      partyId,
      new Map([...Map.groupBy(own, ({ of }) => of)].map(([of, some]) => [of, some.map(({ item }) => item)])),
    ]),
  );
}

/** The evidence of earlier editions that counts for an obligation, nearest edition first: only the kinds and origins that carry over. */
function carriedSources(edition: Edition, partyId: string, obligationId: string, byEdition: ByEdition): CarriedItems[] {
  const editions = editionsBehind(edition);
  const counting = countingRows(edition, obligationId, (editionId, id) => byEdition.get(editionId)?.get(id) ?? []);
  const carried = counting.filter(({ carriedFrom }) => carriedFrom !== null).toSorted((a, b) => a.editionsBack - b.editionsBack);
  return [...Map.groupBy(carried, ({ editionsBack, carriedFrom }) => `${editionsBack} ${carriedFrom}`).values()].map((some) => ({
    ...{ partyId, editionId: editions[some[0]!.editionsBack]!.id, obligationId: some[0]!.carriedFrom! },
    of: [...new Set(some.map(({ row }) => `${row.kind} ${row.origin}`))],
  }));
}

/** The evidence of one obligation of an earlier edition, of the kinds and origins that carry over. */
export type CarriedItems = { editionId: string; partyId: string; obligationId: string; of: string[] };

// Of an earlier edition the largest count of each, not the sum: one evidence item can name several of its obligations.
function rowsBehind(edition: Edition, obligationId: string, byEdition: ByEdition): readonly SummaryRow[] {
  if (byEdition.size === 1) return byEdition.get(edition.id)?.get(obligationId) ?? [];
  const counting = countingRows(edition, obligationId, (editionId, id) => byEdition.get(editionId)?.get(id) ?? []);
  const same = Map.groupBy(counting, ({ row, editionsBack }) => `${editionsBack} ${row.kind} ${row.origin} ${row.effect}`);
  return [...same.values()].map((rows) => rows.map(({ row }) => row).reduce((a, b) => (b.items > a.items ? b : a)));
}

function countOf(rows: readonly SummaryRow[]): number {
  return rows.reduce((sum, row) => sum + row.items, 0);
}

function cellOf(edition: Edition, state: ObligationState, rows: readonly SummaryRow[], now: Date): MatrixCell {
  return {
    obligationId: state.obligation.id,
    status: state.status,
    origin: state.origin,
    difference: state.difference,
    late: lateSince(edition, state, now),
    answer: state.answer,
    items: countOf(rows),
  };
}

import { sql } from 'kysely';
import { LABELS, labelOfRow } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Origin, Says } from '#kernel/status.ts';
import type { Database } from '#platform/db/transaction.ts';

/** What an item does for a status: the newest of each is kept apart. */
type Effect = 'decides' | 'nil' | 'zero' | 'informs';

/** The summary of one party, obligation, kind, origin and effect: how many evidence items count, and the newest of them. */
export type SummaryRow = {
  partyId: string;
  obligationId: string;
  kind: string;
  origin: Origin;
  effect: Effect;
  /** How many count; the other fields are those of the newest. */
  items: number;
  itemId: string;
  says: Says;
  countsOn: string;
};

/**
 * The evidence summary of these parties, as far as the subject may read it. Its cost depends on the number of parties, not on their history. Each party is one
 * row whose entries are stored as text (`evidence.summary.entry`): a matrix has ten thousand entries, and as many rows would take the driver twice as long.
 * `within` leaves out what must not be written under that label; `obligations` limits the result to these obligations.
 */
export async function summariesOf(
  db: Database,
  editionId: string,
  partyIds: readonly string[],
  { within, obligations }: { within?: RecordLabel | undefined; obligations?: readonly string[] } = {},
): Promise<SummaryRow[]> {
  const filter = obligations ? sql`and ${isAmong('obligation_id', obligations, 'text')}` : sql``;
  const { rows } = await sql<{
    partyId: string;
    entries: string;
    severalLabels: boolean;
  }>`select party_id as "partyId", min(label) <> max(label) as "severalLabels",
      string_agg(entry, ',') as entries
    from evidence.summary where edition_id = ${editionId} and ${isAmong('party_id', partyIds, 'uuid')} ${filter} ${coveredBy(within)} group by party_id`.execute(
    db,
  );
  const toRow = entryReader();
  return rows.flatMap(({ partyId, entries, severalLabels }) => {
    const summaries = entries.split(',').map((entry) => toRow(partyId, entry));
    return severalLabels ? overLabels(summaries) : summaries;
  });
}

function coveredBy(within: RecordLabel | undefined) {
  if (within === undefined) return sql``;
  return sql`and label_level <= ${LABELS.indexOf(within.level)} and (releasable_to is null or ${within.releasableTo}::uuid[] <@ releasable_to)`;
}

// One value is compared with `=`. The planner assumes that an array parameter is long, so it would replan the statement on each run as cheaper for one value.
function isAmong(column: string, values: readonly string[], type: 'uuid' | 'text') {
  const [one] = values;
  if (values.length === 1) return sql`${sql.ref(column)} = ${one}`;
  return sql`${sql.ref(column)} = any (${[...values]}::${sql.raw(type)}[])`;
}

// The summary is stored per label, so that readers learn only of labels they may read. The newest item among the labels this reader may read counts.
function overLabels(rows: readonly SummaryRow[]): SummaryRow[] {
  const of = (row: SummaryRow) => `${row.obligationId} ${row.kind} ${row.origin} ${row.effect}`;
  return [...Map.groupBy(rows, of).values()].map((same) => ({
    ...same.reduce((newest, row) => (isNewer(row, newest) ? row : newest)),
    items: same.reduce((sum, row) => sum + row.items, 0),
  }));
}

function isNewer(one: SummaryRow, other: SummaryRow): boolean {
  return `${one.countsOn} ${one.itemId}` > `${other.countsOn} ${other.itemId}`;
}

type EntryKey = Pick<SummaryRow, 'obligationId' | 'kind' | 'origin' | 'effect' | 'says'>;

// Ten thousand entries share a few hundred keys, and each key is split once.
function entryReader() {
  const keys = new Map<string, EntryKey>();
  const keyOf = (text: string): EntryKey => {
    const [obligationId = '', kind = '', origin, effect, says] = text.split(' ');
    const key = { obligationId, kind, origin: origin as Origin, effect: effect as Effect, says: says as Says };
    keys.set(text, key);
    return key;
  };
  return (partyId: string, entry: string): SummaryRow => {
    const items = entry.indexOf(' ');
    const day = entry.indexOf(' ', items + 1);
    const end = entry.indexOf(' ', day + 1);
    const text = entry.slice(end + 1);
    const { obligationId, kind, origin, effect, says } = keys.get(text) ?? keyOf(text);
    const [itemId, countsOn] = [entry.slice(0, items), entry.slice(day + 1, end)];
    return { partyId, obligationId, kind, origin, effect, items: Number(entry.slice(items + 1, day)), itemId, says, countsOn };
  };
}

/** What is looked up in a period: the newest measured item of one kind, about one party and obligation, on these days or between them. */
export type MeasuredPeriod = Pick<SummaryRow, 'partyId' | 'obligationId' | 'kind'> & { editionId: string; from: string; to: string };

/**
 * The newest measured item of each period, as far as the subject may read it. The summary has only the newest item of all, so an item of the period is no longer
 * in it once a later one came. `within` leaves out what must not be written under that label.
 */
export async function measuredWithin<P extends MeasuredPeriod>(
  db: Database,
  periods: readonly P[],
  within?: RecordLabel,
): Promise<(P & Pick<SummaryRow, 'itemId' | 'says' | 'countsOn'>)[]> {
  const { rows } = await sql<{
    at: number;
    itemId: string;
    says: Says;
    countsOn: string;
  }>`select p.at::int as at, o.item_id as "itemId", o.says, o.counts_on as "countsOn"
    from unnest(${periods.map((one) => one.editionId)}::text[], ${periods.map((one) => one.partyId)}::uuid[],
      ${periods.map((one) => one.obligationId)}::text[], ${periods.map((one) => one.kind)}::text[], ${periods.map((one) => one.from)}::text[],
      ${periods.map((one) => one.to)}::text[]) with ordinality p (edition_id, party_id, obligation_id, kind, from_day, to_day, at)
    cross join lateral (select * from evidence.item_obligation i
      where i.edition_id = p.edition_id and i.party_id = p.party_id and i.obligation_id = p.obligation_id and i.kind = p.kind
        and i.origin = 'measured' and i.counts and i.says not in ('nil', 'zero') and i.counts_on between p.from_day and p.to_day
        ${coveredBy(within)}
      order by i.counts_on desc, i.submitted_at desc, i.item_id desc limit 1) o`.execute(db);
  return rows.map(({ at, ...found }) => ({ ...periods[at - 1]!, ...found }));
}

/** How many evidence items of each party count. An item with several obligations counts once. A party without evidence has no row. */
export async function totalsOf(
  db: Database,
  editionId: string,
  partyIds: readonly string[],
): Promise<{ partyId: string; items: number; declared: number }[]> {
  const { rows } = await sql<{
    partyId: string;
    items: number;
    declared: number;
  }>`select party_id as "partyId", sum(items)::int as items,
      sum(declared)::int as declared
    from evidence.total where edition_id = ${editionId} and party_id = any (${[...partyIds]}::uuid[]) group by party_id`.execute(db);
  return rows;
}

/** The labels of the evidence of these parties that counts, as far as the subject may read it. */
export async function labelsHeld(
  db: Database,
  editionId: string,
  partyIds: readonly string[],
): Promise<{ partyId: string; label: RecordLabel }[]> {
  const { rows } = await sql<{
    partyId: string;
    level: number;
    releasableTo: string[] | null;
  }>`select party_id as "partyId", label_level as level,
      releasable_to as "releasableTo"
    from evidence.total where edition_id = ${editionId} and party_id = any (${[...partyIds]}::uuid[]) and items > 0`.execute(db);
  return rows.map(({ partyId, level, releasableTo }) => ({ partyId, label: labelOfRow(level, releasableTo) }));
}

/** How many evidence items of a party count, per obligation and month (`YYYY-MM`), from a given month. */
export async function monthsOf(
  db: Database,
  editionId: string,
  partyId: string,
  since: string,
): Promise<{ obligationId: string; month: string; items: number; declared: number }[]> {
  const { rows } = await sql<{
    obligationId: string;
    month: string;
    items: number;
    declared: number;
  }>`select obligation_id as "obligationId", month, sum(items)::int as items, sum(declared)::int as declared
    from evidence.monthly_total where edition_id = ${editionId} and party_id = ${partyId} and month >= ${since} group by month, obligation_id
    order by month, obligation_id`.execute(db);
  return rows;
}

import { sql } from 'kysely';
import { addMonths, dayOf, endOf } from '#kernel/dates.ts';
import type { CommandContext } from '#platform/command.ts';
import { countsOn } from './evidence.rules.ts';
import type { NewItem } from './item.schema.ts';
import { bothOf } from './item-columns.ts';
import { recordEvidence } from './record-evidence.ts';

type Context = Pick<CommandContext, 'db' | 'write' | 'now' | 'newId' | 'subject'>;

/** Unchanged figures are recorded again after a month, so that what is measured every day does not become overdue. */
const MONTHS_UNCHANGED = 1;

/**
 * Records the newest state of what a room measures about a party. It replaces the state of the same day, so that there is one item per party, obligation and day.
 * Records nothing where the newest state has the same words, and answers its id.
 */
export async function recordMeasured(context: Context, item: Omit<NewItem, 'origin'>): Promise<string> {
  const { db, write, now } = context;
  const day = countsOn(item, now);
  const { rows } = await sql<{ id: string; same: boolean; countsOn: string }>`select p.id, p.counts_on as "countsOn",
      (p.says, p.title_en, p.source_en) = (${item.says}, ${bothOf(item.title).en}, ${bothOf(item.source).en}) as same
    from evidence.item p
    where p.party_id = ${item.partyId} and p.edition_id = ${item.editionId} and p.kind = ${item.kind} and p.origin = 'measured' and p.state = 'submitted'
      and array(select o.obligation_id from evidence.item_obligation o where o.item_id = p.id order by 1) = ${[...item.obligationIds].sort()}::text[]
    order by p.counts_on desc, p.id desc limit 20`.execute(db);
  const [newest] = rows;
  if (newest?.same && dayOf(addMonths(endOf(newest.countsOn), MONTHS_UNCHANGED)) > day) return newest.id;
  const id = recordEvidence(context, { ...item, origin: 'measured' });
  const replaced = rows.filter((row) => row.countsOn === day).map((row) => row.id);
  const supersede = sql`select evidence.supersede(${replaced}::uuid[], ${id}, ${now})`;
  if (replaced.length > 0) write({ compile: () => supersede.compile(db) });
  return id;
}

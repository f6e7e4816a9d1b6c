import { sql } from 'kysely';
import type { CommandContext } from '#platform/command.ts';
import { holdsRole, type Subject } from '#platform/identity/subject.ts';
import { countsOn } from './evidence.rules.ts';
import type { ItemContent, NewItem } from './item.schema.ts';
import { endReplaced, insertItem, isStillSaid, measuredStates, releaseItems, withdrawItems } from './item.store.ts';
import { insertMany, withdrawMany as withdrawStatement } from './many.store.ts';

/**
 * Records a submitted evidence item in the transaction of another room's command. Triggers update the evidence summary in the same transaction. Queues the
 * statements and returns the id of the new item. An obligation that the edition does not have makes the command fail. `replaces` is the id of an item of the
 * same party, kind and origin: it no longer counts, stays readable as corrected, and the new item points to it. `id` is the id of the row of the other room
 * that the item is about, where that row ends the item automatically.
 */
export function recordEvidence(
  context: Pick<CommandContext, 'write' | 'now' | 'newId' | 'subject'>,
  item: NewItem,
  { replaces, id = context.newId() }: { replaces?: string | undefined; id?: string } = {},
): string {
  const row = {
    ...item,
    ...(replaces !== undefined && { correctsId: replaces }),
    id,
    byOffice: isByOffice(context.subject, item),
    enteredAt: context.now,
    countsOn: countsOn(item, context.now),
  };
  context.write(insertItem(row));
  // After its successor: the database lets an item that was not declared end only where a successor of its kind and origin points to it.
  if (replaces !== undefined) context.write(endReplaced(replaces, context.now));
  return id;
}

/**
 * Records many declared evidence items, such as an imported table, with two statements regardless of their number. The caller checks the rows; an obligation that
 * the edition does not have makes the command fail.
 */
export function recordMany(
  context: Pick<CommandContext, 'write' | 'now' | 'newId' | 'subject'>,
  items: readonly { partyId: string; content: ItemContent }[],
): string[] {
  const rows = items.map(({ partyId, content: { label: _, documentId: __, ...content } }) => ({
    ...content,
    partyId,
    origin: 'declared' as const,
    id: context.newId(),
    byOffice: isByOffice(context.subject, { partyId, origin: 'declared' }),
    countsOn: countsOn(content, context.now),
  }));
  for (const statement of insertMany(rows, context.now)) context.write(statement);
  return rows.map(({ id }) => id);
}

/** Withdraws the evidence of an import that still counts. Queued. Row-level security checks whether the subject may withdraw it. */
export function withdrawMany(context: Pick<CommandContext, 'write' | 'now'>, itemIds: readonly string[], reason: string): void {
  if (itemIds.length > 0) context.write(withdrawStatement(itemIds, context.now, reason));
}

/** Makes evidence visible to everybody who is signed in, when a round that cites it is adopted. Queued. Only the policy office can. */
export function releaseEvidence(context: Pick<CommandContext, 'write' | 'now'>, itemIds: readonly string[]): void {
  if (itemIds.length > 0) context.write(releaseItems(itemIds, context.now));
}

/** Withdraws measured, rated or sourced evidence when the work that left it is undone. Queued. Only the policy office can, and never what was declared. */
export function withdrawRecorded(context: Pick<CommandContext, 'write' | 'now'>, itemIds: readonly string[], reason: string): void {
  if (itemIds.length > 0) context.write(withdrawItems(itemIds, context.now, reason));
}

/**
 * Records the newest state of a record that a party keeps about itself, such as its action plan. `previous` is the item of the state before. Of two states of one
 * day only the newer counts: it replaces the earlier one. An earlier day's item stays as it was, and so does one that its party withdrew.
 */
export async function recordState(
  context: Pick<CommandContext, 'db' | 'write' | 'now' | 'newId' | 'subject'>,
  item: Omit<NewItem, 'origin'>,
  previous: string | null,
): Promise<string> {
  const { rows } = await sql<{ countsOn: string }>`select counts_on as "countsOn" from evidence.item
    where id = ${previous} and origin = 'declared' and state = 'submitted'`.execute(context.db);
  const isSameDay = rows[0]?.countsOn === countsOn(item, context.now);
  return recordEvidence(context, { ...item, origin: 'declared' }, isSameDay && previous !== null ? { replaces: previous } : {});
}

/**
 * Records the newest state of what a room measures about a party. It replaces the state of the same day, so that there is one item per party, obligation and day.
 * Records nothing where the newest state has the same words, and answers its id.
 */
export async function recordMeasured(
  context: Pick<CommandContext, 'db' | 'write' | 'now' | 'newId' | 'subject'>,
  item: Omit<NewItem, 'origin'>,
): Promise<string> {
  const { db, write, now } = context;
  const day = countsOn(item, now);
  const rows = await measuredStates(db, item);
  const [newest] = rows;
  if (newest !== undefined && isStillSaid(newest, item, now)) return newest.id;
  const id = recordEvidence(context, { ...item, origin: 'measured' });
  const replaced = rows.filter((row) => row.countsOn === day).map((row) => row.id);
  if (replaced.length > 0) write(sql`select evidence.supersede(${replaced}::uuid[], ${id}, ${now})`);
  return id;
}

// Nobody but the policy office, or the installation for it, rates a party or reads a public source about it.
function isByOffice(subject: Subject, { partyId, origin }: Pick<NewItem, 'partyId' | 'origin'>): boolean {
  return origin === 'rated' || origin === 'public-source' || subject.kind === 'installation' || !isOwnStatement(subject, partyId);
}

/** Whether evidence that a subject enters about a party is the party's own statement. Only the policy office writes about others, in its own name. */
export function isOwnStatement(subject: Subject, partyId: string): boolean {
  return subject.kind === 'installation' || holdsRole(subject, 'evidence-writers', partyId);
}

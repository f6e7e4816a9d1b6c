import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { keyOf, PageQuery, pageOf, toPage } from '#kernel/page.ts';
import { defineQuery } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { namesOf } from '#rooms/people/index.ts';
import { ImportLine, TreatyHistory } from './history.schema.ts';
import { readCrosscheckRows, readHistory, readImports } from './history.store.ts';
import { allCells, assessRatification, currentAction, waitingStatement } from './treaty.rules.ts';
import '../permissions.ts';

/** All rows ever recorded about a nation: author, date, source, reason, and what was undone. */
export const treatyHistory = defineQuery({
  name: 'nations/treaty-history',
  permission: 'signed-in',
  input: z.strictObject({ partyId: z.uuid() }),
  answer: TreatyHistory,
  async run({ db, now }, { partyId }) {
    const [{ parties }, rows, crosschecks] = await Promise.all([
      readRegister(db, { ids: [partyId] }),
      readHistory(db, partyId),
      readCrosscheckRows(db, partyId),
    ]);
    if (parties[0]?.kind !== 'nation') throw new AppError('platform/not-found');
    const people = await namesOf(db, [...new Set(rows.flatMap((row) => [row.recordedBy, row.batch?.undoneBy ?? []].flat()))]);
    const instruments = [...Map.groupBy(rows, (row) => row.instrument).values()];
    const current = instruments.flatMap((all) => currentAction(all) ?? []);
    const waiting = instruments.flatMap((all) => waitingStatement(all) ?? []);
    return {
      partyId,
      ratification: assessRatification(allCells(new Map(current.map((row) => [row.instrument, row.cell]))), now),
      crosschecks,
      rows: rows.map(({ cell, undone: _undone, ...row }, index) => ({
        ...cell,
        ...row,
        isCurrent: current.includes(rows[index]!),
        waits: waiting.includes(rows[index]!),
        recordedBy: people.get(row.recordedBy) ?? null,
        batch: row.batch && { ...row.batch, undoneBy: row.batch.undoneBy && (people.get(row.batch.undoneBy) ?? null) },
      })),
    };
  },
});

/** Imported tables, newest first. */
export const listImports = defineQuery({
  name: 'nations/list-imports',
  permission: 'signed-in',
  input: PageQuery,
  answer: pageOf(ImportLine),
  async run({ db }, { after, limit }) {
    const page = toPage(await readImports(db, keyOf(after, ['id'])?.[0], limit + 1), limit, (row) => [row.id]);
    const people = await namesOf(db, [...new Set(page.items.flatMap((row) => [row.applied_by, row.undone_by ?? []].flat()))]);
    return {
      next: page.next,
      items: page.items.map((row) => ({
        id: row.id,
        title: row.title,
        appliedAt: new Date(row.applied_at).toISOString(),
        appliedBy: people.get(row.applied_by) ?? null,
        rows: row.rows ?? 0,
        undoneAt: row.undone_at && new Date(row.undone_at).toISOString(),
        undoneBy: row.undone_by && (people.get(row.undone_by) ?? null),
        undoReason: row.undo_reason,
        version: row.version,
      })),
    };
  },
});

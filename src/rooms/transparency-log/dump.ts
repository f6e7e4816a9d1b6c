import type { ClientBase } from 'pg';
import { canonicalBytes } from '#platform/ledger/leaf.ts';
import { type EntryRow, type PlacedEntry, toPlaced } from '#platform/ledger/placed-entry.ts';
import { ENTRY_COLUMNS } from './log.store.ts';

/** A row of a dump in the format of the verifier (tools/verify.mjs). The first row says whether the dump includes openings; the leaves follow. */
export type DumpRow =
  | { openings: boolean }
  | { index: number; leaf: string; salt: string | null; detail: string | null }
  | { index: number; padding: { count: number; seed: string } };

const BATCH = 2_000;

/** Every leaf of the log below a size, in order, read as the owner of the schema. Texts are canonical JSON, byte for byte as they were hashed. */
export async function* dumpEntries(
  client: Pick<ClientBase, 'query'>,
  openings: boolean,
  below = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<DumpRow> {
  yield { openings };
  const { rows: padding } = await client.query(
    'select from_index, count, seed from ledger.padding where from_index < $1 order by from_index',
    [below],
  );
  const runs = padding.map((row) => ({
    index: Number(row.from_index),
    padding: { count: row.count as number, seed: row.seed.toString('hex') as string },
  }));
  for (let after = -1; ; ) {
    const { rows } = await client.query<EntryRow>(
      `select ${ENTRY_COLUMNS} where l.index > $1 and l.index < $2 order by l.index limit ${BATCH}`,
      [after, below],
    );
    for (const row of rows) {
      const entry = toPlaced(row);
      while (runs[0] && runs[0].index < entry.index) yield runs.shift()!;
      yield rowOfDump(entry, openings);
      after = entry.index;
    }
    if (rows.length < BATCH) break;
  }
  yield* runs;
}

/** An entry as a row of a dump, with its opening where it has one and the dump includes openings. */
export function rowOfDump({ index, leaf, salt, detail }: PlacedEntry, openings: boolean): DumpRow {
  const held = openings && salt !== null;
  return {
    index,
    leaf: canonicalBytes(leaf).toString(),
    salt: held ? salt.toString('hex') : null,
    detail: held ? canonicalBytes(detail).toString() : null,
  };
}

/** Formats a row as a line of a dump. */
export function lineOfDump(row: DumpRow): string {
  if (!('leaf' in row)) return `${JSON.stringify(row)}\n`;
  const opening = row.salt === null ? 'null' : `{"detail":${row.detail},"salt":"${row.salt}"}`;
  return `{"index":${row.index},"leaf":${row.leaf},"opening":${opening}}\n`;
}

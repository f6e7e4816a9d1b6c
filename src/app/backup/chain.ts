import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';

/**
 * The extent of the ledger's chain: its places (links, and the padding the log is published with), the hash of the last link, and entries without a place yet.
 */
export type ChainState = { links: number; hash: string; waiting: number };

const BATCH = 10_000;

/** Reads the current extent of the chain. */
export async function readChain(client: ClientBase): Promise<ChainState> {
  const { rows } = await client.query<{ links: string; hash: string; waiting: string }>(`
    select s.next_index as links, encode(s.chain_hash, 'hex') as hash,
      (select count(*) from ledger.entry e where not exists (select from ledger.link l where l.entry_id = e.id)) as waiting
    from ledger.sequencer s`);
  const { links, hash, waiting } = rows[0]!;
  return { links: Number(links), hash, waiting: Number(waiting) };
}

/** Recomputes the chain from the leaves of the entries. Only padding may lie between two links. Throws naming the first link that does not follow. */
export async function verifyChain(client: ClientBase): Promise<ChainState> {
  const state = await readChain(client);
  let hash = createHash('sha256').update('manumit ledger, format 1').digest();
  const padding = await readPadding(client);
  const pastPadding = (index: number): number => {
    let at = index;
    for (let run = padding.get(at); run !== undefined; run = padding.get(at)) at += run;
    return at;
  };
  let next = pastPadding(0);
  for (;;) {
    const { rows } = await client.query<{ index: string; chain_hash: Buffer; leaf_hash: Buffer | null }>(
      `select l.index, l.chain_hash, e.leaf_hash from ledger.link l left join ledger.entry e on e.id = l.entry_id
       where l.index >= $1 order by l.index limit $2`,
      [next, BATCH],
    );
    for (const { index, chain_hash, leaf_hash } of rows) {
      hash = createHash('sha256')
        .update(hash)
        .update(leaf_hash ?? Buffer.alloc(0))
        .digest();
      if (Number(index) !== next || leaf_hash === null || !hash.equals(chain_hash))
        throw new Error(`The chain of the ledger is broken at link ${next}.`);
      next = pastPadding(next + 1);
    }
    if (rows.length < BATCH) break;
  }
  if (next !== state.links || hash.toString('hex') !== state.hash)
    throw new Error(`The ledger has ${next} consecutive links, and its state says ${state.links}.`);
  return state;
}

// Runs of padding are adjacent where a day passed without a command.
async function readPadding(client: ClientBase): Promise<Map<number, number>> {
  const { rows } = await client.query<{ from_index: string; count: number }>('select from_index, count from ledger.padding');
  return new Map(rows.map(({ from_index, count }) => [Number(from_index), count]));
}

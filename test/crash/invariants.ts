import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { WAIT_TIMEOUT_MS } from '../timeouts.ts';
import { findContractFaults } from './contracting.ts';
import type { Installation } from './installation.ts';
import { findReportFaults } from './reporting.ts';
import type { Knowledge } from './writers.ts';

/** What is wrong with the stored data, in sentences; empty if all is well. Run while there are no writes and no unanswered requests. */
export async function findFaults(installation: Installation, { acknowledged, statements, reports, officer }: Knowledge): Promise<string[]> {
  const faults: string[] = [];
  const { partyId } = installation;
  const items = (await installation.ask('select id, title_en from evidence.item where party_id = $1', [partyId])) as {
    id: string;
    title_en: string;
  }[];
  const byId = new Map(items.map((item) => [item.id, item.title_en]));
  for (const [key, id] of acknowledged) {
    if (!byId.has(id)) faults.push(`Lost: ${id} was acknowledged under ${key} and is not there.`);
    else if (byId.get(id) !== `Written under ${key}`) faults.push(`Mixed up: ${id} is not what ${key} wrote.`);
  }
  if (items.length !== acknowledged.size) faults.push(`${items.length} items are there, ${acknowledged.size} were acknowledged.`);

  const sent = new Set((await installation.ask('select id from lrs.statement')).map(({ id }) => id as string));
  for (const id of statements) if (!sent.has(id)) faults.push(`Lost: statement ${id} was acknowledged and is not there.`);
  if (sent.size !== statements.size) faults.push(`${sent.size} statements are there, ${statements.size} were acknowledged.`);

  const [counts] = (await installation.ask(
    `select
       (select count(*)::int from evidence.item p left join (select subject_id as id, count(*) as n from ledger.entry group by 1) e using (id)
         where p.party_id = $1 and e.n is distinct from 1) as without_entry,
       (select count(*)::int from ledger.entry e where not exists (select from ledger.opening o where o.entry_id = e.id)) as without_opening,
       (select count(*)::int from evidence.item p left join (select item_id as id, count(*) as n from evidence.item_obligation group by 1) o using (id)
         where p.party_id = $1 and o.n is distinct from 1) as without_obligation,
       (select count(*)::int from ledger.entry e where e.party_id = $1) as entries,
       (select count(*)::int from platform.stored_response a where a.command = 'evidence/enter-evidence') as answers`,
    [partyId],
  )) as Record<string, number>[];
  if (counts!.without_entry) faults.push(`${counts!.without_entry} items have no ledger entry, or more than one.`);
  if (counts!.without_opening) faults.push(`${counts!.without_opening} ledger entries have no opening.`);
  if (counts!.without_obligation) faults.push(`${counts!.without_obligation} items do not name their one obligation once.`);
  if (counts!.entries !== items.length) faults.push(`${counts!.entries} acts are in the ledger, ${items.length} items are stored.`);
  if (counts!.answers !== items.length) faults.push(`${counts!.answers} answers are kept for ${items.length} items.`);
  return [
    ...faults,
    ...(await findReportFaults(installation, reports)),
    ...(await findContractFaults(installation, officer)),
    ...(await findChainFaults(installation)),
  ];
}

// Entries get their places one after the other; only a run of padding leaves may be between two. The tree's own leaves must agree.
async function findChainFaults({ ask }: Installation): Promise<string[]> {
  const links = (await ask(
    'select l.index::int as index, e.leaf_hash, l.chain_hash from ledger.link l join ledger.entry e on e.id = l.entry_id order by l.index',
  )) as { index: number; leaf_hash: Buffer; chain_hash: Buffer }[];
  const runs = (await ask('select from_index::int as from_index, count from ledger.padding')) as { from_index: number; count: number }[];
  const tiles = (await ask('select number::int as number, hashes from ledger.tile where level = 0')) as {
    number: number;
    hashes: Buffer;
  }[];
  const padding = new Map(runs.map((run) => [run.from_index, run.count]));
  const leaves = new Map(tiles.map((tile) => [tile.number, tile.hashes]));
  let hash = createHash('sha256').update('manumit ledger, format 1').digest();
  let next = 0;
  for (const link of links) {
    while (padding.has(next)) next += padding.get(next)!;
    if (link.index !== next) return [`The chain has a gap at ${next}.`];
    hash = createHash('sha256').update(hash).update(link.leaf_hash).digest();
    if (!hash.equals(link.chain_hash)) return [`The chain is broken at ${next}.`];
    const place = (next % 256) * 32;
    if (
      !leaves
        .get(Math.floor(next / 256))
        ?.subarray(place, place + 32)
        .equals(link.leaf_hash)
    )
      return [`The tree has another leaf at ${next}.`];
    next += 1;
  }
  return [];
}

/** Whether every entry gets its place in the log. Checked at the end, because places are given twice a second and faults are more frequent. */
export async function findUnplaced({ ask }: Installation): Promise<string[]> {
  for (const deadline = Date.now() + WAIT_TIMEOUT_MS; ; await wait(100)) {
    const [left] = await ask(
      'select count(*)::int as n from ledger.entry e where not exists (select from ledger.link l where l.entry_id = e.id)',
    );
    if (left!.n === 0) return [];
    if (Date.now() > deadline) return [`${left!.n} entries have no place in the log.`];
  }
}

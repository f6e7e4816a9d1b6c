import { expect } from 'vitest';
import { OF_CORVANIA, planContract } from '#app/exercise/contracts/contract-plan.ts';
import { WAYS } from '#app/exercise/contracts/files/what-files-say.ts';
import { stoppedClock } from '#kernel/clock.ts';
import { runQuery } from '#platform/query.ts';
import { SHIPPED_SETS } from '#rooms/contractors/clauses/sets/load-set.ts';
import { getCheck } from '#rooms/contractors/documents/get-check.query.ts';
import type { TestBed } from '../harness.ts';

/** Compares what the check says of each contract of Corvania with what its file was written to say. `token` is a session of its contracting officer. */
export async function expectFilesChecked(bed: TestBed, token: string, today: string): Promise<void> {
  const platform = { ...bed.platform, clock: stoppedClock(`${today}T12:00:00Z`) };
  const { rows } = await bed.deployer.query<{ id: string; number: string; coverage: string }>(
    `select c.id, c.number, c.coverage from contractors.contract c join parties.party p on p.id = c.party_id where p.code = 'XC'`,
  );
  const [found, written] = [{}, {}] as Record<string, unknown>[] as [Record<string, unknown>, Record<string, unknown>];
  for (let n = 0; n < OF_CORVANIA; n++) {
    const { number, way, setId } = planContract('XC', n);
    const { provisions, documents } = await runQuery(platform, getCheck, {
      token,
      input: { contractId: rows.find((one) => one.number === number)!.id },
    });
    expect(documents, number).toHaveLength(1);
    found[`${number} ${way}`] = Object.fromEntries(provisions.map(({ id, state }) => [id, state]));
    const states = SHIPPED_SETS.get(setId)!.provisions.map(({ id }) => [id, 'present'] as const);
    written[`${number} ${way}`] = { ...Object.fromEntries(states), ...WAYS[way].shows };
  }
  expect(found).toEqual(written);
  // Nothing is present until a person said so: some of what was found waits, and so does what was not read.
  const coverages = Object.fromEntries(
    Object.entries(Object.groupBy(rows, ({ coverage }) => coverage)).map(([name, all]) => [name, all!.length]),
  );
  expect(coverages).toEqual({
    ...{ present: 16, 'to-confirm': 20, missing: 5, differs: 5, 'struck-out': 4, 'not-readable': 4 },
    ...{ hidden: 2, 'only-proposed': 2, 'other-language': 2 },
  });
}

/** Expects the evidence that the program measured of contracts: what Corvania's carry, and what is kept, in part or not, or not known, of its contractors. */
export async function expectMeasured(bed: TestBed): Promise<void> {
  const { rows } = await bed.deployer.query<{ line: string }>(
    `select p.code || ' ' || e.kind || ' ' || e.says as line from evidence.item e join parties.party p on p.id = e.party_id
      where e.kind in ('EV-CLAU', 'EV-PLAN', 'EV-CERT', 'EV-NOTI') and e.origin = 'measured' order by 1`,
  );
  expect(rows.map(({ line }) => line)).toEqual([
    'BRIGHTWATER EV-CERT partly-met',
    'BRIGHTWATER EV-NOTI met',
    'BRIGHTWATER EV-PLAN partly-met',
    'CORRIDOR EV-CERT not-met',
    'CORRIDOR EV-PLAN in-progress',
    'LANTERN EV-CERT informs',
    'LANTERN EV-PLAN informs',
    'XC EV-CLAU partly-met',
  ]);
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROLE } from '#kernel/roles.ts';
import { runQuery } from '#platform/query.ts';
import { checkFiles } from '#rooms/contractors/clauses/check-files.ts';
import { readContract } from '#rooms/contractors/clauses/document/read-contract.ts';
import { SHIPPED_SETS } from '#rooms/contractors/clauses/sets/load-set.ts';
import { readInThread } from '#rooms/contractors/documents/read-thread.ts';
import { CHANGES, type MadeContract, madeContracts, makeContract } from '#rooms/contractors/fixtures/contracts.ts';
import { recognise } from '#rooms/contractors/fixtures/measure.ts';
import { listContracts } from '#rooms/contractors/tasks/next-due/list-contracts.query.ts';
import type { Figure } from '../figures.ts';
import type { Installation } from '../installation.ts';
import { ms, quantile, timeOf, timesOf } from '../measure.ts';

const [FILES, PARAGRAPHS, GOAL_SECONDS, GOAL_SHARE] = [400, 480, 60, 0.98];
const SEEDS = [0, 1, 2];
// As many as wait for the reading thread at most.
const [WAITING, GOAL_ANSWER_MS] = [24, 100];

/** How long 400 contracts of some 30 pages take, compared with reading their text alone, and how many provisions of made contracts are recognised. */
export async function measureContracts(): Promise<Figure[]> {
  const { checked, read } = await measureSpeed();
  const { asked, misses, recall, precision } = await recognise(await madeContracts({ seeds: SEEDS, paragraphs: 14 }));
  for (const miss of misses) console.error(miss);
  for (const [id, share] of recall) console.error(`${id}: recall ${share.toFixed(3)}, precision ${precision.get(id)!.toFixed(3)}`);
  const [leastRecall, leastPrecision] = [Math.min(...recall.values()), Math.min(...precision.values())];
  return [
    {
      what: `${FILES} contracts of 30 pages (PDF and DOCX) against the 15 provisions of far-52.222-50, two threads`,
      measured: `${checked.toFixed(1)} s`,
      yardstick: `reading their text alone, one thread: ${read.toFixed(1)} s`,
      ratio: (checked / read).toFixed(2),
      goal: `<= ${GOAL_SECONDS} s`,
      met: checked <= GOAL_SECONDS,
    },
    {
      what: `provisions of made contracts recognised: each changed in nine ways, in six layouts, ${asked} in all; least recall and precision of a provision`,
      measured: `${leastRecall.toFixed(3)} and ${leastPrecision.toFixed(3)}`,
      yardstick: `${misses.length} of ${asked} states other than expected`,
      ratio: (misses.length / asked).toFixed(4),
      goal: `>= ${GOAL_SHARE}`,
      met: leastRecall >= GOAL_SHARE && leastPrecision >= GOAL_SHARE,
    },
  ];
}

/** How soon the web process answers while its thread reads files of contracts. */
export async function measureReading({ platform, party, givenSession }: Installation): Promise<Figure[]> {
  const partyId = await party('nation', 'XB', 'Bench');
  const token = await givenSession([{ role: ROLE.contractingOfficer, partyId }]);
  const ask = () => runQuery(platform, listContracts, { token, input: {} });
  const idle = await timesOf(ask, 200);
  const folder = await mkdtemp(join(tmpdir(), 'manumit-bench-'));
  try {
    const { bytes } = await longContract(0);
    const path = join(folder, 'C-1.pdf');
    await writeFile(path, bytes);
    const contracts = [['C-1', 'far-52.222-50']] as const;
    let left = WAITING;
    const read = Array.from({ length: WAITING }, () =>
      readInThread({ path, name: 'C-1.pdf', contracts, sets: [] }).finally(() => {
        left--;
      }),
    );
    const busy: number[] = [];
    while (left > 0) busy.push(await timeOf(ask));
    await Promise.all(read);
    const [then, before] = [quantile(busy, 0.95), quantile(idle, 0.95)];
    return [
      {
        what: `list of contracts, p95 of ${busy.length} answers while the web process reads ${WAITING} files of 30 pages`,
        measured: ms(then),
        yardstick: `while it reads none: ${ms(before)}`,
        ratio: (then / before).toFixed(2),
        goal: `<= ${GOAL_ANSWER_MS} ms`,
        met: then <= GOAL_ANSWER_MS,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureSpeed(): Promise<{ checked: number; read: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'manumit-bench-'));
  try {
    const paths: string[] = [];
    for (let at = 0; at < FILES; at++) {
      const made = await longContract(at);
      paths.push(join(folder, `${at}`));
      await writeFile(paths.at(-1)!, made.bytes);
    }
    const begun = performance.now();
    await checkFiles(paths, SHIPPED_SETS.get('far-52.222-50')!, { workers: 2 });
    const checked = (performance.now() - begun) / 1000;
    const again = performance.now();
    for (const path of paths) await readContract(path);
    return { checked, read: (performance.now() - again) / 1000 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function longContract(seed: number): Promise<MadeContract> {
  const order = {
    set: 'far-52.222-50',
    language: 'en',
    changed: 'b4',
    layout: seed % 2 === 0 ? 'pdf' : 'docx',
    seed,
    paragraphs: PARAGRAPHS,
  } as const;
  const change = CHANGES[seed % CHANGES.length]!;
  return (await makeContract({ ...order, change })) ?? (await makeContract({ ...order, change: 'none' }))!;
}

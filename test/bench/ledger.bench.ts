import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startSequencer } from '#app/sequencer.ts';
import { ROLE } from '#kernel/roles.ts';
import { runCommand } from '#platform/command.ts';
import { commit, leafHash } from '#platform/ledger/leaf.ts';
import { tilePath, tilesOf } from '#platform/ledger/merkle/tiles.ts';
import type { Platform } from '#platform/platform.ts';
import { chooseLanguage } from '#rooms/people/account/choose-language.command.ts';
import { hashOfEntry, headOf, keyOf, lineAt, publish, rowOf, someEntry, someSigner } from '../log/sample-log.ts';
import { ROOT } from '../source-tree.ts';
import type { Figure } from './figures.ts';
import type { Installation } from './installation.ts';
import { describeTime, type ProcessorTime, processorTimeOf } from './load/processor-time.ts';
import { median, perSecond } from './measure.ts';

const LEAVES = 1_000_000;
const [CONNECTIONS, ROUND_SECONDS, ROUNDS] = [10, 4, 5];
const SECONDS = 10;

/** Places every waiting entry; returns how many. */
async function placeRest({ pool }: Platform): Promise<number> {
  for (let all = 0; ; ) {
    const { placed } = (await pool.query<{ placed: number }>('select ledger.sequence(1000) as placed')).rows[0]!;
    all += placed;
    if (placed < 1_000) return all;
  }
}

/** Microseconds of processor time to hash a command's entry and its leaf: the log's share of the command itself. */
function leafTime(): number {
  const { leaf, detail } = someEntry(0);
  const turn = () => leafHash({ ...leaf, commitment: commit(detail).commitment.toString('hex') });
  for (let n = 0; n < 5_000; n += 1) turn();
  const before = process.cpuUsage();
  for (let n = 0; n < 50_000; n += 1) turn();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 50_000;
}

/**
 * What the log adds to a command. As processor time: hashing its leaf and placing its entry in the tree, compared with everything else. As a rate: with the
 * sequencer running and without. In turns; each places its own entries, so that the next does not pay for them.
 */
export async function measureOverhead({ platform, deployer, givenSession }: Installation): Promise<Figure[]> {
  const token = await givenSession([{ role: ROLE.policyOffice, partyId: null }]);
  const act = () => runCommand(platform, chooseLanguage, { token, key: randomUUID(), input: { language: 'en' } });
  const sum = (time?: ProcessorTime) => (time ? time.program + time.database : Number.NaN);
  await perSecond(act, CONNECTIONS, 1);
  await placeRest(platform);
  const rounds: { rate: number; time: ProcessorTime | undefined; placing: ProcessorTime | undefined; beside: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    let rate = 0;
    const time = await processorTimeOf(deployer, async () => {
      rate = await perSecond(act, CONNECTIONS, ROUND_SECONDS);
      return rate * ROUND_SECONDS;
    });
    const placing = await processorTimeOf(deployer, () => placeRest(platform));
    const stop = startSequencer(platform);
    const beside = await perSecond(act, CONNECTIONS, ROUND_SECONDS);
    await stop();
    await placeRest(platform);
    rounds.push({ rate, time, placing, beside });
  }
  const leaf = leafTime();
  const middle = (of: (round: (typeof rounds)[number]) => number) => median(rounds.map(of));
  const share = middle(({ time, placing }) => (leaf + sum(placing)) / (sum(time) - leaf));
  const ratio = middle(({ rate, beside }) => beside / rate);
  return [
    {
      what: 'what the log adds to people/choose-language, processor time',
      measured: `${leaf.toFixed(0)} µs its leaf, ${middle(({ placing }) => sum(placing)).toFixed(0)} µs its place in the tree`,
      yardstick: `the rest of the command: ${middle(({ time }) => sum(time) - leaf).toFixed(0)} µs`,
      ratio: share.toFixed(2),
      goal: '<= 0.10',
      met: share <= 0.1,
    },
    {
      what: `people/choose-language, ${CONNECTIONS} connections, the log growing meanwhile`,
      measured: `${middle(({ beside }) => beside).toFixed(0)}/s`,
      yardstick: `the same without the sequencer: ${middle(({ rate }) => rate).toFixed(0)}/s${describeTime(rounds.map(({ time }) => time))}`,
      ratio: ratio.toFixed(2),
      goal: '>= 0.90',
      met: ratio >= 0.9,
    },
  ];
}

// Prints at its end how much processor time a process took, including its threads.
const REPORT_CPU = `data:text/javascript,process.on('exit',()=>{const{user,system}=process.cpuUsage();console.error('cpu',(user+system)/1e6)})`;
const HASH_FILES = `const h=crypto.createHash('sha256'),c=Buffer.alloc(1<<20);for(const f of process.argv.slice(1)){const d=fs.openSync(f);for(let n;(n=fs.readSync(d,c));)h.update(c.subarray(0,n))}h.digest()`;

/** Wall-clock and processor seconds of a whole process, and what it printed. */
function timed(words: readonly string[]): { wall: number; cpu: number; stdout: string } {
  const since = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', REPORT_CPU, ...words], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${words.slice(0, 2).join(' ').slice(0, 80)} ended with ${status}: ${stdout}${stderr}`);
  return { wall: (performance.now() - since) / 1_000, cpu: Number(/^cpu (.*)$/m.exec(stderr)?.[1]), stdout };
}

/**
 * How long the verifier takes for a million leaves: the published files alone, and with a dump of every entry. Compared in turns with the plain SHA-256 of the
 * same bytes.
 */
export async function measureVerification(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-bench-log-'));
  try {
    const signer = someSigner();
    const tiles = await writeLog(folder, signer);
    const cases: [string, string[]][] = [
      ['published files', []],
      ['published files and every entry', [join(folder, 'entries.jsonl')]],
      ['published files, every entry and what it holds', [join(folder, 'openings.jsonl')]],
    ];
    return cases.map(([what, dump]) => {
      const rounds = [1, 2, 3].map(() => {
        const verified = timed([
          join(ROOT, 'tools/verify.mjs'),
          folder,
          '--key',
          keyOf(signer),
          '--json',
          ...dump.flatMap((file) => ['--entries', file]),
        ]);
        if (JSON.parse(verified.stdout).size !== LEAVES) throw new Error(`The verifier saw another log: ${verified.stdout}`);
        return { verified, plain: timed(['-e', HASH_FILES, ...tiles, ...dump]) };
      });
      const of = (value: (round: (typeof rounds)[number]) => number) => median(rounds.map(value));
      const wall = of(({ verified }) => verified.wall);
      return {
        what: `verify ${LEAVES.toLocaleString('en')} leaves: ${what}`,
        measured: `${wall.toFixed(1)} s (${of(({ verified }) => verified.cpu).toFixed(1)} s of processor time)`,
        yardstick: `plain SHA-256 of the same bytes: ${of(({ plain }) => plain.wall).toFixed(1)} s (${of(({ plain }) => plain.cpu).toFixed(1)} s)`,
        ratio: of(({ verified, plain }) => verified.cpu / plain.cpu).toFixed(1),
        goal: `<= ${SECONDS} s`,
        met: wall <= SECONDS,
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the log and both dumps; returns the folder of its tiles. */
async function writeLog(folder: string, signer: ReturnType<typeof someSigner>): Promise<string[]> {
  const dumps = [false, true].map((openings) => ({
    openings,
    file: openSync(join(folder, openings ? 'openings.jsonl' : 'entries.jsonl'), 'w'),
  }));
  for (const { file, openings } of dumps) writeSync(file, headOf(openings));
  const leaves: Buffer[] = [];
  for (let from = 0; from < LEAVES; from += 1_000) {
    const entries = Array.from({ length: 1_000 }, (_, at) => someEntry(from + at));
    leaves.push(...entries.map(hashOfEntry));
    const rows = entries.map(rowOf);
    for (const { file, openings } of dumps)
      writeSync(file, Buffer.concat(rows.map((row) => lineAt(row.index, openings ? row : { ...row, salt: null, detail: null }))));
  }
  for (const { file } of dumps) closeSync(file);
  const read = publish(leaves, signer, [LEAVES / 10, LEAVES / 2, LEAVES]);
  const days = [1, 2, 3].map((day) => `checkpoints/2026-01-0${day}`);
  for (const path of ['checkpoint', 'checkpoints.txt', 'keys.txt', ...days, ...tilesOf(LEAVES).map(tilePath)]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), (await read(path))!);
  }
  return tilesOf(LEAVES).map((tile) => join(folder, tilePath(tile)));
}

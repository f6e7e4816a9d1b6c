import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startSequencer } from '#app/sequencer.ts';
import { runCommand } from '#platform/command.ts';
import { tilePath, tilesOf } from '#platform/ledger/merkle/tiles.ts';
import { chooseLanguage } from '#rooms/people/account/choose-language.command.ts';
import { hashOfEntry, keyOf, lineOf, publish, rowOf, someEntry, someSigner } from '../log/sample-log.ts';
import { ROOT } from '../source-tree.ts';
import type { Figure } from './figures.ts';
import type { Installation } from './installation.ts';
import { median, perSecond } from './measure.ts';

const LEAVES = 1_000_000;
const [CONNECTIONS, ROUND_SECONDS] = [10, 4];
const SECONDS = 10;

/** What the log costs a command: the same command with the sequencer beside it, which grows the tree, and without, in turns. */
export async function measureOverhead(installation: Installation): Promise<Figure[]> {
  const { platform } = installation;
  const token = await installation.somebody([{ role: 'policy-office', partyId: null }]);
  const act = () => runCommand(platform, chooseLanguage, { token, key: randomUUID(), input: { language: 'en' } });
  const rounds: [number, number][] = [];
  for (let round = 0; round < 3; round += 1) {
    const without = await perSecond(act, CONNECTIONS, ROUND_SECONDS);
    const stop = startSequencer(platform);
    const beside = await perSecond(act, CONNECTIONS, ROUND_SECONDS);
    await stop();
    // What this round left unplaced must not be the next round's work.
    while ((await platform.pool.query('select ledger.sequence(1000) as placed')).rows[0].placed === 1_000);
    rounds.push([beside, without]);
  }
  const [beside, without, ratio] = [
    median(rounds.map(([a]) => a)),
    median(rounds.map(([, b]) => b)),
    median(rounds.map(([a, b]) => a / b)),
  ];
  return [
    {
      what: `people/choose-language, ${CONNECTIONS} connections, the log growing beside it`,
      measured: `${beside.toFixed(0)}/s`,
      yardstick: `the same without the sequencer: ${without.toFixed(0)}/s`,
      ratio: ratio.toFixed(2),
      goal: '>= 0.90',
      met: ratio >= 0.9,
    },
  ];
}

/** How long the verifier takes for a million leaves: the published files alone, and with a dump of every entry. Whole processes, start to end. */
export async function measureVerification(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-bench-log-'));
  try {
    const signer = someSigner();
    await writeLog(folder, signer);
    const run = (...more: string[]) => {
      const since = performance.now();
      const parameters = [join(ROOT, 'tools/verify.mjs'), folder, '--key', keyOf(signer), '--json', ...more];
      const { status, stdout } = spawnSync(process.execPath, parameters, { encoding: 'utf8' });
      if (status !== 0 || JSON.parse(stdout).size !== LEAVES) throw new Error(`The verifier found a fault: ${stdout}`);
      return (performance.now() - since) / 1_000;
    };
    const cases: [string, string[]][] = [
      ['published files', []],
      ['published files and every entry', ['--entries', join(folder, 'entries.jsonl')]],
      ['published files, every entry and what it holds', ['--entries', join(folder, 'openings.jsonl')]],
    ];
    return cases.map(([what, more]) => {
      const seconds = median([run(...more), run(...more), run(...more)]);
      const met = seconds <= SECONDS;
      return {
        what: `verify ${LEAVES.toLocaleString('en')} leaves: ${what}`,
        measured: `${seconds.toFixed(1)} s`,
        yardstick: '-',
        ratio: '-',
        goal: `<= ${SECONDS} s`,
        met,
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writeLog(folder: string, signer: ReturnType<typeof someSigner>): Promise<void> {
  const dumps = [false, true].map((openings) => ({
    openings,
    file: openSync(join(folder, openings ? 'openings.jsonl' : 'entries.jsonl'), 'w'),
  }));
  for (const { file, openings } of dumps) writeSync(file, `${JSON.stringify({ openings })}\n`);
  const leaves: Buffer[] = [];
  for (let from = 0; from < LEAVES; from += 1_000) {
    const entries = Array.from({ length: 1_000 }, (_, at) => someEntry(from + at));
    leaves.push(...entries.map(hashOfEntry));
    const rows = entries.map(rowOf);
    for (const { file, openings } of dumps) writeSync(file, rows.map((row) => lineOf(row, openings)).join(''));
  }
  for (const { file } of dumps) closeSync(file);
  const read = publish(leaves, signer, [LEAVES / 10, LEAVES / 2, LEAVES]);
  const days = [1, 2, 3].map((day) => `checkpoints/2026-01-0${day}`);
  for (const path of ['checkpoint', 'checkpoints.txt', 'keys.txt', ...days, ...tilesOf(LEAVES).map(tilePath)]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), (await read(path))!);
  }
}

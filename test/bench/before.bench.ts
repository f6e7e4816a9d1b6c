import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '#app/launcher/program-under-test.ts';
import { ROLE } from '#kernel/roles.ts';
import { type Account, signIn } from '../e2e/sign-in.ts';
import { ROOT } from '../source-tree.ts';
import type { Figure } from './figures.ts';
import { load, type Reader } from './http.bench.ts';
import { median, ms } from './measure.ts';

const SECONDS = 6;
const ROUNDS = 7;

/** An exercise of one checkout, with a focal point signed in. */
type Side = { address: string; reader: Reader; stop: () => Promise<void> };

/**
 * Mixed signed-in requests and commands of this checkout compared with those of an earlier one: two exercises on one machine, measured in turns. `before` is
 * the folder of the earlier checkout, with its packages installed. Only addresses that both have are used, so any two commits can be compared.
 */
export async function measureAgainst(before: string): Promise<Figure[]> {
  const sides: Side[] = [];
  try {
    for (const folder of [before, ROOT]) sides.push(await startSide(folder));
    const [old, now] = sides as [Side, Side];
    for (const side of sides) await load(side.address, [side.reader], 3);
    const rounds: { old: Load; now: Load }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      // The sides take turns at going first, so that neither always finds the machine as the other left it.
      const inTurn = round % 2 === 0 ? [old, now] : [now, old];
      const loads = new Map<Side, Load>();
      for (const side of inTurn) loads.set(side, await load(side.address, [side.reader], SECONDS));
      rounds.push({ old: loads.get(old)!, now: loads.get(now)! });
    }
    const middle = (side: 'old' | 'now', what: keyof Load) => median(rounds.map((round) => round[side][what]));
    const ratios = rounds.map((round) => round.now.perSecond / round.old.perSecond);
    return [
      {
        what: `mixed signed-in HTTP (70 % read, 20 % list, 10 % write), ${ROUNDS} rounds in turns`,
        measured: `${middle('now', 'perSecond').toFixed(0)}/s, p95 ${ms(middle('now', 'p95'))}`,
        yardstick: `the earlier checkout: ${middle('old', 'perSecond').toFixed(0)}/s, p95 ${ms(middle('old', 'p95'))}`,
        ratio: `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
        goal: '>= 0.90',
        met: median(ratios) >= 0.9,
      },
    ];
  } finally {
    for (const side of sides) await side.stop();
  }
}

type Load = Awaited<ReturnType<typeof load>>;

async function startSide(folder: string): Promise<Side> {
  const data = mkdtempSync(join(tmpdir(), 'manumit-before-'));
  const port = await findFreePort();
  const address = `http://localhost:${port}`;
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, MANUMIT_DATA: data, PORT: String(port) };
  const child = spawn(process.execPath, [join(folder, 'bin/manumit.js'), 'exercise', '--json'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const over = once(child, 'exit');
      child.kill('SIGTERM');
      await over;
    }
    rmSync(data, { recursive: true, force: true });
  };
  try {
    return { address, reader: await readerOf(address, await accountOf(child)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A focal point of one nation, from the accounts that the exercise prints once it serves. */
async function accountOf(child: ChildProcess): Promise<Account> {
  let output = '';
  for await (const text of child.stdout!.setEncoding('utf8')) {
    output += text as string;
    if (!output.includes('\n')) continue;
    const { accounts } = JSON.parse(output) as { accounts: Account[] };
    return accounts.find(({ role, parties }) => role === ROLE.focalPoint && parties[0] === 'Corvania')!;
  }
  throw new Error('An exercise ended before it served.');
}

async function readerOf(address: string, account: Account): Promise<Reader> {
  const api = `${address}/desk/api`;
  const cookie = await signIn(address, account);
  const read = async <T>(path: string) => (await (await fetch(`${api}${path}`, { headers: { cookie } })).json()) as T;
  const { grants } = await read<{ grants: { party: { id: string } }[] }>('/session');
  const partyId = grants[0]!.party.id;
  const { items } = await read<{ items: { id: string }[] }>(`/parties/${partyId}/evidence?limit=20`);
  return { token: cookie.split('=')[1]!, partyId, items: items.map(({ id }) => id) };
}

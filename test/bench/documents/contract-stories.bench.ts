import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildStaffApplication } from '#app/launcher/staff-application.ts';
import { ROOT } from '../../source-tree.ts';
import type { Figure } from '../figures.ts';

const CONTRACTS = 400;
const [GOAL_MINUTES, GOAL_INTERACTIONS, GOAL_FIRM_MINUTES] = [10, 40, 3];

type Story = { story: string; interactions: number; seconds: number; words: number; minutes: number; readSeconds?: number };

/**
 * Two browser stories with a clock: an officer with 400 contracts and as many files of some 30 pages, up to the list of what they lack, and a firm that certifies by its
 * link. A script does not read, so what a person needs besides is counted by the keystroke-level model (test/e2e/returns/effort.ts).
 */
export async function measureContractStories(): Promise<Figure[]> {
  await buildStaffApplication();
  const folder = mkdtempSync(join(tmpdir(), 'manumit-stories-'));
  try {
    const file = join(folder, 'measured');
    const { status } = spawnSync(
      join(ROOT, 'node_modules/.bin/vitest'),
      ['run', '--project', 'browser', 'test/e2e/contracts/gaps.e2e.ts', 'test/e2e/contracts/firm.e2e.ts'],
      { cwd: ROOT, stdio: 'inherit', env: { ...process.env, MANUMIT_CONTRACTS: String(CONTRACTS), MANUMIT_MEASURED: file } },
    );
    if (status !== 0) throw new Error('A story failed.');
    const measured = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Story);
    return [gapsFigure(measured.find(({ story }) => story === 'gaps')!), ...['en', 'fr'].map((locale) => firmFigure(measured, locale))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function gapsFigure({ interactions, seconds, readSeconds = 0, words, minutes }: Story): Figure {
  const all = seconds / 60 + minutes;
  return {
    what: `${CONTRACTS} contracts (XLSX) and ${CONTRACTS} files of 30 pages, from the register to the list of gaps, in Chromium`,
    measured: `${seconds.toFixed(0)} s of a script; ${interactions} interactions and ${words} words read: ${minutes.toFixed(1)} min more by the model`,
    yardstick: `sending and reading the files: ${readSeconds.toFixed(0)} s`,
    ratio: (seconds / readSeconds).toFixed(2),
    goal: `<= ${GOAL_MINUTES} min, <= ${GOAL_INTERACTIONS} interactions`,
    met: all <= GOAL_MINUTES && interactions <= GOAL_INTERACTIONS,
  };
}

function firmFigure(measured: readonly Story[], locale: string): Figure {
  const { interactions, seconds, words, minutes } = measured.find(({ story }) => story === `certify-${locale}`)!;
  return {
    what: `a firm certifies by its link on a phone (${locale})`,
    measured: `${(minutes * 60).toFixed(0)} s by the model: ${interactions} taps, ${words} words read`,
    yardstick: `a script, which does not read: ${seconds.toFixed(1)} s`,
    ratio: ((minutes * 60) / seconds).toFixed(0),
    goal: `<= ${GOAL_FIRM_MINUTES} min`,
    met: minutes <= GOAL_FIRM_MINUTES,
  };
}

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { moveInto } from './memory-folder.ts';

const parent = mkdtempSync(join(tmpdir(), 'memory-test-'));
afterAll(() => rmSync(parent, { recursive: true }));

describe('the temporary folder of a run', () => {
  test('moves into another folder, lets the server pass through, and moves back', () => {
    const before = tmpdir();
    const moveBack = moveInto(parent);
    const inside = tmpdir();
    try {
      writeFileSync(join(inside, 'file'), 'x');
      expect([dirname(inside), statSync(inside).mode & 0o777]).toEqual([parent, 0o711]);
    } finally {
      moveBack();
    }
    expect([tmpdir(), existsSync(inside)]).toEqual([before, false]);
  });

  test('replaces those that killed runs left, and keeps those of running ones and of others', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const folders = [`manumit-tests-${pid}`, `manumit-tests-${process.ppid}`, 'manumit-tests-', 'of-others'].map((name) =>
      join(parent, name),
    );
    for (const folder of folders) mkdirSync(folder);
    moveInto(parent)();
    expect(folders.map((folder) => existsSync(folder))).toEqual([false, true, true, true]);
  });
});

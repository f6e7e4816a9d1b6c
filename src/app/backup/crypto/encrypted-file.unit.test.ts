import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeAtomically } from './encrypted-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'manumit-atomic-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('writeAtomically', () => {
  it('leaves nothing half-written where it fails', async () => {
    mkdirSync(join(folder, 'taken'));
    await expect(writeAtomically(join(folder, 'taken'), 'words')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});

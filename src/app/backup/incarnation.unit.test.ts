import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { incarnationOf } from './incarnation.ts';

test('a directory keeps one incarnation id, and a truncated id is replaced', () => {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-incarnation-'));
  try {
    for (const half of [undefined, '', '6f1c']) {
      if (half !== undefined) writeFileSync(join(folder, 'incarnation'), half);
      const made = incarnationOf(folder);
      expect(z.uuid().safeParse(made).success).toBe(true);
      expect(incarnationOf(folder)).toBe(made);
      expect(readdirSync(folder)).toEqual(['incarnation']);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

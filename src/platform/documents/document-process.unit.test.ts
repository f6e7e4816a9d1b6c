import { expect, test } from 'vitest';
import { DOCUMENT_TIMEOUT_MS, runDocumentProgram } from './document-process.ts';

test('the tests give a document longer than an installation does, because a busy machine is no fault', () => {
  expect(DOCUMENT_TIMEOUT_MS).toBe(30_000 * Number(process.env.TIME_LIMIT_FACTOR));
  expect(DOCUMENT_TIMEOUT_MS).toBeGreaterThanOrEqual(10 * 30_000);
});

test('a document program gets no setting and no secret in its environment', async () => {
  process.env.DATABASE_URL = 'postgres://deployer:word-of-the-database@host/manumit';
  try {
    const file = new URL('fixtures/tell-surroundings.ts', import.meta.url);
    const { environment, words } = JSON.parse((await runDocumentProgram({ file }, { secret: 'word-of-the-order' })).toString()) as {
      environment: Record<string, string>;
      words: string[];
    };
    expect(Object.keys(environment).filter((name) => !['SystemRoot', 'NODE_COMPILE_CACHE'].includes(name))).toEqual([]);
    expect(JSON.stringify([environment, words])).not.toMatch(/word-of/);
  } finally {
    delete process.env.DATABASE_URL;
  }
});

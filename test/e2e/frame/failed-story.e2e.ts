import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { browserName } from '../browser/browsers.ts';
import { visit } from '../browser/visit.ts';

// A failed story keeps what is needed to find its cause, in a new context and in a page that stories use in turn. Firefox records no trace.
const KEPT = browserName() === 'firefox' ? ['page.html', 'page.png'] : ['page.html', 'page.png', 'trace.zip'];

test.each([
  { where: 'a page used in turn', javaScriptEnabled: true },
  { where: 'a context of its own', javaScriptEnabled: false },
])('a story that fails in $where keeps its page, picture and trace, and its error names them', async ({ javaScriptEnabled }) => {
  const { address } = inject('exercise');
  const error = await visit({ address, javaScriptEnabled }, async (page) => {
    await page.goto('/accessibility');
    throw new Error('The story found a fault.');
  }).catch((thrown: Error) => thrown);
  const message = (error as Error).message;
  expect(message).toContain('The story found a fault.');
  expect(message).toContain(`At ${address}/accessibility.`);
  const folder = /are kept in (\S+test-output\S+failed\S+accessibility-\w+)\./.exec(message)![1]!;
  try {
    expect(readdirSync(folder).toSorted()).toEqual(KEPT);
    for (const name of KEPT) expect(statSync(join(folder, name)).size, name).toBeGreaterThan(1000);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

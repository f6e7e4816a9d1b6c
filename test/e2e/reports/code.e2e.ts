import { createHash } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { CHANNEL_SLUG } from '#app/exercise/reports/readers.ts';
import { reader, verifyLog } from '../../../tools/verify.mjs';
import { visit } from '../browser/visit.ts';

test('5e: the log names the hash of each file of code that a reporter’s browser is served', async () => {
  const { address } = inject('exercise');
  const { holds, code } = await verifyLog({ read: reader(`${address}/log/`) });
  expect(holds).toBe(true);
  const { build, files } = code.at(-1)!.detail!;
  expect(Object.keys(files).sort()).toEqual(['main.js', 'service.js', 'worker.js']);
  await visit({ address }, async (page) => {
    const [script] = await Promise.all([page.waitForResponse((one) => one.url().endsWith('/main.js')), page.goto(`/r/${CHANNEL_SLUG}`)]);
    expect(script.url()).toBe(`${address}/r/code/${build}/main.js`);
    for (const [name, hash] of Object.entries(files)) {
      const served = await page.request.get(`/r/code/${build}/${name}`);
      expect(
        createHash('sha256')
          .update(await served.body())
          .digest('hex'),
        name,
      ).toBe(hash);
    }
    await page.goto(`/r/${CHANNEL_SLUG}/how-safe`);
    expect(await page.locator('main').textContent()).toContain(`This build is \u2066${build}\u2069.`);
  });
});

import { expect, inject, test } from 'vitest';
import { visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';
import { deskOf } from '../returns/returns.ts';
import { openReaderChannel, PASSPHRASE } from './reader-channel.ts';

const WORDS = 'They sleep behind the depot.';

test('5e: an open report closes within a minute once its reader is removed, and their keys lock', async () => {
  const channel = await openReaderChannel('mole-help');
  const { encrypted } = await channel.send({});
  const id = encrypted.address.report;
  const refused = [`GET /desk/api/reports/${id} 404`];
  const nora = await deskOf('Nora Aldin');
  await visit({ address: inject('exercise').address, as: accountOf('Ida Roth'), refused }, async (page) => {
    await page.clock.install();
    await page.goto(`/desk/reports/${id}`);
    await page.getByLabel('Passphrase of six words').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText(WORDS).waitFor();
    await page.clock.fastForward('01:00');
    await page.getByText('Unlocked in this browser only.').waitFor();
    expect(await page.getByText(WORDS).count()).toBe(1);

    await nora.call('DELETE', `channels/${channel.id}/readers/1`, {});
    await page.clock.fastForward('01:00');
    await page.getByText('There is no such report, or you hold no key of it.').waitFor();
    expect(await page.getByText(WORDS).count()).toBe(0);
    expect(await page.getByText('Unlocked in this browser only.').count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'Readers' }).count()).toBe(0);
    expect(page.workers()).toEqual([]);
  });
});

import { expect, inject, test } from 'vitest';
import type { TextValues } from '#platform/texts/texts.ts';
import { UNKNOWN_CONTRACT } from '#rooms/contractors/fixtures/contract.ts';
import { translateContracts } from '#rooms/contractors/ui/texts.ts';
import { translateViolations } from '#rooms/contractors/ui/violations/texts.ts';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults as faultsOf } from '../checks/accessibility.ts';
import { changeToFrench } from '../checks/english.ts';
import { layoutFaults } from '../checks/layout.ts';
import { printFaults } from '../checks/print.ts';
import { accountOf } from '../exercise-accounts.ts';
import { deskOf } from '../returns/returns.ts';

const { address } = inject('exercise');

/** A contract that got another contractor, with a firm under it whose name has a typing error. */
async function contractOf(number: string): Promise<string> {
  const desk = await deskOf('Ruth Calder');
  const { items } = await desk.call<{ items: { id: string; partyId: string }[] }>('GET', 'contracts?limit=1');
  const { contractId } = await desk.call<{ contractId: string }>('POST', 'contracts', {
    ...{ ...UNKNOWN_CONTRACT, partyId: items[0]!.partyId, number, state: 'awarded' },
  });
  await desk.call('PUT', `contracts/${contractId}`, { ...UNKNOWN_CONTRACT, contractor: 'Oldbarn Provisions' }, 1);
  const member = { parentId: null, kind: 'subcontractor', name: 'Cobalt Claening', work: null, country: null };
  await desk.call('POST', `contracts/${contractId}/members`, member);
  return contractId;
}

/** The steps of a violation from an order to abate, which nobody records as done, to the end of the investigation without a finding. */
async function dismiss(violationId: string): Promise<void> {
  const desk = await deskOf('Ruth Calder');
  for (const [at, step] of ['abatement', 'investigation', 'reply-request', 'reply', 'dismissal'].entries())
    await desk.call(
      'POST',
      `violations/${violationId}/${step}`,
      { note: 'As the papers show.', ...(step === 'abatement' && { abateBy: '2999-12-31' }) },
      at + 1,
    );
}

test('5f: an officer corrects a firm, records a violation of an earlier contractor, and sees that its abatement was not recorded as done', async () => {
  await visit({ address, as: accountOf('Ruth Calder') }, async (page) => {
    for (const locale of ['en', 'fr'] as const) {
      const c = (key: Parameters<typeof translateContracts>[1], values?: TextValues) => translateContracts(locale, key, values);
      const t = (key: Parameters<typeof translateViolations>[1], values?: TextValues) => translateViolations(locale, key, values);
      const contract = await contractOf(`ZZ-900-${locale}`);
      await page.goto(`/desk/contracts/${contract}`);
      await settle(page);
      if (locale === 'fr') await changeToFrench(page);
      await page.getByRole('button', { name: c('firm.correct-of', { name: 'Cobalt Claening' }) }).click();
      const drawer = page.getByRole('complementary');
      await drawer.getByLabel(c('firm.name'), { exact: true }).fill('Cobalt Cleaning');
      await drawer.getByLabel(c('field.country'), { exact: true }).fill('xk');
      expect(await faultsOf(page)).toEqual([]);
      await drawer.getByRole('button', { name: c('firm.correct-save') }).click();
      await page.getByRole('button', { name: c('firm.correct-of', { name: 'Cobalt Cleaning' }) }).waitFor();

      await page.goto(`/desk/violations?contract=${contract}`);
      await settle(page);
      await page.getByRole('button', { name: t('record') }).click();
      const firm = page.getByLabel(t('form.firm'), { exact: true });
      await firm.waitFor();
      const options = (await firm.locator('option').allTextContents()).map((text) => text.replace(/ \(.*/, ''));
      expect(options).toEqual(['Oldbarn Provisions', 'Brightwater Catering', 'Cobalt Cleaning']);
      await firm.selectOption({ index: 1 });
      await page.getByLabel(t('form.title'), { exact: true }).fill('Recruitment fees');
      await page.getByLabel(t('form.summary'), { exact: true }).fill('Workers paid for their visas in January.');
      await page.getByLabel(t('form.danger-no')).check();
      await page.getByLabel(t('form.known'), { exact: true }).fill('2026-11-01T10:00');
      await page
        .locator('form')
        .getByRole('button', { name: t('record') })
        .click();
      await page.waitForURL(/violations\/[0-9a-f-]{36}$/);
      const meta = { contract: `ZZ-900-${locale}`, firm: 'Brightwater Catering', source: t('source.firm') };
      await page.getByText(t('page.meta', meta)).waitFor();
      await page.getByRole('link', { name: meta.contract }).waitFor();
      await dismiss(page.url().split('/').at(-1)!);
      await page.reload();
      await settle(page);
      const abatement = page.getByRole('listitem').filter({ hasText: t('stage.abatement') });
      const words = abatement.first().getByText(t('stage.is-unrecorded'));
      expect((await words.boundingBox())!.width).toBeGreaterThan(40);
      expect([await faultsOf(page), await printFaults(page)]).toEqual([[], []]);
      await page.setViewportSize({ width: 320, height: 800 });
      expect(await layoutFaults(page)).toEqual([]);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
  });
});

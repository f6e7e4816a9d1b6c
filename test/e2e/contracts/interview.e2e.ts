import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { layoutFaults } from '../checks/layout.ts';
import { accountOf } from '../exercise-accounts.ts';
import { deskOf } from '../returns/returns.ts';

const TOLD = 'The foreman keeps the papers, heron';
const NUMBER = 'AQ-2026-77';

/** A contract of the operation that has an open channel. */
async function givenContract(): Promise<string> {
  const eva = await deskOf('Eva Torrin');
  const { grants } = await eva.call<{ grants: { party: { id: string } }[] }>('GET', 'session');
  const unknown = { value: null, currency: null, country: null, place: null, abroad: null, offTheShelf: null, labour: null };
  const days = { clauseOn: null, awardedOn: null, startsOn: null, endsOn: null };
  const { contractId } = await eva.call<{ contractId: string }>('POST', 'contracts', {
    ...{ partyId: grants[0]!.party.id, number: NUMBER, state: 'awarded', title: 'Kitchens', contractor: 'Brightwater Catering' },
    ...{ contractorId: null, recruitsMigrants: null, housesWorkers: null, officerId: null, operationId: null, setId: 'least-5f' },
    ...{ ...unknown, ...days },
  });
  return contractId;
}

test('5f: an interview with a worker leaves a phone encrypted, and never with an interpreter of the firm', async () => {
  const { address } = inject('exercise');
  const contract = await givenContract();
  const sent: { to: string; body: string }[] = [];
  await visit({ address, as: accountOf('Eva Torrin') }, async (page) => {
    page.on('request', (request) => sent.push({ to: request.url(), body: request.postData() ?? '' }));
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto(`/desk/contracts/${contract}/workers`);
    await page.getByRole('link', { name: 'Interview a worker' }).click();
    await page.getByLabel('Nobody of the firm leads, sees or hears this interview.').check();
    await page.getByLabel('Who interprets').selectOption('firm');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('Stop here. Nobody of the firm interprets.').waitFor();
    expect(await page.getByLabel('Code for answers').count()).toBe(0);
    await settle(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await layoutFaults(page)).toEqual([]);
    await page.getByLabel('Who interprets').selectOption('apart');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('heading', { name: 'Questions', exact: true }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Questions');
    await page.getByLabel('Code for answers').selectOption('none');
    await page.getByLabel('Do you keep your passport and papers yourself?').selectOption('no');
    await page.getByLabel('What the person told').fill(TOLD);
    await settle(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await layoutFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Encrypt and send' }).click();
    await page.getByText(/The report was received on/).waitFor();
    expect(await page.content()).not.toContain('heron');
  });
  const report = sent.filter(({ to }) => to.endsWith('/r/reports'));
  expect(report).toHaveLength(1);
  for (const word of ['heron', 'interview', NUMBER, contract]) expect(report[0]!.body, word).not.toContain(word);
});

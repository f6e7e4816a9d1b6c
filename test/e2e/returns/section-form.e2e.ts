import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { englishLeft } from '../checks/english.ts';
import { cutColumns, layoutFaults } from '../checks/layout.ts';
import { printFaults } from '../checks/print.ts';
import { sectionLink } from './returns.ts';

// A colleague in a ministry has no account and no script. The link leads to a form that works without both.

const looks = async (page: Page, where: string): Promise<string[]> => {
  const faults: string[] = [];
  const see = (how: string, found: string[]) => faults.push(...found.map((fault) => `${where}, ${how}: ${fault}`));
  see('light', await accessibilityFaults(page));
  await page.emulateMedia({ colorScheme: 'dark' });
  see('dark', await accessibilityFaults(page, ['color-contrast']));
  await page.emulateMedia({ colorScheme: 'light' });
  for (const width of [1440, 768, 320]) {
    await page.setViewportSize({ width, height: 900 });
    see(`${width} px`, [...(await layoutFaults(page)), ...(await cutColumns(page))]);
  }
  see('print', await printFaults(page));
  return faults;
};

const save = (page: Page) => page.getByRole('button', { name: 'Save this page', exact: true });
const number = (page: Page) => page.locator('fieldset.q input[inputmode=numeric]').first();

test('5a: a section is accepted, answered, corrected and submitted without script', async () => {
  const link = await sectionLink('2032', 'training');
  const refused = [`POST ${link}/form 422`, `GET ${link}/form 404`];
  await visit({ address: inject('exercise').address, javaScriptEnabled: false, refused }, async (page) => {
    await page.goto(link);
    await page.waitForURL(/\/form$/);
    await page.getByRole('button', { name: 'Accept this section' }).click();
    await page.waitForURL(/lang=en$/);
    expect(await page.getByRole('button', { name: 'Accept this section' }).count()).toBe(0);
    // By keyboard alone: Enter in a field saves, and does not submit the section.
    await number(page).fill('several');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await number(page).inputValue()).toBe('several');
    await page.getByRole('alert').getByRole('link').first().click();
    await number(page).fill('1200');
    await save(page).click();
    await page.getByText('1 answer saved.').waitFor();
    await page.getByRole('link', { name: 'Français' }).click();
    await page.getByRole('button', { name: 'Enregistrer, page suivante' }).click();
    await page.getByRole('heading', { name: /page 2 sur 2$/ }).waitFor();
    await page.getByRole('button', { name: 'Enregistrer et rendre la section' }).click();
    await page.getByText('La section a été rendue.').waitFor();
    await page.goto(link);
    await page.getByText('This section has been handed back.').waitFor();
  });
});

test('5a: a section is not handed back while an answer is not saved, which a stranger reads', async () => {
  const link = await sectionLink('2032', 'training');
  await visit({ address: inject('exercise').address }, async (page) => {
    await page.goto(link);
    await page.getByRole('button', { name: 'Accept this section' }).click();
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/linked-section/answers/*', async (route) => {
      await held;
      await route.fallback();
    });
    let sent = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/linked-section/hand-back')) sent += 1;
    });
    // Another number than the story before stored.
    await page.locator('.return-main').getByRole('textbox').first().fill('1300');
    await page.getByRole('button', { name: 'Hand back section' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'An answer is not saved yet.' });
    await alert.waitFor();
    expect(await alert.textContent()).toBe('An answer is not saved yet. Wait until it is, or correct it. Then hand the section back.');
    expect(sent).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    answer();
    await page.locator('.question-saved').first().waitFor();
    await page.getByRole('button', { name: 'Hand back section' }).click();
    await page.getByText('The section has been handed back.').waitFor();
    expect(sent).toBe(1);
  });
});

test('5a: the plain form of a section reads well in both languages, at every width, in dark mode and in print', async () => {
  const link = await sectionLink('2032', 'training');
  const form = `${link}/form`;
  await visit({ address: inject('exercise').address, refused: [`POST ${form} 422`, `GET ${form} 404`] }, async (page) => {
    const faults: string[] = [];
    await page.goto(form);
    await page.locator('.band.exercise').waitFor();
    faults.push(...(await looks(page, 'to answer')));
    await number(page).fill('several');
    await save(page).click();
    await page.getByRole('alert').waitFor();
    faults.push(...(await looks(page, 'with a fault')));
    await page.goto(`${form}?lang=fr`);
    faults.push(...(await looks(page, 'French')), ...(await englishLeft(page)));
    await page.getByRole('button', { name: 'Enregistrer, page suivante' }).click();
    await page.getByRole('heading', { name: /page 2 sur 2$/ }).waitFor();
    await page.getByRole('button', { name: 'Enregistrer et rendre la section' }).click();
    await page.getByText('La section a été rendue.').waitFor();
    faults.push(...(await looks(page, 'handed back')));
    await page.goto(form);
    await page.getByRole('alert').waitFor();
    faults.push(...(await looks(page, 'shut')));
    expect(faults.join('\n')).toBe('');
  });
});

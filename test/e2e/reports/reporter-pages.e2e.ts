import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startReports } from '#rooms/reports/reporter/fixtures.ts';
import { SIMPLER } from '#rooms/reports/reporter/questions.ts';
import { translateForm } from '#rooms/reports/reporter/texts.ts';
import { visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { layoutFaults } from '../checks/layout.ts';
import { publicPageFaults } from '../checks/public-page.ts';
import { advance, keepCode, press, write as writeReport } from './write.ts';

let reports: Awaited<ReturnType<typeof startReports>>;
beforeEach(async () => {
  reports = await startReports();
});
afterEach(() => reports.close());

const write = (page: Page, fragment = `#${reports.fingerprint}`, isDanger = true) => writeReport(page, { reports, fragment, isDanger });

/** Fields in which the browser may complete, check, translate or store what is typed. */
const opensToOthers = (page: Page) =>
  page.locator('main').evaluate((main) => {
    const off = { autocomplete: 'off', autocorrect: 'off', autocapitalize: 'off', spellcheck: 'false', translate: 'no' };
    const fields = [...main.querySelectorAll('textarea, input:not([type=file])')];
    const isChoice = (field: Element) => field.matches('[type=radio], [type=checkbox]');
    const isOpen = (field: Element) =>
      Object.entries(off).some(([name, value]) => (name === 'autocomplete' || !isChoice(field)) && field.getAttribute(name) !== value);
    const faults = fields.filter(isOpen).map((field) => field.outerHTML);
    if (!fields.some((field) => !isChoice(field))) faults.push('no field for words');
    if (document.documentElement.translate) faults.push('the page may be translated');
    return faults;
  });

describe('the answer to a report (5e)', () => {
  test('opens with the code, and is answered by a tap and in words', async () => {
    await visit({ address: reports.address }, async (page) => {
      await write(page);
      const code = await keepCode(page);
      await press(page, 'Send');
      await page.getByText(/The site received your report on/).waitFor();
      const period = page.getByText('The site deletes them 12 months after the closing, or after a later answer.');
      expect(await period.count()).toBe(1);
      await reports.reply(2, { phrase: 'papers-held', text: 'We read it.' });
      // Without words: the page says what the reader said of the report.
      await reports.reply(2, { state: 'being-looked-at' });
      reports.fail('untaken');
      // A code is valid on the page of every channel.
      await page.goto(`${reports.address}/r/above/follow`);
      const field = page.getByLabel('Your code, nine groups');
      expect(await opensToOthers(page)).toEqual([]);
      await field.fill(code.slice(0, -1));
      await press(page, 'Open');
      await page.getByText('You typed 35.').waitFor();
      // The digits of another script are the same code.
      await field.fill(code.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit))));
      await press(page, 'Open');
      await page.locator('.note', { hasText: 'Being looked at. A reader signed this' }).waitFor();
      expect(await page.locator('.th li').last().textContent()).toContain('Being looked at. A reader signed this');
      expect(await page.getByText('We read it.').count()).toBe(1);
      await page.getByText('This code belongs to another channel of this site. It is opened here.').waitFor();
      await page.getByText('Nobody has taken your report yet. Call now').waitFor();
      expect(await period.count()).toBe(1);
      expect(await opensToOthers(page)).toEqual([]);
      await page.getByLabel('Yes, all of them').check();
      await page.getByLabel('Write back').fill('Since spring.');
      await press(page, 'Send');
      await page.getByText(/You wrote on/).waitFor();
      const { messages, faults } = await reports.readThread(3);
      expect(faults).toEqual([]);
      expect(messages.find(({ direction }) => direction === 'to-reader')?.content).toEqual({
        phrase: 'papers-held/all',
        text: 'Since spring.',
      });
      expect(reports.bodies.join('\n')).not.toContain('Since spring');
      await press(page, 'Close and lock');
      expect(await page.content()).not.toContain('We read it.');

      reports.fail('nobody-left');
      reports.keepUntil('2027-12-01');
      await field.fill(code);
      await press(page, 'Open');
      await page.getByText('Your code opens this until 1 Dec 2027. Then the site deletes your report and the answers.').waitFor();
      expect(await period.count()).toBe(0);
      await page.getByText('What you write here reaches nobody.').waitFor();
      expect([await page.getByText('We read it.').count(), await page.getByLabel('Write back').count()]).toEqual([1, 0]);
    });
  });

  test.each(['no-proof', 'other-list'] as const)('is shown with a warning where the log does not name its signer (%s)', async (trouble) => {
    await visit({ address: reports.address, refused: [`GET /r/tideline/proof 409`] }, async (page) => {
      await write(page);
      const code = await keepCode(page);
      await press(page, 'Send');
      await page.getByText(/The site received your report on/).waitFor();
      const open = async () => {
        await page.goto(`${reports.address}/r/tideline/follow`);
        await page.getByLabel('Your code, nine groups').fill(code);
        await press(page, 'Open');
        await page.getByText('What happened to your report').waitFor();
      };
      const warning = page.getByText('The public log does not confirm who signed these answers.');
      reports.fail(trouble);
      await open();
      // Nobody signed anything yet.
      expect(await warning.count()).toBe(0);
      await reports.reply(2, { text: 'Leave now.' });
      await open();
      expect([await warning.count(), await page.getByText('Leave now.').count()]).toEqual([1, 1]);
      reports.fail(null);
      await open();
      expect([await warning.count(), await page.getByText('Leave now.').count()]).toEqual([0, 1]);
    });
  });

  test('is read and no longer answered where the channel was closed since', async () => {
    await visit({ address: reports.address }, async (page) => {
      await write(page);
      const code = await keepCode(page);
      await press(page, 'Send');
      await page.getByText(/The site received your report on/).waitFor();
      await reports.reply(2, { text: 'We read it.', state: 'closed' });
      reports.end();
      await page.goto(`${reports.address}/r/tideline/follow`);
      await page.getByLabel('Your code, nine groups').fill(code);
      await press(page, 'Open');
      await page.getByText('This channel is closed. You can read answers here.').waitFor();
      expect(await page.getByText('We read it.').count()).toBe(1);
      expect(await page.getByRole('textbox').count()).toBe(0);
      expect(await page.getByText(/another channel of this site|Nobody has taken your report/).count()).toBe(0);
      expect(await page.getByRole('button').allTextContents()).toEqual(['Close and lock']);
    });
  });

  test('is not shown where a byte was changed, and the page says so', async () => {
    await visit({ address: reports.address }, async (page) => {
      await write(page);
      const code = await keepCode(page);
      await press(page, 'Send');
      await page.getByText(/The site received your report on/).waitFor();
      await reports.reply(2, { text: 'We read it.' });
      reports.fail('swap-answer');
      await page.goto(`${reports.address}/r/tideline/follow`);
      await page.getByLabel('Your code, nine groups').fill(code);
      await press(page, 'Open');
      await page.getByText(/could not be opened: it was changed/).waitFor();
      expect(await page.getByText('We read it.').count()).toBe(0);
    });
  });
});

describe('the pages of a reporter (5e)', () => {
  test.each([
    ['script', false],
    ['a secure connection', true],
  ])('show help and no form without %s', async (_name, javaScriptEnabled) => {
    await visit({ address: reports.address, javaScriptEnabled }, async (page) => {
      await page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }));
      for (const path of ['', '/follow', '/how-safe']) {
        await page.goto(`${reports.address}/r/tideline${path}`);
        expect(await page.locator('form, input, textarea, button').count(), path).toBe(0);
        expect(await page.getByRole('link', { name: 'Help by place' }).count(), path).toBe(1);
      }
    });
  });

  test('leave at once, and the back button does not return', async () => {
    await visit({ address: reports.address }, async (page) => {
      const before = `${reports.address}/away?before`;
      await page.goto(before);
      await write(page);
      await page.getByRole('link', { name: 'Leave this site' }).click();
      await page.waitForURL('**/away');
      await page.goBack();
      expect(page.url()).toBe(before);
    });
  });

  test.each(['', '/follow', '/how-safe'])('read well at every width, in dark mode, in print and in both languages: %s', async (path) => {
    for (const locale of ['en', 'fr'])
      await visit({ address: reports.address }, async (page) => {
        await page.goto(`${reports.address}${locale === 'fr' ? '/fr' : ''}/r/tideline${path}`);
        expect((await publicPageFaults(page, locale)).join('\n')).toBe('');
      });
  });

  test('are accessible in each part of the form, at 320 px, with simpler words under 18, and the browser keeps nothing', async () => {
    await visit({ address: reports.address, viewport: { width: 320, height: 700 } }, async (page) => {
      await page.goto(`${reports.address}/r/tideline`);
      await press(page, /I saw something/);
      for (let part = 1; part <= 8; part += 1) {
        await page.getByText(`Part ${part} of 9`).waitFor();
        if (part === 2) await page.getByLabel('Under 18').check();
        expect(await accessibilityFaults(page), `part ${part}`).toEqual([]);
        expect(await layoutFaults(page), `part ${part}`).toEqual([]);
        if (part < 8) await advance(page);
      }
      expect(await opensToOthers(page)).toEqual([]);
      const shown = async (suffix: '' | '-child') => {
        const text = (await page.locator('main').textContent())!;
        return SIMPLER.filter((key) => text.includes(translateForm('en', `${key}${suffix}` as 'need')));
      };
      expect([await shown('-child'), await shown('')]).toEqual([SIMPLER, []]);
      await page.getByLabel('18 or older').evaluate((choice: HTMLInputElement) => choice.click());
      expect([await shown('-child'), await shown('')]).toEqual([[], SIMPLER]);
    });
  });
});

import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { envelopeHash, solveWork } from '#rooms/reports/intake/flood/work.ts';
import { startReports } from '#rooms/reports/reporter/fixtures.ts';
import { LIMITS } from '#rooms/reports/reporter/fixtures-list.ts';
import { visit } from '../browser/visit.ts';
import { advance, goTo, keepCode, press, SECRET, settleCode, write as writeReport } from './write.ts';

let reports: Awaited<ReturnType<typeof startReports>>;
beforeEach(async () => {
  reports = await startReports();
});
afterEach(() => reports.close());

const write = (page: Page, fragment = `#${reports.fingerprint}`, isDanger = true) => writeReport(page, { reports, fragment, isDanger });

describe('a report (5e)', () => {
  test('goes from the poster to its readers, and nothing of it is sent unencrypted, but danger', async () => {
    await visit({ address: reports.address }, async (page, context) => {
      await write(page);
      expect(await page.getByText('This page leads to the readers of the poster').count()).toBe(1);
      await page.clock.install();
      const before = await page.evaluate(() => [history.length, location.href]);
      const code = await keepCode(page);
      await press(page, 'Send');
      await page.getByText(/The site received your report on/).waitFor();
      expect(await page.evaluate(() => [history.length, location.href])).toEqual(before);
      expect(await page.content()).not.toContain(SECRET);
      const [sent] = [...reports.reports.values()];
      expect(sent!.danger).toBe(true);
      // Reader 1 is of the unit, and gets no key.
      expect(sent!.wraps.map(({ reader }) => reader)).toEqual([2, 3]);
      // Nor does the length of the request say that one is missing.
      expect(sent!.filler!.length).toBeGreaterThan(sent!.wraps[0]!.bytes.length);
      const { opened } = await reports.openAs(2);
      expect(opened.text).toBe(SECRET);
      expect(opened.answers).toEqual({
        age: 'adult',
        danger: 'yes',
        wishes: ['ask-first'],
        way: 'code',
        about: { units: [['XC', '2 Bde', '1 Bn']], readers: [] },
      });
      const everything = reports.bodies.join('\n');
      for (const marker of [SECRET, 'kestrel', code, code.replaceAll(' ', ''), 'ask-first', reports.fingerprint, '2 Bde'])
        expect(everything).not.toContain(marker);
      // The real server refuses a write without its own origin.
      expect(reports.bodies.find((one) => one.startsWith('POST /r/reports'))).toContain(`"origin":"${reports.address}"`);
      expect(everything).not.toMatch(/"(cookie|referer)":/);
      expect(await context.cookies()).toEqual([]);
      expect(
        await page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, history.state]),
      ).toEqual([0, 0, 0, null]);

      const untaken = page.getByText('Nobody has taken your report within 15 minutes. Call now');
      await page.clock.fastForward('14:30');
      reports.fail('untaken');
      expect(await untaken.count()).toBe(0);
      await page.clock.fastForward('00:30');
      await untaken.waitFor();
      reports.fail(null);
      await page.clock.fastForward('05:00');
      await untaken.waitFor({ state: 'detached' });
    });
  });

  test('begins with what readers must do, in the words of a legal adviser with their date, in the language of the page', async () => {
    await visit({ address: reports.address }, async (page) => {
      for (const [path, button, said, date] of [
        ['/r/tideline', 'I saw something', LIMITS.body.child.en, '3 Nov 2026'],
        ['/fr/r/tideline', 'J’ai vu quelque chose', LIMITS.body.child.fr, '3 nov. 2026'],
        ['/ar/r/tideline', 'رأيت شيئًا', LIMITS.body.child.en, '3'],
      ] as const) {
        await page.goto(`${reports.address}${path}`);
        await press(page, new RegExp(button));
        const stated = page.locator('#stated li');
        await stated.first().waitFor();
        expect([await stated.count(), await stated.first().textContent()]).toEqual([3, said]);
        expect(await page.locator('p:has(+ #stated)').textContent()).toContain(date);
        expect(await stated.first().getAttribute('lang')).toBe(path.startsWith('/fr') ? 'fr' : 'en');
      }
    });
  });

  test('is written with the keyboard alone, is not sent before a group of the code was typed back, and is followed', async () => {
    await visit({ address: reports.address }, async (page) => {
      const enter = async (name: string | RegExp) => {
        await goTo(page, page.getByRole('button', { name }));
        await page.keyboard.press('Enter');
      };
      const tick = async (label: string) => {
        await goTo(page, page.getByLabel(label));
        await page.keyboard.press('Space');
        expect(await page.getByLabel(label).isChecked(), label).toBe(true);
      };
      const type = async (label: string, text: string) => {
        await goTo(page, page.getByLabel(label));
        await page.keyboard.press('Control+a');
        await page.keyboard.type(text);
      };
      await page.goto(`${reports.address}/r/tideline#${reports.fingerprint}`);
      await enter(/I saw something/);
      const answers = [
        '',
        '18 or older',
        'Yes, someone is in danger now',
        '',
        'XC / 2 Bde / 1 Bn',
        'Ask me first',
        'Only here, with my code',
      ];
      for (const [at, answer] of answers.entries()) {
        await page.getByText(`Part ${at + 1} of 9`).waitFor();
        expect(await page.locator('h1:visible').evaluate((title) => title === document.activeElement)).toBe(true);
        if (answer !== '') await tick(answer);
        if (at === 3) await type('What did you see or hear?', SECRET);
        await enter('Go on');
      }
      const groups = await settleCode(page);
      const asked = (await page.locator('label.lb:visible').textContent())!;
      await type(asked, '12');
      await enter('Go on');
      await page.getByText(/That is not group/).waitFor();
      expect(await page.getByRole('button', { name: 'Send' }).isVisible()).toBe(false);
      expect(reports.reports.size).toBe(0);
      await type(asked, groups[Number(/\d+/.exec(asked)![0]) - 1]!);
      await enter('Go on');
      await enter('Send');
      await page.getByText(/The site received your report on/).waitFor();
      await page.goto(`${reports.address}/r/tideline/follow`);
      await type('Your code, nine groups', groups.join(''));
      await enter('Open');
      await type('Write back', 'Since spring.');
      await enter('Send');
      await page.getByText(/You wrote on/).waitFor();
      await enter('Close and lock');
    });
  });

  test('stays on the page where encryption fails or the connection breaks, and counts once when it is sent again', async () => {
    await visit({ address: reports.address, refused: ['POST /r/reports 503'] }, async (page) => {
      await write(page);
      await keepCode(page);
      await page.evaluate(() => {
        const { postMessage } = Worker.prototype;
        Worker.prototype.postMessage = () => {
          Worker.prototype.postMessage = postMessage;
          throw new Error('out of memory');
        };
      });
      await press(page, 'Send');
      await page.getByText(/Locking failed on this phone, so nothing was sent/).waitFor();
      expect(reports.bodies.filter((one) => one.startsWith('POST'))).toEqual([]);
      reports.fail('break-after-storing');
      await press(page, 'Send');
      await page.getByText(/It is not known whether the report arrived/).waitFor();
      expect(await page.getByRole('button', { name: 'Back' }).isVisible()).toBe(false);
      reports.fail(null);
      await press(page, 'Send');
      await page.getByText(/The site received your report on/).waitFor();
      expect(reports.reports.size).toBe(1);
    });
  });

  test('is encrypted again where the list of readers was replaced', async () => {
    await visit({ address: reports.address, refused: ['POST /r/reports 409'] }, async (page) => {
      await write(page);
      await keepCode(page);
      reports.fail('write-again');
      await press(page, 'Send');
      await page.getByText(/The list of readers has changed/).waitFor();
      await press(page, 'Send');
      await page.getByText(/The site received your report on/).waitFor();
      expect([...reports.reports.values()].map(({ manifest }) => manifest)).toEqual([2]);
    });
  });

  test('asks again whom to leave out where the new list names a reader whom the reporter did not see', async () => {
    await visit({ address: reports.address, refused: ['POST /r/reports 409'] }, async (page) => {
      reports.fail('reader-left');
      await page.goto(`${reports.address}/r/tideline`);
      await press(page, /I saw something/);
      for (let part = 1; part < 4; part += 1) await advance(page);
      await page.getByLabel('What did you see or hear?').fill(SECRET);
      await advance(page);
      expect(await page.getByLabel(/^Reader 2:/).count()).toBe(0);
      await page.getByLabel('XD', { exact: true }).check();
      await page.getByLabel('XD', { exact: true }).uncheck();
      for (let part = 5; part < 8; part += 1) await advance(page);
      await keepCode(page);
      reports.fail('write-again');
      await press(page, 'Send');
      await page.getByText('The list of readers has changed. Look again at who must not read this.').waitFor();
      expect(reports.reports.size).toBe(0);
      await page.getByLabel(/^Reader 2:/).check();
      for (let part = 5; part < 9; part += 1) await advance(page);
      await press(page, 'Send');
      await page.getByText(/The site received your report on/).waitFor();
      const [sent] = [...reports.reports.values()];
      expect(sent!.wraps.map(({ reader }) => reader)).toEqual([1, 3]);
    });
  });

  test('brings proof of work for itself where the server asks for it', async () => {
    await visit({ address: reports.address, refused: ['POST /r/reports 409'] }, async (page) => {
      reports.fail('flood');
      await write(page);
      await keepCode(page);
      await press(page, 'Send');
      await page.getByText(/The site received your report on/).waitFor();
      const [sent] = [...reports.reports.values()];
      const work = { hour: 5, answers: solveWork(new Uint8Array(32).fill(7), envelopeHash(sent!)) };
      expect(sent!.work).toEqual(work);
    });
  });

  test('stays on the page where there is room for urgent reports only, and the page says to come back', async () => {
    await visit({ address: reports.address, refused: ['POST /r/reports 409'] }, async (page) => {
      await write(page, '', false);
      reports.fail('no-room');
      await keepCode(page);
      await press(page, 'Send');
      await page.getByText(/Try again later, or use the telephone/).waitFor();
      // What was written can still be changed: someone may be in danger.
      expect(await page.getByRole('button', { name: 'Back' }).isVisible()).toBe(true);
      expect(reports.reports.size).toBe(0);
    });
  });

  test('sends a person in danger to the telephone where there is no room even for urgent reports, and arrives once there is', async () => {
    await visit({ address: reports.address, refused: ['POST /r/reports 409'] }, async (page) => {
      await write(page);
      reports.fail('no-room-for-danger');
      await keepCode(page);
      await press(page, 'Send');
      await page.getByText(/There is no room now, not even for urgent reports. Nothing was stored.*Call now/).waitFor();
      expect(await page.getByText(/Try again later|go back and say so/).count()).toBe(0);
      expect(reports.reports.size).toBe(0);
      reports.fail(null);
      await press(page, 'Send');
      await page.getByText(/The site received your report on/).waitFor();
    });
  });

  test('cannot be written where encryption cannot start or the poster names another key, also one that is scanned into the open page', async () => {
    await visit({ address: reports.address }, async (page) => {
      const scan = (fingerprint: string) => page.evaluate((hash) => location.assign(`#${hash}`), fingerprint);
      const fault = page.getByText(/does not belong to your poster/);
      await page.goto(`${reports.address}/r/tideline#${'A'.repeat(22)}`);
      await page.evaluate(() => {
        const given = window.Worker;
        window.Worker = function refuse() {
          window.Worker = given;
          throw new DOMException('no worker here', 'SecurityError');
        } as unknown as typeof Worker;
      });
      await press(page, /I saw something/);
      await page.getByText(/could not be prepared, so nothing can be sent from here/).waitFor();
      expect(await page.locator('form, input, textarea').count()).toBe(0);
      expect(await page.getByRole('link', { name: 'Help by place' }).count()).toBe(1);
      await press(page, 'Try again');
      await fault.waitFor();
      expect(await page.getByRole('textbox').count()).toBe(0);
      await scan(reports.fingerprint);
      await page.getByText('This page leads to the readers of the poster').waitFor();
      for (let part = 1; part < 4; part += 1) await advance(page);
      await page.getByLabel('What did you see or hear?').fill(SECRET);
      await scan('B'.repeat(22));
      await fault.waitFor();
      for (let part = 4; part < 8; part += 1) await advance(page);
      await keepCode(page);
      await press(page, 'Send');
      await fault.nth(1).waitFor();
      expect(reports.reports.size).toBe(0);
      // What was written is still there, and goes to the readers of the poster that is scanned again.
      await scan(reports.fingerprint);
      await fault.nth(1).waitFor({ state: 'detached' });
      await press(page, 'Send');
      await page.getByText(/The site received your report on/).waitFor();
      expect((await reports.openAs(2)).opened.text).toBe(SECRET);
    });
  });

  test.each([
    ['names another list', 'other-list', /names another list of readers/, []],
    ['names no list of this channel', 'no-proof', /does not name the readers of this channel/, ['GET /r/tideline/proof 409']],
  ] as const)('cannot be written where the log %s', async (_name, trouble, says, refused) => {
    await visit({ address: reports.address, refused: [...refused] }, async (page) => {
      reports.fail(trouble);
      await page.goto(`${reports.address}/r/tideline`);
      await press(page, /I saw something/);
      await page.getByText(says).waitFor();
      expect(await page.getByRole('textbox').count()).toBe(0);
      reports.fail(null);
      await press(page, 'Try again');
      await page.getByText(/No outside check: nobody but this site/).waitFor();
    });
  });

  test('is checked again where the page was open for days', async () => {
    await visit({ address: reports.address }, async (page) => {
      await write(page);
      await keepCode(page);
      await page.evaluate(() => {
        const now = Date.now;
        Date.now = () => now() + 3 * 86_400_000;
      });
      await press(page, 'Send');
      await page.getByText(/more than two days ago, or the date of this phone is wrong/).waitFor();
      expect(reports.reports.size).toBe(0);
    });
  });

  test('cannot be sent to fewer than two readers', async () => {
    await visit({ address: reports.address }, async (page) => {
      await page.goto(`${reports.address}/r/tideline`);
      await press(page, /I saw something/);
      await page.getByText('Not checked against a poster.').waitFor();
      for (let part = 1; part < 5; part += 1) await advance(page);
      expect(await page.getByRole('link', { name: 'Open the channel above' }).count()).toBe(0);
      await page.getByLabel('XC', { exact: true }).check();
      await page.getByText(/Fewer than two readers are left/).waitFor();
      expect(await page.getByRole('link', { name: 'Open the channel above this one' }).getAttribute('href')).toBe('/r/above');
      await advance(page);
      await advance(page);
      await advance(page);
      await keepCode(page);
      await press(page, 'Send');
      await page.getByText(/nothing was locked or sent/).waitFor();
      expect(reports.reports.size).toBe(0);
    });
  });
});

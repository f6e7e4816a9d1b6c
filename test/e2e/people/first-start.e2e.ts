import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { browserName } from '../browser/browsers.ts';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { layoutFaults } from '../checks/layout.ts';
import { signInFaults } from '../checks/sign-in.ts';
import { measure } from '../frame/measure-navigation.ts';
import { type Effort, Hands, minutesOf, NO_EFFORT, sumOf } from '../returns/effort.ts';
import { inviteColleague, inviteFocalPoints, openAccount, openRound, registerAuthority, setRestAside } from './first-steps.ts';

const ALLIES = 32;
const FIRST = { name: 'First Person', email: 'first@policy.example', password: 'a few words in a row' };
// The name of this browser in the list of devices.
const DEVICE = browserName() === 'firefox' ? 'Firefox' : 'Chrome';
let secret = '';
let recoveryCodes: string[] = [];
let setUp: Effort = NO_EFFORT;
const MOST_ACTIONS = 120;

/** The code on the first person's phone. Each step of thirty seconds is accepted once, so the story begins with the earliest valid one. */
const code = (steps: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

/** The faults of one page of sign-up, also on a phone. */
async function faultsOf(page: Page): Promise<string[]> {
  const wide = await accessibilityFaults(page);
  await page.setViewportSize({ width: 320, height: 640 });
  const narrow = await layoutFaults(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  return [...wide, ...narrow];
}

async function givePassword(page: Page): Promise<void> {
  await page.goto('/desk/sign-in');
  await page.getByLabel('Email address').fill(FIRST.email);
  await page.getByLabel('Password').fill(FIRST.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Second step' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'code');
}

// A new installation as a newcomer meets it: first the one-time link, then the real register.
test('P5.0b, P5a.1: the first person sets up an account with the one-time link and sees the real register', async () => {
  const { address, setUpLink } = inject('fresh');
  await visit({ address }, async (page) => {
    await page.goto(setUpLink);
    await settle(page);
    expect(await signInFaults(page)).toEqual([]);
    const hands = new Hands(page);
    await hands.type(page.getByLabel('Your name'), FIRST.name);
    await hands.type(page.getByLabel('Email address'), FIRST.email);
    await hands.type(page.getByLabel('Password', { exact: true }), FIRST.password);
    await hands.type(page.getByLabel('Confirm password'), FIRST.password);
    await hands.click(page.getByRole('button', { name: 'Set up and sign in' }));
    await page.getByRole('heading', { level: 1, name: 'Set up a second factor' }).waitFor();
    expect((await page.request.get('/desk/api/session')).status(), 'a password alone opens nothing').toBe(401);
    expect(await faultsOf(page)).toEqual([]);
    secret = (await page.locator('.secret').textContent())!.replaceAll(' ', '');
    await hands.type(page.getByLabel('Code'), code(-1));
    await hands.click(page.getByRole('button', { name: 'Use these codes' }));
    await page.getByRole('heading', { level: 1, name: 'Recovery codes' }).waitFor();
    const listedCodes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
    await listedCodes.last().waitFor();
    recoveryCodes = await listedCodes.allTextContents();
    expect(recoveryCodes).toHaveLength(10);
    expect(await faultsOf(page)).toEqual([]);
    await hands.click(page.getByRole('button', { name: 'I have stored them: continue' }));
    setUp = hands.effort;
    const alone = page.getByText('One person does everything here.');
    await alone.waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await alone.isVisible(), 'the paper says it too').toBe(true);
    await page.emulateMedia({ media: 'screen' });

    // One person is offered every page. So that the navigation fits a laptop, the last groups are closed, but not the one in use.
    for (const height of [768, 900]) {
      await page.setViewportSize({ width: 1366, height });
      for (const [path, group] of [
        ['/desk/', 'Policy and parties'],
        ['/desk/people', 'Administration'],
      ] as const) {
        await page.goto(path);
        await settle(page);
        const at = await measure(page);
        expect(at, `${path} at ${height} px`).toMatchObject({ scrolls: false });
        expect(at.lastLine).toBeLessThanOrEqual(at.footTop);
        expect(at.footBottom).toBeLessThanOrEqual(height);
        expect(at.closedGroupsPx).not.toEqual([]);
        expect(await page.locator('.side .group[aria-expanded=true]').allTextContents()).toContain(group);
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 });

    await page.goto('/desk/compliance?open=all');
    await settle(page);
    await page.getByText('Almost everything here is “not reported” or “not asked”. That is normal on the first day.').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Open the first steps' }).waitFor();
    expect(
      await page
        .getByRole('navigation', { name: 'Kinds of party' })
        .getByRole('link', { name: /^Nations/ })
        .textContent(),
    ).toContain(String(ALLIES));
    const marks = await page
      .locator('table.matrix [data-cell]')
      .evaluateAll((all) => all.map((mark) => ({ obligation: mark.getAttribute('data-stop')!, name: mark.getAttribute('aria-label')! })));
    const deposits = marks.filter(({ obligation }) => obligation === 'P5.0b');
    expect(deposits).toHaveLength(ALLIES);
    expect(deposits.filter(({ name }) => !/: Met/.test(name))).toEqual([]);
    const rest = marks.filter(({ obligation }) => obligation !== 'P5.0b');
    expect(rest.length).toBeGreaterThan(ALLIES * 20);
    expect(rest.filter(({ name }) => !/: Not (reported|asked)/.test(name)).length / rest.length).toBeLessThan(0.05);

    await page.locator('[data-stop="P5.0b"]').first().click();
    const drawer = page.getByRole('complementary').last();
    await drawer.getByText('27 Jan 2014').first().waitFor();
  });
  await visit({ address, refused: [`GET /desk/api/links/${setUpLink.split('/').at(-1)} 404`] }, async (page) => {
    await page.goto(setUpLink);
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Password').count(), 'a used link opens no form').toBe(0);
    expect(await signInFaults(page)).toEqual([]);
  });
});

test('5g: sign-in requires password and code, a recovery code works once, and a device that is signed out has no access', async () => {
  const { address } = inject('fresh');
  const refused = ['GET /desk/api/session 401', 'POST /desk/api/session/totp 401', 'POST /desk/api/session/recovery-code 401'];
  await visit({ address, refused }, async (page) => {
    await givePassword(page);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel('Code').fill('000000');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').first().waitFor();
    await page.getByLabel('Code').fill(code(0));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(/\/desk\/?$/);

    const signedOut = ['matrix', 'policy', 'rounds'].map((what) => `GET /desk/api/${what} 401`);
    await visit({ address, refused: [...refused, ...signedOut] }, async (other) => {
      await givePassword(other);
      await other.getByRole('button', { name: 'Use a recovery code' }).click();
      await other.getByLabel('Recovery code').fill(recoveryCodes[4]!.toUpperCase());
      await other.getByRole('button', { name: 'Sign in', exact: true }).click();
      await other.waitForURL(/\/desk\/?$/);
      // A request of this page that is still to come would find the device signed out, and leave the page before the next click.
      await settle(other);

      await page.getByRole('link', { name: 'My account' }).click();
      await page.getByText('9 recovery codes left.').waitFor();
      await page
        .getByRole('button', { name: `Sign out: ${DEVICE} on Linux` })
        .first()
        .click();
      await page.getByText('Signed out; takes effect at the device’s next action.').waitFor();
      await other.getByRole('link', { name: 'Compliance' }).click();
      await other.waitForURL(/\/desk\/sign-in/);

      await givePassword(other);
      await other.getByRole('button', { name: 'Use a recovery code' }).click();
      await other.getByLabel('Recovery code').fill(recoveryCodes[4]!);
      await other.getByRole('button', { name: 'Sign in', exact: true }).click();
      await other.getByRole('alert').first().waitFor();
      await other.getByLabel('Recovery code').fill(recoveryCodes[5]!);
      await other.getByRole('button', { name: 'Sign in', exact: true }).click();
      await other.waitForURL(/\/desk\/?$/);
    });
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.waitForURL('**/desk/sign-in');
  });
});

test('5g: after three failures the browser does proof of work, shows that, and the right password signs in', async () => {
  const { address } = inject('fresh');
  const refused = ['GET /desk/api/session 401', 'POST /desk/api/session 401', 'POST /desk/api/session 429'];
  await visit({ address, refused }, async (page) => {
    await page.goto('/desk/sign-in');
    await page.getByLabel('Email address').fill(FIRST.email);
    for (const _ of [1, 2, 3]) {
      await page.getByLabel('Password').fill('not the password');
      // After failures from this machine, such as those of an earlier story, sign-in first requires proof of work.
      const answered = page.waitForResponse((one) => one.url().endsWith('/desk/api/session') && one.status() === 401);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await answered;
    }
    await page.getByLabel('Password').fill(FIRST.password);
    // Both are shown during the work, which may be short.
    const says = [page.getByText('Your browser now does some work'), page.getByRole('progressbar', { name: 'Working' })];
    const messages = Promise.all(says.map((one) => one.waitFor()));
    // The values of the bar at each frame. A page that freezes until the work is done would show none of them.
    await page.evaluate(() => {
      const drawn: number[] = [];
      Object.assign(window, { drawn });
      const observe = () => {
        const bar = document.querySelector('progress');
        if (bar) drawn.push(bar.value);
        requestAnimationFrame(observe);
      };
      observe();
    });
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await messages;
    await page.getByRole('heading', { level: 1, name: 'Second step' }).waitFor();
    const drawn = await page.evaluate(() => (window as unknown as { drawn: number[] }).drawn);
    expect(Math.min(...drawn), 'the page is drawn while it works').toBeLessThan(0.5);
  });
});

test(`all: an office of two has 32 focal points invited and a round open with at most ${MOST_ACTIONS} clicks and fields`, async () => {
  const { address } = inject('fresh');
  const efforts: Effort[] = [setUp];
  let link = '';
  await visit({ address, refused: ['GET /desk/api/session 401', 'POST /desk/api/session 429'] }, async (page) => {
    await givePassword(page);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(recoveryCodes[7]!);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(/\/desk\/?$/);
    const hands = new Hands(page);
    link = await inviteColleague(hands);
    efforts.push(hands.effort);
  });
  await visit({ address, refused: ['GET /desk/api/session 401'] }, async (page) => {
    const hands = new Hands(page);
    await openAccount(hands, link);
    await registerAuthority(hands);
    const { unrepresented } = await (await page.request.get('/desk/api/first-steps')).json();
    expect(unrepresented).toHaveLength(ALLIES);
    await inviteFocalPoints(
      hands,
      unrepresented.map((ally: string, at: number) => ({ code: ally, language: at % 4 === 0 ? 'fr' : 'en' })),
    );
    await openRound(hands);
    await setRestAside(hands);
    efforts.push(hands.effort);
  });
  const whole = sumOf(efforts);
  console.log(
    `a first half hour: ${whole.actions} clicks and fields, ${whole.keys} keys, ${minutesOf(whole).toFixed(1)} minutes by the model`,
  );
  expect(whole.actions).toBeGreaterThan(setUp.actions);
  expect(whole.actions).toBeLessThanOrEqual(MOST_ACTIONS);
});

import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { settle } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { layoutFaults } from '../checks/layout.ts';
import type { Hands } from '../returns/effort.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const step = (page: Page, name: string) => page.locator(`li[data-step="${name}"]`);

/** Waits until a step shows its state, as the register has it. */
async function expectStep(page: Page, name: string, state: 'Done' | 'Open' | 'Set aside', figure: string): Promise<void> {
  await step(page, name).getByText(figure).waitFor();
  expect(await step(page, name).locator('.chip').textContent()).toBe(state);
}

/** The first person invites a colleague with the role, which ends one-person mode. Returns the one-time link. */
export async function inviteColleague(hands: Hands): Promise<string> {
  const { page } = hands;
  await hands.click(page.getByRole('link', { name: 'Open the first steps' }));
  await expectStep(page, 'second-person', 'Open', '1 person holds the role Policy office.');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await layoutFaults(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await hands.click(page.getByRole('link', { name: 'Invite the second person' }));
  await hands.type(page.getByLabel('Name', { exact: true }), 'Second Person');
  await hands.type(page.getByLabel('Email'), 'second@policy.example');
  await hands.click(button(page, 'Open account'));
  const link = await page.getByRole('textbox', { name: 'One-time link' }).inputValue();
  await page.getByText('One person does everything here.').waitFor({ state: 'detached' });
  return link;
}

/** The colleague opens the account: a password and a second factor. */
export async function openAccount(hands: Hands, link: string): Promise<void> {
  const { page } = hands;
  await page.goto(link);
  await settle(page);
  await hands.type(page.getByLabel('Password', { exact: true }), 'another few words in a row');
  await hands.type(page.getByLabel('Confirm password'), 'another few words in a row');
  await hands.click(button(page, 'Accept and sign in'));
  await page.getByRole('heading', { level: 1, name: 'Set up a second factor' }).waitFor();
  const secret = (await page.locator('.secret').textContent())!.replaceAll(' ', '');
  await hands.type(page.getByLabel('Code'), new TOTP({ secret: Secret.fromBase32(secret) }).generate());
  await hands.click(button(page, 'Use these codes'));
  await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').last().waitFor();
  await hands.click(button(page, 'I have stored them: continue'));
  await page.getByRole('link', { name: 'Open the first steps' }).waitFor();
}

/** Registers the suggested authority after a look at it. */
export async function registerAuthority(hands: Hands): Promise<void> {
  const { page } = hands;
  await hands.click(page.getByRole('link', { name: 'Open the first steps' }));
  await expectStep(page, 'second-person', 'Done', '2 people hold the role Policy office.');
  await hands.click(page.getByRole('link', { name: 'Register an authority' }));
  await page.getByText('Suggested from clause 5g').waitFor();
  expect(await page.getByLabel('Name in French').inputValue()).toBe('Conseil de l’Atlantique Nord');
  await hands.click(button(page, 'Add to the register'));
  await page.locator('tbody').getByText('North Atlantic Council', { exact: true }).waitFor();
  await hands.click(page.getByRole('link', { name: 'First steps', exact: true }));
  await expectStep(page, 'authority', 'Done', '1 authority is registered.');
}

/** Invites a focal point for each of these nations from pasted lines, and prints the letters. */
export async function inviteFocalPoints(hands: Hands, nations: readonly { code: string; language: 'en' | 'fr' }[]): Promise<void> {
  const { page } = hands;
  await expectStep(page, 'focal-points', 'Open', `0 of ${nations.length} Allies have a focal point.`);
  await hands.click(page.getByRole('link', { name: 'Invite focal points' }));
  const offered = await page.getByLabel('Role').getByRole('option').allTextContents();
  expect(offered, 'roles without a party are not offered where each line names one').not.toContain('Policy office');
  const lines = nations.map(({ code, language }) => `Focal Point ${code}; ${code.toLowerCase()}@nation.example; ${code}; ${language}`);
  await hands.type(page.getByLabel('People', { exact: true }), lines.join('\n'));
  await hands.click(button(page, `Invite ${nations.length} people`));
  await page.locator('article.letter').last().waitFor();
  expect(await page.locator('article.letter').count()).toBe(nations.length);
  // The dialog of Firefox would stay in front of the page.
  await page.evaluate(() => Object.assign(globalThis, { print: () => {} }));
  await hands.click(button(page, 'Print letters'));
  await hands.click(page.getByRole('link', { name: 'First steps', exact: true }));
  await expectStep(page, 'focal-points', 'Done', `${nations.length} of ${nations.length} Allies have a focal point.`);
}

/** Opens the round that the register planned, with the authority and the dates that the form proposes. */
export async function openRound(hands: Hands): Promise<void> {
  const { page } = hands;
  await expectStep(page, 'round', 'Open', 'No round has been opened.');
  await hands.click(page.getByRole('link', { name: 'Prepare the first round' }));
  await hands.click(button(page, 'Open the round'));
  await page.getByText('Your next step').waitFor();
  await hands.click(page.getByRole('link', { name: 'First steps', exact: true }));
  await expectStep(page, 'round', 'Done', '1 round has been opened.');
}

/** Sets the rest aside: the steps leave Home, and stay on their page. */
export async function setRestAside(hands: Hands): Promise<void> {
  const { page } = hands;
  await hands.click(button(page, 'Set aside: Have strengths stated'));
  await hands.click(button(page, 'Set aside: Name a way to report trafficking'));
  await step(page, 'reporting').getByText('Take up again').waitFor();
  await hands.click(page.getByRole('link', { name: 'Home', exact: true }));
  await settle(page);
  expect(await page.getByRole('link', { name: 'Open the first steps' }).count()).toBe(0);
  await page.getByRole('link', { name: 'First steps', exact: true }).waitFor();
}

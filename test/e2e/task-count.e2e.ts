import type { Route } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { settle, visit } from './browser/visit.ts';
import { accountOf } from './exercise-accounts.ts';
import { begunReturn, deskOf } from './returns/returns.ts';

// The number next to My tasks equals the number of tasks on the page, returns included. The page of a person who may not read returns makes no refused request,
// because a visit fails on any answer from 400 on.
const BESIDE = 'nav a[href="/desk/tasks"] .count';
const TASKS = '**/desk/api/tasks';
const UNAVAILABLE = JSON.stringify({ status: 503, code: 'platform/unavailable', title: 'The database is away.' });
const answerUnavailable = (route: Route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: UNAVAILABLE });
const PEOPLE = ['Mira Kolb', 'Karl Munk', 'Jonas Reed', 'Ada Brandt', 'Ines Harrow', 'Sanne Ruiz', 'Peter Quill', 'Zoe Hart'];

test.each(PEOPLE)('5a, 5g: the number next to My tasks is the number of tasks of %s', async (name) => {
  await begunReturn('2052');
  await visit({ address: inject('exercise').address, as: accountOf(name) }, async (page) => {
    const onPage = page.locator('main ul.task-list > li');
    const beside = page.locator(BESIDE);
    // The program measures in the background, which may create a task at any moment: each poll reloads the page.
    await expect
      .poll(async () => {
        await page.goto('/desk/tasks');
        await settle(page);
        const shown = await onPage.count();
        return [Number(await beside.allTextContents()) === shown, shown > 0 === (await hasTasks(name))];
      })
      .toEqual([true, true]);
    const own = await page.getByRole('link', { name: 'Answer your sections of the return' }).count();
    expect(own > 0).toBe(['Karl Munk', 'Jonas Reed', 'Ada Brandt'].includes(name));
  });
});

test('5a: My tasks leads a colleague who may not sign to the sections that wait for them', async () => {
  const id = await begunReturn('2052');
  await visit({ address: inject('exercise').address, as: accountOf('Karl Munk') }, async (page) => {
    await page.goto('/desk/tasks');
    await page.locator(`a[href$="/returns/${id}"]`).click();
    await page.getByRole('heading', { name: /Law review/ }).waitFor();
    await page.locator('article.question').first().waitFor();
  });
  const karl = await deskOf('Karl Munk');
  const { items } = await karl.call<{ items: { id: string; turn: { action: string } | null }[] }>('GET', 'returns?limit=100');
  expect(items.find((one) => one.id === id)?.turn?.action).toBe('answer');
});

test('5a, 5g: tasks that could not be loaded are shown as unknown, not as none, until they load', async () => {
  await begunReturn('2052');
  const words = 'Your tasks could not be loaded.';
  const options = { address: inject('exercise').address, as: accountOf('Karl Munk'), refused: ['GET /desk/api/tasks 503'] };
  await visit(options, async (page) => {
    await page.route(TASKS, answerUnavailable);
    await page.goto('/desk/tasks');
    await page.getByRole('alert').getByText(words).waitFor();
    await settle(page);
    expect([await page.getByText('You have no open tasks.').count(), await page.locator(BESIDE).count()]).toEqual([0, 0]);
    await page.unroute(TASKS);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('a[href*="/returns/"]').first().waitFor();
    await page.locator(BESIDE).waitFor();
    expect(await page.getByText(words).count()).toBe(0);
  });
});

test('5a, 5g: tasks that could not be loaded again stay with a notice and without a number, on the home page too', async () => {
  await begunReturn('2052');
  const words = 'Your tasks could not be loaded again. What you see may be out of date.';
  const options = { address: inject('exercise').address, as: accountOf('Karl Munk'), refused: ['GET /desk/api/tasks 503'] };
  await visit(options, async (page) => {
    const navigation = page.getByRole('navigation');
    await page.clock.install();
    await page.goto('/desk/tasks');
    const task = page.locator('main a[href*="/returns/"]').first();
    await task.waitFor();
    await page.locator(BESIDE).waitFor();
    await page.route(TASKS, answerUnavailable);
    // Answers are fresh for half a minute.
    await page.clock.fastForward('01:00');
    await navigation.getByRole('link', { name: 'Home' }).click();
    const alert = page.getByRole('alert').getByText(words);
    await alert.waitFor();
    await page.locator('.home-asked li').first().waitFor();
    expect(await page.locator(BESIDE).count()).toBe(0);
    const again = page.getByRole('button', { name: 'Try again' });
    await page.unroute(TASKS);
    await again.click();
    await page.locator(BESIDE).waitFor();
    expect(await alert.count()).toBe(0);
    await page.route(TASKS, answerUnavailable);
    await page.clock.fastForward('01:00');
    await navigation.getByRole('link', { name: 'My tasks' }).click();
    await alert.waitFor();
    await task.waitFor();
    await page.unroute(TASKS);
    await again.click();
    await page.locator(BESIDE).waitFor();
    expect(await alert.count()).toBe(0);
  });
});

test('A2.2c: an alert about expired training links to the board on which it has expired, with its party', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Jonas Reed') }, async (page) => {
    await page.goto('/desk/tasks');
    await page.getByRole('link', { name: 'See whose training is expiring and arrange renewal' }).click();
    await page.waitForURL(/\/desk\/readiness\?.*day=/);
    await page.locator('.readiness-needs').first().waitFor();
  });
});

/** Whether this person has tasks, in any room. */
async function hasTasks(name: string): Promise<boolean> {
  const rooms = await (await deskOf(name)).call<Record<string, { tasks: object[] }>>('GET', 'tasks');
  return Object.values(rooms).some(({ tasks }) => tasks.length > 0);
}

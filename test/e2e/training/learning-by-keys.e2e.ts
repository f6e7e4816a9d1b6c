import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import type { Item, Lesson } from '#rooms/courses/content/course.schema.ts';
import { currentCourses } from '#rooms/courses/index.ts';
import { translatePlayer } from '#rooms/courses/languages/player/texts.ts';
import { browserName } from '../browser/browsers.ts';
import { visit } from '../browser/visit.ts';
import { focusShown } from '../checks/focus-shown.ts';
import { type Announced, listen } from '../checks/heard.ts';
import { givenClass, rightAnswer } from './learners.ts';

// A learner without a mouse, who may be blind, goes from the slip to the signature by Tab, arrows, Space and Enter. At each stop the focus ring is visible, and
// the browser gives a screen reader the control, its kind, its group and its state. Unrequested changes are in live regions.
const { module, lessons } = currentCourses().module('S12');
const lesson = lessons[0]!;
const ITEMS = lessons.flatMap(({ items }) => items);

describe.skipIf(browserName() === 'firefox')('a lesson by keyboard alone', () => {
  test.each(['en', 'fr'] as const)('from the slip to the signature, %s', async (lang) => {
    const t = (key: Parameters<typeof translatePlayer>[1], values?: Record<string, string | number>) => translatePlayer(lang, key, values);
    const { code, accessSlips } = await givenClass('Jonas Reed', 'S12', [lang === 'en' ? 'XC-7201' : 'XC-7202']);
    // On a busy machine the PIN is checked later, and the waiting page asks for the outcome.
    const refused = [`POST /learn/${lang}/enter 422`, `GET /learn/${lang}/enter 422`];
    const phone = { address: inject('exercise').address, viewport: { width: 320, height: 640 }, withoutNetwork: true, refused };
    await visit(phone, async (page, context) => {
      const keys = await byKeys(page);
      const { liveRegions, press, type, tabTo, answer } = keys;
      const link = (name: string) => tabTo((at) => at.role === 'link' && at.name.startsWith(name));
      const button = (name: string) => tabTo((at) => at.role === 'button' && at.name === name);
      const field = (name: string) => tabTo((at) => at.role === 'textbox' && at.name.startsWith(name));
      const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

      await page.goto(`/learn/${lang}`);
      await press('Tab');
      expect(await keys.readFocus(), 'the first key leads past the bar').toMatchObject({ role: 'link', name: t('learn.skip') });
      await press('Enter');
      // A wrong PIN first: the error is announced at once, and the input is still there.
      for (const pin of ['000000', accessSlips[0]!.pin]) {
        await field(t('learn.code'));
        expect((await keys.readFocus()).state.required).toBe(true);
        await type(code);
        await field(t('learn.number'));
        await type(accessSlips[0]!.number);
        await field(t('learn.pin'));
        await type(pin);
        await button(t('learn.begin'));
        await press('Enter');
        if (pin === '000000') {
          await page.getByRole('alert').waitFor();
          expect((await liveRegions()).filter(({ live }) => live === 'assertive')).toHaveLength(1);
        }
      }
      await heading(t('learn.modules'));
      await link(module.title[lang]);
      await press('Enter');
      await heading(module.title[lang]);

      // It is shown once the browser has installed the worker.
      await page.getByRole('button', { name: t('learn.keep-now') }).waitFor();
      await button(t('learn.keep-now'));
      await press('Enter');
      await page.getByText(t('learn.kept')).waitFor();
      expect((await liveRegions()).map(({ text }) => text)).toContain(t('learn.kept'));
      expect((await keys.readFocus()).name, 'the button keeps the focus').toBe(t('learn.keep-now'));
      await page.reload();
      await link(lesson.title[lang]);
      await press('Enter');
      await heading(lesson.title[lang]);

      await readByKeys(keys, lesson, lang);
      await button(t('learn.to-check'));
      await press('Enter');
      await heading(module.title[lang]);
      await link(t('learn.check-on'));
      await press('Enter');
      await heading(t('learn.check'));
      await context.setOffline(true);
      await page.getByText(t('learn.offline')).waitFor();
      expect((await liveRegions()).map(({ text }) => text)).toContain(t('learn.offline'));
      // Question by question until the submit button has the focus.
      for (let at = await tabTo(isControl); at.role !== 'button'; at = await tabTo(isControl)) {
        const item = ITEMS.find(({ stem }) => at.group.includes(stem[lang]))!;
        expect(at.group, 'each control is announced with its question').toMatch(/\d+/);
        await answer(item, at, lang);
      }
      expect((await keys.readFocus()).name).toBe(t('learn.submit'));
      await press('Enter');
      await page.getByText(t('learn.kept-title')).waitFor();
      expect(await focusedText(page), 'the focus is on what is new').toBe(t('learn.kept-title'));
      await button(t('learn.sign-later'));
      await press('Enter');
      await page.getByText(t('learn.signed-later')).waitFor();
      expect(await focusedText(page)).toBe(t('learn.signed-later'));
      const waiting = `${t('learn.waiting')} 2`;
      await page.getByText(waiting).waitFor();
      expect((await liveRegions()).map(({ text }) => text).join('\n')).toContain(waiting.replace(/\s/g, ' '));
      await context.setOffline(false);
      await heading(t('learn.passed'));
      expect(await page.title(), 'a page announces its outcome first').toMatch(new RegExp(`^${t('learn.passed')} `));
      await page.getByText(t('learn.signed'), { exact: true }).waitFor();
    });
  });
});

const isControl = ({ role }: Announced) => ['radio', 'checkbox', 'combobox', 'button'].includes(role);
const focusedText = (page: Page) => page.evaluate(() => document.activeElement!.textContent);

type Keys = Awaited<ReturnType<typeof byKeys>>;

/** The keyboard and the screen reader: every stop must show the focus and have a name. */
async function byKeys(page: Page) {
  const ear = await listen(page);
  const press = (key: string) => page.keyboard.press(key);
  const readFocus = async () => {
    const shown = await focusShown(page);
    expect({ ...shown, ring: true, uncovered: true, body: false }, 'the focus is seen').toEqual(shown);
    const spoken = await ear.focused();
    expect(spoken.name, `${shown.name} has a name`).not.toBe('');
    return spoken;
  };
  const tabTo = async (fits: (at: Announced) => boolean) => {
    const seen: string[] = [];
    for (let stop = 0; stop < 60; stop += 1) {
      await press('Tab');
      if (await page.evaluate(() => document.activeElement === document.body)) continue;
      const at = await readFocus();
      if (fits(at)) return at;
      seen.push(`${at.role} ${at.name}`);
    }
    throw new Error(`The Tab key does not lead there: ${seen.join(' / ')}`);
  };
  /** Selects one radio button of a group with the arrow keys. */
  const choose = async (at: Announced, name: string) => {
    let now = at;
    for (let step = 0; now.name !== name; step += 1) {
      if (step > 8) throw new Error(`No choice “${name}” in “${at.group}”.`);
      await press('ArrowDown');
      now = await readFocus();
      expect(now.group, 'arrows stay in the group').toBe(at.group);
    }
    if (now.state.checked !== 'true') await press('Space');
    expect((await readFocus()).state.checked, `${name} is announced as chosen`).toBe('true');
  };
  const answer = async (item: Item, at: Announced, lang: 'en' | 'fr') => {
    const right = rightAnswer(item);
    if (item.kind === 'true-false') return choose(at, translatePlayer(lang, item.answer ? 'learn.true' : 'learn.false'));
    if (item.kind === 'order') {
      const place = item.steps.findIndex((step) => step[lang] === at.name) + 1;
      return press(String(place));
    }
    const names = item.options.filter(({ id }) => right.includes(id)).map((option) => option[lang]);
    if (item.kind === 'one') return choose(at, names[0]!);
    if (!names.includes(at.name)) return expect(at.state.checked).toBe('false');
    await press('Space');
    expect((await readFocus()).state.checked).toBe('true');
  };
  return {
    press,
    type: (text: string) => page.keyboard.type(text),
    readFocus: readFocus,
    liveRegions: ear.liveRegions,
    tabTo,
    choose,
    answer,
  };
}

/** Does the scenarios and the practice of a lesson: the worst choice first, then the best. The consequence of each is announced. */
async function readByKeys({ tabTo, choose, liveRegions }: Keys, { scenarios, items }: Lesson, lang: 'en' | 'fr'): Promise<void> {
  const countAnnounced = async (feedback: string) =>
    (await liveRegions()).filter(({ live, text }) => live === 'polite' && text.includes(feedback)).length;
  for (const { points } of scenarios)
    for (let point: (typeof points)[number] | undefined = points[0]; point; ) {
      const { situation, choices } = point;
      let at = await tabTo(({ role, group }) => role === 'radio' && group === situation[lang]);
      const best = choices.find((choice) => choice.best)!;
      for (const choice of [choices.find((one) => !one.best)!, best]) {
        expect(await countAnnounced(choice.feedback[lang])).toBe(0);
        await choose(at, choice[lang]);
        at = { ...at, name: choice[lang], state: { checked: 'true' } };
        expect(await countAnnounced(choice.feedback[lang]), `${choice.id}: its consequence is announced`).toBe(1);
      }
      point = points.find(({ id }) => id === best.next);
    }
  const practice = await tabTo(({ role }) => role === 'radio');
  const item = items.find(({ stem }) => practice.group.includes(stem[lang]))!;
  expect(await countAnnounced(item.feedback[lang])).toBe(0);
  if (item.kind === 'one' || item.kind === 'true-false') {
    const name =
      item.kind === 'one'
        ? item.options.find(({ right }) => right)![lang]
        : translatePlayer(lang, item.answer ? 'learn.true' : 'learn.false');
    await choose(practice, name);
    expect(await countAnnounced(item.feedback[lang])).toBe(1);
  }
}

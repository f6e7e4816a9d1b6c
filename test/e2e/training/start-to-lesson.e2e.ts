import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { currentCourses } from '#rooms/courses/index.ts';
import { visit } from '../browser/visit.ts';
import { enter, givenClass } from './learners.ts';

// The first door of the start page is the learner's. Nobody types an address on a phone twice.
const { address } = inject('exercise');
const WIDTHS = [320, 360, 390, 412];
const G = currentCourses().module('G');

/** The words of the title in the top bar that are broken over two lines, and elements of the bar outside the screen. */
const brokenBar = (page: Page) =>
  page.evaluate(() => {
    const faults: string[] = [];
    const title = document.querySelector('.bar > b')!.firstChild as Text;
    for (const { index, 0: word } of title.data.matchAll(/[^\s-]+/g)) {
      const range = document.createRange();
      range.setStart(title, index);
      range.setEnd(title, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) faults.push(`broken: ${word}`);
    }
    for (const one of document.querySelectorAll('.bar > *, .bar .lang > *')) {
      const { left, right } = one.getBoundingClientRect();
      if (!one.matches('.share') && (left < 0 || right > innerWidth)) faults.push(`outside: ${one.textContent}`);
    }
    return faults;
  });

test('5d: from the start page a learner is at the fields of the slip with two taps on every phone', async () => {
  for (const width of WIDTHS)
    await visit({ address, viewport: { width, height: 640 }, hasTouch: true, isMobile: true }, async (page) => {
      await page.goto('/');
      await page.getByRole('link', { name: /^Take your training/ }).tap();
      await page.getByLabel('Class code').tap();
      await page.keyboard.type('k7qm');
      expect(await page.getByLabel('Class code').inputValue(), `${width} px`).toBe('k7qm');
    });
});

test('5d: the bar above a lesson is whole in every language on every phone', async () => {
  const made = await givenClass('Jonas Reed', 'G', ['XC-7301']);
  await visit({ address, viewport: { width: 320, height: 640 } }, async (page) => {
    await enter(page, made, made.accessSlips[0]!);
    const languages = await page.locator('.lang > *').evaluateAll((all) => all.map((one) => one.getAttribute('lang')!));
    expect(languages.length).toBeGreaterThanOrEqual(3);
    for (const language of languages)
      for (const path of ['', '/m/G', ...G.lessons.map(({ id }) => `/l/${id}`)]) {
        await page.goto(`/learn/${language}${path}`);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 640 });
          expect(await brokenBar(page), `${language}${path} ${width} px`).toEqual([]);
        }
      }
  });
});

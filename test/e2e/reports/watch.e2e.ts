import { expect, inject, test } from 'vitest';
import { browserName } from '../browser/browsers.ts';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { layoutFaults } from '../checks/layout.ts';
import { accountOf } from '../exercise-accounts.ts';

type Ear = Window & { ear: AnalyserNode };

test.each([
  ['Pia Strand', 'Watch for danger', 1440],
  ['Tove Marin', 'Veille', 320],
])('5e: the watch page is named, and has no fault of axe or layout for %s, before and while it watches', async (name, title, width) => {
  for (const colorScheme of ['light', 'dark'] as const)
    await visit(
      { address: inject('exercise').address, as: accountOf(name), viewport: { width, height: 800 }, colorScheme },
      async (page) => {
        await page.goto('/desk/watch');
        await page.locator('main.watch h1').waitFor();
        expect(await page.title()).toMatch(new RegExp(`^${title}.* · Manumit$`));
        const faults = async () => [...(await accessibilityFaults(page)), ...(await layoutFaults(page))];
        expect(await faults()).toEqual([]);
        await page.locator('.watch-actions .button.main').click();
        await page.locator('main.watch:not([data-state=off])').waitFor();
        expect(await faults()).toEqual([]);
      },
    );
});

// Firefox makes no sound on a machine without an audio device.
test.skipIf(browserName() === 'firefox')(
  '5e: the watch page sounds again and again while danger waits, and is silent once it is stopped',
  async () => {
    await visit({ address: inject('exercise').address, as: accountOf('Pia Strand') }, async (page) => {
      await page.goto('/desk/watch');
      await page.route('**/desk/api/danger', (route) => route.fulfill({ json: { danger: 1 } }));
      // What reaches the loudspeaker is measured on its way.
      await page.evaluate(() => {
        const given = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, 'destination')!.get!;
        Object.defineProperty(BaseAudioContext.prototype, 'destination', {
          get(this: BaseAudioContext) {
            const ear = this.createAnalyser();
            ear.connect(given.call(this) as AudioNode);
            return Object.assign(window, { ear }).ear;
          },
        });
      });
      const hears = (sound: boolean) =>
        page.waitForFunction((expected) => {
          const { ear } = window as unknown as Ear;
          const wave = new Float32Array(ear.fftSize);
          ear.getFloatTimeDomainData(wave);
          return wave.some((sample) => Math.abs(sample) > 0.1) === expected;
        }, sound);
      await page.locator('.watch-actions .button.main').click();
      await page.locator('main.watch[data-state=danger]').waitFor();
      for (const sound of [true, false, true, false, true]) await hears(sound);
      await page.locator('.watch-actions .button.quiet').click();
      await page.waitForFunction(() => (window as unknown as Ear).ear.context.state === 'closed');
    });
  },
);

test('5e: the watch page says so where the device makes no sound, until it does', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Pia Strand') }, async (page) => {
    await page.goto('/desk/watch');
    await settle(page);
    // As a browser that finds no audio device.
    await page.evaluate(() => {
      let state = 'suspended';
      Object.defineProperty(BaseAudioContext.prototype, 'state', { get: () => state, configurable: true });
      AudioContext.prototype.resume = function (this: AudioContext) {
        Object.assign(window, {
          plugIn: () => {
            state = 'running';
            this.onstatechange?.(new Event('statechange'));
          },
        });
        return new Promise(() => {});
      };
    });
    await page.locator('.watch-actions .button.main').click();
    const note = page.getByRole('alert').filter({ hasText: 'This device makes no sound.' });
    await note.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.evaluate(() => (window as unknown as { plugIn: () => void }).plugIn());
    await note.waitFor({ state: 'detached' });
  });
});

test('5e: the watch page says that it does not know where the network swallows its questions', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Pia Strand') }, async (page) => {
    let isSwallowed = false;
    await page.clock.install();
    await page.goto('/desk/watch');
    // Neither an answer nor a refusal, once it swallows them.
    await page.route('**/desk/api/danger', (route) => (isSwallowed ? undefined : route.fulfill({ json: { danger: 0 } })));
    await page.locator('.watch-actions .button.main').click();
    await page.locator('main.watch[data-state=quiet]').waitFor();
    isSwallowed = true;
    for (const _ of [1, 2, 3]) await page.clock.fastForward('00:15');
    await page.locator('main.watch[data-state=lost]').waitFor();
    isSwallowed = false;
    await page.clock.fastForward('00:15');
    await page.locator('main.watch[data-state=quiet]').waitFor();
  });
});

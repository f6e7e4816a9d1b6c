import jsQR from 'jsqr';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startReports } from '#rooms/reports/reporter/fixtures.ts';
import { visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { layoutFaults } from '../checks/layout.ts';

let reports: Awaited<ReturnType<typeof startReports>>;
beforeEach(async () => {
  reports = await startReports();
});
afterEach(() => reports.close());

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

/** A browser that can find a QR, as phones have one: the camera is a canvas, and what it sees is given; null where there is no camera. */
async function giveCamera(page: Page, seen: string | null): Promise<void> {
  await page.addInitScript((code) => {
    // The page before the first one is no secure context.
    if (navigator.mediaDevices === undefined) return;
    const canvas = document.createElement('canvas');
    // A camera sends pictures all the time; a canvas only where it is drawn on.
    const pen = canvas.getContext('2d')!;
    setInterval(() => pen.fillRect(Math.random() * 9, 0, 9, 9), 50);
    const state = { looks: 0, opened: 0, stream: canvas.captureStream() };
    Object.assign(globalThis, {
      cameraState: state,
      BarcodeDetector: class {
        async detect() {
          state.looks += 1;
          return state.looks < 3 ? [] : [{ rawValue: code }];
        }
      },
    });
    const devices = code === null ? [{ kind: 'audioinput' }] : [{ kind: 'audioinput' }, { kind: 'videoinput' }];
    navigator.mediaDevices.enumerateDevices = async () => devices as MediaDeviceInfo[];
    navigator.mediaDevices.getUserMedia = async () => {
      state.opened += 1;
      return state.stream;
    };
  }, seen);
}

/** The digits in the picture of the code. */
async function readPicture(page: Page): Promise<string | undefined> {
  const { side, path } = await page.locator('svg.qr').evaluate((svg) => ({
    side: Number(svg.getAttribute('viewBox')!.split(' ')[2]),
    path: svg.querySelector('path')!.getAttribute('d')!,
  }));
  const by = 4;
  const pixels = new Uint8ClampedArray((side * by) ** 2 * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h/g))
    for (let dy = 0; dy < by; dy += 1)
      for (let dx = 0; dx < by; dx += 1) {
        const at = ((Number(y) * by + dy) * side * by + Number(x) * by + dx) * 4;
        pixels.fill(0, at, at + 3);
      }
  return jsQR.default(pixels, side * by, side * by)?.data;
}

describe('the code as a picture (5e)', () => {
  test('holds the digits of the code and nothing else, and is drawn only where it is asked for', async () => {
    await visit({ address: reports.address, viewport: { width: 320, height: 700 } }, async (page) => {
      await page.goto(`${reports.address}/r/tideline`);
      await press(page, /I saw something/);
      for (let part = 1; part < 8; part += 1) await press(page, 'Go on');
      await page.locator('.cd li').nth(8).waitFor();
      expect(await page.locator('svg').count()).toBe(0);
      await press(page, 'Show the code as a picture (QR)');
      await page.getByRole('img', { name: 'Your code as a QR picture' }).waitFor();
      const groups = await page.locator('.cd li b').allTextContents();
      expect(await readPicture(page)).toBe(groups.join(''));
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await layoutFaults(page)).toEqual([]);
      expect(reports.bodies.join('\n')).not.toContain(groups.join(''));
    });
  });
});

describe('the camera on the page "I have a code" (5e)', () => {
  test('is opened once, reads the code, and is off once it has', async () => {
    await visit({ address: reports.address }, async (page) => {
      await giveCamera(page, '0'.repeat(36));
      await page.goto(`${reports.address}/r/tideline/follow`);
      const read = page.getByRole('button', { name: 'Read the code with the camera' });
      // Twice before the browser gave the camera.
      await read.evaluate((one: HTMLButtonElement) => [one.click(), one.click()]);
      await page.getByText('Hold the picture of the code in front of the camera.').waitFor();
      await page.getByText(/Nothing was found for this code|A digit is wrong/).waitFor();
      expect(await page.locator('video').count()).toBe(0);
      const used = await page.evaluate(() => {
        const { opened, stream } = (globalThis as unknown as { cameraState: { opened: number; stream: MediaStream } }).cameraState;
        return { opened, states: stream.getTracks().map(({ readyState }) => readyState) };
      });
      expect(used).toEqual({ opened: 1, states: ['ended'] });
    });
  });

  test('is not offered where there is none, and the code is typed at once where it is refused', async () => {
    await visit({ address: reports.address }, async (page) => {
      const field = page.getByLabel('Your code, nine groups');
      const read = page.getByRole('button', { name: 'Read the code with the camera' });
      await giveCamera(page, null);
      await page.goto(`${reports.address}/r/tideline/follow`);
      await field.waitFor();
      await page.evaluate(() => navigator.mediaDevices.enumerateDevices());
      expect(await read.count()).toBe(0);
      await giveCamera(page, '');
      await page.addInitScript(() => {
        if (navigator.mediaDevices === undefined) return;
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      });
      await page.reload();
      await read.click();
      await page.getByText('The camera cannot be used here. Type your code.').waitFor();
      expect(await read.count()).toBe(0);
      expect(await field.evaluate((one) => one === document.activeElement)).toBe(true);
    });
  });
});

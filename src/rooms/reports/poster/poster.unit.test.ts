import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { readPdf, squeeze } from '#platform/documents/fixtures/read-pdf.ts';
import { languagesAt, loadPublicLanguages } from '#platform/texts/public-languages.ts';
import { PublicHelp } from '../help/help.schema.ts';
import { asReadOn } from '../safety/fixtures.ts';
import { makePoster, type PosterOrder, posterPicture } from './poster-paper.ts';
import { translatePoster } from './texts.ts';

// Before a speaker has read them: then a poster has the most text.
const LANGUAGES = asReadOn(null, languagesAt(loadPublicLanguages(), '/r'));
const both = (text: string) => ({ en: text, fr: text });
const number = (kind: string, phone: string, more: object = {}) => ({
  ...{ id: phone, kind, name: both('Safe Shore'), about: both('A bed.'), phone, days: null, opens: null, closes: null, languages: [] },
  ...{ free: null, testedOn: '2026-11-12', testedBy: 'Duty officer', result: 'answered', answeredOn: '2026-11-12', old: false, ...more },
});
const HELP = PublicHelp.parse({
  ...{ id: 'p', slug: 'port-amber', name: both('Port Amber'), country: both('Ostany'), zone: 'Europe/Tirane', party: both('Amber Quay') },
  recheckDays: 90,
  entries: [
    number('help-line', '+999 40 555 0121'),
    number('medical', '+999 40 555 0122'),
    number('police', '112', { result: 'no-answer', answeredOn: '2026-10-01' }),
  ],
});
const FINGERPRINT = 'kF3-_aaaaaaaaaaaaaaaaa';
const order = (code: string, more: Partial<PosterOrder> = {}): PosterOrder => ({
  channel: { slug: 'amber-quay', name: both('Amber Quay'), fingerprint: FINGERPRINT },
  ...{ help: HELP, origin: 'https://tideline.example.org', language: LANGUAGES.find((one) => one.code === code)!, size: 'a4' },
  ...{ exercise: false, now: new Date('2026-11-24T14:40:59Z'), ...more },
});

// The side of a square in the picture.
const SQUARE = 10;

/** Reads the picture of a QR, drawn as black squares on white. */
function decodeQr(svg: string): string | undefined {
  const side = Number(/viewBox="0 0 (\d+)/.exec(svg)![1]) / SQUARE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of svg.matchAll(/M(\d+),(\d+)h/g)) {
    const at = ((Number(y) / SQUARE) * side + Number(x) / SQUARE) * 4;
    pixels.fill(0, at, at + 3);
  }
  return jsQR.default(enlarged(pixels, side, 4), side * 4, side * 4)?.data;
}

function enlarged(pixels: Uint8ClampedArray, side: number, by: number): Uint8ClampedArray {
  const out = new Uint8ClampedArray(side * by * side * by * 4);
  for (let y = 0; y < side * by; y += 1)
    for (let x = 0; x < side * by; x += 1) {
      const from = (Math.floor(y / by) * side + Math.floor(x / by)) * 4;
      out.set(pixels.subarray(from, from + 4), (y * side * by + x) * 4);
    }
  return out;
}

describe('the picture on a poster (5e)', () => {
  it('leads to the channel in the language of the poster, with the fingerprint of its key in the fragment', () => {
    expect(decodeQr(posterPicture(order('en'))!)).toBe(`https://tideline.example.org/r/amber-quay#${FINGERPRINT}`);
    expect(decodeQr(posterPicture(order('ar'))!)).toBe(`https://tideline.example.org/ar/r/amber-quay#${FINGERPRINT}`);
  });
});

describe('a poster (5e)', () => {
  it.each(LANGUAGES.flatMap(({ code }) => [['a4', code] as const, ['card', code] as const]))(
    'as %s in %s has one page, or two sides, with every text, address and tested number',
    async (size, code) => {
      const { pages, alts, info } = await readPdf(await makePoster(order(code, { size })));
      expect(pages).toHaveLength(size === 'card' ? 2 : 1);
      const text = pages.join('');
      expect(text).not.toContain('[U+');
      const path = code === 'en' ? '/r/amber-quay' : `/${code}/r/amber-quay`;
      for (const part of [`tideline.example.org${path}`, '+999 40 555 0121', '112', 'Safe Shore', 'Amber Quay'])
        expect(text, part).toContain(squeeze(part));
      // The first number of each kind only.
      expect(text).not.toContain('5550122');
      expect(alts.join()).toContain(path);
      const english = squeeze(translatePoster('en', 'about'));
      expect(text).toContain(english);
      expect(info.Language).toBe(code.split('-')[0]);
    },
  );

  it('says for each number when it was last answered, and where there is none', async () => {
    const { pages } = await readPdf(await makePoster(order('en')));
    expect(pages[0]).toContain(squeeze('+999 40 555 0121 Tested 12 Nov 2026'));
    expect(pages[0]).toContain(squeeze('112 Last answered 1 Oct 2026'));
    expect(pages[0]).toContain(squeeze('On-call telephone No number'));
    expect((await readPdf(await makePoster(order('en', { help: null })))).pages[0]!.split(squeeze('No number'))).toHaveLength(4);
  });

  it('names nobody and no time, and says that it is an exercise only where it is', async () => {
    const pdf = await makePoster(order('en'));
    expect(pdf.toString('latin1')).not.toMatch(/20261124(?!000000)|14:40/);
    expect((await readPdf(pdf)).pages[0]).not.toContain('EXERCISE');
    expect((await readPdf(await makePoster(order('en', { exercise: true, size: 'a3' })))).pages).toEqual([
      expect.stringContaining('EXERCISE'),
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import type { Locale } from '#kernel/languages.ts';
import { translateChannels } from '../texts.ts';
import { describeRun } from './describe-run.ts';
import { translateSuccession } from './texts.ts';

const NONE = { handed: 0, excluded: 0, damaged: 0, refused: 0 };
const handing = (locale: Locale, end: 'list-refused' | 'failed', counts: typeof NONE) =>
  describeRun(end, counts, {
    stopped: translateChannels(locale, `hand.${end}`),
    before: translateChannels(locale, 'hand.before'),
    done: translateChannels(locale, 'hand.done', counts),
  });
const inheriting = (locale: Locale, end: 'list-refused' | 'not-named', counts: { taken: number; damaged: number }) =>
  describeRun(end, counts, {
    stopped: translateSuccession(locale, `inherit.${end}`),
    before: translateSuccession(locale, 'inherit.before'),
    done: translateSuccession(locale, 'inherit.done', counts),
  });
const squeezed = (text: string) => text.replaceAll(/ +/g, ' ').trim();

describe('describeRun', () => {
  test('names what earlier pages handed over, excluded and could not open, where a later page is refused', () => {
    const counts = { handed: 3, excluded: 1, damaged: 2, refused: 0 };
    expect(squeezed(handing('en', 'list-refused', counts))).toBe(
      'The signed list does not name this reader, or it is not valid today. Before it stopped: 3 reports were handed over. ' +
        '1 concerns the unit of the newcomer and was kept. 2 could not be opened.',
    );
    expect(handing('fr', 'list-refused', { ...NONE, damaged: 2 })).toContain('2 n’ont pas pu être ouverts.');
    expect(handing('en', 'failed', counts)).toContain('2 could not be opened.');
    expect(inheriting('en', 'list-refused', { taken: 1, damaged: 1 })).toMatch(/1 report was taken over\. 1 could not be opened\.$/);
    expect(inheriting('fr', 'list-refused', { taken: 2, damaged: 0 })).toContain('2 signalements ont été repris.');
  });

  test('says that nothing was done after a refusal, and not after a failure whose answer may be lost', () => {
    expect(handing('en', 'list-refused', NONE)).toContain('No report was handed over.');
    expect(inheriting('en', 'not-named', { taken: 0, damaged: 0 })).toContain('No report was taken over.');
    expect(handing('en', 'failed', NONE)).toBe(translateChannels('en', 'hand.failed'));
  });
});

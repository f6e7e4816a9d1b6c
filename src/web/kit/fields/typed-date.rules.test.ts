import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '#kernel/languages.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { parseTypedDate } from './typed-date.ts';

const days = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('parseTypedDate', () => {
  it('reads what formatDay writes, in every language and as exactly as it is known', () => {
    fc.assert(
      fc.property(
        days,
        fc.constantFrom(...LOCALES),
        fc.constantFrom('short' as const, 'long' as const),
        fc.constantFrom(4, 7, 10),
        (day, locale, width, length) => {
          const known = day.slice(0, length);
          expect(parseTypedDate(formatDay(locale, known, width), true)).toBe(known);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['2026-11-27', '2026-11-27'],
    [' 27  nov 2026 ', '2026-11-27'],
    ['27/11/2026', '2026-11-27'],
    ['27.11.2026', '2026-11-27'],
    ['3/4/2026', '2026-04-03'],
    ['November 27, 2026', '2026-11-27'],
    ['1st Aug 2026', '2026-08-01'],
    ['1er aout 2026', '2026-08-01'],
    ['27\u00a0FÉVRIER 2026', '2026-02-27'],
  ])('reads %s as %s', (typed, date) => expect(parseTypedDate(typed, false)).toBe(date));

  it.each([
    ['2014', '2014'],
    ['01/2014', '2014-01'],
    ['janv. 2014', '2014-01'],
  ])('reads %s as %s only where a month or a year is enough', (typed, date) => {
    expect(parseTypedDate(typed, true)).toBe(date);
    expect(parseTypedDate(typed, false)).toBeUndefined();
  });

  it.each(['', '11/27/2026', '30 Feb 2026', '2026-11-2', '27 jui 2026', '27 ma 2026', '27/11/26', 'tomorrow', '27 Nov'])(
    'refuses “%s”',
    (typed) => expect(parseTypedDate(typed, true)).toBeUndefined(),
  );
});

import { describe, expect, it } from 'vitest';
import { distinctHeadings, guessColumns, headingRow, mappingFor } from './columns.rules.ts';
import { readAmount, readCountry, readCurrency, readDay, readLabour, readState, readYesNo } from './values.rules.ts';

describe('guessColumns', () => {
  it('recognises the headings of real sheets in English and French, each once', () => {
    expect(
      guessColumns([
        'Contract description',
        'Supplier',
        'Contract start date',
        'Contract No.',
        'End date',
        'Contract value (EUR)',
        'Notes',
      ]),
    ).toEqual({
      ...{
        number: 'Contract No.',
        contractor: 'Supplier',
        title: 'Contract description',
        startsOn: 'Contract start date',
        endsOn: 'End date',
      },
      value: 'Contract value (EUR)',
    });
    expect(guessColumns(['N° de marché', 'Titulaire', 'Objet', 'Montant', 'Devise', 'Début', 'Fin', 'Main-d’œuvre'])).toEqual({
      ...{ number: 'N° de marché', contractor: 'Titulaire', title: 'Objet', value: 'Montant', currency: 'Devise', startsOn: 'Début' },
      ...{ endsOn: 'Fin', labour: 'Main-d’œuvre' },
    });
  });

  it('leaves a heading out that it does not know, and finds the headings below a title', () => {
    expect(guessColumns(['Colour', 'Wdgt'])).toEqual({});
    expect(headingRow([['Contracts of 2026'], [''], ['Contract No.', 'Supplier', 'Subject'], ['1', 'Firm', 'Work']])).toBe(2);
    expect(distinctHeadings(['Date', ' Date ', ''])).toEqual(['Date', 'Date (2)', '']);
  });
});

describe('mappingFor', () => {
  const headings = ['Nr', 'Supplier', 'Subject', 'Amount'];
  const remembered = { columns: { number: 'Nr', title: 'Subject', contractor: 'Supplier' }, days: 'day-first', decimal: null } as const;
  it('takes what is remembered, and guesses the rest only in another sheet', () => {
    expect(mappingFor(headings, remembered, false)).toEqual(remembered);
    expect(mappingFor(['Nr', 'Firm', 'Subject', 'Amount'], remembered, false).columns).toEqual({
      ...{ number: 'Nr', title: 'Subject', contractor: 'Firm', value: 'Amount' },
    });
  });
  it('guesses a heading that is new in the sheet, and none that the last import left out', () => {
    const last = { ...remembered, headings };
    expect(mappingFor([...headings, 'End date'], last, false)).toEqual({
      columns: { ...remembered.columns, endsOn: 'End date' },
      ...{ days: 'day-first', decimal: null },
    });
    expect(mappingFor(['Nr', 'Firm', 'Subject', 'Amount'], last, false).columns).toEqual({ ...remembered.columns, contractor: 'Firm' });
  });
});

describe('readAmount', () => {
  it.each([
    ['1 234,50', '1234.5'],
    ['1\u202f234,50 €', '1234.5'],
    ['1,234.50', '1234.5'],
    ['1.234.567,8', '1234567.8'],
    ['1,234,567', '1234567'],
    ["1'234.05", '1234.05'],
    ['EUR 410000.500', undefined],
    ['0.5', '0.5'],
    ['4120000', '4120000'],
    ['—', null],
    ['unknown', null],
  ])('reads %s', (text, value) => {
    if (value === undefined) expect(readAmount(text, 'point')).toMatchObject({ value: '410000.5', currency: 'EUR' });
    else expect(readAmount(text, null)).toMatchObject({ value });
  });

  it('asks where a sign can begin thousands or decimals, and refuses what would be rounded', () => {
    expect(readAmount('1,234', null)).toEqual({ fault: 'ambiguous-amount' });
    expect(readAmount('1,234', 'point')).toMatchObject({ value: '1234' });
    expect(readAmount('1,230', 'comma')).toMatchObject({ value: '1.23' });
    expect(readAmount('1,234', 'comma')).toEqual({ fault: 'not-an-amount' });
    for (const text of ['1.2345', '1,23,45', '12,34.5', '-5', 'about 5', '1.234.56'])
      expect(readAmount(text, null), text).toEqual({ fault: 'not-an-amount' });
  });
});

describe('readDay', () => {
  it.each([
    ['2026-11-30', '2026-11-30'],
    ['2026-11-30T00:00:00', '2026-11-30'],
    ['30.11.2026', '2026-11-30'],
    ['1.2.2026', '2026-02-01'],
    ['11/30/2026', '2026-11-30'],
    ['30/11/2026', '2026-11-30'],
    ['5/5/2026', '2026-05-05'],
    ['n/a', null],
  ])('reads %s', (text, value) => {
    expect(readDay(text, null)).toEqual({ value });
  });

  it('asks where day and month can be exchanged, and refuses a day that does not exist', () => {
    expect(readDay('03/04/2026', null)).toEqual({ fault: 'ambiguous-day' });
    expect(readDay('03/04/2026', 'day-first')).toEqual({ value: '2026-04-03' });
    expect(readDay('03/04/2026', 'month-first')).toEqual({ value: '2026-03-04' });
    expect(readDay('30/11/2026', 'month-first')).toEqual({ fault: 'not-a-day' });
    for (const text of ['2026-02-30', '31.02.2026', '1/2/26', 'soon']) expect(readDay(text, null), text).toEqual({ fault: 'not-a-day' });
  });
});

describe('readYesNo, readCurrency, readCountry, readState', () => {
  it('read words in both languages, and keep unknown apart from no', () => {
    expect(['Oui', 'yes', 'NON', '0', '', '?', 'unknown'].map((text) => readYesNo(text))).toEqual(
      [true, true, false, false, null, null, null].map((value) => ({ value })),
    );
    expect(readYesNo('perhaps')).toEqual({ fault: 'not-yes-or-no' });
    expect([readCurrency('eur'), readCurrency('€'), readCurrency('XYZ'), readCurrency('$')]).toEqual([
      ...[{ value: 'EUR' }, { value: 'EUR' }, { fault: 'unknown-currency' }, { fault: 'unknown-currency' }],
    ]);
    expect([readCountry('fr'), readCountry('Germany'), readCountry('Allemagne'), readCountry('Corvania')]).toEqual([
      ...[{ value: 'FR' }, { value: 'DE' }, { value: 'DE' }, { fault: 'unknown-country' }],
    ]);
    expect([readState('En cours'), readState('closed'), readLabour('Unskilled'), readState('gone')]).toEqual([
      ...[{ value: 'awarded' }, { value: 'ended' }, { value: 'low-skilled' }, { fault: 'not-one-of' }],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { LOCALES } from '#kernel/languages.ts';
import { CONTRACT_STATES, COVERAGES, LABOURS, MEMBER_KINDS } from '../../register/contract.rules.ts';
import { NEXT_DUES } from '../../tasks/next-due/next-due.rules.ts';
import { translateContracts } from '../../ui/texts.ts';
import { guessColumns, IMPORT_COLUMNS, mappingFor } from '../columns.rules.ts';
import { readKind, readLabour, readState, readYesNo } from '../values.rules.ts';
import { isOwnExport } from './own-export.ts';
import { OWN_COLUMNS, registerTable } from './register-table.ts';
import { translateExport } from './texts.ts';

describe.each(LOCALES)('`registerTable` in %s', (locale) => {
  const { head } = registerTable([], locale);

  it('writes headings of which an import recognises each, also alone, and takes none of its own columns for another', () => {
    for (const column of IMPORT_COLUMNS) {
      const heading = translateExport(locale, `head.${column}`);
      expect(guessColumns([heading]), heading).toEqual({ [column]: heading });
    }
    for (const column of OWN_COLUMNS) expect(guessColumns([translateExport(locale, `head.${column}`)]), column).toEqual({});
  });

  it('is recognised whole, whatever a shorter sheet of the party left out', () => {
    const [number, title, contractor] = head as [string, string, string];
    const remembered = { columns: { number, title, contractor }, days: 'day-first', decimal: null } as const;
    const { columns, days } = mappingFor(head, remembered, isOwnExport(head));
    expect(columns).toEqual(Object.fromEntries(IMPORT_COLUMNS.map((column, at) => [column, head[at]])));
    expect(days).toBe('day-first');
  });

  it('is distinguished from a sheet of the party by what only an export writes, also after columns were deleted or added', () => {
    const [few, own] = [head.slice(0, 5), OWN_COLUMNS.map((column) => translateExport(locale, `head.${column}`))];
    const exports = [head, [...few, ...own], [...head, 'Notes'], head.slice(0, IMPORT_COLUMNS.length)];
    expect(exports.map(isOwnExport)).toEqual(exports.map(() => true));
    // Words of the register alone, or with one more of an export; an export without its numbers; other letters.
    const others = [few, [...few, own[0]!], head.slice(1), head.map((one) => one.toUpperCase()), []];
    expect(others.map(isOwnExport)).toEqual(others.map(() => false));
  });

  it('writes words that an import reads as the same', () => {
    for (const one of CONTRACT_STATES) expect(readState(translateExport(locale, `state.${one}`))).toEqual({ value: one });
    for (const one of LABOURS) expect(readLabour(translateExport(locale, `labour.${one}`))).toEqual({ value: one });
    for (const one of MEMBER_KINDS) expect(readKind(translateExport(locale, `kind.${one}`))).toEqual({ value: one });
    expect([readYesNo(translateExport(locale, 'yes')), readYesNo(translateExport(locale, 'no'))]).toEqual([
      { value: true },
      { value: false },
    ]);
  });

  it('uses the words of the page of contracts', () => {
    for (const column of IMPORT_COLUMNS)
      expect(translateExport(locale, `head.${column}`), column).toBe(translateContracts(locale, `field.${column}`));
    for (const column of ['coverage', 'next'] as const)
      expect(translateExport(locale, `head.${column}`)).toBe(translateContracts(locale, `column.${column}`));
    const shared = [
      ...CONTRACT_STATES.map((one) => `state.${one}` as const),
      ...MEMBER_KINDS.map((one) => `kind.${one}` as const),
      ...COVERAGES.map((one) => `coverage.${one}` as const),
      ...NEXT_DUES.map((one) => `next.${one}` as const),
      ...LABOURS.map((one) => `labour.${one}` as const),
    ];
    for (const key of ['title', 'yes', 'no', ...shared] as const)
      expect(translateExport(locale, key), key).toBe(translateContracts(locale, key));
  });

  it('has another heading for the set that is owed than for what a contract carries of it', () => {
    expect(translateContracts(locale, 'filter.coverage')).toBe(translateContracts(locale, 'column.coverage'));
    expect(translateContracts(locale, 'field.set')).not.toBe(translateContracts(locale, 'column.coverage'));
  });

  it('has no row for a firm that has left', () => {
    const firm = (leftOn: string | null) => ({ id: leftOn ?? '', parentId: null, kind: 'agent', name: leftOn ?? 'Marlow', leftOn });
    const members = [firm(null), firm('2026-01-01')];
    const one = { number: '1', partyId: 'a', state: 'planned', coverage: 'present', party: { en: '', fr: '' }, members };
    const { rows, head } = registerTable([one as never], locale);
    expect(rows.map((cells) => cells[head.indexOf(translateExport(locale, 'head.contractor'))])).toEqual([null, 'Marlow']);
  });

  it('says that a table of one party can be imported again, and of several parties what must be deleted first', () => {
    const noteOf = (...parties: string[]) =>
      registerTable(
        parties.map((partyId) => ({ partyId, state: 'planned', coverage: 'present', party: { en: '', fr: '' }, members: [] }) as never),
        locale,
      ).note;
    expect(noteOf('a', 'a')).toBe(noteOf());
    expect(noteOf('a', 'b')).not.toBe(noteOf());
  });
});

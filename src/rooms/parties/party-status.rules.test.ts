import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PARTY_FILES, readPartyFiles } from './facts/facts-files.ts';
import type { OperationDates, PartyFacts } from './party.schema.ts';
import {
  allyOn,
  contributionsNotOver,
  coverage,
  isHistory,
  lastSeen,
  overlaps,
  ownerKindsOn,
  partyStatusOn,
} from './party-status.rules.ts';

const OPERATIONS: OperationDates = new Map([
  ['NOW', { from: '2010-03', to: null }],
  ['PAST', { from: '2001', to: '2014-12-28' }],
]);

function nation(facts: Partial<PartyFacts> = {}): PartyFacts {
  return {
    id: 'n',
    kind: 'nation',
    code: 'XA',
    name: { en: 'Nation', fr: 'Pays' },
    bodyKind: null,
    statusNeutral: false,
    from: null,
    to: null,
    memberships: [],
    observedContributions: [],
    contributions: [],
    contracting: null,
    hosts: [],
    ...facts,
  };
}

const member = (from: string, to: string | null = null) => ({ id: 'm', from, to, source: 's' });
const seen = (operation: string, asOf: string | null) => ({ operation, asOf, personnel: null, note: null, source: 's' });
const confirmed = (operation: string, from: string, to: string | null, ended = false) => ({
  id: 'c',
  operation,
  from,
  to,
  ended,
  confirmedBy: 'p',
  confirmedAt: '2026-01-01T00:00:00Z',
  source: 's',
  version: 1,
});

test.each([
  ['2022-12-31', 'no'],
  ['2023-01-01', 'unsure'],
  ['2023-12-30', 'unsure'],
  ['2023-12-31', 'yes'],
  ['2026-11-24', 'yes'],
])('a year of accession is as exact as a year: 2023 on %s is %s', (day, expected) => {
  expect(allyOn([member('2023')], day)).toBe(expected);
});

test('a membership that ended in a month is unsure within it and over after it', () => {
  const period = { from: '2000-01-01', to: '2020-06' };
  expect(['2020-05-31', '2020-06-15', '2020-07-01'].map((day) => coverage(period, day))).toEqual(['yes', 'unsure', 'no']);
});

test('a contribution is not over before it begins, unless its operation ends first', () => {
  const notOver = (operation: string, from: string, to: string | null, day: string) =>
    contributionsNotOver(nation({ contributions: [confirmed(operation, from, to)] }), OPERATIONS, day).length === 1;
  const days = ['2013-01-01', '2014-06-01', '2014-12-31', '2015-01-01'];
  expect(days.map((day) => notOver('NOW', '2014-02-01', '2014-12-31', day))).toEqual([true, true, true, false]);
  expect(days.map((day) => notOver('PAST', '2014-02-01', null, day))).toEqual([true, true, false, false]);
  const cancelled = nation({ contributions: [confirmed('NOW', '2014-02-01', '2014-02-01', true)] });
  expect(['2014-01-31', '2014-02-01', '2014-02-02'].map((day) => contributionsNotOver(cancelled, OPERATIONS, day).length)).toEqual([
    0, 1, 0,
  ]);
});

test.each<[string, Partial<PartyFacts>, string, string, string[]]>([
  ['an Ally', { memberships: [member('2009')] }, '2026-11-24', 'ally', ['ally']],
  ['an Ally within the year of accession is not bound yet', { memberships: [member('2024')] }, '2024-05-01', 'ally', []],
  [
    'an Ally in an operation is no contributor',
    { memberships: [member('2009')], contributions: [confirmed('NOW', '2020-01-01', null)] },
    '2026-11-24',
    'ally',
    ['ally'],
  ],
  ['before accession a nation is not bound', { memberships: [member('2024')] }, '2023-12-31', 'other', []],
  ['an observed contribution binds no party', { observedContributions: [seen('NOW', '2023-02')] }, '2026-11-24', 'seen', []],
  ['an observed contribution five years old is recent', { observedContributions: [seen('NOW', '2021-11-24')] }, '2026-11-24', 'seen', []],
  ['a day later it is history', { observedContributions: [seen('NOW', '2021-11-24')] }, '2026-11-25', 'other', []],
  ['an undated observed contribution is history', { observedContributions: [seen('NOW', null)] }, '2026-11-24', 'other', []],
  [
    'an observed contribution in an operation that is over is history',
    { observedContributions: [seen('PAST', '2011')] },
    '2026-11-24',
    'other',
    [],
  ],
  [
    'a confirmed contribution binds',
    { contributions: [confirmed('NOW', '2025-01-01', '2026-12-31')] },
    '2026-11-24',
    'contributor',
    ['contributor'],
  ],
  [
    'a contribution on its last day',
    { contributions: [confirmed('NOW', '2025-01-01', '2026-12-31')] },
    '2026-12-31',
    'contributor',
    ['contributor'],
  ],
  ['a contribution on the day after', { contributions: [confirmed('NOW', '2025-01-01', '2026-12-31')] }, '2027-01-01', 'other', []],
  ['a contribution to an ended operation', { contributions: [confirmed('PAST', '2010-01-01', null)] }, '2026-11-24', 'other', []],
  ['a host is bound to nothing', { hosts: ['NOW'] }, '2026-11-24', 'host', []],
  ['a body owes what headquarters owes', { kind: 'body', bodyKind: 'agency' }, '2026-11-24', 'body', ['headquarters']],
  ['a school writes courses too', { kind: 'body', bodyKind: 'school' }, '2026-11-24', 'body', ['headquarters', 'author']],
  ['a body that did not exist yet owes nothing', { kind: 'body', bodyKind: 'agency', from: '2012-07-01' }, '2012-06-30', 'ended', []],
  ['a running operation', { kind: 'operation', from: '2010-03' }, '2026-11-24', 'operation', ['operation']],
  ['an operation that is over', { kind: 'operation', from: '2001', to: '2014-12-28' }, '2026-11-24', 'ended', []],
  ['a contractor', { kind: 'contractor' }, '2026-11-24', 'contractor', ['contractor']],
  ['a partner owes nothing', { kind: 'partner' }, '2026-11-24', 'partner', []],
])('partyStatusOn: %s', (_name, facts, day, status, owners) => {
  expect(partyStatusOn(nation(facts), OPERATIONS, day)).toBe(status);
  expect(ownerKindsOn(nation(facts), OPERATIONS, day)).toEqual(owners);
});

test('lastSeen is the latest recent observed contribution in a running operation', () => {
  const facts = nation({ observedContributions: [seen('NOW', null), seen('NOW', '2017-02'), seen('PAST', '2011'), seen('NOW', '2015')] });
  expect(lastSeen(facts, OPERATIONS, '2020-11-24')?.asOf).toBe('2017-02');
  expect(lastSeen(facts, OPERATIONS, '2016-06-01')?.asOf).toBe('2015');
  expect(lastSeen(facts, OPERATIONS, '2026-11-24')).toBeNull();
});

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const partial = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([date, length]) => date.slice(0, length));

test('observed contributions never bind a party', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('NOW', 'PAST', 'GONE'), fc.option(partial))), day, (observedContributions, on) => {
      const facts = nation({ observedContributions: observedContributions.map(([operation, asOf]) => seen(operation, asOf)) });
      expect(ownerKindsOn(facts, OPERATIONS, on)).toEqual([]);
    }),
  );
});

test('a less exact date never turns a no into a yes', () => {
  fc.assert(
    fc.property(day, day, fc.constantFrom(4, 7), (from, on, length) => {
      if (coverage({ from, to: null }, on) === 'no') expect(coverage({ from: from.slice(0, length), to: null }, on)).not.toBe('yes');
    }),
  );
});

test('two contributions to one operation overlap if they share a day', () => {
  const existing = [confirmed('NOW', '2025-01-01', '2025-06-30')];
  expect(overlaps(existing, { operation: 'NOW', from: '2025-06-30', to: null })).toBe(true);
  expect(overlaps(existing, { operation: 'NOW', from: '2025-07-01', to: null })).toBe(false);
  expect(overlaps(existing, { operation: 'PAST', from: '2025-01-01', to: null })).toBe(false);
});

test('the shipped register has 32 Allies today, and no party bound by an observed contribution', () => {
  const files = readPartyFiles(Object.fromEntries(PARTY_FILES.map((file) => [file, readFileSync(`facts/${file}`, 'utf8')])) as never);
  const operations: OperationDates = new Map(files.operations.map(({ value }) => [value.id, { from: value.start, to: value.end }]));
  const nations = files.nations.map(({ value }) =>
    nation({
      code: value.iso2,
      memberships: value.nato_accession_year === null ? [] : [member(value.nato_accession_year)],
      observedContributions: files.observedContributions
        .filter((row) => row.value.iso2 === value.iso2)
        .map((row) => seen(row.value.operation, row.value.as_of)),
      hosts: files.operations.filter((row) => row.value.host_iso2 === value.iso2).map((row) => row.value.id),
    }),
  );
  const count = (on: string) => nations.filter((facts) => ownerKindsOn(facts, operations, on).includes('ally')).length;
  expect([count('2022-12-31'), count('2024-01-01'), count('2026-11-24')]).toEqual([30, 31, 32]);
  const groups = Map.groupBy(nations, (facts) => partyStatusOn(facts, operations, '2026-11-24'));
  expect(groups.get('ally')).toHaveLength(32);
  expect(groups.get('contributor')).toBeUndefined();
  expect(
    groups
      .get('host')
      ?.map((facts) => facts.code)
      .sort(),
  ).toEqual(['IQ', 'XK']);
  expect(
    groups
      .get('seen')
      ?.map((facts) => facts.code)
      .sort(),
  ).toEqual(['AT', 'AU']);
  // Nations known only for what is over, which no public page or map shows.
  const history = nations.filter((facts) => isHistory(facts, operations, '2026-11-24')).map((facts) => facts.code);
  expect(history.sort()).toEqual([
    'AE',
    'AF',
    'AM',
    'AR',
    'AZ',
    'BA',
    'CH',
    'GE',
    'IE',
    'JO',
    'KR',
    'MA',
    'MD',
    'MN',
    'MY',
    'NZ',
    'RU',
    'SG',
    'UA',
  ]);
});

import { expect, test } from 'vitest';
import { amongInterviews, type CountedReport, countReports } from './report-counts.rules.ts';

const many = (n: number, answers: object, closedAs: CountedReport['closedAs'] = null): CountedReport[] =>
  Array.from({ length: n }, () => ({ answers: { ...answers }, closedAs }));

test('countReports counts needs, wishes and places from five reports on', () => {
  const reports = [
    ...many(3, { need: ['bed', 'doctor'], wishes: ['no-unit'], where: 'Gate 3 ' }),
    ...many(2, { need: ['bed'], where: 'gate  3' }),
    ...many(5, { where: 'Harbour' }),
    ...many(5, {}),
  ];
  expect(countReports(reports)).toEqual({
    reports: 15,
    need: [{ value: 'bed', n: 5 }],
    wishes: [],
    where: [
      { value: 'Gate 3', n: 5 },
      { value: 'Harbour', n: 5 },
    ],
    outcome: [],
  });
  expect(countReports(reports.slice(0, 4))).toBeNull();
});

test('countReports shows no number from which one below five follows', () => {
  // Nine of ten need a bed, so one does not.
  expect(countReports([...many(9, { need: ['bed'] }), ...many(1, {})])!.need).toEqual([]);
  // Two places of six, and one report elsewhere.
  expect(countReports([...many(6, { where: 'A' }), ...many(6, { where: 'B' }), ...many(1, {})])!.where).toEqual([{ value: 'A', n: 6 }]);
  const outcomes = countReports([...many(8, {}, 'handled'), ...many(6, {}, 'junk'), ...many(2, {}, 'duplicate')])!.outcome;
  expect(outcomes).toEqual([{ value: 'handled', n: 8 }]);
});

test('countReports counts what was no report by its outcome alone', () => {
  const counts = countReports([
    ...many(5, { need: ['food'] }, 'junk'),
    ...many(6, { need: ['food'] }, 'handled'),
    ...many(5, {}, 'handled'),
  ]);
  expect(counts).toMatchObject({ reports: 16, need: [{ value: 'food', n: 6 }], outcome: [{ value: 'handled', n: 11 }] });
});

test('amongInterviews leaves out what was closed as junk or as a duplicate, and what belongs to another list', () => {
  const opened = new Map(['open', 'handled', 'junk', 'twice', 'elsewhere'].map((id) => [id, { report: id, answers: {}, text: '' }]));
  const items = [
    { id: 'open', closedAs: null },
    { id: 'handled', closedAs: 'handled' },
    { id: 'junk', closedAs: 'junk' },
    { id: 'twice', closedAs: 'duplicate' },
    { id: 'not-opened', closedAs: null },
  ] as const;
  expect(amongInterviews(items, opened).map(({ report }) => report)).toEqual(['open', 'handled']);
});

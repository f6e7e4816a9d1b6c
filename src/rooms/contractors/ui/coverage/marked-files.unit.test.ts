import { expect, it } from 'vitest';
import type { CoverageHome } from '../../coverage/coverage-home.ts';
import type { ContractSample } from '../../coverage/sample/sample.schema.ts';
import { gapsCsv } from './gaps-csv.ts';
import { sampleJson } from './sample-json.ts';

const row: CoverageHome['gaps']['rows'][number] = {
  ...{ id: 'c', number: 'XC-1', title: 'Catering', contractor: 'Oldbarn', value: null, currency: null, valueEur: null },
  ...{ endsOn: null, setId: 'far-52.222-50', coverage: 'not-checked', gaps: [{ title: { en: 'Fees', fr: 'Frais' }, state: null }] },
};
const sample: ContractSample = {
  ...{ rule: 'manumit contract sample 1', by: 'none', party: null, checkpoint: { origin: 'o', size: 1, root: 'r', day: '2026-12-01' } },
  ...{ of: 0, frame: 'f', strata: [], contracts: [] },
};

it.each([
  [true, 'EXERCISE'],
  [false, ''],
])('gapsCsv has the label and, in an exercise alone, EXERCISE in every line (exercise: %s)', (exercise, mark) => {
  const [head, ...lines] = gapsCsv([row, row], { locale: 'en', exercise }).trim().split('\r\n');
  expect(head).toMatch(/,lacks,label,exercise$/);
  expect(lines.map((line) => line.split(',').slice(-2))).toEqual(Array(2).fill(['NATO UNCLASSIFIED', mark]));
});

it('sampleJson has the label and, in an exercise alone, EXERCISE', () => {
  expect(JSON.parse(sampleJson(sample, true))).toEqual({ label: 'NATO UNCLASSIFIED', exercise: 'EXERCISE', ...sample });
  expect(JSON.parse(sampleJson(sample, false))).toEqual({ label: 'NATO UNCLASSIFIED', ...sample });
});

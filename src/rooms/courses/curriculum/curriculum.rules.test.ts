import { expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { checkCurriculum, daysGiven, type Employed, requiredOf } from './curriculum.rules.ts';
import { currentCurriculum } from './curriculum-file.ts';

const { courses, ...curriculum } = currentCurriculum();
const { parameters } = currentEdition();
const soldier: Employed = { category: 'contingent', roles: [], theatre: 'KFOR', nation: 'AA' };
const asked = (person: Partial<Employed>, rules = curriculum.rules) => requiredOf({ rules }, courses, { ...soldier, ...person });

test.each([
  [{}, ['G']],
  [{ roles: [ROLE.commander] }, ['G', 'S1']],
  [{ roles: ['military-police', 'duty-officer'] }, ['G', 'S2', 'S9']],
  [{ category: 'headquarters', theatre: null }, ['G', 'S12']],
  [{ category: 'local-hire' }, ['G']],
  // The module for contract workers replaces the general one.
  [{ category: 'contractor' }, ['S8']],
  // Those who meet victims or can facilitate take both.
  [{ category: 'contractor', roles: ['guard'] }, ['G', 'S8']],
  [{ category: 'contractor', roles: ['driver', 'interpreter'] }, ['G', 'S8']],
  [{ category: 'contractor', roles: ['site-manager'] }, ['G', 'S8']],
  [{ category: 'contractor', roles: ['contracting'] }, ['S6', 'S8']],
] as const)('requiredOf: a person who is %o needs %j', (person, modules) => {
  expect(asked(person)).toEqual(modules);
});

test('a rule for an operation or a nation applies only there', () => {
  const rules = [...curriculum.rules, { id: 'x', theatres: ['KFOR'], nations: ['AA'], modules: ['S3'] }];
  expect(asked({}, rules)).toEqual(['G', 'S3']);
  expect(asked({ theatre: null }, rules)).toEqual(['G']);
  expect(asked({ nation: 'BB' }, rules)).toEqual(['G']);
});

test('daysGiven takes the shortest period of the rules for a module, or none if one rule gives none', () => {
  const days = (id: string) => ({ long: 30, short: 10 })[id]!;
  const rule = (id: string, within?: string) => ({ id, modules: ['S3'], ...(within && { within }) });
  expect(daysGiven({ rules: [rule('a', 'long'), rule('b', 'short')] }, soldier, 'S3', days)).toBe(10);
  expect(daysGiven({ rules: [rule('a', 'long'), rule('b')] }, soldier, 'S3', days)).toBe(0);
  expect(daysGiven({ rules: [{ ...rule('a', 'long'), nations: ['BB'] }] }, soldier, 'S3', days)).toBe(0);
});

test('the curriculum that ships has no fault', () => {
  expect(checkCurriculum(curriculum, courses, parameters)).toEqual([]);
});

const [general] = curriculum.modules;
test.each([
  ['unknown-clock', { due: 'training-validity' }],
  ['unknown-clock', { waiver: 'training-validity' }],
  ['unknown-clock', { modules: [{ ...general!, valid: 'training-due' }, ...curriculum.modules.slice(1)] }],
  ['no-module', { rules: [...curriculum.rules, { id: 'x', modules: ['S99'] }] }],
  ['no-module', { modules: [...curriculum.modules, { id: 'S99' }] }],
  ['no-role', { rules: [...curriculum.rules, { id: 'x', roles: ['cook'], modules: ['G'] }] }],
  ['module-without-validity', { modules: curriculum.modules.slice(1) }],
  ['module-for-nobody', { rules: curriculum.rules.filter(({ id }) => id !== 'police') }],
  ['delta-ahead', { deltas: [{ module: 'G', version: 2, from: '2026-01-01', lessons: ['G4'] }] }],
  ['no-lesson', { deltas: [{ module: 'G', version: 2, from: '2026-01-01', lessons: ['G99'] }] }],
] as const)('checkCurriculum reports %s', (kind, change) => {
  const problems = checkCurriculum({ ...curriculum, ...change } as typeof curriculum, courses, parameters);
  expect(problems.map((one) => one.kind)).toContain(kind);
});

test('checkCurriculum requires a delta for each new version of a module', () => {
  const newer = courses.map((course) => (course.module.id === 'G' ? { ...course, module: { ...course.module, version: 2 } } : course));
  expect(checkCurriculum(curriculum, newer, parameters).map(({ kind }) => kind)).toEqual(['delta-missing']);
  const third = newer.map((course) => (course.module.id === 'G' ? { ...course, module: { ...course.module, version: 3 } } : course));
  const deltas = [{ module: 'G', version: 3, from: '2026-01-01', lessons: ['G4'] }];
  expect(checkCurriculum({ ...curriculum, deltas }, third, parameters).map(({ kind }) => kind)).toEqual(['delta-missing']);
});

import { expect, test } from 'vitest';
import { decideConsultation, decideConsulted, decideDay } from './consultation.rules.ts';

test('decideConsultation skips no step and repeats none', () => {
  expect(decideConsultation('recorded', 'decide')).toMatchObject({ value: 'decided' });
  expect(decideConsultation('decided', 'inform')).toMatchObject({ value: 'informed' });
  for (const [from, action] of [
    ['recorded', 'inform'],
    ['decided', 'decide'],
    ['informed', 'decide'],
    ['informed', 'inform'],
  ] as const)
    expect(decideConsultation(from, action)).toMatchObject({ code: 'cooperation/not-in-this-state' });
});

test('decideConsulted accepts partners as partner or organisation, and nations as contributor', () => {
  expect(decideConsulted('organisation', { kind: 'partner' }).accepted).toBe(true);
  expect(decideConsulted('contributor', { kind: 'nation' }).accepted).toBe(true);
  expect(decideConsulted('partner', { kind: 'nation' })).toMatchObject({ code: 'cooperation/not-consulted' });
  expect(decideConsulted('organisation', { kind: 'contractor' })).toMatchObject({ code: 'cooperation/not-consulted' });
  expect(decideConsulted('contributor', undefined).accepted).toBe(false);
});

test('decideDay refuses a future day and a day before the previous step', () => {
  expect(decideDay('2026-11-24', '2026-11-24', '2026-11-24').accepted).toBe(true);
  expect(decideDay('2026-11-25', '2026-11-24', null)).toMatchObject({ code: 'cooperation/day-to-come' });
  expect(decideDay('2026-11-23', '2026-11-24', '2026-11-24')).toMatchObject({ code: 'cooperation/before-the-step-before' });
});

import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** Only the program counts the contracts of every party, and it gets counts alone. */
export function coverageScenarios({ by, installation }: GuardFixture): Scenario[] {
  const counted = `select contractors.count_coverage('2026-06-12')`;
  const keys = `select string_agg(distinct k, ' ' order by k) from jsonb_array_elements(contractors.count_coverage('2026-06-12')) n, jsonb_object_keys(n) k`;
  const lines: ScenarioRow[] = [
    ['count_coverage', 'only the program itself counts', by('office'), counted, '42501'],
    ['count_coverage', 'a contracting officer does not count the contracts of others', by('contracting officer'), counted, '42501'],
    ['count_coverage', 'the program gets counts and sums, and no contract', installation, keys, 'contracts coverage euros party valued'],
  ];
  return toScenarios(lines);
}

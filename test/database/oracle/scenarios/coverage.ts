import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** Who reads a clause set that every party may owe, and what the installation does with those of parties. */
export function clauseSetScenarios({ by, installation, world }: GuardFixture): Scenario[] {
  const add = (id: string, person: string) =>
    `insert into contractors.clause_set (id, set_id, version, file, recorded_at, recorded_by)
     values ('${id}', 'for-all', '${id}', '{}', now(), ${person})`;
  const [shared, added] = [randomUUID(), randomUUID()];
  const forAll = `select count(*)::int from contractors.clause_set where id = '${shared}'`;
  const there = { arrange: add(shared, `'${world.office}'`), restore: `delete from contractors.clause_set where id = '${shared}'` };
  const ofParties = 'select count(*) > 0 from contractors.clause_set where party_id is not null';
  const lines: ScenarioRow[] = [
    ['policy clause_set_read', 'a contracting officer reads a set for every party', by('contracting officer'), forAll, 1, there],
    ['policy clause_set_read', 'who reads no contracts reads no set for every party', by('office'), forAll, 0, there],
    ['policy clause_set_read', 'the installation reads the sets of parties', installation, ofParties, true],
    [
      'policy clause_set_add',
      'the installation adds a set for every party',
      installation,
      `${add(added, 'identity.person()')} returning 'added'`,
      'added',
    ],
  ];
  return toScenarios(lines);
}

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

/** Headquarters counts the contracts of parties, gets no contract, and no number of few contracts. */
export function partyCountScenarios({ by, nation, world }: GuardFixture): Scenario[] {
  const counted = (path: string, smallest = 5) =>
    `select n -> '${path}' from jsonb_array_elements(contractors.count_parties(array[current_date], ${smallest})) n where n ->> 'party' = '${nation}'`;
  const keys = `select string_agg(distinct k, ' ' order by k) from jsonb_array_elements(contractors.count_parties(array[current_date], 5)) n, jsonb_object_keys(n) k`;
  const given = (contracts: number, state = 'closed') => ({
    arrange: `insert into contractors.contract (id, party_id, number, state, title, contractor, set_id, coverage, recorded_at, recorded_by)
        select gen_random_uuid(), '${nation}', 'COUNTED-' || n, 'awarded', 't', 'f', 'least-5f', 'present', now(), '${world.office}'
        from generate_series(1, ${contracts}) n;
      insert into contractors.violation (id, contract_id, party_id, title, summary, provisions, source, danger, known_at, state, remedies,
          recorded_at, recorded_by)
        select gen_random_uuid(), c.id, c.party_id, 't', 's', '{}', 'audit', false, '2026-01-01', '${state}', '{decline-option}', now(),
          '${world.office}' from contractors.contract c where c.number = 'COUNTED-1'`,
    restore: `delete from contractors.violation where contract_id in (select id from contractors.contract where number like 'COUNTED-%');
      delete from contractors.contract where number like 'COUNTED-%'`,
  });
  const office = by('office');
  const names = 'contracts found months notFound party percentByValue runs unknown whole';
  const lines: ScenarioRow[] = [
    ['count_parties', 'a contracting officer does not count the contracts of others', by('contracting officer'), keys, '42501'],
    ['count_parties', 'headquarters gets counts, and no contract, firm or value', office, keys, names],
    ['count_parties', 'one contract is not counted', office, counted('contracts'), null],
    [
      'count_parties',
      'four contracts are not counted, whatever the smallest that is asked for',
      office,
      counted('contracts', 1),
      null,
      given(3),
    ],
    ['count_parties', 'five contracts are counted', office, counted('contracts'), 5, given(4)],
    ['count_parties', 'a recorded violation of a party with five contracts is counted', office, counted('found'), 1, given(4, 'recorded')],
    ['count_parties', 'not one that the contracting party alone sees', office, counted('found'), 0, given(4, 'remedied')],
    ['count_parties', 'no violation of a party with four contracts is counted', office, counted('found'), null, given(3)],
  ];
  return toScenarios(lines);
}

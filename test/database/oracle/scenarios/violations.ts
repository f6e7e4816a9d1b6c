import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** An investigator records the investigation of violations of their party, and nothing that is decided after it. Everybody sees the page of a site while it is agreed to. */
export function violationScenarios({ by, nation, labelled, signedOut }: GuardFixture): Scenario[] {
  const [investigator, officer] = [by('investigator'), by('contracting officer')];
  const violation = randomUUID();
  const given = (state: string, party = nation) => ({
    arrange: `insert into contractors.violation (id, contract_id, party_id, title, summary, provisions, source, danger, known_at, state,
        recorded_at, recorded_by)
      select '${violation}', c.id, c.party_id, 't', 's', '{}', 'audit', false, '2026-01-01', '${state}', now(), '${officer.subject.person}'
      from contractors.contract c where c.party_id = '${party}' limit 1`,
    restore: `delete from contractors.violation_step where violation_id = '${violation}'; delete from contractors.violation where id = '${violation}'`,
  });
  const set = (what: string) => `update contractors.violation set ${what} where id = '${violation}' returning state`;
  // Recorded in their own name against a contractor. The contract had 'Before' for contractor, then the one of today.
  const against = (contractor: string) =>
    `insert into contractors.violation (id, contract_id, party_id, contractor, title, summary, provisions, source, danger, known_at,
        state, recorded_at, recorded_by)
      select '${violation}', c.id, c.party_id, ${contractor}, 't', 's', '{}', 'audit', false, '2026-01-01', 'notified', now(),
        '${officer.subject.person}' from contractors.contract c where c.party_id = '${nation}' returning 'done'`;
  const renamed = (to: string) => `update contractors.contract set contractor = ${to} where party_id = '${nation}'`;
  const forget = `delete from contractors.earlier_contractor where name = 'Before'`;
  const hadBefore = {
    arrange: `create temporary table today as select contractor from contractors.contract where party_id = '${nation}';
      ${renamed(`'Before'`)}; ${renamed('(select contractor from today)')}`,
    restore: `drop table today; ${forget}`,
  };
  const begin = set(`state = 'investigating'`);
  const step = (action: string, person = investigator) =>
    `insert into contractors.violation_step (id, violation_id, party_id, action, on_day, detail, recorded_at, recorded_by)
      values (gen_random_uuid(), '${violation}', '${nation}', '${action}', '2026-01-01', '{}', now(), '${person.subject.person}') returning action`;
  const theirs = 'investigate report-investigation mark-danger'.split(' ');
  const of = 'policy violation_investigate';
  const ofSteps = 'policy violation_step_investigate';
  const page = (what: string) => `update contractors.site_page set ${what} where party_id = '${nation}'`;
  const withdrawn = page(`withdrawn_at = now(), withdrawn_by = published_by`);
  const asSeeded = page(`agreed_until = '2999-01-01', withdrawn_at = null, withdrawn_by = null`);
  const site = `select contractors.public_site('site-${nation}') ->> 'name'`;
  const publishedBy = (person: string) =>
    `insert into contractors.site_page (id, party_id, slug, name, authority, agreed_on, agreed_until, agreement, published_at, published_by)
      values (gen_random_uuid(), '${nation}', 'a-site', 'n', 'a', '2026-01-01', '2026-01-02', 'a', now(), '${person}') returning 'done'`;
  const lines: ScenarioRow[] = [
    ['public_site', 'everybody sees a page that is agreed to', signedOut, site, 'Camp'],
    ['public_site', 'no other address shows it', signedOut, `select contractors.public_site('another')`, null],
    [
      'public_site',
      'an agreement that has ended shows nothing',
      signedOut,
      site,
      null,
      { arrange: page(`agreed_until = '2026-06-16'`), restore: asSeeded },
    ],
    ['public_site', 'a page that was taken down shows nothing', signedOut, site, null, { arrange: withdrawn, restore: asSeeded }],
    ['policy site_page_publish', 'an officer publishes in their own name', officer, publishedBy(officer.subject.person!), 'done'],
    ['policy site_page_publish', 'an officer publishes in no other name', officer, publishedBy(investigator.subject.person!), '42501'],
    [
      'policy site_page_withdraw',
      'an officer puts no page up again',
      officer,
      `${page('withdrawn_at = null, withdrawn_by = null')} returning 'done'`,
      undefined,
      { arrange: withdrawn, restore: asSeeded },
    ],
    ['guard_contractor', 'an officer records against the contractor of today', officer, against('c.contractor'), 'done'],
    ['guard_contractor', 'an officer records against an earlier contractor', officer, against(`'Before'`), 'done', hadBefore],
    [
      'guard_contractor',
      'an officer records against no firm that was never the contractor',
      officer,
      against(`'Before'`),
      'contractors/other-contract',
    ],
    [
      'guard_contractor',
      'an officer records against no earlier contractor of another contract',
      officer,
      against(`'Before'`),
      'contractors/other-contract',
      {
        arrange: `insert into contractors.earlier_contractor (contract_id, party_id, name)
          select id, party_id, 'Before' from contractors.contract where party_id = '${labelled}'`,
        restore: forget,
      },
    ],
    [of, 'an investigator begins the investigation', investigator, begin, 'investigating', given('notified')],
    [of, 'an investigator of another party begins none', investigator, begin, undefined, given('notified', labelled)],
    [of, 'an investigator goes back to none whose reply is awaited', investigator, begin, undefined, given('awaiting-reply')],
    [of, 'an investigator marks danger', investigator, set('danger = true'), 'notified', given('notified')],
    [of, 'an investigator leaves a notice as it is without danger', investigator, set('due_on = null'), '42501', given('notified')],
    [
      of,
      'an investigator who marks danger determines nothing',
      investigator,
      set(`danger = true, state = 'substantiated'`),
      '42501',
      given('investigating'),
    ],
    [of, 'an investigator determines nothing', investigator, set(`state = 'substantiated'`), '42501', given('investigating')],
    [
      of,
      'an investigator puts their name under no determination',
      investigator,
      set(`state = 'investigating', determined_by = identity.person()`),
      '42501',
      given('notified'),
    ],
    [
      of,
      'an investigator decides no remedy',
      investigator,
      set(`state = 'investigating', remedies = '{decline-option}'`),
      '42501',
      given('notified'),
    ],
    [
      of,
      'an investigator gives a violation to no other party',
      investigator,
      set(`state = 'investigating', party_id = '${labelled}'`),
      '42501',
      given('notified'),
    ],
    ...theirs.map(
      (action): ScenarioRow => [ofSteps, `an investigator records ${action}`, investigator, step(action), action, given('investigating')],
    ),
    [ofSteps, 'an investigator records no remedy', investigator, step('decide-remedy'), '42501', given('investigating')],
    [ofSteps, 'an investigator reports in no other name', investigator, step('investigate', officer), '42501', given('investigating')],
  ];
  return toScenarios(lines);
}

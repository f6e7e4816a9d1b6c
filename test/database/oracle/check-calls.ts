import { ROLE } from '#kernel/roles.ts';
import { holds, holdsAt, type Subject } from '../../oracle/attributes.ts';
import { type Action, mayDo, type Resource } from '../../oracle/may-do.ts';
import type { TestBed } from '../harness.ts';
import { as } from './check-rows.ts';
import type { Asker } from './subjects.ts';
import type { World } from './world.ts';

/** A direct call of a guard's function, which has more rights than the application role, and the subjects that the oracle permits. */
type Call = { name: string; sql: string; may: (subject: Subject) => boolean };

/** `firstOnly` stops at the first deviation; `only` selects calls. */
type Asked = { firstOnly?: boolean; only?: (call: Call) => boolean };

/** The direct calls that the oracle judges. */
export async function callsOf({ bed, parties, office }: World): Promise<Call[]> {
  const { deployer } = bed;
  const [nation, other] = [parties.nation!.id, parties['other-nation']!.id];
  const newcomer = parties['third-nation']!.author;
  const one = async (sql: string): Promise<string> => (await deployer.query(sql)).rows[0].id;
  const does = (action: Action, resource: Resource) => (subject: Subject) => mayDo(subject, action, resource);
  const calls: Call[] = [];
  for (const party of [nation, other]) {
    const sent = await one(
      `select id from evidence.item where party_id = '${party}' and state = 'submitted' and origin = 'declared' and released_at is null and not by_office`,
    );
    const asked = await one(
      `select id from evidence.item where party_id = '${party}' and state = 'purge-requested' and origin = 'declared' and submitted_at is not null and not by_office`,
    );
    const draft = await one(
      `select id from evidence.item where party_id = '${party}' and state = 'purge-requested' and submitted_at is null and not by_office`,
    );
    const entry = await one(
      `select e.id from ledger.entry e join ledger.erasure x on x.entry_id = e.id where e.party_id = '${party}' and e.person_id <> '${office}'`,
    );
    const measured = await one(
      `select id from evidence.item where party_id = '${party}' and state = 'purge-requested' and origin = 'measured' and not by_office`,
    );
    const unsent = { party, item: { byOffice: false, submitted: false, origin: 'declared' as const } };
    calls.push(
      { name: 'release', sql: `select evidence.release(array['${sent}'::uuid], now()) > 0`, may: does('run-reviews', {}) },
      {
        name: 'purge',
        sql: `select evidence.purge('${asked}', now())`,
        may: does('decide-a-purge', { party, item: { byOffice: false, submitted: true, origin: 'declared' } }),
      },
      {
        name: 'purge of what was measured',
        sql: `select evidence.purge('${measured}', now())`,
        may: does('decide-a-purge', { party, item: { byOffice: false, submitted: true, origin: 'measured' } }),
      },
      { name: 'purge of a draft', sql: `select evidence.purge('${draft}', now())`, may: does('decide-a-purge', unsent) },
      {
        name: 'refuse a purge',
        sql: `select evidence.refuse_purge('${asked}', now(), 'r') is not null`,
        may: does('decide-a-purge', { party, item: { byOffice: false, submitted: true, origin: 'declared' } }),
      },
      {
        name: 'refuse the purge of what was measured',
        sql: `select evidence.refuse_purge('${measured}', now(), 'r') is not null`,
        may: does('decide-a-purge', { party, item: { byOffice: false, submitted: true, origin: 'measured' } }),
      },
      {
        name: 'refuse the purge of a draft',
        sql: `select evidence.refuse_purge('${draft}', now(), 'r') is not null`,
        may: does('decide-a-purge', unsent),
      },
      // Its author is none of the subjects.
      {
        name: 'withdraw a request to purge',
        sql: `select evidence.withdraw_purge_request('${asked}', now()) is not null`,
        may: () => false,
      },
      {
        name: 'say who may see',
        sql: `select identity.access_to('dossier', '${party}') is not null`,
        may: does('account-for-access', { party }),
      },
      { name: 'erase', sql: `select ledger.erase('${entry}', now())`, may: does('erase', { party, byOwnPeople: true }) },
      {
        name: 'refuse an erasure',
        sql: `select ledger.refuse_erasure('${entry}', now(), 'r')`,
        may: does('erase', { party, byOwnPeople: true }),
      },
      // Its author is none of the subjects.
      { name: 'withdraw a request to erase', sql: `select ledger.withdraw_erasure_request('${entry}', now())`, may: () => false },
    );
    const { author } = Object.values(parties).find(({ id }) => id === party)!;
    const grant = await one(`select id from identity.role_grant where person_id = '${author}'`);
    const classes = await one(`select string_agg(id::text, ',') as id from training.class where party_id = '${party}'`);
    const held = { about: { person: author, roles: [{ role: ROLE.focalPoint, party }] } };
    calls.push(
      {
        name: 'see whose action it was',
        sql: `select ledger.acted_for('${author}', '${party}', now())`,
        may: (subject) => holdsAt(subject, [ROLE.legalAdviser], party),
      },
      {
        name: 'count the people of a roster',
        sql: `select exists (select from training.counts('2026-06-15', 1) c where c.party = '${party}')`,
        may: (subject) =>
          holds(subject, [ROLE.policyOffice]) || holdsAt(subject, [ROLE.focalPoint, ROLE.trainingOfficer, ROLE.commander], party),
      },
      {
        name: 'count fewer than five people of another party',
        sql: `select exists (select from training.counts('2026-06-15', 1) c where c.party = '${party}' and c.persons is not null)`,
        may: (subject) => holdsAt(subject, [ROLE.focalPoint, ROLE.trainingOfficer, ROLE.commander], party),
      },
      {
        name: 'count the people of a class',
        // A stranger sees no class, so its id is given: only the function itself can refuse.
        sql: `select exists (select from training.slips_by_unit('{${classes}}') s where s.slips > 0)`,
        may: (subject) => holdsAt(subject, [ROLE.trainingOfficer, ROLE.commander], party),
      },
      {
        name: 'see the briefs and annexes of a board',
        sql: `select exists (select from training.placeholders_filled('${party}'))`,
        may: (subject) => holdsAt(subject, [ROLE.trainingOfficer, ROLE.commander], party),
      },
      { name: 'end a grant', sql: `select identity.end_grant('${grant}')`, may: does('end-a-grant', held) },
      {
        name: 'give to oneself',
        sql: `select identity.grant_role(gen_random_uuid(), identity.person(), '${ROLE.trainingOfficer}', '${party}', null, null, null, 'unclassified', null, null) is null`,
        may: () => false,
      },
      {
        name: 'read an address',
        sql: `select identity.email_of('${author}') is not null`,
        may: (subject) => holds(subject, [ROLE.policyOffice, ROLE.platformAdmin]) || holdsAt(subject, [ROLE.partyAdmin], party),
      },
    );
    for (const role of [ROLE.focalPoint, ROLE.partyAdmin, ROLE.reviewer, ROLE.auditor, ROLE.platformAdmin, ROLE.policyOffice] as const) {
      const may = does('give-a-grant', { about: { person: newcomer, roles: [{ role, party }] } });
      const grant = `gen_random_uuid(), '${newcomer}', '${role}', '${party}', null, null, null, 'unclassified', null, null`;
      calls.push(
        { name: `be said to give ${role}`, sql: `select identity.may_grant('${role}', '${party}')`, may },
        { name: `give ${role}`, sql: `select identity.grant_role(${grant}) is null`, may },
      );
    }
  }
  calls.push({
    name: 'open an account',
    sql: `select identity.invite(gen_random_uuid(), 'n', 'called@example.org', 'en', gen_random_uuid(), sha256('x'), 1)`,
    may: does('open-an-account', {}),
  });
  const left = await one(`select id from evidence.item where by_office and state = 'submitted' and origin = 'public-source' limit 1`);
  calls.push({
    name: 'withdraw what an import left',
    sql: `select evidence.withdraw_recorded(array['${left}'::uuid], now(), 'r') > 0`,
    may: does('import-treaties', {}),
  });
  return calls;
}

/** The deviations of direct calls from the oracle: effects that it does not permit, and missing effects that it permits. */
export async function checkCalls(
  bed: TestBed,
  world: World,
  askers: readonly Asker[],
  { firstOnly = false, only = () => true }: Asked = {},
): Promise<string[]> {
  const deviations: string[] = [];
  const calls = (await callsOf(world)).filter(only);
  for (const asker of askers) {
    // One transaction for all calls of a subject; each call is rolled back separately.
    await as(bed, asker, async (client) => {
      for (const { name, sql, may } of calls) {
        if (firstOnly && deviations.length > 0) return;
        await client.query('savepoint before');
        const done = await client.query(sql).then(
          ({ rows }) => Object.values(rows[0])[0] === true,
          (error: { code: string }) => {
            if (error.code === '42501' || error.code === 'MA010') return false;
            throw error;
          },
        );
        await client.query('rollback to before');
        if (done !== may(asker.subject)) deviations.push(`${asker.name} ${done ? 'did' : 'could not'} ${name}`);
      }
    });
    if (firstOnly && deviations.length > 0) break;
  }
  return deviations;
}

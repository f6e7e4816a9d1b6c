import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { ROLE } from '#kernel/roles.ts';
import { as } from './check-rows.ts';
import { giveFactors } from './guard-factors.ts';
import type { Scenario } from './guard-scenario.ts';
import { scenariosOf } from './guard-scenarios-all.ts';
import { bytes } from './seeds/seed-party.ts';
import { type Asker, makeAskers } from './subjects.ts';
import { insert, OBLIGATIONS, type World } from './world.ts';

/** The people and records that the scenarios use. */
export type GuardFixture = Awaited<ReturnType<typeof createGuardFixture>>;

/** Adds people to the test data who fail exactly one condition of a right. */
export async function createGuardFixture(world: World) {
  const { deployer } = world.bed;
  const { nation, headquarters, 'other-nation': other, 'third-nation': third } = world.parties as Record<string, World['parties'][string]>;
  const { drafts, adopted } = world.rounds;
  const assignments = (
    await deployer.query('select id, round_id, party_id from reviews.participation where party_id = any ($1) and round_id = any ($2)', [
      [nation!.id, third!.id],
      [drafts, adopted],
    ])
  ).rows.map(({ id: participation, round_id: round, party_id }) => ({
    role: ROLE.reviewer,
    at: party_id === nation!.id ? nation! : third!,
    assignment: { participation, round, obligations: [OBLIGATIONS[0]] },
  }));
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const people = await makeAskers(world, [
    { name: 'administrator', grants: [{ role: ROLE.partyAdmin, at: nation! }] },
    { name: 'former administrator', grants: [{ role: ROLE.partyAdmin, at: nation!, ended: true }] },
    { name: 'focal point', grants: [{ role: ROLE.focalPoint, at: nation! }] },
    { name: 'commander of the nation', grants: [{ role: ROLE.commander, at: nation! }] },
    { name: 'office', grants: [{ role: ROLE.policyOffice, at: headquarters! }] },
    // Not tomorrow: a long run may last over midnight.
    { name: 'office to come', grants: [{ role: ROLE.policyOffice, at: headquarters!, from: day(9) }] },
    { name: 'office over', grants: [{ role: ROLE.policyOffice, at: headquarters!, from: day(-9), to: day(-1) }] },
    { name: 'disabled office', disabled: true, grants: [{ role: ROLE.policyOffice, at: headquarters! }] },
    { name: 'idle', session: 'idle' },
    { name: 'office ended', grants: [{ role: ROLE.policyOffice, at: headquarters!, ended: true }] },
    { name: 'legal adviser', grants: [{ role: ROLE.legalAdviser, at: nation! }] },
    { name: 'reviewer of the nation', grants: [{ role: ROLE.reviewer, at: nation! }] },
    { name: 'focal point of the labelled', grants: [{ role: ROLE.focalPoint, at: third! }] },
    { name: 'cleared focal point', grants: [{ role: ROLE.focalPoint, at: third!, clearance: 2 }] },
    { name: 'cleared legal adviser', grants: [{ role: ROLE.legalAdviser, at: third!, clearance: 2 }] },
    { name: 'cleared reviewer', grants: [{ role: ROLE.reviewer, at: third!, clearance: 2 }] },
    // In the participations of two parties, one of them with labels.
    { name: 'assigned', grants: assignments },
    { name: 'training officer', grants: [{ role: ROLE.trainingOfficer, at: nation! }] },
    { name: 'commander of the operation', grants: [{ role: ROLE.commander, at: world.parties['other-operation']! }] },
    { name: 'investigator', grants: [{ role: ROLE.investigator, at: nation! }] },
    { name: 'contracting officer', grants: [{ role: ROLE.contractingOfficer, at: nation! }] },
    { name: 'platform administrator', grants: [{ role: ROLE.platformAdmin, at: null }] },
    { name: 'cleared office', grants: [{ role: ROLE.policyOffice, at: headquarters!, clearance: 3 }] },
    {
      name: 'administrator cleared for another work',
      grants: [
        { role: ROLE.partyAdmin, at: nation! },
        { role: ROLE.focalPoint, at: nation!, clearance: 3 },
      ],
    },
    {
      name: 'administrator cleared elsewhere',
      grants: [
        { role: ROLE.partyAdmin, at: nation! },
        { role: ROLE.partyAdmin, at: other!, clearance: 3 },
        { role: ROLE.platformAdmin, at: null, clearance: 3 },
      ],
    },
    ...['member', 'neighbour', 'beginner', 'keyholder', 'from the provider', 'closed, from the provider'].map((name) => ({
      name,
      disabled: name.startsWith('closed'),
    })),
  ]);
  const by = (name: string): Asker => people.find((one) => one.name === name)!;
  await giveFactors(deployer, by);
  const installation = randomUUID();
  await deployer.query('select identity.installation_session($1, $2)', [randomUUID(), installation]);
  const id = async (sql: string): Promise<string> => (await deployer.query(sql)).rows[0].id;
  const invited = {
    byFormer: await givenInvited(deployer, by('former administrator')),
    byOffice: await givenInvited(deployer, by('office')),
    judging: await givenInvited(deployer, by('administrator')),
  };
  await insert(deployer, [
    [
      'identity.role_grant',
      [
        {
          id: randomUUID(),
          person_id: invited.judging,
          role: ROLE.reviewer,
          party_id: nation!.id,
          valid_from: '2020-01-01',
          granted_by: by('office').subject.person,
        },
      ],
    ],
  ]);
  const at = `party_id = '${nation!.id}'`;
  return {
    world,
    by,
    nation: nation!.id,
    headquarters: headquarters!.id,
    labelled: third!.id,
    invited,
    installation: { ...by('office'), name: 'the installation', who: { personId: '', token: installation, email: '' } } satisfies Asker,
    signedOut: by('signed out'),
    ofHandOver: await id(`select hand_over_id as id from identity.proposed_grant where ${at}`),
    itemToPurge: await id(
      `select id from evidence.item where ${at} and state = 'purge-requested' and origin = 'declared' and submitted_at is not null and not by_office`,
    ),
    entryToErase: await id(`select e.id from ledger.entry e join ledger.erasure x on x.entry_id = e.id where e.${at} limit 1`),
    rotation: await id(`select id from parties.rotation where ${at}`),
    id,
    grantOf: (name: string) => id(`select id from identity.role_grant where person_id = '${by(name).subject.person}'`),
    voucher: async (what: string): Promise<string> => {
      const sql = `select encode(sha256(key || sha256(key || convert_to($1, 'UTF8'))), 'hex') as voucher from identity.voucher_key`;
      return (await deployer.query(sql, [what])).rows[0].voucher;
    },
  };
}

/** An account that was invited and never opened, and its open link. */
async function givenInvited(deployer: pg.Client, { subject }: Asker): Promise<string> {
  const person = randomUUID();
  await insert(deployer, [
    ['identity.person', [{ id: person, name: 'Invited', email: `${person}@example.org` }]],
    [
      'identity.invitation',
      [
        {
          id: randomUUID(),
          purpose: 'invitation',
          person_id: person,
          token_hash: bytes(`link ${person}`),
          created_by: subject.person,
          ends_at: '2099-01-01',
        },
      ],
    ],
  ]);
  return person;
}

/** The scenarios with an unexpected result. `only` selects functions. */
export async function checkScenarios(fixture: GuardFixture, only?: (scenario: Scenario) => boolean): Promise<string[]> {
  const { bed } = fixture.world;
  const faults: string[] = [];
  for (const scenario of await scenariosOf(fixture)) {
    if (only && !only(scenario)) continue;
    const { who, says, sql, answer, arrange, restore, look } = scenario;
    try {
      if (arrange) await bed.deployer.query(arrange);
      const runScenario = async (client: Pick<pg.ClientBase, 'query'>) => {
        let last: unknown;
        for (const statement of sql) last = Object.values((await client.query(statement)).rows[0] ?? {})[0];
        return last;
      };
      const refusal = (error: { code?: string; message: string }): string => {
        if (!error.code || /^42(?!501)/.test(error.code)) throw error;
        // Refusals with a message of the program share one code, so the message is the answer.
        return error.code === 'MA010' ? error.message : error.code;
      };
      let got: unknown = await as(bed, who, async (client) => {
        const result = await runScenario(client).catch(refusal);
        if (look) await client.query('commit');
        return result;
      });
      if (look) got = Object.values((await bed.deployer.query(look)).rows[0])[0];
      if (got !== answer) faults.push(`${says}: ${JSON.stringify(got)} for ${JSON.stringify(answer)}`);
    } catch (error) {
      // An invalid statement names its scenario.
      throw Object.assign(error as Error, { message: `${scenario.of}: ${says}: ${(error as Error).message}` });
    } finally {
      if (restore) await bed.deployer.query(restore);
    }
  }
  return faults;
}

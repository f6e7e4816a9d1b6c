import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { ROLE } from '#kernel/roles.ts';
import { type Command, runCommand } from '#platform/command.ts';
import { enterEvidence } from '#rooms/evidence/steps/enter-evidence.command.ts';
import { giveGrant } from '#rooms/people/grants/give-grant.command.ts';
import { invitePerson } from '#rooms/people/invitations/invite-person.command.ts';
import type { Figure } from './figures.ts';
import type { Installation } from './installation.ts';
import { describeTime, type ProcessorTime, processorTimeOf } from './load/processor-time.ts';
import { median, perSecond } from './measure.ts';

const CONNECTIONS = 10;
const SECONDS = 4;
const ROUNDS = 3;

type Round = { rate: number; time: ProcessorTime | undefined };

/** One round: the rate, and the processor time per command, which is more reliable on a shared machine. */
async function roundOf(deployer: pg.Client, act: () => Promise<unknown>): Promise<Round> {
  await perSecond(act, CONNECTIONS, 0.2);
  let rate = 0;
  const time = await processorTimeOf(deployer, async () => {
    rate = await perSecond(act, CONNECTIONS, SECONDS);
    return rate * SECONDS;
  });
  return { rate, time };
}

/** Bytes a command leaves in rows, by the database's own count, so that the raw insert writes as many. */
async function bytesOf({ deployer }: Installation, act: () => Promise<unknown>): Promise<number> {
  const size = async () =>
    (
      await deployer.query<{
        bytes: number;
      }>(`select (select coalesce(sum(pg_column_size(t.*)),0) from ledger.entry t) + (select coalesce(sum(pg_column_size(t.*)),0) from ledger.opening t)
        + (select coalesce(sum(pg_column_size(t.*)),0) from platform.stored_response t) + (select coalesce(sum(pg_column_size(t.*)),0) from evidence.item t)
        + (select coalesce(sum(pg_column_size(t.*)),0) from evidence.item_obligation t) + (select coalesce(sum(pg_column_size(t.*)),0) from identity.role_grant t)
        + (select coalesce(sum(pg_column_size(t.*)),0) from identity.person t) + (select coalesce(sum(pg_column_size(t.*)),0) from identity.invitation t) as bytes`)
    ).rows[0]!.bytes;
  const before = Number(await size());
  await act();
  return Number(await size()) - before;
}

/** Three different commands through the one runner, each compared in turns with raw single-row inserts of the same bytes through the same pool. */
export async function measureCommands(installation: Installation): Promise<Figure[]> {
  const { platform, deployer } = installation;
  const party = await installation.party('nation', 'XB', 'Bench nation');
  const office = await installation.givenSession([{ role: ROLE.policyOffice, partyId: null }]);
  await installation.givenSession([{ role: ROLE.policyOffice, partyId: null }]);
  const focal = await installation.givenSession([{ role: ROLE.focalPoint, partyId: party }]);
  // Grants go to a thousand people in turn, because no person in an alliance holds ten thousand.
  const people = (
    await deployer.query<{ id: string }>(
      `insert into identity.person (id, name) select gen_random_uuid(), 'Bench' from generate_series(1, 1000) returning id`,
    )
  ).rows.map((row) => row.id);
  let turn = 0;
  await deployer.query(
    'create table public.raw (id uuid primary key, at timestamptz not null, bytes bytea not null); grant insert on public.raw to manumit_app; grant usage on schema public to manumit_app',
  );
  const run = (command: Command, token: string, input: () => unknown) => () =>
    runCommand(platform, command, { token, key: randomUUID(), input: input() });
  const acts: [string, () => Promise<unknown>][] = [
    [
      'people/invite-person',
      run(invitePerson as unknown as Command, office, () => ({ name: 'Invited', email: `${randomUUID()}@example.org`, language: 'fr' })),
    ],
    [
      'people/give-grant',
      run(giveGrant as unknown as Command, office, () => ({
        personId: people[turn++ % people.length]!,
        role: ROLE.legalAdviser,
        partyId: party,
      })),
    ],
    [
      'evidence/enter-evidence',
      run(enterEvidence as unknown as Command, focal, () => ({
        partyId: party,
        editionId: platform.services.catalogue.current.id,
        obligationIds: ['P3.3'],
        kind: 'EV-CAMP',
        says: 'met',
        title: 'A campaign in the barracks and on the roads around them',
        date: '2026-10-01',
        source: 'Order of the day, October',
      })),
    ],
  ];
  const figures: Figure[] = [];
  for (const [name, act] of acts) {
    const bytes = Math.max(32, (await bytesOf(installation, act)) - 32);
    const raw = () =>
      platform.pool.query({
        name: 'raw',
        text: 'insert into public.raw (id, at, bytes) values ($1, $2, $3)',
        values: [randomUUID(), new Date(), randomBytes(bytes)],
      });
    const rounds: { command: Round; raw: Round }[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push({ command: await roundOf(deployer, act), raw: await roundOf(deployer, raw) });
    const middle = (of: (round: { command: Round; raw: Round }) => number) => median(rounds.map(of));
    const ratio = middle(({ command, raw }) => command.rate / raw.rate);
    figures.push({
      what: `${name}, ${CONNECTIONS} connections`,
      measured: `${middle(({ command }) => command.rate).toFixed(0)}/s${describeTime(rounds.map(({ command }) => command.time))}`,
      yardstick: `raw insert of ${bytes + 32} bytes: ${middle(({ raw }) => raw.rate).toFixed(0)}/s${describeTime(rounds.map(({ raw }) => raw.time))}`,
      ratio: ratio.toFixed(2),
      goal: '>= 0.50 of raw',
      met: ratio >= 0.5,
    });
  }
  return figures;
}

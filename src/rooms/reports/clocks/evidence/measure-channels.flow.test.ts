import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plusDays } from '#kernel/dates.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed } from '../../../../../test/database/harness.ts';
import { givenOpenChannel, type OpenChannel } from '../fixtures.ts';
import { listWaitingChannels } from './list-waiting-channels.query.ts';
import { measureChannels } from './measure-channels.command.ts';

const TODAY = '2026-09-30';
let bed: TestBed;
let channel: OpenChannel;
let installation: string;
const on = (day: string) => bed.setClock(() => new Date(`${day}T03:00:00Z`));
const waiting = async () => (await runQuery(bed.platform, listWaitingChannels, { token: installation, input: {} })).partyIds;
const measure = (partyId = channel.nation) =>
  runCommand(bed.platform, measureChannels, { token: installation, key: newKey(), input: { partyId } });
const items = async () =>
  (
    await bed.deployer.query(
      `select says, title_en as title, counts_on as on, origin from evidence.item where kind = 'EV-RPT' order by counts_on, id`,
    )
  ).rows;

beforeAll(async () => {
  bed = await openTestBed();
  on(TODAY);
  channel = await givenOpenChannel(bed, { code: 'XC', slug: 'camp-help', today: TODAY });
  installation = randomUUID();
  await bed.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), installation]);
  for (let day = TODAY; day <= '2026-12-31'; day = plusDays(day, 3))
    await bed.deployer.query('insert into reports.attended_day values ($1, $2)', [channel.id, day]);
});
afterAll(() => bed.close());

describe('measureChannels (A1.5)', () => {
  it('waits until the quarter is over, and then counts it once', async () => {
    on('2026-12-31');
    expect(await waiting()).toEqual([channel.nation]);
    await measure();
    // The quarter before: the channel opened on its last day.
    expect(await items()).toMatchObject([{ on: '2026-09-30', says: 'partly-met', origin: 'measured' }]);
    expect(await waiting()).toEqual([]);
    on('2027-01-01');
    expect(await waiting()).toEqual([channel.nation]);
  });

  it('says what a channel lacked, and hides small numbers, zero included', async () => {
    on('2027-01-01');
    await measure();
    expect((await items()).at(-1)).toMatchObject({ on: '2026-12-31', says: 'partly-met' });
    expect((await items()).at(-1).title).toBe('Reporting channels, quarter 4 of 2026: not tested. Reports counted: fewer than 10');
  });

  it('does not count a report from which a reader was left out, as a reader could learn of it by subtraction', async () => {
    const counted = async () => {
      await bed.deployer.query('begin');
      await bed.deployer.query('select identity.open($1)', [installation]);
      const { rows } = await bed.deployer.query(`select reports.quarter_channels('2026-10-01', '2026-12-31') -> 0 ->> 'counted' as n`);
      await bed.deployer.query('rollback');
      return Number(rows[0].n);
    };
    on('2026-10-05');
    for (const readers of [
      [1, 2, 3],
      [1, 2, 3, 4],
      [1, 2, 3, 4],
      [3, 4],
    ])
      await channel.report(readers);
    expect(await counted()).toBe(2);
    // Of five, one may lack it, but not one who is never left out at random: here number 4, the parent's duty.
    await channel.report([1, 2, 4]);
    await bed.deployer.query(`update reports.manifest set readers = '{1,2,3,4,5}'`);
    expect(await counted()).toBe(3);
  });

  it('is met where the channel was open, attended and tested, and decides A1.5 of an operation and A3.5 of a body', async () => {
    for (let day = '2027-01-01'; day <= '2027-03-31'; day = plusDays(day, 3))
      await bed.deployer.query('insert into reports.attended_day values ($1, $2) on conflict do nothing', [channel.id, day]);
    await bed.deployer.query(`update reports.test_wrap set read_on = '2027-02-01' where channel_id = $1`, [channel.id]);
    on('2027-04-01');
    for (const [kind, obligation] of [
      ['operation', 'A1.5'],
      ['body', 'A3.5'],
    ] as const) {
      const party = await bed.givenParty({ kind, code: kind.toUpperCase(), name: `The ${kind}` });
      await bed.deployer.query('update reports.channel set party_id = $2 where id = $1', [channel.id, party]);
      const reader = await bed.signIn.focalPoint(party);
      const status = async () => (await bed.call(reader, 'GET', `/desk/api/parties/${party}/obligations/${obligation}`)).body.status;
      expect(await status()).toBe('not-reported');
      await measure(party);
      expect((await items()).at(-1)).toMatchObject({
        on: '2027-03-31',
        says: 'met',
        title: expect.stringContaining('open, attended and tested'),
      });
      expect(await status()).toBe('met');
    }
  });

  it('is refused to everybody but the installation', async () => {
    for (const who of [channel.commander, channel.people[0]!])
      await expect(
        runCommand(bed.platform, measureChannels, { token: who.token, key: newKey(), input: { partyId: channel.nation } }),
      ).rejects.toThrow('platform/not-allowed');
    await expect(bed.platform.pool.query(`select reports.quarter_channels('2026-10-01', '2026-12-31')`)).rejects.toThrow(/not allowed/);
  });
});

import { randomBytes, randomUUID } from 'node:crypto';
import { startWebProcess } from '#app/launcher/process/web-process.ts';
import { findFreePort } from '#app/launcher/program-under-test.ts';
import { dayOf } from '#kernel/dates.ts';
import { ROLE } from '#kernel/roles.ts';
import { givenReader, givenReport } from '#rooms/reports/fixtures.ts';
import type { Figure } from '../figures.ts';
import type { Installation } from '../installation.ts';
import { median, ms, quantile, timesOf } from '../measure.ts';

const [REPORTS, READERS, PAGES, RUNS] = [100_000, 3, 20, 100];
const PASSPHRASE = 'bench only';
const TODAY = dayOf(new Date());

/** What each part of the inbox shows, in its order. */
const SHOWN = {
  open: 'w.turn < 2 order by w.due_on, w.report_id',
  due: `w.turn < 2 and w.due_on <= '${TODAY}' order by w.due_on, w.report_id`,
  mine: 'w.turn < 2 and w.mine order by w.due_on, w.report_id',
  closed: 'w.turn = 2 order by w.received_on, w.report_id',
};

/** The inbox of a reader at 100,000 reports, over HTTP as the desk asks for it. */
export async function measureInbox(installation: Installation): Promise<Figure[]> {
  const { deployer } = installation;
  const { channel, token } = await givenInbox(installation);
  const config = { host: '127.0.0.1', port: await findFreePort(), surface: 'all' as const, trustedProxy: [] };
  const address = `http://127.0.0.1:${config.port}`;
  const web = await startWebProcess({
    config: { ...config, publicUrl: address, deskUrl: address },
    app: installation.app,
    watchedFolder: null,
    exercise: false,
  });
  const read = async (query: string) => {
    const url = `${address}/desk/api/channels/${channel}/inbox?ciphertext=true&${query}`;
    const answer = await fetch(url, { headers: { cookie: `manumit_desk=${token}` } });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(text);
    return JSON.parse(text) as { items: unknown[]; next: string | null };
  };
  try {
    const figures: Figure[] = [];
    for (const [show, rows] of Object.entries(SHOWN)) {
      const queries = [`show=${show}`];
      for (let page = 1; page < PAGES; page += 1) {
        const { next } = await read(queries.at(-1)!);
        if (next === null) break;
        queries.push(`show=${show}&after=${encodeURIComponent(next)}`);
      }
      const [first, pages] = [
        await timesOf(() => read(queries[0]!), RUNS),
        await timesOf((turn) => read(queries[turn % queries.length]!), RUNS),
      ];
      const bare = await timesOf(
        () =>
          deployer.query(
            `select w.bytes, r.body from reports.wrap w join reports.report r on r.id = w.report_id
              where w.channel_id = $1 and w.reader_number = 1 and ${rows} limit 26`,
            [channel],
          ),
        RUNS,
      );
      const p95 = Math.max(quantile(first, 0.95), quantile(pages, 0.95));
      figures.push({
        what: `inbox with its ciphertext over HTTP, ${REPORTS.toLocaleString('en')} reports, ${show}, p95`,
        measured: `first page ${ms(quantile(first, 0.95))} (median ${ms(median(first))}), each of the first ${queries.length} ${ms(quantile(pages, 0.95))}`,
        yardstick: `bare select of its first page: ${ms(quantile(bare, 0.95))}`,
        ratio: (p95 / quantile(bare, 0.95)).toFixed(1),
        goal: '<= 100 ms',
        met: p95 <= 100,
      });
    }
    return figures;
  } finally {
    await web.drain();
  }
}

/** A channel with so many reports, two of five closed, and a person who reads all but one in ten of them. */
async function givenInbox(installation: Installation): Promise<{ channel: string; token: string }> {
  const { deployer } = installation;
  const partyId = await installation.party('nation', 'XI', 'Bench nation');
  const channel = randomUUID();
  const readers = await Promise.all(Array.from({ length: READERS }, (_, at) => givenReader(at + 1, 'XI', ['XI', String(at)], PASSPHRASE)));
  const tokens = [];
  for (let at = 0; at < READERS; at += 1) tokens.push(await installation.givenSession([{ role: ROLE.caseOfficer, partyId }]));
  const { rows: people } = await deployer.query<{ id: string }>(
    `select p.id from identity.person p join identity.session s on s.person_id = p.id
      join unnest($1::text[]) with ordinality t (token, place) on s.token_hash = sha256(convert_to(t.token, 'UTF8')) order by t.place`,
    [tokens],
  );
  await deployer.query(
    `insert into reports.channel (id, party_id, slug, name, first_key, opened_on, created_at, created_by)
      values ($1, $2, 'bench-inbox', '{"en": "Bench"}', $3, $4, now(), $5)`,
    [channel, partyId, randomBytes(32), TODAY, people[0]!.id],
  );
  for (const [at, { listed, joining }] of readers.entries())
    await deployer.query(
      `insert into reports.reader (channel_id, number, person_id, reader_function, nation, unit, recipient, verify_key, locked, joined_at)
        values ($1, $2, $3, 'reader', 'XI', '{XI}', $4, decode($5, 'base64'), decode($6, 'base64'), now())`,
      [channel, at + 1, people[at]!.id, listed.recipient, listed.verifyKey, joining.locked],
    );
  await deployer.query(`insert into reports.manifest values ($1, 1, $2, $3, $4, $4::date + 30, now(), $5)`, [
    ...[channel, randomBytes(100), readers.map((_, at) => at + 1), TODAY, people[0]!.id],
  ]);
  const { sent } = await givenReport(
    channel,
    readers.map(({ listed }) => listed),
    { manifest: 1, channelKey: randomBytes(32) },
  );
  // One in ten is hidden from the first reader; two of five are closed; one in four of the open ones is with the first reader; due days are a quarter of a year long.
  await deployer.query(
    `create temporary table made as select gen_random_uuid() as id, n, n % 5 < 2 as closed, n % 4 = 0 as own,
        $1::date - n % 365 as received_on, $1::date - 5 + n % 90 as due_on from generate_series(1, ${REPORTS}) n`.replaceAll(
      '$1',
      `'${TODAY}'`,
    ),
  );
  await deployer.query(
    `insert into reports.report (id, channel_id, manifest_number, received_on, body, mailbox_hash, verify_key, letter, state, closed_as, assigned_to, step, due_on)
      select id, $1, 1, received_on, $2, sha256(id::text::bytea), $3, $4, case when closed then 'closed' when own then 'triaged' else 'received' end,
        case when closed then 'handled' end, case when own then 1 end, case when not closed then 'look' end, case when not closed then due_on end from made`,
    [channel, Buffer.from(sent.body, 'base64'), randomBytes(32), Buffer.from(sent.mailbox.letter, 'base64')],
  );
  await deployer.query('alter table reports.wrap disable trigger place_wrap');
  for (const { reader, bytes } of sent.wraps)
    await deployer.query(
      `insert into reports.wrap (report_id, channel_id, reader_number, bytes, turn, mine, received_on, due_on)
        select id, $1, $2, $3, case when closed then 2 when own then 1 else 0 end, own and $2 = 1, received_on, case when not closed then due_on end
        from made where $2 <> 1 or n % 10 <> 0`,
      [channel, reader, Buffer.from(bytes, 'base64')],
    );
  await deployer.query('alter table reports.wrap enable trigger place_wrap');
  await deployer.query(
    `insert into reports.report_change (report_id, place, action, next_state, reader_number, changed_on)
      select id, place, case place when 1 then 'take' when 2 then 'triage' else 'close' end, 'triaged', 1, received_on from made, generate_series(1, 3) place
      where closed or (own and place < 3)`,
  );
  await deployer.query(`insert into reports.danger select id, now() from made where n <= 20`);
  await deployer.query('vacuum analyze reports.report, reports.wrap, reports.report_change, reports.danger');
  return { channel, token: tokens[0]! };
}

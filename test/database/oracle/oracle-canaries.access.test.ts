import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WAITING } from '#app/personal/waiting.ts';
import { ROLE } from '#kernel/roles.ts';
import { queueDigests, type WaitingSource } from '#platform/mail/digests.ts';
import { sendMessages } from '#platform/mail/send-messages.ts';
import type { AdoptedRatings } from '#rooms/reviews/briefs/brief.schema.ts';
import type { Thing } from '../../oracle/attributes.ts';
import { maySee } from '../../oracle/may-see.ts';
import { openTestBed, type TestBed } from '../harness.ts';
import { foreignCanaries, readCanaries, wordsOf } from './canaries.ts';
import { crawl, pagesOf } from './crawl.ts';
import { seedParty } from './seeds/seed-party.ts';
import { RATED } from './seeds/seed-reviews.ts';
import { addressesOf } from './server-addresses.ts';
import { type Asker, makeAskers, planAskers } from './subjects.ts';
import { findTargets } from './targets.ts';
import { buildWorld, CANARY, canary, EDITION, insert, OBLIGATIONS, TODAY, type World } from './world.ts';

// The time limit 0 means none: these tests only compute, so their duration shows only how busy the machine is.

// Every row that is not public has a word of its own. All output for each subject is searched for words that the subject may not read.
let bed: TestBed;
let world: World;
let askers: Asker[];
let canaries: Map<string, Thing[]>;
const pages: { all: string[]; printed: string[] } = { all: [], printed: [] };
const log: string[] = [];

beforeAll(async () => {
  bed = await openTestBed();
  Object.assign(bed.platform, { log: (line: object) => void log.push(JSON.stringify(line)) });
  bed.setClock(() => new Date(`${TODAY}T12:00:00Z`));
  world = await buildWorld(bed);
  const targets = await findTargets(world);
  const near =
    /^(reviewer|focal-point|training-officer|investigator|contracting-officer|party-admin) of nation$|^commander of operation$|^(contracting-officer|party-admin) of firm$/;
  const names = [
    ROLE.policyOffice,
    ROLE.platformAdmin,
    ROLE.auditor,
    'nobody yet',
    'grant over yesterday',
    'session over, policy office',
    'signed out',
  ];
  askers = (await makeAskers(world, planAskers(world))).filter(({ name }) => near.test(name) || names.includes(name));
  canaries = await readCanaries(bed.deployer);
  pages.all = pagesOf(addressesOf(bed.server), targets, false);
  pages.printed = pagesOf(addressesOf(bed.server), targets, true);
});
afterAll(() => bed.close());

const asker = (name: string): Asker => askers.find((one) => one.name === name)!;

describe('words that belong to others', () => {
  test('are in nothing that a person can read', async () => {
    const found: string[] = [];
    const met = new Set<string>();
    let read = 0;
    const printing = ['focal-point of nation', 'nobody yet'];
    for (const one of askers)
      for (const [url, words] of await crawl(world, one, printing.includes(one.name) ? pages.printed : pages.all)) {
        read++;
        for (const word of words.match(CANARY) ?? []) met.add(word);
        for (const word of foreignCanaries(canaries, one.subject, words))
          found.push(`${one.name}: ${url}: ${JSON.stringify(canaries.get(word))}`);
      }
    console.log(
      `need-to-know: ${read} pages read as ${askers.length} people, ${met.size} of ${canaries.size} canaries met where they may be`,
    );
    expect(found).toEqual([]);
    // A crawl that found no words would prove nothing.
    expect(met.size).toBeGreaterThan(100);
  }, 0);

  test('are in no log line, even if a statement fails with them in its message', async () => {
    await bed.deployer.query(`alter table evidence.item add constraint nothing_marked check (title_en not like '%planted%') not valid`);
    const who = asker('focal-point of nation').who;
    const title = `planted ${canary()}`;
    const body = {
      editionId: EDITION,
      obligationIds: [OBLIGATIONS[0]],
      kind: 'EV-POL',
      says: 'met',
      title,
      date: '2026-01-01',
      source: title,
    };
    const answer = await bed.call(who, 'POST', `/desk/api/parties/${world.parties.nation!.id}/evidence`, body);
    expect(answer.status).toBe(500);
    expect(answer.text).not.toMatch(CANARY);
    expect(log.join('\n')).toMatch(/unexpected-error/);
    expect(log.filter((line) => CANARY.test(line))).toEqual([]);
    await bed.deployer.query('alter table evidence.item drop constraint nothing_marked');
  });

  test('are in no mail, which contains only numbers and links', async () => {
    const letters: { to: string; subject: string; text: string }[] = [];
    Object.assign(bed.platform.services, {
      mailer: { send: async (letter: (typeof letters)[number]) => void letters.push(letter), close() {} },
    });
    try {
      // Every task that waits here is due for a reminder.
      const all = Object.values(WAITING).map(
        (source): WaitingSource =>
          async (context, since) =>
            (await source(context, since)).map((one) => ({ ...one, remind: true })),
      );
      expect(await queueDigests(bed.platform, all, [])).toBeGreaterThan(2);
      const name = `Invited ${canary()}`;
      const invitation = { name, email: `${canary()}@example.org`, language: 'en' };
      expect((await bed.call(asker(ROLE.policyOffice).who, 'POST', '/desk/api/people', invitation)).status).toBe(200);
      await sendMessages(bed.platform);
      expect(letters.length).toBeGreaterThan(3);
      // The address itself is the reader's own.
      expect(letters.filter(({ subject, text }) => CANARY.test(`${subject} ${text}`))).toEqual([]);
    } finally {
      Object.assign(bed.platform.services, { mailer: undefined });
    }
  });

  test('are found if planted in each kind of place', async () => {
    const own = asker('focal-point of nation');
    const { nation } = world.parties;
    const planted = canary();
    await insert(bed.deployer, [
      [
        'nations.treaty_action',
        [
          {
            id: crypto.randomUUID(),
            party_id: nation!.id,
            instrument: 'TIP',
            status: 'party',
            as_of: '2020',
            confidence: 'one-source',
            source: planted,
            recorded_at: TODAY,
            recorded_by: world.office,
            reason: 'r',
            origin: 'public-source',
          },
        ],
      ],
    ]);
    // The oracle does not know this word, so it is foreign for every reader.
    const finds = async (url: string) => {
      const [, words] = [...(await crawl(world, own, [url]))][0]!;
      return foreignCanaries(canaries, own.subject, words).includes(planted);
    };
    const { rows } = await bed.deployer.query('select id from evidence.document where party_id = $1 and not by_office', [nation!.id]);
    await bed.deployer.query('update evidence.document set name = $2 where id = $1', [rows[0].id, `${planted}.pdf`]);
    const frozen = await bed.deployer.query('select content from reviews.adopted_participation where round_id = $1 and party_id = $2', [
      world.rounds.released,
      nation!.id,
    ]);
    expect(frozen.rows[0].content).toMatch(CANARY);
    const places = {
      'JSON of the desk': '/desk/api/treaties',
      'JSON for everybody': '/api/v1/treaties',
      CSV: '/treaties.csv',
      page: '/treaties',
      head: `/desk/api/documents/${rows[0].id}`,
    };
    for (const [place, url] of Object.entries(places)) expect(await finds(url), place).toBe(true);

    // A participation released to all is in the report, as PDF or office file. Without the release its word would be foreign.
    const word = frozen.rows[0].content.match(CANARY)[0];
    for (const format of ['pdf', 'docx', 'xlsx']) {
      const url = `/desk/api/rounds/${world.rounds.released}/report.${format}?partyId=${nation!.id}`;
      const [, printed] = [...(await crawl(world, own, [url]))][0]!;
      expect(foreignCanaries(new Map([...canaries].filter(([known]) => known !== word)), own.subject, printed), format).toEqual([word]);
    }

    const problem = await bed.server.inject({
      method: 'GET',
      url: `/desk/api/colleagues?find=x&${planted}=1`,
      cookies: { manumit_desk: own.who!.token },
    });
    expect(problem.statusCode).toBe(422);
    expect(foreignCanaries(canaries, own.subject, await wordsOf(problem))).toEqual([planted]);
    expect(foreignCanaries(canaries, own.subject, JSON.stringify({ event: 'unexpected-error', title: planted }))).toEqual([planted]);
  });
});

describe('Adopted ratings', () => {
  const read = async () => {
    const { status, body, text } = await bed.call(asker(ROLE.auditor).who, 'GET', '/desk/api/adopted-ratings');
    expect(status).toBe(200);
    const ratings = [...text.matchAll(/"status":"([^"]*)"/g)].map(([, rating]) => rating);
    return { rows: (body as AdoptedRatings).rows, ratings: new Set(ratings) };
  };

  test('show an auditor no rating of a round that was not adopted and released, and no party whose report is closed to them', async () => {
    const { rows, ratings } = await read();
    // Each round rates in a way of its own.
    expect([...ratings]).toEqual([RATED.released]);
    const frozen = await bed.deployer.query('select party_id, content from reviews.adopted_participation where round_id = $1', [
      world.rounds.released,
    ]);
    const { subject } = asker(ROLE.auditor);
    const closed = frozen.rows.filter(({ content }) => foreignCanaries(canaries, subject, content).length > 0);
    expect(closed.length).toBeGreaterThan(0);
    expect(closed.filter(({ party_id }) => rows.some(({ party }) => party.id === party_id))).toEqual([]);
    expect(rows.length).toBeGreaterThan(2);
  });

  test('would show another round’s rating if a policy opened it', async () => {
    await bed.deployer.query('create policy opened on reviews.adopted_participation for select to manumit_app using (true)');
    const { ratings } = await read();
    await bed.deployer.query('drop policy opened on reviews.adopted_participation');
    expect([...ratings]).toContain(RATED.adopted);
  });
});

describe('the data of other parties', () => {
  test('change nothing that a person sees: no byte, no version and no total', async () => {
    const readers = [
      'focal-point of nation',
      'reviewer of nation',
      'training-officer of nation',
      'party-admin of nation',
      'commander of operation',
      'contracting-officer of firm',
      'nobody yet',
      'signed out',
    ];
    // The contracting officer of a firm does not place contracts, so this reader is here for the register of firms.
    // Some answers change by themselves: challenges, fresh keys, when a device was last seen, the access record of this reading and the last use of a role.
    const still = (url: string) =>
      !/passkey|site-visit-key|session\/ways|\/account$|access-records|access-reviews\/.|\.pdf(\?|$)/.test(url);
    const steady = (name: string) => (name === 'focal-point of nation' ? pages.printed : pages.all).filter(still);
    // A document of a report shows the minute in which it was made.
    const minute = new Date();
    bed.setClock(() => minute);
    const before = new Map<string, Map<string, string>>();
    for (const name of readers) before.set(name, await crawl(world, asker(name), steady(name)));
    for (const name of ['other-nation', 'other-firm', 'third-nation'])
      await insert(
        bed.deployer,
        seedParty(world, world.parties[name]!).filter(([table]) =>
          /^(evidence|commitments)\.|^parties\.unit|^ledger\.(entry|opening)/.test(table),
        ),
      );
    const after = await readCanaries(bed.deployer);
    expect(after.size).toBeGreaterThan(canaries.size + 50);
    const changed: string[] = [];
    for (const name of readers) {
      const own = asker(name);
      for (const [url, words] of await crawl(world, own, steady(name)))
        if (words !== before.get(name)!.get(url)) changed.push(`${name}: ${url}`);
    }
    expect(changed).toEqual([]);
    // People who may see the new rows see them.
    const office = asker(ROLE.policyOffice);
    const [, list] = [...(await crawl(world, office, [`/desk/api/parties/${world.parties['other-nation']!.id}/evidence?limit=100`]))][0]!;
    const added = [...after].filter(([word, things]) => !canaries.has(word) && things.some((thing) => maySee(office.subject, thing)));
    expect(added.some(([word]) => list.includes(word))).toBe(true);
  }, 0);
});

import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, connect as dial, type Socket } from 'node:net';
import { startWebProcess } from '#app/launcher/process/web-process.ts';
import { findFreePort } from '#app/launcher/program-under-test.ts';
import { acknowledgementHash } from '#rooms/courses/content/acknowledgement.ts';
import { currentCourses } from '#rooms/courses/index.ts';
import { rightAnswers } from '#rooms/learning/learner/fixtures.ts';
import { drawCheck } from '#rooms/learning/progress/check.rules.ts';
import type { Figure } from './figures.ts';
import type { Installation } from './installation.ts';
import { describeTime, processorTimeOf, webProcessId } from './load/processor-time.ts';

const LEARNERS = 10_000;
const AT_ONCE = 16;
const CUT_EVERY_MS = 1500;
const MAX_SECONDS = 60;

/**
 * Ten thousand phones reconnect over an unreliable network. Each submits a check passed and signed, over real connections through a proxy that repeatedly cuts
 * all of them in mid-request. Requests without an answer are sent again. Afterwards each learner must have exactly one completion, signed.
 */
export async function measureOffline(installation: Installation): Promise<Figure[]> {
  const { deployer, party } = installation;
  const read = currentCourses().module('S12');
  const phones = await givenPhones(installation, await party('nation', 'QF', 'Offline'));
  const config = { host: '127.0.0.1', port: await findFreePort(), surface: 'all' as const, trustedProxy: [] };
  const address = `http://127.0.0.1:${config.port}`;
  const web = await startWebProcess({
    config: { ...config, publicUrl: address, deskUrl: address },
    app: installation.app,
    watchedFolder: null,
    exercise: false,
  });
  const proxy = await cuttingProxy(config.port);
  let [resent, next] = [0, 0];
  const begin = performance.now();
  // Cuts stop for the last third, so that the run ends.
  const knife = setInterval(() => next < LEARNERS * 0.7 && proxy.cut(), CUT_EVERY_MS);
  const worker = async () => {
    for (let at = next++; at < LEARNERS; at = next++) {
      const { ticket, attempt, drawn } = phones[at]!;
      const done = new Date().toISOString();
      const acts = [
        { do: 'read', lesson: read.lessons[0]!.id, version: read.lessons[0]!.version, at: done },
        { do: 'answer', attempt, answers: rightAnswers(read, drawn), at: done },
        { do: 'sign', attempt, hash: acknowledgementHash(read.module, 'en'), at: done },
      ];
      for (;;) {
        const answer = await fetch(`http://127.0.0.1:${proxy.port}/learn/submit`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
          body: JSON.stringify({ secret: ticket, ofQueue: true, actions: acts }),
        })
          .then(async (response) => ({ ok: response.ok, text: await response.text() }))
          .catch(() => null);
        if (answer?.ok) break;
        if (answer && !/"status":(503|408|429)/.test(answer.text)) throw new Error(answer.text);
        resent += 1;
      }
    }
  };
  const cost = await processorTimeOf(
    deployer,
    async () => {
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      return LEARNERS;
    },
    webProcessId(),
  );
  const seconds = (performance.now() - begin) / 1000;
  clearInterval(knife);
  await proxy.close();
  await web.drain();
  const { rows } = await deployer.query<{ people: number; completions: number; lessons: number }>(
    `select count(distinct trainee_id)::int as people, count(*)::int as completions, (select count(*)::int from training.lesson_done) as lessons
      from training.completion where acknowledged_at is not null and revoked_at is null`,
  );
  const { people, completions, lessons } = rows[0]!;
  if (people !== LEARNERS || completions !== LEARNERS || lessons !== LEARNERS)
    throw new Error(`lost or doubled: ${JSON.stringify(rows[0])}`);
  const raw = await rawInserts(installation);
  return [
    {
      what: `${LEARNERS} checks passed without a network submitted through a proxy cut ${proxy.cuts()} times (${resent} requests sent again; none lost, none doubled)`,
      measured: `${seconds.toFixed(1)} s${describeTime([cost])} a learner`,
      yardstick: `the same rows by one statement each, nothing checked: ${raw.toFixed(1)} s`,
      ratio: (seconds / raw).toFixed(1),
      goal: `<= ${MAX_SECONDS} s`,
      met: seconds <= MAX_SECONDS,
    },
  ];
}

type Phone = { ticket: string; attempt: string; drawn: ReturnType<typeof drawCheck> };

async function givenPhones({ deployer }: Installation, partyId: string): Promise<Phone[]> {
  const read = currentCourses().module('S12');
  const who = (await deployer.query<{ id: string }>(`select id from identity.person where kind = 'installation'`)).rows[0]!.id;
  const phones = Array.from({ length: LEARNERS }, (_, at) => ({
    trainee: randomUUID(),
    number: `QF-${at}X`,
    ticket: randomBytes(32).toString('base64url'),
    attempt: randomUUID(),
    drawn: drawCheck(read, Math.random),
  }));
  const json = JSON.stringify(phones);
  await deployer.query(
    `insert into training.trainee (id, party_id, service_number, category, recorded_at, recorded_by)
      select p.trainee, $2, p.number, 'headquarters', now(), $3 from jsonb_to_recordset($1) p (trainee uuid, number text)`,
    [json, partyId, who],
  );
  await deployer.query(
    `insert into training.learner_session (id, trainee_id, party_id, token_hash, ticket_hash, ends_at, ticket_ends_at)
      select gen_random_uuid(), p.trainee, $2, sha256(convert_to('t' || p.ticket, 'UTF8')), sha256(convert_to(p.ticket, 'UTF8')), now(), now() + interval '1 day'
      from jsonb_to_recordset($1) p (trainee uuid, ticket text)`,
    [json, partyId],
  );
  await deployer.query(
    `insert into training.attempt (id, trainee_id, party_id, module_id, module_version, drawn, drawn_at)
      select p.attempt, p.trainee, $2, $3, $4, p.drawn, now() from jsonb_to_recordset($1) p (attempt uuid, trainee uuid, drawn jsonb)`,
    [json, partyId, read.module.id, read.module.version],
  );
  return phones;
}

/** The minimum the database needs for the same result: one row in each of the three tables, by one connection, without checks. Rolled back. */
async function rawInserts({ deployer }: Installation): Promise<number> {
  const { rows } = await deployer.query<{ trainee_id: string; party_id: string }>('select trainee_id, party_id from training.attempt');
  await deployer.query('begin');
  await deployer.query('create temporary table raw_learnt (trainee uuid, party uuid, what text, at timestamptz) on commit drop');
  const begin = performance.now();
  for (const { trainee_id, party_id } of rows)
    await deployer.query('insert into raw_learnt values ($1, $2, $3, now()), ($1, $2, $4, now()), ($1, $2, $5, now())', [
      trainee_id,
      party_id,
      'read',
      'answer',
      'sign',
    ]);
  const seconds = (performance.now() - begin) / 1000;
  await deployer.query('rollback');
  return seconds;
}

/** A proxy on this machine that can cut all its connections at once, in mid-transfer. */
async function cuttingProxy(to: number) {
  const open = new Set<Socket>();
  let cuts = 0;
  const server = createServer((client) => {
    const upstream = dial(to, '127.0.0.1');
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    cuts: () => cuts,
    cut() {
      cuts += 1;
      for (const socket of open) socket.destroy();
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

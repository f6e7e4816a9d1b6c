import { createHash, randomUUID } from 'node:crypto';
import { passwordOf } from '../guard-factors.ts';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** A solution of a challenge with the minimum proof of work: this many bits of the hash of each of its eight shares are zero. */
function work(challenge: string): string {
  const share = (_: unknown, at: number) => {
    for (let n = 0; ; n++) {
      const hash = createHash('sha256')
        .update(`${challenge}:${at + 1}:${n}`)
        .digest();
      if (hash.readUInt16BE() >>> 3 === 0) return n;
    }
  };
  return Array.from({ length: 8 }, share).join(',');
}
const FORGED = `${'0'.repeat(32)}.16.3.9999999999.${'0'.repeat(64)}`;
let done: string | undefined;

/** What a password opens, alone and after failures. */
export async function passwordScenarios({ by, signedOut, world, id }: GuardFixture): Promise<Scenario[]> {
  const [member, beginner] = ['member', 'beginner'].map((name) => by(name).who!.email);
  done ??= work(FORGED);
  const begin = (address: string, challenge = 'null', answer = 'null', bits = 0) =>
    `select guess from identity.begin_sign_in('${address}', ${challenge}, ${answer}, ${bits})`;
  const enter = (address: string, password: string, challenge?: string, answer?: string) =>
    `select identity.sign_in('${address}', ${passwordOf(password)}, (${begin(address, challenge, answer)}), gen_random_uuid(), sha256('t'))`;
  const unbegun = (guess: string, address = member!) =>
    `select identity.sign_in('${address}', ${passwordOf('member')}, ${guess}, gen_random_uuid(), sha256('t'))`;
  const step = (sql: string) => `select (${sql}) -> 'pending' ->> 'step'`;
  const keyed = (what: string) => `(select sha256(key || sha256(key || convert_to(${what}, 'UTF8'))) from identity.secret)`;
  const failed = {
    arrange: `insert into identity.failed_sign_in (address_digest, failures) values (${keyed(`'address ${member}'`)}, 3)`,
    restore: `delete from identity.failed_sign_in; delete from identity.spent_work`,
  };
  const body = `${randomUUID().replaceAll('-', '')}.16.3.9999999999`;
  const { rows } = await world.bed.deployer.query(`select encode(${keyed(`'work ${body} ${member}'`)}, 'hex') as word`);
  const asked = `'${body}.${rows[0].word}'`;
  const idle = by('idle').subject.person;
  const session = await id(`select id from identity.session where person_id = '${idle}'`);
  const { rows: named } = await world.bed.deployer.query('select name from identity.person where id = $1', [idle]);
  const claims = `jsonb_build_object('person', '${idle}'::uuid, 'kind', 'person', 'name', '${named[0].name}', 'session', '${session}'::uuid, 'language', 'en', 'sole', false, 'grants', '[]'::jsonb, 'assignments', '[]'::jsonb)::text`;
  const remembered = `select identity.open('${by('idle').who!.token}', ${claims})`;
  const having = (what: string) => ({
    arrange: `create temp table kept as select * from identity.session where id = '${session}'; update identity.session set seen_at = now() where id = '${session}'; update identity.session set ${what} where id = '${session}'`,
    restore: `update identity.session s set seen_at = k.seen_at, ended_at = k.ended_at, ends_at = k.ends_at from kept k where k.id = s.id; drop table kept`,
  });
  const lines: ScenarioRow[] = [
    ['sign_in', 'a wrong password opens nothing', signedOut, enter(member!, 'neighbour'), null],
    [
      'pass_first_factor',
      'a password alone leaves a pending sign-in for a person with a second factor',
      signedOut,
      step(enter(member!, 'member')),
      'second-factor',
    ],
    [
      'sign_in',
      'a password of a closed account opens nothing',
      signedOut,
      enter(beginner!, 'beginner'),
      null,
      {
        arrange: `update identity.person set disabled_at = now() where email = '${beginner}'`,
        restore: `update identity.person set disabled_at = null where email = '${beginner}'`,
      },
    ],
    [
      'pass_first_factor',
      'a password alone leaves a pending sign-in for a person without a second factor',
      signedOut,
      step(enter(beginner!, 'beginner')),
      'set-up',
    ],
    ['sign_in', 'after failures nobody signs in without proof of work', signedOut, enter(member!, 'member'), null, failed],
    ['sign_in', 'invalid work does not sign in', signedOut, enter(member!, 'member', `'a.1.1.1.e'`, `'1'`), null, failed],
    [
      'begin_sign_in',
      'work is required after failures',
      signedOut,
      `select guess is null and salt is null from (${begin(member!).replace('guess', 'guess, salt')}) b`,
      true,
      failed,
    ],
    [
      'begin_sign_in',
      'work is required from everyone while many sign in',
      signedOut,
      begin('nobody@example.org', 'null', 'null', 16),
      null,
    ],
    ['sign_in', 'a password is tried only after its guess was begun', signedOut, unbegun(`'no such'`), null],
    ['sign_in', 'a password is tried only at the address of its guess', signedOut, unbegun(`(${begin(beginner!)})`), null],
    [
      'verify_work',
      'work for a challenge that was not issued is invalid',
      signedOut,
      enter(member!, 'member', `'${FORGED}'`, `'${done}'`),
      null,
      failed,
    ],
    ['verify_work', 'unfinished work is invalid', signedOut, enter(member!, 'member', asked, `'1,1,1,1,1,1,1,1'`), null, failed],
    ['open', 'cached claims open a valid session', signedOut, remembered, '', having('wrong_passwords = 0')],
    ['open', 'cached claims do not open an idle session', signedOut, remembered, 'MA002', having(`seen_at = '2001-01-01'`)],
    ['open', 'cached claims do not open an ended session', signedOut, remembered, 'MA002', having(`ended_at = '2001-01-01'`)],
    ['open', 'cached claims do not open an expired session', signedOut, remembered, 'MA002', having(`ends_at = '2001-01-01'`)],
  ];
  return toScenarios(lines);
}

import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** The creator of an account, a learner, a link or a credential chooses its number. A number in use would identify its owner, so it is refused. */
export async function numberScenarios({ by, nation, installation, id }: GuardFixture): Promise<Scenario[]> {
  const [focal, trainer, office] = [by('focal point'), by('training officer'), by('office')];
  const person = by('commander of the nation').subject.person!;
  const installed = await id(`select id from identity.person where kind = 'installation'`);
  const source = await id(`select id from lrs.source where party_id = '${nation}' limit 1`);
  const answering = await id(`select id from returns.return where party_id = '${nation}' and state = 'answering'`);
  const [learner, link] = await Promise.all([id('select id from training.trainee limit 1'), id('select id from returns.link limit 1')]);
  const enrol = (number: string) =>
    `insert into training.trainee (id, party_id, service_number, category, recorded_at, recorded_by)
      select t.id, '${nation}', 'NUMBER-' || n, 'contingent', now(), '${trainer.subject.person}' from unnest(array['${randomUUID()}', '${number}']::uuid[]) with ordinality t (id, n)`;
  const handOut = (number: string) =>
    `insert into returns.link (id, return_id, party_id, section_id, name, token_hash, created_by, created_at, ends_at)
      values ('${number}', '${answering}', '${nation}', 'law', 'Office', sha256('${number}'), '${focal.subject.person}', now(), now() + interval '9 days')`;
  const give = (number: string) =>
    `insert into lrs.credential (id, source_id, party_id, secret_hash, created_at, created_by)
      values ('${number}', '${source}', '${nation}', sha256('${number}'), now(), '${installed}')`;
  const open = (number: string) =>
    `select identity.invite('${number}', 'N', '${number}@example.org', 'en', gen_random_uuid(), sha256('${number}'), 1)`;
  const done = (sql: string) => [`${sql}`, `select 'made'`];
  const duplicate = '23505';
  const lines: ScenarioRow[] = [
    ['add_number', 'a learner may have a new number', trainer, done(enrol(randomUUID())), 'made'],
    ['add_number', 'a learner cannot have the number of an account, not even within a whole roster', trainer, enrol(person), duplicate],
    ['add_number', 'a learner cannot have the number of a link', trainer, enrol(link), duplicate],
    ['add_number', 'a link may have a new number', focal, done(handOut(randomUUID())), 'made'],
    ['add_number', 'a link cannot have the number of an account', focal, handOut(person), duplicate],
    ['add_number', 'a link cannot have the number of a learner', focal, handOut(learner), duplicate],
    ['add_number', 'a credential may have a new number', installation, done(give(randomUUID())), 'made'],
    ['add_number', 'a credential cannot have the number of an account', installation, give(person), duplicate],
    ['add_number', 'a credential cannot have the number of a learner', installation, give(learner), duplicate],
    ['add_number', 'an account may have a new number', office, done(open(randomUUID())), 'made'],
    ['add_number', 'an account cannot have the number of a learner', office, open(learner), duplicate],
    ['add_number', 'an account cannot have the number of a link', office, open(link), duplicate],
  ];
  return toScenarios(lines);
}

import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';

/** What a learning system's credential opens (its own source, until it is revoked), and who may issue it. */
export async function systemScenarios({ by, nation, world, signedOut, installation, id }: GuardFixture): Promise<Scenario[]> {
  const [focal, trainer] = [by('focal point'), by('training officer')];
  const sourceOf = (party: string) => id(`select id from lrs.source where party_id = '${party}' limit 1`);
  const [source, foreign] = [await sourceOf(nation), await sourceOf(world.parties['other-nation']!.id)];
  const installed = await id(`select id from identity.person where kind = 'installation'`);
  const credential = randomUUID();
  const given = (more = '') => ({
    arrange: `insert into lrs.credential (id, source_id, party_id, secret_hash, created_at, created_by)
        values ('${credential}', '${source}', '${nation}', sha256('key:secret'), now(), '${focal.subject.person}'); ${more}`,
    restore: `delete from lrs.credential where id = '${credential}'`,
  });
  const revoked = given(`update lrs.credential set revoked_at = now(), revoked_by = created_by where id = '${credential}'`);
  const open = (secret = 'key:secret') => `select lrs.open('${secret}')`;
  const own = 'select lrs.own_source()';
  const claims = `select current_setting('manumit.claims', true)`;
  const count = (table: string) => `select count(*)::int from lrs.${table}`;
  const there = async (table: string, of = source) =>
    Number(await id(`select count(*)::text as id from lrs.${table} where source_id = '${of}'`));
  const store = (statement: string = randomUUID()) =>
    `select lrs.store('{${statement}}', '{2026-01-01}', '{1}', '{1}', '{1}', '{1}', '{1}', '{null}', '{null}', '{f}', '{t}', '{}', '{}', '{}') is not null`;
  const storeRequest = (remembered: string) =>
    `select lrs.store_request('key:secret', ${remembered}, '{${randomUUID()}}', '{2026-01-01}', '{1}', '{1}', '{1}', '{1}', '{1}', '{null}', '{null}', '{f}', '{t}', '{}', '{}', '{}',
      '${randomUUID()}', now(), 1::smallint, 'lrs/store-statements', '{x}', null, '${nation}', 'source', '${source}', null, 'x', 'x', 'x', '{}') is not null`;
  const asNow = `lrs.open('key:secret')::text`;
  const stored = await id(`select id from lrs.statement where source_id = '${source}' limit 1`);
  const attach = (to: string) =>
    `insert into lrs.attachment (source_id, sha2, content, stored_at) values ('${to}', repeat('b', 64), 'x', now()) returning 'kept'`;
  const keep = (to: string) =>
    `insert into lrs.document (source_id, scope, registration, name, content_type, content, etag, updated_at)
      values ('${to}', 'scenario', '00000000-0000-0000-0000-000000000000', 'scenario', 'text/plain', 'x', '"x"', now()) returning 'kept'`;
  const documents = await there('document');
  // Without a condition that reads a column, only the policy of the command itself restricts the statement.
  const blind = (sql: string, look: string, more: Partial<Scenario> = {}): [string[], boolean, Partial<Scenario>] => [
    [open(), sql],
    true,
    { ...given(), look, ...more },
  ];
  const savedDocuments = `create temp table kept as select * from lrs.document; ${given().arrange}`;
  const back = `delete from lrs.document; insert into lrs.document select * from kept; drop table kept; ${given().restore}`;
  const asBefore = { arrange: savedDocuments, restore: back };
  const foreignDocuments = (how: string) => `select ${how} from lrs.document where source_id = '${foreign}'`;
  const name = randomUUID().slice(0, 8);
  const openSource = `insert into lrs.source (id, party_id, name, created_at, created_by) values (gen_random_uuid(), '${nation}', '${name}', now(), '${installed}') returning 'opened'`;
  const give = `insert into lrs.credential (id, source_id, party_id, secret_hash, created_at, created_by)
    values (gen_random_uuid(), '${source}', '${nation}', sha256('${name}'), now(), '${installed}')`;
  const revoke = `update lrs.credential set revoked_at = now(), revoked_by = '${installed}' where id = '${credential}' returning 'revoked'`;
  const waiting = {
    arrange: 'create temp table waiting as select * from training.xapi_waiting',
    restore: 'delete from training.xapi_waiting; insert into training.xapi_waiting select * from waiting; drop table waiting',
    look: 'select count(*) > 0 from training.xapi_waiting',
  };
  // A credential with the number of an account. No way to make one is known (identity.number), and it would still read nothing.
  const namesake = {
    arrange: `alter table lrs.credential disable trigger add_number; ${given().arrange.replace(credential, focal.subject.person)}; alter table lrs.credential enable trigger add_number`,
    restore: `delete from lrs.credential where id = '${focal.subject.person}'`,
  };
  const lines: ScenarioRow[] = [
    ['claims_of', 'a credential opens its own source', signedOut, [open(), own], source, given()],
    ['claims_of', 'a wrong secret opens no source', signedOut, [open('key:other'), own], null, given()],
    ['claims_of', 'a revoked credential opens no source', signedOut, [open(), own], null, revoked],
    ['person', 'a learning system is not a person', signedOut, [open(), 'select identity.person()'], null, given()],
    [
      'signed_in',
      'a learning system cannot read an account, regardless of its number',
      signedOut,
      [open(), 'select identity.signed_in() is null'],
      true,
      namesake,
    ],
    ['open', 'cached claims open while they are current', signedOut, [`select lrs.open('key:secret', 'other')`, claims], 'MA002', given()],
    ['open', 'invented claims open nothing', signedOut, [`select lrs.open('key:other', 'other')`, claims], 'MA002', given()],
    [
      'open',
      'a session does not open with the cached claims of a system',
      focal,
      `select identity.open('${focal.who!.token}', 'other')`,
      'MA002',
    ],
    ['own_source', 'a person with an account has no source', trainer, own, null],
    ['store', 'a source may store statements', signedOut, [open(), store()], true, given()],
    ['store', 'a source cannot store two statements under one id', signedOut, [open(), store(stored)], '23505', given()],
    ['store', 'a person with an account cannot store statements', trainer, store(), '42501'],
    ['store_request', 'a command of a source runs on current claims', signedOut, storeRequest(asNow), true, given()],
    ['store_request', 'a command of a source runs on no other claims', signedOut, storeRequest(`'other'`), 'MA002', given()],
    [
      'store_request',
      'a command of a source does not run after its credential was revoked',
      signedOut,
      storeRequest(asNow),
      'MA002',
      revoked,
    ],
    [
      'policy statement_read',
      'a source reads its own statements',
      signedOut,
      [open(), count('statement')],
      await there('statement'),
      given(),
    ],
    [
      'policy mention_read',
      'a source reads the people named in its statements',
      signedOut,
      [open(), count('mention')],
      await there('mention'),
      given(),
    ],
    [
      'policy attachment_read',
      'a source reads its own attachments',
      signedOut,
      [open(), count('attachment')],
      await there('attachment'),
      given(),
    ],
    ['policy attachment_store', 'a source may store its own attachment', signedOut, [open(), attach(source)], 'kept', given()],
    [
      'policy attachment_store',
      'a source cannot store an attachment of another source',
      signedOut,
      [open(), attach(foreign)],
      '42501',
      given(),
    ],
    ['policy document_read', 'a source reads its own state', signedOut, [open(), count('document')], documents, given()],
    ['policy document_store', 'a source may store its own state', signedOut, [open(), keep(source)], 'kept', given()],
    ['policy document_store', 'a source cannot store the state of another source', signedOut, [open(), keep(foreign)], '42501', given()],
    [
      'policy document_change',
      'a source may change its own state',
      signedOut,
      [open(), `update lrs.document set etag = '"y"' returning 'changed'`],
      'changed',
      given(),
    ],
    [
      'policy document_change',
      'a source cannot move its state to another source',
      signedOut,
      [open(), `update lrs.document set source_id = '${foreign}'`],
      '42501',
      given(),
    ],
    [
      'policy document_change',
      'changes nobody else’s, even blindly',
      signedOut,
      ...blind(`update lrs.document set etag = '"z"'`, foreignDocuments(`bool_and(etag = '"x"')`), asBefore),
    ],
    [
      'policy document_delete',
      'a source may delete its own state',
      signedOut,
      [open(), `delete from lrs.document returning 'gone'`],
      'gone',
      given(),
    ],
    [
      'policy document_delete',
      'and nobody else’s, even blindly',
      signedOut,
      ...blind('delete from lrs.document', foreignDocuments('count(*) > 0'), asBefore),
    ],
    [
      'policy xapi_waiting_done',
      'nobody else can remove waiting statements, even with an unfiltered statement',
      by('commander of the nation'),
      'delete from training.xapi_waiting',
      true,
      waiting,
    ],
    ['policy source_open', 'the installation may open a source', installation, openSource, 'opened'],
    ['policy credential_give', 'the installation may issue a credential', installation, `${give} returning 'given'`, 'given'],
    ['policy credential_give', 'nobody else may issue a credential', trainer, give.replaceAll(installed, trainer.subject.person), '42501'],
    ['policy credential_revoke', 'the installation may revoke a credential', installation, revoke, 'revoked', given()],
    [
      'policy credential_revoke',
      'nobody else may revoke a credential',
      trainer,
      revoke.replaceAll(installed, trainer.subject.person),
      undefined,
      given(),
    ],
  ];
  return toScenarios(lines);
}

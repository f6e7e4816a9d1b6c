import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

const EARLIER = `now() - interval '1 hour'`;
const BEFORE = `now() - interval '2 hours'`;
const LATER = `now() + interval '1 hour'`;

/** What the link of a firm opens, and what the firm may send with it. */
export async function firmScenarios({ by, nation, headquarters, signedOut, installation, id }: GuardFixture): Promise<Scenario[]> {
  const officer = by('contracting officer');
  const contract = await id(`select id from contractors.contract where party_id = '${nation}'`);
  const member = await id(`select id from contractors.member where party_id = '${nation}' and parent_id is null`);
  const [link, second, agent, message] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const made = (which: string, secret: string, firm: string) =>
    `insert into contractors.firm_link (id, contract_id, party_id, member_id, name, capacity, token_hash, created_by, created_at, ends_on)
      values ('${which}', '${contract}', '${nation}', ${firm}, 'N', 'F', sha256('${secret}'), '${officer.subject.person}', now(), current_date + 9)`;
  const sent = (by: string, firm: string, kind: string, violation = 'null') =>
    `insert into contractors.firm_message (id, link_id, contract_id, party_id, member_id, kind, violation_id, content, sha256, sent_at)
      values ('${message}', '${by}', '${contract}', '${nation}', ${firm}, '${kind}', ${violation}, 'c', '${'0'.repeat(64)}', now())`;
  const [own, agents] = ['null', `'${member}'`];
  const given = (more = '') => ({
    arrange: `${made(link, 'firm link', own)}; ${made(second, 'second link', own)}; ${made(agent, 'agent link', agents)}; ${more}`,
    restore: `delete from contractors.firm_file_chunk where file_id = '${message}'; delete from contractors.firm_file where id = '${message}';
      delete from contractors.plan where source = 'firm'; delete from contractors.firm_message where link_id in ('${link}', '${second}', '${agent}');
      delete from contractors.violation_step where by_link is not null; delete from contractors.violation where by_link is not null;
      delete from contractors.certification where source = 'firm'; delete from contractors.firm_question where id = '${message}';
      delete from contractors.firm_link where id in ('${link}', '${second}', '${agent}')`,
  });
  // The contract got another contractor.
  const since = (to: string) => `update contractors.contract set contractor_since = ${to} where id = '${contract}'`;
  const replaced = (at: string, more = '') => ({
    arrange: given(`${since(at)}; ${more}`).arrange,
    restore: `${since('null')}; ${given().restore}`,
  });
  const after = (what: string) => given(`update contractors.firm_link set ${what} where id = '${link}'`);
  // The contract owes a set that its party loaded.
  const owed = (set: string) => `update contractors.contract set set_id = ${set} where id = '${contract}'`;
  const loaded = `(select set_id || '@' || version from contractors.clause_set where party_id = '${nation}')`;
  const owing = { arrange: given(owed(loaded)).arrange, restore: `${owed(`'least-5f'`)}; ${given().restore}` };
  const enter = (secret = 'firm link') => `select contractors.enter_by_firm_link('${secret}') ->> 'refused'`;
  const notified = (which: string, by: string, firm: string, source = 'firm', state = 'notified', at = 'now()') =>
    `insert into contractors.violation (id, contract_id, party_id, member_id, title, summary, provisions, source, danger, known_at, notified_at, state, recorded_at, by_link)
      values ('${which}', '${contract}', '${nation}', ${firm}, 't', 's', '{}', '${source}', false, now() - interval '1 hour', ${at}, '${state}', now(), '${by}')`;
  const stepOf = (violation: string, by: string, action = 'notify') =>
    `insert into contractors.violation_step (id, violation_id, party_id, action, on_day, detail, recorded_at, by_link)
      values (gen_random_uuid(), '${violation}', '${nation}', '${action}', current_date, '{}', now(), '${by}')`;
  const certified = (firm: string, source = 'firm') =>
    `insert into contractors.certification (id, contract_id, party_id, member_id, certified_on, name, function, statements, source, recorded_at, recorded_by)
      values (gen_random_uuid(), '${contract}', '${nation}', ${firm}, current_date, 'N', 'F', '{due-diligence}', '${source}', now(), null)`;
  const asked = (firm: string) =>
    `insert into contractors.firm_question (id, contract_id, party_id, member_id, question, asked_by, asked_at)
      values ('${message}', '${contract}', '${nation}', ${firm}, 'q', '${officer.subject.person}', now())`;
  const file = (firm: string) =>
    `insert into contractors.firm_file (id, firm_id, party_id, about, name, media_type, bytes, sha256)
      values ('${message}', '${firm}', '${nation}', 'other', 'a.png', 'image/png', 1, '${'0'.repeat(64)}')`;
  const chunk = `insert into contractors.firm_file_chunk (file_id, party_id, seq, bytes, sent_at) values ('${message}', '${nation}', 0, 'x', now())`;
  const sentPlan = (firm: string, source = 'firm', recorder = 'null') =>
    `insert into contractors.plan (id, contract_id, party_id, member_id, received_on, title, source, recorded_at, recorded_by)
      values (gen_random_uuid(), '${contract}', '${nation}', ${firm}, current_date, 'P', '${source}', now(), ${recorder})`;
  const done = (statement: string) => `${statement} returning 'done'`;
  const count = (table: string, which: string) => `select count(*)::int from contractors.${table} where ${which}`;
  const seeds = await id(`select id from contractors.violation where party_id = '${nation}' and by_link is null`);
  // The contractor is in the register.
  const noticed = (state: string) => {
    const { arrange, restore } = given(notified(message, link, own, 'firm', state));
    const contractor = (to: string) => `update contractors.contract set contractor_id = ${to} where id = '${contract}'`;
    return { arrange: `${arrange}; ${contractor(`'${headquarters}'`)}`, restore: `${contractor('null')}; ${restore}` };
  };
  const counted = `select coalesce(sum((n ->> 'notices')::int), 0)::int from jsonb_array_elements(contractors.count_notices('2026-01-01', 24)) n
    where n ->> 'party' = '${headquarters}'`;
  // The plan and the certification of a running contract whose contractor is in the register.
  const planned = (memberId: string, more = '') => {
    const contractor = (to: string) => `update contractors.contract set contractor_id = ${to} where id = '${contract}'`;
    const plan = `insert into contractors.plan (id, contract_id, party_id, member_id, received_on, title, recorded_at, recorded_by, review, reviewed_at, reviewed_by)
      values ('${message}', '${contract}', '${nation}', ${memberId}, '2999-01-01', 't', now(), '${officer.subject.person}',
        '{"housing": {"verdict": "met", "note": "a note"}}', now(), '${officer.subject.person}')`;
    return {
      arrange: `${contractor(`'${headquarters}'`)}; ${plan}; ${more}`,
      restore: `delete from contractors.plan where id = '${message}'; delete from contractors.contract where id = '${message}';
        ${contractor('null')}; update contractors.contract set ends_on = null, contractor_since = null where id = '${contract}';
        delete from contractors.certification where id = '${message}'`,
    };
  };
  const facts = (which: string, of = 'null') =>
    `select count(*)::int from jsonb_array_elements(contractors.plan_facts(${of}, '2026-12-01') -> 'contracts') n
      where n ->> 'contractor' = '${headquarters}' and ${which}`;
  const sentBefore = `update contractors.firm_message set sent_at = ${BEFORE} where id = '${message}'`;
  const lines: ScenarioRow[] = [
    ['is_firm_link', 'a wrong link is invalid', signedOut, `select contractors.is_firm_link('no such')::text`, 'false', given()],
    ['is_firm_link', 'an issued link is valid', signedOut, `select contractors.is_firm_link('firm link')::text`, 'true', given()],
    ['enter_by_firm_link', 'a wrong link opens no page', signedOut, enter('no such'), null, given()],
    [
      'enter_by_firm_link',
      'a revoked link opens no page',
      signedOut,
      enter(),
      'contractors/firm-link-revoked',
      after('revoked_at = now(), revoked_by = created_by'),
    ],
    [
      'enter_by_firm_link',
      'an expired link opens no page',
      signedOut,
      enter(),
      'contractors/firm-link-over',
      after('ends_on = current_date - 2'),
    ],
    [
      'enter_by_firm_link',
      'a link that was used too often opens no page',
      signedOut,
      enter(),
      'contractors/firm-link-too-often',
      after('uses = 300, uses_since = now()'),
    ],
    [
      'enter_by_firm_link',
      'uses before ten minutes do not count',
      signedOut,
      [enter(), count('firm_question', 'true')],
      1,
      after(`uses = 300, uses_since = now() - interval '1 hour'`),
    ],
    [
      'enter_by_firm_link',
      'the link of an earlier contractor opens no page',
      signedOut,
      enter(),
      'contractors/firm-link-over',
      replaced(LATER),
    ],
    [
      'enter_by_firm_link',
      'another contractor ends no link of a firm under it',
      signedOut,
      [enter('agent link'), 'select contractors.own_firm()::text'],
      member,
      replaced(LATER),
    ],
    ['own_since', 'a person with an account is no firm', officer, 'select contractors.own_since()::text', null],
    [
      'own_since',
      'a contractor sees what is of its own time',
      signedOut,
      [enter(), `select (contractors.own_since() > '-infinity')::text`],
      'true',
      replaced(EARLIER),
    ],
    [
      'own_since',
      'a firm under the contractor sees all that is its own',
      signedOut,
      [enter('agent link'), 'select contractors.own_since()::text'],
      '-infinity',
      replaced(EARLIER),
    ],
    [
      'policy firm_question_of_firm',
      'a contractor sees no question to an earlier one',
      signedOut,
      [enter(), count('firm_question', 'true')],
      0,
      replaced(EARLIER, `${asked(own)}; update contractors.firm_question set asked_at = ${BEFORE} where id = '${message}'`),
    ],
    [
      'policy firm_message_of_firm',
      'a contractor reads nothing that an earlier one sent',
      signedOut,
      [enter(), count('firm_message', `id = '${message}'`)],
      0,
      replaced(EARLIER, `${sent(second, own, 'certification')}; ${sentBefore}`),
    ],
    [
      'policy firm_file_of_firm',
      'a contractor sees no file of an earlier one',
      signedOut,
      [enter(), count('firm_file', `id = '${message}'`)],
      0,
      replaced(EARLIER, `${sent(second, own, 'file')}; ${file(contract)}; ${sentBefore}`),
    ],
    [
      'policy certification_of_firm',
      'a contractor sees no certification of an earlier one',
      signedOut,
      [enter(), count('certification', `source = 'firm'`)],
      0,
      replaced(EARLIER, `${certified(own)}; update contractors.certification set recorded_at = ${BEFORE} where source = 'firm'`),
    ],
    ['own_firm_link', 'a person with an account holds no link of a firm', officer, 'select contractors.own_firm_link()', null],
    ['own_firm', 'a person with an account is no firm', officer, 'select contractors.own_firm()', null],
    ['own_firm', 'a link is of its firm', signedOut, [enter('agent link'), 'select contractors.own_firm()::text'], member, given()],
    [
      'linked_contract',
      'a person with an account has no linked contract',
      officer,
      'select count(*)::int from contractors.linked_contract()',
      0,
      given(),
    ],
    [
      'linked_contract',
      'a link shows its contract alone',
      signedOut,
      [enter(), 'select count(*)::int from contractors.linked_contract()'],
      1,
      given(),
    ],
    ['linked_set', 'a person with an account has no linked set', officer, `select contractors.linked_set() ->> 'id'`, null, owing],
    [
      'linked_set',
      'a link shows the set that its contract owes',
      signedOut,
      [enter(), `select contractors.linked_set() ->> 'id'`],
      'agency-2026',
      owing,
    ],
    [
      'person',
      'the holder of the link of a firm sees no data for all signed-in people',
      signedOut,
      [enter(), 'select count(*)::int from identity.person'],
      0,
      given(),
    ],
    ['policy contract_read', 'the holder of a link reads no contract', signedOut, [enter(), count('contract', 'true')], 0, given()],
    [
      'policy member_of_firm',
      'a firm sees itself alone among the firms',
      signedOut,
      [enter('agent link'), count('member', 'true')],
      1,
      given(),
    ],
    [
      'policy firm_question_of_firm',
      'a firm sees no question to another',
      signedOut,
      [enter('agent link'), count('firm_question', 'true')],
      0,
      given(asked(own)),
    ],
    [
      'policy firm_question_of_firm',
      'a firm sees a question to itself',
      signedOut,
      [enter('agent link'), count('firm_question', 'true')],
      1,
      given(asked(agents)),
    ],
    ['policy firm_message_add', 'a firm sends for itself', signedOut, [enter(), done(sent(link, own, 'certification'))], 'done', given()],
    [
      'policy firm_message_add',
      'a firm sends nothing for another',
      signedOut,
      [enter('agent link'), done(sent(agent, own, 'certification'))],
      '42501',
      given(),
    ],
    [
      'policy firm_message_add',
      'a firm sends nothing by another link',
      signedOut,
      [enter(), done(sent(second, own, 'certification'))],
      '42501',
      given(),
    ],
    [
      'policy firm_message_of_firm',
      'a firm reads what it sent by another link',
      signedOut,
      [enter(), count('firm_message', `id = '${message}'`)],
      1,
      given(sent(second, own, 'certification')),
    ],
    [
      'policy firm_message_of_firm',
      'a firm reads nothing that another sent',
      signedOut,
      [enter('agent link'), count('firm_message', `id = '${message}'`)],
      0,
      given(sent(link, own, 'certification')),
    ],
    [
      'policy firm_message_of_firm',
      'a notice is read only by the link that sent it',
      signedOut,
      [enter(), count('firm_message', `id = '${message}'`)],
      0,
      given(sent(second, own, 'notice', `'${seeds}'`)),
    ],
    ['policy firm_file_add', 'a firm sends a file', signedOut, [enter(), done(file(contract))], 'done', given(sent(link, own, 'file'))],
    [
      'policy firm_file_add',
      'a firm adds no file to what another link sent',
      signedOut,
      [enter(), done(file(contract))],
      '42501',
      given(sent(second, own, 'file')),
    ],
    [
      'policy firm_file_of_firm',
      'a firm sees a file that it sent by another link',
      signedOut,
      [enter(), count('firm_file', `id = '${message}'`)],
      1,
      given(`${sent(second, own, 'file')}; ${file(contract)}`),
    ],
    [
      'policy firm_file_of_firm',
      'a firm sees no file of another',
      signedOut,
      [enter('agent link'), count('firm_file', `id = '${message}'`)],
      0,
      given(`${sent(link, own, 'file')}; ${file(contract)}`),
    ],
    [
      'policy firm_file_chunk_add',
      'a firm sends the bytes of a file',
      signedOut,
      [enter(), done(chunk)],
      'done',
      given(`${sent(link, own, 'file')}; ${file(contract)}`),
    ],
    [
      'policy firm_file_chunk_add',
      'a firm adds no bytes to a file of another link',
      signedOut,
      [enter(), done(chunk)],
      '42501',
      given(`${sent(second, own, 'file')}; ${file(contract)}`),
    ],
    [
      'policy firm_file_chunk_read',
      'a firm opens no file, not even its own',
      signedOut,
      [enter(), count('firm_file_chunk', 'true')],
      0,
      given(`${sent(link, own, 'file')}; ${file(contract)}; ${chunk}`),
    ],
    ['policy plan_add_by_firm', 'a firm sends a plan of its own', signedOut, [enter(), done(sentPlan(own))], 'done', given()],
    [
      'policy plan_add_by_firm',
      'a firm sends no plan in the name of an officer',
      signedOut,
      [enter(), done(sentPlan(own, 'officer', `'${officer.subject.person}'`))],
      '42501',
      given(),
    ],
    ['policy plan_add_by_firm', 'a firm sends no plan of another', signedOut, [enter(), done(sentPlan(agents))], '42501', given()],
    ['policy violation_add_by_firm', 'a firm notifies', signedOut, [enter(), done(notified(randomUUID(), link, own))], 'done', given()],
    [
      'policy violation_add_by_firm',
      'a firm notifies for no other',
      signedOut,
      [enter('agent link'), done(notified(randomUUID(), agent, own))],
      '42501',
      given(),
    ],
    [
      'policy violation_add_by_firm',
      'a firm notifies by no other link',
      signedOut,
      [enter(), done(notified(randomUUID(), second, own))],
      '42501',
      given(),
    ],
    [
      'policy violation_add_by_firm',
      'a firm names itself as source',
      signedOut,
      [enter(), done(notified(randomUUID(), link, own, 'audit'))],
      '42501',
      given(),
    ],
    [
      'policy violation_add_by_firm',
      'a firm begins a violation, and ends none',
      signedOut,
      [enter(), done(notified(randomUUID(), link, own, 'firm', 'closed'))],
      '42501',
      given(),
    ],
    [
      'policy violation_add_by_firm',
      'a firm says when it notified',
      signedOut,
      [enter(), done(notified(randomUUID(), link, own, 'firm', 'notified', 'null'))],
      '42501',
      given(),
    ],
    [
      'policy firm_message_of_firm',
      'a notice is read by the link that sent it',
      signedOut,
      [enter(), count('firm_message', `id = '${message}'`)],
      1,
      given(sent(link, own, 'notice', `'${seeds}'`)),
    ],
    [
      'policy violation_of_firm',
      'a firm reads the violation of which it gave notice',
      signedOut,
      [enter(), count('violation', `by_link = '${link}'`)],
      1,
      given(notified(randomUUID(), link, own)),
    ],
    ['policy violation_of_firm', 'a firm reads no violation but its own', signedOut, [enter(), count('violation', 'true')], 0, given()],
    [
      'policy violation_step_add_by_firm',
      'a firm adds no step to a violation of others',
      signedOut,
      [enter(), done(stepOf(seeds, link))],
      '42501',
      given(),
    ],
    [
      'policy violation_step_add_by_firm',
      'a firm takes the first step',
      signedOut,
      [enter(), done(stepOf(message, link))],
      'done',
      given(notified(message, link, own)),
    ],
    [
      'policy violation_step_add_by_firm',
      'a firm takes no other step',
      signedOut,
      [enter(), done(stepOf(message, link, 'close'))],
      '42501',
      given(notified(message, link, own)),
    ],
    [
      'policy violation_step_add_by_firm',
      'a firm takes no step by another link',
      signedOut,
      [enter(), done(stepOf(message, second))],
      '42501',
      given(notified(message, link, own)),
    ],
    ['policy certification_add_by_firm', 'a firm certifies for itself', signedOut, [enter(), done(certified(own))], 'done', given()],
    ['policy certification_add_by_firm', 'a firm certifies for no other', signedOut, [enter(), done(certified(agents))], '42501', given()],
    [
      'policy certification_of_firm',
      'a firm sees no certification of another',
      signedOut,
      [enter('agent link'), count('certification', `source = 'firm'`)],
      0,
      given(certified(own)),
    ],
    [
      'policy certification_of_firm',
      'a firm sees its own',
      signedOut,
      [enter('agent link'), count('certification', `source = 'firm'`)],
      1,
      given(certified(agents)),
    ],
    ['count_notices', 'only the program itself counts', officer, `select contractors.count_notices('2026-01-01', 24)`, '42501'],
    ['count_notices', 'a recorded violation of a firm is counted', installation, counted, 1, noticed('recorded')],
    ['count_notices', 'not one that the contracting party alone sees', installation, counted, 0, noticed('notified')],
    [
      'count_notices',
      'not one of an earlier contractor',
      installation,
      counted,
      0,
      { arrange: `${noticed('recorded').arrange}; ${since(LATER)}`, restore: `${since('null')}; ${noticed('recorded').restore}` },
    ],
    [
      'count_notices',
      'one that is recorded of the contractor, also where it notified before the contract had it',
      installation,
      counted,
      1,
      {
        arrange: `${noticed('recorded').arrange}; ${since(`now() - interval '10 minutes'`)};
          update contractors.violation set notified_at = now() - interval '30 minutes' where id = '${message}'`,
        restore: `${since('null')}; ${noticed('recorded').restore}`,
      },
    ],
    [
      'count_notices',
      'not one that was recorded since of an earlier contractor',
      installation,
      counted,
      0,
      {
        arrange: `${noticed('recorded').arrange}; ${since(EARLIER)}; update contractors.violation set contractor = 'Before' where id = '${message}'`,
        restore: `${since('null')}; ${noticed('recorded').restore}`,
      },
    ],
    ['count_notices', 'the program may count', installation, `select jsonb_typeof(contractors.count_notices('2026-01-01', 24))`, 'array'],
  ];
  const reviewed = `n #> '{plan,review}' = '{"housing": {"verdict": "met"}}'`;
  const over = planned(own, `update contractors.contract set ends_on = '2026-11-30' where id = '${contract}'`);
  const beside = planned(
    own,
    `insert into contractors.contract (id, party_id, number, state, title, contractor, contractor_id, set_id, recorded_at, recorded_by)
      values ('${message}', '${nation}', 'PLANNED', 'planned', 't', 'f', '${headquarters}', 'least-5f', now(), '${officer.subject.person}')`,
  );
  const certifies = `insert into contractors.certification
    (id, contract_id, party_id, member_id, certified_on, name, function, statements, source, recorded_at, recorded_by)
    values ('${message}', '${contract}', '${nation}', null, current_date, 'N', 'F', '{due-diligence}', 'officer', now(), '${officer.subject.person}')`;
  const kept = (at: string) => planned(own, `${certifies}; ${since(at)}`);
  lines.push(
    ['plan_facts', 'only the program itself reads them', officer, `select contractors.plan_facts(null, '2026-12-01')`, '42501'],
    ['plan_facts', 'a running contract of a contractor in the register counts', installation, facts('true'), 1, planned(own)],
    ['plan_facts', 'of this contractor', installation, facts('true', `'${headquarters}'`), 1, planned(own)],
    ['plan_facts', 'not those of another one', installation, facts('true', `'${nation}'`), 0, planned(own)],
    ['plan_facts', 'none that is planned counts beside it', installation, facts('true'), 1, beside],
    ['plan_facts', 'not one whose last day is over', installation, facts('true'), 0, over],
    ['plan_facts', 'the verdicts on its newest plan count, without their notes', installation, facts(reviewed), 1, planned(own)],
    ['plan_facts', 'not those on the plan of a firm under it', installation, facts(reviewed), 0, planned(agents)],
    ['plan_facts', 'nor those on the plan of an earlier contractor', installation, facts(`n ->> 'plan' is not null`), 0, kept(LATER)],
    ['plan_facts', 'the day of its own certification counts', installation, facts(`n ->> 'certifiedOn' is not null`), 1, kept(EARLIER)],
    ['plan_facts', 'not that of an earlier contractor', installation, facts(`n ->> 'certifiedOn' is not null`), 0, kept(LATER)],
  );
  return toScenarios(lines);
}

import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** What the link to a section opens, and who may take which step of a return. */
export async function returnsScenarios({ by, nation, signedOut, id }: GuardFixture): Promise<Scenario[]> {
  const [office, focal, adviser] = [by('office'), by('focal point'), by('legal adviser')];
  const returnIn = (state: string) => id(`select id from returns.return where party_id = '${nation}' and state = '${state}'`);
  const [answering, signed, submitted] = [await returnIn('answering'), await returnIn('signed'), await returnIn('submitted')];
  const link = randomUUID();
  const handedOut = (more = '') => ({
    arrange: `insert into returns.link (id, return_id, party_id, section_id, name, token_hash, created_by, created_at, ends_at)
        values ('${link}', '${answering}', '${nation}', 'law', 'Office', sha256('section link'), '${focal.subject.person}', now() - interval '1 day', now() + interval '9 days'); ${more}`,
    restore: `update returns.return set state = 'answering' where id = '${answering}'; delete from returns.link_use where link_id = '${link}'; delete from returns.link where id = '${link}'`,
  });
  const after = (what: string) => handedOut(`update returns.link set ${what} where id = '${link}'`);
  // The question of the return asks about an article; the section of the link is that of the question, or another.
  const plainQuestion = `"id":"law.one"`;
  const articleQuestion = `"article":{"instrument":"TIP","number":"5.1"},"id":"law.one"`;
  const swap = (from: string, to: string) =>
    `alter table returns.return disable trigger user; update returns.return set questionnaire = replace(questionnaire, '${from}', '${to}') where id = '${answering}';
      alter table returns.return enable trigger user`;
  const ofArticle = (section: string) => {
    const { arrange, restore } = handedOut(
      `update returns.link set section_id = '${section}' where id = '${link}'; ${swap(plainQuestion, articleQuestion)}`,
    );
    return { arrange, restore: `${restore}; ${swap(articleQuestion, plainQuestion)}` };
  };
  const labelled = (what: string) =>
    handedOut(
      `alter table returns.link disable trigger set_label; update returns.link set ${what} where id = '${link}'; alter table returns.link enable trigger set_label`,
    );
  const release = randomUUID();
  const ask = (who: string) =>
    `insert into returns.label_release (id, object_id, party_id, from_level, to_level, reason, requested_by, requested_at)
      values ('${release}', '${answering}', '${nation}', 0, 0, 'r', '${who}', now()) returning 'asked'`;
  const asked = (who: string) => ({
    arrange: ask(who),
    restore: `delete from returns.label_release where id = '${release}'`,
  });
  const decide = `select returns.release_label('${release}', now())`;
  const enter = (token = 'section link') => `select returns.enter_by_link('${token}', 'look', null) ->> 'refused'`;
  const answer = `update returns.answer set choice = 'changed', value = '"x"', answered_by = null, by_link = '${link}' where return_id = '${answering}' and question_id = 'law.one' returning 'answered'`;
  const move = (which: string, to: string) => `update returns.return set state = '${to}' where id = '${which}' returning 'moved'`;
  const released = await id(
    `select return_id as id from returns.version_section where party_id = '${nation}' and opened_at is not null and release = 'public' and narrowed_to is null`,
  );
  const open = `select count(*)::int from returns.public_sections('${released}')`;
  const known = (year = '1999') => `select count(*)::int from returns.public_returns('${year}') where return_id = '${released}'`;
  const years = `select count(*)::int from returns.public_years() y where y = '1999'`;
  const section = (what: string) => ({
    arrange: `alter table returns.version_section disable trigger user; update returns.version_section set ${what} where return_id = '${released}'`,
    restore: `update returns.version_section set opened_at = now(), release = 'public', narrowed_to = null, label_level = 0, releasable_to = null where return_id = '${released}';
      alter table returns.version_section enable trigger user`,
  });
  // The only return of its year, with another section that stays closed.
  const theReturn = (what: string) => ({
    arrange: `alter table returns.return disable trigger user; update returns.return set period = '1999', ${what} where id = '${released}';
      insert into returns.version_section (return_id, party_id, number, section_id, content, release) values ('${released}', '${nation}', 1, 'closed', '{"answers": []}', 'public')`,
    restore: `update returns.return set period = '2015', status_public = true, submitted_version = 1, label_level = 0, releasable_to = null where id = '${released}';
      delete from returns.version_section where return_id = '${released}' and section_id = 'closed'; alter table returns.return enable trigger user`,
  });
  const lines: ScenarioRow[] = [
    ['is_open', 'a section that a nation released to everyone is visible to everyone', signedOut, open, 1],
    ...(
      [
        ['before it was accepted', 'opened_at = null'],
        ['where it is for the parties', `release = 'parties'`],
        ['once it was narrowed', `narrowed_to = 'parties'`],
        ['under a label', 'label_level = 1'],
        ['where it is for some', `releasable_to = array['${nation}'::uuid]`],
      ] as const
    ).map(([when, what]): ScenarioRow => ['is_open', `the section is not visible ${when}`, signedOut, open, 0, section(what)]),
    ['public_sections', 'a section beside it that is not released is not visible', signedOut, open, 1, theReturn('status_public = true')],
    ['public_years', 'the year of a return with a released section is public', signedOut, years, 1, theReturn('status_public = false')],
    ['public_returns', 'the line of such a return is public', signedOut, known(), 1, theReturn('status_public = false')],
    [
      'public_returns',
      'only the fact of its submission is public',
      signedOut,
      `select status from returns.public_returns('1999') where return_id = '${released}'`,
      'returned',
      theReturn('status_public = false, submitted_version = 0'),
    ],
    [
      'public_returns',
      'a return that is being answered is not public',
      signedOut,
      `select count(*)::int from returns.public_returns('2011')`,
      0,
    ],
    [
      'public_version',
      'a return that was only submitted is not public',
      signedOut,
      `select count(*)::int from returns.public_returns('2013')`,
      0,
    ],
    [
      'public_years',
      'the year of such a return is not public',
      signedOut,
      `select count(*)::int from returns.public_years() y where y < '2015'`,
      0,
    ],
    [
      'public_returns',
      'without a released section the party may publish its status',
      signedOut,
      known('2015'),
      1,
      section('opened_at = null'),
    ],
    ...(['public_years', 'public_returns'] as const).flatMap((of): ScenarioRow[] =>
      (['label_level = 1', `releasable_to = array['${nation}'::uuid]`] as const).map((what) => [
        of,
        'and of one with a label nobody knows',
        signedOut,
        of === 'public_years' ? years : known(),
        0,
        theReturn(what),
      ]),
    ),
    [
      'public_counts',
      'and it is not counted',
      signedOut,
      `select asked from returns.public_counts('1999', 1)`,
      0,
      theReturn(`releasable_to = array['${nation}'::uuid]`),
    ],
    [
      'guard_status_public',
      'a person who does not sign cannot publish the status',
      adviser,
      `update returns.return set status_public = true where id = '${answering}' returning 'known'`,
      '42501',
    ],
    [
      'guard_release',
      'the release of a submitted section cannot be widened',
      focal,
      `update returns.section set release = 'public' where return_id = '${submitted}' returning 'open'`,
      '42501',
    ],
    [
      'guard_release',
      'the release can be widened while the return is being answered',
      focal,
      `update returns.section set release = 'public' where return_id = '${answering}' returning 'open'`,
      'open',
    ],
    ['is_link', 'a wrong link is invalid', signedOut, `select returns.is_link('no such')::text`, 'false', handedOut()],
    ['is_link', 'an issued link is valid', signedOut, `select returns.is_link('section link')::text`, 'true', handedOut()],
    [
      'link_articles',
      'a link sees the law for the articles of its section, recorded until the year of its return',
      signedOut,
      [enter(), 'select count(*)::int from returns.provision'],
      2,
      ofArticle('law'),
    ],
    [
      'link_articles',
      'a link sees no law for the articles of another section',
      signedOut,
      [enter(), 'select count(*)::int from returns.provision'],
      0,
      ofArticle('other'),
    ],
    [
      'policy provision_of_link',
      'the holder of a link sees the law for the articles of its section',
      signedOut,
      [enter(), 'select count(*)::int from returns.provision'],
      2,
      ofArticle('law'),
    ],
    [
      'policy provision_by_link',
      'the holder of a link records law for the articles of its section',
      signedOut,
      [
        enter(),
        `insert into returns.provision (id, provision_id, return_id, party_id, period, instrument, article, law, paragraph, by_link, recorded_at)
          select gen_random_uuid(), gen_random_uuid(), id, party_id, period, 'TIP', '5.1', 'Law', '1', '${link}', now() from returns.return where id = '${answering}' returning 'recorded'`,
      ],
      'recorded',
      ofArticle('law'),
    ],
    ['enter_by_link', 'a wrong link opens no section', signedOut, enter('no such'), null, handedOut()],
    [
      'enter_by_link',
      'a withdrawn link opens no section',
      signedOut,
      enter(),
      'returns/link-withdrawn',
      after(`withdrawn_at = now(), withdrawn_by = created_by`),
    ],
    [
      'enter_by_link',
      'a link to a submitted section does not open it',
      signedOut,
      enter(),
      'returns/link-handed-back',
      after('handed_back_at = now()'),
    ],
    [
      'enter_by_link',
      'an expired link opens no section',
      signedOut,
      enter(),
      'returns/link-over',
      after(`ends_at = now() - interval '1 hour'`),
    ],
    [
      'enter_by_link',
      'a link to a return that is not being answered opens no section',
      signedOut,
      enter(),
      'returns/link-resting',
      handedOut(`update returns.return set state = 'in-review' where id = '${answering}'`),
    ],
    [
      'enter_by_link',
      'a link to a labelled return opens no section',
      signedOut,
      enter(),
      'returns/link-withdrawn',
      labelled('label_level = 1'),
    ],
    [
      'enter_by_link',
      'a link to a return that is not releasable to all opens no section',
      signedOut,
      enter(),
      'returns/link-withdrawn',
      labelled(`releasable_to = array['${nation}'::uuid]`),
    ],
    [
      'release_label',
      'the person who requested a lower label of a return cannot decide it',
      focal,
      decide,
      false,
      asked(focal.subject.person),
    ],
    ['release_label', 'a person who does not sign cannot decide it', adviser, decide, false, asked(focal.subject.person)],
    [
      'guard_return',
      'a person who does not sign cannot change to whom a return is releasable',
      adviser,
      `update returns.return set releasable_to = array['${nation}'::uuid] where id = '${answering}' returning 'said'`,
      '42501',
    ],
    [
      'enter_by_link',
      'a link that was used too often opens no section',
      signedOut,
      enter(),
      'returns/link-too-often',
      handedOut(
        `insert into returns.link_use (link_id, party_id, action) select '${link}', '${nation}', 'look' from generate_series(1, 300)`,
      ),
    ],
    ['own_link', 'a person with an account holds no link', focal, 'select returns.own_link()', null],
    ['policy answer_by_link', 'the holder of a link may answer its section', signedOut, [enter(), answer], 'answered', handedOut()],
    [
      'person',
      'the holder of a link does not see data for all signed-in people',
      signedOut,
      [enter(), 'select count(*)::int from identity.person'],
      0,
      handedOut(),
    ],
    [
      'policy answer_of_link',
      'the holder of a link reads the answers of the section',
      signedOut,
      [enter(), 'select count(*)::int from returns.answer'],
      2,
      handedOut(),
    ],
    [
      'policy return_of_link',
      'the holder of a link reads the head of the return',
      signedOut,
      [enter(), 'select count(*)::int from returns.return'],
      1,
      handedOut(),
    ],
    [
      'policy link_change',
      'the holder of a link may update the link',
      signedOut,
      [enter(), `update returns.link set accepted_at = now() where id = '${link}' returning 'accepted'`],
      'accepted',
      handedOut(),
    ],
    [
      'policy answer_own_name',
      'nobody of the party can answer under a link that they do not hold',
      focal,
      answer.replace('answered_by = null', `answered_by = '${focal.subject.person}'`),
      '42501',
      handedOut(),
    ],
    ['policy label_release_request', 'a signer may request a lower label of a return', focal, ask(focal.subject.person), 'asked'],
    ['policy label_release_request', 'nobody else may request a lower label of a return', adviser, ask(adviser.subject.person), '42501'],
    [
      'policy section_change',
      'a person who does not sign cannot release a section',
      adviser,
      `update returns.section set release = 'parties' where return_id = '${answering}' returning 'open'`,
      undefined,
    ],
    ['guard_return', 'a party cannot accept a return', focal, move(submitted, 'accepted'), '42501'],
    ['guard_return', 'the office cannot sign a return', office, move(answering, 'signed'), '42501'],
    ['guard_return', 'the office cannot reopen a return', office, move(submitted, 'answering'), '42501'],
    ['guard_return', 'a person who answers cannot accept a return', adviser, move(answering, 'accepted'), '42501'],
    ['guard_return', 'a person who answers cannot submit a return', adviser, move(signed, 'submitted'), '42501'],
    ['guard_return', 'a signer cannot accept a return', focal, move(answering, 'accepted'), '42501'],
    [
      'guard_return',
      'a return is submitted only by its command',
      focal,
      `update returns.return set submitted_version = submitted_version + 1 where id = '${answering}'`,
      '42501',
    ],
  ];
  return toScenarios(lines);
}
